"""Who is told what: a subscriber as the policy of a municipality names it.

It may know of the streams it is entitled to, or it is a provider that hears of its own placements
and places.  Its token is no policy (`connectors.inbound.access`), and the key of its pseudonyms
follows from the key of the municipality (`streams.deliveries`).
"""

from typing import Annotated, Self

from pydantic import Field, model_validator

from schemas.sides import CARE, WORK, Stream
from schemas.values import Frozen

Provider = Annotated[str, Field(pattern=r"^(agb:[0-9]{8}|kvk:[0-9]{8}|oin:[0-9A-Z]{20})$")]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class Subscriber(Frozen):
    """`basis`: the legal ground on which one subscriber may know of care and of work; else the two
    are kept apart.
    """

    name: Name
    streams: tuple[Stream, ...] = ()
    provider: Provider | None = None
    basis: str = Field(default="", max_length=500)

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if bool(self.streams) == (self.provider is not None):
            raise ValueError(f"{self.name}: either streams, or a provider that hears of its own")
        if CARE & {*self.streams} and WORK & {*self.streams} and len(self.basis) < 10:
            care, work = (", ".join(sorted(side)) for side in (CARE, WORK))
            raise ValueError(
                f"{self.name}: care ({care}) and work ({work}) are kept apart: give the legal"
                " ground (basis) on which it may know of both"
            )
        return self
