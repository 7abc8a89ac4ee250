"""Rules of concurrence: which lines of one person do not go together.

The numbers and verdicts are those of the hub's concurrence table; R01 and R07 are in this version.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product

from streams.lines import PayingLine
from streams.periods import common
from streams.rules.rule import Fired, Rule

R01 = Rule(
    "R01",
    law="Wmo 2015 art. 2.3.5 lid 6; Wlz art. 3.1.1 lid 1 b, f",
    text_version="Wmo 2015-11-28, Wlz 2025-07-05",
    confidence="confirmed",
    explanation=(
        "Er is een Wlz-indicatie en tegelijk loopt een Wmo-maatwerkvoorziening. Begeleiding en "
        "dagbesteding horen dan bij de Wlz; de gemeente mag de Wmo-voorziening weigeren of "
        "beëindigen, maar hoeft dat niet. Kijk of de voorziening nog nodig is."
    ),
)
R07 = Rule(
    "R07",
    law="Participatiewet art. 10d lid 9",
    text_version="2025-01-01",
    confidence="confirmed",
    explanation=(
        "Voor dezelfde dienstbetrekking lopen twee loonkostensubsidies tegelijk. Per "
        "dienstbetrekking mag het college één loonkostensubsidie verstrekken."
    ),
)


def fired(person: str, municipality: str, lines: Sequence[PayingLine]) -> Iterator[Fired]:
    """Every rule of concurrence that the lines of *person* make fire."""
    for rule, clashes in CLASHES:
        for one, other in clashes(lines):
            if (days := common(one, other)) is not None:
                yield Fired(
                    rule,
                    subject_kind="person",
                    subject=person,
                    person=person,
                    municipality=municipality,
                    start=days[0],
                    end=days[1],
                    lines=tuple(sorted((one.line, other.line))),
                    records=tuple(sorted({one.record, other.record})),
                )


Pairs = Iterator[tuple[PayingLine, PayingLine]]


def _wlz_beside_wmo(lines: Sequence[PayingLine]) -> Pairs:
    wlz = [line for line in lines if line.stream == "wlz"]
    wmo = [line for line in lines if line.stream == "wmo" and line.ground == "allocation"]
    yield from product(wlz, wmo)


def _two_wage_subsidies(lines: Sequence[PayingLine]) -> Pairs:
    subsidies = [line for line in lines if line.instrument == "loonkostensubsidie"]
    for one, other in combinations(subsidies, 2):
        employment = one.employer or one.place
        if employment is not None and employment == (other.employer or other.place):
            yield one, other


CLASHES: tuple[tuple[Rule, Callable[[Sequence[PayingLine]], Pairs]], ...] = (
    (R01, _wlz_beside_wmo),
    (R07, _two_wage_subsidies),
)
