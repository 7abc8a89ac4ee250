"""A step's keyed view of the state of one partition, and the store beneath it."""

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

    def restore(self, records: Mapping[str, bytes | None], position: int) -> None:
        """The same, with values as the changelog holds them, encoded."""
        ...

    def __len__(self) -> int: ...

    def size(self) -> int:
        """Bytes, about."""
        ...

    def close(self) -> None: ...


class View:
    """What a step sees: the store, and laid over it what it put since.

    `closed` is what a commit under way holds, `writes` what came after it.
    """

    __slots__ = ("_store", "closed", "writes")

    def __init__(self, store: Store) -> None:
        self._store = store
        self.closed: dict[str, Any | None] = {}
        self.writes: dict[str, Any | None] = {}

    @property
    def cursor(self) -> Any | None:
        """Where a sweep is; while it is not none, no other event of the partition is taken."""
        return self.get(CURSOR)

    @cursor.setter
    def cursor(self, cursor: Any | None) -> None:
        if cursor is not None or self.cursor is not None:
            self.writes[CURSOR] = cursor

    def get(self, key: str) -> Any | None:
        if key in self.writes:
            return self.writes[key]
        return self.closed[key] if key in self.closed else self._store.get(key)

    def put(self, key: str, value: Any) -> None:
        """A value is never changed in place: put another."""
        self.writes[key] = value

    def delete(self, key: str) -> None:
        self.writes[key] = None

    def scan(self, prefix: str, after: str = "") -> Iterator[tuple[str, Any]]:
        writes = {**self.closed, **self.writes} if self.closed else self.writes
        return overlaid(self._store.scan(prefix, after), writes, prefix, after)


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
