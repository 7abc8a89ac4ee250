"""State of one partition of one step, in memory: what a view reads and a decision writes."""

from collections.abc import Iterator, Mapping

from sortedcontainers import SortedDict

from streams.step import Json

LAST = "\U0010ffff"  # sorts behind whatever may follow a prefix


class MemoryState:
    """A `View` on a sorted dictionary, and the one place where writes are applied to it."""

    def __init__(self) -> None:
        self._values: SortedDict[str, Json] = SortedDict()

    def get(self, key: str) -> Json | None:
        return self._values.get(key)

    def scan(self, prefix: str, after: str = "") -> Iterator[tuple[str, Json]]:
        start, values = max(prefix, after), self._values
        keys = values.irange(start, prefix + LAST, inclusive=(start != after, True))
        return ((key, values[key]) for key in keys)

    def apply(self, writes: Mapping[str, Json | None]) -> None:
        for key, value in writes.items():
            if value is None:
                self._values.pop(key, None)
            else:
                self._values[key] = value

    def __len__(self) -> int:
        return len(self._values)
