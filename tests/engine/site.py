"""A loop on a simulated broker, turn by turn, on two partitions; what it told its watch."""

import random

from streams.engine.loop import Loop
from streams.engine.partition import Mark
from streams.engine.settings import Settings
from streams.engine.step import Record, State, Step
from streams.engine.stores import MemoryStore
from tests.chaos.simulated import Clients, Simulation, Weather
from tests.chaos.simulated_storm import Disk, KeptStore
from tests.chaos.turns import Process, Turns
from tests.chaos.world import Broker

PARTITIONS = 2
TEXT = State(encode=str.encode, decode=bytes.decode)


def counting(**more):
    """Counts the events of a key, and tells each."""

    def count(events, view, out):
        for event in events:
            seen = int(view.get(event.key().decode()) or 0) + 1
            view.put(event.key().decode(), str(seen))
            out.send("out", event.key(), event.value(), 0)
            out.note(event.value())

    given = {"run": count, "state": TEXT, "to": ("out",)} | more
    return Step("count", ("in",), **given)


class Told:
    """A watch that remembers."""

    def __init__(self):
        self.all = []

    def __getattr__(self, what):
        return lambda *said, **more: self.all.append((what, *said, *more.values()))

    def of(self, what):
        return [said for kind, *said in self.all if kind == what]


class Site:
    def __init__(self):
        chance = random.Random(1)
        self.broker = Broker(chance)
        self.broker.marker_delay = 0.0
        for topic in ("in", "mid", "out", "dead", "app-count-changelog", "app-tell-changelog"):
            self.broker.make(topic, PARTITIONS)
        self.turns, self.weather = Turns(chance, self.broker.tick), Weather()
        self.sim = Simulation(self.broker, self.turns, chance, self.weather)
        self.told, self.disk = Told(), Disk()

    def give(self, *values, partition=0, key=b"k", topic="in"):
        for value in values:
            self.broker.logs[topic, partition].append(key, value)

    def loop(self, *steps, name="worker", kept=False, beside=False, aside=None, **settings):
        """One that has started.  `beside`: a restore goes on only while time passes."""
        process = Process(name)

        def open_store(step, number):
            if kept:
                return KeptStore(self.disk, (step.name, number), step.state.decode)
            return MemoryStore(bytes.decode)

        loop = Loop(
            steps or [counting()],
            Clients(self.sim, process),
            Settings("app", "nowhere", name, isolated=self.broker.isolated, **settings),
            self.told,
            open_store=open_store,
            dead_letter=lambda _, why: [Record("dead", b"k", str(why).encode(), 0)],
            partitions=lambda _: PARTITIONS,
            aside=aside,
            spawn=lambda run: self.spawn(run, process) if beside else Ended(run),
            clock=lambda: self.turns.now,
        )
        loop.start()
        return loop

    def spawn(self, run, process):
        return self.turns.spawn(run, process)

    def kill(self, loop):
        loop._consumer.process.dead = True
        self.broker.leave(loop._consumer._name)

    def turn(self, *loops, times=30):
        for _ in range(times):
            for loop in loops:
                loop.turn()
                self.turns.wait(self.turns.now + 0.01)

    def work(self, *loops):
        """Until all is done, and leave."""
        self.turn(*loops)
        for loop in loops:
            loop.stop()

    def held(self, topic="out", partition=0):
        self.broker.settle_all()
        return [entry.value for entry in self.broker.logs[topic, partition].committed()]

    def state(self, partition=0):
        """As the changelog has it: keys and values, without marks."""
        self.broker.settle_all()
        entries = self.broker.logs["app-count-changelog", partition].committed()
        state = {e.key.decode(): e.value.decode() for e in entries if e.value is not None}
        return {key: value for key, value in state.items() if key != "~mark"}

    def committed(self, partition=0):
        self.broker.settle_all()
        return self.broker.offsets.get(("in", partition), (0, None))[0]

    def marks(self, partition=0):
        """How far each committed transaction went."""
        self.broker.settle_all()
        entries = self.broker.logs["app-count-changelog", partition].committed()
        return [Mark.decode(e.value).next for e in entries if e.key == b"~mark"]


class Ended:
    """A thread that ran."""

    def __init__(self, run):
        run()

    def is_alive(self):
        return False

    def join(self, timeout=None):
        pass
