"""The hub's steps on a broker, for as long as a test needs them."""

import asyncio
from collections import defaultdict
from datetime import UTC, datetime

import orjson
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition

from connectors.inbound.producer import RawProducer
from deploy.controls import announce, day_passed, policy_set
from deploy.folder import raw_of, read_manifest
from deploy.topics import make, wanted
from schemas.topics import OUTCOMES
from streams.app import build
from streams.engine.partition import MARK, Mark
from streams.engine.view import CURSOR
from streams.memory import MemoryState
from streams.shell import keeps_state
from streams.state import hub_state

PATIENCE_SECONDS = 120


def prepare(settings, serving):
    """Topics, and the policies on them."""
    make(settings, wanted(settings, serving.policies.values()), replication=1)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    announce(settings, [policy_set(policy, now) for policy in serving.policies.values()])


def send(settings, folder, lines=slice(None)):
    """The messages of a folder, with the ids and times of its manifest; returns how many."""
    producer = RawProducer(settings.bootstrap, prefix=settings.prefix)
    assert producer.wait_until_ready(10)
    listed = read_manifest(folder)[lines]
    for kept in [producer.append(raw_of(folder, line)) for line in listed]:
        kept.result(30)
    producer.close()
    return len(listed)


def pass_day(settings, day):
    announce(settings, [day_passed(day)])


def work(settings, steps, until):
    """Run the steps until *until* says that it is enough, then stop them as SIGTERM would."""
    asyncio.run(_work(settings, steps, until))


async def _work(settings, steps, until):
    app = build(steps, settings)
    await app.start()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await asyncio.to_thread(_surely, until):  # noqa: ASYNC110 -- asks the broker
                await asyncio.sleep(0.2)
    finally:
        await app.stop()


def _surely(until):
    """Twice: topics are read one after another, and a step may have gone on meanwhile."""
    return until() and until()


def finished(settings, steps, messages):
    """Whether *messages* messages, and all that followed from them, went through every step."""
    stateful = [step for step in steps if keeps_state(step)]
    inputs = {settings.topic(step.reads[0]): settings.changelog(step.name) for step in stateful}
    outcomes = settings.topic(OUTCOMES)
    records = read(settings, outcomes, *inputs, *inputs.values())
    told = {r.key() for r in records[outcomes] if r.key().startswith(b"message:")}
    return len(told) == messages and all(
        ends(records[topic]) == marks(records[changelog]) and not sweeps(records[changelog])
        for topic, changelog in inputs.items()
    )


def ends(records):
    """Per partition, the offset after its last record."""
    return {r.partition(): r.offset() + 1 for r in records}


def marks(changelog):
    """Per partition, how far its state is."""
    found = [r for r in changelog if r.key() == MARK.encode()]
    return {r.partition(): Mark.decode(r.value()).next for r in found}


def sweeps(changelog):
    """Whether a sweep is not at its end in any partition."""
    cursors = {r.partition(): r.value() for r in changelog if r.key() == CURSOR.encode()}
    return any(cursor is not None for cursor in cursors.values())


def restored_state(settings, steps):
    """What the hub concludes, from the changelogs of its steps alone."""
    changelogs = {step.name: settings.changelog(step.name) for step in steps if keeps_state(step)}
    records = read(settings, *changelogs.values())
    views = {name: _views(records[changelog]) for name, changelog in changelogs.items()}
    return hub_state(steps, {step.name: views.get(step.name, []) for step in steps})


def _views(changelog):
    views = defaultdict(MemoryState)
    for record in changelog:
        key, value = record.key().decode(), record.value()
        if not key.startswith("~"):
            views[record.partition()].apply({key: None if value is None else orjson.loads(value)})
    return list(views.values())


def read(settings, *names):
    """Every record of these topics, by topic; a partition's in order of its offsets."""
    reader = Consumer(
        {
            "bootstrap.servers": settings.bootstrap,
            "group.id": "test",
            "enable.auto.commit": False,
            "enable.partition.eof": True,
            "isolation.level": "read_committed",
            "fetch.queue.backoff.ms": 10,
            "fetch.wait.max.ms": 50,
            "log_level": 0,
        }
    )
    unread = {(name, number) for name in names for number in range(settings.partitions)}
    reader.assign([TopicPartition(name, n, OFFSET_BEGINNING) for name, n in unread])
    records = {name: [] for name in names}
    while unread:
        for message in reader.consume(10_000, 0.1):
            if message.error() is None:
                records[message.topic()].append(message)
            else:
                assert message.error().code() == KafkaError._PARTITION_EOF
                unread.discard((message.topic(), message.partition()))
    reader.close()
    return records
