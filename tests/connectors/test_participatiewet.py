"""Decisions under the Participatiewet."""

from datetime import date
from typing import get_args

import pytest

from connectors.inbound.participatiewet.besluiten import NEEDED, Provision
from schemas.errors import Rejected
from schemas.facts import (
    BenefitReceived,
    DecisionMade,
    PersonDescribed,
    ProvisionGranted,
    Sex,
    WageSubsidyGranted,
)
from schemas.standings import AmountReceived
from schemas.volumes import Per, Unit, Volume
from schemas.waiting import AssessmentRequested, EligibilityDecided
from tests.connectors.reading import example, read, reasons, reasons_of, table

BIJSTAND, BESCHUT, SUBSIDIE, PLAATS = range(4)
HEADER = "besluitnummer;bsn;soort;besluitdatum;ingangsdatum"
ROW = "B-1;999900006;bijstand;2026-02-01;2026-02-01"


def besluit(which):
    return example("participatiewet/besluiten.csv").records[which]


def test_a_decision_is_one_record_under_its_number():
    """
    A later row with the same number replaces it; its stamp is Dutch time, kept as UTC.
    """
    record = besluit(BIJSTAND)

    assert (record.system, record.key) == ("besluiten", "besluit|2026/0001")
    assert record.stamp == "2026-02-10T08:30:00.000000+00:00"


def test_a_vaststelling_says_whether_somebody_is_eligible():
    """
    Without a word about it, they are; either way something was decided.
    """
    no, yes = example("participatiewet/besluiten-vaststelling.csv").records

    assert no.facts == (
        EligibilityDecided(eligible=False, decided_on=date(2026, 2, 3), start=date(2026, 2, 10)),
        DecisionMade(
            law="participatiewet",
            subject="vaststelling_beschut_werk",
            number="2026/0009",
            decided_on=date(2026, 2, 3),
            granted=False,
        ),
    )
    assert (True, date(2028, 2, 10)) == (yes.facts[0].eligible, yes.facts[0].end)


def test_only_a_vaststelling_can_be_negative():
    """
    What a decision grants is granted.
    """
    row = f"{ROW};nee"

    assert reasons("participatiewet", table(f"{HEADER};toegekend", row)) == [
        (
            "not-applicable at row 2, column toegekend: expected nothing, in a decision on"
            " bijstand, found text of 3 characters"
        )
    ]


def test_a_registration_is_one_record_under_its_number():
    """
    Another table of the same door; it is known by its header.
    """
    first, second, withdrawn = example("participatiewet/aanmeldingen.csv").records

    assert (first.system, first.key) == ("aanmeldingen", "aanmelding|A-1")
    assert first.facts == (AssessmentRequested(on=date(2026, 1, 12)),)
    assert first.who == PersonDescribed(bsn="999900006")
    assert (second.who.surname, second.facts[0].on) == ("Jansen", date(2026, 1, 13))
    assert (withdrawn.deleted, withdrawn.facts, withdrawn.who) == (True, (), None)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "aanmelding-for-something-else.csv",
            (
                "unknown-word at row 2, column voor: expected one of beschut_werk,"
                " found text of 12 characters"
            ),
        ),
        (
            "aanmelding-of-nobody.csv",
            "missing at row 2, column bsn: expected a BSN, or else a surname and a birth date",
        ),
    ],
)
def test_why_a_registration_is_refused(name, reason):
    """
    Each row alone.
    """
    assert reasons_of(f"participatiewet/{name}") == [reason]


def test_a_loonwaarde_of_minus_nothing_is_nothing():
    """
    Some systems write it so.
    """
    header = f"{HEADER};werkgever;loonwaarde"
    row = "B-1;999900006;loonkostensubsidie;2026-02-01;2026-02-01;lhn:000000012L01;"
    values = [
        read("participatiewet", table(header, f"{row}{zero}")).records[0].facts[0].wage_value
        for zero in ("-0", "0", "-0,00")
    ]

    assert values == ["0", "0", "0"]


