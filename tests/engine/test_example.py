"""The example of the engine's README runs, as it stands there."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import orjson
import pytest
from confluent_kafka import Consumer, Producer

from streams.engine.settings import Settings
from streams.engine.topics import Broker

ROOT = Path(__file__).parents[2]
PATIENCE = 90


def test_the_readme_shows_the_example_that_runs():
    """
    Word for word: what is copied from a page must work.
    """
    example = (ROOT / "tests/engine/example.py").read_text()

    assert f"```python\n{example}```" in (ROOT / "streams/engine/README.md").read_text()


@pytest.mark.kafka
def test_the_example_adds_up_each_order_once_though_its_worker_is_killed(kafka_broker, tmp_path):
    """
    Orders before and after a kill; one that is none; the timer beside it; an orderly end.
    """
    Broker(Settings("shop", kafka_broker.bootstrap, "test")).make("news", 1, {})
    first = worker(kafka_broker, tmp_path)
    with reading(kafka_broker, "totals", "refused-orders", "news") as read:
        send(kafka_broker, [(b"ann", 100), (b"bob", 30), (b"ann", None), (b"ann", 1)])
        before = read("totals", 3)
        refused, told = read("refused-orders", 1), read("news", 1)
        first.kill()
        second = worker(kafka_broker, tmp_path)
        send(kafka_broker, [(b"bob", 5), (b"ann", 10)])
        after = read("totals", 2)
    second.send_signal(signal.SIGTERM)

    assert {b"ann": [100, 101], b"bob": [30]} == before
    assert {b"ann": [111], b"bob": [35]} == after
    assert 1 == sum(map(len, refused.values()))
    assert [b"shop"] == list(told)
    assert 0 == second.wait(30)


def worker(broker, folder):
    command = ["-m", "faust", "-A", "tests.engine.example", "--datadir", str(folder), "worker"]
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | {"BROKER": f"kafka://{broker.bootstrap}"},
        stdout=(folder / "log").open("a"),
        stderr=subprocess.STDOUT,
    )


def send(broker, pairs):
    # idempotent, or a retry while the topic is being made could put the first order last
    settings = {"bootstrap.servers": broker.bootstrap, "enable.idempotence": True, "log_level": 0}
    producer = Producer(settings)
    for key, cents in pairs:
        value = b"no order" if cents is None else orjson.dumps({"cents": cents})
        producer.produce("orders", value, key)
    assert producer.flush(PATIENCE) == 0


class reading:  # noqa: N801 -- read as a word: `with reading(…) as read`
    """Answers with what comes on a topic, by key; only what was committed."""

    def __init__(self, broker, *topics):
        self._consumer = Consumer(
            {
                "bootstrap.servers": broker.bootstrap,
                "group.id": "reader",
                "auto.offset.reset": "earliest",
                "isolation.level": "read_committed",
                "topic.metadata.refresh.interval.ms": 500,
                "log_level": 0,
            }
        )
        self._consumer.subscribe(list(topics))
        self._kept = []

    def __enter__(self):
        return self._read

    def __exit__(self, *_):
        self._consumer.close()

    def _read(self, topic, number):
        until, found = time.monotonic() + PATIENCE, {}
        while sum(map(len, found.values())) < number:
            assert time.monotonic() < until, f"{topic}: {found}"
            self._kept += [m for m in self._consumer.consume(100, 0.2) if m.error() is None]
            wanted = [m for m in self._kept if m.topic() == topic]
            self._kept = [m for m in self._kept if m.topic() != topic]
            for message in wanted:
                value = orjson.loads(message.value()) if topic == "totals" else message.value()
                found.setdefault(message.key(), []).append(value)
        return found
