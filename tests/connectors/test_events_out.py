"""The event stream: from where a reader was, what it asked for, and nothing it may not have."""

import asyncio
import hashlib
from contextlib import asynccontextmanager

import orjson
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from confluent_kafka import Producer

from connectors.inbound.access import Access, Operator
from connectors.inbound.problems import problems
from connectors.outbound import events, operators, place
from connectors.outbound.events import Stream
from deploy.topics import make, wanted
from schemas import topics
from schemas.errors import WrongConfiguration
from schemas.events import EVENTS
from streams.settings import AppSettings

PARTITIONS = 2
TOKEN = "opensesame-opensesame"
OPERATORS = Access(
    operator=(Operator(token_sha256=hashlib.sha256(TOKEN.encode()).hexdigest(), name="one"),)
)
BROKERS = [
    pytest.param("embedded_broker", marks=pytest.mark.embedded, id="embedded"),
    pytest.param("kafka_broker", marks=pytest.mark.kafka, id="kafka"),
]


@pytest.fixture(params=BROKERS)
def settings(request, prefix):
    broker = request.getfixturevalue(request.param)
    settings = AppSettings(broker.bootstrap, PARTITIONS, prefix)
    make(settings, wanted(settings, ()), replication=1)
    return settings


@pytest.fixture
def on_kafka(kafka_broker, prefix):
    settings = AppSettings(kafka_broker.bootstrap, PARTITIONS, prefix)
    make(settings, wanted(settings, ()), replication=1)
    return settings


def publish(settings, *names, transaction=None):
    """One event of each type named; with a *transaction*, as `commit` or `abort` ends it."""
    conf = {"bootstrap.servers": settings.bootstrap, "log_level": 0}
    if transaction:
        conf["transactional.id"] = f"{settings.prefix}writer"
    producer = Producer(conf)
    if transaction:
        producer.init_transactions(10)
        producer.begin_transaction()
    for number, name in enumerate(names):
        event = EVENTS[name]
        value = orjson.dumps({"id": f"{name} {number}", "type": event.type})
        producer.produce(settings.topic(event.topic), value, "s", number % PARTITIONS)
    producer.flush(10)
    if transaction == "commit":
        producer.commit_transaction(10)
    elif transaction == "abort":
        producer.abort_transaction(10)


@asynccontextmanager
async def client(settings, access=OPERATORS):
    stream = Stream(settings.bootstrap, settings.prefix, settings.partitions, access)
    app = web.Application(middlewares=[problems])
    events.add(app, stream)
    async with TestClient(TestServer(app)) as client:
        client.stream = stream
        yield client


def asked(settings, query="", token=TOKEN, access=OPERATORS):
    """Status and lines of one request that ends."""

    async def ask():
        async with client(settings, access) as at:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            answer = await at.get(f"/v1/events?follow=false{query}", headers=headers)
            return answer.status, [orjson.loads(line) async for line in answer.content]

    return asyncio.run(ask())


def ids(lines):
    return [line["event"]["id"] for line in lines if "event" in line]


def test_every_public_event_is_told_with_where_to_go_on(settings):
    """
    Whoever begins at the beginning gets all, and each line says from where to ask next.
    """
    names = ["persons.linked", "coverages.changed", "places.mix-changed", "persons.merged"]
    publish(settings, *names)

    status, lines = asked(settings)

    assert 200 == status
    assert {f"{name} {n}" for n, name in enumerate(names)} == set(ids(lines))
    assert all(line["next"] for line in lines)
    assert ("next",) == tuple(lines[0]) == tuple(lines[-1])


def test_a_reader_goes_on_after_the_last_line_it_dealt_with(settings):
    """
    Cut off after any line, a reader misses nothing and gets nothing twice.
    """
    publish(settings, *["placements.started"] * 3)
    _, lines = asked(settings)
    told = ids(lines)

    later = {line["next"]: ids(asked(settings, f"&from={line['next']}")[1]) for line in lines}

    assert 3 == len(told)
    assert [set(told[n:]) for n in (0, 1, 2, 3, 3)] == [set(later[line["next"]]) for line in lines]


def test_a_reader_gets_the_types_it_asks_for(settings):
    """
    By short or by full name, once or more.
    """
    publish(settings, "persons.linked", "persons.merged", "coverages.changed")

    _, short = asked(settings, "&type=persons.merged")
    _, two = asked(settings, "&type=nl.samenloop.persons.linked.v1&type=coverages.changed")

    assert ["persons.merged 1"] == ids(short)
    assert {"persons.linked 0", "coverages.changed 2"} == set(ids(two))


def test_latest_begins_with_what_comes_after_the_question(on_kafka):
    """
    A dashboard that only shows what is new need not read the year before.
    """
    publish(on_kafka, "persons.linked")

    async def follow():
        async with client(on_kafka) as at:
            answer = await at.get("/v1/events?from=latest", headers=bearer())
            start = orjson.loads(await answer.content.readline())
            await asyncio.to_thread(publish, on_kafka, "persons.merged")
            return start, orjson.loads(await answer.content.readline())

    start, line = asyncio.run(follow())

    assert ["next"] == list(start)
    assert "persons.merged 0" == line["event"]["id"]


