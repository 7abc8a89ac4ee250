"""TR302: no product twice at the same time in one WMO301, aids excepted (`schemas.products`).

Told by one pass in order of start, which remembers the latest last day per product: a message may
hold very many.
"""

from collections.abc import Sequence
from datetime import date

from connectors.inbound.node import Node
from connectors.inbound.wmo.faults import wrong
from schemas.products import Name, Product, is_aid, looked_for, names


def must_not_overlap(products: Sequence[Node]) -> None:
    last_days: dict[Name, date] = {}
    for product in sorted(products, key=lambda product: product.day("Ingangsdatum")):
        what = _what(product)
        if is_aid(what):
            continue
        start, end = product.day("Ingangsdatum"), product.maybe_day("Einddatum") or date.max
        known = [last_days[name] for name in looked_for(what) if name in last_days]
        if any(start <= last for last in known):
            raise wrong(product, "Ingangsdatum", "overlap", "no product twice at a time (TR302)")
        for name in names(what):
            last_days[name] = max(end, last_days.get(name, date.min))


def _what(product: Node) -> Product:
    what = product.maybe_node("Product")
    return (what.text("Categorie"), what.maybe("Code")) if what else (None, None)
