"""However much is told: no event above 64 KB, no transaction that holds everybody."""

from datetime import timedelta

import pytest

from schemas.events import EVENT_MAX
from schemas.policy import Organisation
from schemas.wire import plain, write
from streams.step import CHUNK
from tests import laws
from tests.given import (
    KVK,
    POLICY,
    benefit,
    brought,
    certificate,
    day,
    day_passed,
    of_person,
    of_place,
    offer,
    paid,
    placement,
    policy_set,
    stretch,
)

MONTH = timedelta(days=31)
RENAMED = POLICY.model_copy(update={"label": "inwoner", "organisations": ()})


def assert_told_within_limits(subject):
    events = laws.events(subject.decided)

    assert max(len(write(event)) for event in events) <= EVENT_MAX
    laws.assert_a_subscriber_agrees(subject)


def completions(subject, name):
    """Of each event of one type, whether it was the last of its change."""
    return [
        event["data"]["complete"]
        for event in laws.events(subject.decided)
        if event["type"] == f"nl.samenloop.{name}.v1"
    ]


@pytest.mark.parametrize("step", [MONTH, timedelta()], ids=["over the years", "on one day"])
def test_a_person_with_two_thousand_lines(step):
    """
    A broken source stops nobody: the change comes in parts, of which the last is complete.
    """
    first = day("1900-01-01")
    benefits = [
        benefit(f"{first + n * step}", f"{first + n * step + MONTH}", law=f"wet {n}")
        for n in range(2000)
    ]

    subject = laws.run("combine", [policy_set(), of_person(*benefits)])

    told = completions(subject, "funding-mixes.changed")
    assert len(told) > 4
    assert [False] * (len(told) - 1) + [True] == told
    assert_told_within_limits(subject)


def test_a_person_who_comes_far():
    """
    Of very many certificates a placement tells the last.
    """
    steps = [certificate(f"{n} " + "é" * 190, "02-01") for n in range(500)]

    subject = laws.run("combine", [policy_set(), of_person(placement("01-01"), *steps)])

    laws.assert_events_are_as_published(subject)
    assert_told_within_limits(subject)


def test_a_placement_that_very_many_lines_pay_for():
    """
    Their overlap names the first of them; the coverage names all.
    """
    lines = [paid(f"{n:032}", hours=1) for n in range(2000)]
    subject = laws.run("oversee", [policy_set(), day_passed("02-01")])

    subject.take(brought("01-01", None, 8, [stretch("01-01", None, *lines)]))

    (signal,) = laws.documents(subject)["signals"].values()
    assert len(signal["lines"]) == 100
    laws.assert_events_are_as_published(subject)
    assert_told_within_limits(subject)


def test_a_place_with_three_hundred_placements():
    """
    People come and go every day, far above what it can hold.
    """
    first, capacity = day("01-01"), of_place(offer("01-01", capacity=3))
    subject = laws.run("oversee", [policy_set()])
    subject.state.apply(
        {
            f"here//{one.place}//{one.placement}": plain(one)
            for number in range(299)
            for one in [_guest(number, first + timedelta(days=number))]
        }
    )

    subject.take(capacity)
    subject.take(_guest(299, first))

    (document,) = laws.documents(subject)["places"].values()
    assert max(period["occupancy"] for period in document["periods"]) == 91
    assert_told_within_limits(subject)


def _guest(number, start):
    end, minutes = start + timedelta(days=90), paid(f"l{number}", hours=8)
    return brought(
        f"{start}", f"{end}", 8, [stretch(f"{start}", f"{end}", minutes)], who=str(number)
    )


@pytest.mark.parametrize("count", [CHUNK, 1000])
def test_a_new_policy_goes_through_all_persons_in_chunks(count):
    """
    A thousand persons are no one transaction; all are concluded anew.
    """
    persons = [of_person(placement("01-01"), person=f"p{n:04}") for n in range(count)]
    subject = laws.run("combine", [policy_set(), *persons])

    decided = subject.take(policy_set(RENAMED))

    assert [0, *[CHUNK] * (count // CHUNK)] == restated(decided, "doc//placement//")
    labels = [document["label"] for document in laws.documents(subject)["placements"].values()]
    assert ["inwoner"] * count == labels


def test_a_new_policy_goes_through_all_places_in_chunks():
    """
    So do places; between two chunks the state says where to go on.
    """
    places = [of_place(offer("01-01"), place=f"{KVK}/{number}") for number in range(1000)]
    subject = laws.run("oversee", [policy_set(), *places])
    taken_over = Organisation(id="kvk:90000009", name="De Overkant", known_as=(KVK,))

    decided = subject.take(policy_set(POLICY.model_copy(update={"organisations": (taken_over,)})))

    assert [0, *[CHUNK] * 5] == restated(decided, "doc//place//")
    assert [one.sweep is not None for one in decided] == [True] * 5 + [False]


def test_a_day_goes_through_what_is_due_in_chunks():
    """
    On 1 January very many allocations end.
    """
    waiting = [
        brought("02-01", None, 8, place=f"{KVK}/{number}", placement=f"x{number}")
        for number in range(450)
    ]
    subject = laws.run("oversee", [policy_set(), *waiting])

    decided = subject.take(day_passed("02-01"))

    assert [0, CHUNK, CHUNK, 50] == restated(decided, "doc//signal//")


def restated(decided, prefix):
    """How many owners each decision concluded anew about."""
    return [
        len({key.split("//")[2] for key in one.writes if key.startswith(prefix)}) for one in decided
    ]
