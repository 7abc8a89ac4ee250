"""The steps on Faust: what a broker, a restart and a bug may not change."""

import json
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient

from deploy.topics import make, wanted
from schemas.topics import FACTS, OUTCOMES, PUBLIC, TOPICS
from streams.app import EXIT_BUG, AppSettings
from streams.driver import decisions
from streams.memory import MemoryState
from streams.shell import Record, message_of
from streams.topology import topology
from tests import simulated
from tests.fold import fold
from tests.streams import running
from tests.streams.toy import Note, in_state, told, toy

PERSONS, SEED = 60, 7
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
                where = number, record.offset(), record.headers(), record.value()
                for decision in decisions(step, state, message_of(step, topic.name, *where)):
                    for emit in decision.emits:
                        sent = Record(emit, ran.settings)
                        by_place[sent.topic, sent.partition].append(
                            (sent.key, sent.value, tuple(sent.headers))
                        )
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


@pytest.fixture(scope="module")
def after_a_bug(kafka_broker):
    """A worker that met a bug, and the mended one after it."""
    settings = noted(kafka_broker, "bug-", "a", "b", "999900006", "c")
    stopped = toy_worker(settings, 4, bug="999900006")
    told_before = {note["name"] for note in told(settings)}
    return settings, stopped, told_before, toy_worker(settings, 4)


@pytest.mark.kafka
def test_a_bug_stops_the_worker_and_loses_nothing(after_a_bug):
    """
    A worker that skipped a message it cannot handle would conclude something that is not so.
    """
    settings, stopped, told_before, mended = after_a_bug

    assert stopped.returncode == EXIT_BUG
    assert told_before <= {"a", "b"}
    assert (mended.returncode, mended.stderr) == (0, "")
    assert [(n["name"], n["number"]) for n in told(settings)] == [
        *[("a", 1), ("b", 2)],
        *[("999900006", 3), ("c", 4)],
    ]


@pytest.mark.kafka
def test_what_a_bug_says_helps_and_holds_no_personal_data(after_a_bug):
    """
    The log names step, place, code and what to do; the BSN that caused it stays out.
    """
    _, stopped, _, _ = after_a_bug
    line = json.loads(stopped.stderr.splitlines()[-1])

    assert "999900006" not in stopped.stdout + stopped.stderr
    assert {"event": "step_failed", "step": "identify", "error": "KeyError"} == {
        key: line[key] for key in ("event", "step", "error")
    }
    assert ("bug-facts", 0, 2) == (line["topic"], line["partition"], line["offset"])
    assert "toy.py" in line["code"][-1]
    assert "report it" in line["advice"]


@pytest.mark.kafka
def test_a_sweep_that_was_cut_short_is_finished_before_the_next_message(kafka_broker, prefix):
    """
    A policy change that restates everything survives a crash in the middle.
    """
    names = [f"n{n}" for n in range(8)]
    settings = noted(kafka_broker, prefix, *names)
    tell(settings, Note(kind="all"), Note(name="after"))

    stopped = toy_worker(settings, 10, bug="sweep of note/n5")
    mended = toy_worker(settings, 10)

    assert (EXIT_BUG, 0) == (stopped.returncode, mended.returncode)
    assert [*names, *names, "after"] == [note["name"] for note in told(settings)]
    assert list(range(1, 18)) == [note["number"] for note in told(settings)]
    assert in_state(settings, 10)


@pytest.mark.kafka
def test_a_topic_that_was_made_anew_is_not_taken_for_the_old_one(kafka_broker, prefix):
    """
    Its messages have the numbers of messages that were dealt with: skipping them would be a loss.
    """
    settings = noted(kafka_broker, prefix, "a", "b")
    toy_worker(settings, 2)
    remove(settings, settings.topic(FACTS))
    noted(kafka_broker, prefix, "c")

    stopped = toy_worker(settings, 9)
    line = json.loads(stopped.stderr.splitlines()[-1])

    assert EXIT_BUG == stopped.returncode
    assert f"{prefix}facts 0 was made anew" in line["why"]
    assert {"a", "b"} == {note["name"] for note in told(settings)}


def remove(settings, topic):
    admin = AdminClient({"bootstrap.servers": settings.bootstrap, "log_level": 0})
    admin.delete_topics([topic])[topic].result(10)
    while topic in admin.list_topics(timeout=10).topics:
        time.sleep(0.1)


def noted(broker, prefix, *names):
    settings = AppSettings(broker.bootstrap, 1, prefix)
    make(settings, wanted(settings, ()), replication=1)
    tell(settings, *(Note(name=name) for name in names))
    return settings


def tell(settings, *notes):
    producer = Producer({"bootstrap.servers": settings.bootstrap, "log_level": 0})
    for note in notes:
        producer.produce(settings.topic(FACTS), note.model_dump_json(), "key", 0)
    assert producer.flush(10) == 0


def toy_worker(settings, messages, bug=""):
    arguments = [settings.bootstrap, settings.prefix, str(messages), bug]
    return subprocess.run(
        [sys.executable, "-m", "tests.streams.toy", *arguments],
        check=False,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_toy_tells_what_it_keeps():
    """
    The step that the tests above lean on does what its first line says.
    """
    state = MemoryState()
    (step,) = toy()
    names = ["a", "b", "c", "d"]
    notes = [*(Note(name=name) for name in names), Note(kind="all")]
    emits = [e for note in notes for d in decisions(step, state, note) for e in d.emits]

    assert [*names, *names] == [emit.key for emit in emits]