@pytest.mark.parametrize(
    ("number", "fault"), [("999900006", None), ("n" * 65, "too-long"), ("2026-00123", None)]
)
def test_a_number_of_a_decision_is_any_but_not_huge(number, fault):
    """
    One in eleven numbers of nine digits could be a BSN; it leaves the identity zone as a pseudonym.
    """
    said = reasons("participatiewet", table(HEADER, ROW.replace("B-1", number)))

    assert [fault] * len(said) == [reason.partition(" ")[0] for reason in said]
    assert len(said) == (fault is not None)


def test_a_decision_names_the_person_with_all_that_helps_to_find_them():
    """
    The BSN, and what it is checked against.
    """
    assert besluit(BIJSTAND).who == PersonDescribed(
        bsn="999900006",
        surname="Voorbeeld",
        prefix="van",
        given_names="Noor Proef",
        initials="N.P.",
        birth_date="1987-05-12",
        sex=Sex.FEMALE,
        postcode="1315AB",
        house_number="12",
    )


def test_bijstand_is_a_benefit_that_the_municipality_pays():
    """
    The amount is in cents, per month; a decision is told beside it.
    """
    assert besluit(BIJSTAND).facts == (
        BenefitReceived(
            law="bijstand",
            payer="gemeente",
            start=date(2026, 2, 1),
            decided_on=date(2026, 2, 1),
            amount=134512,
            amount_per=Per.MONTH,
        ),
        DecisionMade(
            law="participatiewet",
            subject="bijstand",
            number="2026/0001",
            decided_on=date(2026, 2, 1),
            granted=True,
        ),
    )


def test_beschut_werk_is_a_provision_at_a_place_for_hours_a_week():
    """
    The last day is in it, so the end is the next.
    """
    assert besluit(BESCHUT).facts[0] == ProvisionGranted(
        instrument="beschut_werk",
        number="2026/0002",
        provider="kvk:00000012",
        employer="lhn:000000012L01",
        place="kvk:00000012/groen-1",
        start=date(2026, 3, 1),
        end=date(2027, 3, 1),
        volume=Volume(amount=24, unit=Unit.HOUR, per=Per.WEEK),
        decided_on=date(2026, 2, 3),
    )


def test_a_wage_subsidy_goes_to_the_employer_in_a_percentage_of_the_wml():
    """
    The comma becomes a point.
    """
    assert besluit(SUBSIDIE).facts[0] == WageSubsidyGranted(
        number="2026/0003",
        employer="lhn:000000012L01",
        start=date(2026, 3, 1),
        wage_value="45.5",
        decided_on=date(2026, 2, 3),
    )


def test_half_hours_are_minutes_and_a_person_needs_no_bsn():
    """
    Without a BSN a surname and a birth date, as far as known, will do (Wmo 2015 art. 5.2.9).
    """
    record = besluit(PLAATS)

    assert record.facts[0].volume == Volume(amount=990, unit=Unit.MINUTE, per=Per.WEEK)
    assert record.who == PersonDescribed(surname="Oefening", birth_date="1990")


def test_a_withdrawn_decision_needs_no_more_than_its_number():
    """
    With all its fields or with none, what remains is that it is gone.
    """
    short, full = example("participatiewet/besluiten-withdrawn.csv").records

    assert (short.deleted, short.facts, short.who) == (True, (), None)
    assert (full.deleted, full.facts, full.who) == (True, (), None)


def test_an_open_end_may_be_written_as_the_last_day_there_is():
    """
    Many systems write 31-12-9999 for no end.
    """
    raw = table(HEADER + ";einddatum", ROW + ";31-12-9999")

    assert read("participatiewet", raw).records[0].facts[0].end is None


def test_the_policy_knows_the_names_of_the_senders_columns():
    """
    The municipality's system keeps its own export.
    """
    names = {"besluitnummer": "zaaknr", "bsn": "BSN client", "soort": "type besluit"}
    raw = table("Zaaknr;bsn client;Type besluit;besluitdatum;ingangsdatum", ROW)

    assert read("participatiewet", raw, columns=names).records[0].key == "besluit|B-1"


def test_a_stamp_in_the_future_would_keep_every_correction_out():
    """
    So it is refused.
    """
    raw = table(HEADER + ";gewijzigd_op", ROW + ";2027-01-01")

    assert reasons("participatiewet", raw)[0].startswith("future at row 2, column gewijzigd_op")


