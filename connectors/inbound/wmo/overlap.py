"""TR302: no product twice at the same time in one WMO301, aids excepted.

Products are the same if their codes are, or their categories where one of them has no code; a
product-less allocation (a budget) is the same as any.  Told by one pass in order of start, which
remembers the latest last day per product: a message may hold very many.
"""

from collections.abc import Sequence
from datetime import date

from connectors.inbound.node import Node
from connectors.inbound.wmo.faults import wrong

AIDS = {"11", "12", "13", "14"}  # WMO020: wheelchairs, transport, home adaptation, other aids
_Product = tuple[str | None, str | None]  # category and code; none stands for any


def must_not_overlap(products: Sequence[Node]) -> None:
    last_days: dict[tuple[str, _Product], date] = {}
    for product in sorted(products, key=lambda product: product.day("Ingangsdatum")):
        category, code = _what(product)
        if category in AIDS:
            continue
        start, end = product.day("Ingangsdatum"), product.maybe_day("Einddatum") or date.max
        known = [last_days[key] for key in _clashes(category, code) if key in last_days]
        if any(start <= last for last in known):
            raise wrong(product, "Ingangsdatum", "overlap", "no product twice at a time (TR302)")
        for key in _traces(category, code):
            last_days[key] = max(end, last_days.get(key, date.min))


def _what(product: Node) -> _Product:
    what = product.maybe_node("Product")
    return (what.text("Categorie"), what.maybe("Code")) if what else (None, None)


def _clashes(category: str | None, code: str | None) -> list[tuple[str, _Product]]:
    """Whose last day matters to this product."""
    if category is None:
        return [("any", (None, None))]
    if code is None:
        return [("category", (category, None)), ("itself", (None, None))]
    return [("itself", key) for key in ((category, code), (category, None), (None, None))]


def _traces(category: str | None, code: str | None) -> list[tuple[str, _Product]]:
    """Under which names this product's last day is remembered."""
    return [
        ("any", (None, None)),
        ("category", (category, None)),
        ("itself", (category, code)),
    ]
