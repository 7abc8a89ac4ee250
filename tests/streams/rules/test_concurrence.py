"""Which lines of one person do not go together."""

import pytest

from tests import laws
from tests.given import (
    EMPLOYER,
    PLACE,
    POLICY,
    allocation,
    long_term_care,
    of_person,
    policy_set,
    provision,
    subsidised_wage,
)


def running(*messages):
    return laws.run("combine", [policy_set(), *messages])


def signals(*facts):
    """What is raised about a person who has each fact in a record of its own."""
    told = (of_person(fact, record=f"r{number}") for number, fact in enumerate(facts))
    return list(laws.documents(running(*told))["signals"].values())


def rules(*facts):
    return [signal["rule"] for signal in signals(*facts)]


def test_a_wlz_indication_beside_a_wmo_allocation_is_a_signal():
    """
    R01: the municipality may refuse, and need not.
    """
    assert rules(long_term_care("03-01"), allocation("01-01", category="01")) == ["R01"]


def test_a_wlz_indication_after_the_wmo_allocation_is_no_signal():
    """
    A seamless change: not one day in common.
    """
    assert rules(long_term_care("03-01"), allocation("01-01", "03-01")) == []


def test_two_wage_subsidies_for_one_employer_are_a_signal():
    """
    R07: one for each employment (Participatiewet art. 10d).
    """
    assert rules(subsidised_wage("01-01"), subsidised_wage("03-01")) == ["R07"]


@pytest.mark.parametrize(
    "other",
    [
        subsidised_wage("03-01", employer="lhn:999999002L01"),
        subsidised_wage("2027-01-01"),
        subsidised_wage("03-01", employer=None),
        provision("03-01", instrument="jobcoach", employer=EMPLOYER),
    ],
)
def test_wage_subsidies_that_do_not_meet_are_no_signal(other):
    """
    Another employer, another year, an unknown employer, or something else.
    """
    assert rules(subsidised_wage("01-01", "2027-01-01"), other) == []


def test_two_wage_subsidies_for_unknown_employers_are_no_signal():
    """
    Nothing is guessed.
    """
    unknown = subsidised_wage("01-01", employer=None)

    assert rules(unknown, unknown) == []


def test_a_signal_that_is_switched_off_is_not_raised_and_what_stood_is_withdrawn():
    """
    Signals inform, and a municipality can do without.
    """
    both = of_person(subsidised_wage("01-01"), subsidised_wage("03-01"))
    off = policy_set(POLICY.model_copy(update={"signals": {"R07": False}}))
    subject = running(both)

    told = subject.told(off)

    assert ["funding-signals.withdrawn"] == [name for name, _ in told]
    assert laws.documents(running(off, both))["signals"] == {}


def test_a_signal_says_which_law_which_days_and_which_lines():
    """
    Enough to look it up, in plain Dutch; the days are those that both hold.
    """
    (found,) = signals(long_term_care("03-01"), allocation("01-01", "05-01"))

    assert ("person", "p1", "2026-03-01", "2026-05-01") == tuple(
        found[name] for name in ("subject_kind", "person", "start", "end")
    )
    assert (["r0", "r1"], 2) == (found["records"], len(found["lines"]))
    assert "art. 2.3.5" in found["law"]


def test_every_pair_that_meets_is_a_signal_of_its_own():
    """
    One that is solved does not hide the other.
    """
    found = rules(
        long_term_care("01-01"), allocation("01-01"), allocation("02-01", number="2", category="08")
    )

    assert ["R01", "R01"] == found


def test_two_wage_subsidies_for_one_workplace_are_a_signal():
    """
    R07: where the decision names the place and no employer, one place is one employment.
    """
    told = [subsidised_wage(start, employer=None, place=PLACE) for start in ("01-01", "03-01")]

    assert rules(*told) == ["R07"]
