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
    """A partition at one look.

    `next`: the first event that is not committed.  `turn`: how many transactions were, so that a
    sweep, which takes no event, is progress too.  What is not committed is none: a transaction that
    is aborted again and again would look like work.  Of a partition that is being restored `turn`
    is how many records were read, and its lag is never 0: a restore that hangs must end, too.
    """

    next: int
    lag: int
    ready: bool
    keys: int = 0
    turn: int = 0


@dataclass(slots=True)
class Health:
    """What the loop shows of itself, written by its thread and read by others."""

    settings: Settings
    clock: Callable[[], float] = time.monotonic
    partitions: dict[Place, Seen] = field(default_factory=dict)
    joined: bool = False  # it was given its partitions, be it none
    leaving: bool = False  # it was asked to stop, or has to
    _progress: dict[Place, tuple[tuple[int, int], float]] = field(default_factory=dict)

    def look(self, partitions: dict[Place, Seen]) -> None:
        now, progress = self.clock(), {}
        for place, seen in partitions.items():
            before, at = self._progress.get(place), (seen.next, seen.turn)
            if before is None or before[0] != at or seen.lag == 0:
                before = (at, now)
            progress[place] = before
        self.partitions, self._progress = partitions, progress

    def why_not_ready(self) -> str | None:
        if self.leaving:
            return "stopping"
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
        since, partitions = self.clock() - self.settings.stall_timeout, self.partitions
        for place, (_, at) in self._progress.items():
            if at < since and place in partitions and partitions[place].lag > 0:
                return place
        return None
