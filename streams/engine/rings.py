"""When to look for rings: dead objects that hold each other, which Python does not let go at once.

By itself it looks whenever so many objects were made, in the midst of a step.  The more of them
live on, the longer that takes: a state in memory grows by hundreds of thousands, and a look through
those is a tenth of a second, later seconds, in which no event is taken.  So the loop looks itself,
between events, a little at a time; and through what outlived that only when it has nothing to do.
"""

import gc
import time
from types import TracebackType
from typing import Self

YOUNG = 10_000  # objects made since the last look: some 8 ms
STATE = (
    200_000  # so many that live on are state, restored or kept: no rings, and not looked through
)
REST_SECONDS = 10.0


class Rings:
    """Within it, Python does not look by itself."""

    def __init__(self) -> None:
        self._rested = time.monotonic()
        self._looked = True  # whether Python did by itself

    def __enter__(self) -> Self:
        self._looked = gc.isenabled()
        gc.disable()
        gc.freeze()  # what is there before the first event stays
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        if self._looked:
            gc.enable()

    def look(self, *, idle: bool) -> None:
        """Between two turns of the loop; *idle*: nothing waits to be done."""
        made = gc.get_count()[0]
        if made > STATE:
            gc.freeze()
        elif made > YOUNG:
            gc.collect(0)
        if idle and time.monotonic() - self._rested > REST_SECONDS:
            self._rested = time.monotonic()
            self._look_at_older()

    def _look_at_older(self) -> None:
        if gc.get_count()[1] == 0:  # nothing was looked at since, so nothing grew older
            return
        if len(gc.get_objects(generation=1)) > STATE:
            gc.freeze()
        else:
            gc.collect(1)
