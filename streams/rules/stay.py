"""Who is long at one provider, and nothing of their development is known in that time.

Of activities for which guidance is paid; a job, a traineeship, a co-operative or voluntary work is
nobody's to end.  Placements at one provider with at most a month between are one stay.  What counts
as development: another ladder step than before, another wage value, other hours, another kind of
activity, a certificate.  A first step or wage value is where somebody began.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from schemas.facts import CertificateEarned, LadderStepSet, PlacementReported
from schemas.policy import Policy
from streams.instruments import NEEDS_COVER
from streams.lines import PayingLine
from streams.periods import months_later
from streams.placements import Placement
from streams.records import Told
from streams.rules.rule import Fired, Rule

BREAK = timedelta(days=31)
STAY = Rule(
    "stay",
    law="het beleid van de gemeente (stay_months); geen wettelijke termijn",
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    explanation=(
        "Iemand is lang bij dezelfde aanbieder zonder dat er in die tijd een andere trede, een "
        "andere loonwaarde, andere uren, ander werk of een certificaat is gemeld. Dat kan heel "
        "goed zijn: het is een aanleiding voor een gesprek, geen oordeel, geen reden om te stoppen."
    ),
)
RULES = (STAY,)


class Stay(NamedTuple):
    """`until`: the day from which nothing has been known of development for so long."""

    provider: str
    start: date
    end: date | None
    until: date
    records: tuple[str, ...]


def stays(
    placements: Iterable[Placement],
    lines: Iterable[PayingLine],
    records: Iterable[Told],
    policy: Policy,
) -> list[Stay]:
    days = _of_person(lines, records)
    return [
        _stay(run, days, policy)
        for there in _by_provider(placements).values()
        for run in _runs(there)
    ]


def _by_provider(placements: Iterable[Placement]) -> dict[str, list[Placement]]:
    """In order of start, as they were given."""
    found: defaultdict[str, list[Placement]] = defaultdict(list)
    for placement in placements:
        if placement.fact.activity in NEEDS_COVER:
            found[placement.provider].append(placement)
    return found


def _runs(placements: Iterable[Placement]) -> Iterator[list[Placement]]:
    run: list[Placement] = []
    until: date | None = None
    for placement in placements:
        if run and until is not None and placement.start > until + BREAK:
            yield run
            run = []
        ends = (until, placement.end) if run else (placement.end,)
        until = None if None in ends else max(end for end in ends if end is not None)
        run.append(placement)
    if run:
        yield run


def _stay(run: Sequence[Placement], days: Iterable[date], policy: Policy) -> Stay:
    start = run[0].start
    ends = [placement.end for placement in run if placement.end is not None]
    end = max(ends) if len(ends) == len(run) else None
    changed = [later.start for one, later in pairwise(run) if _otherwise(one.fact, later.fact)]
    within = [day for day in (*days, *changed) if start < day and (end is None or day < end)]
    since = max([start, *within])
    until = months_later(since, policy.stay_months)
    return Stay(run[0].provider, start, end, until, tuple(sorted(p.record for p in run)))


def _otherwise(one: PlacementReported, later: PlacementReported) -> bool:
    """Other work, or other hours as far as both are known."""
    hours = one.minutes_per_week, later.minutes_per_week
    return one.activity != later.activity or (None not in hours and hours[0] != hours[1])


def _of_person(lines: Iterable[PayingLine], records: Iterable[Told]) -> list[date]:
    """The days on which the person developed, wherever that was."""
    facts = [fact for record in records for fact in record.facts]
    steps = sorted((f.on, str(f.step)) for f in facts if type(f) is LadderStepSet)
    values = sorted((x.start, x.percentage) for x in lines if x.percentage is not None)
    certificates = [f.on for f in facts if type(f) is CertificateEarned]
    return [*_changes(steps), *_changes(values), *certificates]


def _changes(told: Sequence[tuple[date, str]]) -> Iterator[date]:
    for (_, before), (on, after) in pairwise(told):
        if before != after:
            yield on


def fired(person: str, found: Iterable[Stay], today: date, policy: Policy) -> Iterator[Fired]:
    for stay in found:
        if stay.until <= today and (stay.end is None or today < stay.end):
            yield Fired(
                STAY,
                subject_kind="person",
                subject=person,
                person=person,
                provider=stay.provider,
                municipality=policy.municipality,
                start=stay.until,
                end=stay.end,
                records=stay.records,
            )


def next_due(found: Iterable[Stay], today: date) -> date | None:
    """The first day to come on which one has lasted so long, or ends."""
    days = [day for s in found for day in (s.until, s.end) if day is not None and day > today]
    return min(days, default=None)
