"""Persons that may be one, as somebody is asked about them (topic `reviews`, identity zone)."""

from schemas.facts import Source
from schemas.values import Frozen, Municipality


class ReviewSide(Frozen):
    """One of two nodes that somebody should look at, in the words of its source; no BSN."""

    record: str
    person: str
    source: Source
    system: str
    first: str
    described: dict[str, str]


class ReviewField(Frozen):
    """What one field says: how the two agree in it, and what that weighs (log2 of the odds)."""

    field: str
    level: str
    weight: float


class Review(Frozen):
    """Two persons that may be one, for somebody to decide (topic `reviews`, identity zone).

    `second` is the next that `one` comes near, with its weight; `decided` what was decided before
    the evidence changed.
    """

    review: str
    municipality: Municipality
    reason: str
    weight: float
    evidence: str
    one: ReviewSide
    other: ReviewSide
    fields: tuple[ReviewField, ...]
    second: str | None = None
    second_weight: float | None = None
    decided: str | None = None
