"""Which age a law asks for a person has, told without the birth date that says so.

A birth date stays in the identity zone.  What leaves it is `AgeKnown`: that somebody is under 18,
from 18 on, or under 27, on days of the term of one fact that the law ties to that age.  Least is
told in three ways:

* it is worked out where fact and birth date stand in one record, before anybody is linked: of a
  record without a birth date nothing is known, and nothing is guessed;
* only of the days of that fact: so of nearly everybody nothing leaves, and of others something of a
  birthday only if it falls inside such a term;
* by the month: *under* ends on the first day of the month of the birthday, *from* begins on the
  first day after that month.  In between neither is told, so what is told is certain, also of a
  birth date that is known in part.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from schemas.facts import AllocationMade, Fact, PersonDescribed, ProvisionGranted
from schemas.standings import AgeKnown
from streams.periods import months_later
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
            yield from _under("under-18", value("adult_age", start), born, start, end)
        case ProvisionGranted(stream="jeugdwet", start=start, end=end):
            years = value("adult_age", start)
            yield from _under("under-18", years, born, start, end)
            yield from _from("from-18", years, born, start, end)
        case ProvisionGranted(instrument="participatieplaats", start=start, end=end):
            yield from _under("under-27", value("participatieplaats_age", start), born, start, end)
        case _:
            pass


def _under(age: Age, years: int, born: str, start: date, end: date | None) -> Iterator[AgeKnown]:
    turns = date(int(born[:4]) + years, int(born[5:7] or 1), 1)
    until = turns if end is None else min(turns, end)
    if start < until:
        yield AgeKnown(age=age, start=start, end=until)


def _from(age: Age, years: int, born: str, start: date, end: date | None) -> Iterator[AgeKnown]:
    month = date(int(born[:4]) + years, int(born[5:7] or 12), 1)
    since = max(start, month if born[8:10] == "01" else months_later(month, 1))
    if end is None or since < end:
        yield AgeKnown(age=age, start=since, end=end)
