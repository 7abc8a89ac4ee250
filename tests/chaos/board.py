"""What a worker and the storm tell each other: a few bytes of a file that both have mapped.

It outlives the worker, however that ends, and costs it nothing.
"""

import mmap
import os
import signal
import struct
from pathlib import Path

from tests.chaos.storm import Moment

KILL, STOP = 1, 2
COUNTERS = (
    *("transactions", "aborts", "injected"),
    *("assigned", "revoked", "lost", "restored"),
)
_WANTED, _HOW, _STRUCK, _REACHED = range(4)
_FIRST = 8


class Board:
    """`reached`: the last moment the worker came through; 0 as long as it only starts."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_FIRST + 8 * len(COUNTERS)))
        with path.open("r+b") as file:
            self._bytes = mmap.mmap(file.fileno(), 0)

    # -- the storm's side

    def strike(self, moment: Moment, how: int) -> None:
        """At that moment, as the worker comes to it; at any, the storm does it itself."""
        self._bytes[_STRUCK], self._bytes[_HOW] = 0, how
        self._bytes[_WANTED] = moment

    def call_off(self) -> None:
        self._bytes[_WANTED] = 0

    @property
    def struck(self) -> bool:
        return bool(self._bytes[_STRUCK])

    @property
    def reached(self) -> Moment:
        return Moment(self._bytes[_REACHED])

    def counts(self) -> dict[str, int]:
        values = struct.unpack_from(f"<{len(COUNTERS)}Q", self._bytes, _FIRST)
        return dict(zip(COUNTERS, values, strict=True))

    # -- the worker's side

    def at(self, moment: Moment) -> None:
        """It comes to *moment*; perhaps it ends here."""
        self._bytes[_REACHED] = moment
        if self._bytes[_WANTED] != moment:
            return
        self._bytes[_WANTED], self._bytes[_STRUCK] = 0, 1
        os.kill(os.getpid(), signal.SIGKILL if self._bytes[_HOW] == KILL else signal.SIGSTOP)

    def count(self, counter: str, by: int = 1) -> None:
        place = _FIRST + 8 * COUNTERS.index(counter)
        (value,) = struct.unpack_from("<Q", self._bytes, place)
        struct.pack_into("<Q", self._bytes, place, value + by)
