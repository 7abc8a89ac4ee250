"""Facts about who waits: for a place."""

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
