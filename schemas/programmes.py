"""Programme money: a budget, a period and a target, as told, and what counts towards them."""

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.funds import Fund
from schemas.values import Frozen, Municipality
from schemas.windows import Window

EXCLUDES_MAX = 50
YEARS_MAX = 30


class ProgrammePlanned(Frozen):
    """A programme (Regio Deal, ESF, a sector deal).  `target`: so many placements that begin, a
    calendar year or in all; `excludes`: under which others its costs may not be counted too.
    """

    kind: Literal["programme-planned"] = "programme-planned"
    programme: str
    name: str
    payer: str
    fund: Fund | None = None
    start: date
    end: date
    budget: int | None = Field(default=None, ge=0)
    target: int | None = Field(default=None, ge=0)
    target_per: Literal["year", "total"] = "total"
    excludes: tuple[str, ...] = ()


class TargetPeriod(Frozen):
    """A calendar year of the programme, or all of it."""

    start: date
    end: date
    target: int | None = None
    placements: int = Field(description="that name the programme and begin in these days")


class TargetChanged(Frozen):
    """Per programme: the placements that count towards its target."""

    programme: str
    municipality: Municipality
    name: str | None = None
    window: Window | None = None
    periods: tuple[TargetPeriod, ...] = ()
    digest: str
    complete: bool = True


class NotCounted(Frozen):
    """A cost that does not count.  `claimed-twice`: a programme that excludes this one has it too,
    so it counts under neither until one lets go.
    """

    record: str
    reason: Literal["claimed-twice", "outside-period", "no-amount"]
    cost_item: str | None = None
    amount_cents: int | None = None
    other: str | None = None


class BudgetChanged(Frozen):
    """Per programme: the costs that count towards its budget.  `left_cents` below nought: more than
    there is.
    """

    programme: str
    municipality: Municipality
    name: str
    payer: str
    fund: Fund | None = None
    start: date
    end: date
    budget_cents: int | None = None
    counted_cents: int
    left_cents: int | None = None
    not_counted: tuple[NotCounted, ...] = Field(default=(), description="the first, if very many")


class BudgetWithdrawn(Frozen):
    """The programme is not what the facts say (any more): as if it was never told."""

    programme: str
