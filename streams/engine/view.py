"""A step's keyed view of the state of one partition, and the store beneath it."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

Encoded = tuple[bytes, bytes | None]  # a key and its value, as they go to the changelog
CURSOR = "~cursor"  # the key beside the step's own under which its sweep stands


class Store(Protocol):
    """The committed state of one partition: text keys, values of the step's own kind.

    It is written once per transaction, after the broker committed it.  `position` is the offset in
    the changelog from which a restore must go on: 0 for a store that does not outlive the process.
    """

    @property
    def is_kept(self) -> bool:
        """Whether it outlives the process."""
        ...

    @property
    def position(self) -> int: ...

    def get(self, key: str) -> Any | None: ...

    def scan(self, prefix: str, after: str = "") -> Iterator[tuple[str, Any]]:
        """Keys that begin with *prefix* and sort behind *after*, in order of their UTF-8."""
        ...

    def apply(
        self,
        writes: Mapping[str, Any | None],
        position: int | None = None,
        encoded: Sequence[Encoded] = (),
    ) -> None:
        """Value none deletes.  With a position, both are kept or neither.

        `encoded` are the same writes as the changelog got them, for a store of bytes.
        """
        ...

    def restore(self, records: Mapping[bytes, bytes | None], position: int) -> None:
        """The same, as the changelog holds them: encoded."""
        ...

    def __len__(self) -> int: ...

    def size(self) -> int:
        """Bytes, about."""
        ...

    def close(self) -> None: ...


class Layer(dict[str, Any | None]):
    """What was put, by key; none deletes.  Its keys are in order from the first scan on."""

    __slots__ = ("_order",)

    def __init__(self, writes: Mapping[str, Any | None] | None = None) -> None:
        super().__init__(writes or {})
        self._order: list[str] | None = None

    def put(self, key: str, value: Any | None) -> None:
        if self._order is not None and key not in self:
            insort(self._order, key)
        self[key] = value

    def over(
        self, kept: Iterator[tuple[str, Any]], prefix: str, after: str
    ) -> Iterator[tuple[str, Any]]:
        """*kept*, which is in order, with this laid over it."""
        if not self:
            return kept
        if self._order is None:
            self._order = sorted(self)
        order, ours = self._order, {}
        start = bisect_right(order, after) if after >= prefix else bisect_left(order, prefix)
        for at in range(start, len(order)):
            key = order[at]
            if not key.startswith(prefix):
                break
            ours[key] = self[key]
        return _merged(kept, ours) if ours else kept


class View:
    """What a step sees: the store, and laid over it what it put since.

    `closed` is what a commit under way holds, `writes` what came after it.
    """

    __slots__ = ("_look", "_store", "closed", "writes")

    def __init__(self, store: Store) -> None:
        self._store, self._look = store, store.get
        self.closed, self.writes = Layer(), Layer()

    @property
    def cursor(self) -> Any | None:
        """Where a sweep is; while it is not none, no other event of the partition is taken."""
        return self.get(CURSOR)

    @cursor.setter
    def cursor(self, cursor: Any | None) -> None:
        if cursor is not None or self.cursor is not None:
            self.writes.put(CURSOR, cursor)

    def get(self, key: str) -> Any | None:
        writes = self.writes
        if key in writes:
            return writes[key]
        closed = self.closed
        return closed[key] if key in closed else self._look(key)

    def put(self, key: str, value: Any) -> None:
        """A value is never changed in place: put another."""
        self.writes.put(key, value)

    def delete(self, key: str) -> None:
        self.writes.put(key, None)

    def scan(self, prefix: str, after: str = "") -> Iterator[tuple[str, Any]]:
        kept = self._store.scan(prefix, after)
        return self.writes.over(self.closed.over(kept, prefix, after), prefix, after)

    def close(self) -> None:
        """What was put belongs to a commit that is under way."""
        self.closed, self.writes = self.writes, Layer()

    def committed(self) -> None:
        """What was closed stands in the store."""
        self.closed = Layer()

    def undo(self) -> None:
        self.closed, self.writes = Layer(), Layer()


def overlaid(
    kept: Iterator[tuple[str, Any]], writes: Mapping[str, Any | None], prefix: str, after: str
) -> Iterator[tuple[str, Any]]:
    """*kept*, which is in order, with *writes* laid over it."""
    ours = sorted(key for key in writes if key.startswith(prefix) and key > after)
    if not ours:
        return kept
    return _merged(kept, {key: writes[key] for key in ours})


def _merged(
    kept: Iterator[tuple[str, Any]], ours: dict[str, Any | None]
) -> Iterator[tuple[str, Any]]:
    waiting = iter(ours.items())
    mine = next(waiting, None)
    for key, value in kept:
        while mine is not None and mine[0] < key:
            if mine[1] is not None:
                yield mine
            mine = next(waiting, None)
        if mine is not None and mine[0] == key:
            if mine[1] is not None:
                yield mine
            mine = next(waiting, None)
        else:
            yield key, value
    while mine is not None:
        if mine[1] is not None:
            yield mine
        mine = next(waiting, None)
