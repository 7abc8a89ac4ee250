"""Rules about one employment: wage subsidies, Wsw, sheltered work, relief of the employer."""

from collections.abc import Iterator
from datetime import date, timedelta

from streams.periods import common
from streams.rules.meeting import (
    Concurrence,
    Hit,
    meet,
    not_elsewhere,
    of_one_employment,
    outside,
    pairs,
    runs,
)
from streams.rules.rule import Rule
from streams.rules.terms import Term, Terms

DAY = timedelta(days=1)
TEXT = "2025-01-01"

R06 = Rule(
    "R06",
    between=("beschut werk", "loonkostensubsidie"),
    law="Participatiewet art. 10b lid 1 en 9",
    text_version=TEXT,
    verdict="allowed",
    confidence="confirmed",
    explanation=(
        "Loonkostensubsidie binnen beschut werk mag: het college verstrekt die voor zover nodig, "
        "ook aan wie een uitkering van UWV heeft."
    ),
)
R07 = Rule(
    "R07",
    between=("loonkostensubsidie", "andere loonsubsidie van het college"),
    law="Participatiewet art. 10d lid 9",
    text_version=TEXT,
    verdict="forbidden",
    confidence="confirmed",
    explanation=(
        "Voor dezelfde dienstbetrekking lopen twee loonsubsidies tegelijk, waarvan ten minste een "
        "loonkostensubsidie. Per dienstbetrekking mag het college er daarnaast geen andere "
        "verstrekken."
    ),
)
R08 = Rule(
    "R08",
    between=("loonkostensubsidie", "Wsw"),
    law="Participatiewet art. 10d lid 3",
    text_version=TEXT,
    verdict="forbidden",
    confidence="confirmed",
    explanation=(
        "Er is loonkostensubsidie voor een dienstbetrekking onder de Wsw (art. 2, of begeleid "
        "werken, art. 7). Voor zo'n dienstbetrekking mag dat niet."
    ),
)
R09 = Rule(
    "R09",
    between=("loonkostensubsidie", "Wajong"),
    law="Participatiewet art. 7 lid 3 c, art. 10b lid 1 en 9; Wajong art. 2:20, 3:63",
    text_version=TEXT,
    verdict="forbidden",
    confidence="confirmed-in-part",
    explanation=(
        "Iemand met een Wajong-uitkering heeft loonkostensubsidie. In de Wajong is er "
        "loondispensatie, door UWV. Loonkostensubsidie kan alleen binnen beschut werk, of als die "
        "al eerder was toegekend dan de uitkering begon."
    ),
    reservation="De uitsluiting volgt uit de omschrijving van de doelgroep.",
)
R10 = Rule(
    "R10",
    between=("loonkostensubsidie", "loonkostenvoordeel"),
    law="Participatiewet art. 10d lid 9; Wtl art. 2.10",
    text_version=TEXT,
    verdict="allowed",
    confidence="open",
    explanation=(
        "Voor deze dienstbetrekking zijn er loonkostensubsidie en een loonkostenvoordeel. Het "
        "verbod op een tweede subsidie bindt alleen het college; voor het loonkostenvoordeel is "
        "geen verbod gevonden."
    ),
)
R11 = Rule(
    "R11",
    between=("beschut werk", "loonkostenvoordeel"),
    law="Wtl art. 2.2 lid 2 b, art. 2.10 lid 2 b",
    text_version=TEXT,
    verdict="forbidden",
    confidence="confirmed",
    explanation="Er is een loonkostenvoordeel voor beschut werk. Daarvoor bestaat dat niet.",
)
R12 = Rule(
    "R12",
    between=("Wsw", "loonkostenvoordeel"),
    law="Wtl art. 2.2 lid 2 b, art. 2.10 lid 2 b",
    text_version=TEXT,
    verdict="forbidden",
    confidence="confirmed",
    explanation=(
        "Er is een loonkostenvoordeel voor een dienstbetrekking onder de Wsw (art. 2). Daarvoor "
        "bestaat dat niet."
    ),
)
R13 = Rule(
    "R13",
    between=("loonkostenvoordeel", "loonkostenvoordeel"),
    law="Wtl art. 4.1 lid 3",
    text_version=TEXT,
    verdict="highest-only",
    confidence="confirmed",
    explanation=(
        "Bij dezelfde werkgever zijn er voor een werknemer in een kalenderjaar verschillende "
        "loonkostenvoordelen. Alleen het hoogste telt."
    ),
)
R14 = Rule(
    "R14",
    between=("beschut werk", "doelgroepregister"),
    law="Wfsv art. 38b lid 1 (aanhef) en lid 6",
    text_version=TEXT,
    verdict="excluded",
    confidence="confirmed",
    explanation=(
        "Er is beschut werk vastgesteld, en de persoon staat in het doelgroepregister van de "
        "banenafspraak. Wie beschut werk heeft, hoort daar niet in."
    ),
)
R15 = Rule(
    "R15",
    between=("beschut werk", "no-riskpolis"),
    law="Ziektewet art. 29b lid 2 f",
    text_version=TEXT,
    verdict="allowed",
    confidence="confirmed",
    explanation="De no-riskpolis geldt ook voor beschut werk: UWV betaalt bij ziekte.",
)
R16 = Rule(
    "R16",
    between=("Wsw", "no-riskpolis"),
    law="Ziektewet art. 29b lid 2 b, 7 en 8",
    text_version=TEXT,
    verdict="conditional",
    confidence="confirmed",
    explanation=(
        "Er is een no-riskpolis voor een dienstbetrekking onder de Wsw (art. 2). Die geldt daar "
        "niet; wel bij begeleid werken (art. 7), met aftrek van de subsidie."
    ),
)
R25 = Rule(
    "R25",
    between=("Wsw", "beschut werk"),
    law="Participatiewet; Invoeringswet Participatiewet",
    text_version="niet gelezen",
    verdict="exclusive",
    confidence="memory",
    explanation=(
        "Iemand heeft een plek onder de Wsw en tegelijk beschut werk. De Wsw is sinds 1 januari "
        "2015 gesloten voor nieuwe mensen, en beschut werk is er voor wie daar niet in zit."
    ),
)


