"""Answers of three Suwinet services, bare or in a SOAP envelope; elements inside are unqualified.

Not stated by the schemas, and written so: amounts in eurocents; of a percentage's five digits the
last two are decimals; the code lists behind Bron, of which the values here stand for nothing.
"""

from datetime import date, timedelta
from uuid import UUID

from connectors.simulator.markup import document, leaf, node
from connectors.simulator.people import Human
from connectors.simulator.telling import Income, Incomes, Insurance, Reintegration, Support

SERVICES = "http://bkwi.nl/SuwiML/Diensten"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
ADDRESSING = "http://www.w3.org/2005/08/addressing"
SEX = {"man": "1", "vrouw": "2"}
MONTH, MONTHLY = "06", "6"  # CdPeriode, CdUitkeringsperiode


def write_incomes(human: Human, told: Incomes, asked: date, envelope: UUID | None) -> bytes:
    client = node("ClientSuwi", _bsn(human), *(_income(row, asked) for row in told.rows))
    return _answer("UWVDossierInkomstenGSD", "UWVPersoonsIkvInfo", client, envelope)


def write_insurance(human: Human, told: Insurance, envelope: UUID | None) -> bytes:
    law = node("SzWet", leaf("CdSzWet", told.law))
    amount = node(
        "BrutoUitkeringsbedrag",
        leaf("CdMunteenheid", "EUR"),
        leaf("WaardeBedr", told.gross * 100),
        leaf("CdUitkeringsperiode", MONTHLY),
    )
    period = node("Uitkeringsperiode", _day("DatBUitkeringsperiode", told.start), amount)
    client = node(
        "ClientSuwi",
        _bsn(human),
        node("AanvraagUitkering", _day("DatAanvraagUitkering", told.applied), law),
        node("Uitkeringsverhouding", _day("DatBUitkeringsverhouding", told.start), law, period),
    )
    return _answer("UWVDossierWerknemersverzekeringenGSD", "UWVPersoonsWvInfo", client, envelope)


def write_reintegration(human: Human, told: Reintegration, envelope: UUID | None) -> bytes:
    source = leaf("CdKolomSuwi", "0"), leaf("CdPartijSuwi", "0000")
    born = f"{human.birth:%Y}0000" if human.year_only else f"{human.birth:%Y%m%d}"
    client = node(
        "ClientSuwi",
        _bsn(human),
        leaf("Voornamen", human.given),
        leaf("Voorletters", human.initials),
        leaf("Voorvoegsel", human.prefix),
        leaf("SignificantDeelVanDeAchternaam", human.surname),
        leaf("Geslacht", SEX[human.sex]),
        leaf("Geboortedat", born),
        node("AtlRelatie", *map(_support, told.rows), node("Bron", *source)),
    )
    return _answer("GSDDossierReintegratie", "GSDReintegratieInfo", client, envelope)


def _answer(service: str, operation: str, client: str, envelope: UUID | None) -> bytes:
    """*envelope* is the id of the SOAP message around the answer, if there is one."""
    answer = node(f"smls:{operation}Response", client, xmlns_smls=f"{SERVICES}/{service}/v0200")
    if envelope is None:
        return document(answer)
    action = f"{SERVICES}/{service}-v0200/{operation}Response"
    header = leaf("wsa:MessageID", f"urn:uuid:{envelope}"), leaf("wsa:Action", action)
    parts = node("soap:Header", *header, xmlns_wsa=ADDRESSING), node("soap:Body", answer)
    return document(node("soap:Envelope", *parts, xmlns_soap=SOAP))


def _income(income: Income, asked: date) -> str:
    """One period, and what was paid in the last whole month before *asked*."""
    last = asked.replace(day=1) - timedelta(days=1)
    paid = node(
        "BedrBrutoloonSv",
        leaf("CdMunteenheid", "EUR"),
        leaf("CdPositiefNegatief", "+"),
        leaf("WaardeBedr", income.gross * 100),
        leaf("CdPeriodeEenheidGeldigheidBedr", MONTH),
    )
    return node(
        "Inkomstenverhouding",
        leaf("VolgnrIkv", 1),
        _day("DatBIkv", income.start),
        _day("DatEIkv", income.last),
        _payer(income.payer),
        node(
            "Inkomstenperiode",
            _day("DatBIkp", income.start),
            _day("DatEIkp", income.last),
            leaf("CdSrtIkv", income.sort),
            leaf("CdAardIkv", income.nature),
        ),
        node(
            "Inkomstenopgave",
            _day("DatBIko", max(income.start, last.replace(day=1))),
            _day("DatEIko", last),
            leaf("AantVerloondeUrenIko", income.hours),
            paid,
        ),
    )


def _payer(payer: str) -> str:
    number = payer.removeprefix("lhn:")
    return node(
        "AdministratieveEenheid",
        leaf("Loonheffingennr", number),
        node("RechtspersoonAdministratieveEenh", leaf("FiNr", number[:9])),
    )


def _support(support: Support) -> str:
    subsidy = ""
    if support.wage_value is not None:
        perc = leaf("Percentage", f"{support.wage_value:03}00")
        subsidy = node("Loonkostensubsidie", node("PercLoonwaardeTovWml", perc))
    return node(
        "ReIntegratievoorziening",
        leaf("RegistratienrRvGsd", support.number),
        _day("DatBRv", support.start),
        _day("DatERv", support.last),
        leaf("CdTypeRvGsd", support.code),
        subsidy,
    )


def _bsn(human: Human) -> str:
    return leaf("Burgerservicenr", human.bsn)


def _day(name: str, day: date | None) -> str:
    return leaf(name, day and f"{day:%Y%m%d}")
