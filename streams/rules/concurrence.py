"""Rules of concurrence: which lines of one person do not go together.

The numbers and verdicts are those of the hub's concurrence table; R01 and R07 are in this version.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

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
    for rule, clash in CLASHES:
        for one, other in combinations(lines, 2):
            days = common(one, other)
            if days is not None and (clash(one, other) or clash(other, one)):
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


def _wlz_beside_wmo(one: PayingLine, other: PayingLine) -> bool:
    return one.stream == "wlz" and other.stream == "wmo" and other.ground == "allocation"


def _two_wage_subsidies(one: PayingLine, other: PayingLine) -> bool:
    subsidies = {"loonkostensubsidie"} == {one.instrument, other.instrument}
    return subsidies and one.employer is not None and one.employer == other.employer


CLASHES: tuple[tuple[Rule, Callable[[PayingLine, PayingLine], bool]], ...] = (
    (R01, _wlz_beside_wmo),
    (R07, _two_wage_subsidies),
)
