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
        "terugnemen of de declaratie crediteren. Heeft de gemeente de client van de toewijzing "
        "gewijzigd, dan is het aan haar."
    ),
)
RULES = (ANOTHER,)


def of_allocation(
    account: str, number: str, made: Mapping[str, Json], others: Mapping[str, Json]
) -> Iterator[Fired]:
    """
    Args:
        made: by record, whose the allocation is.
        others: by record, what is told on it of somebody else, and was not credited.
    """
    if not made or not others:
        return
    begun, stopped = (
        {(told["client"], told["start"]) for told in others.values() if told["kind"] == kind}
        for kind in ("delivery-started", "delivery-stopped")
    )
    start = min(told["start"] for told in others.values())
    ends = [told["end"] for told in others.values() if told["end"]]
    end = date.fromisoformat(max(ends)) if begun <= stopped else None
    because = (*sorted(made), *sorted(others))
    yield at_provider(ANOTHER, account, number, (date.fromisoformat(start), end), because)
