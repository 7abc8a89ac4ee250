"""Which placements a person has, how far they came, and which own lines pay for each.

A placement is a placement, whoever pays: it needs no law, decision or BSN.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from schemas.facts import (
    AttendanceReported,
    CertificateEarned,
    Kind,
    LadderStepSet,
    PlacementReported,
)
from schemas.policy import Policy
from schemas.values import digest
from streams.instruments import NEEDS_COVER
from streams.lines import PayingLine
from streams.periods import Running, cuts, elementary, joined
from streams.records import Told
from streams.spreading import Sum

DAY = timedelta(days=1)

VERTICAL = (Kind.DAGBESTEDING, Kind.BESCHUT_WERK, Kind.REGULIER_WERK)  # practices, P9
STANDING = frozenset({PlacementReported, LadderStepSet, CertificateEarned})


class Step(NamedTuple):
    """One thing that a person reached: a ladder step, a certificate, another kind of activity."""

    on: date
    what: str
    text: str
    record: str


class Placement(NamedTuple):
    placement: str
    record: str
    version: str
    fact: PlacementReported
    provider: str
    holder: str | None
    employer: str | None
    progress: tuple[Step, ...]
    attended: tuple[tuple[str, int], ...]
    start: date
    end: date | None

    @property
    def needs_cover(self) -> bool:
        return self.fact.activity in NEEDS_COVER


class Paid(NamedTuple):
    """What one line pays of a placement; without minutes it is unquantified cover."""

    line: str
    stream: str
    instrument: str
    minutes: int | None
    support: bool
    product: str | None = None
    sum: Sum | None = None


class Stretch(NamedTuple):
    """A stretch of a placement in which the person's own lines do not change."""

    start: date
    end: date | None
    lines: tuple[Paid, ...]


def placements_of(person: str, records: Sequence[Told], policy: Policy) -> list[Placement]:
    """Every placement of a person, in order of start."""
    reported: list[tuple[Told, PlacementReported]] = []
    attendance: list[AttendanceReported] = []
    reached: list[tuple[str, LadderStepSet | CertificateEarned]] = []
    for record in records:
        for fact in record.facts:
            if type(fact) is AttendanceReported:
                attendance.append(fact)
            elif type(fact) is PlacementReported:
                reported.append((record, fact))
            elif type(fact) is LadderStepSet or type(fact) is CertificateEarned:
                reached.append((record.record, fact))
    if not reported:
        return []
    reported.sort(key=_by_start)
    steps = sorted(_steps(reached))
    days = [step.on for step in steps]
    attended = _attended(reported, attendance) if attendance else {}
    return [
        Placement(
            digest("placement", person, fact.place, record.record),
            record.record,
            record.version,
            fact,
            policy.organisation(fact.provider),
            policy.organisation(fact.holder) if fact.holder else None,
            policy.organisation(fact.employer) if fact.employer else None,
            _within(fact, steps, days, moved),
            tuple(sorted(attended.get(record.record, ()))),
            fact.start,
            fact.end,
        )
        for (record, fact), moved in zip(reported, _moved_up(reported), strict=True)
    ]


def _by_start(told: tuple[Told, PlacementReported]) -> tuple[date, str]:
    record, fact = told
    return fact.start, record.record


def stretches_of(
    placements: Sequence[Placement], lines: Sequence[PayingLine]
) -> dict[str, tuple[Stretch, ...]]:
    """Per placement, the stretches in which the same own lines pay for it.

    The hours of a line that reaches several placements go to them in order of start: each takes
    what it needs, the last what is left.  So no hour is counted twice.  Lines that reach the fewest
    placements go first, or a broad line would pay where a narrow one could; placements of which
    nobody knows the hours come last, or they would take all.
    """
    in_turn = sorted(placements, key=lambda placement: placement.fact.minutes_per_week is None)
    reaches = {
        line.line: frozenset(n for n, p in enumerate(in_turn) if pays_for(line, p))
        for line in lines
    }
    paying = [line for line in lines if reaches[line.line]]
    present, running = Running(placements), Running(paying)
    result: dict[str, list[Stretch]] = {placement.placement: [] for placement in placements}
    for start, end in elementary(cuts([*placements, *paying])):
        now = {placement.placement for placement in present.on(start)}
        here = [(n, p) for n, p in enumerate(in_turn) if p.placement in now]
        for placement, paid in _shared_out(here, running.on(start), reaches):
            result[placement.placement].append(Stretch(start, end, paid))
    return {
        placement: tuple(joined(stretches, _same_lines, _one_stretch))
        for placement, stretches in result.items()
    }


def pays_for(line: PayingLine, placement: Placement) -> bool:
    """Whether *line* reaches *placement*, and is for what is done there."""
    fact = placement.fact
    if line.kinds and fact.activity not in line.kinds:
        return False
    match line.reach:
        case "place":
            return line.place == fact.place
        case "provider":
            return line.provider in (placement.provider, placement.holder)
        case "employer":
            return line.employer in (placement.employer, placement.provider)
        case "kind":
            return bool(line.kinds)
        case "nothing":
            return False


