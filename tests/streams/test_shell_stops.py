"""What stops a worker of the steps, what it says then, and what is left for the next one."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient

from deploy.topics import make, wanted
from schemas.topics import FACTS
from streams.driver import decisions
from streams.engine.health import EXIT_BUG
from streams.memory import MemoryState
from streams.settings import AppSettings
from tests.streams.toy import Note, in_state, told, toy


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
    assert told_before == {"a", "b"}
    assert (mended.returncode, "worker_ends" in mended.stderr) == (0, False)
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
    assert {"event": "worker_ends", "error": "StepFailed", "cause": "KeyError"} == {
        key: line[key] for key in ("event", "error", "cause")
    }
    assert "step identify failed at bug-facts 0 offset 2" == line["why"]
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
    assert "offset" in line["why"].lower()
    assert "made anew" in line["advice"]
    assert {"a", "b"} == {note["name"] for note in told(settings)}


@pytest.mark.kafka
def test_a_state_that_is_older_than_its_offsets_is_not_worked_with(kafka_broker, prefix):
    """
    A changelog that somebody removed: going on without it would conclude from nothing.
    """
    settings = noted(kafka_broker, prefix, "a", "b")
    toy_worker(settings, 2)
    remove(settings, settings.changelog("identify"))
    noted(kafka_broker, prefix, "c")

    stopped = toy_worker(settings, 9)
    line = json.loads(stopped.stderr.splitlines()[-1])

    assert EXIT_BUG == stopped.returncode
    assert "committed up to 2, its state up to 0" in line["why"]
    assert "Put it back" in line["advice"]
    assert {"a", "b"} == {note["name"] for note in told(settings)}


def write(settings, topic, records):
    producer = Producer({"bootstrap.servers": settings.bootstrap, "log_level": 0})
    for key, value in records.items():
        producer.produce(topic, value, key, 0)
    assert producer.flush(10) == 0


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
    for note in notes:
        write(settings, settings.topic(FACTS), {"key": note.model_dump_json()})


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
