"""Deliveries and claims (iWmo 305, 307, 323) on an allocation to another client."""

from collections.abc import Iterator, Mapping
from datetime import date

from streams.rules.rule import Fired, Rule, at_provider
from streams.step import Json

ANOTHER = Rule(
    "allocation-of-another-client",
    law="iWmo 3.2, retourcode 8187 (een prestatie); een toewijzing (iWmo 301) is van een client",
    text_version="3.2",
    verdict="open-point",
    confidence="from-facts",
    mended_by="provider",
    explanation=(
        "De aanbieder meldt of declareert op een toewijzing aan een andere client. Een levering "
        "telt dan nergens mee. De aanbieder kan het nummer en de client nagaan, en de melding "
        "terugnemen."
    ),
)
RULES = (ANOTHER,)


def of_allocation(account: str, number: str, told: Mapping[str, Json]) -> Iterator[Fired]:
    """*told*: by record, what it tells of the allocation, of whom, and for which days."""
    made = {record: t for record, t in told.items() if t["kind"] == "allocation-made"}
    clients = {t["client"] for t in made.values()}
    credited = {t["credits"] for t in told.values()} - {None}
    others = {
        record: t
        for record, t in told.items()
        if t["client"] not in clients and not t["credits"] and t["claim"] not in credited
    }
    if not made or not others:
        return
    ends = [t["end"] for t in others.values() if t["end"]]
    begun, stopped = (
        {t["start"] for t in others.values() if t["kind"] == kind}
        for kind in ("delivery-started", "delivery-stopped")
    )
    start = date.fromisoformat(min(t["start"] for t in others.values()))
    end = date.fromisoformat(max(ends)) if begun <= stopped else None
    yield at_provider(ANOTHER, account, number, (start, end), {*made, *others})
