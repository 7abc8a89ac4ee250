"""A storm over the engine's loop on the simulated broker: workers that come, go, hang and die.

The same seed is the same storm, down to the last call.
"""

import random
from dataclasses import dataclass, field
from typing import Any

from streams.engine.faults import BrokerFailed
from streams.engine.loop import Loop
from streams.engine.partition import MARK
from streams.engine.restore import Restorer
from streams.engine.settings import Settings
from streams.engine.stores import MemoryStore
from streams.engine.view import CURSOR
from tests.chaos.simulated import CALM, Clients, Simulation, Weather
from tests.chaos.turns import Crash, Process, Stuck, Turns
from tests.chaos.world import Broker

CURSOR_KEY = CURSOR.encode()
PATIENCE = 600.0  # simulated seconds that may pass, after the storm, until all is done


class Silent:
    """Nobody watches."""

    def __getattr__(self, _):
        return lambda *_, **__: None


class KeptStore(MemoryStore):
    """A store that outlives the process, on a disk that all workers share."""

    is_kept = True

    def __init__(self, disk, place, decode):
        super().__init__(decode)
        assert place not in disk.open, f"{place} is open already"
        self._disk, self._place = disk, place
        disk.open[place] = self
        self._kept, self.position = disk.kept.setdefault(place, [{}, 0])
        self._values = dict(self._kept)

    def apply(self, writes, position=None, encoded=()):
        super().apply(writes)
        if position is not None:
            self.position = position
        self._disk.kept[self._place] = [dict(self._values), self.position]

    def close(self):
        self._disk.open.pop(self._place, None)


def at_once(run):
    run()
    return Process("over")


@dataclass
class Disk:
    kept: dict = field(default_factory=dict)
    open: dict = field(default_factory=dict)


@dataclass
class Plan:
    """What a seed comes to."""

    weather: Weather
    workers_max: int
    seconds: float
    is_kept: bool
    is_compacted: bool
    settings: dict[str, Any]


def plan_of(chance, *, isolated=True):
    """Storms differ: many know two or three kinds of trouble, some all of them."""
    some = lambda rate: rate * chance.random() if chance.random() < 0.5 else 0.0  # noqa: E731
    weather = Weather(
        crash=some(0.01),
        nap=some(0.005),
        nap_seconds=chance.choice([4, 9, 9, 30]),
        away=some(0.002),
        later=some(0.1),
        abort=some(0.1),
        fatal=some(0.02),
        lost=some(0.01),
        full=some(0.03),
        state=some(0.3),
        passing=some(0.05),
        queue=chance.choice([10, 50, 10_000]),
    )
    settings = {
        "events_max": chance.choice([3, 10, 100]),
        "interval": chance.choice([0.005, 0.02, 0.2]),
        "interval_behind": chance.choice([0.02, 0.2]),
        "batch": chance.choice([1, 3, 20]),
    }
    return Plan(
        weather,
        workers_max=chance.randint(1, 3) if isolated else 1,
        seconds=chance.choice([20.0, 60.0]),
        is_kept=chance.random() < 0.4,
        is_compacted=isolated and chance.random() < 0.5,
        settings=settings,
    )


