"""Own earnings beside bijstand, month by month: what is left alone, and what is set off.

What somebody earns of their own is told by the month, so a calendar month counts it whole if
earnings and bijstand both hold on a day of it; once a month has begun, and not before.  What is
left alone stands in the policy (`free_amounts`):

* a month: up to so many cents, or a share of what was earned (rounded down to a cent) up to that,
  in so many months of bijstand that goes on without a day between;
* a year: of what the months leave alone (of all, without an amount a month) no more than that.

Where neither is known nothing is worked out.  What is left alone and what is set off add up to what
was earned.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from schemas.free_amounts import free_amount
from streams.periods import months_later
from streams.rules.meeting import Concurrence, Hit, meet, runs
from streams.rules.rule import Rule
from streams.rules.terms import Term, Terms

EARNED = "eigen_inkomsten"
YEARS_MAX = 20  # calendar years before this one that are settled
R24_VRIJ = Rule(
    "R24",
    part="vrijlating",
    between=("bijstand", "vrijlating per jaar"),
    law="het beleid van de gemeente (free_amounts), bij Participatiewet art. 31 lid 2",
    text_version="2025-01-01",
    verdict="settle",
    confidence="confirmed-in-part",
    explanation=(
        "Iemand met bijstand verdient zelf, en in dit kalenderjaar is meer vrij te laten dan de "
        "gemeente per jaar vrijlaat. Wat daarboven gaat wordt verrekend."
    ),
    reservation=(
        "Een bedrag per jaar voor eigen verdiensten is in de wettekst niet gevonden: het is dat "
        "uit het beleid van de gemeente."
    ),
)


class Month(NamedTuple):
    """`free`: what is left alone, if an amount is known; `capped`: less, for the year's amount."""

    start: date
    end: date
    earned: int
    free: int | None
    capped: bool
    earnings: tuple[Term, ...]
    benefits: tuple[Term, ...]
    sources: tuple[str, ...]


def settle(terms: Terms) -> list[Month]:
    """Every month that has begun in which something was earned beside bijstand, in order."""
    months: list[Month] = []
    of_year: Counter[int] = Counter()
    for run in runs(terms.get("bijstand", ())):
        used = 0
        for start, hits in _by_month(run, terms):
            if months and start <= months[-1].start:
                continue  # bijstand stopped and began again within it: all of it is counted there
            month = _settled(terms, start, hits, used, of_year[start.year])
            used += bool(month.free)
            of_year[start.year] += month.free or 0
            if month.earned:
                months.append(month)
    return months


def _by_month(run: Sequence[Term], terms: Terms) -> Iterator[tuple[date, list[Hit]]]:
    """Also what is earned in a later stretch of bijstand in a month that this one touches."""
    hits = list(meet(run, terms.get("inkomsten", ())))
    every = list(meet(terms["bijstand"], terms.get("inkomsten", ())))
    for start in sorted({month for hit in hits for month in _months(hit, terms.today)}):
        after = months_later(start, 1)
        yield (
            start,
            [h for h in every if h.start < after and (h.end is None or h.end > start)],
        )


def _months(days: Hit, today: date) -> Iterator[date]:
    oldest = date(max(today.year - YEARS_MAX, 1), 1, 1)
    month = max(days.start.replace(day=1), oldest)
    while month <= today and (days.end is None or month < days.end):
        yield month
        month = months_later(month, 1)


def _settled(terms: Terms, start: date, hits: Sequence[Hit], used: int, of_year: int) -> Month:
    earnings = tuple(dict.fromkeys(hit.terms[1] for hit in hits))
    benefits = tuple(dict.fromkeys(hit.terms[0] for hit in hits))
    earned = sum(term.amount or 0 for term in earnings)
    by_month = free_amount(terms.free_amounts, EARNED, "month", start)
    by_year = free_amount(terms.free_amounts, EARNED, "year", start)
    free = earned
    if by_month is not None:
        free = min(by_month.cents, earned * (by_month.percentage or 100) // 100)
        if by_month.months is not None and used >= by_month.months:
            free = 0
    left = free if by_year is None else min(free, max(0, by_year.cents - of_year))
    known = [amount.source for amount in (by_month, by_year) if amount is not None]
    return Month(
        start,
        months_later(start, 1),
        earned,
        left if known else None,
        left < free,
        earnings,
        benefits,
        tuple(dict.fromkeys(known)),
    )


def above_the_year(terms: Terms) -> Iterator[Hit]:
    """Of each calendar year from the first month that the year's amount made less left alone."""
    for _, of_year in groupby(settle(terms), key=lambda month: month.start.year):
        capped = [month for month in of_year if month.capped]
        if capped:
            found = [t for month in capped for t in (*month.benefits, *month.earnings)]
            yield Hit(capped[0].start, capped[-1].end, tuple(dict.fromkeys(found)))


def next_due(terms: Terms) -> date | None:
    """The first month to come in which there is something to settle."""
    if "inkomsten" not in terms:  # nearly always
        return None
    following = months_later(terms.today.replace(day=1), 1)
    days = []
    for hit in meet(terms.get("bijstand", ()), terms["inkomsten"]):
        month = max(following, hit.start.replace(day=1))
        if hit.end is None or month < hit.end:
            days.append(month)
    return min(days, default=None)


RULES = (Concurrence(R24_VRIJ, ("inkomsten", "bijstand"), above_the_year),)
