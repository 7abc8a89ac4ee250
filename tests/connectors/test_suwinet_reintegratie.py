"""GSDDossierReintegratie over Suwinet: provisions under the Participatiewet."""

from datetime import date

import pytest

from schemas.errors import Rejected
from schemas.facts import PersonDescribed, ProvisionGranted, Sex, WageSubsidyGranted
from schemas.reading import Notice
from tests.connectors.reading import MESSAGES, example, read, reasons_of


def valid(name="reintegratie"):
    path = MESSAGES / "participatiewet" / "valid" / f"{name}.xml"
    return path.read_text(encoding="utf-8")


def told(*changes):
    text = valid()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return read("participatiewet", text.encode())


def facts(*changes):
    return told(*changes).records[0].facts


def test_an_answer_is_one_record_of_the_person():
    """
    The next answer replaces it as a whole; the municipality is that of the one who asked.
    """
    (record,) = example("participatiewet/reintegratie.xml").records

    assert (record.key, record.system) == ("reintegratie|999900006", "suwinet")
    assert (record.municipality, record.stamp, record.place) == ("0034", "", "ClientSuwi")


def test_the_person_is_described_as_far_as_known():
    """
    A birth date known to the month stays a month.
    """
    assert told().records[0].who == PersonDescribed(
        bsn="999900006",
        surname="Voorbeeld",
        prefix="van den",
        given_names="Anna Zoë",
        initials="AZ",
        birth_date="1987-05",
        sex=Sex.FEMALE,
    )


@pytest.mark.parametrize(
    ("written", "known"),
    [("19870514", "1987-05-14"), ("19870000", "1987"), ("00000514", None), ("00000000", None)],
)
def test_unknown_parts_of_a_birth_date_are_left_out(written, known):
    """
    Suwi writes what it does not know as zeros.
    """
    assert told(("19870500", written)).records[0].who.birth_date == known


def test_a_point_for_a_name_is_no_name():
    """
    The basic registrations write a point where a name is not known.
    """
    who = told((">AZ<", ">.<"), (">Voorbeeld<", ">.<")).records[0].who

    assert (who.initials, who.surname) == (None, None)


def test_a_job_coach_is_a_provision_until_the_day_after_its_last():
    """
    DatERv is a day with the provision.
    """
    assert facts()[0] == ProvisionGranted(
        instrument="jobcoach",
        code="30",
        number="RV-1",
        start=date(2026, 1, 1),
        end=date(2027, 1, 1),
    )


@pytest.mark.parametrize(
    ("code", "instrument"),
    [
        ("23", "proefplaats"),
        ("29", "overige_werkplek"),
        ("31", "werkplekaanpassing"),
        ("59", "overige_voorziening"),
        ("42", "rv-42"),
    ],
)
def test_the_code_of_a_provision_in_our_words_or_as_itself(code, instrument):
    """
    Only these codes are published; any other is carried and noticed.
    """
    changes = ("CdTypeRvGsd>30", f"CdTypeRvGsd>{code}")

    assert facts(changes)[0].instrument == instrument
    assert (Notice("CdTypeRvGsd", code) in told(changes).notices) == instrument.startswith("rv-")


@pytest.mark.parametrize(
    ("digits", "percentage"), [("04550", "45.5"), ("10000", "100"), ("03333", "33.33")]
)
def test_a_wage_subsidy_with_its_loonwaarde(digits, percentage):
    """
    A percentage of the WML, written without its point: three digits before it, two after.
    """
    assert facts(("04550", digits))[1] == WageSubsidyGranted(
        number="RV-2", start=date(2026, 2, 1), wage_value=percentage
    )


def test_a_job_coach_with_a_wage_subsidy_is_both():
    """
    The code names the one, the element is the other.
    """
    both = facts(("CdTypeRvGsd>41", "CdTypeRvGsd>30"))[1:3]

    assert [type(fact) for fact in both] == [WageSubsidyGranted, ProvisionGranted]


def test_nothing_found_has_no_record_and_says_so():
    """
    What was known of the person before stands.
    """
    reading = example("participatiewet/reintegratie-niets-gevonden.xml")

    assert (reading.records, reading.notices) == ((), (Notice("FWI", "NietsGevonden"),))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("start-known-to-the-month", "date-unknown at ClientSuwi/AtlRelatie/ReIntegratievoorz"),
        ("end-before-start", "period at"),
        ("birth-on-31-april", "date at ClientSuwi/Geboortedat"),
        ("relation-without-bron", "missing at ClientSuwi/AtlRelatie/Bron"),
        ("attribute-nil", "attribute at ClientSuwi/Geslacht"),
        ("two-answers-in-one-body", "envelope at Envelope/Body"),
        ("of-v0100", "found GSDDossierReintegratie v0100"),
        ("negative-loonwaarde", "percentage at"),
    ],
)
def test_a_broken_answer_is_told_what_is_wrong_and_where(name, said):
    """
    The one who asked finds the fault with no more than the reason.
    """
    assert said in reasons_of(f"participatiewet/reintegratie-{name}.xml")[0]


def test_an_answer_of_an_unregistered_sender_is_refused():
    """
    No answer names the municipality that asked: it comes from the sender's registration.
    """
    with pytest.raises(Rejected) as refused:
        read("participatiewet", valid().encode(), municipality=None)

    assert refused.value.fault == "municipality"
