"""Records as a step keeps them: JSON in its state, of which only the facts are read."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from pydantic import TypeAdapter

from schemas.facts import Fact
from streams.step import Json


class Told(Protocol):
    """A record with its facts: as it came, or as it was kept."""

    @property
    def record(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def facts(self) -> tuple[Fact, ...]: ...


class Kept(NamedTuple):
    record: str
    version: str
    facts: tuple[Fact, ...]


_read_facts = TypeAdapter(list[tuple[Fact, ...]]).validator.validate_python


def kept(values: Iterable[Json]) -> list[Kept]:
    """The records that were kept as *values*.  One call reads the facts of all."""
    values = list(values)
    if not values:
        return []
    read = _read_facts([value["facts"] for value in values])
    return [Kept(v["record"], v["version"], f) for v, f in zip(values, read, strict=True)]
