"""Which age a law asks for a person has, told without the birth date that says so.

A birth date stays in the identity zone.  What leaves it is `AgeKnown`: that somebody is under 18,
from 18 on, or under 27, on days of the term of one fact that the law ties to that age, and no
other days.  So of nearly everybody nothing leaves, and of the others the day of a birthday only if
it falls inside such a term.  It is worked out where fact and birth date stand in one record, before
anybody is linked: of a record without birth date nothing is known, and nothing is guessed.

Of a birth date that is known in part an age holds on the days on which it holds for certain.  Who
was born on 29 February turns a year older on 1 March where there is no 29th.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from schemas.facts import AgeKnown, AllocationMade, Fact, PersonDescribed, ProvisionGranted
from streams.rules.parameters import value

Age = Literal["under-18", "from-18", "under-27"]


def with_ages(who: PersonDescribed | None, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """*facts*, and behind them what of the person's age a rule needs with them."""
    if who is None or who.birth_date is None:
        return facts
    more = [age for fact in facts for age in _ages(fact, who.birth_date)]
    return (*facts, *more) if more else facts


def _ages(fact: Fact, born: str) -> Iterator[AgeKnown]:
    """A rule that comes to need an age adds its fact here."""
    match fact:
        case AllocationMade(start=start, end=end):
            yield from _under("under-18", "adult_age", born, start, end)
        case ProvisionGranted(stream="jeugdwet", start=start, end=end):
            yield from _under("under-18", "adult_age", born, start, end)
            yield from _from("from-18", "adult_age", born, start, end)
        case ProvisionGranted(instrument="participatieplaats", start=start, end=end):
            yield from _under("under-27", "participatieplaats_age", born, start, end)
        case _:
            pass


def _under(age: Age, years: str, born: str, start: date, end: date | None) -> Iterator[AgeKnown]:
    turns = _birthday(f"{born}-01-01"[:10] if len(born) < 10 else born, value(years, start))
    until = turns if end is None else min(turns, end)
    if start < until:
        yield AgeKnown(age=age, start=start, end=until)


def _from(age: Age, years: str, born: str, start: date, end: date | None) -> Iterator[AgeKnown]:
    since = max(start, _birthday(_latest(born), value(years, start)))
    if end is None or since < end:
        yield AgeKnown(age=age, start=since, end=end)


def _latest(born: str) -> str:
    """The last day on which somebody may be born of whom only the month, or the year, is known."""
    match len(born):
        case 4:
            return f"{born}-12-31"
        case 7:
            return f"{born}-31"
        case _:
            return born


def _birthday(born: str, years: int) -> date:
    """The first day at which somebody has that age; a day that a month lacks is the next one."""
    year, month, day = int(born[:4]) + years, int(born[5:7]), int(born[8:10])
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month + 1, 1)
