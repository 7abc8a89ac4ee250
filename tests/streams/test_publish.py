"""Conclusions become public events: the difference between two documents."""

from uuid import uuid5

from schemas import wire
from schemas.events import EVENT_MAX
from streams.memory import MemoryState
from streams.publish import (
    NAMESPACE,
    Stamp,
    changed_periods,
    name_based,
    publish,
    publish_periods,
)
from streams.step import Draft
from tests.fold import fold
from tests.given import POLICY, cause

STAMP = Stamp.of(POLICY, cause())
NAME = "funding-mixes.changed"


def period(start, end=None, *lines):
    known = {"start": start, "lines": [{"line": line} for line in lines]}
    return known | ({"end": end} if end else {})


JANUARY = period("2026-01-01", "2026-02-01", "a")
FEBRUARY = period("2026-02-01", "2026-03-01", "b")
MARCH = period("2026-03-01", None, "c")


def mix(*periods):
    return {"person": "p1", "municipality": "9901", "periods": list(periods)}


def told(*documents):
    """The events of one document after another."""
    state, events = MemoryState(), []
    for old, new in zip([None, *documents], documents, strict=False):
        draft = Draft(state)
        publish_periods(draft, STAMP, NAME, "p1", old=old, new=new, part="p1")
        state.apply(draft.writes)
        events += [emit.value for emit in draft.emits]
    return events


def test_an_event_is_a_cloud_event_in_the_dutch_profile():
    """
    Source by OIN, the time of what caused it, a sequence, and where its cause is to be found.
    """
    (event,) = told(mix(JANUARY))

    assert {
        "specversion": "1.0",
        "source": "urn:nld:oin:00000099000000000001:systeem:samenloop",
        "type": "nl.samenloop.funding-mixes.changed.v1",
        "subject": "p1",
        "time": cause().received,
        "datacontenttype": "application/json",
        "dataschema": "urn:nld:samenloop:schema:funding-mixes.changed.v1",
        "sequence": "000000000001",
        "sequencetype": "PerTypeAndSubject",
        "causationid": "m-1",
    } == {key: value for key, value in event.items() if key not in ("id", "data")}


def test_a_sequence_counts_per_type_and_subject():
    """
    A gap shows a loss; each subject counts for itself.
    """
    draft = Draft(MemoryState())
    for subject in ("p1", "p2", "p1"):
        publish(draft, STAMP, NAME, subject, {}, part=subject)

    assert [("p1", 1), ("p2", 1), ("p1", 2)] == [
        (emit.value["subject"], int(emit.value["sequence"])) for emit in draft.emits
    ]


def test_a_name_based_id_is_a_uuid_of_version_5():
    """
    Anybody with the name can work the id out, with their own library.
    """
    names = [str(number) for number in range(100)]

    assert [str(uuid5(NAMESPACE, name)) for name in names] == [name_based(n) for n in names]


def test_an_id_follows_from_type_subject_and_sequence():
    """
    A replay repeats itself, so that a subscriber can drop what it knows.
    """
    once, again = told(mix(JANUARY), mix()), told(mix(JANUARY), mix())

    assert [event["id"] for event in once] == [event["id"] for event in again]
    assert len({event["id"] for event in once}) == 2


def test_what_did_not_change_is_not_told():
    """
    Delivering twice changes nothing.
    """
    assert len(told(mix(JANUARY), mix(JANUARY))) == 1


def test_only_what_lies_in_the_window_is_told():
    """
    February changed; January and March are not said again.
    """
    (change,) = changed_periods(
        [JANUARY, FEBRUARY, MARCH], [JANUARY, period("2026-02-01", "2026-03-01", "x"), MARCH]
    )

    assert {"start": "2026-02-01", "end": "2026-03-01"} == change.window
    assert [period("2026-02-01", "2026-03-01", "x")] == change.periods


def test_a_window_reaches_over_what_goes_and_what_comes():
    """
    A period that moved leaves nothing behind.
    """
    (change,) = changed_periods([JANUARY], [MARCH])

    assert {"start": "2026-01-01"} == change.window


def test_periods_that_go_are_told_by_a_window_without_periods():
    """
    A deleted decision: nothing comes in its place.
    """
    (change,) = changed_periods([JANUARY, FEBRUARY], [JANUARY])

    assert ({"start": "2026-02-01", "end": "2026-03-01"}, []) == (change.window, change.periods)


def test_a_change_of_the_header_alone_has_no_window():
    """
    Somebody was spoken to: who pays is the same.
    """
    contact = {"held": "2026-01-05", "next_due": "2028-01-05"}

    *_, event = told(mix(JANUARY), mix(JANUARY) | {"contact": contact})

    assert "window" not in event["data"]
    assert (contact, []) == (event["data"]["contact"], event["data"]["periods"])


def test_a_subscriber_who_applies_every_change_has_the_last_document():
    """
    Whatever came, went and moved on the way.
    """
    documents = (
        mix(JANUARY),
        mix(JANUARY, FEBRUARY, MARCH),
        mix(period("2026-01-15", "2026-02-01", "a"), MARCH),
        mix(FEBRUARY),
    )

    assert {"p1": mix(FEBRUARY)} == fold(told(*documents))["mixes"]


def test_a_large_change_comes_in_parts_that_are_complete_with_the_last():
    """
    No event above 64 KB: intermediaries need not forward it.
    """
    days = [f"2026-{month:02d}-{number:02d}" for month in range(1, 13) for number in range(1, 29)]
    ends = [*days[1:], None]
    many = mix(*(period(a, b, *("x" * 300,) * 3) for a, b in zip(days, ends, strict=True)))

    first, *events = told(mix(JANUARY), many)

    assert len(events) > 3
    assert [*[False] * (len(events) - 1), True] == [e["data"]["complete"] for e in events]
    assert max(len(wire.write(event)) for event in events) <= EVENT_MAX
    assert {"p1": many} == fold([first, *events])["mixes"]


def test_a_period_too_large_for_one_event_comes_in_pieces():
    """
    A broken source may list a thousand decisions of one day: that stops nobody.
    """
    large = mix(JANUARY, period("2026-02-01", None, *(f"{n:0300d}" for n in range(1000))))

    first, *events = told(mix(JANUARY), large)

    assert max(len(wire.write(event)) for event in events) <= EVENT_MAX
    assert ["window" in event["data"] for event in events] == [True] + [False] * (len(events) - 1)
    assert {"p1": large} == fold([first, *events])["mixes"]


def test_a_piece_keeps_every_list_also_those_that_are_empty():
    """
    Put together it is the same period to the letter.
    """
    lines = [{"line": "x" * 50} for _ in range(20)]
    one = {"start": "2026-01-01", "own": lines, "of_place": [], "state": "covered", "money": lines}

    pieces = [piece for part in changed_periods([], [one], 600) for piece in part.periods]

    assert len(pieces) > 2
    assert all(len(wire.write(piece)) <= 600 for piece in pieces)
    assert one == {
        key: [item for piece in pieces for item in piece[key]] if isinstance(value, list) else value
        for key, value in one.items()
    }
