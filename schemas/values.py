"""Values that cannot lie: a BSN, an OIN, a period, a pseudonym."""

import hashlib
import hmac
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Annotated, Any, NamedTuple, ParamSpec, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

ELFPROEF = (9, 8, 7, 6, 5, 4, 3, 2, -1)


class Frozen(BaseModel):
    """The base of everything on a topic: immutable, closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


P = ParamSpec("P")
M = TypeVar("M")


def trusted(kind: Callable[P, M], *_: P.args, **values: P.kwargs) -> M:
    """A model of values that are valid already: who reads it from a topic looks at them again.

    As `kind(**values)`, at a third of the cost.
    """
    model: Any = kind
    defaults, names, new = _fields(model)
    made: M = new(model)
    _set_values(made, defaults | values)
    _set_names(made, names)
    _set_extra(made, None)
    _set_private(made, None)
    return made


# what a model consists of; to set it through its attributes is refused (frozen), or slow
_set_values, _set_names, _set_extra, _set_private = (
    BaseModel.__dict__[name].__set__
    for name in (
        "__dict__",
        "__pydantic_fields_set__",
        "__pydantic_extra__",
        "__pydantic_private__",
    )
)


@cache
def _fields(kind: type[BaseModel]) -> tuple[dict[str, Any], set[str], Callable[..., Any]]:
    """The defaults, in the order of the fields; the fields' names; and what makes an empty one."""
    fields = kind.model_fields
    return {name: field.default for name, field in fields.items()}, set(fields), kind.__new__


def passes_elfproef(digits: str) -> bool:
    """Whether *digits* has the form of a BSN: nine digits, not all zero, weighted sum by 11.

    Source: Logisch Ontwerp BSN.  A pass proves the form, not that the number was ever given out.
    """
    if len(digits) != 9 or not digits.isascii() or not digits.isdigit():
        return False
    total = sum(w * int(d) for w, d in zip(ELFPROEF, digits, strict=True))
    return total % 11 == 0 and digits != "000000000"


def may_hold_bsn(text: str) -> bool:
    """Whether nine digits in a row somewhere in *text*, of whatever number, could be a BSN."""
    return any(passes_elfproef(text[at : at + 9]) for at in range(len(text) - 8))


def _bsn(digits: str) -> str:
    if not passes_elfproef(digits):
        raise ValueError("nine digits that pass the elfproef")
    return digits


Bsn = Annotated[str, AfterValidator(_bsn)]
Municipality = Annotated[str, Field(pattern=r"^[0-9]{4}$", description="CBS gemeentecode")]
Oin = Annotated[
    str, Field(pattern=r"^[0-9A-Z]{20}$", description="Organisatie-identificatienummer")
]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]
Degrees = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,2}\.[0-9]{6}$",
        description="decimal degrees (WGS84), six decimals; text, so that all write it alike",
    ),
]


class Period(NamedTuple):
    """Days from `start` up to, not including, `end`; no end means open."""

    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


def day_after(day: date | None) -> date | None:
    """The exclusive end that belongs to a last day, as the sources give it (*t/m*)."""
    return None if day is None or day == date.max else day + timedelta(days=1)


def pseudonym(key: bytes, *parts: str) -> str:
    """A keyed, one-way name for *parts*: 32 hex digits.

    Keyed, because a plain hash of a BSN is undone by trying all of them.
    """
    keyed = _keyed(key).copy()
    keyed.update("|".join(parts).encode())
    return keyed.hexdigest()[:32]


@lru_cache(maxsize=1024)  # municipalities
def _keyed(key: bytes) -> hmac.HMAC:
    """What every name under *key* begins with."""
    return hmac.new(key, digestmod="sha256")


def digest(*parts: str) -> str:
    """A plain fingerprint of parts that hold no personal data: 32 hex digits."""
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]
