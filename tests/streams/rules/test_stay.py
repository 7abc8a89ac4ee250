"""Long at one provider: what counts as one stay, and what as development."""

import pytest

from schemas.facts import Kind
from tests import laws
from tests.given import (
    POLICY,
    attended,
    certificate,
    day_passed,
    ladder,
    of_person,
    placement,
    policy_set,
    subsidised_wage,
)

STARTED = placement("2024-01-01", None, 16)
TODAY = day_passed("2026-06-01")


def stays(*facts, today=TODAY, **settings):
    policy = POLICY.model_copy(update=settings)
    told = [of_person(fact, record=f"r{number}") for number, fact in enumerate(facts)]
    subject = laws.run("combine", [policy_set(policy), *told, today])
    found = laws.documents(subject)["signals"].values()
    return [(s["start"], s.get("end")) for s in found if s["rule"] == "stay"]


def test_two_years_without_development_are_told_on_the_day():
    """
    Not the day before.
    """
    assert [] == stays(STARTED, today=day_passed("2025-12-31"))
    assert [("2026-01-01", None)] == stays(STARTED, today=day_passed("2026-01-01"))


@pytest.mark.parametrize(
    "development",
    [
        (ladder(2, "2024-01-01"), ladder(3, "2025-01-01")),
        (ladder(3, "2024-01-01"), ladder(2, "2025-01-01")),
        (certificate("VCA", "2025-01-01"),),
        (
            subsidised_wage("2024-01-01", "2025-01-01", wage_value="40"),
            subsidised_wage("2025-01-01", None, wage_value="45"),
        ),
    ],
    ids=["a step up", "a step down", "a certificate", "a wage value"],
)
def test_with_development_the_term_begins_anew(development):
    """
    Up or down: somebody looked, and something changed.
    """
    assert [] == stays(STARTED, *development)
    assert [("2027-01-01", None)] == stays(STARTED, *development, today=day_passed("2027-01-01"))


@pytest.mark.parametrize(
    "nothing",
    [
        (ladder(2, "2025-01-01"),),
        (ladder(2, "2024-01-01"), ladder(2, "2025-01-01")),
        (subsidised_wage("2025-01-01", None, wage_value="40"),),
        (attended("2025-01", 60),),
        (certificate("VCA", "2023-06-01"),),
    ],
    ids=["a first step", "the same step", "a first wage value", "hours attended", "earlier"],
)
def test_what_is_no_development_leaves_it_as_it_is(nothing):
    """
    A first step is where somebody began, not where they came.
    """
    assert [("2026-01-01", None)] == stays(STARTED, *nothing)


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        (placement("2025-01-01", None, 16), [("2026-01-01", None)]),
        (placement("2025-02-01", None, 16), [("2026-01-01", None)]),  # 31 days between
        (placement("2025-02-02", None, 16), []),
        (placement("2025-01-01", None, 20), []),
        (placement("2025-01-01", None, None), [("2026-01-01", None)]),  # hours not known
        (placement("2025-01-01", None, 16, activity=Kind.BESCHUT_WERK), []),
        (placement("2025-01-01", "2026-06-01", 16), []),
    ],
    ids=["on", "soon", "later", "more hours", "hours unknown", "other work", "gone"],
)
def test_placements_that_follow_one_another_are_one_stay(following, expected):
    """
    Another record is no development by itself.
    """
    assert stays(placement("2024-01-01", "2025-01-01", 16), following) == expected


@pytest.mark.parametrize("kind", [Kind.VRIJWILLIGERSWERK, Kind.REGULIER_WERK, Kind.COOPERATIE])
def test_a_job_or_voluntary_work_may_last(kind):
    """
    Nobody is paid to end it.
    """
    assert [] == stays(placement("2020-01-01", None, 16, activity=kind))


def test_each_provider_has_a_signal_of_its_own():
    """
    Also if both begin on the same day.
    """
    other = placement("2024-01-01", None, 4, provider="kvk:90000009")

    assert len(stays(STARTED, other)) == 2


def test_a_municipality_can_switch_it_off():
    """
    It informs, no more than that.
    """
    assert [] == stays(STARTED, signals={"stay": False})
