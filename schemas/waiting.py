"""Facts about who waits: for a place, for an assessment, for a kind of place."""

from datetime import date
from typing import Literal

from schemas.values import Frozen


class WaitingReported(Frozen):
    """A person waits for a seat at a place since a day, as the place's provider keeps its list.

    Who waits no longer is taken off the list: the record lapses.
    """

    kind: Literal["waiting-reported"] = "waiting-reported"
    place: str
    provider: str
    since: date


class AssessmentRequested(Frozen):
    """Somebody is registered to be assessed for a kind of place (*aanmelding*)."""

    kind: Literal["assessment-requested"] = "assessment-requested"
    activity: Literal["beschut_werk"] = "beschut_werk"
    on: date


class EligibilityDecided(Frozen):
    """The college decided whether somebody can work in beschut werk only (Participatiewet 10b)."""

    kind: Literal["eligibility-decided"] = "eligibility-decided"
    activity: Literal["beschut_werk"] = "beschut_werk"
    eligible: bool
    decided_on: date
    start: date
    end: date | None = None
