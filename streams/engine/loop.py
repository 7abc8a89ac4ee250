"""The engine's loop: events in, steps, one transaction for all they did.

    consume -> step(events, view, out) -> produce -> changelog and offsets -> commit

One thread, one consumer, one transactional producer, for all steps of the app.  A crash at any
point leaves a transaction done or not begun.  An aborted one is undone in the state, and the same
events, which are kept until then, are done again.

While the broker takes a commit, the steps go on with the next events.  What those send waits; if
the commit fails both are undone.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from confluent_kafka import KafkaError, TopicPartition

from streams.engine.assignment import Assignment
from streams.engine.beside import Spawn, in_thread
from streams.engine.clients import Clients
from streams.engine.commit import Commit
from streams.engine.faults import Aborted, BrokerFailed, Misplaced, StepFailed
from streams.engine.partition import Partition
from streams.engine.restore import OpenStore, Restorer
from streams.engine.settings import Settings
from streams.engine.step import DeadLetter, Message, Step
from streams.engine.transaction import Sent, Transaction
from streams.engine.watch import Done, Place, Watch
from streams.engine.work import Asides, Work

__all__ = ["Done", "Loop", "Place", "Watch"]

SHARE = 0.2  # of the time it is behind that a transaction may take
LOOK_SECONDS = 0.002  # how often to look at a commit when there is nothing else to do
WAITING_MAX = 20_000  # events of a partition that wait while it sweeps
PASSING = {  # librdkafka goes on by itself
    KafkaError._ALL_BROKERS_DOWN,  # noqa: SLF001
    KafkaError._TRANSPORT,  # noqa: SLF001
    KafkaError._TIMED_OUT,  # noqa: SLF001
    KafkaError._RESOLVE,  # noqa: SLF001
}


class Loop:
    """
    Args:
        steps: what to run.
        clients: how to reach the broker.
        open_store: the state of a partition, empty or as it was kept.
        dead_letter: what to send for a record that a step refuses.
        partitions: how many a topic has.
        aside: places and offsets of records that an operator set aside, with the reason.
        spawn: runs a restore, or a commit, beside the loop.
    """

    def __init__(  # noqa: PLR0913 -- what it is made of, by name
        self,
        steps: Sequence[Step],
        clients: Clients,
        settings: Settings,
        watch: Watch,
        *,
        open_store: OpenStore,
        dead_letter: DeadLetter,
        partitions: Callable[[str], int],
        aside: Asides | None = None,
        spawn: Spawn = in_thread,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings, self._watch, self._clock = settings, watch, clock
        self._topics = {topic: step for step in steps for topic in step.reads}
        self._consumer = clients.consumer()
        self._transaction = Transaction(clients.producer(), settings, clock)
        restorer = Restorer(clients, settings, open_store, spawn, clock)
        self._assignment = Assignment(self._topics, restorer, watch)
        self._work = Work(watch, dead_letter, partitions, aside or {}, clock)
        self._spawn = spawn
        self._done = Done()
        self._events = 0  # since the last transaction was closed, and …
        self._opened: float | None = None  # … since when; none: nothing was done
        self._unsent: list[Sent] = []  # waits for a commit to end
        self._commit: Commit | None = None  # under way
        self._idle_at = clock()  # when last there was nothing to do
        self._leaving = False
        self.beat = clock()  # when the loop last turned

    @property
    def partitions(self) -> dict[Place, Partition]:
        """Those that are ours."""
        return self._assignment.partitions

    @property
    def joined(self) -> bool:
        """Whether the group gave us our partitions, be it none."""
        return self._assignment.joined

    @property
    def restored(self) -> int:
        """Records of changelogs that were read, in all."""
        return self._assignment.restored

    @property
    def at(self) -> tuple[str, Place, int] | None:
        """What a step is busy with: its name, the partition, the first offset."""
        return self._work.at

    @property
    def since(self) -> float:
        """Since when."""
        return self._work.since

    def start(self) -> None:
        self._transaction.start()
        self._consumer.subscribe(
            list(self._topics),
            on_assign=self._assignment.on_assign,
            on_revoke=self._on_revoke,
            on_lost=self._on_lost,
        )

    def turn(self) -> None:
        """Once around: read, work, and commit if it is time."""
        self.beat = self._clock()
        self._assignment.take_restored(self._consumer)
        try:
            self._sort(self._consume())
            for partition in self._busy():
                self._call(partition)
                self._go_on()
            self._go_on()
        except Aborted as aborted:
            self._undo(str(aborted))

    def stop(self) -> None:
        """Finish what is under way, and leave the group."""
        self._leaving = True
        try:
            self._finish()
        except Aborted as aborted:
            self._undo(str(aborted))  # the next worker does it
        finally:
            self._close()

    def abandon(self) -> None:
        """Leave without finishing: the open transaction is aborted."""
        self._leaving = True
        try:
            with suppress(Aborted):
                self._settle()
            self._transaction.abort()
        finally:
            self._close()

    def _close(self) -> None:
        try:
            self._assignment.close()
        finally:
            self._consumer.close()

    @property
    def _is_at_work(self) -> bool:
        return self._opened is not None or self._commit is not None

    def lag(self, place: Place) -> int:
        """How far a partition is from its end, as far as is known."""
        high: int = self._consumer.get_watermark_offsets(TopicPartition(*place), cached=True)[1]
        return self.partitions[place].lag(high)

    def _busy(self) -> list[Partition]:
        return [p for p in self.partitions.values() if p.has_work]

    # -- reading

    def _consume(self) -> Sequence[Message]:
        """Wakes for the first event and takes what is there; does not wait when there is work.

        No more than a transaction holds is kept waiting, except for a sweep.
        """
        consume: Callable[[int, float], list[Message]] = self._consumer.consume
        most, busy = self._settings.events_max, self._busy()
        if busy:
            return consume(max(1, most - sum(len(p.waiting) for p in busy if not p.sweeping)), 0.0)
        self._idle_at = self._clock()
        if self._commit is None and self._opened is not None:
            rest = self._opened + self._interval - self._clock()
            return consume(most, max(0.0, min(0.01, rest)))
        first = consume(1, 0.1 if self._commit is None else LOOK_SECONDS)
        return first + consume(most - 1, 0.0) if first else first

    def _sort(self, messages: Iterable[Message]) -> None:
        partitions = self.partitions
        for message in messages:
            error = message.error()
            partition = partitions.get((message.topic(), message.partition()))  # type: ignore[arg-type]
            if error is None:
                if partition is not None:
                    partition.admit(message)
            elif error.code() != KafkaError._PARTITION_EOF:  # noqa: SLF001
                _must_be_passing(error)
            elif partition is not None:
                partition.reach(message.offset() or 0)
        for place, partition in partitions.items():
            if not partition.paused and len(partition.waiting) > WAITING_MAX:
                self._consumer.pause([TopicPartition(*place)])
                partition.paused = True
            elif partition.paused and not partition.waiting:
                self._consumer.resume([TopicPartition(*place)])
                partition.paused = False

    # -- working

    def _call(self, partition: Partition) -> None:
        """One call of the step: a chunk of its sweep, or a batch of events."""
        if self._opened is None:
            self._opened = self._clock()
        if partition.sweeping:
            self._sweep(partition)
        else:
            self._take(partition)

    def _take(self, partition: Partition) -> None:
        before, batch = len(partition.taken), partition.batch(self._settings.batch)
        try:
            out = self._work.batch(partition, batch, self._done)
        except Exception as error:
            with suppress(BrokerFailed):
                self._undo()
            offset = self._work.culprit(partition, error, batch)
            raise self._failed(partition, offset) from error
        self._events += len(partition.taken) - before
        self._unsent += out.records

    def _sweep(self, partition: Partition) -> None:
        """A chunk ends its transaction."""
        at = partition.next - 1
        try:
            out = self._work.sweep(partition, self._done)
        except Exception as error:
            with suppress(BrokerFailed):
                self._undo()
            raise self._failed(partition, at) from error
        self._unsent += out.records
        self._finish()

    def _failed(self, partition: Partition, offset: int) -> StepFailed:
        return StepFailed(partition.step.name, partition.topic, partition.number, offset)

    # -- committing

    def _go_on(self) -> None:
        """What can be done now without waiting for the broker.

        Raises:
            Aborted: all since the last commit is to be undone.
        """
        if self._commit is not None and (self._commit.is_over or self._is_full):
            self._settle()
        if self._commit is None:
            self._send()
            if self._is_due():
                self._begin_commit()

    @property
    def _is_full(self) -> bool:
        return self._events >= self._settings.events_max

    def _is_due(self) -> bool:
        if self._opened is None:
            return False
        return self._is_full or self._clock() >= self._opened + self._interval

    @property
    def _interval(self) -> float:
        """Longer the longer there was always something to do.

        Each commit costs the broker the same, however much is in it, and who is behind gains
        nothing by many.
        """
        settings = self._settings
        behind = (self._clock() - self._idle_at) * SHARE
        return max(settings.interval, min(settings.interval_behind, behind))

    def _send(self) -> None:
        if self._unsent:
            self._transaction.begin()
            self._transaction.send(self._unsent)
            self._unsent = []

    def _begin_commit(self) -> None:
        """Close the transaction; the broker's part goes on beside the loop."""
        self._transaction.begin()
        touched = [p for p in self.partitions.values() if p.was_touched]
        marks: dict[Place, int] = {}
        for partition in touched:
            if partition.step.state is not None:
                self._write(partition, marks)
        offsets = [p.offset() for p in touched]
        for partition in touched:
            partition.close()
        commit = partial(
            self._transaction.commit, offsets, self._consumer.consumer_group_metadata()
        )
        opened = self._clock() if self._opened is None else self._opened
        done, self._done, self._events, self._opened = self._done, Done(), 0, None
        self._commit = Commit(commit, touched, marks, done, opened, self._spawn)

    def _settle(self) -> None:
        """Wait for the commit that is under way, and take over what it did.

        Raises:
            Aborted: it is to be undone.
        """
        if self._commit is None:
            return
        commit, self._commit = self._commit, None
        commit.wait()
        for partition in commit.touched:
            partition.committed(commit.marks.get((partition.topic, partition.number)))
        commit.done.seconds = self._clock() - commit.opened
        self._watch.committed(commit.done)

    def _finish(self) -> None:
        """Commit all that was done, and wait for it."""
        self._settle()
        self._send()
        if self._opened is not None:
            self._begin_commit()
            self._settle()

    def _write(self, partition: Partition, marks: dict[Place, int]) -> None:
        """The changelog.  Where its mark stands is where a restore from a kept store goes on."""
        topic, number = self._settings.changelog(partition.step.name), partition.number
        records = partition.changelog()
        keep = None
        if partition.store_is_kept:
            keep = partial(_keep_offset, marks, (partition.topic, number))
        self._transaction.send_mark(topic, number, *next(records), keep)
        self._transaction.send((topic, value, key, number, ()) for key, value in records)

    def _undo(self, reason: str = "") -> None:
        """Let what was done since the last commit be done again."""
        with suppress(Aborted):
            self._settle()  # it may yet come through
        for partition in self.partitions.values():
            partition.undo()
        self._done, self._events, self._opened, self._unsent = Done(), 0, None, []
        self._transaction.abort()
        if reason:
            self._watch.aborted(reason)

    # -- assignment: called by librdkafka within `consume`, and within `close`

    def _on_revoke(self, consumer: Any, revoked: list[TopicPartition]) -> None:
        """Another's from here on: what is done is committed first."""
        if not self._leaving:
            try:
                self._finish()
            except Aborted as aborted:
                self._undo(str(aborted))  # the other one does it
        self._drop(consumer, revoked)

    def _on_lost(self, consumer: Any, lost: list[TopicPartition]) -> None:
        """Another's already: what is done is not to be committed."""
        if not self._leaving and self._is_at_work:
            self._undo("partitions lost")
        self._drop(consumer, lost)

    def _drop(self, consumer: Any, dropped: list[TopicPartition]) -> None:
        self._assignment.drop((d.topic, d.partition) for d in dropped)
        if not self._leaving:
            consumer.incremental_unassign(dropped)


def _keep_offset(
    marks: dict[Place, int], place: Place, error: KafkaError | None, message: Message
) -> None:
    if error is None:
        marks[place] = message.offset() or 0


def _must_be_passing(error: KafkaError) -> None:
    """
    Raises:
        Misplaced: a position that is gone.
        BrokerFailed: it does not pass by itself.
    """
    gone = KafkaError._AUTO_OFFSET_RESET, KafkaError.OFFSET_OUT_OF_RANGE  # noqa: SLF001
    if error.code() in gone:
        raise Misplaced(error.str())
    if not error.retriable() and error.code() not in PASSING:
        raise BrokerFailed("reading", error)
