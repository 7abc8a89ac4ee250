"""How a sum is spread over places and over days, in whole cents that add up.

Stated here once, for every lump sum of the hub:

* over places: by agreed shares, else equally; the cents that are left go to the first places, by
  name;
* over days: each day the same, counted from the first day of the term and rounded down, so that the
  parts of any days beside one another are together what all those days have;
* never over persons: a line that pays for several placements is worth an equal part at each.

A place's part of a sum comes first, its days after that.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from schemas.stretches import PartOfSum


class Sum(NamedTuple):
    """Cents for a term: `start` up to, not including, `end`.

    `number` of `over`: which equal part of it this is, from nought.
    """

    cents: int
    start: date
    end: date
    number: int = 0
    over: int = 1


def share(
    amount: int | None, place: str, places: Sequence[str], shares: Sequence[int] = ()
) -> int | None:
    """The part of *amount* for *place*, of the distinct *places*; *shares* in their order."""
    if amount is None:
        return None
    parts = dict(zip(places, shares, strict=True)) if shares else dict.fromkeys(places, 1)
    whole = sum(parts.values())
    rounded = {name: amount * part // whole for name, part in parts.items()}
    left = amount - sum(rounded.values())
    return rounded[place] + (1 if sorted(parts).index(place) < left else 0)


def in_days(of: Sum | PartOfSum, start: date, end: date) -> int:
    """The cents of *of* for the days from *start* up to *end*."""
    return _until(of, end) - _until(of, start)


def _until(of: Sum | PartOfSum, day: date) -> int:
    whole = (of.end - of.start).days
    gone = min(max((day - of.start).days, 0), whole)
    spread = of.cents * gone // whole
    return (spread + of.over - 1 - of.number) // of.over


class Rate(NamedTuple):
    """So many minutes a week from a day on, at so many cents for a unit of so many minutes.

    `percentage`: more, or less (below nought), than that.
    """

    minutes: int
    cents: int
    unit_minutes: int
    start: date
    percentage: int = 0


def at_rate(rate: Rate, start: date, end: date) -> int:
    """The cents for the days from *start* up to *end*, counted as `in_days` does."""
    return _worth(rate, end) - _worth(rate, start)


def _worth(rate: Rate, day: date) -> int:
    cents = rate.cents * (100 + rate.percentage)
    return rate.minutes * (day - rate.start).days * cents // (7 * rate.unit_minutes * 100)
