"""What an hour or a dagdeel of a line is worth to the place that gives it: dated tariffs.

A tariff is agreed by municipality and provider, so it stands in the policy with its source.  What
does not stand there is not known, and no line is valued by it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import Field

from schemas.values import Frozen
from schemas.volumes import Unit


class Tariff(Frozen):
    """From `start` until the next of the same line: so many cents for one `unit`.

    `stream` and `instrument` are those of a line in a funding mix; `product` is a Wmo product code,
    and goes before a tariff without one.
    """

    stream: Literal["wmo", "participatiewet", "uwv", "wlz", "jeugdwet"]
    instrument: str = Field(min_length=1, max_length=64)
    product: str | None = Field(default=None, min_length=1, max_length=5)
    unit: Literal[Unit.MINUTE, Unit.HOUR, Unit.DAGDEEL]
    cents: int = Field(ge=0, le=100_000_000)
    start: date
    source: str = Field(
        min_length=10, max_length=300, description="contract or decision that sets it, its date"
    )

    @property
    def kind(self) -> tuple[str, str, str]:
        return self.stream, self.instrument, self.product or ""


def tariff_on(
    tariffs: Iterable[Tariff], stream: str, instrument: str, product: str | None, day: date
) -> Tariff | None:
    """What holds on *day*, of the product first; none if nothing is known of it."""
    for of in dict.fromkeys((product or "", "")):
        known = [t for t in tariffs if t.kind == (stream, instrument, of) and t.start <= day]
        if known:
            return max(known, key=lambda tariff: tariff.start)
    return None
