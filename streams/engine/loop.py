"""The engine's loop: events in, steps, one transaction for all they did.

    consume -> step(events, view, out) -> produce -> changelog and offsets -> commit

One thread, one consumer, one transactional producer, for all steps of the app.  A crash at any point
leaves a transaction done or not begun.  An aborted one is undone in the state, and the same events,
which are kept until then, are done again.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice, takewhile
from typing import Any, Protocol

from confluent_kafka import OFFSET_BEGINNING, KafkaError, KafkaException, TopicPartition

from streams.engine.clients import Clients
from streams.engine.faults import Aborted, BrokerFailed, Misplaced, StepFailed
from streams.engine.partition import Partition
from streams.engine.restore import OpenStore, Restorer, Restoring
from streams.engine.settings import Settings
from streams.engine.step import DeadLetter, Message, Refused, Step
from streams.engine.transaction import Outbox, Transaction

Place = tuple[str, int]
WAITING_MAX = 20_000  # events of a partition that wait while it sweeps
PASSING = {  # librdkafka goes on by itself
    KafkaError._ALL_BROKERS_DOWN,  # noqa: SLF001
    KafkaError._TRANSPORT,  # noqa: SLF001
    KafkaError._TIMED_OUT,  # noqa: SLF001
    KafkaError._RESOLVE,  # noqa: SLF001
}


@dataclass(slots=True)
class Done:
    """What a committed transaction did."""

    events: dict[str, int] = field(default_factory=dict)  # by step
    notes: dict[str, list[object]] = field(default_factory=dict)  # by step, as the step told them
    refused: int = 0
    seconds: float = 0.0

    def add(self, step: str, events: int, notes: list[object]) -> None:
        self.events[step] = self.events.get(step, 0) + events
        if notes:
            self.notes.setdefault(step, []).extend(notes)


class Watch(Protocol):
    """Who wants to know what the engine does.  Called in the loop's thread."""

    def committed(self, done: Done) -> None: ...

    def aborted(self, reason: str) -> None: ...

    def assigned(self, step: str, number: int, restored: int, seconds: float) -> None: ...

    def revoked(self, step: str, number: int) -> None: ...

    def refused(self, step: str, place: Place, offset: int, reason: str) -> None: ...


