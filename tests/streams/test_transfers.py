"""From one law to another: what is told, when, and what is never told."""

import json

import pytest

from schemas import wire
from schemas.events import EVENT_MAX
from tests import laws
from tests.given import (
    POLICY,
    aged,
    allocation,
    attended,
    benefit,
    certificate,
    contact,
    ladder,
    long_term_care,
    of_person,
    placement,
    policy_set,
    provision,
)

WMO = of_person(allocation("01-05", "04-01", 16), record="wmo")
PLACE = "kvk:90000001/hout"


def entered(start, end=None, record="pw", **more):
    there = provision(start, end, "participatieplaats", place=PLACE, decided_on="2026-03-01")
    return of_person(there, record=record, **more)


def person(*messages, **settings):
    policy = POLICY.model_copy(update=settings)
    return laws.run("combine", [policy_set(policy), *messages])


def transfers(*messages, **settings):
    return list(laws.documents(person(*messages, **settings))["transfers"].values())


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("02-28", 0),  # 32 days before the Wmo ends
        ("03-01", 1),
        ("04-01", 1),
        ("05-02", 1),  # 31 days after
        ("05-03", 0),
    ],
)
def test_a_law_is_entered_within_days_of_leaving_the_other(start, expected):
    """
    A month, unless the policy says otherwise.
    """
    assert len(transfers(WMO, entered(start))) == expected


def test_what_ends_no_later_than_the_law_that_was_left_is_not_entered():
    """
    A short trial in the last days of the Wmo takes nobody over.
    """
    assert [] == transfers(WMO, entered("03-10", "04-01"))


def test_a_pause_within_those_days_is_no_leaving():
    """
    A Wmo allocation that goes on after some weeks was not left.
    """
    goes_on = of_person(allocation("05-01", None, 16, number="1002"), record="wmo2")

    assert [] == transfers(WMO, goes_on, entered("04-01"))


def test_of_each_kind_the_last_is_told_and_nothing_of_care_age_or_hours():
    """
    That it is known, with source and day; not what it says.
    """
    told = of_person(
        *(ladder(3, "01-10"), ladder(4, "02-10"), certificate("Lassen", "02-20")),
        *(contact("03-02"), attended("2026-02", 30), aged("01-01"), long_term_care("01-01")),
        *(placement("01-05", None, 16), benefit("01-01", amount=134512)),
        record="more",
    )

    (transfer,) = transfers(WMO, told, entered("04-01"))

    assert {item["what"]: item["on"] for item in transfer["known"]} == {
        "allocation": "2026-01-05",
        "benefit": "2026-01-01",
        "certificate": "2026-02-20",
        "contact": "2026-03-02",
        "ladder-step": "2026-02-10",
        "placement": "2026-01-05",
    }
    for secret in ("134512", "Lassen", "dagbesteding", "wlz", "960"):
        assert secret not in json.dumps(transfer)


def test_attendance_leaves_a_transfer_as_it_was_told():
    """
    It changes nothing of what is proven.
    """
    subject = person(WMO, entered("04-01"), of_person(placement("01-05", None, 16), record="pl"))

    told = subject.told(of_person(attended("2026-02", 30), record="hours"))

    assert ["placements.changed"] == [name for name, _ in told]


def test_who_is_no_longer_there_changes_no_law():
    """
    The records went to another person: the transfer went with them.
    """
    subject = person(WMO, entered("04-01"))

    told = subject.told(entered("04-01", gone=True))

    assert "transfers.withdrawn" in [name for name, _ in told]
    assert {} == laws.documents(subject)["transfers"]
    assert subject.state.get("transfers//p1") is None


def test_however_much_is_known_a_transfer_is_one_event():
    """
    A thousand certificates are one line of it.
    """
    many = [of_person(certificate("x" * 80, "02-20"), record=f"c{n}") for n in range(1000)]

    (transfer,) = transfers(WMO, *many, entered("04-01"))

    assert len(wire.write(transfer)) < EVENT_MAX / 8
    assert ["allocation", "certificate"] == [item["what"] for item in transfer["known"]]
