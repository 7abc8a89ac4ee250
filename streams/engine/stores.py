"""State in memory: the simplest store, and which store a partition gets.

In memory it is for tests and small towns: it takes some ten times its size on disk, and a restart
reads the whole changelog.  `rocks.py` holds what outlives the process.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from sys import getsizeof
from typing import Any

from sortedcontainers import SortedList

from streams.engine.rocks import Rocks
from streams.engine.settings import Settings
from streams.engine.step import State, Step
from streams.engine.view import Encoded, Store


class MemoryStore:
    """A dictionary of values; its keys are put in order by the first scan, and kept so."""

    is_kept = False
    position = 0

    def __init__(self, decode: Callable[[bytes], Any] = bytes) -> None:
        self._decode = decode
        self._values: dict[str, Any] = {}
        self._order: SortedList[str] | None = None

    def get(self, key: str) -> Any | None:
        return self._values.get(key)

    def scan(self, prefix: str, after: str = "") -> Iterator[tuple[str, Any]]:
        if self._order is None:
            self._order = SortedList(self._values)
        start = max(prefix, after)
        for key in self._order.irange(start, inclusive=(start != after, True)):
            if not key.startswith(prefix):
                return
            yield key, self._values[key]

    def apply(
        self,
        writes: Mapping[str, Any | None],
        position: int | None = None,  # noqa: ARG002
        encoded: Sequence[Encoded] = (),  # noqa: ARG002
    ) -> None:
        if self._order is not None:
            self._reorder(writes)
        values = self._values
        values.update(writes)
        for key in [key for key, value in writes.items() if value is None]:
            del values[key]

    def _reorder(self, writes: Mapping[str, Any | None]) -> None:
        assert self._order is not None
        for key, value in writes.items():
            is_there = key in self._values
            if value is None and is_there:
                self._order.remove(key)
            elif value is not None and not is_there:
                self._order.add(key)

    def restore(self, records: Mapping[bytes, bytes | None], position: int) -> None:
        decode = self._decode
        self.apply(
            {key.decode(): None if v is None else decode(v) for key, v in records.items()}, position
        )

    def __len__(self) -> int:
        return len(self._values)

    def size(self) -> int:
        return sum(map(getsizeof, self._values)) + sum(map(getsizeof, self._values.values()))

    def close(self) -> None:
        self._values.clear()


def opener(
    settings: Settings, folder: Path | None = None, topic_ids: Mapping[str, str] | None = None
) -> Callable[[Step, int], Store]:
    """
    Args:
        folder: where state is kept on this machine; only for "rocks".
        topic_ids: by changelog (see `Rocks`).
    """
    if settings.store == "memory":
        return lambda step, _number: MemoryStore((step.state or State()).decode)
    assert folder is not None, "where to keep state?"
    rocks = Rocks(folder, settings.app, topic_ids or {})
    rocks.tidy()

    def opened(step: Step, number: int) -> Store:
        if step.state is None:
            return MemoryStore()
        return rocks.open(step.name, number, settings.changelog(step.name), step.state)

    return opened
