"""What the steps keep is held against what the facts lead to."""

from datetime import date

import pytest
from click.testing import CliRunner
from confluent_kafka import Producer

from deploy.cli import main
from schemas.topics import FACTS
from streams.settings import AppSettings
from streams.topology import topology
from tests import simulated
from tests.streams import running

pytestmark = pytest.mark.kafka
PARTITIONS = 2
LAST_DAY = date(2026, 7, 31)


@pytest.fixture(scope="module")
def folder():
    return simulated.folder(20, 7)


@pytest.fixture(scope="module")
def settings(kafka_broker, folder):
    """Of a hub that took a small town."""
    settings = AppSettings(kafka_broker.bootstrap, PARTITIONS, "verified-")
    serving = simulated.serving(folder)
    steps = topology(simulated.READERS, serving.policies, serving.keys)
    running.prepare(settings, serving)
    running.pass_day(settings, date(2026, 1, 1))
    messages = running.send(settings, folder)
    running.pass_day(settings, LAST_DAY)
    running.work(settings, steps, lambda: running.finished(settings, steps, messages))
    return settings


def verified(settings, folder, *more):
    where = ["--bootstrap", settings.bootstrap, "--prefix", settings.prefix]
    files = ["--policy", str(folder / "policy.toml"), "--key-file", str(folder / "hmac.key")]
    return CliRunner().invoke(main, ["verify", *where, *files, *more])


def put(settings, topic, partition, key, value):
    producer = Producer({"bootstrap.servers": settings.bootstrap, "log_level": 0})
    producer.produce(topic, value, key, partition)
    assert producer.flush(20) == 0


def subject(record):
    return record.key().decode().rsplit("//", 1)[1]


def test_what_a_hub_keeps_follows_from_its_facts(settings, folder):
    """
    An auditor can see that nothing was lost, added or left from a version that erred.
    """
    done = verified(settings, folder, "--wait", "30")

    assert 0 == done.exit_code, done.output
    assert "differ" not in done.output
    assert "at work" not in done.output
    assert "persons: 0 equal" not in done.output


def test_what_was_tampered_with_is_named(settings, folder):
    """
    One document changed and one gone in a changelog: both are told, by pseudonym.
    """
    changelog = settings.changelog("combine")
    (records,) = running.read(settings, changelog).values()
    mixes = {r.key(): r for r in records if r.key().startswith(b"doc//mix//")}
    # one of a person who was merged is gone already
    changed, gone, *_ = (r for r in mixes.values() if r.value())
    put(settings, changelog, changed.partition(), changed.key(), b'{"periods":[]}')
    put(settings, changelog, gone.partition(), gone.key(), None)
    try:
        done = verified(settings, folder)
    finally:
        for record in (changed, gone):
            put(settings, changelog, record.partition(), record.key(), record.value())

    (line,) = [line for line in done.output.splitlines() if line.startswith("mixes:")]
    assert 1 == done.exit_code, done.output
    assert f"1 differ: {subject(changed)}" in line
    assert f"1 missing: {subject(gone)}" in line
    assert 0 == verified(settings, folder).exit_code


def test_a_hub_that_has_work_to_do_is_not_blamed_for_it(settings, folder):
    """
    A difference while a step is behind means nothing yet, so the operator is told.
    """
    (records,) = running.read(settings, settings.topic(FACTS)).values()
    last = [r for r in records if r.value()][-1]
    put(settings, last.topic(), last.partition(), last.key(), last.value())

    done = verified(settings, folder)

    assert "still at work: identify" in done.output
    assert 0 == done.exit_code, "the same fact once more leads to nothing new"
