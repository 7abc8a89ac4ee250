"""Stretches of time, as the messages between the steps tell them."""

from datetime import date

from pydantic import Field

from schemas.values import Frozen, trusted


class PartOfSum(Frozen):
    """An equal part of a sum for a term: `number`, from nought, of `over` (`streams.spreading`)."""

    cents: int
    start: date
    end: date
    number: int = 0
    over: int = 1


class PaidBy(Frozen):
    """A line that pays for (part of) a placement; without minutes it is unquantified cover."""

    line: str
    stream: str
    instrument: str
    minutes: int | None = None
    support: bool = Field(default=False, description="helps (a job coach), covers no hours")
    product: str | None = None
    sum: PartOfSum | None = Field(default=None, description="what the line is worth, if told")

    def without_sum(self) -> "PaidBy":
        return trusted(PaidBy, **{**self.__dict__, "sum": None})


class Stretch(Frozen):
    """A stretch of a placement in which the person's own lines do not change."""

    start: date
    end: date | None = None
    lines: tuple[PaidBy, ...] = ()


class CandidateFor(Frozen):
    """A stretch in which somebody is eligible, or waits; since which decision."""

    start: date
    end: date | None = None
    decided_on: date


class Years(Frozen):
    """The years in which a person was somewhere; without `last` still."""

    first: int
    last: int | None = None
