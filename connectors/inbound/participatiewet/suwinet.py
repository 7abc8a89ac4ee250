"""GSDDossierReintegratie v0200 over Suwinet: a person's provisions under the Participatiewet.

The answer is a dossier: all the municipality's own systems know of one person, one record that
the next answer replaces as a whole.  A provision with an element Loonkostensubsidie is a wage
subsidy, whatever its code; the loonwaarde is a percentage of the WML with two decimals (SGR,
PercLoonwaardeTovWml: 999,99).  Of the codes of provisions a few are published; any other is
carried as itself (`rv-41`) and noticed.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from connectors.inbound import suwi, suwi_dates
from connectors.inbound.node import Node
from connectors.inbound.suwi import Service
from schemas.errors import Rejected
from schemas.facts import (
    Fact,
    PersonDescribed,
    ProvisionGranted,
    Record,
    Sex,
    Source,
    WageSubsidyGranted,
)
from schemas.reading import Context, Notice, Reading

REINTEGRATION = Service(
    "GSDDossierReintegratie", "v0200", answer="GSDReintegratieInfoResponse", label="reintegratie"
)
SYSTEM = "suwinet"
INSTRUMENTS: Mapping[str, str] = json.loads(
    Path(__file__).with_name("suwinet.json").read_text(encoding="utf-8")
)["CdTypeRvGsd"]
SEXES = {"1": Sex.MALE, "2": Sex.FEMALE}
NOT_TOLD = {"", "."}  # how the basic registrations write a name or initials that are not known


def read(raw: bytes, context: Context) -> Reading:
    """
    Raises:
        Rejected: the answer as a whole cannot be read.
    """
    answer = suwi.answer(raw, REINTEGRATION)
    if answer.client is None:
        return Reading((), notices=answer.notices)
    notices: list[Notice] = []
    provisions = [
        provision
        for relation in answer.client.nodes("AtlRelatie")
        for provision in relation.nodes("ReIntegratievoorziening")
    ]
    record = Record(
        municipality=suwi.municipality(context),
        source=Source.PARTICIPATIEWET,
        system=SYSTEM,
        key=f"reintegratie|{answer.client.text('Burgerservicenr')}",
        who=_describe(answer.client),
        facts=tuple(fact for told in provisions for fact in _facts(told, notices)),
        place=answer.client.place(),
    )
    return Reading((record,), notices=(*answer.notices, *notices))


def _describe(client: Node) -> PersonDescribed:
    return PersonDescribed(
        bsn=client.text("Burgerservicenr"),
        surname=_told(client, "SignificantDeelVanDeAchternaam"),
        prefix=_told(client, "Voorvoegsel"),
        given_names=_told(client, "Voornamen"),
        initials=_told(client, "Voorletters"),
        birth_date=suwi_dates.known_of(client, "Geboortedat"),
        sex=SEXES.get(client.maybe("Geslacht") or ""),
    )


def _told(client: Node, name: str) -> str | None:
    text = (client.maybe(name) or "").strip()
    return None if text in NOT_TOLD else text


def _facts(told: Node, notices: list[Notice]) -> Iterator[Fact]:
    start, end = suwi_dates.term(told, "DatBRv", "DatERv")
    code, number = told.maybe("CdTypeRvGsd"), told.maybe("RegistratienrRvGsd")
    if code not in INSTRUMENTS:
        notices.append(Notice("CdTypeRvGsd", code or "none"))
    subsidy = told.maybe_node("Loonkostensubsidie")
    if subsidy is not None:
        value = _loonwaarde(subsidy.node("PercLoonwaardeTovWml"))
        yield WageSubsidyGranted(number=number, start=start, end=end, wage_value=value)
    if subsidy is None or code in INSTRUMENTS:
        yield ProvisionGranted(
            instrument=INSTRUMENTS.get(code or "", f"rv-{code or 'unknown'}"),
            code=code,
            number=number,
            start=start,
            end=end,
        )


def _loonwaarde(percentage: Node) -> str | None:
    digits = percentage.maybe("Percentage")
    if digits is None:
        return None
    if percentage.maybe("CdPositiefNegatief") == "-":
        raise Rejected(
            "percentage",
            place=percentage.place("CdPositiefNegatief"),
            expected="a loonwaarde that is not negative",
        )
    return f"{(Decimal(digits) / 100).normalize():f}"
