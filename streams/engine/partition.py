"""One partition at work: its state, where it is, and the events it was given."""

import json
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from confluent_kafka import TopicPartition

from streams.engine.step import Message, Step
from streams.engine.view import Encoded, Store, View

MARK = "~mark"  # in a changelog: before what a transaction wrote, how far it goes


class Mark(NamedTuple):
    """How far a partition's state is.

    `next`: the offset of the first event that is not in it; `turn` counts its transactions.  Where
    a broker shows aborted records (the embedded one), those after a mark with a turn that was never
    committed are not taken.
    """

    next: int
    turn: int

    def encode(self) -> bytes:
        return json.dumps({"next": self.next, "turn": self.turn}).encode()

    @classmethod
    def decode(cls, raw: bytes) -> "Mark":
        known = json.loads(raw)
        return cls(known["next"], known["turn"])


START = Mark(0, 0)


class Partition:
    """What the loop knows of a partition it is assigned."""

    __slots__ = (
        "_closed",
        "_closed_mark",
        "_encoded",
        "end",
        "mark",
        "next",
        "number",
        "own",
        "paused",
        "read",
        "step",
        "store",
        "sweeping",
        "swept",
        "taken",
        "topic",
        "view",
        "waiting",
    )

    def __init__(self, step: Step, topic: str, number: int) -> None:
        self.step, self.topic, self.number = step, topic, number
        self.store: Store | None = None  # none until it is restored
        self.view: View = None  # type: ignore[assignment]  # as the store
        self.mark = START  # the committed one
        self.next = 0  # the offset after the last event taken
        self.read = 0  # the offset after the last one read from the broker
        # Of the short cut: where the next record that we send to it will stand, and before what
        # offset all that is read from here on is ours, and was handed on
        self.end = self.own = 0
        self.waiting: deque[Message] = deque()
        self.taken: list[Message] = []  # since the last transaction was closed
        self.swept = 0  # chunks, since then
        self._closed: list[Message] = []  # in the transaction whose commit is under way
        self._closed_mark = START
        self._encoded: Sequence[Encoded] = ()  # the same as `view.closed`, for a store on disk
        self.sweeping = False  # a cursor stands: no event is taken
        self.paused = False

    def restored(self, store: Store, mark: Mark) -> None:
        self.store, self.view = store, View(store)
        self.mark, self.next, self.read = mark, mark.next, mark.next
        self._closed_mark = mark
        self.look()

    @property
    def is_ready(self) -> bool:
        return self.store is not None

    @property
    def has_work(self) -> bool:
        return self.is_ready and bool(self.waiting or self.sweeping)

    @property
    def was_touched(self) -> bool:
        return bool(self.taken or self.swept)

    @property
    def store_is_kept(self) -> bool:
        """Whether the store outlives the process."""
        return self.store is not None and self.store.is_kept

    def offset(self) -> TopicPartition:
        """What is committed for it: the next event, and the turn as metadata."""
        return TopicPartition(
            self.topic, self.number, self.next, metadata=str(self._next_mark().turn)
        )

    def admit(self, messages: Iterable[Message]) -> bool:
        """Whether any is new.

        An event that was read before (a seek, a rebalance), or handed on, is dropped.
        """
        if not self.is_ready:
            return False
        read, own, waiting = self.read, self.own, self.waiting
        before = len(waiting)
        for message in messages:
            offset: int = message.offset()  # type: ignore[assignment]
            if offset >= read:
                read = offset + 1
                if offset >= own:
                    waiting.append(message)
        self.read = read
        return len(waiting) > before

    def reach(self, end: int) -> None:
        """The end, for now: between it and the last event stand markers of transactions."""
        if self.is_ready:
            self.read = max(self.read, end)
            self.end = max(self.end, end)

    def foretell(self) -> int:
        """The offset of what we send to it next: a record, or the marker behind it."""
        self.end += 1
        return self.end - 1

    def lag(self, high: int) -> int:
        """How many offsets are still to come up to *high*; nearly as many events."""
        return max(0, high - (self.next if self.waiting else self.read))

    def look(self) -> None:
        """Whether a sweep is under way: after every call of the step."""
        self.sweeping = self.view.cursor is not None

    def batch(self, most: int) -> list[Message]:
        """The events that a step gets next."""
        return list(islice(self.waiting, most))

    def take(self, number: int) -> None:
        """The first *number* events of those that wait are done."""
        if number == len(self.waiting):
            self.taken += self.waiting
            self.waiting.clear()
        else:
            self.taken += [self.waiting.popleft() for _ in range(number)]
        offset = self.taken[-1].offset()
        assert offset is not None
        self.next = offset + 1

    def changelog(self) -> list[Encoded]:
        """What this transaction writes: a mark, then one record per key."""
        assert self.step.state is not None
        encode = self.step.state.encode
        encoded = [
            (key.encode(), None if value is None else encode(value))
            for key, value in self.view.writes.items()
        ]
        if self.store_is_kept:
            self._encoded = encoded
        return [(MARK.encode(), self._next_mark().encode()), *encoded]

    def _next_mark(self) -> Mark:
        return Mark(self.next, self._closed_mark.turn + 1)

    def close(self) -> None:
        """Its transaction is closed; what comes now belongs to the next."""
        self._closed_mark = self._next_mark()
        self._closed, self.taken, self.swept = self.taken, [], 0
        self.view.close()

    def committed(self, position: int | None) -> None:
        """What was closed is; *position* is where its mark stands in the changelog, if known."""
        assert self.store is not None
        if self.view.closed or position is not None:
            self.store.apply(self.view.closed, position, self._encoded)
            self.view.committed()
            self._encoded = ()
        self.mark, self._closed = self._closed_mark, []

    def undo(self) -> None:
        """Nothing since the last commit counts: the same events are to be done again."""
        if not self.is_ready:
            return
        self.view.undo()
        self.waiting.extendleft(reversed(self.taken))
        self.waiting.extendleft(reversed(self._closed))
        if not all(map(stands, self.waiting)):
            self.waiting = deque(filter(stands, self.waiting))
        self.taken, self._closed, self.swept = [], [], 0
        self.next, self._closed_mark = self.mark.next, self.mark
        self.look()


def stands(message: Message) -> bool:
    """Whether the broker has it; what was handed on in an aborted transaction it has not."""
    handed = getattr(message, "handed", None)
    return handed is None or handed.is_committed
