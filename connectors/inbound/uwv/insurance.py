"""UWVDossierWerknemersverzekeringenGSD v0200: benefits of UWV, and decisions on applications.

The law is a code (CdSzWet) of a list that is not published: it is carried in lower case, and
noticed if we have no word for it.  The same holds for the kind of decision, so that an answer
never says whether an application was granted.  Amounts are not taken (see `income`).
"""

from connectors.inbound import suwi_dates
from connectors.inbound.node import Node
from connectors.inbound.uwv.codes import LAW_WORDS, UNKNOWN
from schemas.facts import BenefitReceived, DecisionMade, Fact
from schemas.reading import Notice

PAYER = "uwv"


def facts(client: Node) -> tuple[tuple[Fact, ...], tuple[Notice, ...]]:
    notices: list[Notice] = []
    benefits = [_benefit(told, notices) for told in client.nodes("Uitkeringsverhouding")]
    decisions = [
        decision
        for told in client.nodes("AanvraagUitkering")
        for decision in _decisions(told, notices)
    ]
    return (*benefits, *decisions), tuple(notices)


def _benefit(told: Node, notices: list[Notice]) -> BenefitReceived:
    start, end = suwi_dates.term(told, "DatBUitkeringsverhouding", "DatEUitkeringsverhouding")
    code = told.node("SzWet").text("CdSzWet")
    return BenefitReceived(law=_law(code, notices), code=code, payer=PAYER, start=start, end=end)


def _decisions(told: Node, notices: list[Notice]) -> list[DecisionMade]:
    """One for each decision on the application; one without decision if there is none yet."""
    law = _law(told.node("SzWet").maybe("CdSzWet"), notices)
    name = f"{law}|{suwi_dates.known_of(told, 'DatAanvraagUitkering') or '-'}"
    made = told.nodes("BeslissingOpAanvraagUitkering")
    if not made:
        return [DecisionMade(law=law, subject="uitkering", number=name)]
    codes = [decision.text("CdBeslissingOpAanvraagUitkering") for decision in made]
    notices.extend(Notice("CdBeslissingOpAanvraagUitkering", code) for code in codes)
    return [
        DecisionMade(
            law=law,
            subject="uitkering",
            number=name,
            decided_on=suwi_dates.day_if_known(decision, "DatDagtekeningBeslisOpAanvrUitk"),
            code=code,
        )
        for decision, code in zip(made, codes, strict=True)
    ]


def _law(code: str | None, notices: list[Notice]) -> str:
    law = code.strip().lower() if code else ""
    if law not in LAW_WORDS:
        notices.append(Notice("CdSzWet", code or "none"))
    return law or UNKNOWN
