"""Whether a worker lives, whether it is ready, and when it must end itself.

A worker that hangs keeps its partitions from others.  So it ends when a step takes too long, when
its loop no longer turns, and when a partition has lag and makes no progress.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from streams.engine.loop import Place
from streams.engine.settings import Settings

EXIT_BUG, EXIT_BROKER = 70, 75  # sysexits.h: an error inside; try again later


@dataclass(frozen=True, slots=True)
class Seen:
    """A partition at one look: the next event, how many wait, whether its state is back, its keys."""

    next: int
    lag: int
    ready: bool
    keys: int = 0


@dataclass(slots=True)
class Health:
    """What the loop shows of itself, written by its thread and read by others."""

    settings: Settings
    clock: Callable[[], float] = time.monotonic
    partitions: dict[Place, Seen] = field(default_factory=dict)
    joined: bool = False  # it was given its partitions, be it none
    _progress: dict[Place, tuple[int, float]] = field(default_factory=dict)  # next, since when

    def look(self, partitions: dict[Place, Seen]) -> None:
        now, progress = self.clock(), {}
        for place, seen in partitions.items():
            before = self._progress.get(place)
            if before is None or before[0] != seen.next or seen.lag == 0:
                before = (seen.next, now)
            progress[place] = before
        self.partitions, self._progress = partitions, progress

    def why_not_ready(self) -> str | None:
        if not self.joined:
            return "not assigned"
        restoring = sum(not seen.ready for seen in self.partitions.values())
        if restoring:
            return f"restoring {restoring} partitions"
        if self.stalled():
            return "stalled"
        return None

    def stalled(self) -> Place | None:
        """A partition with lag and no progress for too long."""
        since = self.clock() - self.settings.stall_timeout
        for place, (_, at) in self._progress.items():
            if at < since and place in self.partitions and self.partitions[place].lag > 0:
                return place
        return None
