"""Rules of concurrence: which terms of one person's lines and standings do not go together.

The numbers are those of the hub's concurrence table, R01 to R28.  `care`, `wages`, `uwv`,
`bijstand` and `settling` hold the rules about a person; those about the money of a place stand in
`places`.
A rule whose verdict is *allowed* is a note on the mix; all others are signals.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from schemas.policy import Policy
from streams.rules import bijstand, care, settling, uwv, wages
from streams.rules.meeting import Concurrence, Hit
from streams.rules.rule import Fired, Rule
from streams.rules.terms import Terms

TABLE: tuple[Concurrence, ...] = (
    *(*care.RULES, *wages.RULES, *uwv.RULES),
    *(*bijstand.RULES, *settling.RULES),
)


def by_first_word(table: tuple[Concurrence, ...]) -> Mapping[str, tuple[Concurrence, ...]]:
    """Most people have a word or two, and most rules none of theirs."""
    found: defaultdict[str, tuple[Concurrence, ...]] = defaultdict(tuple)
    for entry in table:
        found[entry.needs[0]] += (entry,)
    return dict(found)


BY_FIRST_WORD = by_first_word(TABLE)


def fired(person: str, terms: Terms, policy: Policy) -> Iterator[Fired]:
    """Every rule of concurrence that *terms* make fire and that the municipality wants to see."""
    for word in terms:
        for entry in BY_FIRST_WORD.get(word, ()):
            if entry.may_find(terms) and policy.signals_on(entry.rule.id):
                yield from _fired(person, policy.municipality, entry.rule, entry.finds(terms))


def _fired(person: str, municipality: str, rule: Rule, hits: Iterator[Hit]) -> Iterator[Fired]:
    stretches: Counter[tuple[str, ...]] = Counter()
    for hit in hits:
        lines = tuple(sorted({term.line for term in hit.terms if term.line is not None}))
        records = tuple(sorted({term.record for term in hit.terms}))
        yield Fired(
            rule,
            subject_kind="person",
            subject=person,
            person=person,
            municipality=municipality,
            start=hit.start,
            end=hit.end,
            lines=lines,
            records=records,
            stretch=stretches[lines],
        )
        stretches[lines] += 1
