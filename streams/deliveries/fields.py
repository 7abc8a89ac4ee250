"""How a field is told, and to whom: the words that the table is written in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from schemas.values import Frozen
from streams.deliveries import may
from streams.deliveries.reader import Reader
from streams.step import Json

How = Literal["as-is", "name", "organisation", "part", "kinds", "participant", "aliases", "none"]


@dataclass(frozen=True, slots=True)
class Field:
    """`to`: that sort of subscriber alone.  `if_any`: the hub does not say it of nothing, so an
    empty list would tell that there was something.
    """

    how: How
    to: Literal["all", "streams", "provider"] = "all"
    of: type[Frozen] | None = None
    if_any: bool = False

    @property
    def streams(self) -> "Field":
        return replace(self, to="streams")

    @property
    def provider(self) -> "Field":
        return replace(self, to="provider")

    def reaches(self, reader: Reader) -> bool:
        if self.how == "none":
            return False
        return self.to == "all" or (self.to == "provider") == bool(reader.provider)


AS_IS, NAME, ORGANISATION = Field("as-is"), Field("name"), Field("organisation")
KINDS = Field("kinds")
PARTICIPANT, ALIASES = Field("participant"), Field("aliases")
ANEW = NOBODY = Field("none")


def part(of: type[Frozen], *, if_any: bool = False) -> Field:
    return Field("part", of=of, if_any=if_any)


@dataclass(frozen=True, slots=True)
class Shown:
    """`to`: who may know that this is there, by what it says and what it is part of.  `says`: in
    these fields something must be left, or nothing is told.  `joins`: periods of this kind that say
    the same and follow one another are one, or the day between them would tell what is left out.
    """

    fields: Mapping[str, Field]
    to: Callable[[Reader, Json, Json], bool] = may.anybody
    says: tuple[str, ...] = ()
    joins: bool = False


def row(
    *told: tuple[Field, str],
    to: Callable[[Reader, Json, Json], bool] = may.anybody,
    says: str = "",
    joins: bool = False,
) -> Shown:
    named = [(name, field) for field, names in told for name in names.split()]
    fields = dict(named)
    assert len(fields) == len(named), "a field that stands twice in a row"
    return Shown(fields, to, tuple(says.split()), joins)
