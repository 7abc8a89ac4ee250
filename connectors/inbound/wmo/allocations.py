"""WMO301: what a municipality allocates to a client at a provider (*toewijzing*).

An allocation is told again as a whole when it changes; the telling with the latest
Toewijzingsdatum and -tijd is the current one (IV013).  RedenWijziging 13 takes it back as if it
had never been sent: of it no more is told than that, of nobody, for a claim on it is another fault
(9384) than one on a number that nobody knows (9338).  A 301 tells more allocations than have
changed (OP087); one that it leaves out is not thereby gone.
"""

from datetime import date

from connectors.inbound.node import Node
from connectors.inbound.wmo.faults import must_not_be_after, must_not_end_before, wrong
from connectors.inbound.wmo.overlap import must_not_overlap
from connectors.inbound.wmo.person import describe
from connectors.inbound.wmo.units import RHYTHMS, UNITS
from schemas.contracts import AllocationRemoved
from schemas.facts import AllocationMade, Record, Source
from schemas.values import day_after, trusted
from schemas.volumes import Volume

LAST_OF_OLD_RULES = date(2020, 12, 31)  # what ends by then may still be filled the old way
LAPSED, REMOVED = "01", "13"  # WMO002


def records(header: Node, client: Node) -> tuple[Record, ...]:
    sent = header.node("BerichtIdentificatie").day("Dagtekening")
    products = client.node("ToegewezenProducten").placed("ToegewezenProduct")
    numbers: set[int] = set()
    for _, product in products:
        _check(product, sent)
        if (number := product.number("ToewijzingNummer")) in numbers:
            raise wrong(product, "ToewijzingNummer", "repeated", "each allocation once (TR101)")
        numbers.add(number)
    must_not_overlap([p for _, p in products if not _removed(p)])

    municipality, provider = header.text("Afzender"), f"agb:{header.text('Ontvanger')}"
    who = describe(client)
    return tuple(
        trusted(
            Record,
            municipality=municipality,
            source=Source.WMO,
            key=f"toewijzing|{product.number('ToewijzingNummer')}",
            stamp=_stamp(product),
            who=None if _removed(product) else who,
            facts=(_fact(product, provider),),
            place=place,
        )
        for place, product in sorted(products, key=_in_turn)
    )


def _in_turn(placed: tuple[str, Node]) -> tuple[bool, date]:
    """What is taken back or shortened before what comes in its place (IV066): both never stand."""
    _, product = placed
    return not _removed(product), product.day("Ingangsdatum")


def _removed(product: Node) -> bool:
    return product.maybe("RedenWijziging") == REMOVED


def _fact(product: Node, provider: str) -> AllocationMade | AllocationRemoved:
    if _removed(product):
        return AllocationRemoved(number=str(product.number("ToewijzingNummer")), provider=provider)
    what = product.maybe_node("Product")
    volume = product.maybe_node("Omvang")
    return trusted(
        AllocationMade,
        number=str(product.number("ToewijzingNummer")),
        category=what.text("Categorie") if what else None,
        product=what.maybe("Code") if what else None,
        provider=provider,
        start=product.day("Ingangsdatum"),
        end=day_after(product.maybe_day("Einddatum")),
        volume=_volume(volume) if volume else None,
        budget=product.number("Budget") if "Budget" in product else None,
        decided_at=_stamp(product),
        change_reason=product.maybe("RedenWijziging"),
    )


def _stamp(product: Node) -> str:
    return f"{product.day('Toewijzingsdatum').isoformat()}T{product.text('Toewijzingstijd')}"


def _volume(volume: Node) -> Volume:
    return trusted(
        Volume,
        amount=volume.number("Volume"),
        unit=UNITS[volume.text("Eenheid")],
        per=RHYTHMS[volume.text("Frequentie")],
    )


def _check(product: Node, sent: date) -> None:
    must_not_be_after(product, "Toewijzingsdatum", sent)
    must_not_end_before(product, "Ingangsdatum", "Einddatum", "CS003")
    _check_reason(product)
    _check_amounts(product)
    if volume := product.maybe_node("Omvang"):
        _check_volume(product, volume)


def _check_reason(product: Node) -> None:
    match product.maybe("RedenWijziging"):
        case "01":
            raise wrong(product, "RedenWijziging", "code", "another reason than 01 (CS336)")
        case "13" if product.maybe_day("Einddatum") != product.day("Ingangsdatum"):
            raise wrong(
                product, "Einddatum", "period", "Ingangsdatum itself, with reason 13 (CS335)"
            )


def _check_amounts(product: Node) -> None:
    """What Omvang, Budget, Product and Einddatum ask of one another."""
    budget, volume, what = "Budget" in product, "Omvang" in product, product.maybe_node("Product")
    if budget and volume:
        raise wrong(product, "Omvang", "forbidden", "Omvang or Budget, not both (CD077, CD078)")
    if budget and "Einddatum" not in product:
        raise wrong(product, "Einddatum", "missing", "an Einddatum with a Budget (CD075)")
    if not budget and not what:
        raise wrong(product, "Product", "missing", "a Product where no Budget stands (CD079)")
    if what and "Code" in what and not volume:
        raise wrong(product, "Omvang", "missing", "an Omvang with a product code (CD041)")


def _check_volume(product: Node, volume: Node) -> None:
    end, rhythm = product.maybe_day("Einddatum"), volume.text("Frequentie")
    if rhythm == "2" and end is None:
        raise wrong(product, "Einddatum", "missing", "an Einddatum if Frequentie is 2 (CD076)")
    if end is not None and end <= LAST_OF_OLD_RULES:
        return
    what = product.maybe_node("Product")
    if not (what and "Code" in what):
        raise wrong(product, "Omvang", "forbidden", "no Omvang without a product code (CD080)")
    if volume.text("Eenheid") in {"14", "16", "83", "84"} and rhythm == "1":
        raise wrong(volume, "Frequentie", "code", "2, 4 or 6 with this Eenheid (CS338)")
