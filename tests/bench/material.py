"""What the workers are given, and whether what they made of it is right."""

import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from confluent_kafka import (
    OFFSET_BEGINNING,
    Consumer,
    KafkaError,
    KafkaException,
    Producer,
    TopicPartition,
)
from confluent_kafka.admin import AdminClient, NewTopic, OffsetSpec
from orjson import dumps, loads

PARTITIONS = 6
KEYS = 20_000
BYTES = 450


class Wrong(Exception):
    """The output is not what the input must give: what was measured is no figure."""


@dataclass
class Expected:
    """What folding all events gives."""

    events: int
    n: Counter = field(default_factory=Counter)
    volume: Counter = field(default_factory=Counter)


def events(number):
    """The same every time: persons in no order, each event with its own id."""
    chance = Random(4)
    text = "x" * (BYTES - len(dumps(_event(0, 0, 0, ""))))
    for i in range(number):
        yield _event(i, chance.randrange(KEYS), chance.randrange(100), text)


def _event(number, person, volume, text):
    return {
        "id": f"e{number:07}",
        "person": f"p{person:05}",
        "volume": volume,
        "day": "2026-01-01",
        "kind": "observed.care.delivered",
        "text": text,
    }


def make_topics(bootstrap, names):
    admin = AdminClient({"bootstrap.servers": bootstrap})
    wanted = [
        NewTopic(
            name,
            num_partitions=PARTITIONS,
            replication_factor=1,
            config={
                "file.delete.delay.ms": "1000",
                "cleanup.policy": "compact" if "changelog" in name else "delete",
                # nothing is compacted while we measure: all would pay for one
                "min.cleanable.dirty.ratio": "1",
            },
        )
        for name in names
    ]
    for future in admin.create_topics(wanted).values():
        future.result(30)
    deadline = time.monotonic() + 30
    while not _are_led(admin, names):
        assert time.monotonic() < deadline, f"{names} have no leaders"
        time.sleep(0.1)


def _are_led(admin, names):
    """A new topic is in the metadata before its broker knows that it leads it."""
    asked = {TopicPartition(n, p): OffsetSpec.latest() for n in names for p in range(PARTITIONS)}
    try:
        for future in admin.list_offsets(asked).values():
            future.result(10)
    except KafkaException:
        return False
    return True


def remove_topics(bootstrap, part):
    """Those of one run, which has *part* in their names."""
    admin = AdminClient({"bootstrap.servers": bootstrap})
    names = [name for name in admin.list_topics(timeout=10).topics if part in name]
    for future in (admin.delete_topics(names) if names else {}).values():
        future.result(30)


def load(bootstrap, topic, number):
    """The input.  Says what it must come to."""
    expected = Expected(number)
    producer = Producer(
        {
            "bootstrap.servers": bootstrap,
            "linger.ms": 5,
            "batch.size": 1_000_000,
            "queue.buffering.max.messages": 1_000_000,
            "partitioner": "murmur2_random",
        }
    )
    records = []
    for event in events(number):
        person = event["person"]
        expected.n[person] += 1
        expected.volume[person] += event["volume"]
        records.append({"key": person.encode(), "value": dumps(event)})
        if len(records) == 10_000:
            _send(producer, topic, records)
            records = []
    _send(producer, topic, records)
    assert producer.flush(60) == 0
    return expected


def _send(producer, topic, records):
    assert producer.produce_batch(topic, records) == len(records)
    while len(producer) > 200_000:
        producer.poll(0.05)


def read_all(bootstrap, topic):
    """Every committed record: partition, offset, key, value."""
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": "bench-reader",
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "isolation.level": "read_committed",
            "fetch.queue.backoff.ms": 10,
            "fetch.wait.max.ms": 50,
            "log_level": 0,
        }
    )
    consumer.assign([TopicPartition(topic, p, OFFSET_BEGINNING) for p in range(PARTITIONS)])
    left = set(range(PARTITIONS))
    while left:
        for message in consumer.consume(5_000, 0.1):
            if message.error() is None:
                yield message.partition(), message.offset(), message.key(), message.value()
            elif message.error().code() == KafkaError._PARTITION_EOF:
                left.discard(message.partition())
            else:
                raise Wrong(message.error().str())
    consumer.close()


def check_outputs(bootstrap, topic, expected):
    """Each event once, in order for its person, with the right sums.  Answers where they stand.

    Raises:
        Wrong: they are not so.
    """
    ids, n, volume = set(), Counter(), {}
    offsets = [[] for _ in range(PARTITIONS)]
    for partition, offset, _, value in read_all(bootstrap, topic):
        out = loads(value)
        person = out["person"]
        if out["id"] in ids or out["n"] != n[person] + 1:
            raise Wrong(f"{topic}: {out['id']} twice or out of order")
        ids.add(out["id"])
        n[person], volume[person] = out["n"], out["volume"]
        offsets[partition].append(offset)
    if len(ids) != expected.events or n != expected.n or volume != dict(expected.volume):
        raise Wrong(f"{topic}: {len(ids)} of {expected.events} outputs, or wrong sums")
    return offsets


def check_changelog(bootstrap, topic, expected):
    """
    Raises:
        Wrong: what a restore would find is not what folding gives.
    """
    kept = {key: value for _, _, key, value in read_all(bootstrap, topic)}
    states = [s for s in map(_state, kept.values()) if s is not None]
    if (len(states), sum(s["n"] for s in states), sum(s["volume"] for s in states)) != (
        len(expected.n),
        expected.events,
        expected.volume.total(),
    ):
        raise Wrong(f"{topic}: {len(states)} of {len(expected.n)} states, or wrong ones")


def _state(value):
    """A person's state; none for what an engine notes beside them."""
    state = loads(value) if value else None
    return state if isinstance(state, dict) and "volume" in state else None
