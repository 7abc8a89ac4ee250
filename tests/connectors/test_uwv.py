"""UWV over Suwinet: income and employee insurance."""

from datetime import date

import pytest

from connectors.inbound import xml
from schemas.errors import Rejected
from schemas.facts import (
    BenefitReceived,
    DecisionMade,
    EmploymentHeld,
    IncomeReported,
    PersonDescribed,
)
from schemas.reading import Notice
from tests.connectors.reading import MESSAGES, example, read, reasons, reasons_of

LAWS = {"31": "zw", "32": "wao", "33": "ww", "34": "ioaw", "36": "waz", "37": "wajong"}
LAWS |= {"38": "wajong", "39": "iva", "40": "wga", "43": "bijstand", "46": "tw"}
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
FOUT = (
    '<f:Fout xmlns:f="http://bkwi.nl/SuwiML/FWI/v0205"><Code>{}</Code><Tekst>Anna Voorbeeld</Tekst>'
    "<Bron><DN>x</DN></Bron></f:Fout>"
)


def valid(name):
    return (MESSAGES / "uwv" / "valid" / f"{name}.xml").read_text(encoding="utf-8")


def payload(name):
    """The answer without its envelope."""
    return xml.etree.tostring(xml.payload(xml.parse(valid(name).encode())))


def changed(name, *changes):
    text = valid(name)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def facts(name, *changes):
    return read("uwv", changed(name, *changes)).records[0].facts


def test_an_answer_is_one_record_of_the_person():
    """
    The next answer replaces it as a whole; it has no stamp, so the later received is the later.
    """
    (income,) = example("uwv/inkomsten.xml").records
    (insurance,) = example("uwv/werknemersverzekeringen.xml").records

    assert (income.key, insurance.key) == ("inkomsten|999900006", "wv|999900006")
    assert {income.who, insurance.who} == {PersonDescribed(bsn="999900006")}
    assert (income.municipality, income.stamp, income.place) == ("0034", "", "ClientSuwi")


def test_the_kind_of_relation_tells_beschut_werk_from_other_employment():
    """
    CdAardIkv 20 is beschut werk; a period without an end of its own ends with its relation.
    """
    assert facts("inkomsten")[:2] == (
        EmploymentHeld(
            employer="lhn:999900018L01",
            contract="beschut_werk",
            start=date(2025, 9, 1),
            end=date(2026, 1, 1),
        ),
        EmploymentHeld(
            employer="lhn:999900018L01",
            contract="arbeidsovereenkomst",
            start=date(2026, 1, 1),
            end=date(2026, 9, 1),
        ),
    )


@pytest.mark.parametrize(("code", "law"), LAWS.items())
def test_the_kind_of_income_tells_the_law_of_a_benefit(code, law):
    """
    The code of the wage tax returns says which law pays.
    """
    told = facts("inkomsten", ("CdSrtIkv>43", f"CdSrtIkv>{code}"))

    assert told[3] == BenefitReceived(
        law=law, code=code, payer="lhn:999900031L02", start=date(2024, 3, 1)
    )


def test_reported_income_counts_for_employment_only():
    """
    What is reported for a benefit is the benefit itself; amounts are left out, for want of a unit.
    """
    reported = [fact for fact in facts("inkomsten") if isinstance(fact, IncomeReported)]

    assert reported == [
        IncomeReported(
            employer="lhn:999900018L01",
            start=date(2026, 1, 1),
            end=date(2026, 2, 1),
            hours=104,
        )
    ]


def test_a_code_that_is_in_no_list_is_carried_and_noticed():
    """
    Nothing is refused for a code that UWV introduced after us.
    """
    reading = read("uwv", changed("inkomsten", ("CdAardIkv>20", "CdAardIkv>83")))
    first, *_, last = reading.records[0].facts

    assert (first.contract, last.law, last.payer) == ("83", "98", "unknown")
    assert {Notice("CdAardIkv", "83"), Notice("CdSrtIkv", "98")} < set(reading.notices)


def test_income_of_an_untold_kind_is_only_noticed():
    """
    Without CdSrtIkv and CdAardIkv nobody can say what it is.
    """
    reading = read("uwv", changed("inkomsten", ("<CdSrtIkv>43</CdSrtIkv>", "")))

    assert len(reading.records[0].facts) == len(facts("inkomsten")) - 1
    assert Notice("CdSrtIkv", "none") in reading.notices


