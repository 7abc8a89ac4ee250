"""Two decisions on one thing, of one day and for the same days, that say different things.

A later decision goes before an earlier one; of two of the same day nobody can say which holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from schemas.policy import Policy
from schemas.waiting import EligibilityDecided
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
        "Twee besluiten van dezelfde dag stellen vanaf dezelfde dag iets anders vast over beschut "
        "werk: wel of niet erop aangewezen, of een andere laatste dag. De gemeente kan het "
        "verkeerde laten vervallen."
    ),
)
RULES = (ELIGIBILITY,)
Moment = tuple[date, date]  # from when on, and when it was decided


def fired(person: str, records: Iterable[Told], policy: Policy) -> Iterator[Fired]:
    of: defaultdict[Moment, list[tuple[str, EligibilityDecided]]] = defaultdict(list)
    for record in records:
        for fact in record.facts:
            if isinstance(fact, EligibilityDecided):
                of[fact.start, fact.decided_on].append((record.record, fact))
    for (start, decided_on), decisions in sorted(of.items()):
        if len({(decision.eligible, decision.end) for _, decision in decisions}) > 1:
            ends = [decision.end for _, decision in decisions if decision.end is not None]
            yield Fired(
                ELIGIBILITY,
                subject_kind="person",
                subject=person,
                person=person,
                municipality=policy.municipality,
                about=decided_on.isoformat(),
                start=start,
                end=max(ends) if len(ends) == len(decisions) else None,
                records=tuple(sorted({record for record, _ in decisions})),
            )