def wage_subsidy_in_sheltered_work(terms: Terms) -> Iterator[Hit]:
    yield from of_one_employment(meet(terms["beschut_werk"], terms["lks"]))


def two_wage_subsidies(terms: Terms) -> Iterator[Hit]:
    for hit in of_one_employment(pairs(terms["loonsubsidie"])):
        if any(term.what == "loonkostensubsidie" for term in hit.terms):
            yield hit


def wage_subsidy_for_wsw(terms: Terms) -> Iterator[Hit]:
    for word in ("wsw", "begeleid_werken"):
        yield from of_one_employment(meet(terms["lks"], terms.get(word, ())))


def wage_subsidy_beside_wajong(terms: Terms) -> Iterator[Hit]:
    """Not in sheltered work, nor where the subsidy, prolonged or not, began before the Wajong."""
    since = {term: run[0].start for run in runs(terms["lks"]) for term in run}
    for hit in outside(meet(terms["lks"], terms["wajong"]), terms.get("beschut_werk", ())):
        subsidy, wajong = hit.terms
        if since[subsidy] >= wajong.start:
            yield hit


def wage_subsidy_beside_lkv(terms: Terms) -> Iterator[Hit]:
    yield from of_one_employment(meet(terms["lks"], terms["lkv"]))


def lkv_for_sheltered_work(terms: Terms) -> Iterator[Hit]:
    yield from of_one_employment(meet(terms["beschut_werk"], terms["lkv"]))


def lkv_for_wsw(terms: Terms) -> Iterator[Hit]:
    """Begeleid werken (art. 7) is an employment at an ordinary employer, and has its own word."""
    yield from of_one_employment(meet(terms["wsw"], terms["lkv"]))


def two_lkv_in_a_year(terms: Terms) -> Iterator[Hit]:
    """Of one employment, of two kinds, in one calendar year; on the same days or not."""
    for number, one in enumerate(terms["lkv"]):
        for other in terms["lkv"][number + 1 :]:
            same = one.employment is not None and one.employment == other.employment
            if same and one.what != other.what:
                yield from _in_one_year(one, other)


def _in_one_year(one: Term, other: Term) -> Iterator[Hit]:
    days = common(_whole_years(one), _whole_years(other))
    if days is not None:
        yield Hit(*days, (one, other))


def _whole_years(term: Term) -> Term:
    start = term.start.replace(month=1, day=1)
    last = None if term.end is None else term.end - DAY
    end = None if last is None or last.year == date.max.year else date(last.year + 1, 1, 1)
    return term._replace(start=start, end=end)


def sheltered_work_in_the_register(terms: Terms) -> Iterator[Hit]:
    """It takes a decision of the college: a contract in payroll figures decides nothing."""
    decided = [term for term in terms["beschut_werk"] if term.line is not None]
    yield from meet(decided, terms["doelgroepregister"])


def no_risk_in_sheltered_work(terms: Terms) -> Iterator[Hit]:
    yield from not_elsewhere(meet(terms["beschut_werk"], terms["no_risk"]))


def no_risk_for_wsw(terms: Terms) -> Iterator[Hit]:
    yield from not_elsewhere(meet(terms["wsw"], terms["no_risk"]))


def wsw_and_sheltered_work(terms: Terms) -> Iterator[Hit]:
    for word in ("wsw", "begeleid_werken"):
        yield from meet(terms.get(word, ()), terms["beschut_werk"])


RULES = (
    Concurrence(R06, ("beschut_werk", "lks"), wage_subsidy_in_sheltered_work),
    Concurrence(R07, ("loonsubsidie",), two_wage_subsidies),
    Concurrence(R08, ("lks",), wage_subsidy_for_wsw),
    Concurrence(R09, ("wajong", "lks"), wage_subsidy_beside_wajong),
    Concurrence(R10, ("lkv", "lks"), wage_subsidy_beside_lkv),
    Concurrence(R11, ("lkv", "beschut_werk"), lkv_for_sheltered_work),
    Concurrence(R12, ("lkv", "wsw"), lkv_for_wsw),
    Concurrence(R13, ("lkv",), two_lkv_in_a_year),
    Concurrence(R14, ("doelgroepregister", "beschut_werk"), sheltered_work_in_the_register),
    Concurrence(R15, ("no_risk", "beschut_werk"), no_risk_in_sheltered_work),
    Concurrence(R16, ("no_risk", "wsw"), no_risk_for_wsw),
    Concurrence(R25, ("beschut_werk",), wsw_and_sheltered_work),
)
