"""What the public event of a place's result says: what comes in, what it costs."""

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.costs import CostKind
from schemas.values import Frozen
from schemas.windows import Window


class Spent(Frozen):
    """What a kind of cost comes to here.  `over`: so many places share (one of) it, this one too.

    What is reimbursed for a volunteer is one person's wage value, so it is told together with
    other costs: `kinds` names all that are in the sum.
    """

    kinds: tuple[CostKind, ...]
    over: int
    cents: int


class Earned(Frozen):
    """What comes in.  Streams that pay for fewer people than the policy's limit are told as one
    sum: `streams` names them.
    """

    of: Literal["people", "place"] = Field(description="lines of people there, or its own money")
    streams: tuple[str, ...]
    cents: int = Field(description="at the amount that is known, else by the tariff as it is")


Reason = Literal["no-amount", "no-end", "no-hours", "no-tariff"]


class NotCounted(Frozen):
    """Lines or money of which nobody knows what they are worth here.

    `no-amount`: money of the place without one; `no-end`: with one, for a term that has no end;
    `no-hours`: a line with neither amount nor hours; `no-tariff`: with hours, and no tariff.
    """

    stream: str
    reason: Reason
    number: int


class Outlook(Frozen):
    """What is left if the tariff is so many percent higher, or lower (below nought)."""

    percentage: int
    income_cents: int
    result_cents: int


class ResultMonth(Frozen):
    """A month of which a cost is told.  `suppressed`: all there is to tell is what is paid for one
    volunteer.  `results` begins with the tariff as it is.
    """

    start: date
    end: date
    suppressed: bool = False
    costs: tuple[Spent, ...] = ()
    income: tuple[Earned, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    results: tuple[Outlook, ...] = ()
    tariffs: tuple[str, ...] = Field(default=(), description="the sources of what was used")


class ResultChanged(Frozen):
    """Per place and month: what it costs and what comes in, under the tariff and under others."""

    place: str
    window: Window | None = None
    periods: tuple[ResultMonth, ...] = ()
    digest: str
    complete: bool = True
