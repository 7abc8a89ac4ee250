"""Bringing back the state of partitions that were assigned, beside the loop.

The order is what makes it right:

1. the committed offsets, asked read_committed, which waits for what a dead worker left open;
2. only then the end of the changelog, uncommitted;
3. the changelog, read_committed, to that end.

Asked the other way round, a transaction that commits in between is in the offsets and not in the
state.
"""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any, TypeVar

from confluent_kafka import OFFSET_BEGINNING, KafkaError, KafkaException, TopicPartition

from streams.engine.beside import Running, Spawn, in_thread
from streams.engine.clients import Clients
from streams.engine.faults import BrokerFailed, Misplaced
from streams.engine.partition import MARK, START, Mark
from streams.engine.settings import Settings
from streams.engine.step import Message, Step
from streams.engine.view import Store
from streams.engine.watch import Place

CHUNK = 20_000  # records that are held before they go to the store
READ_AT_ONCE = 10_000
SECONDS_A_TRY = 10

MARK_KEY = MARK.encode()

OpenStore = Callable[[Step, int], Store]
T = TypeVar("T")


@dataclass(slots=True)
class Restoring:
    """A partition on its way back."""

    step: Step
    topic: str
    number: int
    store: Store
    isolated: bool  # whether the broker hides what was aborted
    mark: Mark = START  # how far the state is
    records: int = 0
    seconds: float = 0.0
    cancelled: bool = False
    is_back: bool = False
    committed: Mark | None = None
    _position: int = 0  # of the mark, in the changelog
    _held: dict[bytes, bytes | None] = field(default_factory=dict)
    # what came last: it is part of the state if it was committed
    _last: Mark = START
    _last_at: int = 0
    _last_held: dict[bytes, bytes | None] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def expect(self, committed: Mark | None) -> None:
        """The changelog is read from the store's position on."""
        self.committed, self._position = committed, self.store.position
        self.mark, self._last, self._last_at = START, START, 0
        self._held, self._last_held = {}, {}
        if self.step.state is None:
            self._last = committed or START

    def take(self, messages: Iterable[Message]) -> None:
        """Records of the changelog, in order."""
        held = self._last_held
        for message in messages:
            key: bytes = message.key()  # type: ignore[assignment]
            if key == MARK_KEY:
                self._meet(message)
                held = self._last_held
            else:
                held[key] = message.value()
        if self.isolated and len(held) >= CHUNK:
            # compaction leaves one mark, the last: what stands before it must not pile up
            self._hold()
            self._flush(self._position)

    def _hold(self) -> None:
        """What came last is part of the state."""
        if self._held:
            self._held |= self._last_held
        else:
            self._held = self._last_held
        self._last_held = {}

    def _meet(self, message: Message) -> None:
        """A mark: what came before it stands, or does not."""
        raw, offset = message.value(), message.offset()
        assert raw is not None, "a mark is never deleted"
        assert offset is not None
        mark = Mark.decode(raw)
        # without isolation: a turn that comes once more was not committed the first time
        self._settle(stands=self.isolated or mark.turn > self._last.turn)
        self._last, self._last_at = mark, offset
        if len(self._held) >= CHUNK:
            self._flush(offset)

    def finish(self) -> None:
        """
        Raises:
            Misplaced: the changelog does not go as far as the offsets.
        """
        # Without isolation nobody knows of a sweep's last chunk: the offsets are those before it
        self._settle(stands=self.isolated or self._last.next != self.mark.next)
        if self.committed is not None and self.mark.next != self.committed.next:
            raise Misplaced(
                f"step {self.step.name}, {self.topic} {self.number}: committed up to"
                f" {self.committed.next}, its state up to {self.mark.next}"
            )
        self._flush(self._position)

    def _settle(self, *, stands: bool) -> None:
        if stands and not self._is_ahead(self._last):
            self._hold()
            self.mark, self._position = self._last, max(self._position, self._last_at)
        self._last_held = {}

    def _is_ahead(self, mark: Mark) -> bool:
        """Only a broker without isolation shows what was not committed."""
        known = self.committed
        return not self.isolated and known is not None and mark.next > known.next

    def _flush(self, position: int) -> None:
        with self._lock:
            if not self.cancelled:
                self.store.restore(self._held, position)
        self._held = {}

    def cancel(self) -> None:
        with self._lock:
            self.cancelled = True
            self.store.close()


