"""Rules about bijstand, and about unpaid places that lead to work."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from streams.periods import months_later
from streams.rules.meeting import (
    Concurrence,
    Hit,
    alone,
    beyond,
    meet,
    of_one_employment,
    of_one_record,
    outside,
    runs,
)
from streams.rules.parameters import value
from streams.rules.rule import Rule
from streams.rules.terms import Term, Terms

TEXT = "2025-01-01"
TRIAL_LAW = (
    "Participatiewet art. 6 lid 1 h, art. 8a lid 2 d; WW art. 76a; WIA art. 37; Wajong art. 2:24"
)

R20 = Rule(
    "R20",
    between=("participatieplaats", "bijstand"),
    law="Participatiewet art. 10a, art. 7 lid 8",
    text_version=TEXT,
    verdict="required",
    confidence="confirmed",
    explanation=(
        "Er loopt een participatieplaats op dagen waarop de bijstand van deze persoon niet (meer) "
        "loopt. Een participatieplaats is onbetaald werk met behoud van bijstand."
    ),
)
R20_AGE = Rule(
    "R20",
    part="leeftijd",
    between=("participatieplaats", "leeftijd onder 27"),
    law="Participatiewet art. 7 lid 8",
    text_version=TEXT,
    verdict="required",
    confidence="confirmed",
    explanation=(
        "Iemand onder de 27 heeft een participatieplaats. Die is er alleen vanaf 27 jaar."
    ),
    parameters=("participatieplaats_age",),
)
R20_TERM = Rule(
    "R20",
    part="duur",
    between=("participatieplaats", "langste duur"),
    law="Participatiewet art. 10a",
    text_version=TEXT,
    verdict="required",
    confidence="confirmed",
    explanation=(
        "Een participatieplaats duurt langer dan mag: twee jaar, daarna een jaar als het ander "
        "werk op een andere plek is, en dan nog een jaar."
    ),
    parameters=(
        "participatieplaats_months",
        "participatieplaats_extension_months",
        "participatieplaats_extensions",
    ),
)
R22 = Rule(
    "R22",
    between=("proefplaats", "loonkostensubsidie"),
    law=TRIAL_LAW,
    text_version=TEXT,
    verdict="sequential",
    confidence="confirmed-in-part",
    explanation=(
        "Bij dezelfde werkgever lopen een proefplaats en loonkostensubsidie tegelijk. Een "
        "proefplaats is onbetaald; loonkostensubsidie hoort bij de dienstbetrekking daarna."
    ),
    reservation="Dat zij na elkaar komen volgt uit wat beide zijn.",
)
R22_TERM = Rule(
    "R22",
    part="duur",
    between=("proefplaats", "langste duur"),
    law=TRIAL_LAW,
    text_version=TEXT,
    verdict="sequential",
    confidence="confirmed",
    explanation=(
        "Een proefplaats duurt langer dan mag: bij de gemeente twee maanden en ten hoogste vier "
        "erbij, bij UWV zes maanden."
    ),
    parameters=("proefplaats_months", "uwv_proefplaatsing_months"),
)
R23 = Rule(
    "R23",
    between=("bijstand", "voorliggende voorziening"),
    law="Participatiewet art. 15 lid 1",
    text_version=TEXT,
    verdict="subsidiary",
    confidence="confirmed",
    explanation=(
        "Naast bijstand loopt een andere uitkering. Bijstand vult alleen aan wat een andere "
        "voorziening niet dekt: kijk of zij is verrekend."
    ),
)
R24 = Rule(
    "R24",
    between=("bijstand", "inkomsten"),
    law="Participatiewet art. 31 lid 2",
    text_version=TEXT,
    verdict="settle",
    confidence="confirmed",
    explanation=(
        "Naast bijstand zijn er inkomsten uit werk of eigen verdiensten. Die worden verrekend, "
        "behalve wat de wet tot een grens vrijlaat."
    ),
)
R24_PREMIE = Rule(
    "R24",
    part="premie",
    between=("bijstand", "premie"),
    law="Participatiewet art. 31 lid 2 j",
    text_version=TEXT,
    verdict="settle",
    confidence="confirmed",
    explanation=(
        "Naast bijstand is er meer premie dan in een kalenderjaar wordt vrijgelaten, of vaker. "
        "Wat daarboven gaat wordt verrekend. Het vrije bedrag is dat uit het beleid van de "
        "gemeente (free_amounts)."
    ),
    parameters=("premie_times_per_year",),
)
R24_ONKOSTEN = Rule(
    "R24",
    part="onkostenvergoeding",
    between=("bijstand", "onkostenvergoeding"),
    law="Participatiewet art. 31 lid 2 k",
    text_version=TEXT,
    verdict="settle",
    confidence="confirmed-in-part",
    explanation=(
        "Naast bijstand krijgt een vrijwilliger meer onkostenvergoeding dan in een kalendermaand "
        "of kalenderjaar wordt vrijgelaten. Wat daarboven gaat wordt verrekend."
    ),
    reservation=(
        "De bedragen staan in een regeling die niet gelezen is: zij zijn die uit het beleid van "
        "de gemeente (free_amounts)."
    ),
)
PLACES = frozenset({"participatieplaats", "proefplaats", "uwv_proefplaatsing"})
TRIALS = (
    ("proefplaats", "proefplaats_months"),
    ("uwv_proefplaatsing", "uwv_proefplaatsing_months"),
)


def participatieplaats_without_bijstand(terms: Terms) -> Iterator[Hit]:
    """Only of whom bijstand is known on other days: what nobody told need not be absent.

    On a benefit of UWV it has a rule of its own.
    """
    grounds = (terms.get(word, ()) for word in ("bijstand_of_ioaw", "uwv_uitkering"))
    yield from outside(alone(terms["participatieplaats"]), *grounds)


def participatieplaats_too_young(terms: Terms) -> Iterator[Hit]:
    yield from of_one_record(meet(terms["participatieplaats"], terms["under-27"]))


def participatieplaats_too_long(terms: Terms) -> Iterator[Hit]:
    """In all, or at one place: what is prolonged is other work, at another place."""
    for run in runs(terms["participatieplaats"]):
        months, in_all = _participatieplaats_months(run)
        there = [hit for at in _at_one_place(run) for hit in beyond(at, months, terms.today)]
        yield from there or beyond(run, in_all, terms.today)


def _participatieplaats_months(run: Sequence[Term]) -> tuple[int, int]:
    """At one place, and in all."""
    first = run[0].start
    months = value("participatieplaats_months", first)
    more = value("participatieplaats_extension_months", first)
    return months, months + more * value("participatieplaats_extensions", first)


def _at_one_place(run: Sequence[Term]) -> Iterator[list[Term]]:
    """Of terms without a place nobody knows whether they are at one: each stands alone."""
    for _, there in groupby(enumerate(run), key=lambda told: told[1].place or told[0]):
        yield [term for _, term in there]


def trial_beside_wage_subsidy(terms: Terms) -> Iterator[Hit]:
    for word in ("proefplaats", "uwv_proefplaatsing"):
        yield from of_one_employment(meet(terms.get(word, ()), terms["lks"]))


def trial_too_long(terms: Terms) -> Iterator[Hit]:
    for run in runs(terms["proefplaats"]):
        yield from beyond(run, value("proefplaats_months", run[0].start), terms.today)


def uwv_trial_too_long(terms: Terms) -> Iterator[Hit]:
    for run in runs(terms["uwv_proefplaatsing"]):
        yield from beyond(run, value("uwv_proefplaatsing_months", run[0].start), terms.today)


def bijstand_beside_other_benefit(terms: Terms) -> Iterator[Hit]:
    yield from meet(terms["bijstand"], terms["voorliggend"])


def bijstand_beside_earnings(terms: Terms) -> Iterator[Hit]:
    for word in ("dienstbetrekking", "inkomsten"):
        yield from meet(terms["bijstand"], terms.get(word, ()))


def too_much_premie(terms: Terms) -> Iterator[Hit]:
    """Of the premies of a calendar year those above what is left alone, or that come too often."""
    hits = _paid(terms, "premie")
    for _, of_year in groupby(hits, key=lambda hit: hit.start.year):
        cents = 0
        for times, hit in enumerate(of_year, 1):
            cents += hit.terms[1].amount or 0
            most = terms.free("premie", "year", hit.start)
            too_much = most is not None and cents > most
            if too_much or times > value("premie_times_per_year", hit.start):
                yield hit


def too_much_expenses(terms: Terms) -> Iterator[Hit]:
    """Those with which more is paid in their calendar month, or year, than is left alone."""
    paid: Counter[str] = Counter()
    for hit in _paid(terms, "onkostenvergoeding"):
        day = hit.start.isoformat()
        too_much = False
        for per, when in (("month", day[:7]), ("year", day[:4])):
            paid[when] += hit.terms[1].amount or 0
            free = terms.free("onkostenvergoeding", per, hit.start)
            too_much |= free is not None and paid[when] > free
        if too_much:
            yield hit


def _paid(terms: Terms, word: str) -> list[Hit]:
    """What was paid beside bijstand, each once, in order of day."""
    first: dict[str | None, Hit] = {}
    for hit in meet(terms["bijstand"], terms[word]):
        first.setdefault(hit.terms[1].line, hit)
    return sorted(first.values(), key=_when_paid)


def next_due(terms: Terms) -> date | None:
    """The first day to come on which a place without an end is too long."""
    if PLACES.isdisjoint(terms):  # nearly always
        return None
    days: list[date] = []
    for run in runs(terms.get("participatieplaats", ())):
        months, in_all = _participatieplaats_months(run)
        days += [months_later(at[0].start, months) for at in _at_one_place(run) if _open(at)]
        days += [months_later(run[0].start, in_all)] if _open(run) else []
    for word, longest in TRIALS:
        for run in runs(terms.get(word, ())):
            first = run[0].start
            days += [months_later(first, value(longest, first))] if _open(run) else []
    return min((day for day in days if day > terms.today), default=None)


def _open(run: Sequence[Term]) -> bool:
    return any(term.end is None for term in run)


def _when_paid(hit: Hit) -> tuple[date, str]:
    return hit.start, hit.terms[1].record


RULES = (
    Concurrence(
        R20, ("participatieplaats", "bijstand_of_ioaw"), participatieplaats_without_bijstand
    ),
    Concurrence(R20_AGE, ("participatieplaats", "under-27"), participatieplaats_too_young),
    Concurrence(R20_TERM, ("participatieplaats",), participatieplaats_too_long),
    Concurrence(R22, ("lks",), trial_beside_wage_subsidy),
    Concurrence(R22_TERM, ("proefplaats",), trial_too_long),
    Concurrence(R22_TERM, ("uwv_proefplaatsing",), uwv_trial_too_long),
    Concurrence(R23, ("bijstand", "voorliggend"), bijstand_beside_other_benefit),
    Concurrence(R24, ("bijstand",), bijstand_beside_earnings),
    Concurrence(R24_PREMIE, ("premie", "bijstand"), too_much_premie),
    Concurrence(R24_ONKOSTEN, ("onkostenvergoeding", "bijstand"), too_much_expenses),
)
