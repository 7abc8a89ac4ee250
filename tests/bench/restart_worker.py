"""A worker with the hub's changelogs and steps that do little, which tells when it is ready."""

import ctypes
import json
import signal
import sys
import time
from pathlib import Path

import orjson

from schemas import wire
from streams.engine.clients import Librdkafka
from streams.engine.loop import Loop
from streams.engine.rocks import Rocks
from streams.engine.settings import Settings
from streams.engine.step import State, Step

APP = "restart"
PARTITIONS = 4


def touch(events, view, out):
    """A dozen keys for each event, as a message of the hub writes."""
    for event in events:
        for key in range(12):
            view.put(f"touched/{event.offset() % 5_000}/{key}", {"at": event.offset()})


STEPS = tuple(
    Step(name, reads=(f"{name}-in",), run=touch, state=State(wire.write, orjson.loads))
    for name in ("identify", "combine", "oversee", "account")
)


def parts(steps):
    return len(steps) * PARTITIONS


class Teller:
    """Tells how many partitions are ready, whenever that changes."""

    def __init__(self):
        self.ready, self.restored = 0, 0

    def assigned(self, step, number, restored, seconds):
        self.ready, self.restored = self.ready + 1, self.restored + restored
        self.tell()

    def revoked(self, step, number):
        self.ready -= 1
        self.tell()

    def tell(self):
        print(json.dumps({"ready": self.ready, "restored": self.restored}), flush=True)

    def committed(self, done): ...

    def aborted(self, reason): ...

    def short_cut(self, why, *, is_open): ...

    def refused(self, step, place, offset, reason): ...

    def looked(self, seen): ...


def main():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # not without the benchmark
    bootstrap, name, folder = sys.argv[1:]
    settings = Settings(APP, bootstrap, name, store="rocks", folder=Path(folder))
    rocks = Rocks(Path(folder), APP)
    rocks.tidy()
    stopped = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(time.monotonic()))
    loop = Loop(
        STEPS,
        Librdkafka(settings),
        settings,
        Teller(),
        open_store=lambda s, n: rocks.open(s.name, n, settings.changelog(s.name), s.state),
        dead_letter=lambda message, why: (),
        partitions=lambda topic: PARTITIONS,
    )
    loop.start()
    while not stopped:
        loop.turn()
    loop.stop()


if __name__ == "__main__":
    main()
