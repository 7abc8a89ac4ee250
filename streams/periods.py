"""Time cut into stretches: from `start` up to, not including, `end`; no end is open."""

from calendar import monthrange
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Generic, Protocol, TypeVar


class HasPeriod(Protocol):
    @property
    def start(self) -> date: ...

    @property
    def end(self) -> date | None: ...


FIRST_DAYS = 28  # that every month has
P = TypeVar("P", bound=HasPeriod)
_start: Callable[[HasPeriod], date] = attrgetter("start")


def cuts(things: Iterable[HasPeriod]) -> list[date]:
    """Every day on which one of *things* begins or has ended, in order."""
    days = set()
    for thing in things:
        days.add(thing.start)
        if thing.end is not None:
            days.add(thing.end)
    return sorted(days)


def elementary(
    days: list[date], within: HasPeriod | None = None
) -> Iterator[tuple[date, date | None]]:
    """The stretches between *days*, the last one open; only those inside *within*, if given."""
    ends: list[date | None] = [*days[1:], None]
    for start, end in zip(days, ends, strict=False):  # of no days, no stretches
        if within is None or holds(within, start):
            yield start, end


def holds(thing: HasPeriod, day: date) -> bool:
    return thing.start <= day and (thing.end is None or day < thing.end)


def common(one: HasPeriod, other: HasPeriod) -> tuple[date, date | None] | None:
    """The days both hold, if there are any."""
    start = max(one.start, other.start)
    ends = [end for end in (one.end, other.end) if end is not None]
    end = min(ends) if ends else None
    return (start, end) if end is None or start < end else None


def without(thing: HasPeriod, others: Iterable[HasPeriod]) -> Iterator[tuple[date, date | None]]:
    """The days that *thing* holds and none of *others* does, as stretches."""
    start = thing.start
    for other in sorted(others, key=lambda other: other.start):
        if thing.end is not None and other.start >= thing.end:
            break
        if start < other.start:
            yield start, other.start
        if other.end is None:
            return
        start = max(start, other.end)
    if thing.end is None or start < thing.end:
        yield start, thing.end


def months_later(day: date, months: int) -> date:
    """The same day *months* later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    if day.day <= FIRST_DAYS:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Running(Generic[P]):
    """What holds on each of a row of days, asked in order: one pass, however many things there are.

    What holds is given in order of start; things that start together keep their order.
    """

    def __init__(self, things: Iterable[P]) -> None:
        self._coming = deque(sorted(things, key=_start))
        self._now: list[P] = []

    def on(self, day: date) -> list[P]:
        """What holds on *day*, which is no earlier than the day asked before."""
        now = [thing for thing in self._now if thing.end is None or day < thing.end]
        coming = self._coming
        while coming and coming[0].start <= day:
            thing = coming.popleft()
            if thing.end is None or day < thing.end:
                now.append(thing)
        self._now = now
        return now


def always(_one: object, _other: object) -> bool:
    """Neighbours are the same, whatever they say."""
    return True


def joined(
    stretches: Iterable[P], same: Callable[[P, P], bool], join: Callable[[P, P], P]
) -> list[P]:
    """Neighbours that say the same become one."""
    result: list[P] = []
    for stretch in stretches:
        if result and result[-1].end == stretch.start and same(result[-1], stretch):
            result[-1] = join(result[-1], stretch)
        else:
            result.append(stretch)
    return result
