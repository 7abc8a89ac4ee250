"""Workers of a hub, as a supervisor keeps them: as many as are wanted, each started again when it
ended, until it is told otherwise.
"""

import os
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from deploy.child import Child
from tests.chaos.board import COUNTERS, KILL, STOP, Board
from tests.chaos.storm import Freeze, Kill, Moment

AGAIN_SECONDS = 0.2  # as a supervisor waits before it starts one again
PATIENCE_SECONDS = 5.0  # for a worker to come to the moment at which it is to be killed
AIM_SECONDS = 5.0  # for one to be there that has yet to come to it: each comes once to its start
LULL_SECONDS = 20.0  # for the short cut of the only worker to open and hand on …
HANDED_ON = 30  # … so many records
FREEZE_SECONDS = 10.0  # … or stopped
STOP_SECONDS = 20.0  # what a worker told to stop may take
BY_US = -signal.SIGKILL
STARTING = (Moment.JOINING, Moment.ASSIGNED, Moment.RESTORING)
EXPECTED = {  # how a worker may end
    0: "asked",
    2: "no broker at the start",
    75: "broker failed",
}


@dataclass(slots=True)
class Worker:
    """One process.  `due`: when it is struck wherever it is then."""

    slot: int
    child: Child
    board: Board
    log: Path
    started: float
    moment: Moment = Moment.ANY
    due: float = 0.0
    freeze: float = 0.0  # seconds, if it is to be stopped
    in_company: bool = False  # and then no other is killed
    wakes: float = 0.0  # when, if it is stopped
    leaving: bool = False  # it goes as soon as what is planned for it has happened
    asked: float = 0.0  # when it was told to end

    @property
    def works(self) -> bool:
        return self.board.reached >= Moment.ASSIGNED

    @property
    def hands_on(self) -> bool:
        return self.board.is_open and self.board.counts()["handed on"] >= HANDED_ON

    @property
    def free(self) -> bool:
        """Nothing is planned for it."""
        return not (self.due or self.wakes or self.leaving)


@dataclass(slots=True)
class Seen:
    """What became of the workers.  `bugs`: ends that should not be, with their last words."""

    kills: Counter[str] = field(default_factory=Counter)
    at_risk: int = 0  # of those killed: handed-on records were not yet committed
    freezes: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    starts: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    bugs: list[str] = field(default_factory=list)


