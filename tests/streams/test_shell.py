"""The steps on Faust: what a broker, a restart and a bug may not change."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
import pytest

from schemas.topics import OUTCOMES, PUBLIC, TOPICS
from streams.driver import decisions
from streams.memory import MemoryState
from streams.settings import AppSettings
from streams.shell import decoder, record_of
from streams.topology import topology
from tests import simulated
from tests.fold import fold
from tests.streams import running

PERSONS, SEED = 200, 7
PARTITIONS = 2
LAST_DAY = date(2026, 7, 31)
BROKERS = [
    pytest.param("embedded_broker", marks=pytest.mark.embedded, id="embedded"),
    pytest.param("kafka_broker", marks=pytest.mark.kafka, id="kafka"),
]


@dataclass
class Ran:
    """A simulated municipality that went through the hub's steps on a broker."""

    settings: AppSettings
    steps: Any
    replayed: Any
    records: dict[str, list[Any]]


@pytest.fixture(scope="module", params=BROKERS)
def ran(request):
    broker = request.getfixturevalue(request.param)
    settings = AppSettings(broker.bootstrap, PARTITIONS, prefix="whole-")
    folder = simulated.folder(PERSONS, SEED)
    steps = steps_of(folder)
    running.prepare(settings, simulated.serving(folder))
    messages = running.send(settings, folder)
    running.pass_day(settings, LAST_DAY)
    running.work(settings, steps, lambda: running.finished(settings, steps, messages))
    records = running.read(settings, *(settings.topic(topic) for topic in TOPICS))
    return Ran(settings, steps, simulated.replayed(folder, until=LAST_DAY), records)


def steps_of(folder):
    serving = simulated.serving(folder)
    return topology(simulated.READERS, serving.policies, serving.keys)


def test_the_hub_concludes_on_a_broker_what_it_concludes_without_one(ran):
    """
    What the steps keep on the broker is what a replay of the same messages ends with.
    """
    assert ran.replayed.state == running.restored_state(ran.settings, ran.steps)


def test_a_subscriber_of_the_topics_agrees_with_the_hub(ran):
    """
    Whoever applies every public event knows what the hub knows.
    """
    public = [r for topic in PUBLIC for r in ran.records[ran.settings.topic(topic)]]

    assert ran.replayed.state == fold(orjson.loads(record.value()) for record in public)


def test_every_step_sent_what_the_driver_makes_of_its_topics_byte_for_byte(ran):
    """
    The shell adds nothing, loses nothing and keeps the order: it only carries.
    """
    sent = defaultdict(list)
    out_of_order = []
    for step in ran.steps:
        for by_place in driven(ran, step):
            for place, records in by_place.items():
                sent[place] += records
                if not is_in_order(records, found(ran, place)):
                    out_of_order.append((step.name, place))
    there = {place: [r for r in found(ran, place) if not is_control(r)] for place in places(ran)}

    assert out_of_order == []
    assert {place: sorted(sent[place], key=repr) for place in there} == {
        place: sorted(records, key=repr) for place, records in there.items()
    }


def driven(ran, step):
    """Per partition of the step's topics: what it sends, by topic and partition."""
    for topic in step.reads:
        for number in range(PARTITIONS):
            state, by_place = MemoryState(), defaultdict(list)
            for record in ran.records[ran.settings.topic(topic)]:
                if record.partition() != number:
                    continue
                for decision in decisions(step, state, decoder(step, ran.settings)(record)):
                    for emit in decision.emits:
                        name, key, value, partition, headers = record_of(emit, ran.settings)
                        by_place[name, partition].append((key, value, headers))
            yield by_place


def places(ran):
    written = {topic.name for step in ran.steps for topic in step.writes}
    return [(ran.settings.prefix + name, n) for name in written for n in range(PARTITIONS)]


def found(ran, place):
    topic, number = place
    return [
        (record.key(), record.value(), tuple(record.headers() or ()))
        for record in ran.records[topic]
        if record.partition() == number
    ]


def is_control(record):
    return record[0].startswith((b"policy|", b"day|"))


def is_in_order(records, among):
    remaining = iter(among)
    return all(record in remaining for record in records)


@pytest.mark.kafka
def test_a_worker_that_is_stopped_midway_goes_on_where_it_was(kafka_broker, prefix):
    """
    Maintenance at noon: nothing is forgotten, nothing is told twice.
    """
    settings = AppSettings(kafka_broker.bootstrap, PARTITIONS, prefix)
    folder = simulated.folder(20, SEED)
    steps = steps_of(folder)
    running.prepare(settings, simulated.serving(folder))
    messages = running.send(settings, folder, slice(0, 80))

    running.work(settings, steps, lambda: has_begun(settings))
    messages += running.send(settings, folder, slice(80, None))
    running.pass_day(settings, LAST_DAY)
    running.work(settings, steps, lambda: running.finished(settings, steps, messages))

    replayed = simulated.replayed(folder, until=LAST_DAY)
    public = running.read(settings, *(settings.topic(topic) for topic in PUBLIC)).values()
    events = [orjson.loads(record.value()) for records in public for record in records]
    assert replayed.state == running.restored_state(settings, steps)
    assert replayed.state == fold(events)
    assert len(events) == len({event["id"] for event in events})


def has_begun(settings):
    (outcomes,) = running.read(settings, settings.topic(OUTCOMES)).values()
    return len(outcomes) > 20
