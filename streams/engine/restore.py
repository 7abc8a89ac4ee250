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
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from confluent_kafka import OFFSET_BEGINNING, KafkaError, KafkaException, TopicPartition

from streams.engine.clients import Clients
from streams.engine.faults import BrokerFailed, Misplaced
from streams.engine.partition import MARK, Mark
from streams.engine.settings import Settings
from streams.engine.step import Step
from streams.engine.view import Store

CHUNK = 20_000  # records that are held before they go to the store
SECONDS_A_TRY = 10

OpenStore = Callable[[Step, int], Store]


@dataclass(slots=True)
class Restoring:
    """A partition on its way back."""

    step: Step
    topic: str
    number: int
    store: Store
    cancelled: threading.Event = field(default_factory=threading.Event)
    mark: Mark = Mark(0, 0)
    records: int = 0
    seconds: float = 0.0
    _goal: int = 0
    _committed: Mark | None = None
    _skipping: bool = False
    _held: dict[str, bytes | None] = field(default_factory=dict)

    def expect(self, committed: Mark | None, goal: int) -> None:
        self._committed, self._goal = committed, goal
        if self.step.state is None:
            self.mark = committed or Mark(0, 0)

    def take(self, key: str, value: bytes | None, offset: int) -> None:
        """One record of the changelog."""
        self.records += 1
        if key == MARK:
            assert value is not None
            self._begin(Mark.decode(value), offset)
        elif not self._skipping:
            self._held[key] = value

    def _begin(self, mark: Mark, offset: int) -> None:
        """What follows goes as far as *mark*."""
        self._skipping = self._is_aborted(mark)
        if self._skipping:
            return
        if len(self._held) >= CHUNK:
            self.flush(offset)
        self.mark = mark

    def _is_aborted(self, mark: Mark) -> bool:
        """Only a broker without isolation shows what was aborted, and it keeps no turn."""
        known = self._committed
        if known is None:
            return False
        return mark.next > known.next or (known.turn > 0 and mark.turn > known.turn)

    def flush(self, position: int) -> None:
        self.store.restore(self._held, position)
        self._held = {}

    def is_whole(self, end: int) -> bool:
        return end >= self._goal

    def must_fit(self) -> None:
        """
        Raises:
            Misplaced: the changelog does not go as far as the offsets.
        """
        if self._committed is not None and self.mark.next != self._committed.next:
            raise Misplaced(
                f"step {self.step.name}, {self.topic} {self.number}: committed up to"
                f" {self._committed.next}, its state up to {self.mark.next}"
            )


