"""What runs beside the loop: restores, and commits on their way."""

import threading
from collections.abc import Callable
from typing import Protocol


class Running(Protocol):
    """Something that was started, as a thread is."""

    def is_alive(self) -> bool: ...

    def join(self, timeout: float | None = None) -> None: ...


Spawn = Callable[[Callable[[], None]], Running]


def in_thread(run: Callable[[], None]) -> Running:
    thread = threading.Thread(target=run, name="beside", daemon=True)
    thread.start()
    return thread
