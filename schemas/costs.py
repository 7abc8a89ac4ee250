"""What a place costs, as its provider tells it."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from schemas.values import Frozen


class CostKind(StrEnum):
    """What is paid for.  Of `loonwaarde_vrijwilliger` see `WageValueReimbursed`."""

    JOBCOACH = "jobcoach"
    WAGE_VALUE = "loonwaarde_vrijwilliger"
    STAFF = "personeel"
    RENT = "huur"
    MATERIAL = "materiaal"
    TRANSPORT = "vervoer"
    OTHER = "overig"


class CostReported(Frozen):
    """So many cents for some days, shared by the places it names: as `shares` has it, in parts of
    the whole and in the order of `places`; without, equally.

    What one place gets to know is its own part alone, and over how many places it is shared.
    """

    kind: Literal["cost-reported"] = "cost-reported"
    cost: CostKind
    provider: str
    places: tuple[str, ...] = Field(min_length=1)
    shares: tuple[int, ...] = ()
    over: int = Field(default=1, ge=1, description="how many places the cost is shared over")
    start: date
    end: date
    amount: int = Field(ge=0)


class WageValueReimbursed(Frozen):
    """A provider reimburses what a volunteer on benefit is worth as a worker (*loonwaarde*): it
    pays `to`, whoever pays the benefit.  The volunteer gets nothing of it.
    """

    kind: Literal["wage-value-reimbursed"] = "wage-value-reimbursed"
    provider: str
    to: Literal["gemeente", "uwv"]
    start: date
    end: date
    amount: int = Field(ge=0)
