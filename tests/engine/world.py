"""The engine's loop on a simulated broker, turn by turn."""

import random

from streams.engine.loop import Loop
from streams.engine.settings import Settings
from streams.engine.step import Record, State
from streams.engine.stores import opener
from tests.chaos.simulated import Clients, Simulation, Weather
from tests.chaos.simulated_storm import Silent
from tests.chaos.turns import Crash, Process, Turns
from tests.chaos.world import Broker

PLACE = "in", 0
TEXT = State(encode=str.encode, decode=bytes.decode)


class Ended:
    """A thread that ran."""

    def __init__(self, run):
        run()

    def is_alive(self):
        return False

    def join(self, timeout=None):
        pass


class World:
    """One topic with one partition, a step that reads it, workers that come and go.

    With a *folder*, state lies there, in RocksDB, and outlives a worker.
    """

    def __init__(self, *values, folder=None):
        chance = random.Random(1)
        self.broker = Broker(chance)
        self.broker.marker_delay = 0.0
        for topic in ("in", "out", "dead", "app-count-changelog"):
            self.broker.make(topic, 1)
        self._turns = Turns(chance, self.broker.tick)
        self.weather = Weather()
        self.folder = folder
        self._sim = Simulation(self.broker, self._turns, chance, self.weather)
        self.add(*values)

    def add(self, *values):
        for value in values:
            self.broker.logs[PLACE].append(b"k", value)

    def worker(self, step, name="worker", **settings):
        """A loop; the one before of that name is dead."""
        self._turns.current.process = process = Process(name)
        store = "memory" if self.folder is None else "rocks"
        settings = Settings("app", "nowhere", name, **{"store": store} | settings)
        loop = Loop(
            [step],
            Clients(self._sim, process),
            settings,
            Silent(),
            open_store=opener(settings, self.folder),
            dead_letter=lambda message, why: [Record("dead", b"k", str(why).encode())],
            partitions=lambda _: 1,
            spawn=Ended,
            clock=lambda: self._turns.now,
        )
        loop.start()
        return loop

    def kill(self, loop):
        loop._consumer.process.dead = True
        self.broker.leave(loop._consumer._name)
        for partition in loop.partitions.values():
            partition.store.close()  # a process that ends lets go of what it had open

    def pass_time(self, seconds):
        self._turns.wait(self._turns.now + seconds)

    def turn(self, *loops, times=30):
        for _ in range(times):
            for loop in loops:
                loop.turn()
                self.pass_time(0.01)

    @property
    def committed(self):
        """The offset that the group committed; none if it did not."""
        self.broker.settle_all()
        return self.broker.offsets.get(PLACE, (None, None))[0]

    def told(self, topic="out"):
        self.broker.settle_all()
        return [entry.value for entry in self.broker.logs[topic, 0].committed()]

    def changelog(self, position=0):
        """What is committed in it, from that offset on."""
        self.broker.settle_all()
        entries = self.broker.logs["app-count-changelog", 0].committed()
        return [entry for entry in entries if entry.offset >= position]

    @property
    def state(self):
        return {entry.key: entry.value for entry in self.changelog()}.get(b"k")


__all__ = ["PLACE", "TEXT", "Crash", "World"]
