"""Two decisions on one thing, of one day, that say different things of the same days.

A later decision goes before an earlier one; of two of the same day nobody can say which holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from schemas.policy import Policy
from schemas.waiting import EligibilityDecided
from streams.periods import common
from streams.records import Told
from streams.rules.rule import Fired, Rule

ELIGIBILITY = Rule(
    "eligibility-contradicts",
    law="geen wettelijke regel; een vaststelling volgens Participatiewet art. 10b lid 1",
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    mended_by="municipality",
    explanation=(
        "Twee besluiten van dezelfde dag stellen over dezelfde dagen iets anders vast over beschut "
        "werk: wel of niet erop aangewezen, of vanaf dezelfde dag een andere laatste dag. De "
        "gemeente kan het verkeerde laten vervallen."
    ),
)
RULES = (ELIGIBILITY,)


class Decided(NamedTuple):
    start: date
    end: date | None
    record: str
    eligible: bool


class At(NamedTuple):
    """Where two decisions say different things, until when that matters."""

    start: date
    end: date | None
    records: tuple[str, ...]


def fired(person: str, records: Iterable[Told], policy: Policy) -> Iterator[Fired]:
    of: defaultdict[date, list[Decided]] = defaultdict(list)
    for record in records:
        for fact in record.facts:
            if type(fact) is EligibilityDecided:
                decided = Decided(fact.start, fact.end, record.record, fact.eligible)
                of[fact.decided_on].append(decided)
    for decided_on, decisions in sorted(of.items()):
        later = [d for day, taken in of.items() if day > decided_on for d in taken]
        for at in _unsettled(_contradictions(decisions), later):
            yield Fired(
                ELIGIBILITY,
                subject_kind="person",
                subject=person,
                person=person,
                municipality=policy.municipality,
                about=decided_on.isoformat(),
                start=at.start,
                end=at.end,
                records=at.records,
            )


def _unsettled(found: Iterable[At], later: Sequence[Decided]) -> Iterator[At]:
    """Up to the first day of a decision that was taken later, which holds instead of both."""
    for at in found:
        settled = min((decision.start for decision in later), default=None)
        if settled is None or settled > at.start:
            end = min((day for day in (at.end, settled) if day is not None), default=None)
            yield at._replace(end=end)


def _contradictions(decisions: Sequence[Decided]) -> Iterator[At]:
    """Of one day: all that contradict one another, by the first day on which both hold."""
    found: defaultdict[date, list[At]] = defaultdict(list)
    for one, other in combinations(decisions, 2):
        both = common(one, other)
        from_one_day = one.start == other.start
        if both and (one.eligible != other.eligible or (from_one_day and one.end != other.end)):
            start, end = both
            until = _last(one.end, other.end) if from_one_day else end
            found[start].append(At(start, until, (one.record, other.record)))
    for start, ats in sorted(found.items()):
        records = {record for at in ats for record in at.records}
        yield At(start, _last(*(at.end for at in ats)), tuple(sorted(records)))


def _last(*ends: date | None) -> date | None:
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None
