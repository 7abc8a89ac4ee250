"""The demo from beginning to end: start, feed, show, and leave nothing behind."""

import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

from rich.console import Console

from deploy.brokers import BrokerName, start_broker
from deploy.demo.display import Display, display
from deploy.demo.feed import Feed
from deploy.demo.onlooker import Onlooker
from deploy.demo.process import HubProcess
from deploy.demo.screen import invitation, scene, summary
from deploy.demo.stage import MUNICIPALITY, Stage, prepare
from deploy.demo.tail import Tail
from deploy.tally import Tally, tally
from schemas.errors import WrongConfiguration

PARTITIONS = 4
FRAME_SECONDS = 0.2
# What a broker in memory, that shows what was left unfinished, cannot promise
EMBEDDED = (
    "deze broker is om te kijken: wat hij weet is weg als hij stopt, en na een onderbreking kan"
    " dezelfde gebeurtenis er twee keer staan (met hetzelfde id); voor zekerheid: --broker kafka"
)
QUIET_SECONDS = 3.0  # nothing was told for so long, and nothing is missing: all is done
LOST_SECONDS = 90.0  # nothing was told for so long, and something is missing: it is lost


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of the demo.  `rate`: messages a second, 0 for all at once."""

    once: bool = False
    broker: BrokerName = "embedded"
    persons: int = 200
    seed: int = 7
    rate: float = 0.0
    port: int | None = None
    ready: Path | None = None


def show(wish: Wish, folder: Path | None) -> int:
    """The exit code: 1 if something was lost."""
    console = Console(highlight=False)
    try:
        with _signals(), ExitStack() as stack:
            where = stack.enter_context(_folder(folder))
            stage = prepare(where, wish.persons, wish.seed, wish.ready)
            shown = stack.enter_context(display(console))
            running = stack.enter_context(_running(wish, stage, console, shown))
            numbers = running.until_done()
            if wish.once or numbers.lost:
                shown.say("\n".join(["", *summary(numbers)]))
                return 1 if numbers.lost else 0
            shown.say(invitation(stage, running.hub.address, running.bootstrap))
            running.for_ever()
    except KeyboardInterrupt:
        console.print("Gestopt.")
    return 0


@dataclass(frozen=True, slots=True)
class Running:
    """Draws what there is to see, as often as it changes."""

    stage: Stage
    console: Console
    shown: Display
    bootstrap: str
    hub: HubProcess
    onlooker: Onlooker
    tail: Tail
    feed: Feed

    def until_done(self) -> Tally:
        """Until every message fed has come to its end."""
        changes, since = -1, time.monotonic()
        while True:
            self._frame()
            if self.onlooker.changes != changes or not self.feed.done:
                changes, since = self.onlooker.changes, time.monotonic()
                continue
            quiet = time.monotonic() - since
            if quiet > QUIET_SECONDS:
                numbers = self._tally()
                if not numbers.lost or quiet > LOST_SECONDS:
                    return numbers

    def for_ever(self) -> NoReturn:
        while True:
            self._frame()

    def _frame(self) -> None:
        for part in (self.hub, self.feed, self.tail):
            part.check()
        with self.tail.lock:
            seen = scene(
                self.onlooker,
                self.stage.record,
                self.stage.today,
                title=f"Samenloop · gesimuleerde gemeente {MUNICIPALITY} · {self.stage.today}",
                total=len(self.stage.listed),
                sent=self.feed.sent,
                width=self.console.width,
            )
        self.shown.draw(seen)
        time.sleep(FRAME_SECONDS)

    def _tally(self) -> Tally:
        with self.tail.lock:
            return tally(
                [line.message for line in self.stage.listed],
                list(self.onlooker.outcomes.values()),
                list(self.onlooker.letters.values()),
                list(self.onlooker.counts.elements()),
            )


@contextmanager
def _running(wish: Wish, stage: Stage, console: Console, shown: Display) -> Iterator[Running]:
    """Broker, hub, feed and onlooker; all are gone at the end."""
    shown.say(f"{len(stage.listed)} berichten over {wish.persons} mensen; alles is fictief")
    shown.say(f"broker: {wish.broker}; de hub begint …")
    if wish.broker == "embedded":
        shown.say(EMBEDDED)
    with ExitStack() as stack:
        bootstrap = stack.enter_context(start_broker(wish.broker)).bootstrap
        hub = HubProcess(bootstrap, stage.folder, PARTITIONS, wish.port)
        stack.callback(hub.stop)
        hub.wait_until_ready()
        onlooker = Onlooker()
        tail = Tail(bootstrap, PARTITIONS, onlooker)
        stack.callback(tail.stop)
        feed = Feed(bootstrap, stage.folder, stage.listed, wish.rate)
        stack.callback(feed.stop)
        stack.callback(_deaf)  # done first at the end: no second Ctrl-C halfway
        yield Running(stage, console, shown, bootstrap, hub, onlooker, tail, feed)


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is None:
        with tempfile.TemporaryDirectory(prefix="samenloop-demo-") as made:
            yield Path(made)
        return
    if given.exists() and any(given.iterdir()):
        raise WrongConfiguration("demo", [f"{given} is not empty"])
    yield given


@contextmanager
def _signals() -> Iterator[None]:
    """Both ways to stop are Ctrl-C to us; SIGINT is named, as a shell's `&` has it ignored."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, _interrupt) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _deaf() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
