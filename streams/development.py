"""How a person developed at each provider, year by year, from what is known anyway (practices, P9).

What lies after the last day passed has not happened yet.  A move counts for the provider whom the
person comes from, in the year of its day:

* *vertical*: on to a higher kind of the three, dagbesteding, beschut werk, regular work, at any;
* *horizontal*: to another place, task or function of the same kind, inside the sheltered setting,
  at one provider;
* *drop-out*: the last placement has ended, no other begins within a month, and nothing is told of
  where the person went.

A wage value that is set anew counts where the person is placed on that day.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, pairwise

from schemas.facts import Kind, WageSubsidyGranted
from schemas.values import digest
from streams.periods import holds
from streams.placements import VERTICAL, Placement
from streams.records import Told
from streams.step import Json

SHELTERED = frozenset({Kind.DAGBESTEDING, Kind.BESCHUT_WERK})
BREAK = timedelta(days=31)
HUNDREDTHS = 100  # of a percent of the WML
Year = dict[str, int]


def developed(
    person: str,
    placements: Sequence[Placement],
    records: Sequence[Told],
    municipality: str,
    today: date,
) -> dict[str, Json]:
    """What is told to the account of each provider where the person is, or was, placed."""
    of_provider: defaultdict[str, list[Placement]] = defaultdict(list)
    for placement in placements:
        of_provider[placement.provider].append(placement)
    years = years_of(placements, wage_values(records), today)
    return {
        f"{municipality}/{provider}": {
            "kind": "developed",
            "municipality": municipality,
            "account": f"{municipality}/{provider}",
            "development": digest("development", person, provider),
            "person": person,
            "record": min(placement.record for placement in theirs),
            "present": [_said(first, last) for first, last in _present(theirs)],
            "years": years.get(provider, {}),
        }
        for provider, theirs in of_provider.items()
    }


def next_due(placements: Iterable[Placement], records: Iterable[Told], today: date) -> date | None:
    """The next day on which something happens that is told already."""
    days = [day for p in placements for day in (p.start, p.end) if day is not None]
    days += [on for on, _ in wage_values(records)]
    return min((day for day in days if day > today), default=None)


def _said(first: int, last: int | None) -> Json:
    return {"first": first} if last is None else {"first": first, "last": last}


def _present(placements: Iterable[Placement]) -> list[tuple[int, int | None]]:
    """The years in which somebody is there, as runs."""
    runs: list[tuple[int, int | None]] = []
    for placement in placements:  # in order of start
        first = placement.start.year
        last = (placement.end - timedelta(days=1)).year if placement.end else None
        if last is not None and last < first:
            continue
        if runs and (runs[-1][1] is None or first <= runs[-1][1] + 1):
            until = runs[-1][1]
            ends = None if until is None or last is None else max(until, last)
            runs[-1] = runs[-1][0], ends
        else:
            runs.append((first, last))
    return runs


def wage_values(records: Iterable[Told]) -> list[tuple[date, int]]:
    """From when on which loonwaarde was set, in hundredths of a percent, in order."""
    told = [
        (fact.start, record.record, int(Decimal(fact.wage_value) * HUNDREDTHS))
        for record in records
        for fact in record.facts
        if type(fact) is WageSubsidyGranted and fact.wage_value is not None
    ]
    return [(on, value) for on, _, value in sorted(told)]


def years_of(
    placements: Sequence[Placement], values: Sequence[tuple[date, int]], today: date
) -> Mapping[str, Mapping[str, Year]]:
    """By provider and year what happened there; of a kind of move, a person counts once a year."""
    years: defaultdict[str, defaultdict[str, Year]] = defaultdict(lambda: defaultdict(dict))
    for provider, what, on in _moves(placements):
        if on <= today:
            years[provider][str(on.year)][what] = 1
    for (_, before), (on, value) in pairwise(values):
        for provider in {p.provider for p in placements if on <= today and holds(p, on)}:
            year = years[provider][str(on.year)]
            year["change"] = year.get("change", 0) + value - before
    return {provider: dict(sorted(of.items())) for provider, of in years.items()}


def _moves(placements: Sequence[Placement]) -> Iterator[tuple[str, str, date]]:
    """*placements*: in order of start."""
    climbed = [p for p in placements if p.fact.activity in VERTICAL]
    days = [p.start for p in climbed]
    lately: list[Placement] = []  # what ended so short ago, or goes on, that it may be the same
    for placement in climbed:
        lately = [p for p in lately if _runs_on(p, placement.start - BREAK)]
        if before := bisect_left(days, placement.start):
            yield from _move(climbed[before - 1], placement, lately)
        lately.append(placement)
    for ended in _not_going_on(placements):
        assert ended.end is not None, "one without an end goes on"
        yield ended.provider, "dropped_out", ended.end


def _move(
    before: Placement, placement: Placement, lately: Sequence[Placement]
) -> Iterator[tuple[str, str, date]]:
    """*before*: what began last before; *lately*: what went on until shortly before, or still."""
    one, other = before.fact.activity, placement.fact.activity
    if VERTICAL.index(one) < VERTICAL.index(other):
        yield before.provider, "vertical", placement.start
    elif one is other and one in SHELTERED and _elsewhere(before, placement):
        beside = _runs_on(before, placement.start)
        if not (beside or any(_is_the_same(p, placement) for p in lately)):
            yield before.provider, "horizontal", placement.start


def _is_the_same(earlier: Placement, placement: Placement) -> bool:
    """What somebody did before, at the same place."""
    return (
        earlier.start < placement.start
        and earlier.fact.activity is placement.fact.activity
        and earlier.provider == placement.provider
        and not _elsewhere(earlier, placement)
    )


def _runs_on(placement: Placement, after: date) -> bool:
    return placement.end is None or placement.end > after


def _elsewhere(one: Placement, other: Placement) -> bool:
    """Or at something else; a task that nobody told may have been the same."""
    if one.provider != other.provider:
        return False
    tasks = _task(one), _task(other)
    return one.fact.place != other.fact.place or (all(tasks) and tasks[0] != tasks[1])


def _task(placement: Placement) -> str:
    """As it compares: how it is capitalised and spaced makes it no other."""
    return " ".join((placement.fact.task or "").casefold().split())


def _not_going_on(placements: Sequence[Placement]) -> Iterator[Placement]:
    """Those that ended with nowhere to go, and with nothing that lasts longer and began in time."""
    starts = [placement.start for placement in placements]
    longest = list(accumulate((placement.end or date.max for placement in placements), max))
    for placement in placements:
        end = placement.end
        if end is not None and placement.fact.destination is None:
            in_time = bisect_right(starts, end + BREAK)
            if not in_time or longest[in_time - 1] <= end:
                yield placement
