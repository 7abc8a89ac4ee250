"""Who is at a place, what it can hold, and which streams pay there, over time.

Entries that share a person or a record count once: somebody may do two things at a place, and a
person who is renamed travels through two partitions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar

from schemas.facts import PlaceOffered
from streams.coverage import Money
from streams.laid import OPEN, laid
from streams.periods import HasPeriod, Running, always, common, cuts, elementary, joined
from streams.records import Told
from streams.rules.cover import OVERBOOKED
from streams.rules.rule import Fired
from streams.step import Json

P = TypeVar("P", bound=HasPeriod)


class Here(NamedTuple):
    """A place in a stretch of time.  `shares`: stream, persons, minutes, covers without hours."""

    start: date
    end: date | None
    occupancy: int
    capacity: int | None
    shares: tuple[tuple[str, int, int, int], ...]
    money: tuple[Money, ...]


class Over(NamedTuple):
    """A stretch in which more are placed than fit."""

    start: date
    end: date | None
    occupancy: int
    capacity: int


class Paid(NamedTuple):
    """What pays for one person's placement in a stretch of time: streams, with minutes a week."""

    start: date
    end: date | None
    person: str
    lines: tuple[tuple[str, int | None], ...]


class Present(NamedTuple):
    """Of what a placement brings, what counts for the place as a whole."""

    start: date
    end: date | None
    person: str
    record: str
    paid: tuple[Paid, ...]


def present(brought: Json) -> Present:
    """Of `Brought` as it is kept: a place may have very many, so no more of it is read."""
    here = Present(
        date.fromisoformat(brought["start"]),
        _day(brought.get("end")),
        brought["person"],
        brought["record"],
        paid=(),
    )
    paid = (_paid(stretch, here) for stretch in brought["stretches"] if stretch["lines"])
    return here._replace(paid=tuple([found for found in paid if found]))


def _paid(stretch: Json, here: Present) -> Paid | None:
    """What pays while they are there: on other days it pays for nobody at the place."""
    start, end = date.fromisoformat(stretch["start"]), _day(stretch.get("end"))
    lines = tuple([(line["stream"], line.get("minutes")) for line in stretch["lines"]])
    paid = Paid(start, end, here.person, lines)
    days = common(here, paid)
    return paid._replace(start=days[0], end=days[1]) if days else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def offers_of(records: Sequence[Told]) -> list[PlaceOffered]:
    """What the place offers; where several records say so, the last to begin counts."""
    found = [f for record in records for f in record.facts if type(f) is PlaceOffered]
    return sorted(found, key=lambda offer: (offer.start, offer.name))


def place_over_time(
    placements: Sequence[Present],
    offers: Sequence[PlaceOffered],
    money: Sequence[Money],
) -> list[Here]:
    """One pass over the days on which something changes; what does not change stays what it was."""
    paid = [paid for placement in placements for paid in placement.paid]
    come, gone = _by_day(placements)
    begun, ended = _by_day(paid)
    people, shares = People(), Shares()
    offered, funds = Running(offers), Running(money)
    of_place = {*cuts(offers), *cuts(money)}
    occupancy, capacity, shared, there = 0, None, shares.by_stream(), tuple[Money, ...]()
    stretches = []
    for start, end in elementary(sorted({*come, *gone, *begun, *ended, *of_place})):
        if start in come or start in gone:
            people.change(gone.get(start, ()), come.get(start, ()))
            occupancy = people.number()
        if start in begun or start in ended:
            shares.change(ended.get(start, ()), begun.get(start, ()))
            shared = shares.by_stream()
        if start in of_place:
            capacity = next((offer.capacity for offer in reversed(offered.on(start))), None)
            there = tuple(funds.on(start))
        if occupancy or capacity is not None or there:
            stretches.append(Here(start, end, occupancy, capacity, shared, there))
    return joined(stretches, _alike, _longer)


def _alike(one: Here, other: Here) -> bool:
    return one[2:] == other[2:]


def _longer(one: Here, other: Here) -> Here:
    return one._replace(end=other.end)


def _by_day(things: Iterable[P]) -> tuple[Mapping[date, list[P]], Mapping[date, list[P]]]:
    """What begins and what ends, each by its day; what has no days does neither."""
    begin: defaultdict[date, list[P]] = defaultdict(list)
    end: defaultdict[date, list[P]] = defaultdict(list)
    for thing in things:
        if thing.end is None:
            begin[thing.start].append(thing)
        elif thing.start < thing.end:
            begin[thing.start].append(thing)
            end[thing.end].append(thing)
    return begin, end


class People:
    """Who is at a place, as they come and go: what shares a person or a record is one's."""

    def __init__(self) -> None:
        self._there: list[tuple[str, str]] = []

    def change(self, gone: Iterable[Present], come: Iterable[Present]) -> None:
        for placement in gone:
            self._there.remove((placement.person, placement.record))
        for placement in come:
            self._there.append((placement.person, placement.record))

    def number(self) -> int:
        there = self._there
        if len(there) < 2:
            return len(there)
        persons, records = {person for person, _ in there}, {record for _, record in there}
        if len(persons) == len(records) == len(there):
            return len(there)
        groups: list[set[str]] = []
        for names in there:
            apart = [group for group in groups if group.isdisjoint(names)]
            together = set(names).union(*(g for g in groups if not g.isdisjoint(names)))
            groups = [*apart, together]
        return len(groups)


