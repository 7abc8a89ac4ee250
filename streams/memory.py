"""State of one partition of one step, in memory: what a view reads and a decision writes."""

from collections.abc import Iterator, Mapping

from sortedcontainers import SortedDict

from streams.step import Json


class MemoryState:
    """A `View` on a sorted dictionary, and the one place where writes are applied to it."""

    def __init__(self) -> None:
        self._values: SortedDict[str, Json] = SortedDict()

    def get(self, key: str) -> Json | None:
        return self._values.get(key)

    def scan(self, prefix: str, after: str = "") -> Iterator[tuple[str, Json]]:
        start = max(prefix, after)
        for key in self._values.irange(start, inclusive=(start != after, True)):
            if not key.startswith(prefix):
                return
            yield key, self._values[key]

    def apply(self, writes: Mapping[str, Json | None]) -> None:
        for key, value in writes.items():
            if value is None:
                self._values.pop(key, None)
            else:
                self._values[key] = value

    def __len__(self) -> int:
        return len(self._values)