def test_a_benefit_of_uwv_and_the_decision_on_an_application():
    """
    The codes of laws and decisions are not published: a word we have is used, others are noticed.
    """
    ww, unknown, decided, undecided = facts("werknemersverzekeringen")

    assert ww == BenefitReceived(
        law="ww", code="WW", payer="uwv", start=date(2026, 1, 2), end=date(2026, 5, 1)
    )
    assert (unknown.law, unknown.code, unknown.end) == ("xyz", "XYZ", None)
    assert decided == DecisionMade(
        law="ww",
        subject="uitkering",
        number="ww|2025-12-20",
        decided_on=date(2026, 1, 5),
        code="01",
    )
    assert undecided == DecisionMade(law="unknown", subject="uitkering", number="unknown|-")
    assert Notice("CdSzWet", "XYZ") in example("uwv/werknemersverzekeringen.xml").notices


@pytest.mark.parametrize("version", [SOAP, "http://www.w3.org/2003/05/soap-envelope"])
def test_the_envelope_makes_no_difference(version):
    """
    An answer is the same with a SOAP 1.1 or 1.2 envelope as without.
    """
    bare = payload("inkomsten").decode()
    wrapped = f'<e:Envelope xmlns:e="{version}"><e:Header/><e:Body>{bare}</e:Body></e:Envelope>'

    assert read("uwv", wrapped.encode()) == read("uwv", bare.encode())


@pytest.mark.parametrize(
    ("name", "notice"),
    [
        ("inkomsten-niets-gevonden", Notice("FWI", "NietsGevonden")),
        ("werknemersverzekeringen-fout", Notice("FWI Fout", "F12")),
    ],
)
def test_an_answer_about_nobody_has_no_record_and_says_so(name, notice):
    """
    Nothing found, or the source out of reach: what was known before stands.
    """
    reading = example(f"uwv/{name}.xml")

    assert (reading.records, reading.notices) == ((), (notice,))


@pytest.mark.parametrize(
    ("detail", "notices"),
    [
        ("", (Notice("SOAP", "Fault"),)),
        (FOUT.format("F99"), (Notice("FWI Fout", "F99"),)),
        (FOUT.format("Anna Voorbeeld, 1987"), (Notice("FWI Fout", "?"),)),
    ],
)
def test_a_soap_fault_has_no_record_and_shows_no_person(detail, notices):
    """
    Only the code of an error is told, and only if it looks like one: texts may name the person.
    """
    fault = f"<e:Fault><faultcode>x</faultcode><detail>{detail}</detail></e:Fault>"
    raw = f'<e:Envelope xmlns:e="{SOAP}"><e:Body>{fault}</e:Body></e:Envelope>'

    assert read("uwv", raw.encode()).notices == notices


def test_a_partial_answer_is_refused():
    """
    A dossier with an error beside it would withdraw what it leaves out.
    """
    assert "incomplete at FWI/Fout" in reasons_of("uwv/inkomsten-partial-with-fout.xml")[0]


def test_a_start_that_is_not_known_to_the_day_refuses_the_dossier():
    """
    It cannot be placed in time, and the dossier without it would withdraw it.
    """
    for unknown in ("20240000", "20240300", "00000301", "00000000"):
        raw = changed("inkomsten", ("DatBIkp>20240301", f"DatBIkp>{unknown}"))

        assert "date-unknown at ClientSuwi/Inkomstenverhouding[2]" in reasons("uwv", raw)[0]


def test_a_day_that_need_not_stand_in_time_may_be_unknown():
    """
    When a decision was signed is left out if it is known to the year only.
    """
    told = facts("werknemersverzekeringen", ("20260105</DatD", "20260100</DatD"))

    assert told[2].decided_on is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("inkomsten-of-v0300", "version at root element"),
        ("another-service", "found SVBDossierPersoonGSD v0200"),
        ("inkomsten-question-instead-of-answer", "another element of UWVDossierInkomstenGSD"),
        ("inkomsten-31-february", "date at ClientSuwi/Inkomstenverhouding[1]"),
        ("inkomsten-period-ends-before-it-starts", "period at"),
        ("inkomsten-person-and-legal-person", "repeated at"),
        ("inkomsten-without-period", "Inkomstenverhouding[2]/Inkomstenperiode"),
        ("werknemersverzekeringen-without-start", "DatBUitkeringsverhouding"),
        ("werknemersverzekeringen-empty-envelope", "envelope at Envelope/Body"),
    ],
)
def test_a_broken_answer_is_told_what_is_wrong_and_where(name, said):
    """
    The one who asked finds the fault with no more than the reason.
    """
    assert said in reasons_of(f"uwv/{name}.xml")[0]


def test_an_answer_of_an_unregistered_sender_is_refused():
    """
    No answer names the municipality that asked: it comes from the sender's registration.
    """
    with pytest.raises(Rejected) as refused:
        read("uwv", valid("inkomsten").encode(), municipality=None)

    assert refused.value.fault == "municipality"
