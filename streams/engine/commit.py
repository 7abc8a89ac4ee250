"""Committing what steps did, beside the loop.

The broker takes ten to thirty milliseconds for a commit.  The loop goes on meanwhile: what the next
events do waits, in the partitions' views and in a list, until it is known how this one ended.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any

from confluent_kafka import KafkaError

from streams.engine.beside import Running, Spawn
from streams.engine.faults import Aborted
from streams.engine.partition import Partition
from streams.engine.settings import Settings
from streams.engine.shortcut import Handed, ShortCut
from streams.engine.step import Message
from streams.engine.transaction import Outbox, Sent, Transaction
from streams.engine.watch import Done, Place, Watch

SHARE = 0.2  # of the time it is behind that a transaction may take
JOIN_SECONDS = 1.0
LONG = 3  # intervals in which what was handed on goes all its way; a larger file takes more


class Commits:
    """
    Args:
        partitions: those that are ours now.
        group: what the consumer says of its group, for the offsets.
        short_cut: which hands on what is sent to these partitions.
    """

    def __init__(  # noqa: PLR0913 -- what it is made of
        self,
        transaction: Transaction,
        settings: Settings,
        watch: Watch,
        spawn: Spawn,
        clock: Callable[[], float] = time.monotonic,
        *,
        partitions: Callable[[], Iterable[Partition]],
        group: Callable[[], Any],
        short_cut: ShortCut,
    ) -> None:
        self._transaction, self._settings, self._watch = transaction, settings, watch
        self._spawn, self._clock, self._partitions, self._group = spawn, clock, partitions, group
        self._short_cut = short_cut
        self.done = Done()
        self._events = 0  # since the last transaction was closed, and …
        self._opened: float | None = None  # … since when; none: nothing was done
        self._unsent: list[Sent] = []  # waits for a commit to end
        self._under_way: Commit | None = None
        self._idle_at = clock()  # when last there was nothing to do

    # -- what the loop tells

    def idle(self) -> None:
        """There is nothing to do but wait."""
        self._idle_at = self._clock()

    def open(self) -> None:
        """A step is about to be called."""
        if self._opened is None:
            self._opened = self._clock()

    def add(self, out: Outbox, events: int) -> None:
        """A step was: with so many events.

        Raises:
            Aborted: what it sends cannot be handed on.
        """
        self._short_cut.take(out.records)
        self._unsent += out.records
        self._events += events

    # -- what it asks

    @property
    def is_under_way(self) -> bool:
        return self._under_way is not None

    @property
    def is_at_work(self) -> bool:
        """Whether anything is not committed."""
        return self._opened is not None or self._under_way is not None

    @property
    def is_long_open(self) -> bool:
        """Whether what is open is to be closed, though not all of it has gone its way."""
        if self._opened is None:
            return False
        if self._under_way is not None and not self._under_way.is_over:
            return self._is_far_ahead  # it cannot be closed before that
        open_for = self._clock() - self._opened
        return self._is_full or open_for >= max(self._interval, LONG * self._settings.interval)

    def rest(self) -> float | None:
        """Seconds until the next commit is due; none: nothing is open."""
        if self._opened is None:
            return None
        return max(0.0, self._opened + self._interval - self._clock())

    # -- what it does

    def go_on(self) -> None:
        """What can be done now without waiting for the broker.

        Raises:
            Aborted: all since the last commit is to be undone.
        """
        if self._under_way is not None and (self._under_way.is_over or self._is_far_ahead):
            self.settle()
        if self._under_way is None:
            self._send()
            if self._is_full or self.rest() == 0:
                self._begin()

    def finish(self) -> None:
        """Commit all that was done, and wait for it.

        Raises:
            Aborted: as above.
        """
        self.settle()
        self._send()
        if self._opened is not None:
            self._begin()
            self.settle()

    def settle(self) -> None:
        """Wait for the commit that is under way, and take over what it did.

        Raises:
            Aborted: as above.
        """
        if self._under_way is None:
            return
        commit, self._under_way = self._under_way, None
        commit.wait()
        commit.handed.is_committed = True
        for partition in commit.touched:
            partition.committed(commit.marks.get((partition.topic, partition.number)))
        commit.done.seconds = self._clock() - commit.opened
        self._watch.committed(commit.done)

    def undo(self, reason: str = "") -> None:
        """Let what was done since the last commit be done again."""
        with suppress(Aborted):
            self.settle()  # it may yet come through
        for partition in self._partitions():
            partition.undo()
        self._short_cut.shut(reason or "a step failed")
        self.done, self._events, self._opened, self._unsent = Done(), 0, None, []
        self._transaction.abort()
        if reason:
            self._watch.aborted(reason)

    @property
    def _is_full(self) -> bool:
        return self._events >= self._settings.events_max

    @property
    def _is_far_ahead(self) -> bool:
        """What was done meanwhile must fit into a transaction, and into its time."""
        if self._opened is None:
            return False
        open_for = self._clock() - self._opened
        return self._is_full or open_for >= self._settings.interval_behind

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

    def _begin(self) -> None:
        """Close the transaction; the broker's part goes on beside the loop."""
        self._transaction.begin()
        touched = [p for p in self._partitions() if p.was_touched]
        marks: dict[Place, int] = {}
        for partition in touched:
            if partition.step.state is not None:
                self._write(partition, marks)
        offsets = [p.offset() for p in touched]
        for partition in touched:
            partition.close()
        handed = self._short_cut.end_transaction()
        must_stand = handed.must_stand if handed.places else None
        commit = partial(self._transaction.commit, offsets, self._group(), must_stand)
        opened = self._clock() if self._opened is None else self._opened
        done, self.done, self._events, self._opened = self.done, Done(), 0, None
        self._under_way = Commit(commit, touched, handed, marks, done, opened, self._spawn)

    def _write(self, partition: Partition, marks: dict[Place, int]) -> None:
        """The changelog.  Where its mark stands is where a restore from a kept store goes on."""
        topic, number = self._settings.changelog(partition.step.name), partition.number
        mark, *written = partition.changelog()
        keep = None
        if partition.store_is_kept:
            keep = partial(_keep_offset, marks, (partition.topic, number))
        self._transaction.send_mark(topic, number, *mark, keep)
        self._transaction.send([(topic, value, key, number, (), None) for key, value in written])


