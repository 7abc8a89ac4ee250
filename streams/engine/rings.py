"""When to look for rings: dead objects that hold each other, which Python does not let go at once.

By itself it looks whenever so many objects were made, in the midst of a step.  The more of them
live on, the longer that takes: a state in memory grows by hundreds of thousands, and a look through
those is a tenth of a second, later seconds, in which no event is taken.  So the loop looks itself,
between events, a little at a time: at what is new soon, at what outlived that when it has nothing
to do, and once a day at all that came since the day before.
"""

import gc
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

YOUNG = 10_000  # objects made since the last look: some 8 ms
RESTORED = 200_000  # so many at once are a state that was read back, in which there are no rings
KEPT = 1_000_000  # so many that outlived their first look are a state in memory that grows
IDLE_SECONDS, LATEST_SECONDS = 10.0, 600.0  # between looks at what is older: idle, and in any case
DAY_SECONDS = 86_400.0


class Rings:
    """Within it, Python does not look by itself."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._older = self._all = clock()  # when they were last looked at
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
        gc.unfreeze()
        if self._looked:
            gc.enable()

    def look(self, *, is_idle: Callable[[], bool], is_restoring: bool = False) -> None:
        """Between two turns of the loop.

        Args:
            is_idle: whether nothing waits to be done; asked only when it matters.
            is_restoring: whether state is being read back beside it.
        """
        made = gc.get_count()[0]
        if made > RESTORED and is_restoring:
            gc.freeze()
        elif made > YOUNG:
            gc.collect(0)
        now = self._clock()
        for_older, for_all = now - self._older, now - self._all
        if for_older > LATEST_SECONDS or (for_older > IDLE_SECONDS and is_idle()):
            self._older = now
            _look_at_older()
        if for_all > 2 * DAY_SECONDS or (for_all > DAY_SECONDS and is_idle()):
            self._all = now
            gc.collect()
            gc.freeze()


def _look_at_older() -> None:
    if gc.get_count()[1] == 0:  # nothing was looked at since, so nothing grew older
        return
    if len(gc.get_objects(generation=1)) > KEPT:
        gc.freeze()
    else:
        gc.collect(1)
