"""Reads topics as they stand: committed records to the very end, or not at all."""

import time

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition

SECONDS = 30


def reader(settings, *, committed=True):
    return Consumer(
        {
            "bootstrap.servers": settings.bootstrap,
            "group.id": settings.app_id,  # to ask what it committed; it joins nothing
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "isolation.level": "read_committed" if committed else "read_uncommitted",
            "fetch.queue.backoff.ms": 10,
            "fetch.wait.max.ms": 50,
            "fetch.message.max.bytes": 32 * 1024 * 1024,
            "log_level": 0,
        }
    )


def read(settings, *names):
    """Every committed record of these topics, by topic; a partition's in order of its offsets.

    Raises:
        TimeoutError: a transaction stays open before the end of one.
    """
    places = [(name, number) for name in names for number in range(settings.partitions)]
    ends, records = _ends(settings, places), {name: [] for name in names}
    for message in _to_the_end(settings, dict.fromkeys(places, OFFSET_BEGINNING), ends):
        records[message.topic()].append(message)
    return records


def unread(settings, *names):
    """How many committed records of these topics the hub did not take yet."""
    places = [TopicPartition(n, p) for n in names for p in range(settings.partitions)]
    asking = reader(settings)
    try:
        told = asking.committed(places, SECONDS)
    finally:
        asking.close()
    starts = {(t.topic, t.partition): t.offset if t.offset >= 0 else OFFSET_BEGINNING for t in told}
    return sum(1 for _ in _to_the_end(settings, starts, _ends(settings, list(starts))))


def _ends(settings, places):
    """Where each ends, what is not committed included."""
    asking = reader(settings, committed=False)
    try:
        return {
            place: asking.get_watermark_offsets(TopicPartition(*place), SECONDS, cached=False)[1]
            for place in places
        }
    finally:
        asking.close()


def _to_the_end(settings, starts, ends):
    waiting = {place for place in starts if ends[place] > max(0, starts[place])}
    deadline = time.monotonic() + SECONDS
    reading = reader(settings)
    try:
        reading.assign([TopicPartition(*place, starts[place]) for place in waiting])
        while waiting:
            if time.monotonic() > deadline:
                raise TimeoutError(f"not read to the end: {sorted(waiting)}")
            for message in reading.consume(10_000, 0.1):
                place = message.topic(), message.partition()
                error = message.error()
                if error is None:
                    yield message
                elif error.code() == KafkaError._PARTITION_EOF:
                    if message.offset() >= ends[place]:
                        waiting.discard(place)
                elif not error.retriable():
                    raise AssertionError(error.str())
    finally:
        reading.close()
