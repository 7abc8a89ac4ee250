"""What the engine tells of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

Place = tuple[str, int]  # a topic, and the number of a partition


@dataclass(slots=True)
class Done:
    """What a committed transaction did."""

    events: dict[str, int] = field(default_factory=dict)  # by step
    notes: dict[str, list[object]] = field(default_factory=dict)  # by step, as the step told them
    refused: int = 0
    seconds: float = 0.0

    def add(self, step: str, events: int, notes: list[object]) -> None:
        self.events[step] = self.events.get(step, 0) + events
        if notes:
            self.notes.setdefault(step, []).extend(notes)


class Watch(Protocol):
    """Who wants to know what the engine does.  Called in the loop's thread."""

    def committed(self, done: Done) -> None: ...

    def aborted(self, reason: str) -> None: ...

    def short_cut(self, why: str, *, is_open: bool) -> None:
        """It was opened, or shut and *why* (see `streams.engine.shortcut`)."""
        ...

    def assigned(self, step: str, number: int, restored: int, seconds: float) -> None: ...

    def revoked(self, step: str, number: int) -> None: ...

    def refused(self, step: str, place: Place, offset: int, reason: str) -> None:
        """Before its transaction is committed: after an abort it is told once more."""
        ...

    def looked(self, seen: Mapping[Place, Any]) -> None:
        """What each partition is like (`streams.engine.health.Seen`), about every second."""
        ...
