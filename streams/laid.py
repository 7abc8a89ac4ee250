"""What begins or ends to count, laid upon periods as they stand published.

A list of periods is in order, they do not overlap, and neighbours say different things; what is
laid upon one leaves it so.  Whatever lies further off stays the very object it was.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise

from streams.step import Json

OPEN = "~"  # after any day


def laid(periods: list[Json], first: str, last: str, change: Callable[[Json], Json]) -> list[Json]:
    """*periods* with what they say from *first* up to *last* changed.

    *change* is given a period, or nothing where there is none, and answers with what is to be
    said there beside the days; if that is nothing, no period is there.
    """
    begin = bisect_left(periods, first, key=_end)
    end = bisect_right(periods, last, lo=begin, key=_start)
    result: list[Json] = []
    before: Json = {}
    for start, until, there in _cut(periods[begin:end], first, last):
        now = change(there) if first <= start < last else _said(there)
        if now and now == before:
            result[-1] = _period(result[-1]["start"], until, now)
        elif now:
            result.append(_period(start, until, now))
        before = now
    return [*periods[:begin], *result, *periods[end:]]


def _cut(periods: list[Json], first: str, last: str) -> Iterator[tuple[str, str, Json]]:
    """The stretches of *periods* and between them, cut on two days: from, until, what is there."""
    days = {first, last}
    for period in periods:
        days.update((period["start"], _end(period)))
    coming = iter(periods)
    period = next(coming, None)
    for start, until in pairwise(sorted(days)):
        while period is not None and _end(period) <= start:
            period = next(coming, None)
        yield start, until, period if period and period["start"] <= start else {}


def _said(period: Json) -> Json:
    return {name: said for name, said in period.items() if name not in {"start", "end"}}


def _period(start: str, until: str, said: Json) -> Json:
    period: Json = {"start": start, **said}
    return period if until == OPEN else {**period, "end": until}


def _start(period: Json) -> str:
    start: str = period["start"]
    return start


def _end(period: Json) -> str:
    end: str = period.get("end", OPEN)
    return end
