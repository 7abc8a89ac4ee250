"""Records that go out together: all partitions have them, or none has."""

import threading

import pytest
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from streams.engine.broadcast import send_together
from streams.engine.clients import Librdkafka
from streams.engine.faults import BrokerFailed
from streams.engine.settings import Settings
from streams.engine.step import Record

PARTITIONS = 3
BROKERS = [
    pytest.param("embedded_broker", marks=pytest.mark.embedded, id="embedded"),
    pytest.param("kafka_broker", marks=pytest.mark.kafka, id="kafka"),
]


def topic_of(broker, prefix):
    admin = AdminClient({"bootstrap.servers": broker.bootstrap, "log_level": 0})
    name = f"{prefix}days"
    admin.create_topics([NewTopic(name, PARTITIONS, 1)])[name].result(20)
    return name


def settings_of(broker, prefix, instance="beside"):
    return Settings(f"{prefix}app", broker.bootstrap, instance, patience=60)


def told(topic, *values):
    return [Record(topic, b"k", v, n) for v in values for n in range(PARTITIONS)]


def there(broker, topic):
    """The committed values of each partition."""
    consumer = Consumer(
        {
            "bootstrap.servers": broker.bootstrap,
            "group.id": "test",
            "enable.partition.eof": True,
            "isolation.level": "read_committed",
            "log_level": 0,
        }
    )
    consumer.assign([TopicPartition(topic, n, OFFSET_BEGINNING) for n in range(PARTITIONS)])
    found, unread = {n: [] for n in range(PARTITIONS)}, set(range(PARTITIONS))
    while unread:
        for message in consumer.consume(1_000, 0.1):
            if message.error() is None:
                found[message.partition()].append(message.value())
            else:
                assert message.error().code() == KafkaError._PARTITION_EOF
                unread.discard(message.partition())
    consumer.close()
    return found


@pytest.mark.parametrize("broker", BROKERS)
def test_every_partition_gets_all_in_order(request, broker, prefix):
    """
    A policy comes before the day in every partition, or a step would meet a day it cannot judge.
    """
    broker = request.getfixturevalue(broker)
    topic = topic_of(broker, prefix)

    send_together(settings_of(broker, prefix), told(topic, b"policy", b"day"), "controls")

    assert {n: [b"policy", b"day"] for n in range(PARTITIONS)} == there(broker, topic)


@pytest.mark.kafka
def test_two_at_once_each_send_all_of_theirs(kafka_broker, prefix):
    """
    Two hubs that start together take turns: what one tells is never cut short by the other.

    On Apache Kafka: the embedded broker shows what was cut short, and is for one hub.
    """
    broker, topic = kafka_broker, topic_of(kafka_broker, prefix)
    values = [(b"%d a" % n, b"%d b" % n) for n in range(4)]
    threads = [
        threading.Thread(
            target=send_together,
            args=(settings_of(broker, prefix), told(topic, *pair), "controls"),
        )
        for pair in values
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    first, *others = there(broker, topic).values()
    pairs = list(zip(first[::2], first[1::2], strict=True))
    assert set(values) == set(pairs)
    assert [first] * len(others) == others


@pytest.mark.kafka
def test_what_was_left_midway_is_seen_by_nobody(kafka_broker, prefix):
    """
    A hub that dies while it tells its policies has told none; the next one tells them all.
    """
    topic = topic_of(kafka_broker, prefix)
    settings = settings_of(kafka_broker, prefix, instance="broadcast-controls")
    dying = Librdkafka(settings).producer()
    dying.init_transactions(20)
    dying.begin_transaction()
    dying.produce(topic, b"half", b"k", 0)
    dying.flush(10)

    send_together(settings, told(topic, b"whole"), "controls")

    assert {n: [b"whole"] for n in range(PARTITIONS)} == there(kafka_broker, topic)


def test_what_the_broker_will_not_take_is_said():
    """
    A hub that cannot tell its policies must not begin.
    """
    settings = Settings("app", "127.0.0.1:1", "beside", patience=1)

    with pytest.raises(BrokerFailed, match="sending controls"):
        send_together(settings, [Record("t", b"k", b"v", 0)], "controls")
