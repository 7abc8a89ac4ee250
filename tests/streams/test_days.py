"""What a day that passes changes: time reaches the hub as a fact, and in no other way."""

from dataclasses import dataclass, field

from streams import seats
from streams.memory import MemoryState
from tests import laws
from tests.given import (
    KVK,
    PLACE,
    benefit,
    brought,
    day_passed,
    of_person,
    of_place,
    offer,
    paid,
    policy_set,
    provision,
    stretch,
)


@dataclass
class Watched(MemoryState):
    """A state that remembers what was asked of it."""

    asked: list[str] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def scan(self, prefix, after=""):
        self.asked.append(prefix)
        return super().scan(prefix, after)


def running(*messages):
    return laws.run("oversee", [policy_set(), *messages])


def open_signals(subject):
    return sorted(s["rule"] for s in laws.documents(subject)["signals"].values())


def told_signals(subject, *messages):
    """What was raised and withdrawn because of *messages*."""
    return [
        f"{data['rule']} {name.removeprefix('funding-signals.')}"
        for name, data in subject.told(*messages)
        if name.startswith("funding-signals")
    ]


def covered_until(end, **more):
    paying = stretch("01-01", end, paid(hours=8))
    return brought("01-01", None, 8, [paying, stretch(end)], **more)


def test_a_placement_without_cover_is_provisional_once_it_has_begun():
    """
    Until a day has passed that is in it, nothing is missing.
    """
    subject = running(brought("02-01", None, 8))

    assert open_signals(subject) == []
    assert told_signals(subject, day_passed("01-31")) == []
    assert ["provisional raised"] == told_signals(subject, day_passed("02-01"))


def test_a_decision_that_arrives_late_withdraws_the_provisional_signal():
    """
    Start before the decision: restated from the start date (Doetinchem).
    """
    subject = running(day_passed("03-01"), brought("01-01", None, 8))
    late = brought("01-01", None, 8, [stretch("01-01", None, paid(hours=8))])

    assert ["provisional"] == open_signals(subject)
    assert ["provisional withdrawn"] == told_signals(subject, late)
    (document,) = laws.documents(subject)["coverages"].values()
    assert ["covered"] == [period["state"] for period in document["periods"]]


def test_a_gap_is_raised_by_the_day_on_which_it_begins():
    """
    Nobody told anything that day: time itself is the fact.
    """
    subject = running(day_passed("01-15"), covered_until("02-01"))

    assert told_signals(subject, day_passed("01-31")) == []
    assert ["gap raised"] == told_signals(subject, day_passed("02-01"))
    assert told_signals(subject, day_passed("02-02")) == []


def test_a_day_that_is_skipped_or_comes_late_is_made_up_for():
    """
    The last day passed counts, whichever days came before it.
    """
    subject = running(covered_until("02-01"), day_passed("03-01"))

    assert ["gap"] == open_signals(subject)
    assert subject.told(day_passed("01-15")) == []


def test_a_day_looks_only_at_places_where_something_is_due():
    """
    Of a thousand places one has a gap today: the others are not even read.
    """
    subject = laws.Running(laws.STEPS["oversee"], Watched())
    subject.take(policy_set(), covered_until("02-01"))
    for number in range(1000):
        subject.take(covered_until("09-01", place=f"{KVK}/{number}", placement=f"x{number}"))
    subject.state.asked.clear()

    decided = subject.take(day_passed("02-01"))

    written = {key.split("//")[1] for one in decided for key in one.writes if "doc//" in key}
    indexes = ("due//", seats.RISES)
    asked = {p.split("//")[1] for p in subject.state.asked if not p.startswith(indexes)}
    assert ({"signal"}, {PLACE, "signal", "coverage"}) == (written, asked)


