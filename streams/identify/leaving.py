"""Facts as they leave the identity zone: with no number in them that may be, or hold, a BSN.

A loonheffingennummer of a sole proprietor is their BSN with a suffix, and nobody can say of a
number of a decision, an allocation or a subsidy what it was made of.  Each becomes a pseudonym: the
same number stays the same, so a delivery still finds its allocation.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from schemas.contracts import AllocationRemoved, ClaimSubmitted, ContractAgreed
from schemas.costs import CostReported
from schemas.facts import (
    AllocationMade,
    DecisionMade,
    DeliveryStarted,
    DeliveryStopped,
    Fact,
    ProvisionGranted,
    SubsidyGranted,
    WageSubsidyGranted,
)
from schemas.values import Frozen
from streams.identify.work import Work
from streams.spreading import share

ORGANISATIONS = ("provider", "holder", "employer", "payer")
WAGE_TAX = "lhn:"


def leaving(work: Work, fact: Fact) -> Fact:
    """*fact* without such numbers, and each organisation under the one id the policy gives it."""
    update = dict(_organisations(work, fact)) | dict(_numbers(work, fact))
    return fact.model_copy(update=update) if update else fact


def for_place(subsidy: SubsidyGranted, place: str) -> SubsidyGranted:
    """What *place* needs to know of *subsidy*: its own share, not who else has one."""
    amount = share(subsidy.amount, place, subsidy.places)
    return subsidy.model_copy(update={"amount": amount, "places": (place,)})


def cost_of_place(cost: CostReported, place: str) -> CostReported:
    """What *place* needs to know of *cost*: its own part, and over how many it is shared."""
    amount = share(cost.amount, place, cost.places, cost.shares)
    update = {"amount": amount, "places": (place,), "shares": (), "over": len(cost.places)}
    return cost.model_copy(update=update)


def _organisations(work: Work, fact: Fact) -> Iterator[tuple[str, Any]]:
    for field in _named_in(type(fact)):
        if number := getattr(fact, field):
            known = work.policy.organisation(number)
            if known.startswith(WAGE_TAX):
                known = WAGE_TAX + work.token("organisation", known)
            if known != number:
                yield field, known


@cache
def _named_in(kind: type[Frozen]) -> tuple[str, ...]:
    """The fields of a kind of fact that name an organisation."""
    return tuple(field for field in ORGANISATIONS if field in kind.model_fields)


def _numbers(work: Work, fact: Fact) -> Iterator[tuple[str, Any]]:
    match fact:
        case AllocationMade() | AllocationRemoved():
            yield "number", work.token("allocation", fact.number)
        case DeliveryStarted() | DeliveryStopped() if fact.allocation:
            yield "allocation", work.token("allocation", fact.allocation)
        case DecisionMade() | ProvisionGranted() | WageSubsidyGranted() if fact.number:
            yield "number", work.token("decision", fact.number)
        case ClaimSubmitted():
            yield "allocation", work.token("allocation", fact.allocation)
            yield "number", work.token("claim", fact.number)
            if fact.previous:
                yield "previous", work.token("claim", fact.previous)
        case ContractAgreed():
            yield "number", work.token("contract", fact.number)
        case SubsidyGranted():
            yield "number", work.token("subsidie", fact.number)
        case _:
            pass