class Shares:
    """Which streams pay at a place, as what is paid begins and ends."""

    def __init__(self) -> None:
        self._persons: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._minutes: defaultdict[str, int] = defaultdict(int)
        self._unquantified: defaultdict[str, int] = defaultdict(int)

    def change(self, ended: Iterable[Paid], begun: Iterable[Paid]) -> None:
        for paid in ended:
            self._count(paid, -1)
        for paid in begun:
            self._count(paid, +1)

    def _count(self, paid: Paid, times: int) -> None:
        for stream, minutes in paid.lines:
            persons = self._persons[stream]
            number = persons.get(paid.person, 0) + times
            if number:
                persons[paid.person] = number
            else:
                del persons[paid.person]
            if minutes is None:
                self._unquantified[stream] += times
            else:
                self._minutes[stream] += times * minutes

    def by_stream(self) -> tuple[tuple[str, int, int, int], ...]:
        """Stream, persons, minutes, covers without hours."""
        paying = [
            (stream, len(persons), self._minutes[stream], self._unquantified[stream])
            for stream, persons in self._persons.items()
            if persons
        ]
        paying.sort()
        return tuple(paying)


def published(stretches: Iterable[Here]) -> list[Json]:
    """As periods of the mix of a place."""
    said: dict[str, Json] = {}
    periods = []
    for here in stretches:
        for money in here.money:
            if money.line not in said:
                said[money.line] = _money(money)
        period: Json = {
            "start": here.start.isoformat(),
            "occupancy": here.occupancy,
            "shares": [_share(*share) for share in here.shares],
            "money": [said[money.line] for money in here.money],
        }
        if here.end is not None:
            period["end"] = here.end.isoformat()
        if here.capacity is not None:
            period["capacity"] = here.capacity
        periods.append(period)
    return periods


def relaid(
    mix: list[Json], others: Iterable[Json], before: Json | None, now: Json | None
) -> list[Json]:
    """*mix*, as published, where *others* stay and one placement brings *now* what it did not
    *before*.

    Who shares nothing with it counts apart from it, so only those who do are counted again.
    """
    near = _together(others, [value for value in (before, now) if value is not None])
    for one, times in ((before, -1), (now, +1)):
        placements = [present(value) for value in (*near, one) if value is not None]
        for here in place_over_time(placements, (), ()):
            until = here.end.isoformat() if here.end else OPEN
            change = partial(_with, here=here, times=times)
            mix = laid(mix, here.start.isoformat(), until, change)
    return mix


def _together(others: Iterable[Json], of: Iterable[Json]) -> list[Json]:
    """Which of *others* share a person or a record with one of *of*, or with one who does."""
    others, names = list(others), {name for value in of for name in _names(value)}
    while True:
        found = [value for value in others if not names.isdisjoint(_names(value))]
        more = names.union(*map(_names, found))
        if more == names:  # nearly always at once
            return found
        names = more


def _names(brought: Json) -> tuple[str, str]:
    return brought["person"], brought["record"]


def _with(period: Json, here: Here, times: int) -> Json:
    shares = {share["stream"]: share for share in period.get("shares", ())}
    for stream, persons, minutes, unquantified in here.shares:
        was = shares.get(stream) or _share(stream, 0, 0, 0)
        shares[stream] = _share(
            stream,
            was["persons"] + times * persons,
            was["minutes_per_week"] + times * minutes,
            was["unquantified"] + times * unquantified,
        )
    now: Json = {
        "occupancy": period.get("occupancy", 0) + times * here.occupancy,
        "shares": [shares[stream] for stream in sorted(shares) if shares[stream]["persons"]],
        "money": period.get("money", []),
    }
    if "capacity" in period:
        return {**now, "capacity": period["capacity"]}
    return now if any(now.values()) else {}


def _share(stream: str, persons: int, minutes: int, unquantified: int) -> Json:
    return {
        "stream": stream,
        "persons": persons,
        "minutes_per_week": minutes,
        "unquantified": unquantified,
    }


def overbooked(periods: Iterable[Json]) -> list[Over]:
    """The stretches, of *periods* as published, in which more are placed than fit."""
    over = [
        Over(date.fromisoformat(p["start"]), _day(p.get("end")), p["occupancy"], p["capacity"])
        for p in periods
        if "capacity" in p and p["occupancy"] > p["capacity"]
    ]
    return joined(over, lambda one, other: one[2:] == other[2:], _longer_over)


def _longer_over(one: Over, other: Over) -> Over:
    return one._replace(end=other.end)


def fired(place: str, municipality: str, over: Iterable[Over]) -> Iterator[Fired]:
    for run in joined(over, always, _longer_over):
        yield Fired(
            OVERBOOKED,
            subject_kind="place",
            subject=place,
            municipality=municipality,
            place=place,
            start=run.start,
            end=run.end,
        )


def _money(money: Money) -> Json:
    document = {
        "line": money.line,
        "record": money.record,
        "stream": money.stream,
        "instrument": money.instrument,
        "theme": money.theme,
        "payer": money.payer,
        "amount_cents": money.amount,
        "fund": money.fund,
    }
    return {key: value for key, value in document.items() if value is not None}
