"""The engine's loop: events in, steps, one transaction for all they did.

    consume -> step(events, view, out) -> produce -> changelog and offsets -> commit

One thread, one consumer, one transactional producer, for all steps of the app.  A crash at any
point leaves a transaction done or not begun.  An aborted one is undone in the state, and the same
events, which are kept until then, are done again.

While the broker takes a commit, the steps go on with the next events.  What those send waits; if
the commit fails both are undone.
"""

import time
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from confluent_kafka import KafkaError, TopicPartition

from streams.engine.assignment import Assignment
from streams.engine.beside import Spawn, in_thread
from streams.engine.clients import Clients
from streams.engine.commit import Commits
from streams.engine.faults import Aborted, BrokerFailed, Misplaced, Overtaken, StepFailed
from streams.engine.partition import Partition
from streams.engine.restore import OpenStore, Restorer
from streams.engine.settings import Settings
from streams.engine.shortcut import ShortCut
from streams.engine.step import DeadLetter, Message, Step
from streams.engine.transaction import Transaction
from streams.engine.watch import Done, Place, Watch
from streams.engine.work import Asides, Work

__all__ = ["Done", "Loop", "Place", "Watch"]

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
        self._short_cut = ShortCut(steps, clients, settings, partitions, watch, clock)
        self._commits = Commits(
            self._transaction,
            settings,
            watch,
            spawn,
            clock,
            partitions=self.partitions.values,
            group=self._consumer.consumer_group_metadata,
            short_cut=self._short_cut,
        )
        self._leaving = False
        self._first = 0  # of those that have work, in this turn
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
    def is_restoring(self) -> bool:
        return not all(p.is_ready for p in self.partitions.values())

    def is_idle(self) -> bool:
        """Whether nothing waits to be done, or to be committed."""
        waits = any(p.has_work for p in self.partitions.values())
        return not (waits or self._commits.is_at_work or self.is_restoring)

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
            self._short_cut.meet(self._sort(self._consume()))
            self._look_for_short_cut()
            for partition in self._in_turn(self._short_cut.serve(self._busy())):
                self._call(partition)
                if not self._short_cut.is_open:
                    self._commits.go_on()
                elif self._commits.is_long_open:
                    break
            self._pass_on()
            self._commits.go_on()
        except Aborted as aborted:
            self._commits.undo(str(aborted))
            if isinstance(aborted, Overtaken):
                self._short_cut.wait_longer()

    def stop(self) -> None:
        """Finish what is under way, and leave the group."""
        self._leaving = True
        try:
            self._commits.finish()
        except Aborted as aborted:
            self._commits.undo(str(aborted))  # the next worker does it
        finally:
            self._close()

    def abandon(self) -> None:
        """Leave without finishing: the open transaction is aborted."""
        self._leaving = True
        try:
            with suppress(Aborted):
                self._commits.settle()
            self._transaction.abort()
        finally:
            self._close()

    def _close(self) -> None:
        try:
            self._assignment.close()
            self._short_cut.close()
        finally:
            self._consumer.close()

    def lag(self, place: Place) -> int:
        """How far a partition is from its end, as far as is known."""
        high: int = self._consumer.get_watermark_offsets(TopicPartition(*place), cached=True)[1]
        return self.partitions[place].lag(high)

    def _busy(self) -> list[Partition]:
        busy = [p for p in self.partitions.values() if p.has_work]
        return (
            [p for p in busy if self._short_cut.is_inner(p)] if self._short_cut.is_holding else busy
        )

    def _in_turn(self, busy: list[Partition]) -> list[Partition]:
        """Another one first each time: who comes last may not be reached."""
        self._first = (self._first + 1) % (len(busy) or 1)
        return busy[self._first :] + busy[: self._first]

    # -- reading

    def _consume(self) -> Sequence[Message]:
        """Wakes for the first event and takes what is there; does not wait when there is work.

        No more than a transaction holds is kept waiting, except for a sweep.
        """
        consume: Callable[[int, float], list[Message]] = self._consumer.consume
        most, busy = self._settings.events_max, self._busy()
        if busy:
            waiting = sum(len(p.waiting) for p in self.partitions.values() if not p.sweeping)
            return consume(max(1, most - waiting), 0.0)
        self._commits.idle()
        rest = self._commits.rest()
        if rest is not None and not self._commits.is_under_way:
            return consume(most, min(0.01, rest))
        first = consume(1, LOOK_SECONDS if self._commits.is_under_way else 0.1)
        return first + consume(most - 1, 0.0) if first else first

    def _sort(self, messages: Iterable[Message]) -> list[Partition]:
        """To the partitions; which of them got something new."""
        partitions = self.partitions
        came: defaultdict[Place, list[Message]] = defaultdict(list)
        ends: dict[Place, int] = {}
        for message in messages:
            place: Place = message.topic(), message.partition()  # type: ignore[assignment]
            error = message.error()
            if error is None:
                came[place].append(message)
            elif error.code() == KafkaError._PARTITION_EOF:  # noqa: SLF001
                ends[place] = message.offset() or 0
            else:
                _must_be_passing(error)
        ours = [place for place in came if place in partitions]
        got = [partitions[place] for place in ours if partitions[place].admit(came[place])]
        for place in ends.keys() & partitions.keys():
            partitions[place].reach(ends[place])  # after what stands before it
        for place, partition in partitions.items():
            if not partition.paused and len(partition.waiting) > WAITING_MAX:
                self._consumer.pause([TopicPartition(*place)])
                partition.paused = True
            elif partition.paused and not partition.waiting:
                self._consumer.resume([TopicPartition(*place)])
                partition.paused = False
        return got

    # -- working

    def _look_for_short_cut(self) -> None:
        self._short_cut.look(self.partitions, at_work=self._commits.is_at_work)
        self._transaction.watched = self._short_cut.topics if self._short_cut.is_open else ()

    def _pass_on(self) -> None:
        """What was handed on goes all its way, unless that takes long, before the next events.

        All of it together: a step that is given many events at once is the faster for it.
        """
        while waiting := self._short_cut.waiting():
            for partition in self._in_turn(waiting):
                if self._commits.is_long_open:
                    return
                self._call(partition)

    def _call(self, partition: Partition) -> None:
        """One call of the step: a chunk of its sweep, or a batch of events."""
        self._commits.open()
        if partition.sweeping:
            self._sweep(partition)
        else:
            self._take(partition)

    def _take(self, partition: Partition) -> None:
        before, batch = len(partition.taken), partition.batch(self._settings.batch)
        try:
            out = self._work.batch(partition, batch, self._commits.done)
        except Exception as error:
            self._once_more_without_short_cut(error)
            with suppress(BrokerFailed):
                self._commits.undo()
            offset = self._work.culprit(partition, error, batch)
            raise self._failed(partition, offset) from error
        self._commits.add(out, len(partition.taken) - before)

    def _sweep(self, partition: Partition) -> None:
        """A chunk."""
        at = partition.next - 1
        try:
            out = self._work.sweep(partition, self._commits.done)
        except Exception as error:
            self._once_more_without_short_cut(error)
            with suppress(BrokerFailed):
                self._commits.undo()
            raise self._failed(partition, at) from error
        self._commits.add(out, 0)

    def _once_more_without_short_cut(self, error: Exception) -> None:
        """A record that is not yet on the broker cannot be named, nor set aside.

        Raises:
            Aborted: the short cut was open, or what is being committed will not be.
        """
        if self._short_cut.is_open:
            self._short_cut.fault()
            where = traceback.extract_tb(error.__traceback__)[-1]
            at = f"{type(error).__name__} at {where.filename}:{where.lineno}"
            raise Aborted(f"{at}; once more, with its records on the broker") from error
        self._commits.settle()

    def _failed(self, partition: Partition, offset: int) -> StepFailed:
        return StepFailed(partition.step.name, partition.topic, partition.number, offset)

    # -- assignment: called by librdkafka within `consume`, and within `close`

    def _on_revoke(self, consumer: Any, revoked: list[TopicPartition]) -> None:
        """Another's from here on: what is done is committed first."""
        if not self._leaving:
            try:
                self._commits.finish()
            except Aborted as aborted:
                self._commits.undo(str(aborted))  # the other one does it
            self._short_cut.shut("partitions move")
        self._drop(consumer, revoked)

    def _on_lost(self, consumer: Any, lost: list[TopicPartition]) -> None:
        """Another's already: what is done is not to be committed."""
        if not self._leaving and self._commits.is_at_work:
            self._commits.undo("partitions lost")
        self._short_cut.shut("partitions lost")
        self._drop(consumer, lost)

    def _drop(self, consumer: Any, dropped: list[TopicPartition]) -> None:
        self._assignment.drop((d.topic, d.partition) for d in dropped)
        if not self._leaving:
            consumer.incremental_unassign(dropped)


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
