"""Seats of a place: how many are free on a day, who waits for one, and the notice of one freed.

*Freed* tells, with the day that passes, that more seats are free than when it was last told.  What
was told last (`seq/free//<place>`) is, as a sequence is, no conclusion: it follows from what was
known on each day.  It is lowered at once and raised only with a day, so that somebody who goes and
comes within a day, for their name or record changes, frees nothing.  A place that opens frees
nothing either: its seats were never taken.  Where it may be raised stands under `RISES`, so that a
day looks at no other place.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from streams.laid import OPEN
from streams.publish import Stamp, publish, publish_periods
from streams.queues import periods_by_day
from streams.step import Draft, Json

RISES = "seq/rises//"


class Seats(NamedTuple):
    """The seats of a place on a day.  `due`: the next day on which somebody should look again."""

    on: date
    capacity: int | None
    occupancy: int
    due: date | None

    @property
    def free(self) -> int | None:
        return _free(self.capacity, self.occupancy)


def seats_on(today: date, periods: Sequence[Json]) -> Seats:
    """As the mix of a place tells it."""
    on = today.isoformat()
    now: Json = next((p for p in periods if p["start"] <= on < p.get("end", OPEN)), {})
    capacity, occupancy = now.get("capacity"), now.get("occupancy", 0)
    free = _free(capacity, occupancy)
    due = next((day for day, other in _changes(periods, on) if other != free), None)
    return Seats(today, capacity, occupancy, date.fromisoformat(due) if due else None)


def _changes(periods: Sequence[Json], after: str) -> Iterator[tuple[str, int | None]]:
    """From which later days on, in order, how many seats are free; from the end of a period, that
    nobody knows, if no other begins then.
    """
    following = [*(period["start"] for period in periods[1:]), None]
    for period, begins in zip(periods, following, strict=False):
        if period["start"] > after:
            yield period["start"], _free(period.get("capacity"), period["occupancy"])
        if "end" in period and period["end"] > after and period["end"] != begins:
            yield period["end"], None


def _free(capacity: int | None, occupancy: int) -> int | None:
    return None if capacity is None else max(0, capacity - occupancy)


def waiting_list(waits: Iterable[Json], here: Iterable[Json]) -> list[Json]:
    """Who waits, the longest first.

    Who has had a place there since waits no longer, whatever the list says.  Entries that share a
    record are one (a person who is renamed travels through two partitions), and so are a person's.
    """
    until: dict[str, list[str]] = {}
    for brought in here:
        until.setdefault(brought["person"], []).append(brought.get("end", OPEN))
    by_record = {told["record"]: told for told in waits}
    found: dict[str, Json] = {}
    for told in sorted(by_record.values(), key=_by_turn):
        seated = any(end > told["since"] for end in until.get(told["person"], ()))
        if not seated:
            found.setdefault(told["person"], told)
    return list(found.values())


def _by_turn(told: Json) -> tuple[str, str]:
    return told["since"], told["record"]


def tell_waiting_list(draft: Draft, stamp: Stamp, place: str, queue: Sequence[Json]) -> None:
    """One period per day of registration, in turn."""
    key = f"doc//waiting-list//{place}//{place}"
    old = draft.get(key)
    periods = periods_by_day((told["since"], _entry(told)) for told in queue)
    new: Json = {"place": place, "number": len(queue), "periods": periods}
    if queue:
        new["next"] = _entry(queue[0]) | {"since": queue[0]["since"]}
    if old != new and (old or queue):
        name = "places.waiting-list-changed"
        publish_periods(draft, stamp, name, place, old=old, new=new, part=place)
        draft.put(key, new if queue else None)


def _entry(told: Json) -> Json:
    return {name: told[name] for name in ("municipality", "person", "record")}


def tell_freed(
    draft: Draft, stamp: Stamp, place: str, seats: Seats, queue: Sequence[Json], *, by_day: bool
) -> None:
    key = f"seq/free//{place}"
    before, free = draft.get(key), seats.free
    if free is None or before is None or free < before:
        draft.put(key, free)
    elif by_day and free > before:
        notice: Json = {
            "place": place,
            "on": seats.on.isoformat(),
            "freed": free - before,
            "free": free,
            "capacity": seats.capacity,
        }
        if queue:
            notice["next"] = _entry(queue[0]) | {"since": queue[0]["since"]}
        publish(draft, stamp, "places.freed", place, notice, part=place)
        draft.put(key, free)
    rises = free is not None and before is not None and free > before and not by_day
    draft.put(RISES + place, place if rises else None)
