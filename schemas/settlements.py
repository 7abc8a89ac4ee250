"""What public events say of own earnings beside bijstand."""

from datetime import date

from pydantic import Field

from schemas.values import Frozen, Municipality
from schemas.windows import Window


class Settled(Frozen):
    """A calendar month.  `free_cents` and `set_off_cents` add up to `earned_cents`; neither is
    there where the policy has no amount that is left alone.
    """

    start: date
    end: date
    earned_cents: int
    free_cents: int | None = None
    set_off_cents: int | None = None
    earnings: tuple[str, ...] = Field(description="lines of what was earned")
    benefits: tuple[str, ...] = Field(
        description="lines of the bijstand that it is set off against"
    )
    sources: tuple[str, ...] = Field(default=(), description="of the amounts that are left alone")


class SettlementChanged(Frozen):
    """Per person on bijstand: own earnings by the month, what of them is left alone and what is set
    off.  It informs: whoever pays the benefit decides.
    """

    person: str
    municipality: Municipality
    window: Window | None = None
    periods: tuple[Settled, ...] = ()
    digest: str
    complete: bool = True
