"""What is told of one place for the same days, and does not go together.

A place that municipalities share is offered to each, so the same provider may tell two things of
it.  The hub goes on with one (of offers the last to begin counts, of revenue all of it), and tells
the provider.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from schemas.facts import PlaceOffered, RevenueReported
from schemas.policy import Policy
from streams.periods import Running, cuts, elementary, joined
from streams.records import Told
from streams.rules.rule import Fired, Rule

OFFERS = Rule(
    "offers-contradict",
    law="geen wettelijke regel; een werkplek biedt op een dag maar een ding aan",
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "De aanbieder zegt over dezelfde dagen twee dingen van dezelfde werkplek: een andere "
        "naam, een ander aantal plaatsen, ander werk of een ander adres. Wat het laatst begint "
        "telt. De aanbieder kan het rechtzetten."
    ),
)
REVENUE = Rule(
    "revenue-overlaps",
    law="geen wettelijke regel; omzet telt eenmaal",
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "De aanbieder meldt van dezelfde werkplek meer dan eens omzet over dezelfde dagen. De hub "
        "telt die bij elkaar op; is het dezelfde omzet, dan telt zij dubbel. De aanbieder kan het "
        "rechtzetten."
    ),
)
RULES = (OFFERS, REVENUE)
# What an offer says of its place.  Whose it is each municipality tells in its own words for them.
OF_THE_PLACE = (
    *("name", "capacity", "activities", "work"),
    *("address", "postcode", "latitude", "longitude"),
)


class Named(NamedTuple):
    """A fact about a place, with the record that tells it."""

    start: date
    end: date | None
    record: str
    fact: PlaceOffered | RevenueReported


class At(NamedTuple):
    start: date
    end: date | None
    records: tuple[str, ...]
    provider: str


def of_records(
    place: str, municipality: str, records: Sequence[Told], policy: Policy
) -> Iterator[Fired]:
    """What the records about *place* say that does not go together."""
    for rule, kind, differ in (
        (OFFERS, PlaceOffered, _say_different_things),
        (REVENUE, RevenueReported, _are_several),
    ):
        told = [
            Named(fact.start, fact.end, record.record, fact)
            for record in records
            for fact in record.facts
            if isinstance(fact, kind)
        ]
        for at in _together(told, differ) if len(told) > 1 else ():  # nearly always one
            yield Fired(
                rule,
                subject_kind="place",
                subject=place,
                municipality=municipality,
                place=place,
                provider=policy.organisation(at.provider),
                start=at.start,
                end=at.end,
                records=at.records,
            )


def _together(told: Sequence[Named], differ: Callable[[Sequence[Named]], bool]) -> list[At]:
    running = Running(told)
    found = []
    for start, end in elementary(cuts(told)):
        there = running.on(start)
        if differ(there):
            records = tuple(sorted({named.record for named in there}))
            found.append(At(start, end, records, there[-1].fact.provider))
    return joined(found, lambda a, b: a[2:] == b[2:], lambda a, b: a._replace(end=b.end))


def _say_different_things(there: Sequence[Named]) -> bool:
    """Of what is said at all: what only one of them tells contradicts nothing."""
    for name in OF_THE_PLACE:
        values = [getattr(named.fact, name) for named in there]
        said = {_compared(value) for value in values}
        if len(said - {None, frozenset(), ""}) > 1:
            return True
    return False


def _compared(value: object) -> object:
    """Several in any order; text however it is capitalised and spaced."""
    match value:
        case tuple():
            return frozenset(value)
        case str():
            return " ".join(value.casefold().split())
        case _:
            return value


def _are_several(there: Sequence[Named]) -> bool:
    return len(there) > 1
