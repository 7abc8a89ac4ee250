"""What of an age leaves the identity zone: no more than a rule asks for, and never a birth date."""

import pytest

from schemas.facts import PersonDescribed, ProvisionGranted
from schemas.standings import AgeKnown
from streams.ages import with_ages
from tests.given import allocation, benefit, day, placement, provision, until


def told(fact, born):
    who = PersonDescribed(bsn="999900006", birth_date=born)
    return [
        (age.age, age.start.isoformat(), age.end and age.end.isoformat())
        for age in with_ages(who, (fact,))[1:]
    ]


def youth(start, end=None):
    return ProvisionGranted(
        stream="jeugdwet", instrument="jeugdhulp", start=day(start), end=until(end)
    )


@pytest.mark.parametrize(
    ("fact", "born", "expected"),
    [
        (allocation("01-01"), "1987-05-14", []),
        (allocation("01-01", "12-31"), "2008-07-14", [("under-18", "2026-01-01", "2026-07-01")]),
        (allocation("01-01", "06-01"), "2008-07-14", [("under-18", "2026-01-01", "2026-06-01")]),
        (allocation("07-01"), "2008-07-14", []),
        (youth("01-01", "12-31"), "2015-07-14", [("under-18", "2026-01-01", "2026-12-31")]),
        (youth("01-01"), "2000-07-14", [("from-18", "2026-01-01", None)]),
        (
            youth("01-01", "12-31"),
            "2008-07-14",
            [("under-18", "2026-01-01", "2026-07-01"), ("from-18", "2026-08-01", "2026-12-31")],
        ),
        (youth("07-01"), "2008-07-01", [("from-18", "2026-07-01", None)]),
        (provision("01-01", "12-31", instrument="participatieplaats"), "1999-01-01", []),
        (
            provision("01-01", "12-31", instrument="participatieplaats"),
            "1999-02-28",
            [("under-27", "2026-01-01", "2026-02-01")],
        ),
    ],
)
def test_an_age_is_told_on_days_of_the_fact_that_asks_for_it_and_by_the_month(fact, born, expected):
    """
    Of nearly everybody nothing; of others only what falls inside the term.
    """
    assert told(fact, born) == expected


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2008", [("under-18", "2026-01-01", "2026-01-01"), ("from-18", "2027-01-01", None)][1:]),
        ("2008-07", [("under-18", "2026-01-01", "2026-07-01"), ("from-18", "2026-08-01", None)]),
        ("2008-12-31", [("under-18", "2026-01-01", "2026-12-01"), ("from-18", "2027-01-01", None)]),
        ("2008-02-29", [("under-18", "2026-01-01", "2026-02-01"), ("from-18", "2026-03-01", None)]),
    ],
)
def test_of_a_birth_date_known_in_part_only_what_is_certain_is_told(born, expected):
    """
    Between *under* and *from* nothing is said.
    """
    assert told(youth("01-01"), born) == expected


@pytest.mark.parametrize(
    "fact",
    [
        placement("01-01"),
        benefit("01-01"),
        provision("01-01"),
        provision("01-01", instrument="jobcoach"),
    ],
)
def test_a_fact_that_no_law_ties_to_an_age_tells_none(fact):
    """
    However young the person is.
    """
    assert told(fact, "2010-01-01") == []


def test_without_a_birth_date_nothing_is_guessed():
    """
    Nor without anybody.
    """
    facts = (youth("01-01"),)

    assert with_ages(None, facts) is facts
    assert with_ages(PersonDescribed(bsn="999900006"), facts) is facts


def test_an_age_is_no_birth_date():
    """
    Whoever reads the fact cannot tell on which day of a month somebody was born.
    """
    days = [told(youth("01-01"), f"2008-07-{n:02}") for n in range(2, 32)]

    assert all(said == days[0] for said in days)
    assert set(AgeKnown.model_fields) == {"kind", "age", "start", "end"}
