import random

import pytest

from streams.engine.clients import Librdkafka
from streams.engine.faults import Aborted, BrokerFailed
from streams.engine.settings import Settings
from streams.engine.topics import Broker as Administration
from streams.engine.transaction import Outbox, Transaction
from tests.chaos.simulated import Clients, Simulation, Weather
from tests.chaos.turns import Process, Turns
from tests.chaos.world import Broker

TEN = [b"%d" % number for number in range(10)]


class Sending:
    """A transaction, and the broker it sends to."""

    def __init__(self, name="worker"):
        chance = random.Random(3)
        self.broker = Broker(chance)
        self.broker.marker_delay = 0.0
        for topic in ("out", "other"):
            self.broker.make(topic, 2)
        self.turns, self.weather = Turns(chance, self.broker.tick), Weather()
        self.sim = Simulation(self.broker, self.turns, chance, self.weather)
        self.transaction = self.another(name)

    def another(self, name):
        producer = Clients(self.sim, Process(name)).producer()
        settings = Settings("app", "nowhere", name, patience=30)
        transaction = Transaction(producer, settings, lambda: self.turns.now)
        transaction.start()
        return transaction

    def send(self, *values, topic="out", partition=0, headers=()):
        out = Outbox(lambda _: 2)
        for value in values:
            out.send(topic, b"k", value, partition, headers)
        self.transaction.begin()
        self.transaction.send(out.records)

    def commit(self):
        self.transaction.commit([], None)

    def held(self, topic="out", number=0):
        self.broker.settle_all()
        return [entry.value for entry in self.broker.logs[topic, number].committed()]


@pytest.fixture
def sending():
    return Sending()


def test_what_was_sent_is_there_once_committed_and_not_before(sending):
    """
    A reader sees all of a transaction, or nothing.
    """
    sending.send(*TEN)
    before = sending.held()
    sending.commit()

    assert ([], TEN) == (before, sending.held())


def test_a_full_queue_is_waited_for(sending):
    """
    Nothing is left out, and the order stays.
    """
    sending.weather.queue = 4
    sending.send(*TEN)
    sending.commit()

    assert TEN == sending.held()


def test_a_queue_that_stays_full_ends_the_worker(sending):
    """
    The broker takes nothing: whoever looks after the worker hears of it.
    """
    sending.weather.queue = 0

    with pytest.raises(BrokerFailed, match="stays full"):
        sending.send(*TEN)


def test_records_with_headers_keep_their_order(sending):
    """
    Also where they have to wait for room.
    """
    sending.weather.queue = 4
    sending.send(*TEN, headers=((("of", b"step")),))
    sending.commit()
    entries = sending.broker.logs["out", 0].committed()

    assert TEN == [entry.value for entry in entries]
    assert {(("of", b"step"),)} == {tuple(entry.headers) for entry in entries}


def test_a_record_goes_to_the_partition_that_is_said(sending):
    """
    And what is for all goes to each.
    """
    out = Outbox(lambda _: 2)
    out.send("out", b"k", b"to 1", 1)
    out.send("out", b"k", b"to 0", 0)
    out.broadcast("other", b"k", b"to all")
    sending.transaction.begin()
    sending.transaction.send(out.records)
    sending.commit()

    assert ([b"to 0"], [b"to 1"]) == (sending.held(), sending.held(number=1))
    assert [b"to all"] == sending.held("other", 0) == sending.held("other", 1)


def test_a_record_that_does_not_arrive_undoes_its_transaction(sending):
    """
    The broker that takes it back later gets all of it, in order.
    """
    sending.weather.lost = 1.0
    with pytest.raises(Aborted, match="did not arrive"):
        sending.send(*TEN)
    sending.transaction.abort()
    sending.send(b"0")
    with pytest.raises(Aborted):
        sending.commit()
    sending.transaction.abort()
    sending.weather.lost = 0.0
    sending.send(*TEN)
    sending.commit()

    assert TEN == sending.held()


def test_a_commit_without_an_answer_is_asked_again_and_done_once(sending):
    """
    Whether the broker heard it or not.
    """
    sending.weather.later = 0.8
    for value in TEN:
        sending.send(value)
        sending.commit()

    assert TEN == sending.held()


def test_a_broker_that_is_away_is_waited_for(sending):
    """
    As long as patience lasts.
    """
    sending.send(*TEN)
    sending.broker.go_away(5.0)
    sending.commit()

    assert TEN == sending.held()


def test_a_broker_that_stays_away_ends_the_worker(sending):
    """
    So that whoever looks after it hears of it.
    """
    sending.send(*TEN)
    sending.broker.go_away(1e6)

    with pytest.raises(BrokerFailed, match=r"sending offsets|committing"):
        sending.commit()


def test_a_producer_of_the_same_name_ends_the_one_before(sending):
    """
    What that one had open is aborted, and it can do no more.
    """
    sending.send(*TEN)
    sending.turns.wait(0.1)
    sending.another("worker")

    with pytest.raises(BrokerFailed):
        sending.commit()
    with pytest.raises(BrokerFailed):
        sending.transaction.abort()
    assert [] == sending.held()


def test_what_was_aborted_is_flushed_first(sending):
    """
    While a partition is being added to a transaction, aborting it would be the producer's end.
    """
    for _ in range(20):
        sending.send(*TEN)
        sending.transaction.abort()

    assert [] == sending.held()


def test_an_abort_of_nothing_is_nothing(sending):
    """
    A worker that did nothing leaves without a word to the broker.
    """
    sending.broker.go_away(1e6)

    assert sending.transaction.abort() is None


@pytest.mark.kafka
def test_a_record_that_the_broker_will_never_take_ends_the_worker(kafka_broker, prefix):
    """
    Its transaction is aborted once; at the second try it is said which topic, and why.
    """
    topic = f"{prefix}small"
    settings = Settings(f"{prefix}app", kafka_broker.bootstrap, "me")
    Administration(settings).make(topic, 1, {"max.message.bytes": "1000"})
    clients = Librdkafka(settings)
    transaction, group = Transaction(clients.producer(), settings), clients.consumer()
    transaction.start()
    too_much = [(topic, b"x" * 5_000, b"k", 0, (), None)]

    def attempt():
        transaction.begin()
        transaction.send(too_much)
        transaction.commit([], group.consumer_group_metadata())

    with pytest.raises(Aborted):
        attempt()
    transaction.abort()
    with pytest.raises(BrokerFailed, match=rf"{topic}.*too large"):
        attempt()
