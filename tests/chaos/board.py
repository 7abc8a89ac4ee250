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
    *("opened", "handed on"),  # the short cut, and what it handed on in committed transactions
    *("ousted", "fenced"),  # woken ones: their partitions were gone, the broker refused them
)
_WANTED, _HOW, _STRUCK, _REACHED, _OPEN, _AT_RISK, _WOKEN = range(7)
_AWAKE, _BEGUN, _OUSTED, _FENCED = 1, 2, 4, 8
_FIRST = 8


class Board:
    """`reached`: the last moment the worker came through; 0 as long as it only starts.
    `is_open`: its short cut.  `at_risk`: records were handed on, and are not known as committed.
    """

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

    def wake(self) -> None:
        """It is stopped, and about to go on."""
        self._bytes[_WOKEN] = _AWAKE

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

    def begin(self) -> None:
        """It begins a transaction."""
        if self._bytes[_WOKEN]:
            self._bytes[_WOKEN] |= _BEGUN

    def committed(self) -> None:
        """A transaction is; one that it began after it woke says that it is one of the group."""
        if self._bytes[_WOKEN] & _BEGUN:
            self._bytes[_WOKEN] = 0

    def ousted(self) -> None:
        self._found_out("ousted", _OUSTED)

    def fenced(self) -> None:
        self._found_out("fenced", _FENCED)

    def _found_out(self, how: str, bit: int) -> None:
        """Once after each waking; who was not asleep is no zombie."""
        if self._bytes[_WOKEN] and not self._bytes[_WOKEN] & bit:
            self._bytes[_WOKEN] |= bit
            self.count(how)

    # -- both

    @property
    def is_open(self) -> bool:
        return bool(self._bytes[_OPEN])

    @is_open.setter
    def is_open(self, value: bool) -> None:
        self._bytes[_OPEN] = value

    @property
    def at_risk(self) -> bool:
        return bool(self._bytes[_AT_RISK])

    @at_risk.setter
    def at_risk(self, value: bool) -> None:
        self._bytes[_AT_RISK] = value
