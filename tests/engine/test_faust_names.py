"""The names and habits of Faust, mode and confluent-kafka that the engine leans on.

None of it is promised by those packages.  An upgrade that changes one fails here, by its name.
"""

import ast
import inspect
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import faust
import pytest
from confluent_kafka import KafkaError, Producer
from confluent_kafka.admin import AdminClient, NewTopic
from faust.app.base import BootStrategy
from faust.sensors import Monitor
from faust.transport import producer
from faust.transport.drivers import aiokafka
from faust.types.tuples import TP, RecordMetadata
from mode import Service, want_seconds

from tests.sources import tree_of

ROOT = Path(__file__).parents[2]
ENGINE = sorted([*(ROOT / "streams/engine").glob("*.py"), ROOT / "streams/app.py"])

# Private names of others that are read, and why each is needed
READ = {
    "_ALL_BROKERS_DOWN": "an error that passes by itself",
    "_AUTO_OFFSET_RESET": "a position that is gone",
    "_FENCED": "another worker has this transactional id",
    "_PARTITION_EOF": "the end of a partition, for now",
    "_RESOLVE": "an error that passes by itself",
    "_STATE": "a call that comes too early, or in a transaction that is lost",
    "_TIMED_OUT": "an error that passes by itself",
    "_TRANSPORT": "an error that passes by itself",
    "_current_frames": "of sys, and documented: where a step hangs",
    "_exit": "of os, and documented: an end that waits for nothing",
}
# Private methods of Faust that are replaced, and on what
REPLACED = {
    "_create_directories": faust.App,
    "_new_producer_transport": faust.App,
    "_new_transport": faust.App,
    "_should_enable_web": BootStrategy,
}


@pytest.mark.parametrize("name", ["faust-streaming", "confluent-kafka"])
def test_what_is_installed_is_what_is_pinned(name):
    """
    An upgrade is a decision, with a run of these tests.
    """
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]

    assert f"{name}=={version(name)}" in wanted


def test_every_private_name_that_is_read_is_in_the_contract():
    """
    And no other: a name that is no longer needed leaves the list.
    """
    assert set(READ) == {name for path in ENGINE for name in private_names(path)}


def test_every_private_method_of_faust_that_is_replaced_is_in_the_contract():
    """
    A method that Faust no longer calls would be replaced in vain.
    """
    from streams.app import Hub
    from streams.engine.app import _Boot

    replaced = {
        name
        for ours, theirs in [(Hub, faust.App), (_Boot, BootStrategy)]
        for cls in ours.__mro__[: ours.__mro__.index(theirs)]
        for name in vars(cls)
        if name.startswith("_") and not name.startswith("__") and hasattr(theirs, name)
    }

    assert set(REPLACED) == replaced - {"_settings", "_abc_impl"}
    for name, of in REPLACED.items():
        assert callable(getattr(of, name))


def test_faust_asks_for_its_transports_where_the_app_answers():
    """
    The producer comes from `_new_producer_transport`, the consumer from `_new_transport`.
    """
    for name, asked in [("producer_transport", "_new_producer_transport")]:
        assert asked in inspect.getsource(getattr(faust.App, name).fget)
    assert "_new_transport" in inspect.getsource(faust.App.transport.fget)


def test_the_boot_strategy_decides_what_is_started():
    """
    `server` yields the services; `enable_kafka_consumer` leaves out all that reads.
    """
    app = faust.App("a", broker="kafka://nowhere", web_enabled=False)
    boot = app.BootStrategy(app)
    boot.enable_kafka_consumer = False
    started = [type(service).__name__ for service in boot.server()]

    assert ["Producer", "AgentManager"] == started
    assert inspect.signature(BootStrategy.server).parameters.keys() == {"self"}


def test_the_producer_has_the_interface_that_ours_fills():
    """
    Same names, same order: Faust calls them by position.
    """
    from streams.engine.producer import StepProducer, StepTransport

    for name in ("send", "create_topic"):
        theirs = inspect.signature(getattr(producer.Producer, name)).parameters
        assert list(theirs) == list(inspect.signature(getattr(StepProducer, name)).parameters)
    assert {"flush", "send_and_wait", "send_soon", "supports_headers"} <= set(
        dir(producer.Producer)
    )
    assert callable(producer.ProducerBuffer.flush)
    assert issubclass(StepTransport, aiokafka.Transport)
    assert {"Producer", "driver_version"} <= set(dir(aiokafka.Transport))
    assert RecordMetadata._fields[:4] == ("topic", "partition", "topic_partition", "offset")
    assert TP._fields == ("topic", "partition")


def test_the_configuration_has_the_names_that_are_read():
    """
    Bootstrap, group, folder, timeouts: all from `app.conf`.
    """
    app = faust.App("a", broker="kafka://nowhere:1;elsewhere")
    app.finalize()

    for path in ENGINE:
        for name in re.findall(r"conf\.(\w+)", path.read_text()):
            assert hasattr(app.conf, name), name
    assert [("nowhere", 1), ("elsewhere", None)] == [(u.host, u.port) for u in app.conf.broker]
    assert "t" == app.topic("t").get_topic_name()


def test_the_monitor_has_the_counters_that_are_raised():
    """
    They are what `faust` shows of a worker.
    """
    monitor = Monitor()

    assert (0, 0) == (monitor.messages_received_total, monitor.events_total)
    assert hasattr(monitor, "rebalances")


def test_a_service_lives_as_the_engine_expects():
    """
    `on_start`, tasks, children; then `on_stop`, children, `on_shutdown`.
    """
    source = inspect.getsource(Service.stop)

    assert ["on_stop", "_stop_children", "on_shutdown"] == re.findall(
        r"await self\.(on_stop|_stop_children|on_shutdown)\(", source
    )
    assert {"task", "sleep", "should_stop", "on_start", "beacon"} <= set(dir(Service)) | {"beacon"}
    assert 60.0 == want_seconds(60)


def test_errors_say_whether_to_try_again_or_to_abort():
    """
    The only way to tell an aborted transaction from a broker that is away.
    """
    error = KafkaError(KafkaError._STATE)

    assert {name for name in READ if name[1].isupper()} <= set(dir(KafkaError))
    assert {"txn_requires_abort", "retriable", "fatal", "code", "name", "str"} <= set(dir(error))
    assert KafkaError(KafkaError._STATE, None, False, False, True).txn_requires_abort()
    assert not error.txn_requires_abort()


@pytest.mark.kafka
def test_a_commit_tells_where_records_stand_before_it_answers(kafka_broker, prefix):
    """
    The place of a mark is known by then: a restore from a store on disk goes on from it.
    """
    topic, told = f"{prefix}told", []
    make(kafka_broker, topic)
    settings = {"bootstrap.servers": kafka_broker.bootstrap, "transactional.id": topic}
    sender = Producer({**settings, "log_level": 0})
    sender.init_transactions(30)
    sender.begin_transaction()
    sender.produce(topic, b"v", b"k", 0, on_delivery=lambda _, m: told.append(m.offset()))
    before = list(told)
    sender.commit_transaction(30)

    assert ([], [0]) == (before, told)


def make(broker, topic):
    admin = AdminClient({"bootstrap.servers": broker.bootstrap, "log_level": 0})
    admin.create_topics([NewTopic(topic, 3, 1)])[topic].result(30)


def private_names(path):
    """Of what is not ours: `x._name` where x is not self, cls or super()."""
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Attribute) or not re.match(r"_[A-Za-z]", node.attr):
            continue
        if isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}:
            continue
        if isinstance(node.value, ast.Call) and getattr(node.value.func, "id", "") == "super":
            continue
        yield node.attr
