"""Time cut into stretches: from `start` up to, not including, `end`; no end is open."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar


class HasPeriod(Protocol):
    @property
    def start(self) -> date: ...

    @property
    def end(self) -> date | None: ...


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


def always(_one: object, _other: object) -> bool:
    """Neighbours are the same, whatever they say."""
    return True


P = TypeVar("P", bound=HasPeriod)


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
