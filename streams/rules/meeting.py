"""How terms meet: the building blocks of the rules of concurrence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

from streams.periods import common, months_later, without
from streams.rules.rule import Rule
from streams.rules.terms import Term, Terms


class Hit(NamedTuple):
    """The days on which a rule found something, and the terms that it found."""

    start: date
    end: date | None
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Concurrence:
    """A rule, the words without which it finds nothing, and the function that finds it."""

    rule: Rule
    needs: tuple[str, ...]
    finds: Callable[[Terms], Iterator[Hit]]

    def may_find(self, terms: Terms) -> bool:
        return len(self.needs) == 1 or terms.keys() >= set(self.needs)


class Days(NamedTuple):
    start: date
    end: date | None


def meet(ones: Iterable[Term], others: Iterable[Term]) -> Iterator[Hit]:
    """The days that one and another have in common."""
    for one, other in product(ones, others):
        if (days := common(one, other)) is not None:
            yield Hit(*days, (one, other))


def pairs(terms: Sequence[Term]) -> Iterator[Hit]:
    """The same, of two of a kind."""
    for one, other in combinations(terms, 2):
        if (days := common(one, other)) is not None:
            yield Hit(*days, (one, other))


def outside(hits: Iterable[Hit], *exceptions: Iterable[Term]) -> Iterator[Hit]:
    """What is left of each without the days of the exceptions."""
    excepted = [term for terms in exceptions for term in terms]
    for hit in hits:
        for start, end in without(hit, excepted):
            yield Hit(start, end, hit.terms)


def of_one_employment(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Those of which both say for which employment they are, and it is the same."""
    for hit in hits:
        one, other = hit.terms
        if one.employment is not None and one.employment == other.employment:
            yield hit


def not_elsewhere(hits: Iterable[Hit]) -> Iterator[Hit]:
    """All but those that are known to be of two employments."""
    for hit in hits:
        one, other = hit.terms
        if one.employment == other.employment or None in {one.employment, other.employment}:
            yield hit


def of_one_record(hits: Iterable[Hit]) -> Iterator[Hit]:
    """An age is told with the fact that asks for it."""
    for hit in hits:
        if hit.terms[0].record == hit.terms[1].record:
            yield hit


def alone(terms: Iterable[Term]) -> Iterator[Hit]:
    for term in terms:
        yield Hit(term.start, term.end, (term,))


def runs(terms: Sequence[Term]) -> list[list[Term]]:
    """Terms that follow one another without a day between them, in order of start."""
    found: list[list[Term]] = []
    until: date | None = date.min
    for term in sorted(terms, key=lambda term: term.start):
        if found and (until is None or term.start <= until):
            found[-1].append(term)
            until = None if until is None or term.end is None else max(until, term.end)
        else:
            found.append([term])
            until = term.end
    return found


def beyond(run: Sequence[Term], months: int, today: date) -> Iterator[Hit]:
    """What of a run of terms lies after so many months.

    Of a term without an end nobody has said how long it will be: it counts once that day is there.
    """
    limit = months_later(run[0].start, months)
    late = [term for term in run if _runs_on(term, limit, today)]
    if late:
        ends = [term.end for term in late if term.end is not None]
        end = max(ends) if len(ends) == len(late) else None
        yield Hit(max(limit, min(term.start for term in late)), end, tuple(late))


def _runs_on(term: Term, limit: date, today: date) -> bool:
    return limit <= today if term.end is None else limit < term.end