class Restorer:
    """Restores in a thread for each assignment; `inline`: at once, for a simulated broker."""

    def __init__(
        self, clients: Clients, settings: Settings, open_store: OpenStore, *, inline: bool = False
    ) -> None:
        self._clients, self._settings, self._open, self._inline = (
            clients,
            settings,
            open_store,
            inline,
        )
        self._jobs: dict[tuple[str, int], Restoring] = {}
        self._done: list[Restoring] = []
        self._failure: BaseException | None = None
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []

    def begin(self, wanted: Iterable[tuple[Step, str, int]]) -> None:
        jobs = [Restoring(s, topic, number, self._open(s, number)) for s, topic, number in wanted]
        self._jobs |= {(job.topic, job.number): job for job in jobs}
        if self._inline:
            self._run(jobs)
            return
        thread = threading.Thread(
            target=self._run_guarded, args=(jobs,), name="restore", daemon=True
        )
        self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()

    def finished(self) -> list[Restoring]:
        """Those restored since the last call, unless they were taken away meanwhile.

        Raises:
            EngineStopped: one cannot be restored.
        """
        if not self._done and self._failure is None:
            return []
        with self._lock:
            if self._failure is not None:
                raise self._failure
            done, self._done = self._done, []
        for job in done:
            del self._jobs[job.topic, job.number]
        return done

    def cancel(self, partitions: Iterable[tuple[str, int]]) -> None:
        with self._lock:
            for partition in partitions:
                job = self._jobs.pop(partition, None)
                if job is not None:
                    job.cancelled.set()
                    if job in self._done:
                        self._done.remove(job)
                        job.store.close()

    def close(self) -> None:
        self.cancel(list(self._jobs))
        for thread in self._threads:
            thread.join(SECONDS_A_TRY)

    def _run_guarded(self, jobs: list[Restoring]) -> None:
        try:
            self._run(jobs)
        except BaseException as failure:  # noqa: BLE001 -- raised again in the loop's thread
            if any(not job.cancelled.is_set() for job in jobs):
                self._failure = failure

    def _run(self, jobs: list[Restoring]) -> None:
        began = time.monotonic()
        reader = self._clients.reader()
        try:
            committed = self._committed(reader, jobs)
            goals = self._goals(jobs)
            for job in jobs:
                job.expect(committed[job.topic, job.number], goals[job.topic, job.number])
            self._read(reader, {self._place(j): j for j in jobs if goals[j.topic, j.number]}, began)
        finally:
            reader.close()
        for job in jobs:
            if not goals[job.topic, job.number]:
                self._finish(job, 0, began)

    def _place(self, job: Restoring) -> tuple[str, int]:
        return self._settings.changelog(job.step.name), job.number

    def _committed(self, reader: Any, jobs: list[Restoring]) -> dict[tuple[str, int], Mark | None]:
        """Not asked of the loop's own consumer: that one answers nobody else while it reads."""
        asked = [TopicPartition(job.topic, job.number) for job in jobs]
        deadline = time.monotonic() + self._settings.patience
        while True:
            try:
                told = reader.committed(asked, SECONDS_A_TRY)
            except KafkaException as error:
                if not error.args[0].retriable() or time.monotonic() > deadline:
                    raise BrokerFailed("asking for committed offsets", error.args[0]) from error
                continue
            wrong = next((t.error for t in told if t.error), None)
            if wrong is None:
                return {(t.topic, t.partition): self._mark(t) for t in told}
            if not wrong.retriable() or time.monotonic() > deadline:
                raise BrokerFailed("asking for committed offsets", wrong)

    def _mark(self, told: Any) -> Mark | None:
        """The committed offset, and in its metadata the turn.

        None: Kafka forgets the offsets of an app that was away for a week.  The changelog knows.
        """
        if told.offset < 0:
            return None if self._settings.isolated else Mark(0, 0)
        return Mark(told.offset, int(told.metadata or 0))

    def _goals(self, jobs: list[Restoring]) -> dict[tuple[str, int], int]:
        """Up to where each changelog must be read; 0: there is nothing in it."""
        goals = {(job.topic, job.number): 0 for job in jobs}
        stateful = [job for job in jobs if job.step.state is not None]
        if not stateful:
            return goals
        reader = self._clients.reader(committed=False)
        try:
            for job in stateful:
                low, high = _watermarks(reader, *self._place(job), self._settings.patience)
                goals[job.topic, job.number] = high if high > low else 0
                if not low <= job.store.position <= high:
                    raise Misplaced(
                        f"the local state of {self._place(job)} is of another changelog"
                    )
        finally:
            reader.close()
        return goals

    def _read(self, reader: Any, jobs: dict[tuple[str, int], Restoring], began: float) -> None:
        if not jobs:
            return
        reader.assign(
            [
                TopicPartition(topic, number, job.store.position or OFFSET_BEGINNING)
                for (topic, number), job in jobs.items()
            ]
        )
        while jobs:
            for message in reader.consume(10_000, 0.2):
                place = message.topic(), message.partition()
                job = jobs.get(place)
                if job is None:
                    continue
                error = message.error()
                if error is None:
                    job.take(message.key().decode(), message.value(), message.offset())
                elif error.code() == KafkaError._PARTITION_EOF:  # noqa: SLF001
                    if job.is_whole(message.offset()):
                        del jobs[place]
                        self._finish(job, message.offset(), began)
                elif not error.retriable():
                    raise BrokerFailed("restoring", error)
            for place in [p for p, job in jobs.items() if job.cancelled.is_set()]:
                jobs.pop(place).store.close()

    def _finish(self, job: Restoring, position: int, began: float) -> None:
        job.must_fit()
        job.flush(position)
        job.seconds = time.monotonic() - began
        with self._lock:
            if job.cancelled.is_set():
                job.store.close()
            else:
                self._done.append(job)


def _watermarks(reader: Any, topic: str, number: int, patience: float) -> tuple[int, int]:
    deadline = time.monotonic() + patience
    while True:
        try:
            low, high = reader.get_watermark_offsets(
                TopicPartition(topic, number), SECONDS_A_TRY, cached=False
            )
        except KafkaException as error:
            if not error.args[0].retriable() or time.monotonic() > deadline:
                raise BrokerFailed("asking where a changelog ends", error.args[0]) from error
        else:
            return low, high
