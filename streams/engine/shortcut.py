"""The short cut: what a step sends to a partition of this same worker goes to its reader at once.

Such a record is sent as ever, and handed on within the transaction, at the offset that it will
have.  So an event goes through all steps in one transaction, and is not read back and decoded.

That offset is *foretold*: where the partition ends, then one more for each record, and one for the
marker that ends a transaction.  Before a commit the broker is asked where they stand.  If another
wrote in between, it is aborted and done again without the short cut.

It is open only while every partition of every step is this worker's, and whatever was sent has been
read: else another's records would stand before ours.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from confluent_kafka import TIMESTAMP_CREATE_TIME, KafkaException, TopicPartition

from streams.engine.clients import Clients
from streams.engine.faults import Aborted, Overtaken
from streams.engine.partition import Partition
from streams.engine.settings import Settings
from streams.engine.step import Headers, Step
from streams.engine.transaction import Sent
from streams.engine.watch import Place, Watch

PAUSE_SECONDS, PAUSE_MAX = 1.0, 60.0  # until it is tried again, after it had to be shut
START_SECONDS = 2.0  # what a worker fails at comes first, and must be on the broker to be named
HOLD_SECONDS = 2.0  # that what comes from outside may wait until all that was sent is read
WAITING_MAX = 1_000  # events that may wait for a partition that sweeps
FAULTS_MAX = 3  # of steps, that were none once the records came from the broker
ANSWER_SECONDS = 0.5


class Handed:
    """What one transaction handed on, by partition: the first offset and the last."""

    __slots__ = ("is_committed", "places")

    def __init__(self) -> None:
        self.is_committed = False
        self.places: dict[Place, tuple[Partition, int, int]] = {}

    def must_stand(self, found: Mapping[Place, Sequence[int]]) -> None:
        """
        Args:
            found: the offsets at which the broker put what was sent, in the order of sending.

        Raises:
            Overtaken: not where it was foretold.
            Aborted: not all of it arrived.
        """
        for place, (partition, first, last) in self.places.items():
            stands, foretold = list(found.get(place, ())), list(range(first, last + 1))
            if len(stands) != len(foretold):
                raise Aborted("what was sent did not arrive")
            if stands != foretold:
                raise Overtaken("another wrote between what was handed on")
            partition.own = last + 1


class Passed:
    """A record that was handed on, as its reader would get it from the broker (a `Message`).

    `event` is what `decode` would make of it, if its sender said so.
    """

    __slots__ = ("_at", "_offset", "_sent", "event", "handed")

    def __init__(self, sent: Sent, offset: int, handed: Handed) -> None:
        self._sent, self._offset, self.handed = sent, offset, handed
        self._at = int(time.time() * 1000)
        self.event = sent[5]

    def topic(self) -> str:
        return self._sent[0]

    def partition(self) -> int:
        return self._sent[3]

    def offset(self) -> int:
        return self._offset

    def key(self) -> bytes:
        return self._sent[2]

    def value(self) -> bytes | None:
        return self._sent[1]

    def headers(self) -> Headers | None:
        return list(self._sent[4]) or None

    def timestamp(self) -> tuple[int, int]:
        return TIMESTAMP_CREATE_TIME, self._at

    def error(self) -> None:
        return None


class ShortCut:
    """
    Args:
        clients: of which it takes one to ask where a topic ends.
        partitions: how many a topic has.
    """

    def __init__(
        self,
        steps: Iterable[Step],
        clients: Clients,
        settings: Settings,
        partitions: Callable[[str], int],
        watch: Watch,
        clock: Callable[[], float],
    ) -> None:
        read = {topic for step in steps for topic in step.reads}
        self.topics = frozenset(topic for step in steps for topic in step.to if topic in read)
        self._read, self._partitions, self._clock = read, partitions, clock
        self._clients, self._watch = clients, watch
        self._reader: Any = None
        never = _why_never(settings, steps) if self.topics else "no step sends to another"
        self._is_wanted = not never
        self._longest = settings.interval_behind
        self._targets: dict[Place, Partition] = {}  # none: it is shut
        self._handed = Handed()
        self._opened = clock()
        self._not_before = self._opened + START_SECONDS
        self._pause = PAUSE_SECONDS
        self._held_since: float | None = None
        self._waiting_since: float | None = None
        self._faults = 0
        self._told = ""  # why it is not open, as far as was said
        if never:
            self._tell(f"{never}, for good")

    @property
    def is_open(self) -> bool:
        return bool(self._targets)

    @property
    def is_holding(self) -> bool:
        """Whether no event from outside is to be taken, so that it can be opened."""
        return self._held_since is not None

    def is_inner(self, partition: Partition) -> bool:
        """Whether steps of this app send to it."""
        return partition.topic in self.topics

    # -- while it is open

    def take(self, sent: Iterable[Sent]) -> None:
        """Hand on what goes to partitions of ours.

        Raises:
            Aborted: it does not say to which; the short cut is not taken any more.
        """
        targets, topics = self._targets, self.topics
        if not targets:
            return
        places = self._handed.places
        for record in sent:
            if record[0] not in topics:
                continue
            place = record[0], record[3]
            target = targets.get(place)
            if target is None:
                self._is_wanted = False
                raise Aborted(f"a step sends to {record[0]} without a partition")
            offset = target.foretell()
            target.waiting.append(Passed(record, offset, self._handed))
            first = places[place][1] if place in places else offset
            places[place] = target, first, offset

    def waiting(self) -> list[Partition]:
        """Partitions that have events which were handed on, and can take them."""
        return [p for p in self._targets.values() if p.waiting and not p.sweeping]

    def serve(self, busy: list[Partition]) -> list[Partition]:
        """Those of *busy* whose turn it is.

        First what is between the steps: an event goes all its way before the next one comes.  After
        some time all have their turn once, for one file may become ten thousand events.
        """
        now, waiting = self._clock(), self.waiting()
        if not waiting:
            self._waiting_since = None
            return busy
        if self._waiting_since is None:
            self._waiting_since = now
        if now - self._waiting_since < self._longest:
            return waiting
        self._waiting_since = None
        return busy

    def end_transaction(self) -> Handed:
        """What the one that is closed now handed on; a marker will stand behind it."""
        handed, self._handed = self._handed, Handed()
        for partition, _, _ in handed.places.values():
            partition.foretell()
        if any(p.sweeping and len(p.waiting) > WAITING_MAX for p in self._targets.values()):
            self.shut("more than may waits for a sweep")  # the broker keeps what comes meanwhile
        return handed

    # -- opening and shutting

    def shut(self, why: str) -> None:
        """To be called where nothing of the open transaction was handed on, or all of it undone."""
        self._held_since = None
        if not self.is_open:
            return
        now = self._clock()
        self._targets, self._handed = {}, Handed()
        self._tell(why if self._is_wanted else f"{why}, for good")
        if now - self._opened > PAUSE_MAX:
            self._pause = PAUSE_SECONDS
        self._not_before = now + self._pause

    def wait_longer(self) -> None:
        """It was shut because another writes: if that goes on, each time would cost an abort."""
        self._pause = min(PAUSE_MAX, 2 * self._pause)

    def fault(self) -> None:
        """A step failed at what was handed on; at what the broker has it may not."""
        self.wait_longer()
        self._faults += 1
        if self._faults >= FAULTS_MAX:
            self._is_wanted = False

    def meet(self, admitted: Iterable[Partition]) -> None:
        """Another's events came for these: what we send from here on stands behind them.

        Raises:
            Overtaken: what the open transaction handed on will not stand where it was foretold.
        """
        if self.is_open and any(self.is_inner(p) for p in admitted):
            if self._handed.places:
                raise Overtaken("another wrote to what steps send to")
            self.shut("another wrote to what steps send to")
            self.wait_longer()

    def look(self, partitions: Mapping[Place, Partition], *, at_work: bool) -> None:
        """Open it, if all that was sent is read; hold back what comes from outside until it is."""
        now = self._clock()
        if self.is_open or not self._is_wanted or now < self._not_before:
            return
        inner = [p for p in partitions.values() if self.is_inner(p)]
        if not self._are_all_ours(partitions) or any(p.sweeping for p in inner):
            self._held_since, self._not_before = None, now + PAUSE_SECONDS
            self._tell("another worker has a partition, or one is restored or sweeps")
        elif not at_work and not any(p.waiting for p in inner) and all(map(self._is_read, inner)):
            self._open(inner, now)
        elif self._held_since is None:
            self._held_since = now
        elif now - self._held_since > HOLD_SECONDS:
            self._held_since, self._not_before = None, now + self._pause
            self.wait_longer()
            self._tell("what is between the steps is not read in time")

    def _are_all_ours(self, partitions: Mapping[Place, Partition]) -> bool:
        number = sum(self._partitions(topic) for topic in self._read)
        return len(partitions) == number and all(p.is_ready for p in partitions.values())

    def _open(self, inner: Iterable[Partition], now: float) -> None:
        for partition in inner:
            partition.end = partition.read
        self._targets = {(p.topic, p.number): p for p in inner}
        self._opened, self._held_since = now, None
        self._tell("")

    def _is_read(self, partition: Partition) -> bool:
        """Whether all that stands there was read: also what is not yet marked as committed."""
        if self._reader is None:
            self._reader = self._clients.reader(committed=False)
        place = TopicPartition(partition.topic, partition.number)
        try:
            _, high = self._reader.get_watermark_offsets(place, ANSWER_SECONDS, cached=False)
        except KafkaException:
            return False  # what does not pass shows in reading
        return bool(high == partition.read)

    def _tell(self, why: str) -> None:
        """That it is open (nothing), or why it is not; once."""
        if why != self._told or not why:
            self._watch.short_cut(why, is_open=not why)
        self._told = why

    def close(self) -> None:
        self.shut("the worker leaves")
        if self._reader is not None:
            self._reader.close()


def _why_never(settings: Settings, steps: Iterable[Step]) -> str:
    if not settings.short_cut:
        return "switched off"
    if not settings.isolated:
        return "the broker shows what was aborted"
    return "the steps form a ring" if _is_ring(steps) else ""


def _is_ring(steps: Iterable[Step]) -> bool:
    """Whether an event can come back to a step it went through: that has no end to wait for."""
    after = {topic: set(step.to) for step in steps for topic in step.reads}
    try:
        TopologicalSorter(after).prepare()
    except CycleError:
        return True
    return False
