"""A change of law, and what is already known of the person, so that nobody need prove it again.

A law is left when the last of its lines that pay for an activity ends, and entered when a line of
the other begins at most so many days (`transfer_gap_days`) before or after that day and outlasts
it.  A pause as short as that is none.  Who was under the other law first does not enter it.

What is known is told by kind of record, its source and its day: never an amount, never what care
or work it is about, and nothing of other laws' care.  What came after the new law began is not
told, nor what the receiving side decided itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import permutations
from typing import NamedTuple

from schemas.facts import (
    AllocationMade,
    BenefitReceived,
    CertificateEarned,
    ContactHeld,
    DecisionMade,
    EmploymentHeld,
    Fact,
    LadderStepSet,
    PlacementReported,
    ProvisionGranted,
    WageSubsidyGranted,
)
from schemas.policy import Policy
from schemas.standings import RegistrationHeld
from schemas.values import digest
from streams.lines import PayingLine
from streams.records import Told
from streams.step import Json

LAWS = ("wmo", "participatiewet")


class Run(NamedTuple):
    """Lines of one law, one after the other without a long pause."""

    start: date
    end: date | None
    lines: tuple[PayingLine, ...]


class ChangeOfLaw(NamedTuple):
    left: str
    entered: str
    ended: date
    begins: date
    last: PayingLine
    lines: tuple[PayingLine, ...]


def changes_of_law(lines: Sequence[PayingLine], policy: Policy) -> Iterator[ChangeOfLaw]:
    days = timedelta(days=policy.transfer_gap_days)
    if not {line.stream for line in lines}.issuperset(LAWS):
        return
    of = {law: [x for x in lines if x.stream == law and x.reach != "nothing"] for law in LAWS}
    if not all(of.values()):
        return
    runs = {law: _runs(of[law], days) for law in LAWS}
    for left, entered in permutations(LAWS):
        for run in runs[left]:
            if run.end is not None:
                new = tuple(_entering(run.start, run.end, runs[entered], days))
                if new:
                    begins = min(line.start for line in new)
                    last = max(run.lines, key=lambda line: (line.end or date.max, line.line))
                    yield ChangeOfLaw(left, entered, run.end, begins, last, new)


def _runs(lines: Iterable[PayingLine], days: timedelta) -> list[Run]:
    found: list[Run] = []
    for line in lines:
        run = found[-1] if found else None
        if run and (run.end is None or line.start <= run.end + days):
            ends = (run.end, line.end)
            end = (
                max((e for e in ends if e is not None), default=None) if None not in ends else None
            )
            found[-1] = Run(run.start, end, (*run.lines, line))
        else:
            found.append(Run(line.start, line.end, (line,)))
    return found


def _entering(start: date, end: date, runs: Iterable[Run], days: timedelta) -> Iterator[PayingLine]:
    for run in (run for run in runs if run.start > start):
        for line in run.lines:
            if abs(line.start - end) <= days and (line.end is None or line.end > end):
                yield line


def prepared(
    person: str,
    change: ChangeOfLaw,
    records: Iterable[Told],
    sources: Mapping[str, str],
    policy: Policy,
) -> Json:
    decided = {line.record for line in change.lines}
    others = [record for record in records if record.record not in decided]
    return {
        "transfer": digest("transfer", person, change.left, change.entered, change.last.line),
        "municipality": policy.municipality,
        "person": person,
        "left": change.left,
        "entered": change.entered,
        "ended": change.ended.isoformat(),
        "begins": change.begins.isoformat(),
        "known": _known(others, sources, change.begins),
    }


def _known(records: Iterable[Told], sources: Mapping[str, str], until: date) -> list[Json]:
    """Of each kind from each source the last: a list that stays short."""
    last: dict[tuple[str, str], tuple[str, str]] = {}
    for record in records:
        for fact in record.facts:
            for what, on in _proven(fact):
                of = what, sources[record.record]
                if on <= until:
                    last[of] = max((on.isoformat(), record.record), last.get(of, ("", "")))
    return [
        {"what": what, "source": source, "on": on, "record": record}
        for (what, source), (on, record) in sorted(last.items())
    ]


def _proven(fact: Fact) -> Iterator[tuple[str, date]]:
    match fact:
        case AllocationMade():
            yield "allocation", date.fromisoformat(fact.decided_at[:10])
        case DecisionMade(decided_on=date() as decided_on):
            yield "decision", decided_on
        case ProvisionGranted() if fact.stream != "jeugdwet":
            yield "provision", fact.decided_on or fact.start
        case WageSubsidyGranted():
            yield "provision", fact.decided_on or fact.start
            if fact.wage_value is not None:
                yield "wage-value", fact.decided_on or fact.start
        case BenefitReceived():
            yield "benefit", fact.decided_on or fact.start
        case PlacementReported():
            yield "placement", fact.start
        case EmploymentHeld() | RegistrationHeld():
            name = "employment" if isinstance(fact, EmploymentHeld) else "registration"
            yield name, fact.start
        case LadderStepSet(on=on):
            yield "ladder-step", on
        case CertificateEarned(on=on):
            yield "certificate", on
        case ContactHeld(on=on):
            yield "contact", on
        case _:
            pass