def test_a_day_does_not_look_at_a_place_only_because_it_has_a_free_seat():
    """
    Nearly every place has one, on nearly every day.
    """
    subject = laws.Running(laws.STEPS["oversee"], Watched())
    places = [f"{KVK}/{number}" for number in range(10)]
    subject.take(policy_set(), day_passed("02-01"))
    subject.take(*(of_place(offer("01-01", place=place), place=place) for place in places))
    subject.take(*(covered_until("09-01", place=place, placement=place) for place in places))
    subject.take(day_passed("02-02"))
    subject.state.asked.clear()

    decided = subject.take(day_passed("02-03"))

    assert [] == [key for one in decided for key in one.writes if key != "day"]
    assert {"due//", seats.RISES} == set(subject.state.asked)


def test_a_place_is_due_again_on_the_next_day_that_something_ends():
    """
    Two placements whose cover ends on different days.
    """
    later = covered_until("03-01", who="2")
    subject = running(covered_until("02-01"), later)

    assert ["gap raised"] == told_signals(subject, day_passed("02-01"))
    assert ["gap raised"] == told_signals(subject, day_passed("03-01"))
    assert [] == list(subject.state.scan("due//"))


def test_a_place_is_due_on_the_first_day_that_is_left_when_the_first_of_all_falls_away():
    """
    One placement is covered after all, another loses its cover later, a third sooner.
    """
    subject = running(covered_until("02-01"), covered_until("03-01", who="2"))

    def due():
        return [key for key, _ in subject.state.scan("due//")]

    first = due()
    subject.take(brought("01-01", None, 8, [stretch("01-01", None, paid(hours=8))]))
    covered_after_all = due()
    subject.take(covered_until("04-01", who="2"))
    later = due()
    subject.take(covered_until("03-15", who="3"))

    assert [f"due//2026-02-01//{PLACE}"] == first
    assert [f"due//2026-03-01//{PLACE}"] == covered_after_all
    assert [f"due//2026-04-01//{PLACE}"] == later
    assert [f"due//2026-03-15//{PLACE}"] == due()


def test_a_placement_that_changes_leaves_the_others_unread():
    """
    A place may have hundreds: what is missing of them, and when, stands as it was told.
    """
    subject = laws.Running(laws.STEPS["oversee"], Watched())
    subject.take(policy_set(), covered_until("02-01"))
    subject.take(*(covered_until("03-01", who=str(number)) for number in range(2, 9)))
    subject.state.asked.clear()

    subject.take(covered_until("04-01", who="5"))

    assert not [prefix for prefix in subject.state.asked if prefix.startswith("doc//coverage//")]


def person(*messages):
    return laws.run("combine", [policy_set(), *messages])


def unending(start="01-05"):
    return provision(start, instrument="participatieplaats")


def test_a_participatieplaats_without_an_end_is_too_long_once_two_years_have_passed():
    """
    R20: of a decision without a last day nobody has said how long it will be.
    """
    subject = person(of_person(unending()))

    assert told_signals(subject, day_passed("2028-01-04")) == []
    assert ["R20 raised"] == told_signals(subject, day_passed("2028-01-05"))
    assert told_signals(subject, day_passed("2028-01-06")) == []


def test_a_person_of_whom_nothing_is_due_any_more_is_not_waited_for():
    """
    Ended, moved to another day, or gone: the index of days holds no more than what is due.
    """
    subject = person(of_person(unending(), version="1"))

    def due():
        return [key for key, value in subject.state.scan("due") if value is not None]

    assert ["due//2028-01-05//p1", "dueof//p1"] == due()
    subject.take(of_person(unending(start="03-01"), version="2"))
    assert ["due//2028-03-01//p1", "dueof//p1"] == due()
    subject.take(of_person(version="3", gone=True))
    assert due() == []


def test_a_day_asks_only_for_persons_of_whom_something_is_due():
    """
    However many live in the municipality.
    """
    state = Watched()
    subject = laws.Running(laws.STEPS["combine"], state)
    others = of_person(benefit("01-01", law="ww"), person="p2")
    subject.take(policy_set(), of_person(unending()), others)
    state.asked.clear()
    subject.take(day_passed("2028-01-05"))

    assert not [asked for asked in state.asked if asked.endswith("p2//")]
    assert [asked for asked in state.asked if asked.endswith("p1//")]
