"""Large pages for what is held in memory: Linux is asked to put what has grown into pages of 2 MiB.

A state of ten million values is read here and there, and each look-up waits until the processor has
found where a page of 4 KiB lies.  Python takes memory a mebibyte at a time, so Linux never gives it
a large page by itself.  A thread looks for stretches of 2 MiB that are in use, and has each copied
into one (`MADV_COLLAPSE` of madvise(2), Linux 6.1).  Elsewhere all stays as it is, and where
the administrator wants no large pages too.
"""

import ctypes
import errno
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

LARGE, SMALL = 2 << 20, 4 << 10  # bytes of a page
IN_USE = 0.95  # of it: of what Python takes some is never written, and that would be taken too
LOOK_SECONDS, FORGET_LOOKS = 10.0, 60
COLLAPSE = 25  # MADV_COLLAPSE
WANTED = Path("/sys/kernel/mm/transparent_hugepage/enabled")
MAPPED = Path("/proc/self/maps")


class Pages:
    """Within it, what this process holds in memory comes to lie in large pages."""

    def __init__(self, seconds: float = LOOK_SECONDS) -> None:
        self._seconds, self._halt = seconds, threading.Event()
        self._thread = threading.Thread(target=self._run, name="pages", daemon=True)
        self.done: set[int] = set()  # where those begin that were made large, or cannot be

    def __enter__(self) -> Self:
        if are_wanted():
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._halt.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        memory, looks = Memory(), 0
        while not self._halt.wait(self._seconds):
            looks += 1
            if looks % FORGET_LOOKS == 0:
                self.done.clear()  # what was given back may have been taken again, in small ones
            for place in sorted(set(_places()) - self.done):
                if self._halt.is_set():
                    return
                if memory.is_in_use(place):
                    failed = memory.collapse(place)
                    if failed == errno.ENOMEM:
                        break  # there may be room later
                    if failed not in {errno.EAGAIN, errno.EBUSY}:
                        self.done.add(place)


class Memory:
    """What the C library says of 2 MiB of memory, and does with it; Python's lock is let go."""

    def __init__(self) -> None:
        self._c = ctypes.CDLL(None, use_errno=True)
        self._told = (ctypes.c_ubyte * (LARGE // SMALL))()

    def is_in_use(self, place: int) -> bool:
        """Whether nearly all of it is: else a large page would take more than there was."""
        if self._c.mincore(ctypes.c_void_p(place), ctypes.c_size_t(LARGE), self._told):
            return False  # given back meanwhile
        return sum(page & 1 for page in self._told) >= IN_USE * len(self._told)

    def collapse(self, place: int) -> int:
        """Let it be one page; what the C library calls the reason if it cannot, else 0."""
        failed = self._c.madvise(ctypes.c_void_p(place), ctypes.c_size_t(LARGE), COLLAPSE)
        return ctypes.get_errno() if failed else 0


def are_wanted() -> bool:
    """Whether this machine has large pages, and is not told never to give one."""
    try:
        return "[never]" not in WANTED.read_text()
    except OSError:
        return False


def _places() -> Iterator[int]:
    """Where each 2 MiB begin of the memory that this process has for itself.  None, until the next
    look, while it may open no file more.
    """
    try:
        mapped = MAPPED.read_text(errors="replace")  # it names files, which may be called anything
    except OSError:
        return
    for line in mapped.splitlines():
        span, rights, _, _, file, *name = line.split()
        if rights.startswith("rw-p") and file == "0" and name in ([], ["[heap]"]):
            begin, end = (int(address, 16) for address in span.split("-"))
            yield from range(-(-begin // LARGE) * LARGE, end - LARGE + 1, LARGE)