class Loop:
    """
    Args:
        steps: what to run.
        clients: how to reach the broker.
        open_store: the state of a partition, empty or as it was kept.
        dead_letter: what to send for a record that a step refuses.
        aside: places and offsets of records that an operator set aside, with the reason.
        inline: restore in this thread (a simulated broker).
    """

    def __init__(
        self,
        steps: Sequence[Step],
        clients: Clients,
        settings: Settings,
        watch: Watch,
        *,
        open_store: OpenStore,
        dead_letter: DeadLetter,
        partitions: Callable[[str], int],
        aside: Mapping[tuple[str | None, int | None, int | None], str] | None = None,
        inline: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._by_topic = {topic: step for step in steps for topic in step.reads}
        self._clients, self._settings, self._watch, self._clock = clients, settings, watch, clock
        self._dead_letter, self._partitions_of = dead_letter, partitions
        self._aside = aside or {}
        self._restorer = Restorer(clients, settings, open_store, inline=inline)
        self.partitions: dict[Place, Partition] = {}
        self._done = Done()
        self._events = 0  # in the open transaction
        self._left: list[Place] = []  # restored, but not yet sought
        self._closing = False
        self.joined = False  # the group gave us our partitions, be it none
        self.beat = clock()  # when the loop last turned
        self.at: tuple[str, Place, int] | None = None  # what a step is busy with, and since …
        self.since = 0.0  # … when

    def start(self) -> None:
        self._producer = self._clients.producer()
        self._transaction = Transaction(self._producer, self._settings, self._clock)
        self._transaction.start()
        self._consumer = self._clients.consumer()
        self._consumer.subscribe(
            list(self._by_topic),
            on_assign=self._on_assign,
            on_revoke=self._on_revoke,
            on_lost=self._on_lost,
        )

    def turn(self) -> None:
        """Once around: read, work, and commit if it is time."""
        self.beat = self._clock()
        self._take_restored()
        try:
            self._sort(self._consume())
            for partition in [p for p in self.partitions.values() if p.has_work]:
                self._work(partition)
                if self._is_due():
                    self._commit()
            if self._is_due():
                self._commit()
        except Aborted:
            pass  # undone; what is to be done again stands in the partitions

    def stop(self) -> None:
        """Finish what is under way, and leave the group."""
        self._closing = True
        try:
            if self._transaction.is_open:
                self._commit()
        except Aborted:
            pass  # the next worker does it
        finally:
            self._close()

    def abandon(self) -> None:
        """Leave without finishing: the open transaction is aborted."""
        self._closing = True
        try:
            self._transaction.abort()
        finally:
            self._close()

    def _close(self) -> None:
        self._restorer.close()
        self._consumer.close()
        for partition in self.partitions.values():
            if partition.store is not None:
                partition.store.close()
        self.partitions = {}

    def lag(self, place: Place) -> int:
        """How many offsets of a partition are still to come, as far as is known.

        Markers of transactions take offsets too, so it is a little more than events.
        """
        high: int = self._consumer.get_watermark_offsets(TopicPartition(*place), cached=True)[1]
        return max(0, high - self.partitions[place].next)

    # -- reading

    def _consume(self) -> Sequence[Message]:
        """Wakes for the first event and takes what is there; not at all when there is work."""
        consume: Callable[[int, float], list[Message]] = self._consumer.consume
        most = self._settings.events_max
        if self._transaction.is_open:
            rest = self._transaction.opened + self._settings.interval - self._clock()
            busy = any(p.has_work for p in self.partitions.values())
            return consume(most, 0.0 if busy else max(0.0, min(0.01, rest)))
        if any(p.has_work for p in self.partitions.values()):
            return consume(most, 0.0)
        first = consume(1, 0.1)
        return first + consume(most - 1, 0.0) if first else first

    def _sort(self, messages: Iterable[Message]) -> None:
        partitions = self.partitions
        for message in messages:
            error = message.error()
            if error is not None:
                _must_be_passing(error)
                continue
            partition = partitions.get((message.topic(), message.partition()))  # type: ignore[arg-type]
            if partition is not None:
                partition.admit(message)
        for place, partition in partitions.items():
            if not partition.paused and len(partition.waiting) > WAITING_MAX:
                self._consumer.pause([TopicPartition(*place)])
                partition.paused = True
            elif partition.paused and partition.is_ready and not partition.waiting:
                self._consumer.resume([TopicPartition(*place)])
                partition.paused = False

    # -- working

    def _work(self, partition: Partition) -> None:
        """One call of the step: a chunk of its sweep, or a batch of events."""
        self._transaction.begin()
        if partition.view.cursor is not None:
            self._sweep(partition)
            return
        out = self._outbox()
        batch = list(islice(partition.waiting, self._settings.batch))
        step, place = partition.step, (partition.topic, partition.number)
        self.at, self.since = (step.name, place, batch[0].offset() or 0), self._clock()
        try:
            events = self._decoded(step, batch)
            if events:
                answer = step.run(events, partition.view, out)
                taken = len(events) if answer is None else answer
            else:
                self._set_aside(partition, batch[0], out)
                taken = 1
        except Exception as error:
            raise self._failed(partition, error) from error
        finally:
            self.at = None
        partition.take(taken)
        self._events += taken
        self._transaction.send(out)
        self._done.add(step.name, taken, out.notes)

    def _decoded(self, step: Step, batch: list[Message]) -> Sequence[Any]:
        """Up to the first that is refused or set aside, which is dealt with when it is the first."""
        if self._aside:
            batch = list(takewhile(lambda message: not self._why_aside(message), batch))
        if step.decode is None:
            return batch
        events: list[Any] = []
        try:
            for message in batch:
                events.append(step.decode(message))  # noqa: PERF401 -- what was decoded counts
        except Refused:
            pass  # it stays the next one, and is refused then
        return events

    def _set_aside(self, partition: Partition, message: Message, out: Outbox) -> None:
        """To dead letters, in the transaction: a record that is not of this topic, or that an
        operator decided to go on without."""
        refused = self._why_aside(message)
        if refused is None:
            assert partition.step.decode is not None
            try:
                partition.step.decode(message)
            except Refused as error:
                refused = error
        assert refused is not None
        for record in self._dead_letter(message, refused):
            out.send(record.topic, record.key, record.value, record.partition, record.headers)
        place = partition.topic, partition.number
        self._done.refused += 1
        self._watch.refused(partition.step.name, place, message.offset() or 0, str(refused))

    def _why_aside(self, message: Message) -> Refused | None:
        why = self._aside.get((message.topic(), message.partition(), message.offset()))
        return None if why is None else Refused(f"set aside: {why}")

    def _sweep(self, partition: Partition) -> None:
        step, place, out = partition.step, (partition.topic, partition.number), self._outbox()
        assert step.sweep is not None, f"step {step.name} put a cursor but has no sweep"
        self.at, self.since = (step.name, place, partition.next - 1), self._clock()
        try:
            step.sweep(partition.view, out)
        except Exception as error:
            self._undo()
            raise StepFailed(step.name, *place, partition.next - 1) from error
        finally:
            self.at = None
        partition.swept += 1
        self._transaction.send(out)
        self._done.add(step.name, 0, out.notes)
        self._commit()  # a chunk is a transaction of its own

    def _outbox(self) -> Outbox:
        return Outbox(self._partitions_of)

    def _failed(self, partition: Partition, error: Exception) -> StepFailed:
        """Undo, and find which event it is: the first at which the step raises by itself."""
        self._undo()
        step = partition.step
        offset = partition.next
        for message in list(partition.waiting):
            offset = message.offset() or 0
            try:
                if events := self._decoded(step, [message]):
                    step.run(events, partition.view, self._outbox())
            except Exception as again:  # noqa: BLE001 -- that is the one
                if type(again) is type(error):
                    break
        partition.view.writes = {}
        return StepFailed(step.name, partition.topic, partition.number, offset)

    # -- committing

    def _is_due(self) -> bool:
        transaction = self._transaction
        return transaction.is_open and (
            self._events >= self._settings.events_max
            or self._clock() >= transaction.opened + self._settings.interval
        )

    def _commit(self) -> None:
        touched = [p for p in self.partitions.values() if p.was_touched]
        marks: dict[Place, int] = {}
        try:
            for partition in touched:
                if partition.step.state is not None:
                    self._write(partition, marks)
            offsets = [p.offset() for p in touched]
            self._transaction.commit(offsets, self._consumer.consumer_group_metadata())
        except Aborted as aborted:
            self._undo(str(aborted))
            raise
        for partition in touched:
            partition.committed(marks.get((partition.topic, partition.number)))
        done, self._done, self._events = self._done, Done(), 0
        done.seconds = self._clock() - self._transaction.opened
        self._watch.committed(done)

    def _write(self, partition: Partition, marks: dict[Place, int]) -> None:
        """The changelog.  Where its mark stands is where a restore from a kept store goes on."""
        topic, number = self._settings.changelog(partition.step.name), partition.number
        records = partition.changelog()
        keep = None
        if partition.store_is_kept:
            keep = partial(_keep_offset, marks, (partition.topic, number))
        self._transaction.send_mark(topic, number, *next(records), keep)
        out = self._outbox()
        for key, value in records:
            out.send(topic, key.encode(), value, number)
        self._transaction.send(out)

    def _undo(self, reason: str = "") -> None:
        """Abort, and let what was done in this transaction be done again."""
        self._transaction.abort()
        for partition in self.partitions.values():
            partition.undo()
        self._done, self._events = Done(), 0
        if reason:
            self._watch.aborted(reason)

    # -- assignment: called by librdkafka within `consume`

    def _on_assign(self, consumer: Any, assigned: list[TopicPartition]) -> None:
        """Ours from here on, but not read before their state is back."""
        consumer.incremental_assign(
            [TopicPartition(a.topic, a.partition, OFFSET_BEGINNING) for a in assigned]
        )
        self.joined = True
        if not assigned:
            return
        consumer.pause(assigned)
        wanted = []
        for a in assigned:
            step = self._by_topic[a.topic]
            self.partitions[a.topic, a.partition] = Partition(step, a.topic, a.partition)
            wanted.append((step, a.topic, a.partition))
        self._restorer.begin(wanted)

    def _take_restored(self) -> None:
        for job in self._restorer.finished():
            partition = self.partitions[job.topic, job.number]
            partition.restored(job.store, job.mark)
            self._left.append((job.topic, job.number))
            self._watch.assigned(job.step.name, job.number, job.records, job.seconds)
        self._left = [place for place in self._left if not self._sought(place)]

    def _sought(self, place: Place) -> bool:
        """Read from where the state is; not yet possible while librdkafka still assigns it."""
        partition = self.partitions.get(place)
        if partition is None:
            return True  # taken away meanwhile
        at = partition.next if partition.mark.turn or partition.next else OFFSET_BEGINNING
        try:
            self._consumer.seek(TopicPartition(*place, at))
        except KafkaException as error:
            if error.args[0].code() == KafkaError._STATE:  # noqa: SLF001
                return False
            raise BrokerFailed("seeking", error.args[0]) from error
        self._consumer.resume([TopicPartition(*place)])
        return True

    def _on_revoke(self, consumer: Any, revoked: list[TopicPartition]) -> None:
        """Another's from here on: what is done is committed first."""
        if self._transaction.is_open:
            with suppress(Aborted):  # then the other one does it
                self._commit()
        self._drop(consumer, revoked)

    def _on_lost(self, consumer: Any, lost: list[TopicPartition]) -> None:
        """Another's already: what is done is not to be committed."""
        if self._transaction.is_open:
            self._undo("partitions lost")
        self._drop(consumer, lost)

    def _drop(self, consumer: Any, dropped: list[TopicPartition]) -> None:
        places = [(d.topic, d.partition) for d in dropped]
        self._restorer.cancel(places)
        for place in places:
            partition = self.partitions.pop(place, None)
            if partition is not None and partition.store is not None:
                partition.store.close()
                self._watch.revoked(partition.step.name, partition.number)
        if not self._closing:
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
