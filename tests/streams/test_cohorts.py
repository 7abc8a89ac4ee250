"""Who started, finished, dropped out and went on to a job, and what is passed on for it."""

import pytest

from schemas import topics
from schemas.facts import Kind
from tests import given as g
from tests import laws

COHORT = f"{g.KVK}/EA"
ACCOUNT = f"{g.TOWN}/cohort:{COHORT}"


def cohort(*messages):
    running = laws.run("account", [g.policy_set(), *messages])
    document = laws.documents(running)["cohorts"].get(ACCOUNT)
    return document and document["periods"]


def enrolled(start, end=None, who="1", **more):
    return g.counted(start, end, who=who, account=ACCOUNT, **more)


def planned(*facts, **more):
    return g.of_account(*facts, account=ACCOUNT, **more)


def passed_on(*facts):
    """What combine tells accounts."""
    records = [g.of_person(fact, record=f"r{number}") for number, fact in enumerate(facts)]
    told = laws.forwarded(laws.run("combine", [g.policy_set(), *records]).decided)
    return [value for (topic, _), value in told.items() if topic == topics.ACCOUNT_FACTS.name]


def track(start="02-01", end="05-01", **more):
    return g.placement(start, end, activity=Kind.LEERWERKTRAJECT, cohort=COHORT, **more)


def test_who_shares_a_record_counts_once():
    """
    A person renamed travels through two partitions.
    """
    (now, _) = cohort(
        enrolled("02-01", "05-01"), enrolled("02-01", "05-01", record="r1", placement="again")
    )

    assert (now["started"], now["running"]) == (1, 1)


def test_a_cohort_nobody_is_in_has_no_periods_and_is_gone_with_its_plan():
    """
    Told, and taken back.
    """
    assert cohort(planned(g.cohort())) == []
    assert cohort(planned(g.cohort()), planned(gone=True)) is None
    assert cohort(enrolled("02-01"), enrolled("02-01", gone=True)) is None


def test_what_was_told_of_a_result_goes_before_the_days():
    """
    Somebody may be done before the others, or stay and not finish.
    """
    periods = cohort(
        planned(g.cohort("02-01", "05-01")),
        enrolled("02-01", "04-01", who="1", result="finished"),
        enrolled("02-01", "05-01", who="2", result="dropped-out"),
        enrolled("02-01", "04-01", who="3"),
        enrolled("02-01", "06-01", who="4"),
    )

    assert [(p["start"], p["finished"], p["dropped_out"]) for p in periods] == [
        ("2026-02-01", 0, 0),
        ("2026-04-01", 1, 1),
        ("2026-05-01", 1, 2),
        ("2026-06-01", 2, 2),
    ]


@pytest.mark.parametrize(
    ("job", "on"),
    [
        (g.employed("05-01"), "2026-05-01"),
        (g.employed("03-01"), "2026-05-01"),
        (g.employed("08-01"), "2026-08-01"),
        (g.employed("08-02"), None),
        (g.employed("02-01"), None),
        (g.employed("03-01", "05-01"), None),
        (g.placement("06-01", activity=Kind.REGULIER_WERK, employer=g.EMPLOYER), "2026-06-01"),
        (g.placement("06-01", activity=Kind.REGULIER_WERK), None),
        (g.placement("06-01", activity=Kind.BESCHUT_WERK, employer=g.EMPLOYER), None),
    ],
)
def test_a_job_follows_a_track_within_the_days_that_the_policy_gives(job, on):
    """
    Begun after the track did, there when the track has ended, at most 92 days later.
    """
    (told,) = (value for value in passed_on(track(), job) if value["account"] == ACCOUNT)

    assert told.get("job") == on


def test_while_a_track_goes_on_no_job_follows_it():
    told = passed_on(track(end=None), g.employed("03-01"))
    (told,) = (value for value in told if value["account"] == ACCOUNT)

    assert "job" not in told


def test_a_placement_that_turns_out_to_be_in_another_cohort_is_taken_back_from_the_first():
    """
    So it counts in one.
    """
    first = g.of_person(track())
    other = g.placement("02-01", activity=Kind.LEERWERKTRAJECT, cohort=f"{g.KVK}/EB")
    running = laws.run("combine", [g.policy_set(), first, g.of_person(other, version="2")])

    told = laws.forwarded(running.decided)

    accounts = [v["account"] for (topic, _), v in told.items() if topic == "account.facts"]
    assert [account for account in accounts if "cohort:" in account] == [
        f"{g.TOWN}/cohort:{g.KVK}/EB"
    ]


def test_a_plan_has_an_outcome_though_it_is_of_no_person_and_no_place():
    """
    Nothing is lost: law 3.
    """
    running = laws.run("account", [g.policy_set(), planned(g.cohort())])

    (outcome,) = (
        emit.value
        for decision in running.decided
        for emit in decision.emits
        if emit.topic is topics.OUTCOMES
    )
    assert outcome.outcome == "concluded"
