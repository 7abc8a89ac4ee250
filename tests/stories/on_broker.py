"""A hub on a broker in the place of the topology driver: a story is played on it unchanged.

    with hub(settings, readers, {code: policy}, keys) as driver:
        driver.take(raw)

What happens is put on the topics as the door, the clock and `samenloop reviews` put it, and is over
when every step has committed all that follows from it.
"""

import asyncio
import threading
import time
from collections import defaultdict
from contextlib import contextmanager

import orjson
from confluent_kafka import (
    OFFSET_BEGINNING,
    Consumer,
    IsolationLevel,
    KafkaError,
    KafkaException,
    TopicPartition,
)
from confluent_kafka.admin import AdminClient, OffsetSpec

from connectors.inbound.producer import RawProducer
from deploy.controls import announce, day_passed
from deploy.decided import tell_hub
from deploy.topics import make, wanted
from schemas import topics, wire
from schemas.messages import Cause, DeadLetter, FactsMessage, Outcome, PolicySet
from schemas.offers import OfferStanding
from schemas.reviews import Review
from streams.app import build
from streams.engine.partition import MARK, Mark
from streams.engine.view import CURSOR
from streams.memory import MemoryState
from streams.shell import keeps_state
from streams.state import hub_state
from streams.step import Emit
from streams.topology import topology

PATIENCE_SECONDS = 60
POLL_SECONDS = 0.05
MADE_JUST_NOW = {  # what a broker says of a topic that it does not know quite yet
    KafkaError.FENCED_LEADER_EPOCH,
    KafkaError.LEADER_NOT_AVAILABLE,
    KafkaError.NOT_LEADER_FOR_PARTITION,
    KafkaError.UNKNOWN_LEADER_EPOCH,
    KafkaError.UNKNOWN_TOPIC_OR_PART,
}
KINDS = {
    topics.FACTS.name: FactsMessage,
    topics.OUTCOMES.name: Outcome,
    topics.DEAD_LETTERS.name: DeadLetter,
    topics.REVIEWS.name: Review,
    topics.PLACE_OFFERS.name: OfferStanding,
}
EVENTS = (*topics.PUBLIC, topics.DELIVERIES)


@contextmanager
def hub(settings, readers, policies, keys):
    """A hub with all its steps, for as long as the block lasts."""
    make(settings, wanted(settings, policies.values()), replication=1)
    steps = topology(readers, policies, keys)
    failed = []
    app = build(steps, settings, on_failure=failed.append)
    enough = threading.Event()
    worker = threading.Thread(target=lambda: asyncio.run(_work(app, enough, failed)))
    worker.start()
    driver = OnBroker(settings, steps, failed)
    try:
        yield driver
    finally:
        driver.close()
        enough.set()
        worker.join(PATIENCE_SECONDS)
    assert failed == []


async def _work(app, enough, failed):
    try:
        await app.start()
        await asyncio.to_thread(enough.wait)
    except BaseException as failure:  # told to the test, which waits
        failed.append(failure)
        raise
    finally:
        await app.stop()


