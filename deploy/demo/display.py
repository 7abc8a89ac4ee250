"""Where the demo is seen: drawn live on a terminal, or as plain lines in a pipe or a file."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.live import Live

from deploy.demo.screen import Scene, drawn

LINE_SECONDS = 2.0
PICTURE_SECONDS = 0.3
PIPED_WIDTH = 120


class Display(Protocol):
    def draw(self, seen: Scene) -> None: ...

    def say(self, text: str) -> None:
        """Text that stays, and that can be copied."""
        ...


@contextmanager
def display(console: Console) -> Iterator[Display]:
    if not console.is_terminal:
        console.width = PIPED_WIDTH
        yield Lines(console)
        return
    with Live(console=console, auto_refresh=False) as live:
        yield OnTerminal(live)


class OnTerminal:
    def __init__(self, live: Live) -> None:
        self._live = live

    def draw(self, seen: Scene) -> None:
        self._live.update(drawn(seen), refresh=True)

    def say(self, text: str) -> None:
        # wrapped by the terminal itself, so that a command copied from it is one line
        self._live.console.print(text, markup=False, soft_wrap=True)


class Lines:
    """The numbers when they changed, not too often; the person's picture whenever it changed."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._line, self._picture = "", ""
        self._line_at = self._picture_at = 0.0

    def draw(self, seen: Scene) -> None:
        now = time.monotonic()
        if seen.line != self._line and now - self._line_at >= LINE_SECONDS:
            self.say(seen.line)
            self._line, self._line_at = seen.line, now
        picture = "\n".join(text.plain.rstrip() for text in seen.person)
        read = seen.sent == seen.total and seen.read >= seen.total
        if read and picture != self._picture and now - self._picture_at >= PICTURE_SECONDS:
            self.say(picture)
            self._picture, self._picture_at = picture, now

    def say(self, text: str) -> None:
        print(text, file=self._console.file, flush=True)
