"""What a place offers: as the public event tells it, and as the read API keeps it."""

from datetime import date

from pydantic import Field

from schemas.facts import Kind
from schemas.values import Degrees, Frozen
from schemas.windows import Window


class OfferPeriod(Frozen):
    start: date
    end: date | None = None
    name: str
    activities: tuple[Kind, ...] = ()
    work: str | None = Field(default=None, description="what is done, in the provider's words")
    capacity: int | None = Field(default=None, description="how many people there is room for")
    address: str | None = None
    postcode: str | None = None
    latitude: Degrees | None = None
    longitude: Degrees | None = None


class OfferChanged(Frozen):
    """Per place: what its provider offers there, over time.  No periods: it offers nothing.

    How many seats are taken stands in `places.mix-changed`.
    """

    place: str
    provider: str | None = None
    window: Window | None = None
    periods: tuple[OfferPeriod, ...] = ()
    digest: str
    complete: bool = True


class OfferStanding(Frozen):
    """What a place offers (topic `place.offers`).  `free`: seats, on the last day that passed;
    none if it is not known how many there are.
    """

    place: str
    provider: str
    periods: tuple[OfferPeriod, ...]
    free: int | None = None
