"""Calling a step: with a chunk of its sweep, with a batch, or not at all for a refused record."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import takewhile
from typing import Any

from streams.engine.partition import Partition, stands
from streams.engine.step import DeadLetter, Message, Refused, Step
from streams.engine.transaction import Outbox
from streams.engine.watch import Done, Place, Watch

NOWHERE = -1  # the offset of an event that was handed on and is not yet on the broker
Asides = Mapping[tuple[str | None, int | None, int | None], str]


class Work:
    """
    Args:
        aside: places and offsets of records that an operator set aside, with the reason.
    """

    def __init__(
        self,
        watch: Watch,
        dead_letter: DeadLetter,
        partitions: Callable[[str], int],
        aside: Asides,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._watch, self._dead_letter, self._partitions = watch, dead_letter, partitions
        self._aside, self._clock = aside, clock
        self.at: tuple[str, Place, int] | None = None  # what a step is busy with, and since …
        self.since = 0.0  # … when

    def sweep(self, partition: Partition, done: Done) -> Outbox:
        """One chunk."""
        step, out = partition.step, Outbox(self._partitions)
        assert step.sweep is not None, f"step {step.name} put a cursor but has no sweep"
        with self._busy(partition, partition.next - 1):
            step.sweep(partition.view, out)
        partition.swept += 1
        partition.look()
        done.add(step.name, 0, out.notes)
        return out

    def batch(self, partition: Partition, batch: list[Message], done: Done) -> Outbox:
        """The events that wait first."""
        step, out = partition.step, Outbox(self._partitions)
        first = batch[0]
        with self._busy(partition, (first.offset() or 0) if stands(first) else NOWHERE):
            events = self._decoded(step, batch)
            if events:
                answer = step.run(events, partition.view, out)
                taken = len(events) if answer is None else answer
                if not 0 < taken <= len(events):
                    raise ValueError(f"the step says it took {taken} of {len(events)} events")
            else:
                self._set_aside(partition, batch[0], out)
                done.refused += 1
                taken = 1
        partition.take(taken)
        partition.look()
        done.add(step.name, taken, out.notes)
        return out

    def culprit(self, partition: Partition, error: Exception, batch: list[Message]) -> int:
        """The offset of the first event, up to the end of *batch*, at which the step raises alone.

        That of the first of the batch if none does.  The partition was undone, and is not to be
        used any more.
        """
        step, offset, last = partition.step, batch[0].offset() or 0, batch[-1].offset() or 0
        for message in takewhile(lambda m: (m.offset() or 0) <= last, list(partition.waiting)):
            if partition.view.cursor is not None:
                break  # a sweep would come here
            try:
                if events := self._decoded(step, [message]):
                    step.run(events, partition.view, Outbox(self._partitions))
            except Exception as again:  # noqa: BLE001 -- that is the one
                return (message.offset() or 0) if type(again) is type(error) else offset
        return offset

    @contextmanager
    def _busy(self, partition: Partition, offset: int) -> Iterator[None]:
        self.since = self._clock()
        self.at = (partition.step.name, (partition.topic, partition.number), offset)
        try:
            yield
        finally:
            self.at = None

    def _decoded(self, step: Step, batch: list[Message]) -> Sequence[Any]:
        """Up to the first that is refused or set aside, whose turn comes when it is the first."""
        if self._aside:
            batch = list(takewhile(lambda message: not self._why_aside(message), batch))
        if step.decode is None:
            return batch
        events: list[Any] = []
        try:
            for message in batch:
                event = getattr(message, "event", None)  # handed on, and decoded already
                events.append(step.decode(message) if event is None else event)
        except Refused:
            pass  # it stays the next one, and is refused then
        return events

    def _set_aside(self, partition: Partition, message: Message, out: Outbox) -> None:
        """To dead letters, in the transaction.

        A record that is not of this topic, or that an operator decided to go on without.
        """
        refused = self._why_aside(message)
        if refused is None:
            assert partition.step.decode is not None
            try:
                partition.step.decode(message)
            except Refused as error:
                refused = error
        assert refused is not None, "what was refused a moment ago is not refused now"
        for record in self._dead_letter(message, refused):
            out.send(record.topic, record.key, record.value, record.partition, record.headers)
        place = partition.topic, partition.number
        self._watch.refused(partition.step.name, place, message.offset() or 0, str(refused))

    def _why_aside(self, message: Message) -> Refused | None:
        why = self._aside.get((message.topic(), message.partition(), message.offset()))
        return None if why is None else Refused(f"set aside: {why}")
