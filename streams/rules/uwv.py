"""Rules between what UWV gives and what the college gives."""

from collections.abc import Iterator

from streams.periods import common, months_later
from streams.rules.meeting import Concurrence, Hit, meet, outside
from streams.rules.parameters import value
from streams.rules.rule import Rule
from streams.rules.terms import Term, Terms

TEXT = "2025-01-01"

R17 = Rule(
    "R17",
    between=("UWV-voorziening (WIA art. 35)", "Wajong"),
    law="WIA art. 35 lid 4 a; Wajong art. 2:22",
    text_version=TEXT,
    verdict="other-route",
    confidence="confirmed",
    explanation=(
        "UWV geeft een voorziening op grond van de WIA aan iemand met een Wajong-uitkering. "
        "Dezelfde voorzieningen lopen dan via de Wajong."
    ),
)
R18 = Rule(
    "R18",
    between=("UWV-voorziening (WIA art. 35)", "voorziening van het college"),
    law="WIA art. 35 lid 4 b, art. 36 lid 3 b",
    text_version=TEXT,
    verdict="excluded",
    confidence="confirmed",
    explanation=(
        "UWV geeft een voorziening op grond van de WIA aan iemand voor wie het college nog "
        "verantwoordelijk is. Dat blijft zo tot die persoon twee jaar lang zonder "
        "loonkostensubsidie ten minste het minimumloon verdient."
    ),
    parameters=("wia35_months_after_subsidy",),
)
R19 = Rule(
    "R19",
    between=("UWV-uitkering", "voorziening van het college"),
    law="Participatiewet art. 7 lid 3 c, art. 7 lid 7, art. 10b lid 1",
    text_version=TEXT,
    verdict="excluded",
    confidence="confirmed",
    explanation=(
        "Iemand met een uitkering van UWV krijgt een voorziening van het college. Dat is de taak "
        "van UWV, behalve bij loonkostensubsidie, bij beschut werk, of als de gemeente en UWV dat "
        "hebben afgesproken (agreements_with_uwv in het beleid)."
    ),
)
R21 = Rule(
    "R21",
    between=("participatieplaats", "UWV-uitkering"),
    law="Participatiewet art. 10a lid 7",
    text_version=TEXT,
    verdict="by-agreement",
    confidence="confirmed",
    explanation=(
        "Iemand met een uitkering van UWV heeft een participatieplaats. Dat kan als de gemeente "
        "en UWV dat hebben afgesproken; zo'n afspraak staat niet in het beleid "
        "(agreements_with_uwv)."
    ),
)


def wia_provision_beside_wajong(terms: Terms) -> Iterator[Hit]:
    yield from meet(terms["wia35"], terms["wajong"])


def wia_provision_beside_college(terms: Terms) -> Iterator[Hit]:
    """After a wage subsidy it takes so many months to earn without: until then it is certain."""
    for one in terms["wia35"]:
        for other in terms["college"]:
            if (days := common(one, _with_months_after(other))) is not None:
                yield Hit(*days, (one, other))


def _with_months_after(term: Term) -> Term:
    if term.what != "loonkostensubsidie" or term.end is None:
        return term
    return term._replace(end=months_later(term.end, value("wia35_months_after_subsidy", term.end)))


def college_beside_uwv_benefit(terms: Terms) -> Iterator[Hit]:
    """A participatieplaats has a rule of its own."""
    exceptions = (terms.get(word, ()) for word in ("lks", "beschut_werk", "agreement"))
    yield from outside(meet(terms["pwet_voorziening"], terms["uwv_uitkering"]), *exceptions)


def participatieplaats_beside_uwv_benefit(terms: Terms) -> Iterator[Hit]:
    """Who has bijstand as well has it on that ground."""
    exceptions = (terms.get(word, ()) for word in ("bijstand_of_ioaw", "agreement"))
    yield from outside(meet(terms["participatieplaats"], terms["uwv_uitkering"]), *exceptions)


RULES = (
    Concurrence(R17, ("wia35", "wajong"), wia_provision_beside_wajong),
    Concurrence(R18, ("wia35", "college"), wia_provision_beside_college),
    Concurrence(R19, ("pwet_voorziening", "uwv_uitkering"), college_beside_uwv_benefit),
    Concurrence(
        R21, ("participatieplaats", "uwv_uitkering"), participatieplaats_beside_uwv_benefit
    ),
)
