"""Large pages for a state in memory: of 2 MB where the kernel gives them, rather than of 4 KB.

A dictionary of millions of keys is read all over.  With small pages the processor must find out
anew where nearly all of that lies, which in a state of gigabytes takes a tenth of all time.  Python
asks the kernel for one megabyte at a time, too little for a large page to come by itself.  So the
worker asks the kernel to put together what is there, one page after the other, between events and
far apart: each takes some 2 ms.

Linux does so on request since 6.1 (`madvise(2)`, MADV_COLLAPSE), also where large pages are given
to nobody who does not ask.  Anywhere else memory stays as it is.
"""

import ctypes
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

PAGE, SMALL = 2 * 1024 * 1024, 4 * 1024
LEAST = 256 * 1024 * 1024  # bytes; less is found soon enough
FILLED = 0.75  # of a page: what nobody wrote to would become memory too
PAUSE, LATER = 0.05, 2.0  # seconds between two pages; and after all that there are
COLLAPSE = 25  # MADV_COLLAPSE of <linux/mman.h>
MAPS = Path("/proc/self/maps")


class Kernel(Protocol):
    """Pages are addresses, multiples of `PAGE`."""

    def maps(self) -> str:
        """What memory the process has, as proc_pid_maps(5) tells it."""
        ...

    def filled(self, page: int) -> float:
        """How much of a large page's memory is there, of 1."""
        ...

    def collapse(self, page: int) -> bool:
        """Make one large page of what is there; whether it is one."""
        ...


class Pages:
    def __init__(
        self, kernel: Kernel | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._kernel = kernel or _kernel()
        self._clock, self._next = clock, 0.0
        self._asked: set[int] = set()
        self._waiting: list[int] = []

    def look(self) -> None:
        """Between two turns of the loop: ask for one page more, if it is time."""
        if self._kernel is None or (now := self._clock()) < self._next:
            return
        if not self._waiting:
            self._waiting = self._found(self._kernel)
        self._next = now + (PAUSE if self._waiting else LATER)
        if self._waiting:
            page = self._waiting.pop()
            self._asked.add(page)
            self._kernel.collapse(page)  # if it does not, that page stays as it is

    def _found(self, kernel: Kernel) -> list[int]:
        """What was filled since, the least address last."""
        pages = set(_pages(kernel.maps()))
        self._asked &= pages  # what was given back, and taken again, is small again
        if len(pages) * PAGE < LEAST:
            return []
        new = sorted(pages - self._asked, reverse=True)
        return [page for page in new if kernel.filled(page) >= FILLED]


def _pages(maps: str) -> Iterator[int]:
    """The large pages that fit in the memory that Python has for its objects."""
    for line in maps.splitlines():
        where, may, _, _, _, *name = line.split(maxsplit=5)
        if may == "rw-p" and name in ([], ["[heap]"]):
            start, end = (int(address, 16) for address in where.split("-"))
            yield from range(-(-start // PAGE) * PAGE, end - PAGE + 1, PAGE)


class Linux:
    def __init__(self) -> None:
        libc = ctypes.CDLL(None)
        self._madvise, self._mincore = libc.madvise, libc.mincore
        self._madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        self._mincore.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p)
        self._there = ctypes.create_string_buffer(PAGE // SMALL)

    def maps(self) -> str:
        return MAPS.read_text()

    def filled(self, page: int) -> float:
        if self._mincore(page, PAGE, self._there):
            return 0.0  # it is there no more
        return sum(small & 1 for small in self._there.raw) / len(self._there)

    def collapse(self, page: int) -> bool:
        there: int = self._madvise(page, PAGE, COLLAPSE)
        return there == 0


def _kernel() -> Linux | None:
    """None where there is nobody to ask."""
    return Linux() if MAPS.exists() else None
