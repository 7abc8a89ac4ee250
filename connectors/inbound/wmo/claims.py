"""WMO323: what a provider claims of a municipality (*declaratie*), one record per *prestatie*.

A prestatie is named by its ReferentieNummer and the one it credits (the logical key of the class);
the numbers are the provider's own.  A credit takes a claim back whole, in another message (TR316).
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from connectors.inbound.node import Node
from connectors.inbound.wmo.faults import must_not_be_after, must_not_end_before, wrong
from connectors.inbound.wmo.units import UNITS
from schemas.contracts import ClaimSubmitted
from schemas.facts import PersonDescribed, Record, Source
from schemas.values import trusted

FIRST_MONTH = date(2021, 1, 1)
YEARS_MAX = 5
EUROS, MINUTES, CREDIT = "83", "01", "C"  # WJ756, COD043
MINUTES_AN_HOUR = 60


def records(header: Node, declaration: Node) -> tuple[Record, ...]:
    identification = header.node("BerichtIdentificatie")
    sent, agb = identification.day("Dagtekening"), header.text("Afzender")
    occasion = f"{agb}|{header.text('BerichtCode')}|{identification.text('Identificatie')}"
    _check_month(declaration)
    told: dict[str, Record] = {}
    claims: list[Node] = []
    for at, client in declaration.node("Clienten").placed("Client"):
        for number, (_, claim) in enumerate(client.node("Prestaties").placed("Prestatie"), 1):
            _check(claim, sent, declaration.day("DeclaratieDagtekening"))
            key = "|".join(("prestatie", agb, *_key(claim)))
            if key in told:
                raise wrong(claim, "ProductReferentie", "repeated", "each claim once (TR101)")
            claims.append(claim)
            told[key] = trusted(
                Record,
                municipality=header.text("Ontvanger"),
                source=Source.WMO,
                key=key,
                stamp=sent.isoformat(),
                occasion=occasion,
                who=PersonDescribed(bsn=client.text("Bsn")),
                facts=(_fact(claim, agb),),
                place=f"{at}/Prestaties/Prestatie[{number}]",
            )
    _check_together(declaration, claims)
    return tuple(told.values())


def _key(claim: Node) -> tuple[str, str]:
    reference = claim.node("ProductReferentie")
    return reference.text("ReferentieNummer"), reference.maybe("VorigReferentieNummer") or "-"


def _fact(claim: Node, agb: str) -> ClaimSubmitted:
    number, previous = _key(claim)
    days = claim.node("ProductPeriode")
    return ClaimSubmitted(
        number=f"{agb}|{number}",
        previous=None if previous == "-" else f"{agb}|{previous}",
        credit=_is_credit(claim),
        allocation=str(claim.number("ToewijzingNummer")),
        category=claim.text("ProductCategorie"),
        product=claim.text("ProductCode"),
        provider=f"agb:{agb}",
        start=days.day("Begindatum"),
        end=days.day("Einddatum") + timedelta(days=1),
        volume=claim.number("GeleverdVolume"),
        unit=UNITS[claim.text("Eenheid")],
        amount=claim.node("IngediendBedrag").number("Bedrag"),
    )


def _is_credit(claim: Node) -> bool:
    return claim.node("IngediendBedrag").text("DebetCredit") == CREDIT


def _check_month(declaration: Node) -> None:
    days = declaration.node("DeclaratiePeriode")
    first, last = days.day("Begindatum"), days.day("Einddatum")
    whole = first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1])
    if not whole:
        raise wrong(declaration, "DeclaratiePeriode", "period", "one calendar month (CS340)")
    if first < FIRST_MONTH:
        raise wrong(declaration, "DeclaratiePeriode", "period", f"from {FIRST_MONTH} on (CS100)")


def _check(claim: Node, sent: date, signed: date) -> None:
    days = claim.node("ProductPeriode")
    must_not_be_after(days, "Begindatum", sent)
    must_not_end_before(days, "Begindatum", "Einddatum", "TR137")
    first, last = days.day("Begindatum"), days.day("Einddatum")
    if last > sent:
        raise wrong(days, "Einddatum", "future", "a day not after Dagtekening (TR137)", "a later")
    if (first.year, first.month) != (last.year, last.month):
        raise wrong(claim, "ProductPeriode", "period", "days of one month (CS337)")
    if (last.year + YEARS_MAX, last.month, last.day) < (signed.year, signed.month, signed.day):
        expected = f"at most {YEARS_MAX} years before DeclaratieDagtekening (TR335)"
        raise wrong(days, "Einddatum", "date", expected, "an earlier day")
    _check_amount(claim)


def _check_amount(claim: Node) -> None:
    """Volume times price.  Of minutes the price may be that of an hour (IV081): any rounding."""
    volume, unit = claim.number("GeleverdVolume"), claim.text("Eenheid")
    amount = claim.node("IngediendBedrag").number("Bedrag")
    if unit == EUROS:
        if amount != volume:
            raise wrong(claim, "IngediendBedrag", "amount", "GeleverdVolume itself (CS339)")
    elif "ProductTarief" not in claim:
        raise wrong(claim, "ProductTarief", "missing", "a price with this Eenheid (CD087)")
    else:
        price = volume * claim.number("ProductTarief")
        by_the_hour = unit == MINUTES and abs(amount * MINUTES_AN_HOUR - price) < MINUTES_AN_HOUR
        if amount != price and not by_the_hour:
            raise wrong(claim, "IngediendBedrag", "amount", "volume times price (TR346)")
    if amount == 0 and _is_credit(claim):
        raise wrong(claim, "IngediendBedrag", "code", "D with an amount of 0 (CS325)")


def _check_together(declaration: Node, claims: Sequence[Node]) -> None:
    debits = {_key(claim)[0] for claim in claims if not _is_credit(claim)}
    for claim in claims:
        if _is_credit(claim) and _key(claim)[1] in debits:
            expected = "no credit of a claim of the same message (TR316)"
            raise wrong(claim, "ProductReferentie", "forbidden", expected)
    total = declaration.node("TotaalIngediendBedrag")
    told = total.number("TotaalBedrag") * (-1 if total.text("DebetCredit") == CREDIT else 1)
    if told != sum(_signed(claim) for claim in claims):
        raise wrong(declaration, "TotaalIngediendBedrag", "amount", "debits less credits (TR358)")


def _signed(claim: Node) -> int:
    amount = claim.node("IngediendBedrag").number("Bedrag")
    return -amount if _is_credit(claim) else amount
