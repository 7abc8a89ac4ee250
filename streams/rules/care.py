"""Rules between the Wlz, the Wmo, the Jeugdwet and sheltered work: who gives care and support."""

from collections.abc import Iterator

from streams.periods import common
from streams.rules.meeting import Concurrence, Hit, meet, of_one_record
from streams.rules.rule import Rule
from streams.rules.terms import Terms

R01 = Rule(
    "R01",
    between=("Wlz", "Wmo-maatwerkvoorziening"),
    law="Wmo 2015 art. 2.3.5 lid 6; Wlz art. 3.1.1 lid 1 b, f",
    text_version="Wmo 2015-11-28, Wlz 2025-07-05",
    verdict="may-refuse",
    confidence="confirmed",
    explanation=(
        "Er is een Wlz-indicatie en tegelijk loopt een Wmo-maatwerkvoorziening. Begeleiding en "
        "dagbesteding horen dan bij de Wlz; de gemeente mag de Wmo-voorziening weigeren of "
        "beëindigen, maar hoeft dat niet. Kijk of de voorziening nog nodig is. Voor rolstoelen en "
        "andere hulpmiddelen is dit signaal er niet."
    ),
)
R03 = Rule(
    "R03",
    between=("Wlz", "Jeugdwet"),
    law="Jeugdwet art. 1.2 lid 1 en 4",
    text_version="2015-11-28",
    verdict="excluded",
    confidence="confirmed-old-text",
    explanation=(
        "Iemand onder de 18 heeft een Wlz-indicatie en tegelijk jeugdhulp. De Wlz gaat voor: de "
        "gemeente heeft voor deze hulp dan geen plicht onder de Jeugdwet."
    ),
    parameters=("adult_age",),
)
R05 = Rule(
    "R05",
    between=("Wmo-dagbesteding", "beschut werk"),
    law="Wmo 2015 art. 2.3.5 lid 5 e, g; Participatiewet art. 10b lid 1 en 6",
    text_version="Participatiewet 2025-01-01",
    verdict="other-law-first",
    confidence="confirmed-in-part",
    explanation=(
        "Er is beschut werk toegekend en tegelijk loopt dagbesteding uit de Wmo. Beschut werk gaat "
        "voor; dagbesteding wordt daarop afgestemd. Kijk of de toewijzing nog past."
    ),
    reservation=(
        "Of beide op verschillende dagdelen naast elkaar mogen, is beleid van de gemeente en is "
        "in de wettekst niet gevonden."
    ),
)
_BY_AGE = (
    "Onder de 18 is er jeugdhulp onder de Jeugdwet, vanaf 18 ondersteuning uit de Wmo. Er zijn "
    "uitzonderingen."
)
_EXCEPTIONS = (
    "Welke uitzonderingen er zijn (verlengde jeugdhulp, hulpmiddelen voor een kind) is niet in de "
    "wettekst nagegaan; voor hulpmiddelen is dit signaal er niet."
)
R28_WMO = Rule(
    "R28",
    part="wmo",
    between=("Wmo-maatwerkvoorziening", "leeftijd onder 18"),
    law="Jeugdwet art. 1.2",
    text_version="2015-11-28",
    verdict="by-age",
    confidence="confirmed-old-text",
    explanation=f"Er loopt een Wmo-maatwerkvoorziening voor iemand onder de 18. {_BY_AGE}",
    reservation=_EXCEPTIONS,
    parameters=("adult_age",),
)
R28_JEUGD = Rule(
    "R28",
    part="jeugdwet",
    between=("Jeugdwet", "leeftijd vanaf 18"),
    law="Jeugdwet art. 1.2",
    text_version="2015-11-28",
    verdict="by-age",
    confidence="confirmed-old-text",
    explanation=f"Er loopt jeugdhulp voor iemand van 18 of ouder. {_BY_AGE}",
    reservation=_EXCEPTIONS,
    parameters=("adult_age",),
)


def wlz_beside_wmo(terms: Terms) -> Iterator[Hit]:
    """Aids are no support that the Wlz would give instead: they have a word of their own."""
    yield from meet(terms["wlz"], terms["wmo"])


def wlz_beside_jeugdwet(terms: Terms) -> Iterator[Hit]:
    for minor in of_one_record(meet(terms["jeugdwet"], terms["under-18"])):
        for wlz in terms["wlz"]:
            if (days := common(minor, wlz)) is not None:
                yield Hit(*days, (wlz, *minor.terms))


def day_care_beside_sheltered_work(terms: Terms) -> Iterator[Hit]:
    """Of sheltered work a decision is asked for: a contract in payroll figures decides nothing."""
    decided = [term for term in terms["beschut_werk"] if term.line is not None]
    yield from meet(terms["wmo_dagbesteding"], decided)


def wmo_for_a_minor(terms: Terms) -> Iterator[Hit]:
    yield from of_one_record(meet(terms["wmo"], terms["under-18"]))


def jeugdwet_for_an_adult(terms: Terms) -> Iterator[Hit]:
    yield from of_one_record(meet(terms["jeugdwet"], terms["from-18"]))


RULES = (
    Concurrence(R01, ("wlz", "wmo"), wlz_beside_wmo),
    Concurrence(R03, ("wlz", "jeugdwet", "under-18"), wlz_beside_jeugdwet),
    Concurrence(R05, ("wmo_dagbesteding", "beschut_werk"), day_care_beside_sheltered_work),
    Concurrence(R28_WMO, ("wmo", "under-18"), wmo_for_a_minor),
    Concurrence(R28_JEUGD, ("jeugdwet", "from-18"), jeugdwet_for_an_adult),
)
