"""What stands on a hub's topics, read from the first record to the last.

Reads outside the hub's consumer groups and commits nothing, so it disturbs nobody.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from deploy.brokers import BrokerUnavailable
from deploy.told import Told
from schemas import topics, wire
from schemas.errors import WrongConfiguration
from schemas.messages import DeadLetter, Outcome

QUIET_MS = 300  # the embedded broker's end offset is too small: the end is where nothing comes
BATCH = 5_000


class Kept(NamedTuple):
    """A record as it stands on its topic; no value is a tombstone."""

    topic: str
    partition: int
    offset: int
    key: str
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...]
    timestamp: int = 0  # milliseconds


def told_by(bootstrap: str, prefix: str = "") -> Told:
    """What a hub said so far, in the order in which it was told."""
    outcomes: dict[str, Outcome] = {}
    letters: dict[str, DeadLetter] = {}
    events: dict[str, tuple[int, dict[str, Any]]] = {}
    read: dict[tuple[str, str], int] = {}  # when each version of a record was
    public = {prefix + topic.name for topic in topics.PUBLIC}
    names = [prefix + t.name for t in (topics.OUTCOMES, topics.DEAD_LETTERS, *topics.PUBLIC)]
    for kept in all_of(bootstrap, names):
        if kept.value is None:
            outcomes.pop(kept.key, None)
        elif kept.topic in public:
            event = wire.loads(kept.value)
            events.setdefault(event["id"], (kept.timestamp, event))
        elif kept.topic == prefix + topics.OUTCOMES.name:
            outcome = outcomes[kept.key] = Outcome.model_validate_json(kept.value)
            if outcome.step == "normalise":
                read.setdefault((outcome.record, outcome.version), kept.timestamp)
        else:
            letters[kept.key] = DeadLetter.model_validate_json(kept.value)
    # within a millisecond: a signal is told after what it follows from
    in_order = sorted(events.values(), key=lambda told: (told[0], "rule" in told[1]["data"]))
    return Told(
        tuple(outcomes.values()),
        tuple(letters.values()),
        tuple(event for _, event in in_order),
        {of: bisect_left(in_order, at, key=lambda told: told[0]) for of, at in read.items()},
    )


def all_of(bootstrap: str, names: Iterable[str]) -> Iterator[Kept]:
    """Every record on the topics with these names, in the order of each partition.

    Raises:
        BrokerUnavailable: no broker answers there.
        WrongConfiguration: there is no such topic.
    """
    with _Reader(bootstrap) as consumer:
        partitions = [
            TopicPartition(name, number) for name in names for number in _partitions(consumer, name)
        ]
        consumer.assign(partitions)
        consumer.seek_to_beginning()
        ends: dict[TopicPartition, int] = consumer.end_offsets(partitions)
        while batches := _next(consumer, ends):
            for batch in batches:
                yield from map(_kept, batch)


def one_of(bootstrap: str, name: str, partition: int, offset: int) -> Kept | None:
    """The record at one place; none if it is there no longer."""
    with _Reader(bootstrap) as consumer:
        if partition not in _partitions(consumer, name):
            return None
        at = TopicPartition(name, partition)
        consumer.assign([at])
        if not consumer.beginning_offsets([at])[at] <= offset:
            return None
        consumer.seek(at, offset)
        found = (kept for batch in _next(consumer, {at: offset + 1}) for kept in map(_kept, batch))
        return next((kept for kept in found if kept.offset == offset), None)


def partitions_of(bootstrap: str, name: str) -> int:
    """How many partitions a topic has."""
    with _Reader(bootstrap) as consumer:
        return len(_partitions(consumer, name))


class _Reader:
    """A consumer without a group."""

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap = bootstrap

    def __enter__(self) -> Any:
        try:
            self._consumer = KafkaConsumer(
                bootstrap_servers=self._bootstrap.split(","),
                group_id=None,
                enable_auto_commit=False,
                isolation_level="read_committed",
                max_poll_records=BATCH,
                fetch_max_wait_ms=100,
            )
        except KafkaError as error:
            raise BrokerUnavailable(f"No broker answers at {self._bootstrap}: {error}") from error
        return self._consumer

    def __exit__(self, *_: object) -> None:
        self._consumer.close()


def _partitions(consumer: Any, name: str) -> list[int]:
    found = consumer.partitions_for_topic(name)
    if not found:
        fault = f"there is no topic {name}: is it the right broker, and the right --prefix?"
        raise WrongConfiguration("topics", [fault])
    return sorted(found)


def _next(consumer: Any, ends: dict[TopicPartition, int]) -> list[list[Any]]:
    """What is read next; nothing once every end is reached and nothing more comes."""
    while True:
        batches = consumer.poll(timeout_ms=QUIET_MS)
        if batches:
            return list(batches.values())
        if all(consumer.position(at) >= end for at, end in ends.items()):
            return []


def _kept(record: Any) -> Kept:
    # a key that is no text is kept as it is: whoever put it there, it may go back there
    key = record.key.decode(errors="surrogateescape") if record.key is not None else ""
    at = record.topic, record.partition, record.offset
    return Kept(*at, key, record.value, tuple(record.headers or ()), record.timestamp)
