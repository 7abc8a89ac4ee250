"""WMO305 and WMO307: delivery began, delivery stopped.

A start or stop is named by its own content (iWmo: the logical key of the class), so correcting a
part of it is taking it back (StatusAanlevering 3) and telling another.  Where one message takes
back and tells the same start or stop, the telling stands.  What is taken back gets no further
checks (TR063).  A stop's last day is a day with delivery; reason 20 is a stop for the time being.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from connectors.inbound.node import Node
from connectors.inbound.wmo.faults import must_not_be_after, must_not_end_before, wrong
from connectors.inbound.wmo.person import describe
from schemas.facts import DeliveryStarted, DeliveryStopped, Record, Source
from schemas.values import trusted

FIRST, REMOVED = "1", "3"  # COD467; the other two may not be sent (CS058)
FOR_THE_TIME_BEING = "20"  # WMO588
_Fact = DeliveryStarted | DeliveryStopped


def started(header: Node, client: Node) -> tuple[Record, ...]:
    products = client.node("StartProducten").placed("StartProduct")
    return _records("start", header, client, products, _start)


def stopped(header: Node, client: Node) -> tuple[Record, ...]:
    products = client.node("StopProducten").placed("StopProduct")
    return _records("stop", header, client, products, _stop)


def _records(
    word: str,
    header: Node,
    client: Node,
    products: Iterable[tuple[str, Node]],
    fact_of: Callable[[Node, str], _Fact],
) -> tuple[Record, ...]:
    identification = header.node("BerichtIdentificatie")
    sent, agb = identification.day("Dagtekening"), header.text("Afzender")
    occasion = f"{agb}|{header.text('BerichtCode')}|{identification.text('Identificatie')}"
    bsn, who = client.text("Bsn"), describe(client)
    told: dict[tuple[str, str], Record] = {}
    for place, product in products:
        _check(product, sent)
        status = product.text("StatusAanlevering")
        key = "|".join((word, agb, *_key(product, bsn)))
        if (key, status) in told:
            raise wrong(product, "", "repeated", f"each {word} once (TR074, TR101; 9074)")
        told[key, status] = trusted(
            Record,
            municipality=header.text("Ontvanger"),
            source=Source.WMO,
            key=key,
            stamp=sent.isoformat(),
            occasion=occasion,
            deleted=status == REMOVED,
            who=who,
            facts=() if status == REMOVED else (fact_of(product, f"agb:{agb}"),),
            place=place,
        )
    return tuple(
        record
        for (key, status), record in told.items()
        if status == FIRST or (key, FIRST) not in told
    )


def _check(product: Node, sent: date) -> None:
    if product.text("StatusAanlevering") not in {FIRST, REMOVED}:
        raise wrong(product, "StatusAanlevering", "code", "1 or 3 (CS058)")
    if product.text("StatusAanlevering") == REMOVED:
        return
    must_not_be_after(product, "Begindatum", sent)
    must_not_be_after(product, "Einddatum", sent)
    must_not_end_before(product, "Begindatum", "Einddatum", "TR018")


def _key(product: Node, bsn: str) -> list[str]:
    """The logical key (IV096) within that of its client: two clients never share a start."""
    what = product.maybe_node("Product")
    names = [
        _allocation(product) or "-",
        what.text("Categorie") if what else "-",
        (what.maybe("Code") if what else None) or "-",
        product.day("Begindatum").isoformat(),
    ]
    if "RedenBeeindiging" in product:
        names += [product.text("RedenBeeindiging"), product.day("Einddatum").isoformat()]
    return [*names, bsn]


def _allocation(product: Node) -> str | None:
    return str(product.number("ToewijzingNummer")) if "ToewijzingNummer" in product else None


def _start(product: Node, provider: str) -> DeliveryStarted:
    what = product.maybe_node("Product")
    return trusted(
        DeliveryStarted,
        allocation=_allocation(product),
        category=what.text("Categorie") if what else None,
        product=what.maybe("Code") if what else None,
        provider=provider,
        start=product.day("Begindatum"),
    )


def _stop(product: Node, provider: str) -> DeliveryStopped:
    what = product.maybe_node("Product")
    return trusted(
        DeliveryStopped,
        allocation=_allocation(product),
        category=what.text("Categorie") if what else None,
        product=what.maybe("Code") if what else None,
        provider=provider,
        start=product.day("Begindatum"),
        end=product.day("Einddatum") + timedelta(days=1),
        reason=product.text("RedenBeeindiging"),
        temporary=product.text("RedenBeeindiging") == FOR_THE_TIME_BEING,
    )
