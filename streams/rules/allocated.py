"""Allocations (iWmo 301) that contradict one another, or themselves: told to the municipality.

Within one message the door refuses what does not go together; between messages nothing tells which
of the two is meant.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from schemas.facts import AllocationMade
from schemas.policy import Policy
from schemas.products import Name, Product, is_aid, looked_for, names
from streams.periods import common
from streams.records import Told
from streams.rules.rule import Fired, Rule, at_provider

OVERLAP = Rule(
    "allocations-overlap",
    law="iWmo 3.2, bedrijfsregel OP259 (TR302 binnen een bericht)",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="municipality",
    explanation=(
        "De gemeente wijst hetzelfde product bij dezelfde aanbieder tweemaal toe over dezelfde "
        "dagen. Dat mag niet, behalve bij hulpmiddelen (categorie 11 tot en met 14). Een "
        "categorie zonder code gaat over al haar producten, een budget zonder product over alles; "
        "wie in het beleid een organisatie is, is een aanbieder. Beide tellen mee, tot de gemeente "
        "er een inkort of verwijdert."
    ),
)
CONTRADICT = Rule(
    "allocation-contradicts",
    law="iWmo 3.2, invulinstructie IV013",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="municipality",
    explanation=(
        "De gemeente meldt van een toewijzing twee verschillende dingen met dezelfde "
        "toewijzingsdatum en -tijd. Wat het laatst is ontvangen telt. De gemeente kan zeggen wat "
        "geldt door de toewijzing met een later tijdstip opnieuw te sturen."
    ),
)
RULES = (OVERLAP, CONTRADICT)
Days = tuple[date, date | None]


class Made(NamedTuple):
    start: date
    end: date | None
    number: str
    record: str


def overlapping(person: str, records: Iterable[Told], policy: Policy) -> Iterator[Fired]:
    """Each allocation beside the one of those before it that runs longest, on the days of both."""
    of: defaultdict[str, list[tuple[Made, Product]]] = defaultdict(list)
    for record in records:
        for fact in record.facts:
            if type(fact) is AllocationMade and not is_aid((fact.category, fact.product)):
                made = Made(fact.start, fact.end, fact.number, record.record)
                product = fact.category, fact.product
                of[policy.organisation(fact.provider)].append((made, product))
    for provider, told in sorted(of.items()):
        for before, made, (start, end) in _twice(told):
            yield Fired(
                OVERLAP,
                subject_kind="person",
                subject=person,
                person=person,
                municipality=policy.municipality,
                provider=provider,
                about=made.number,
                start=start,
                end=end,
                records=tuple(sorted((before.record, made.record))),
            )


def _twice(told: Iterable[tuple[Made, Product]]) -> Iterator[tuple[Made, Made, Days]]:
    """An allocation of the same product that still runs when another begins, and that one."""
    longest: dict[Name, Made] = {}
    for made, product in sorted(told, key=lambda of: (of[0].start, of[0].number, of[0].record)):
        known = [longest[name] for name in looked_for(product) if name in longest]
        before = max(known, key=_until, default=None)
        if before and (both := common(before, made)):
            yield before, made, both
        for name in names(product):
            longest[name] = max(made, longest.get(name, made), key=_until)


def _until(made: Made) -> date:
    return made.end or date.max


def contradicting(account: str, number: str, contested: Mapping[str, str]) -> Iterator[Fired]:
    """*contested*: by record, the day of which two things are told of the allocation."""
    for record, day in contested.items():
        since = date.fromisoformat(day)
        yield at_provider(CONTRADICT, account, number, (since, None), (record,))
