"""What public events say of a municipality's budget of places.  `budget`: `9901/beschut_werk`."""

from datetime import date

from schemas.facts import Kind
from schemas.values import Frozen, Municipality
from schemas.windows import Window


class EligibilityPeriod(Frozen):
    start: date
    end: date | None = None
    eligible: int
    places: int | None = None


class EligibilityChanged(Frozen):
    """How many are eligible, and for how many the municipality has places, as far as known."""

    budget: str
    municipality: Municipality
    activity: Kind
    window: Window | None = None
    periods: tuple[EligibilityPeriod, ...] = ()
    digest: str
    complete: bool = True


class Awaits(Frozen):
    person: str
    record: str


class AwaitingSince(Frozen):
    """Who was registered from `start` up to `end`, and awaits an assessment."""

    start: date
    end: date
    waiting: tuple[Awaits, ...]


class AwaitingAssessmentChanged(Frozen):
    """Who awaits an assessment, by the day of registration.  No periods: nobody."""

    budget: str
    municipality: Municipality
    activity: Kind
    window: Window | None = None
    periods: tuple[AwaitingSince, ...] = ()
    digest: str
    complete: bool = True


class WaitsForPlace(Frozen):
    """Waits for a place from `start`; eligible up to `end`, if that is known."""

    person: str
    record: str
    start: date
    end: date | None = None


class DecidedSince(Frozen):
    """Of whom it was decided from `start` up to `end` that they are eligible, and who wait."""

    start: date
    end: date
    waiting: tuple[WaitsForPlace, ...]


class EligibleWaitingChanged(Frozen):
    """Who is eligible and waits, by the day of the decision.  No periods: nobody."""

    budget: str
    municipality: Municipality
    activity: Kind
    window: Window | None = None
    periods: tuple[DecidedSince, ...] = ()
    digest: str
    complete: bool = True
