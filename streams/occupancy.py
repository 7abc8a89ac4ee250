"""Who is at a place, what it can hold, and which streams pay there, over time.

Entries that share a person or a record count once: somebody may do two things at a place, and a
person who is renamed travels through two partitions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from schemas.facts import PlaceOffered
from schemas.messages import Brought, PaidBy, PlaceRecord
from streams.coverage import Money
from streams.periods import Running, always, cuts, elementary, joined
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


class Paid(NamedTuple):
    """What pays for one person's placement in a stretch of time."""

    start: date
    end: date | None
    person: str
    lines: tuple[PaidBy, ...]


def offers_of(records: Sequence[PlaceRecord]) -> list[PlaceOffered]:
    """What the place offers; where several records say so, the last to begin counts."""
    found = [f for record in records for f in record.facts if isinstance(f, PlaceOffered)]
    return sorted(found, key=lambda offer: (offer.start, offer.name))


def place_over_time(
    placements: Sequence[Brought],
    offers: Sequence[PlaceOffered],
    money: Sequence[Money],
) -> list[Here]:
    paid = [
        Paid(stretch.start, stretch.end, placement.person, stretch.lines)
        for placement in placements
        for stretch in placement.stretches
        if stretch.lines
    ]
    days = cuts([*placements, *paid, *offers, *money])
    present, paying = Running(placements), Running(paid)
    offered, funds = Running(offers), Running(money)
    stretches = (
        Here(
            start,
            end,
            occupancy=people(present.on(start)),
            capacity=next((offer.capacity for offer in reversed(offered.on(start))), None),
            shares=tuple(_shares(paying.on(start))),
            money=tuple(funds.on(start)),
        )
        for start, end in elementary(days)
    )
    known = [s for s in stretches if s.occupancy or s.capacity is not None or s.money]
    return joined(known, lambda a, b: a[2:] == b[2:], lambda a, b: a._replace(end=b.end))


def people(present: Iterable[Brought]) -> int:
    """How many people are at a place: placements that share a person or a record are one's."""
    there = list(present)
    persons, records = {p.person for p in there}, {p.record for p in there}
    if len(persons) == len(records) == len(there):
        return len(there)
    groups: list[set[str]] = []
    for placement in there:
        names = {placement.person, placement.record}
        apart = [group for group in groups if not group & names]
        together = names.union(*(group for group in groups if group & names))
        groups = [*apart, together]
    return len(groups)


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


def _shares(paying: Iterable[Paid]) -> Iterator[tuple[str, int, int, int]]:
    persons: defaultdict[str, set[str]] = defaultdict(set)
    minutes: defaultdict[str, int] = defaultdict(int)
    unquantified: defaultdict[str, int] = defaultdict(int)
    for paid in paying:
        for line in paid.lines:
            persons[line.stream].add(paid.person)
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