class Workers:
    """`command(slot, board path, number of the start)` is how one is started."""

    def __init__(self, folder: Path, command) -> None:
        self.seen = Seen()
        self._folder, self._command = folder, command
        self._wanted = 0
        self._workers: dict[int, Worker] = {}
        self._ended: dict[int, float] = {}
        self._asked: dict[Kill, float] = {}  # since when one waits for whom it is to strike

    @property
    def alive(self) -> list[Worker]:
        return [self._workers[slot] for slot in sorted(self._workers)]

    @property
    def busy(self) -> bool:
        """Whether something planned is yet to happen, or a wanted worker is not at work."""
        at_rest = [worker for worker in self.alive if worker.free and worker.works]
        return not len(at_rest) == len(self._workers) == self._wanted

    def scale(self, to: int) -> None:
        """Those with the highest numbers go, by SIGTERM."""
        self._wanted = to
        for worker in self.alive:
            worker.leaving = worker.slot >= to or bool(worker.asked)

    def kill(self, event: Kill) -> bool:
        """Whether there is one to kill; if not, the storm may ask again."""
        if any(worker.in_company and not worker.free for worker in self.alive):
            return False
        now = time.monotonic()
        victims = self._victims(event, now - self._asked.setdefault(event, now))
        if not victims:
            return False
        worker = victims[event.who % len(victims)]
        worker.moment, worker.freeze = event.moment, 0.0
        worker.due = now + (PATIENCE_SECONDS if event.moment else 0.0)
        worker.board.strike(event.moment, KILL)
        return True

    def _victims(self, event: Kill, waited: float) -> list[Worker]:
        """Those that will come to its moment; after some time any that may be killed."""
        free = self._free(working=event.moment not in STARTING)
        if event.in_lull and waited < LULL_SECONDS:
            return [w for w in free if len(self._workers) == 1 and w.hands_on]
        if event.moment in STARTING:
            aimed = [w for w in free if w.board.reached < event.moment]
            return aimed if aimed or waited < AIM_SECONDS else free
        return free

    def freeze(self, event: Freeze) -> bool:
        """Whether there is one to stop, and, if it wants that, another that goes on."""
        free = self._free(working=True)
        if len(free) <= event.in_company:
            return False
        worker = free[event.who % len(free)]
        worker.moment, worker.freeze = event.moment, event.seconds
        worker.in_company = event.in_company
        worker.due = time.monotonic() + (FREEZE_SECONDS if event.moment else 0.0)
        worker.board.strike(event.moment, STOP)
        return True

    def _free(self, *, working: bool) -> list[Worker]:
        return [w for w in self.alive if w.free and (w.works or not working)]

    def tend(self) -> None:
        """Do what is due: strike, wake, bury, start."""
        now = time.monotonic()
        for worker in self.alive:
            if not worker.child.alive:
                self._bury(worker)
            elif worker.wakes and now > worker.wakes:
                self._wake(worker)
            elif worker.due and not worker.wakes:
                self._strike(worker, now)
            elif worker.leaving and not worker.asked:
                worker.asked = now
                os.kill(worker.child.pid, signal.SIGTERM)
            elif worker.asked and now > worker.asked + STOP_SECONDS:
                self._insist(worker)
        for slot in range(self._wanted):
            if slot not in self._workers and now > self._ended.get(slot, 0.0) + AGAIN_SECONDS:
                self._start(slot)

    @property
    def calm(self) -> bool:
        """Whether all that was planned for them has happened."""
        return not any(worker.due or worker.wakes for worker in self.alive)

    def stop(self) -> None:
        for worker in self.alive:
            self._call_off(worker)
        self.scale(0)
        while self._workers:
            self.tend()
            time.sleep(0.01)

    def _insist(self, worker: Worker) -> None:
        """It was asked long ago.  A start waits for an ill broker, and looks at nothing else."""
        if worker.works:
            said = worker.child.last_words(3)
            self.seen.bugs.append(f"asked to end, it did not in {STOP_SECONDS} s: {said}")
        else:
            self.seen.ends["asked while it started"] += 1
        worker.child.kill()

    def _strike(self, worker: Worker, now: float) -> None:
        if not worker.freeze:
            if now > worker.due:  # else it does it itself
                worker.moment = Moment.ANY
                worker.child.kill()
            return
        if now > worker.due and not worker.board.struck:
            worker.board.call_off()
            os.kill(worker.child.pid, signal.SIGSTOP)
        elif not worker.board.struck:
            return
        worker.wakes = now + worker.freeze
        self.seen.freezes += 1

    def _wake(self, worker: Worker) -> None:
        if worker.wakes:
            worker.board.wake()
        os.kill(worker.child.pid, signal.SIGCONT)
        worker.wakes = worker.due = worker.freeze = 0.0
        worker.moment, worker.in_company = Moment.ANY, False

    def _call_off(self, worker: Worker) -> None:
        worker.board.call_off()
        if worker.freeze:
            self._wake(worker)
        worker.due = 0.0

    def _bury(self, worker: Worker) -> None:
        """Its counts live on; it is started again if it is wanted."""
        del self._workers[worker.slot]
        self._ended[worker.slot] = time.monotonic()
        code = worker.child._process.returncode
        if code == BY_US and worker.asked:
            pass  # it was told already
        elif code == BY_US:
            where = worker.moment.name.lower() if worker.board.struck else "any"
            self.seen.kills[where] += 1
            self.seen.at_risk += worker.board.at_risk
            self.seen.ends["killed"] += 1
        elif worker.asked and code in (1, -signal.SIGTERM):  # in a hurry, or not yet listening
            self.seen.ends["asked"] += 1
        elif code in EXPECTED and (code != 2 or "broker" in worker.child.last_words(3)):
            self.seen.ends[EXPECTED[code]] += 1
        else:
            self.seen.ends[f"code {code}"] += 1
            self.seen.bugs.append(f"ended with {code}: {worker.child.last_words(3)}")
        self.seen.counts.update(worker.board.counts())

    def _start(self, slot: int) -> None:
        number = self.seen.starts
        self.seen.starts += 1
        name = f"{number:03d}-worker-{slot}"
        path, log = self._folder / f"{name}.board", self._folder / f"{name}.log"
        board = Board(path)
        child = Child(self._command(slot, path, number), log=log)
        self._workers[slot] = Worker(slot, child, board, log, time.monotonic())

    def counts(self) -> Counter[str]:
        """Of all that lived and live."""
        total = Counter(self.seen.counts)
        for worker in self.alive:
            total.update(worker.board.counts())
        return Counter({name: total[name] for name in COUNTERS})
