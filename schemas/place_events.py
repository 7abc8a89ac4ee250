"""What public events say of a place, and of a provider."""

from datetime import date

from pydantic import Field

from schemas.funds import Fund
from schemas.values import Frozen, Municipality
from schemas.windows import Window


class Share(Frozen):
    stream: str
    persons: int
    minutes_per_week: int
    unquantified: int = Field(description="placements this stream covers without hours")


class PlaceMoney(Frozen):
    line: str
    record: str
    stream: str
    instrument: str
    theme: str | None = None
    payer: str | None = None
    amount_cents: int | None = Field(
        default=None, description="this place's share of the whole term"
    )
    fund: Fund | None = None


class PlacePeriod(Frozen):
    start: date
    end: date | None = None
    occupancy: int
    capacity: int | None = None
    shares: tuple[Share, ...] = ()
    money: tuple[PlaceMoney, ...] = ()


class PlaceMixChanged(Frozen):
    """Per place: who is there, what it can hold, and which streams pay."""

    place: str
    provider: str | None = None
    name: str | None = None
    window: Window | None = None
    periods: tuple[PlacePeriod, ...] = ()
    digest: str
    complete: bool = True


class Overbooking(Frozen):
    start: date
    end: date | None = None
    occupancy: int
    capacity: int


class PlaceOverbooked(Frozen):
    """When more people are placed than a place can hold.  No periods: no longer."""

    place: str
    window: Window | None = None
    periods: tuple[Overbooking, ...] = ()
    digest: str
    complete: bool = True


class Waits(Frozen):
    municipality: Municipality
    person: str
    record: str


class Next(Waits):
    since: date


class WaitingSince(Frozen):
    """Who was registered from `start` up to `end`, and waits since."""

    start: date
    end: date
    waiting: tuple[Waits, ...]


class WaitingListChanged(Frozen):
    """Per place: who waits for a seat, by the day since when.  No periods: nobody."""

    place: str
    number: int = Field(description="of persons who wait")
    next: Next | None = None
    window: Window | None = None
    periods: tuple[WaitingSince, ...] = ()
    digest: str
    complete: bool = True


class PlaceFreed(Frozen):
    """A notice, told once: more seats are free than when it was last told.

    It does not fold: what is free now stands in `places.mix-changed`, as capacity and occupancy.
    """

    place: str
    on: date
    freed: int = Field(description="seats that became free")
    free: int = Field(description="seats that are free")
    capacity: int
    next: Next | None = Field(default=None, description="who waits the longest")


class ProviderPeriod(Frozen):
    start: date
    end: date | None = None
    placements: dict[str, int] = Field(description="number of placements by kind of activity")


class Moved(Frozen):
    number: int
    share: str = Field(description="% of the persons, two decimals")


class WageValueGrown(Frozen):
    persons: int = Field(description="whose wage value was set anew")
    mean_change: str = Field(description="in % of the WML, two decimals")


class DevelopmentYear(Frozen):
    """A year; `suppressed`: too few persons to tell anything about."""

    start: date
    end: date
    suppressed: bool
    persons: int | None = None
    vertical: Moved | None = None
    horizontal: Moved | None = None
    dropped_out: Moved | None = None
    wage_value: WageValueGrown | None = None


class DevelopmentReported(Frozen):
    """Per provider and year: how far people came.  No groups below the policy's limit."""

    account: str
    provider: str
    municipality: Municipality
    window: Window | None = None
    periods: tuple[DevelopmentYear, ...] = ()
    digest: str
    complete: bool = True


class ProviderReported(Frozen):
    """Per provider: the number of placements by kind, over time."""

    provider: str
    municipality: Municipality
    window: Window | None = None
    periods: tuple[ProviderPeriod, ...] = ()
    digest: str
    complete: bool = True