class Restorer:
    """Restores beside the loop, each assignment by itself."""

    def __init__(
        self,
        clients: Clients,
        settings: Settings,
        open_store: OpenStore,
        spawn: Spawn = in_thread,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clients, self._settings, self._open = clients, settings, open_store
        self._spawn, self._clock = spawn, clock
        self._jobs: dict[Place, Restoring] = {}
        self._done: deque[Restoring] = deque()
        self._failure: BaseException | None = None
        self._running: list[Running] = []
        self.records = 0  # that were read, of all

    def begin(self, wanted: Iterable[tuple[Step, str, int]]) -> None:
        isolated = self._settings.isolated
        jobs = [Restoring(s, t, n, self._open(s, n), isolated) for s, t, n in wanted]
        self._jobs |= {(job.topic, job.number): job for job in jobs}
        self._running = [r for r in self._running if r.is_alive()]
        self._running.append(self._spawn(lambda: self._run_guarded(jobs)))

    def finished(self) -> list[Restoring]:
        """Those restored since the last call, unless they were taken away meanwhile.

        Raises:
            EngineStopped: one cannot be restored.
        """
        if self._failure is not None:
            raise self._failure
        done = []
        while self._done:
            job = self._done.popleft()
            if not job.cancelled:
                del self._jobs[job.topic, job.number]
                done.append(job)
        return done

    def cancel(self, partitions: Iterable[Place]) -> None:
        for place in partitions:
            job = self._jobs.pop(place, None)
            if job is not None:
                job.cancel()

    def close(self) -> None:
        self.cancel(list(self._jobs))
        for running in self._running:
            running.join(SECONDS_A_TRY)

    # -- beside the loop

    def _run_guarded(self, jobs: list[Restoring]) -> None:
        try:
            self._run(jobs)
        except BaseException as failure:  # noqa: BLE001 -- raised again in the loop's thread
            if any(not job.cancelled for job in jobs):
                self._failure = failure

    def _run(self, jobs: list[Restoring]) -> None:
        began = self._clock()
        while jobs:
            self._restore(jobs, began)
            jobs = [job for job in jobs if not (job.is_back or job.cancelled)]

    def _restore(self, jobs: list[Restoring], began: float) -> None:
        with closing(self._clients.reader()) as reader:
            committed = self._committed(reader, jobs)
            goals = self._goals(jobs)
            for job in jobs:
                job.expect(committed[job.topic, job.number])
                if self._place(job) not in goals:
                    self._finish(job, began)
            reading = {place: job for job in jobs if (place := self._place(job)) in goals}
            self._read(reader, reading, goals, began)

    def _place(self, job: Restoring) -> Place:
        return self._settings.changelog(job.step.name), job.number

    def _committed(self, reader: Any, jobs: list[Restoring]) -> dict[Place, Mark | None]:
        """Not asked of the loop's own consumer: that one answers nobody else while it reads."""
        asked = [TopicPartition(job.topic, job.number) for job in jobs]

        def ask() -> dict[Place, Mark | None]:
            told = reader.committed(asked, SECONDS_A_TRY)
            for one in told:
                if one.error is not None:
                    raise KafkaException(one.error)
            return {(one.topic, one.partition): self._mark(one) for one in told}

        return self._patiently("asking for committed offsets", ask)

    def _mark(self, told: Any) -> Mark | None:
        """The committed offset, and in its metadata the turn.

        None: Kafka forgets the offsets of an app that was away for a week.  The changelog knows.
        """
        if told.offset < 0:
            return None if self._settings.isolated else START
        return Mark(told.offset, int(told.metadata or 0))

    def _goals(self, jobs: list[Restoring]) -> dict[Place, int]:
        """Up to where each changelog must be read, of those in which there is something."""
        goals = {}
        with closing(self._clients.reader(committed=False)) as reader:
            for job in jobs:
                if job.step.state is None:
                    continue
                place = self._place(job)
                low, high = self._watermarks(reader, place)
                if not low <= job.store.position <= high:
                    raise Misplaced(f"the local state of {place} is of another changelog")
                if high > low:
                    goals[place] = high
        return goals

    def _watermarks(self, reader: Any, place: Place) -> tuple[int, int]:
        def ask() -> tuple[int, int]:
            low, high = reader.get_watermark_offsets(
                TopicPartition(*place), SECONDS_A_TRY, cached=False
            )
            return low, high

        return self._patiently("asking where a changelog ends", ask)

    def _patiently(self, doing: str, ask: Callable[[], T]) -> T:
        deadline = self._clock() + self._settings.patience
        while True:
            try:
                return ask()
            except KafkaException as error:
                if not error.args[0].retriable() or self._clock() > deadline:
                    raise BrokerFailed(doing, error.args[0]) from error

    def _read(
        self, reader: Any, jobs: dict[Place, Restoring], goals: dict[Place, int], began: float
    ) -> None:
        reader.assign(
            [
                TopicPartition(topic, number, job.store.position or OFFSET_BEGINNING)
                for (topic, number), job in jobs.items()
            ]
        )
        while jobs := {place: job for place, job in jobs.items() if not job.cancelled}:
            came: defaultdict[Place, list[Message]] = defaultdict(list)
            for message in reader.consume(READ_AT_ONCE, 0.2):
                place, error = (message.topic(), message.partition()), message.error()
                if error is None:
                    came[place].append(message)
                elif place not in jobs:
                    continue
                elif error.code() == KafkaError._PARTITION_EOF:  # noqa: SLF001
                    if message.offset() >= goals[place]:
                        job = jobs.pop(place)
                        self._take(job, came[place])  # what comes behind it is not ours
                        self._finish(job, began)
                elif not error.retriable():
                    raise BrokerFailed("restoring", error)
            for place in came.keys() & jobs.keys():
                self._take(jobs[place], came[place])

    def _take(self, job: Restoring, messages: list[Message]) -> None:
        self.records += len(messages)
        job.records += len(messages)
        job.take(messages)

    def _finish(self, job: Restoring, began: float) -> None:
        try:
            job.finish()
        except Misplaced:
            if not self._has_moved(job):
                raise
            return  # once more
        job.seconds, job.is_back = self._clock() - began, True
        self._done.append(job)

    def _has_moved(self, job: Restoring) -> bool:
        """Whether its offsets went on since we asked.

        If we slept another may work on it, and we shall hear of it.
        """
        with closing(self._clients.reader()) as reader:
            return self._committed(reader, [job])[job.topic, job.number] != job.committed