class OnBroker:
    """What `streams.driver.Driver` is to a story.

    `emitted` holds what was sent, per turn in the order of its topics: each topic's own is kept.
    """

    def __init__(self, settings, steps, failed):
        self.partitions = settings.partitions
        self.emitted = []
        self.sent = defaultdict(list)
        self.states = {
            (step.name, n): MemoryState() for step in steps for n in range(self.partitions)
        }
        self._settings, self._steps, self._failed = settings, steps, failed
        self._taken, self._told = 0, set()
        self._ends, self._marks, self._sweeping = {}, {}, set()
        self._read_to = {}
        self._topics = {settings.topic(topic): topic for topic in topics.TOPICS}
        stateful = [step for step in steps if keeps_state(step)]
        self._changelogs = {settings.changelog(step.name): step for step in stateful}
        self._producer = RawProducer(settings.bootstrap, prefix=settings.prefix)
        assert self._producer.wait_until_ready(10)
        numbers = range(self.partitions)
        names = [*self._topics, *self._changelogs]
        self._places = [
            TopicPartition(name, n, OFFSET_BEGINNING) for name in names for n in numbers
        ]
        self._reader = _reader(settings, self._places)
        self._admin = AdminClient({"bootstrap.servers": settings.bootstrap, "log_level": 0})

    def take(self, raw):
        self._producer.append(raw).result(30)
        self._taken += 1
        self._settle()

    def pass_day(self, day):
        announce(self._settings, [day_passed(day)])
        self._settle()

    def set_policy(self, policy, received):
        name = f"policy:{policy.municipality}:{policy.fingerprint()}"
        cause = Cause(message=name, received=received)
        announce(self._settings, [PolicySet(policy=policy, cause=cause)])
        self._settle()

    def decide(self, decided):
        tell_hub(self._settings, decided)
        self._settle()

    def state(self):
        views = {
            step.name: [self.states[step.name, n] for n in range(self.partitions)]
            for step in self._steps
        }
        return hub_state(self._steps, views)

    def close(self):
        self._reader.close()
        self._producer.close()

    def _settle(self):
        """Read on until every step is where its input ends, and all that they sent was read."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        told = defaultdict(list)
        while not (self._is_done() and self._all_is_read() and self._is_done()):
            assert self._failed == []
            assert time.monotonic() < deadline, "the hub did not come to rest"
            for record in self._reader.consume(10_000, POLL_SECONDS):
                self._read(record, told)
        for topic in topics.TOPICS:
            self.sent[topic.name] += told[topic.name]
            self.emitted += told[topic.name]

    def _read(self, record, told):
        if record.error() is not None:
            assert record.error().code() == KafkaError._PARTITION_EOF, record.error()
            self._read_to[record.topic(), record.partition()] = record.offset()
            return
        name, value = record.topic(), record.value()
        if name in self._changelogs:
            self._apply(self._changelogs[name].name, record)
            return
        topic = self._topics[name]
        self._ends[name, record.partition()] = record.offset() + 1
        kind = KINDS.get(topic.name)
        if topic in EVENTS or kind:
            read = value and (wire.read(kind, value) if kind else orjson.loads(value))
            told[topic.name].append(Emit(topic, record.key().decode(), "", read))
            if topic == topics.OUTCOMES and record.key().startswith(b"message:"):
                self._told.add(record.key())

    def _apply(self, step, record):
        key, value, number = record.key().decode(), record.value(), record.partition()
        if key == MARK:
            self._marks[step, number] = Mark.decode(value).next
        elif key == CURSOR:
            (self._sweeping.discard if value is None else self._sweeping.add)((step, number))
        elif not key.startswith("~"):
            now = None if value is None else orjson.loads(value)
            self.states[step, number].apply({key: now})

    def _is_done(self):
        ends = {
            (step.name, n): self._ends.get((self._settings.topic(step.reads[0]), n), 0)
            for step in self._changelogs.values()
            for n in range(self.partitions)
        }
        behind = any(self._marks.get(of, 0) < end for of, end in ends.items())
        return len(self._told) == self._taken and not behind and not self._sweeping

    def _all_is_read(self):
        """To the very end: what is committed to one topic may still be open in another."""
        asked = {TopicPartition(p.topic, p.partition): OffsetSpec.latest() for p in self._places}
        found = self._admin.list_offsets(asked, isolation_level=IsolationLevel.READ_UNCOMMITTED)
        try:
            ends = {(p.topic, p.partition): end.result(30).offset for p, end in found.items()}
        except KafkaException as failure:
            if failure.args[0].code() not in MADE_JUST_NOW:
                raise
            return False
        return all(self._read_to.get(place, 0) >= end for place, end in ends.items())


def _reader(settings, places):
    reader = Consumer(
        {
            "bootstrap.servers": settings.bootstrap,
            "group.id": f"{settings.prefix}story",
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "enable.partition.eof": True,
            "fetch.queue.backoff.ms": 10,
            "fetch.wait.max.ms": 20,
            "log_level": 0,
        }
    )
    reader.assign(places)
    return reader
