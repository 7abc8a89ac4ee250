"""How what a subscriber was told becomes what it is to be told: the same events, of its own."""

from collections.abc import Mapping
from typing import NamedTuple

from schemas import (
    budget_events,
    cohorts,
    events,
    offers,
    persons,
    place_events,
    programmes,
    result_events,
    settlements,
)
from schemas.values import Frozen
from streams.combined import change_of
from streams.identify.changes import changes
from streams.publish import Stamp, publish, publish_periods
from streams.step import Draft, Json


class Document(NamedTuple):
    """`name`: the event that tells it; `named`: the fields that are left when it is gone."""

    name: str
    data: type[Frozen]
    named: tuple[str, ...]


WINDOWED: Mapping[str, Document] = {
    "mix": Document("funding-mixes.changed", events.FundingMixChanged, ("person", "municipality")),
    "settlement": Document(
        "settlements.changed", settlements.SettlementChanged, ("person", "municipality")
    ),
    "coverage": Document(
        "coverages.changed",
        events.CoverageChanged,
        ("placement", "municipality", "person", "place"),
    ),
    "place": Document("places.mix-changed", place_events.PlaceMixChanged, ("place",)),
    "overbooked": Document("places.overbooked", place_events.PlaceOverbooked, ("place",)),
    "offer": Document("places.offer-changed", offers.OfferChanged, ("place", "provider")),
    "result": Document("places.result-changed", result_events.ResultChanged, ("place",)),
    "waiting-list": Document(
        "places.waiting-list-changed", place_events.WaitingListChanged, ("place",)
    ),
    "provider": Document(
        "providers.outcomes-reported", place_events.ProviderReported, ("provider", "municipality")
    ),
    "development": Document(
        "providers.development-reported",
        place_events.DevelopmentReported,
        ("account", "provider", "municipality"),
    ),
    "cohort": Document("cohorts.changed", cohorts.CohortChanged, ("cohort", "municipality")),
    "target": Document(
        "programmes.target-changed", programmes.TargetChanged, ("programme", "municipality")
    ),
    "eligibility": Document(
        "budgets.eligibility-changed",
        budget_events.EligibilityChanged,
        ("budget", "municipality", "activity"),
    ),
    "awaiting-assessment": Document(
        "budgets.awaiting-assessment-changed",
        budget_events.AwaitingAssessmentChanged,
        ("budget", "municipality", "activity"),
    ),
    "eligible-waiting": Document(
        "budgets.eligible-waiting-changed",
        budget_events.EligibleWaitingChanged,
        ("budget", "municipality", "activity"),
    ),
}
WHOLE: Mapping[str, Document] = {
    "placement": Document("placements.withdrawn", events.PlacementDoc, ("placement",)),
    "transfer": Document("transfers.withdrawn", events.TransferPrepared, ("transfer",)),
    "budget": Document("programmes.budget-withdrawn", programmes.BudgetChanged, ("programme",)),
    "signal": Document("funding-signals.withdrawn", events.Signal, ()),
}
CALLED = {  # what is about somebody is called after what it says in this field
    "mix": "person",
    "settlement": "person",
    "coverage": "placement",
    "placement": "placement",
    "transfer": "transfer",
}
PERSON = "person"
FREED = "places.freed"
DATA: Mapping[str, type[Frozen]] = {
    **{kind: of.data for kind, of in {**WINDOWED, **WHOLE}.items()},
    PERSON: persons.PersonDoc,
    "doubt": persons.LinkDoubted,
}


def tell(draft: Draft, stamp: Stamp, kind: str, subject: str, was: Json, now: Json) -> None:
    """The events about *subject* by which *was* becomes *now*; none: it is not there."""
    if was == now:
        return
    if kind in WINDOWED:
        told = WINDOWED[kind]
        new = now or {name: was[name] for name in told.named} | {"periods": []}
        publish_periods(draft, stamp, told.name, subject, old=was, new=new, part=subject)
    elif now is None:
        told = WHOLE[kind]
        data = {name: was[name] for name in told.named} if told.named else was
        publish(draft, stamp, told.name, subject, data, part=subject)
    else:
        publish(draft, stamp, _name(kind, was, now), subject, now, part=subject)


def _name(kind: str, was: Json, now: Json) -> str:
    match kind:
        case "placement":
            return f"placements.{change_of(was, now)}"
        case "transfer":
            return "transfers.prepared"
        case "budget":
            return "programmes.budget-changed"
        case _:
            return "funding-signals.raised"


def tell_persons(
    draft: Draft, stamp: Stamp, was: Mapping[str, Json], now: Mapping[str, Json], part: str
) -> None:
    """Persons that changed together, each by what it is called: what stood told, and what is."""
    for change in changes(was, now):
        name = f"persons.{change['change']}"
        publish(draft, stamp, name, change["person"], change, part=part)
