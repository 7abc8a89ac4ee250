"""What the shell leans on in Faust 0.15.3, so that an upgrade that takes it away shows here."""

import asyncio
import inspect

import faust.streams
from aiokafka import AIOKafkaConsumer
from aiokafka.producer.message_accumulator import BatchBuilder
from faust.transport.drivers import aiokafka

from streams.app import BATCH_MAX, FETCH_WAIT_MS, AppSettings, faust_app
from streams.shell import build, keeps_state
from streams.topology import topology

SETTINGS = AppSettings("nowhere:9092,elsewhere:9092", 4, "p-")


def test_faust_shows_nothing_makes_nothing_and_keeps_no_copies():
    """
    No page with personal data, no topic of its own making, no standby, no leader.
    """
    conf = faust_app(SETTINGS).conf

    assert not conf.web_enabled
    assert not conf.topic_allow_declare
    assert conf.topic_disable_leader
    assert 0 == conf.table_standby_replicas


def test_a_worker_that_died_is_missed_soon_and_all_replicas_confirm():
    """
    Six seconds without a heartbeat; a record counts when all replicas have it.
    """
    conf = faust_app(SETTINGS).conf

    assert (6, 2) == (conf.broker_session_timeout, conf.broker_heartbeat_interval)
    assert -1 == conf.producer_acks
    assert BATCH_MAX == conf.producer_max_batch_size
    assert 2 == len(conf.broker)


def test_faust_gives_the_changelogs_the_names_we_give_them():
    """
    Who looks for a table of Faust finds the state of the step.
    """
    app = faust_app(SETTINGS)
    for step in filter(keeps_state, topology({}, {}, {})):
        name = app.Table(step.name, partitions=4).changelog_topic.get_topic_name()

        assert SETTINGS.changelog(step) == name


def test_every_step_has_one_agent_that_takes_one_message_after_another():
    """
    The names of the agents are those of the table.
    """
    agents = build(topology({}, {}, {}), SETTINGS).agents

    assert [step.name for step in topology({}, {}, {})] == list(agents)
    assert {1} == {agent.concurrency for agent in agents.values()}


def test_the_compiled_streams_are_there():
    """
    The others acknowledge what they skip after a rebalance.
    """
    assert faust.streams._CStreamIterator is not None


def test_the_consumer_does_not_wait_long_for_a_topic():
    """
    Faust asks for 1.5 seconds; a chain of five steps would be slow.
    """

    async def made():
        app = faust_app(SETTINGS)
        consumer = app.consumer._thread._create_worker_consumer(app.transport)
        return consumer._fetch_max_wait_ms

    assert FETCH_WAIT_MS == asyncio.run(made())


def test_faust_leaves_nothing_on_the_disk(tmp_path, monkeypatch):
    """
    State lives on the broker.
    """
    monkeypatch.chdir(tmp_path)
    build(topology({}, {}, {}), SETTINGS).finalize()

    assert [] == list(tmp_path.iterdir())


def test_the_private_names_are_there():
    """
    Four that have no public door.
    """
    assert (
        "transport"
        in inspect.signature(aiokafka.AIOKafkaConsumerThread._create_worker_consumer).parameters
    )
    assert callable(faust.App._create_directories)
    assert callable(aiokafka.Consumer._new_consumer_thread)
    assert callable(aiokafka.Producer._ensure_producer)
    assert "fetch_max_wait_ms" in inspect.signature(AIOKafkaConsumer).parameters


def test_a_batch_is_refused_above_its_size_and_not_cut():
    """
    What a unit of work writes is there whole, or not at all.
    """
    batch = BatchBuilder(1_000, 0)

    assert batch.append(timestamp=None, key=b"k", value=b"v" * 500) is not None
    assert batch.append(timestamp=None, key=b"k", value=b"v" * 600) is None
    assert 1 == batch.record_count()
