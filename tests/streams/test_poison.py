"""Records that nobody can read, on every topic that a step reads: none stops a partition."""

from datetime import date

import pytest
from confluent_kafka import Producer

from deploy.reading import told_by
from deploy.settings import load
from schemas.topics import RAW
from streams.settings import AppSettings
from streams.topology import STATEFUL_INPUTS, topology
from tests import simulated
from tests.deploy import municipality
from tests.streams import running

pytestmark = pytest.mark.kafka
PARTITIONS = 2
LAST_DAY = date(2026, 3, 2)  # of a receipt, as a replay has it
POISON = {
    "garbage": (b"\x00\xff not ours", b"k", []),
    "no-text-key": (b"{}", b"\xfe\xff", []),
    "unknown-type": (b'{"kind":"unheard-of"}', b"k", []),
    "no-value": (None, b"k2", []),
    "wrong-headers": (b"{}", b"k", [("message", b"\xff"), ("received", b"")]),
}


@pytest.fixture(scope="module")
def poisoned(kafka_broker, tmp_path_factory):
    """A small town whose messages come after, and between, what nobody can read."""
    folder = municipality.write(tmp_path_factory.mktemp("town"))
    settings = AppSettings(kafka_broker.bootstrap, PARTITIONS, "poison-")
    serving = load([folder / "policy.toml"], [folder / "hmac.key"])
    steps = topology(simulated.READERS, serving.policies, serving.keys)
    running.prepare(settings, serving)
    put = poison(settings)
    messages = running.send(settings, folder) + put
    running.pass_day(settings, LAST_DAY)
    running.work(settings, steps, lambda: running.finished(settings, steps, messages))
    return settings, steps, folder, put


def poison(settings):
    """How many records were put there."""
    producer = Producer({"bootstrap.servers": settings.bootstrap, "log_level": 0})
    count = 0
    for topic in (*RAW.values(), *STATEFUL_INPUTS):
        for number in range(PARTITIONS):
            for value, key, headers in POISON.values():
                producer.produce(settings.topic(topic), value, key, number, headers=headers)
                count += 1
    assert producer.flush(20) == 0
    return count


def test_each_ends_with_the_dead_letters(poisoned):
    """
    Whoever put it there, and whatever it is: an operator can find it, with its place.
    """
    settings, _, _, put = poisoned
    told = told_by(settings.bootstrap, settings.prefix)
    names = {topic.name for topic in (*RAW.values(), *STATEFUL_INPUTS)}
    letters = [letter for letter in told.letters if letter.fault == "not-of-this-topic"]

    assert put == len(letters)
    assert names == {letter.raw_topic for letter in letters}
    assert {"*"} == {letter.record for letter in letters}


def test_what_comes_after_is_taken_as_if_it_had_not_been_there(poisoned):
    """
    The partitions go on, to the same conclusions.
    """
    settings, steps, folder, _ = poisoned

    assert simulated.replayed(folder).state == running.restored_state(settings, steps)