def _shared_out(
    here: Sequence[tuple[int, Placement]],
    now: Sequence[PayingLine],
    reaches: Mapping[str, frozenset[int]],
) -> Iterable[tuple[Placement, tuple[Paid, ...]]]:
    """*here*: who is there, by number in turn; *reaches*: of each line, the numbers it reaches."""
    left = {line.line: line.minutes for line in now}
    reached = {line.line: [n for n, _ in here if n in reaches[line.line]] for line in now}
    narrow_first = sorted(now, key=lambda line: (len(reached[line.line]), line.start, line.line))
    shared = []
    for number, placement in here:
        paid = []
        need = placement.fact.minutes_per_week
        for line in narrow_first:
            if number not in reached[line.line]:
                continue
            minutes = left[line.line]
            if minutes is not None:
                if need is not None and reached[line.line][-1] > number:
                    minutes = min(minutes, need)
                if minutes == 0:
                    continue
                left[line.line] = (left[line.line] or 0) - minutes
                need = max(0, need - minutes) if need is not None else None
            named = line.line, line.stream, line.instrument
            paid.append(Paid(*named, minutes, line.support, line.product, line.sum))
        shared.append((placement, paid))
    if any(line.sum for line in now):
        return _sums_shared(shared)
    return [(placement, tuple(paid)) for placement, paid in shared]


def _sums_shared(
    shared: Sequence[tuple[Placement, list[Paid]]],
) -> Iterator[tuple[Placement, tuple[Paid, ...]]]:
    """A line with a sum has an equal part of it at each placement that it pays for."""
    over = Counter(paid.line for _, lines in shared for paid in lines if paid.sum)
    given = Counter[str]()
    for placement, lines in shared:
        for at, paid in enumerate(lines):
            if paid.sum:
                part = paid.sum._replace(number=given[paid.line], over=over[paid.line])
                lines[at] = paid._replace(sum=part)
                given[paid.line] += 1
        yield placement, tuple(lines)


def _steps(reached: Iterable[tuple[str, LadderStepSet | CertificateEarned]]) -> Iterator[Step]:
    for record, fact in reached:
        match fact:
            case LadderStepSet():
                yield Step(fact.on, "ladder", str(fact.step), record)
            case CertificateEarned():
                yield Step(fact.on, "certificate", fact.name, record)


def _within(
    fact: PlacementReported, steps: Sequence[Step], days: Sequence[date], moved: Step | None
) -> tuple[Step, ...]:
    """Those of *steps*, whose *days* are in order, on a day on which the placement holds; and the
    step that it is itself, if it is one.
    """
    first = bisect_left(days, fact.start)
    last = len(days) if fact.end is None else max(first, bisect_left(days, fact.end))
    within = steps[first:last]
    return tuple(within) if moved is None else tuple(sorted([*within, moved]))


def _moved_up(reported: Iterable[tuple[Told, PlacementReported]]) -> Iterator[Step | None]:
    """Of each, in order of start: the step from the highest kind of work that began last before it,
    whatever came in between; none if it is no step up.
    """
    last = here = -1  # of what began last before this day, and on it
    since: date | None = None
    for record, fact in reported:
        if fact.activity not in VERTICAL:
            yield None
            continue
        if fact.start != since:
            last, here, since = here, -1, fact.start
        rank = VERTICAL.index(fact.activity)
        here = max(here, rank)
        if 0 <= last < rank:
            said = f"{VERTICAL[last].value} > {fact.activity.value}"
            yield Step(fact.start, "activity", said, record.record)
        else:
            yield None


class Months(NamedTuple):
    """From which month to which a placement of *record* holds: at least a day of each."""

    first: str
    last: str
    record: str


def months_at(told: Iterable[tuple[str, PlacementReported]]) -> dict[str, list[Months]]:
    """By place, in their order, when the placements of these records hold."""
    found: dict[str, list[Months]] = {}
    for record, fact in told:
        first = fact.start.isoformat()[:7]
        last = (fact.end - DAY).isoformat()[:7] if fact.end else "9999-12"
        found.setdefault(fact.place, []).append(Months(first, last, record))
    return found


def runs_of_months(found: Iterable[Months]) -> list[tuple[str, str]]:
    """From which month to which any of them holds."""
    runs: list[tuple[str, str]] = []
    for first, last, _ in sorted(found):
        if runs and first <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(runs[-1][1], last)
        else:
            runs.append((first, last))
    return runs


def _attended(
    reported: Sequence[tuple[Told, PlacementReported]], attendance: Iterable[AttendanceReported]
) -> Mapping[str, list[tuple[str, int]]]:
    """Attendance by placement record.  Of two placements that share a month the later one has it,
    so that no hour is told twice.
    """
    attended: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    latest_first = months_at((told.record, fact) for told, fact in reversed(reported))
    for fact in attendance:
        month = fact.month
        for first, last, by in latest_first.get(fact.place, ()):
            if first <= month <= last:
                attended[by].append((month, fact.minutes))
                break
    return attended


def _same_lines(one: Stretch, other: Stretch) -> bool:
    return one.lines == other.lines


def _one_stretch(one: Stretch, other: Stretch) -> Stretch:
    return one._replace(end=other.end)
