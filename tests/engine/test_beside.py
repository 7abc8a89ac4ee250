"""What a Faust user may still write beside steps: agents, with tables."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from confluent_kafka import Producer

from streams.engine.app import App
from streams.engine.faults import EngineStopped
from streams.engine.settings import Settings
from streams.engine.step import Step
from streams.engine.topics import Broker
from tests.engine.test_example import reading

ROOT = Path(__file__).parents[2]


@pytest.mark.kafka
def test_an_agent_with_a_table_runs_beside_a_step_on_the_same_topic(kafka_broker, tmp_path):
    """
    Each has a group of its own, and so each sees every record.
    """
    broker = Broker(Settings("beside", kafka_broker.bootstrap, "test"))
    for topic in ("beside-in", "beside-agent", "beside-step"):
        broker.make(topic, 1, {})
    producer = Producer({"bootstrap.servers": kafka_broker.bootstrap, "log_level": 0})
    for word in (b"a", b"b", b"a"):
        producer.produce("beside-in", word, word, 0)
    assert producer.flush(30) == 0
    command = ["-m", "faust", "-A", "tests.engine.beside", "--datadir", str(tmp_path), "worker"]
    worker = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | {"BROKER": f"kafka://{kafka_broker.bootstrap}"},
        stdout=(tmp_path / "log").open("w"),
        stderr=subprocess.STDOUT,
    )
    with reading(kafka_broker, "beside-agent", "beside-step") as read:
        step, agent = read("beside-step", 3), read("beside-agent", 3)
    worker.send_signal(signal.SIGTERM)

    assert {b"a": [b"A", b"A"], b"b": [b"B"]} == step
    assert {b"a": [b"1", b"2"], b"b": [b"1"]} == agent
    assert 0 == worker.wait(30)


def test_agents_and_steps_in_one_group_do_not_start(tmp_path):
    """
    Kafka lets no member in that shares out partitions in another way; the app says what to do.
    """
    app = App("both", broker="kafka://nowhere", datadir=tmp_path)
    app.add_step(Step("nothing", ("in",), lambda events, view, out: None))

    @app.agent(app.topic("in"))
    async def each(stream): ...

    with pytest.raises(EngineStopped, match="give the steps another"):
        asyncio.run(app.on_start())
