"""What the tests of the entrance share: a log in memory that can fail, and a reader of topics."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from connectors.inbound.door import MESSAGE_MAX
from connectors.inbound.intake import Intake, NotTaken
from schemas import wire
from schemas.messages import Raw
from schemas.topics import RAW

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PARTITIONS = 3


@dataclass
class Kept:
    """A log in memory.  `away`: it confirms nothing."""

    away: bool = False
    raws: list[Raw] = field(default_factory=list)
    offered: list[Raw] = field(default_factory=list)

    def append(self, raw):
        kept = Future()
        self.offered.append(raw)
        if self.away:
            kept.set_exception(NotTaken("away"))
        else:
            self.raws.append(raw)
            kept.set_result(None)
        return kept


@dataclass
class Clock:
    now: datetime = NOW

    def __call__(self):
        return self.now

    def pass_days(self, days):
        self.now += timedelta(days=days)


def intake(log, clock=None):
    return Intake(log, now=clock or Clock())


def make_raw_topics(bootstrap, prefix):
    admin = AdminClient({"bootstrap.servers": bootstrap, "log_level": 0})
    large = {"max.message.bytes": str(MESSAGE_MAX + 64 * 1024)}
    topics = [NewTopic(prefix + t.name, PARTITIONS, 1, config=large) for t in RAW.values()]
    for made in admin.create_topics(topics).values():
        made.result(10)


def raws(bootstrap, prefix, source):
    """Every message on a raw topic, with the partition it is on."""
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": f"{prefix}reader",
            "enable.partition.eof": True,
            "enable.auto.commit": False,
            "log_level": 0,
        }
    )
    topic = prefix + RAW[source].name
    consumer.assign([TopicPartition(topic, n, OFFSET_BEGINNING) for n in range(PARTITIONS)])
    ended, found = set(), []
    while len(ended) < PARTITIONS:
        for message in consumer.consume(100, 0.1):
            if message.error():
                assert message.error().code() == KafkaError._PARTITION_EOF
                ended.add(message.partition())
                continue
            where = {"partition": message.partition(), "offset": message.offset()}
            found.append(wire.raw_message(source, message.headers(), message.value(), **where))
    consumer.close()
    return found
