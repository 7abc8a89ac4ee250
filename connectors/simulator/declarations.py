"""WMO323 as iWmo 3.2 writes it: what a provider claims for one person in one month."""

from datetime import date

from connectors.simulator.iwmo import header, message
from connectors.simulator.markup import leaf, node
from connectors.simulator.people import Human
from connectors.simulator.telling import Claim, Claims

DEBIT = "D"


def write_claims(human: Human, told: Claims, number: int, sent: date, municipality: str) -> bytes:
    first, last = told.month
    total = sum(claim.amount for claim in told.rows)
    client = node("Client", leaf("Bsn", human.bsn), node("Prestaties", *map(_claim, told.rows)))
    declaration = node(
        "Declaratie",
        leaf("DeclaratieNummer", f"D{number:07}"),
        _days("DeclaratiePeriode", first, last),
        leaf("DeclaratieDagtekening", sent),
        node(
            "TotaalIngediendBedrag",
            leaf("iwmo:TotaalBedrag", total),
            leaf("iwmo:DebetCredit", DEBIT),
        ),
        node("Clienten", client),
    )
    return message("323", header("323", told.provider.agb, municipality, number, sent), declaration)


def _claim(claim: Claim) -> str:
    product = claim.allocation.product
    return node(
        "Prestatie",
        node("ProductReferentie", leaf("iwmo:ReferentieNummer", claim.reference)),
        leaf("ToewijzingNummer", claim.allocation.number),
        leaf("ProductCategorie", product.category),
        leaf("ProductCode", product.code),
        _days("ProductPeriode", claim.first, claim.last),
        leaf("GeleverdVolume", claim.volume),
        leaf("Eenheid", product.unit),
        leaf("ProductTarief", claim.price),
        node(
            "IngediendBedrag",
            leaf("iwmo:Bedrag", claim.amount),
            leaf("iwmo:DebetCredit", DEBIT),
        ),
    )


def _days(name: str, first: date, last: date) -> str:
    return node(name, leaf("iwmo:Begindatum", first), leaf("iwmo:Einddatum", last))
