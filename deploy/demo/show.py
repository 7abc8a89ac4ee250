"""The demo from beginning to end: start, feed, show, and leave nothing behind.

with stage(wish, folder) as here:      broker, hub, messages, the person shown
    feed, tail, draw                   until all is done (--once), or until Ctrl-C
"""

import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import FrameType
from typing import NoReturn

from rich.console import Console

from connectors.simulator.folder import Wanted, files, simulate, write
from deploy import clock, settings
from deploy.brokers import BrokerName, start_broker
from deploy.demo.display import Display, display
from deploy.demo.feed import Feed
from deploy.demo.onlooker import Onlooker
from deploy.demo.person import choose
from deploy.demo.process import HubProcess
from deploy.demo.screen import Scene, scene, summary
from deploy.demo.tail import Tail
from deploy.folder import Listed, read_manifest
from deploy.tally import Tally, tally
from schemas.errors import WrongConfiguration

MUNICIPALITY = "0034"
MONTHS_BACK = 20
PARTITIONS = 4
FRAME_SECONDS = 0.2
QUIET_SECONDS = 3.0  # nothing was told for so long, and nothing is missing: all is done
LOST_SECONDS = 60.0  # nothing was told for so long, and something is missing: it is lost


@dataclass(frozen=True, slots=True)
class Wish:
    once: bool
    broker: BrokerName
    persons: int
    seed: int
    rate: float
    port: int | None


@dataclass(frozen=True, slots=True)
class Stage:
    """What was prepared: the messages, who is shown, and their ready message."""

    folder: Path
    listed: list[Listed]
    record: str
    ready: Path
    streams: tuple[str, ...]
    last_day: date
    today: date


def show(wish: Wish, folder: Path | None) -> int:
    """The exit code: 1 if something was lost."""
    console = Console(highlight=False)
    for number in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell's `&` would ignore it
        signal.signal(number, _as_ctrl_c)
    try:
        with ExitStack() as stack:
            stage = prepare(wish, stack.enter_context(_folder(folder)))
            return _run(wish, stage, console, stack)
    except KeyboardInterrupt:
        console.print("Gestopt.")
        return 0


def prepare(wish: Wish, folder: Path) -> Stage:
    """Simulate a municipality up to yesterday, and choose whom to show."""
    today = clock.today()
    start = (today - timedelta(days=30 * MONTHS_BACK)).replace(day=1)
    wanted = Wanted(MUNICIPALITY, wish.persons, wish.seed, start, today - timedelta(days=1))
    simulated = simulate(wanted)
    write(files(wanted, simulated), folder)
    serving = settings.load([folder / "policy.toml"], [folder / "hmac.key"])
    shown = choose(simulated)
    ready = folder / "wmo307.xml"
    ready.write_bytes(shown.stop(today, MUNICIPALITY))
    return Stage(
        folder,
        read_manifest(folder),
        shown.record(serving.keys[MUNICIPALITY]),
        ready,
        shown.streams,
        shown.last_day(today),
        today,
    )


def _run(wish: Wish, stage: Stage, console: Console, stack: ExitStack) -> int:
    shown = stack.enter_context(display(console))
    shown.say(f"{len(stage.listed)} berichten over {wish.persons} mensen; alles is fictief")
    shown.say(f"broker: {wish.broker}; de hub begint …")
    broker = stack.enter_context(start_broker(wish.broker))
    hub = HubProcess(broker.bootstrap, stage.folder, PARTITIONS, wish.port)
    stack.callback(hub.stop)
    hub.wait_until_ready()
    onlooker = Onlooker()
    tail = Tail(broker.bootstrap, PARTITIONS, onlooker)
    stack.callback(tail.stop)
    feed = Feed(broker.bootstrap, stage.folder, stage.listed, wish.rate)
    stack.callback(feed.stop)
    stack.callback(_deaf)  # the first thing to be done at the end: no second Ctrl-C halfway
    show = Showing(stage, console, shown, onlooker, tail, feed, hub)
    numbers = show.until_done()
    shown.say("\n".join(["", *summary(numbers)]))
    if not wish.once:
        shown.say(_invitation(stage, hub, broker.bootstrap))
        show.for_ever()
    return 1 if numbers.lost else 0


class Showing:
    """Draws what there is to see, as often as it changes."""

    def __init__(
        self,
        stage: Stage,
        console: Console,
        shown: Display,
        onlooker: Onlooker,
        tail: Tail,
        feed: Feed,
        hub: HubProcess,
    ) -> None:
        self._stage, self._console, self._shown = stage, console, shown
        self._onlooker, self._tail, self._feed, self._hub = onlooker, tail, feed, hub

    def until_done(self) -> Tally:
        """Until every message fed has come to its end."""
        changes, since = -1, time.monotonic()
        while True:
            self._frame()
            if self._onlooker.changes != changes or not self._feed.done:
                changes, since = self._onlooker.changes, time.monotonic()
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
        for part in (self._hub, self._feed, self._tail):
            part.check()
        with self._tail.lock:
            seen = self._scene()
        self._shown.draw(seen)
        time.sleep(FRAME_SECONDS)

    def _scene(self) -> Scene:
        return scene(
            self._onlooker,
            self._stage.record,
            self._stage.today,
            title=f"Samenloop · gesimuleerde gemeente {MUNICIPALITY} · {self._stage.today}",
            total=len(self._stage.listed),
            sent=self._feed.sent,
            width=self._console.width,
        )

    def _tally(self) -> Tally:
        onlooker = self._onlooker
        with self._tail.lock:
            return tally(
                [line.message for line in self._stage.listed],
                list(onlooker.outcomes.values()),
                list(onlooker.letters.values()),
                onlooker.counts.elements(),
            )


def _invitation(stage: Stage, hub: HubProcess, bootstrap: str) -> str:
    """What to do next, in lines that can be copied."""
    address = f"{hub.address}/v1/messages/wmo"
    return f"""
De hub blijft draaien; Ctrl-C stopt alles. Stuur nu zelf een bericht: dit WMO307 meldt dat de
dagbesteding van de getoonde persoon is gestopt, met als laatste dag {stage.last_day}.
De balken veranderen meteen.

curl -sS -H 'Content-Type: application/xml' --data-binary @{stage.ready} {address}

Het antwoord noemt het bericht; zo ziet u de weg naar de gebeurtenissen:

samenloop trace --bootstrap {bootstrap} BERICHT
"""


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is None:
        with tempfile.TemporaryDirectory(prefix="samenloop-demo-") as made:
            yield Path(made)
        return
    if given.exists() and any(given.iterdir()):
        raise WrongConfiguration("demo", [f"{given} is not empty"])
    yield given


def _as_ctrl_c(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _deaf() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