class Commit:
    """One that is under way.

    Args:
        commit: asks the broker; what it raises, `result` raises.
        touched: the partitions whose events are in it.
        handed: what it handed on.
        marks: where the mark of each stands in its changelog, once it is known.
    """

    def __init__(
        self,
        commit: Callable[[], None],
        touched: list[Partition],
        handed: Handed,
        marks: dict[Place, int],
        done: Done,
        opened: float,
        spawn: Spawn,
    ) -> None:
        self.touched, self.handed, self.marks = touched, handed, marks
        self.done, self.opened = done, opened
        self._commit = commit
        self._failure: BaseException | None = None
        self._is_over = False
        self._running: Running = spawn(self._run)

    def _run(self) -> None:
        try:
            self._commit()
        except BaseException as failure:  # noqa: BLE001 -- raised again in the loop's thread
            self._failure = failure
        finally:
            self._is_over = True

    @property
    def is_over(self) -> bool:
        return self._is_over

    def wait(self) -> None:
        """
        Raises:
            Aborted, BrokerFailed: as `Transaction.commit`.
        """
        while not self._is_over:
            self._running.join(JOIN_SECONDS)
        if self._failure is not None:
            raise self._failure


def _keep_offset(
    marks: dict[Place, int], place: Place, error: KafkaError | None, message: Message
) -> None:
    if error is None:
        marks[place] = message.offset() or 0