def test_what_was_never_committed_is_not_told(on_kafka):
    """
    A unit of work that was undone has no effect outside.
    """
    publish(on_kafka, "persons.linked", "persons.linked", transaction="abort")
    publish(on_kafka, "persons.merged", transaction="commit")

    _, lines = asked(on_kafka)

    assert ["persons.merged 0"] == ids(lines)


def test_a_reader_hears_in_silence_that_there_is_nothing(on_kafka, monkeypatch):
    """
    A line now and then keeps proxies from closing a quiet stream.
    """
    monkeypatch.setattr(events, "SILENCE_SECONDS", 0.0)

    async def listen():
        async with client(on_kafka) as at:
            answer = await at.get("/v1/events", headers=bearer())
            return [orjson.loads(await answer.content.readline()) for _ in range(3)]

    assert [["next"]] * 3 == [list(line) for line in asyncio.run(listen())]


def test_a_reader_that_leaves_holds_nothing_up(on_kafka):
    """
    Its place is free again for another.
    """

    async def leave():
        async with client(on_kafka) as at:
            answer = await at.get("/v1/events", headers=bearer())
            await answer.content.readline()
            during = at.stream.readers
            answer.close()
            async with asyncio.timeout(10):
                while at.stream.readers:  # noqa: ASYNC110 -- the stream tells nobody
                    await asyncio.sleep(0.05)
            return during

    assert 1 == asyncio.run(leave())


def test_a_slow_reader_is_waited_for_and_gets_all(on_kafka):
    """
    Who takes its time holds up nobody else, and loses nothing.
    """
    # idempotent: a retry may not change the order
    producer = Producer(
        {"bootstrap.servers": on_kafka.bootstrap, "enable.idempotence": True, "log_level": 0}
    )
    padding = "x" * 50_000
    for number in range(400):
        value = orjson.dumps({"id": str(number), "padding": padding})
        producer.produce(on_kafka.topic(topics.PLACES), value, "s", 0)
    producer.flush(10)

    async def read_slowly():
        async with client(on_kafka) as at:
            url = "/v1/events?follow=false"
            answer = await at.get(url, headers=bearer(), read_bufsize=2**16)
            await asyncio.sleep(0.5)
            other = await at.get(url + "&type=persons.linked", headers=bearer())
            assert len((await other.read()).splitlines()) == 2
            return (await answer.read()).splitlines()

    lines = asyncio.run(read_slowly())

    assert [str(n) for n in range(400)] == ids(map(orjson.loads, lines))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("&from=yesterday", "from is beginning, latest"),
        ("&from=" + place.write({"persons": [1]}), "that answered the same types"),
        ("&from=" + place.write({"persons": [1, -1]}), "from is"),
        ("&type=persons.lost", "There is no such type"),
        ("&typ=persons.linked", "for nothing else"),
    ],
)
def test_what_cannot_be_asked_is_answered_with_what_can(on_kafka, query, says):
    """
    A typing error must not look like an empty stream.
    """
    status, (problem,) = asked(on_kafka, query)

    assert 400 == status
    assert says in problem["detail"]


def test_a_place_whose_events_were_removed_is_gone(on_kafka):
    """
    To go on silently after a hole would hide a loss.
    """
    publish(on_kafka, *["persons.linked"] * 4)
    _, lines = asked(on_kafka)
    remove(on_kafka, topics.PERSONS)

    status, (problem,) = asked(on_kafka, f"&from={lines[1]['next']}")

    assert 410 == status
    assert "from=beginning" in problem["detail"]


def remove(settings, topic):
    from kafka import TopicPartition
    from kafka.admin import KafkaAdminClient

    admin = KafkaAdminClient(bootstrap_servers=settings.bootstrap)
    admin.delete_records({TopicPartition(settings.topic(topic), n): 2 for n in range(PARTITIONS)})
    admin.close()


@pytest.mark.parametrize("token", ["", "wrong"])
def test_without_the_token_of_an_operator_nothing_is_told(on_kafka, token):
    """
    Public topics are public to subscribers, not to the world.
    """
    publish(on_kafka, "persons.linked")

    status, (problem,) = asked(on_kafka, token=token)

    assert 401 == status
    assert "persons" not in str(problem)


def test_on_this_machine_alone_no_token_is_needed(on_kafka):
    """
    The demo, and a first look.
    """
    publish(on_kafka, "persons.linked")

    assert ["persons.linked 0"] == ids(asked(on_kafka, token="", access=Access())[1])
    with pytest.raises(WrongConfiguration, match="operator"):
        operators.must_be_safe("0.0.0.0", Access())


def test_there_is_a_limit_to_readers(on_kafka, monkeypatch):
    """
    One more than there may be hears so, and when to come back.
    """
    monkeypatch.setattr(events, "READERS_MAX", 0)

    assert 503 == asked(on_kafka)[0]


@pytest.mark.parametrize("word", ["", "%", "e30", "bm90IGpzb24", "WzFd", place.write({"a": [1]})])
def test_a_word_that_was_not_given_is_unreadable_and_one_that_was_is_read(word):
    """
    Whatever a reader sends, the answer is the same sentence.
    """
    if word == place.write({"a": [1]}):
        assert {"a": [1]} == place.read(word)
    elif word == "e30":
        assert {} == place.read(word)
    else:
        with pytest.raises(place.Unreadable):
            place.read(word)


def bearer():
    return {"Authorization": f"Bearer {TOKEN}"}
