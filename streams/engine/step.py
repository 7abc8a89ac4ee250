"""What a step is: a function of a batch of events, a view of its state, and a way out.

    def count(events: Sequence[Event], view: View, out: Out) -> None:
        for event in events:
            seen = (view.get(event.key) or 0) + 1
            view.put(event.key, seen)
            out.send("counts", key=event.key, value=b"%d" % seen)

The events of one call are of one partition, in order.  What a step puts and sends is done when the
transaction it is in is committed, together with the offsets of its events, or not at all: then the
step is called again with the same events.  So it may not act on anything but its view and `out`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from streams.engine.view import View

Headers = Sequence[tuple[str, bytes]]


class Message(Protocol):
    """A record as librdkafka hands it over (`confluent_kafka.Message`)."""

    def topic(self) -> str | None: ...
    def partition(self) -> int | None: ...
    def offset(self) -> int | None: ...
    def key(self) -> bytes | None: ...
    def value(self) -> bytes | None: ...
    def headers(self) -> Any: ...
    def timestamp(self) -> tuple[int, int]: ...
    def error(self) -> Any: ...


class Out(Protocol):
    """Where a step sends to.  All of it is in the transaction of the events it was given."""

    def send(
        self,
        topic: str,
        key: bytes,
        value: bytes | None,
        partition: int | None = None,
        headers: Headers = (),
        event: Any = None,
    ) -> None:
        """One record.  Without a partition its key chooses it, as Kafka's own clients do.

        `event` is what the reader's `decode` makes of it, if that is at hand: a step of this same
        worker is then given it as it is.
        """
        ...

    def broadcast(self, topic: str, key: bytes, value: bytes, headers: Headers = ()) -> None:
        """One record to every partition of the topic."""
        ...

    def note(self, what: object) -> None:
        """Something to tell the app's watch once the transaction is committed; else never."""
        ...


class Refused(Exception):
    """Raised by a step's `decode`: these bytes are not of this topic.  Goes to dead letters.

    The text must quote no value: it is logged.
    """


@dataclass(frozen=True, slots=True)
class Record:
    """A record to send."""

    topic: str
    key: bytes
    value: bytes | None
    partition: int | None = None
    headers: Headers = ()


Run = Callable[[Sequence[Any], View, Out], int | None]
Sweep = Callable[[View, Out], None]
Decode = Callable[[Message], Any]
# What to send for a record that was refused, or set aside by an operator: the record, and why
DeadLetter = Callable[[Message, Refused], Iterable[Record]]


@dataclass(frozen=True, slots=True)
class State:
    """How a step's values become bytes and back; keys are text.  Bytes as they are, by default."""

    encode: Callable[[Any], bytes] = bytes
    decode: Callable[[bytes], Any] = bytes


@dataclass(frozen=True, slots=True)
class Step:
    """A step, as the engine runs it.

    Args:
        name: of the step; its changelog is called after it.
        reads: topics.  A step that keeps state reads one: librdkafka's assignment does not keep the
            partitions of two topics together.
        run: the function.  It may answer how many of the events it took, if not all: the others are
            given again.  To *sweep* (go through its keys in chunks, of which a transaction holds
            but a few) it puts a cursor in `view.cursor` and returns; while one stands there
            `sweep` is called before any other event of the partition.
        to: the topics it may send to.
        state: none for a step that keeps none.
        sweep: takes one chunk, and moves `view.cursor` on, or sets it to none at the end.
        decode: from a record to what `run` gets; as the record is, by default.
    """

    name: str
    reads: tuple[str, ...]
    run: Run
    to: tuple[str, ...] = ()
    state: State | None = None
    sweep: Sweep | None = None
    decode: Decode | None = None

    def __post_init__(self) -> None:
        if self.state is not None and len(self.reads) != 1:
            raise ValueError(f"step {self.name} keeps state, so it must read one topic")
