"""How much of what somebody has beside bijstand is left alone: dated amounts, each with its source.

Amounts change by year or half year and some are a municipality's own, so they stand in its policy.
What does not stand there is not known, and no rule works it out.
"""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.values import Frozen


class FreeAmount(Frozen):
    """From `start` until the next of its kind: so many cents a calendar month or year.

    Of `eigen_inkomsten` it may be a share of what is earned, up to that amount, and in so many
    months of bijstand (as Participatiewet art. 31 lid 2 n has it).
    """

    of: Literal["premie", "onkostenvergoeding", "eigen_inkomsten"]
    per: Literal["month", "year"]
    start: date
    cents: int = Field(ge=0, le=100_000_000)
    percentage: int | None = Field(default=None, ge=1, le=100)
    months: int | None = Field(default=None, ge=1, le=120)
    source: str = Field(
        min_length=10, max_length=300, description="law or decision that sets it, and its date"
    )

    @model_validator(mode="after")
    def _share_of_earnings(self) -> Self:
        if (self.percentage or self.months) and (self.of, self.per) != ("eigen_inkomsten", "month"):
            raise ValueError("percentage and months are of eigen_inkomsten per month")
        if self.kind == ("premie", "month"):
            raise ValueError("what of a premie is left alone is an amount a year")
        return self

    @property
    def kind(self) -> tuple[str, str]:
        return self.of, self.per


def free_amount(amounts: tuple[FreeAmount, ...], of: str, per: str, day: date) -> FreeAmount | None:
    """What holds on *day*; none if nothing is known of it."""
    known = [a for a in amounts if a.kind == (of, per) and a.start <= day]
    return max(known, key=lambda amount: amount.start, default=None)
