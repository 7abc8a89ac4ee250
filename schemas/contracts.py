"""Facts about contracts with providers, and what is claimed under them."""

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.values import Frozen
from schemas.volumes import Unit

ALLOCATIONS = frozenset({"allocation-made", "allocation-removed"})  # what tells of an allocation


class ContractAgreed(Frozen):
    """What a framework contract lets a provider ask for a product: a maximum price, in cents."""

    kind: Literal["contract-agreed"] = "contract-agreed"
    number: str
    provider: str
    category: str
    product: str | None = None
    unit: Unit
    maximum: int = Field(ge=0, description="cents for one unit")
    start: date
    end: date | None = None


class ClaimSubmitted(Frozen):
    """A *prestatie* that a provider claims (iWmo 323), or the credit of an earlier one."""

    kind: Literal["claim-submitted"] = "claim-submitted"
    number: str
    previous: str | None = Field(default=None, description="the claim that this one credits")
    credit: bool = False
    allocation: str
    category: str
    product: str
    provider: str
    start: date
    end: date
    volume: int
    unit: Unit
    amount: int = Field(ge=0, description="cents")


class AllocationRemoved(Frozen):
    """An allocation that the municipality took back, as if it had never been sent (iWmo 301)."""

    kind: Literal["allocation-removed"] = "allocation-removed"
    number: str
    provider: str