class Storm:
    """
    Args:
        topics: with their partitions, changelogs too.
        feed: what is appended to topics during the storm: topic, partition, key, value, headers.
        loop: more arguments for it.
    """

    def __init__(self, seed, steps, topics, feed, *, isolated=True, app="app", **loop):
        self.chance = random.Random(seed)
        self.steps, self._loop = steps, loop
        self.plan = plan_of(self.chance, isolated=isolated)
        delay = self.chance.choice([0.01, 0.1, 0.5]) if isolated else 0.0
        self.broker = Broker(self.chance, isolated=isolated, marker_delay=delay)
        self.turns = Turns(self.chance, self.broker.tick)
        self.sim = Simulation(self.broker, self.turns, self.chance, self.plan.weather)
        self.settings = Settings(app, "nowhere", "any", isolated=isolated, **self.plan.settings)
        self.faults = []
        self.live = {}  # the state of partitions, as workers had it when they stopped
        self._feed, self._disks = list(reversed(feed)), {}
        self._at_once = 0  # of it; none: as it comes
        self._leaving = 0.15  # how often a worker is stopped when it is its turn
        self._workers, self._loops = {}, {}
        for topic, partitions in topics.items():
            self.broker.make(topic, partitions)

    def be_mild(self):
        """One worker that is seldom troubled, and is fed little by little: the short cut is open
        most of the time.
        """
        self.plan.workers_max, self.plan.seconds = 1, 60.0
        self._at_once, self._leaving = 2, 0.015
        weather = self.plan.weather
        for kind in ("crash", "nap", "away", "fatal", "abort", "lost"):
            setattr(weather, kind, getattr(weather, kind) * 0.1)

    # -- the storm

    def run(self):
        """
        Raises:
            AssertionError: a worker ended as none may.
            Stuck: it does not come to its end.
        """
        try:
            self._rage()
            self.live.clear()
            while not (self._is_told() or self.faults):
                self._calm()
                self._stop()
        except Crash:
            raise Stuck(f"too many turns: {self.sim.counts}, {self.where()}") from None
        finally:
            for worker in self._workers.values():
                worker.dead = True
        assert not self.faults, self.faults

    def _rage(self):
        chance, turns = self.chance, self.turns
        until = turns.now + self.plan.seconds
        while turns.now < until and not self.faults:
            self._append(chance.randint(0, self._at_once or max(1, len(self._feed) // 5)))
            self._change_workers()
            if self.plan.is_compacted and chance.random() < 0.1:
                self._compact()
            turns.wait(turns.now + chance.choice([0.05, 0.5, 3.0]) * chance.random())

    def _change_workers(self):
        """Each of up to three may be there or not; one that died may be started again."""
        name = f"worker-{self.chance.randrange(self.plan.workers_max)}"
        worker = self._workers.get(name)
        if worker is None or worker.dead:
            self._start(name)
        elif self.chance.random() < self._leaving:
            worker.halting = True
        elif self.chance.random() < self._leaving / 3:
            worker.dead = True

    def _start(self, name):
        self.sim.count("start")
        worker = self._workers[name] = Process(name)
        disk = self._disks.setdefault(name, Disk())
        disk.open.clear()
        self.turns.spawn(lambda: self._work(worker, disk), worker)

    def _work(self, worker, disk):
        clients = Clients(self.sim, worker)

        def open_store(step, number):
            decode = step.state.decode if step.state is not None else bytes
            if self.plan.is_kept and step.state is not None:
                return KeptStore(disk, (step.name, number), decode)
            return MemoryStore(decode)

        loop = Loop(
            self.steps,
            clients,
            self.settings,
            Silent(),
            open_store=open_store,
            partitions=self.broker.partitions.__getitem__,
            spawn=lambda run: self.turns.spawn(run, worker),
            clock=lambda: self.turns.now,
            **self._loop,
        )
        self._loops[worker.name] = loop
        try:
            loop.start()
            while not worker.halting:
                loop.turn()
            self.live |= {
                (p.step.name, p.number): dict(p.view.scan(""))
                for p in loop.partitions.values()
                if p.is_ready and p.step.state is not None
            }
            loop.stop()
        except BrokerFailed:
            self.sim.count("gave up")
            self._abandon(loop)
        except Exception as fault:  # noqa: BLE001 -- whatever it is, the engine must not
            self.faults.append(fault)
            self._abandon(loop)
        worker.dead = True

    def _abandon(self, loop):
        try:
            loop.abandon()
        except BrokerFailed:
            pass
        except Exception as fault:  # noqa: BLE001 -- as above
            self.faults.append(fault)

    def _append(self, number):
        for _ in range(min(number, len(self._feed))):
            topic, partition, key, value, headers = self._feed.pop()
            self.broker.logs[topic, partition].append(key, value, headers)

    def _compact(self):
        for step in self.steps:
            if step.state is not None:
                topic = self.settings.changelog(step.name)
                for number in range(self.broker.partitions[topic]):
                    self.broker.logs[topic, number].compact()

    # -- after it

    def _calm(self):
        self.sim.weather = CALM
        self._append(len(self._feed))
        until = self.turns.now + PATIENCE
        while not (self.is_done() and self._is_back()):
            if self.turns.now > until:
                raise Stuck(f"not done: {self.where()}, {self.sim.counts}")
            if self.faults:
                return
            name = f"worker-{self.chance.randrange(self.plan.workers_max)}"
            if name not in self._workers or self._workers[name].dead:
                self._start(name)
            self.turns.wait(self.turns.now + 1.0)

    def _stop(self):
        self.live.clear()
        for worker in self._workers.values():
            worker.halting = True
        self.turns.wait(
            self.turns.now + PATIENCE, lambda: all(w.dead for w in self._workers.values())
        )
        self.broker.settle_all()

    def _is_told(self):
        """Whether workers said of all state what they had; one may still have failed at its end."""
        return self.live.keys() == {
            (step.name, number)
            for step in self.steps
            if step.state is not None
            for number in range(self.broker.partitions[step.reads[0]])
        }

    def is_done(self):
        return all(
            self._is_read(topic, number) and self._is_at_rest(step, number)
            for step in self.steps
            for topic in step.reads
            for number in range(self.broker.partitions[topic])
        )

    def _is_back(self):
        """Whether the workers have all partitions, and know it."""
        loops = [self._loops[w.name] for w in self._workers.values() if not w.dead]
        ready = {place for loop in loops for place, p in loop.partitions.items() if p.is_ready}
        return all(loop._consumer.is_member for loop in loops) and ready == {
            (topic, number)
            for step in self.steps
            for topic in step.reads
            for number in range(self.broker.partitions[topic])
        }

    def _is_read(self, topic, number):
        log = self.broker.logs[topic, number]
        last = next((e.offset for e in reversed(log.entries) if self._shown(e)), -1)
        offset, _ = self.broker.offsets.get((topic, number), (0, None))
        return offset == last + 1 and not log.open

    def _is_at_rest(self, step, number):
        """No sweep is under way."""
        if step.state is None:
            return True
        log = self.broker.logs[self.settings.changelog(step.name), number]
        told = (e.value for e in reversed(log.entries) if self._shown(e) and e.key == CURSOR_KEY)
        return next(told, None) is None

    # -- what there is

    def _shown(self, entry):
        if not self.broker.isolated:
            return not entry.is_marker
        return not entry.is_marker and (
            entry.transaction is None or entry.transaction.state == "committed"
        )

    def entries(self, topic, number):
        return [e for e in self.broker.logs[topic, number].entries if self._shown(e)]

    def every(self, topic):
        """The entries of all partitions of a topic."""
        numbers = range(self.broker.partitions[topic])
        return [entry for number in numbers for entry in self.entries(topic, number)]

    def restored(self, step, number):
        """The state, from the changelog alone: what stands last, of what was committed."""
        state = {}
        for entry in self.entries(self.settings.changelog(step.name), number):
            key = entry.key.decode()
            if entry.value is None:
                state.pop(key, None)
            elif key != MARK:
                state[key] = step.state.decode(entry.value)
        return state

    def restored_by_engine(self):
        """The state of each partition, as the engine's next worker would have it."""
        clients = Clients(self.sim, Process("after"))
        restorer = Restorer(
            clients, self.settings, lambda step, _: MemoryStore(step.state.decode), at_once
        )
        restorer.begin(
            (step, step.reads[0], number)
            for step in self.steps
            if step.state is not None
            for number in range(self.broker.partitions[step.reads[0]])
        )
        done = restorer.finished()
        return {(job.step.name, job.number): dict(job.store.scan("")) for job in done}

    def where(self):
        """How far each partition is."""
        return {
            place: (self.broker.offsets.get(place), log.high, log.stable)
            for place, log in self.broker.logs.items()
            if any(place[0] in step.reads for step in self.steps)
        }
