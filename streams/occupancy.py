"""Who is at a place, what it can hold, and which streams pay there, over time.

Entries that share a record count once: a person who is renamed travels through two partitions.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from schemas.facts import PlaceOffered
from schemas.messages import Brought, PlaceRecord
from streams.coverage import Covered, Money
from streams.periods import always, cuts, elementary, holds, joined
from streams.rules.cover import OVERBOOKED
from streams.rules.rule import Fired
from streams.step import Json


class Here(NamedTuple):
    """A place in a stretch of time.  `shares`: stream, persons, minutes, covers without hours."""

    start: date
    end: date | None
    occupancy: int
    capacity: int | None
    shares: tuple[tuple[str, int, int, int], ...]
    money: tuple[Money, ...]


def offers_of(records: Sequence[PlaceRecord]) -> list[PlaceOffered]:
    """What the place offers; where several records say so, the last to begin counts."""
    found = [f for record in records for f in record.facts if isinstance(f, PlaceOffered)]
    return sorted(found, key=lambda offer: (offer.start, offer.name))


def place_over_time(
    placements: Sequence[Brought],
    coverages: dict[str, list[Covered]],
    offers: Sequence[PlaceOffered],
    money: Sequence[Money],
) -> list[Here]:
    covered = [c for placement in placements for c in coverages[placement.placement]]
    days = cuts([*placements, *covered, *offers, *money])
    stretches = (
        _here(start, end, placements, coverages, offers, money) for start, end in elementary(days)
    )
    known = [s for s in stretches if s.occupancy or s.capacity is not None or s.money]
    return joined(known, lambda a, b: a[2:] == b[2:], lambda a, b: a._replace(end=b.end))


def overbooked(stretches: Sequence[Here]) -> list[Here]:
    """The stretches in which more are placed than fit."""
    over = [s for s in stretches if s.capacity is not None and s.occupancy > s.capacity]
    return joined(
        over,
        lambda a, b: (a.occupancy, a.capacity) == (b.occupancy, b.capacity),
        lambda a, b: a._replace(end=b.end),
    )


def fired(place: str, municipality: str, stretches: Sequence[Here]) -> Iterator[Fired]:
    for run in joined(overbooked(stretches), always, lambda a, b: a._replace(end=b.end)):
        yield Fired(
            OVERBOOKED,
            subject_kind="place",
            subject=place,
            municipality=municipality,
            place=place,
            start=run.start,
            end=run.end,
        )


def _here(
    start: date,
    end: date | None,
    placements: Sequence[Brought],
    coverages: dict[str, list[Covered]],
    offers: Sequence[PlaceOffered],
    money: Sequence[Money],
) -> Here:
    present = [placement for placement in placements if holds(placement, start)]
    capacity = [offer.capacity for offer in offers if holds(offer, start)]
    return Here(
        start,
        end,
        occupancy=len({placement.record for placement in present}),
        capacity=capacity[-1] if capacity else None,
        shares=tuple(_shares(start, present, coverages)),
        money=tuple(m for m in money if holds(m, start)),
    )


def _shares(
    day: date, present: Sequence[Brought], coverages: dict[str, list[Covered]]
) -> Iterator[tuple[str, int, int, int]]:
    persons: defaultdict[str, set[str]] = defaultdict(set)
    minutes: defaultdict[str, int] = defaultdict(int)
    unquantified: defaultdict[str, int] = defaultdict(int)
    for placement in present:
        now = next((c for c in coverages[placement.placement] if holds(c, day)), None)
        for line in now.own if now else ():
            persons[line.stream].add(placement.person)
            minutes[line.stream] += line.minutes or 0
            unquantified[line.stream] += line.minutes is None
    for stream in sorted(persons):
        yield stream, len(persons[stream]), minutes[stream], unquantified[stream]


def money_document(money: Money) -> Json:
    document = {
        "line": money.line,
        "record": money.record,
        "stream": money.stream,
        "instrument": money.instrument,
        "theme": money.theme,
        "payer": money.payer,
        "amount_cents": money.amount,
    }
    return {key: value for key, value in document.items() if value is not None}
