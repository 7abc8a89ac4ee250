"""Rules about the money of a place: beside what its people have of their own, and among itself."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from typing import NamedTuple

from schemas.funds import Fund
from schemas.messages import Brought
from streams.coverage import Covered, Money
from streams.periods import common, joined
from streams.rules.rule import Fired, Rule

R02 = Rule(
    "R02",
    between=("Wlz", "algemene voorziening of sociale basis"),
    law="Wmo 2015 art. 2.3.5 lid 6 (a contrario)",
    text_version="2015-11-28",
    verdict="allowed",
    confidence="interpretation",
    explanation=(
        "De Wlz en een algemene voorziening of subsidie dragen samen deze plek. Dat mag: art. "
        "2.3.5 lid 6 gaat alleen over een maatwerkvoorziening. Dezelfde uren van een persoon "
        "tweemaal betalen mag niet."
    ),
)
R04 = Rule(
    "R04",
    between=("Wmo-maatwerkvoorziening", "algemene voorziening"),
    law="Wmo 2015 art. 2.3.5 lid 3",
    text_version="2015-11-28",
    verdict="subsidiary",
    confidence="confirmed-old-text",
    explanation=(
        "Voor deze plaatsing is er een Wmo-maatwerkvoorziening, en de plek wordt al betaald als "
        "algemene voorziening. Maatwerk is er alleen voor zover een algemene voorziening niet "
        "volstaat. Kijk of de toewijzing nog nodig is."
    ),
)
R26 = Rule(
    "R26",
    between=("ESF", "ander Europees fonds"),
    law="Verordening (EU) 2021/1060 art. 63 lid 9",
    text_version="niet gelezen",
    verdict="forbidden",
    confidence="memory",
    explanation=(
        "Dezelfde kosten worden bij het ESF en bij een ander Europees fonds opgevoerd. Kosten "
        "mogen maar bij een fonds worden gedeclareerd."
    ),
)
R27 = Rule(
    "R27",
    between=("Regio Deal", "ander geld van het Rijk"),
    law="Regeling Regio Deals 4e tranche art. 1 (Stcrt. 2023, 12561)",
    text_version="2023",
    verdict="not-as-cofinancing",
    confidence="confirmed",
    explanation=(
        "Dezelfde kosten worden betaald uit een Regio Deal en uit ander geld van het Rijk. Ander "
        "rijksgeld telt niet als cofinanciering van een Regio Deal."
    ),
)
EU = frozenset({Fund.OTHER_EU})
STATE = frozenset({Fund.SPUK, Fund.OTHER_STATE})
OF_ONE_COST = ((R26, Fund.ESF, EU), (R27, Fund.REGIO_DEAL, STATE))
GENERAL = frozenset({"algemene_voorziening"})
OF_PLACEMENT = ((R02, "wlz", GENERAL | {"subsidie"}), (R04, "wmo", GENERAL))
RULES = (R02, R04, R26, R27)


def of_placement(placement: Brought, stretches: Sequence[Covered]) -> Iterator[Fired]:
    """What a person's own lines and the place's money come to together."""
    for rule, stream, instruments in OF_PLACEMENT:
        there = [met for s in stretches if (met := _met(s, stream, instruments)) is not None]
        if not there:  # nearly always
            continue
        numbers: Counter[tuple[str, ...]] = Counter()
        for met in joined(there, _same, _longer):
            yield Fired(
                rule,
                subject_kind="placement",
                subject=placement.placement,
                municipality=placement.municipality,
                start=met.start,
                end=met.end,
                lines=met.lines,
                records=tuple(sorted({placement.record, *met.records})),
                person=placement.person,
                placement=placement.placement,
                place=placement.place,
                stretch=numbers[met.lines],
            )
            numbers[met.lines] += 1


class Met(NamedTuple):
    """Own lines of a stream and money of the place, in one stretch of a placement."""

    start: date
    end: date | None
    lines: tuple[str, ...]
    records: tuple[str, ...]


def _met(stretch: Covered, stream: str, instruments: frozenset[str]) -> Met | None:
    if not stretch.own or not stretch.of_place:
        return None
    own = [line.line for line in stretch.own if line.stream == stream]
    money = [money for money in stretch.of_place if money.instrument in instruments]
    if not own or not money:
        return None
    lines = tuple(sorted((*own, *(m.line for m in money))))
    return Met(stretch.start, stretch.end, lines, tuple(m.record for m in money))


def _same(one: Met, other: Met) -> bool:
    return one.lines == other.lines


def _longer(one: Met, other: Met) -> Met:
    return one._replace(end=other.end)


def of_money(place: str, municipality: str, money: Sequence[Money]) -> Iterator[Fired]:
    """Two funds that exclude one another for one cost; which cost it is must be told of both."""
    for one, other in permutations([m for m in money if m.fund and m.cost_item], 2):
        days = common(one, other) if one.cost_item == other.cost_item else None
        for rule, fund, others in OF_ONE_COST:
            if days is not None and one.fund is fund and other.fund in others:
                yield Fired(
                    rule,
                    subject_kind="place",
                    subject=place,
                    municipality=municipality,
                    place=place,
                    start=days[0],
                    end=days[1],
                    lines=tuple(sorted((one.line, other.line))),
                    records=tuple(sorted({one.record, other.record})),
                )
