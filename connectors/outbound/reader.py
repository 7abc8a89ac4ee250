"""Reads public topics from a place on, only what is committed, and knows its place after an event.

No consumer group: where a reader is, it knows itself (`place`), and the hub keeps nothing of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from aiokafka import AIOKafkaConsumer, TopicPartition

from connectors.outbound import place
from connectors.outbound.place import Offsets

BEGINNING: Final = "beginning"
LATEST: Final = "latest"
Start = Literal["beginning", "latest"] | Offsets
POLL_MS = 250
BATCH = 500


class TooOld(Exception):
    """Events after this place were removed: their retention is over."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event as published, under its key, and the place right after it."""

    key: bytes
    value: bytes
    after: str


class Reader:
    def __init__(self, bootstrap: str, prefix: str, topics: Sequence[str], partitions: int) -> None:
        self._prefix, self._topics, self._partitions = prefix, topics, partitions
        self._offsets: dict[str, list[int]] = {}
        self._ends: dict[TopicPartition, int] = {}
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=bootstrap.split(","),
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="none",  # to begin elsewhere than asked would be a silent loss
            isolation_level="read_committed",
            fetch_max_wait_ms=POLL_MS,
        )

    async def open(self, start: Start) -> None:
        """
        Raises:
            TooOld: *start* is before what is kept.
            Unreadable: *start* is a place in other topics.
        """
        await self._consumer.start()
        every = [self._at(topic, n) for topic in self._topics for n in range(self._partitions)]
        first = await self._consumer.beginning_offsets(every)
        if start == BEGINNING:
            begin = first
        elif start == LATEST:
            begin = await self._consumer.end_offsets(every)
        else:
            begin = self._known(start)
        if any(begin[at] < first[at] for at in every):
            raise TooOld
        self._consumer.assign(every)
        for at in every:
            self._consumer.seek(at, begin[at])
        self._offsets = {
            topic: [begin[self._at(topic, n)] for n in range(self._partitions)]
            for topic in self._topics
        }

    async def close(self) -> None:
        await self._consumer.stop()

    @property
    def place(self) -> str:
        return place.write(self._offsets)

    async def next(self) -> Iterator[Event]:
        """What came, within `POLL_MS`; it must be taken before the next is asked for."""
        batches = await self._consumer.getmany(timeout_ms=POLL_MS, max_records=BATCH)
        return self._events(batches)

    def _events(self, batches: dict[TopicPartition, list[Any]]) -> Iterator[Event]:
        for at, records in batches.items():
            offsets = self._offsets[at.topic.removeprefix(self._prefix)]
            for record in records:
                offsets[at.partition] = record.offset + 1
                yield Event(record.key or b"", record.value, self.place)

    async def is_at_end(self) -> bool:
        """Whether what was there when first asked has been read."""
        for at in self._consumer.assignment():
            if at not in self._ends:
                end = self._consumer.highwater(at)  # known once the broker has answered
                if end is None:
                    return False
                self._ends[at] = end
            if await self._consumer.position(at) < self._ends[at]:
                return False
        return True

    def _known(self, start: Offsets) -> dict[TopicPartition, int]:
        if any(len(start.get(topic, ())) != self._partitions for topic in self._topics):
            raise place.Unreadable
        return {
            self._at(topic, n): start[topic][n]
            for topic in self._topics
            for n in range(self._partitions)
        }

    def _at(self, topic: str, partition: int) -> TopicPartition:
        return TopicPartition(self._prefix + topic, partition)
