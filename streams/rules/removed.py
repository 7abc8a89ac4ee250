"""Deliveries (iWmo 305, 307) on an allocation that the municipality took back (reason 13)."""

from collections.abc import Iterator, Mapping
from datetime import date

from streams.rules.rule import Fired, Rule, at_provider
from streams.step import Json

DELIVERED = Rule(
    "delivery-on-removed-allocation",
    law="geen wettelijke regel; een verwijderde toewijzing geldt als nooit verstuurd (iWmo OP033)",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="municipality",
    explanation=(
        "De aanbieder meldt levering op een toewijzing die de gemeente heeft verwijderd, alsof zij "
        "nooit is verstuurd. De gemeente gaat na wat klopt; is er niet geleverd, dan neemt de "
        "aanbieder zijn melding terug."
    ),
)
RULES = (DELIVERED,)


def of_allocation(
    account: str,
    number: str,
    told: Mapping[str, str],
    delivered: Mapping[str, Json],
) -> Iterator[Fired]:
    """*told*: by record, whether an allocation was made or taken back; *delivered*: the days."""
    if not delivered or not told or "allocation-made" in told.values():
        return
    ends = [delivery["end"] for delivery in delivered.values() if delivery["end"]]
    starts = {d["start"] for d in delivered.values()}
    stopped = {d["start"] for d in delivered.values() if d["end"]}
    start = date.fromisoformat(min(starts))
    end = date.fromisoformat(max(ends)) if starts == stopped else None
    yield at_provider(DELIVERED, account, number, (start, end), sorted({*told, *delivered}))