def test_the_media_type_says_which_format_it_is_and_without_it_the_first_bytes_do():
    """
    A table called XML is no XML, and a dossier called CSV no table.
    """
    raw = table(HEADER, ROW)

    assert read("participatiewet", raw, media_type="").records
    assert read("participatiewet", raw, media_type="text/csv; charset=utf-8").records
    with pytest.raises(Rejected):
        read("participatiewet", raw, media_type="application/xml")
    with pytest.raises(Rejected, match="header at row 1"):
        read("participatiewet", b"<a/>", media_type="text/csv")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "bsn-lost-its-leading-zero.csv",
            (
                "bsn at row 2, column bsn: expected nine digits that pass"
                " the elfproef, leading zeros included, found 8 digits"
            ),
        ),
        (
            "soort-unknown.csv",
            (
                "unknown-word at row 2, column soort: expected one of bijstand,"
                " loonkostensubsidie, vaststelling_beschut_werk, premie, onkostenvergoeding,"
                " eigen_inkomsten, beschut_werk, participatieplaats,"
                " proefplaats, jobcoach, werkplekaanpassing, tijdelijke_loonkostensubsidie, wsw,"
                " begeleid_werken, found text of 12 characters"
            ),
        ),
        (
            "uren-with-bijstand.csv",
            (
                "not-applicable at row 2, column uren_per_week: expected nothing,"
                " in a decision on bijstand, found 2 digits"
            ),
        ),
        (
            "loonwaarde-above-hundred.csv",
            (
                "number at row 2, column loonwaarde: expected a percentage"
                " from 0 to 100, with at most two decimals, found a number"
            ),
        ),
        (
            "amount-with-thousands-point.csv",
            (
                "number at row 2, column bedrag_per_maand: expected a"
                " number, with a comma before its decimals, found text of 8 characters"
            ),
        ),
        (
            "nobody-named.csv",
            "missing at row 2, column bsn: expected a BSN, or else a surname and a birth date",
        ),
        (
            "besluit-in-the-future.csv",
            (
                "future at row 2, column besluitdatum: expected no moment"
                " after the day of receipt, found a later one"
            ),
        ),
        ("column-missing.csv", "missing-column at row 1: expected a column soort"),
    ],
)
def test_why_a_row_is_refused(name, reason):
    """
    The reason is what the sender gets to read.
    """
    assert reasons_of(f"participatiewet/{name}")[0] == reason


def of_soort(soort, **cells):
    names = ["besluitnummer", "bsn", "soort", "besluitdatum", "ingangsdatum", *cells]
    row = ["B-1", "999900006", soort, "2026-02-01", "2026-02-01", *cells.values()]
    return table(";".join(names), ";".join(row))


@pytest.mark.parametrize("soort", get_args(Provision))
def test_a_provision_is_granted_under_its_own_name(soort):
    """
    Also what goes on from before the Participatiewet.
    """
    (record,) = read("participatiewet", of_soort(soort, werkgever="lhn:000000012L01")).records
    granted = record.facts[0]

    assert (ProvisionGranted, "participatiewet", soort) == (
        type(granted),
        granted.stream,
        granted.instrument,
    )


@pytest.mark.parametrize("what", ["premie", "onkostenvergoeding"])
def test_a_reward_is_there_on_one_day(what):
    """
    And is an amount in all.
    """
    (record,) = read("participatiewet", of_soort(what, bedrag="1631,50")).records

    assert record.facts[0] == AmountReceived(
        what=what, start=date(2026, 2, 1), end=date(2026, 2, 2), amount=163_150
    )


def test_own_earnings_last_and_are_an_amount_a_month():
    """
    Until they end.
    """
    (record,) = read("participatiewet", of_soort("eigen_inkomsten", bedrag_per_maand="120")).records

    assert record.facts[0] == AmountReceived(
        what="eigen_inkomsten", start=date(2026, 2, 1), amount=12_000
    )


@pytest.mark.parametrize(("soort", "column"), NEEDED.items())
def test_an_amount_is_asked_for_where_it_is_all_there_is(soort, column):
    """
    A premie of nothing in particular tells nothing.
    """
    (reason,) = reasons("participatiewet", of_soort(soort))

    assert reason.startswith(f"missing at row 2, column {column}")
