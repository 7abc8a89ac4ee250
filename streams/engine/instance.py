"""Which worker this is: the same after a restart, and never two alive at once.

A transactional id that changed with each start would leave the transaction of a killed worker open
until it times out, and readers waiting for it.  So a worker takes the first free place in the app's
folder, and keeps it by a lock that the system takes back when the process ends, however it ends.
"""

import fcntl
import os
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PLACES_MAX = 1_000


@dataclass(frozen=True, slots=True)
class Instance:
    """`folder` is this worker's own, for as long as it lives."""

    id: str
    folder: Path
    _lock: IO[str]

    def release(self) -> None:
        self._lock.close()


def take_place(folder: Path) -> Instance:
    """The first place in *folder* that no living worker has.

    Raises:
        OSError: the folder cannot be written.
    """
    for number in range(PLACES_MAX):
        place = folder / f"worker-{number}"
        place.mkdir(parents=True, exist_ok=True)
        lock = (place / "lock").open("a+", encoding="ascii")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            continue
        return Instance(_id(place), place, lock)
    raise OSError(f"{folder}: all {PLACES_MAX} places are taken")


def _id(place: Path) -> str:
    """Made once.  Folders of two machines may be alike, so it is no name but a number of chance."""
    file = place / "id"
    if not file.exists() or not file.read_text(encoding="ascii"):  # empty: the power failed
        made = place / f"id.{os.getpid()}"
        made.write_text(uuid.uuid4().hex, encoding="ascii")
        made.replace(file)
    return file.read_text(encoding="ascii")
