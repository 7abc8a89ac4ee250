"""WMO301, WMO305 and WMO307 as iWmo 3.2 writes them.

What a message defines itself stands in the namespace of the message, what is inside a type of the
base schema (`CDT_`) in that of the base schema: here with the prefix `iwmo`.
"""

from datetime import date

from connectors.simulator.markup import document, leaf, node
from connectors.simulator.people import Human
from connectors.simulator.telling import Allocation, Allocations, Deliveries, Delivery, Product

BASE = "http://www.istandaarden.nl/iwmo/3_2/basisschema/schema"
CODES = {"301": "414", "305": "418", "307": "420", "323": "484"}  # COD002
SEX = {"man": "1", "vrouw": "2"}  # COD046
YEAR_ONLY = "2"  # COD170: day and month are unknown
OWN_NAME, OWN_AND_PARTNER = "1", "4"  # COD700
REGISTERED_ADDRESS = "01"  # COD757


def write_allocations(
    human: Human, told: Allocations, number: int, sent: date, municipality: str
) -> bytes:
    contact = node("Contact", leaf("Soort", REGISTERED_ADDRESS), _address(human))
    client = node(
        "Client",
        *_person(human),
        node("Naam", *_name(human), _partner(human), *_given(human), _name_use(human)),
        node("Contactgegevens", contact),
        node("ToegewezenProducten", *map(_allocation, told.rows)),
    )
    head = header("301", municipality, told.provider.agb, number, sent)
    return message("301", head, client)


def write_deliveries(
    human: Human, told: Deliveries, number: int, sent: date, municipality: str
) -> bytes:
    rows = "StartProducten" if told.message == "305" else "StopProducten"
    client = node(
        "Client",
        *_person(human),
        node("Naam", *_name(human), *_given(human)),
        node(rows, *map(_delivery, told.rows)),
    )
    head = header(told.message, told.provider.agb, municipality, number, sent)
    return message(told.message, head, client)


def message(kind: str, head: str, about: str) -> bytes:
    own = f"http://www.istandaarden.nl/iwmo/3_2/wmo{kind}/schema"
    return document(node("Bericht", head, about, xmlns=own, xmlns_iwmo=BASE))


def header(kind: str, sender: str, receiver: str, number: int, sent: date) -> str:
    return node(
        "Header",
        leaf("BerichtCode", CODES[kind]),
        leaf("BerichtVersie", 3),
        leaf("BerichtSubversie", 2),
        leaf("Afzender", sender),
        leaf("Ontvanger", receiver),
        node(
            "BerichtIdentificatie",
            leaf("iwmo:Identificatie", f"{number:09}"),
            leaf("iwmo:Dagtekening", sent),
        ),
        node(
            "XsdVersie",
            leaf("iwmo:BasisschemaXsdVersie", "1.0.0"),
            leaf("iwmo:BerichtXsdVersie", "1.0.0"),
        ),
    )


def _person(human: Human) -> tuple[str, ...]:
    born = leaf("iwmo:Datum", human.birth)
    use = leaf("iwmo:DatumGebruik", YEAR_ONLY if human.year_only else None)
    return (
        leaf("Bsn", human.bsn),
        node("Geboortedatum", born, use),
        leaf("Geslacht", SEX[human.sex]),
    )


def _name(human: Human) -> tuple[str]:
    surname = leaf("iwmo:Achternaam", human.surname), leaf("iwmo:Voorvoegsel", human.prefix)
    return (node("iwmo:Geslachtsnaam", *surname),)


def _partner(human: Human) -> str:
    partner = leaf("iwmo:Achternaam", human.partner)
    return node("iwmo:Partnernaam", partner) if partner else ""


def _given(human: Human) -> tuple[str, str]:
    given = None if human.initials_only else human.given
    return leaf("iwmo:Voornamen", given), leaf("iwmo:Voorletters", human.initials)


def _name_use(human: Human) -> str:
    return leaf("iwmo:NaamGebruik", OWN_AND_PARTNER if human.partner else OWN_NAME)


def _address(human: Human) -> str:
    """A country is told with every postcode (CD005)."""
    return node(
        "Adres",
        node("iwmo:Huis", leaf("iwmo:Huisnummer", human.house)),
        leaf("iwmo:Postcode", human.postcode),
        leaf("iwmo:LandCode", "NL"),
    )


def _product(product: Product) -> str:
    category = leaf("iwmo:Categorie", product.category)
    return node("Product", category, leaf("iwmo:Code", product.code))


def _allocation(allocation: Allocation) -> str:
    product = allocation.product
    volume = ""
    if product.amount is not None:
        volume = node(
            "Omvang",
            leaf("iwmo:Volume", product.amount),
            leaf("iwmo:Eenheid", product.unit),
            leaf("iwmo:Frequentie", product.per),
        )
    return node(
        "ToegewezenProduct",
        leaf("ToewijzingNummer", allocation.number),
        _product(product),
        leaf("Toewijzingsdatum", allocation.decided.date()),
        leaf("Toewijzingstijd", f"{allocation.decided:%H:%M:%S}"),
        leaf("Ingangsdatum", allocation.start),
        leaf("Einddatum", allocation.last),
        leaf("RedenWijziging", allocation.reason),
        volume,
        leaf("Budget", product.budget),
    )


def _delivery(delivery: Delivery) -> str:
    allocation = delivery.allocation
    return node(
        "StartProduct" if delivery.last is None else "StopProduct",
        leaf("ToewijzingNummer", allocation.number),
        _product(allocation.product),
        leaf("ToewijzingIngangsdatum", allocation.start),
        leaf("Begindatum", delivery.begin),
        leaf("RedenBeeindiging", delivery.reason),
        leaf("Einddatum", delivery.last),
        leaf("StatusAanlevering", delivery.status),
    )
