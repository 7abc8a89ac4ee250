"""The values a step used last, decoded: decoding one costs as much as finding it on disk."""

from typing import Any

MANY = 1_000
LARGE = 4 * 1024  # bytes encoded; what is larger is not kept


class Recent:
    """Two generations: when the young one is full it is the old one, and the old one goes.

    So at least the last thousand are kept, at most twice as many, without a list of who was last.
    """

    __slots__ = ("_old", "_young")

    def __init__(self) -> None:
        self._young: dict[str, Any] = {}
        self._old: dict[str, Any] = {}

    def get(self, key: str) -> Any | None:
        value = self._young.get(key)
        if value is None and (value := self._old.get(key)) is not None:
            self._keep(key, value)
        return value

    def put(self, key: str, value: Any, size: int) -> None:
        if size <= LARGE:
            self._keep(key, value)
        else:
            self.drop(key)

    def drop(self, key: str) -> None:
        self._young.pop(key, None)
        self._old.pop(key, None)

    def clear(self) -> None:
        self._young, self._old = {}, {}

    def _keep(self, key: str, value: Any) -> None:
        young = self._young
        if len(young) >= MANY:
            self._old, self._young = young, (young := {})
        young[key] = value
