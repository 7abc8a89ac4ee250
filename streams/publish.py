"""Conclusions become public events: the difference between two documents, in its envelope.

A subscriber who applies every event agrees with the hub.  Two forms:

* a *whole* document replaces the one before;
* a *windowed* document is a list of periods; a change carries what lies in the window, in full.
  What is too large for one event comes in parts, of which only the first has a window; a period
  too large for one event comes in pieces with the same days, whose lists are put together.

An event's `sequence` counts per type and subject and outlives the subject; its id follows from
type, subject and sequence, so a replay repeats itself and a gap shows a loss.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha1, sha256
from typing import NamedTuple
from uuid import UUID

from schemas import wire
from schemas.events import EVENT_MAX, EVENTS
from schemas.messages import Cause
from schemas.policy import Policy
from schemas.topics import DELIVERIES
from streams.step import Draft, Emit, Json

NAMESPACE = UUID("0d0cf9b4-36b5-5c3a-9d0e-5a3a5e6f7c10")
HEADERS = (("content-type", "application/cloudevents+json"),)
PERIODS_MAX = EVENT_MAX - 8 * 1024  # what is left for envelope and header


class Stamp(NamedTuple):
    """Whose event it is and what caused it.  `to`: the one subscriber it is for; none: everybody,
    as far as they may see the hub's own topics.
    """

    oin: str
    cause: Cause
    to: str = ""

    @classmethod
    def of(cls, policy: Policy, cause: Cause) -> "Stamp":
        return cls(policy.oin, cause)


def publish(draft: Draft, stamp: Stamp, name: str, subject: str, data: Json, part: str) -> None:
    """Emit one event of type *name* about *subject*, next in its sequence."""
    event = EVENTS[name]
    of = f"{stamp.to}|" if stamp.to else ""
    counter = f"seq/{of}{name}/{subject}"
    sequence = (draft.get(counter) or 0) + 1
    draft.put(counter, sequence)
    number = f"{sequence:012d}"
    envelope = {
        "specversion": "1.0",
        "id": name_based(f"{of}{event.type}|{subject}|{number}"),
        "source": f"urn:nld:oin:{stamp.oin}:systeem:samenloop",
        "type": event.type,
        "subject": subject,
        "time": stamp.cause.received,
        "datacontenttype": "application/json",
        "dataschema": event.delivered_schema if stamp.to else event.schema,
        "sequence": number,
        "sequencetype": "PerTypeAndSubject",
        "causationid": stamp.cause.message,
        "data": data,
    }
    if stamp.cause.traceparent:
        envelope["traceparent"] = stamp.cause.traceparent
    if stamp.to:
        key = f"{of}{name}|{subject}"
        draft.emit(Emit(DELIVERIES, key=key, part=part, value=envelope, headers=HEADERS))
    else:
        draft.emit(Emit(event.topic, key=subject, part=part, value=envelope, headers=HEADERS))


def name_based(name: str) -> str:
    """The UUID of version 5 of *name*, as text: as `uuid5` makes it, without what else it makes."""
    hashed = sha1(NAMESPACE.bytes + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(hashed[16], 16) & 3]
    return f"{hashed[:8]}-{hashed[8:12]}-5{hashed[13:16]}-{variant}{hashed[17:20]}-{hashed[20:32]}"


class Part(NamedTuple):
    """One event's worth of a windowed change."""

    window: Json | None
    periods: list[Json]
    complete: bool


def changed_periods(old: list[Json], new: list[Json], size_max: int = PERIODS_MAX) -> list[Part]:
    """What to tell so that *old* becomes *new*: nothing, one part, or several if it is large.

    The window runs from the first period that differs to the last; no period sticks out of it,
    so a subscriber drops what begins in the window and puts the given periods there.
    """
    head = _alike(old, new)
    tail = _alike(reversed(old[head:]), reversed(new[head:]))
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if not gone and not come:
        return []

    chunks = _chunks(come, size_max)
    last = len(chunks) - 1
    return [
        Part(None if number else _window([*gone, *come]), chunk, complete=number == last)
        for number, chunk in enumerate(chunks)
    ]


def _alike(old: Iterable[Json], new: Iterable[Json]) -> int:
    """How many are the same before the first that differs; most are the very same object."""
    alike = 0
    for one, other in zip(old, new, strict=False):
        if one is not other and one != other:
            break
        alike += 1
    return alike


def publish_periods(
    draft: Draft, stamp: Stamp, name: str, subject: str, *, old: Json, new: Json, part: str
) -> None:
    """Tell the difference between two windowed documents (`periods` beside header fields)."""
    before = old or {}
    parts = changed_periods(before.get("periods", []), new["periods"])
    header = {key: value for key, value in new.items() if key != "periods"}
    if not parts:
        if {key: value for key, value in before.items() if key != "periods"} == header:
            return
        parts = [Part(None, [], complete=True)]
    whole = sha256(wire.write(new["periods"])).hexdigest()[:32]  # as `digest` says it
    for window, periods, complete in parts:
        data = header | {"periods": periods, "digest": whole, "complete": complete}
        if window is not None:
            data["window"] = window
        publish(draft, stamp, name, subject, data, part)


def _window(periods: list[Json]) -> Json:
    start = min(period["start"] for period in periods)
    ends = [period.get("end") for period in periods]
    known = [end for end in ends if end is not None]
    return {"start": start, "end": max(known)} if len(known) == len(ends) else {"start": start}


def _pieces(period: Json, size_max: int) -> Iterator[Json]:
    """*period* itself, or if it is too large several with the same days and part of its lists."""
    if len(wire.write(period)) < size_max:
        yield period
        return
    lists = [name for name, value in period.items() if isinstance(value, list)]
    empty = period | {name: [] for name in lists}
    room = full = size_max - len(wire.write(empty)) - 1
    piece: Json = empty
    for name in lists:
        for item in period[name]:
            size = len(wire.write(item)) + 1
            assert size <= full, "one line alone is larger than an event may be"
            if size > room:
                yield piece
                piece, room = empty, full
            if piece[name] is empty[name]:
                piece = piece | {name: []}
            piece[name].append(item)
            room -= size
    yield piece


def _chunks(periods: list[Json], size_max: int) -> list[list[Json]]:
    """*periods* in as many lists as it takes, and those that are too large for one in pieces."""
    if len(wire.write(periods)) <= size_max:  # nearly always
        return [periods]
    chunks: list[list[Json]] = [[]]
    room = size_max
    for piece in (piece for period in periods for piece in _pieces(period, size_max)):
        size = len(wire.write(piece)) + 1
        if size > room:
            chunks.append([])
            room = size_max
        chunks[-1].append(piece)
        room -= size
    return chunks
