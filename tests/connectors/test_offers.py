"""`GET /v1/offers`: read from its beginning, followed, and silent until it is whole."""

import asyncio
import hashlib
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from aiokafka.errors import KafkaTimeoutError
from confluent_kafka import Producer
from structlog.testing import capture_logs

from connectors.inbound.access import Access, Operator
from connectors.inbound.problems import problems
from connectors.outbound import offers
from connectors.outbound.distance import Point
from connectors.outbound.offers import LOOK_SECONDS, Offers
from connectors.outbound.postcodes import Postcodes
from deploy.child import free_port
from deploy.topics import make, wanted
from schemas import wire
from schemas.topics import PLACE_OFFERS
from streams.settings import AppSettings
from tests.connectors.test_nearby import standing

PARTITIONS = 2
OPEN = Access()
QUESTION = "/v1/offers?postcode=4411&within=10"
TOWN = Postcodes({"4411": Point(52.70, 5.30)})
BROKERS = [
    pytest.param("embedded_broker", marks=pytest.mark.embedded, id="embedded"),
    pytest.param("kafka_broker", marks=pytest.mark.kafka, id="kafka"),
]


def topics_made(broker, prefix):
    settings = AppSettings(broker.bootstrap, PARTITIONS, prefix)
    make(settings, wanted(settings, ()), replication=1)
    return settings


@pytest.fixture(params=BROKERS)
def settings(request, prefix):
    return topics_made(request.getfixturevalue(request.param), prefix)


@pytest.fixture
def on_kafka(kafka_broker, prefix):
    return topics_made(kafka_broker, prefix)


def publish(settings, *standings, gone=(), transaction=None):
    """What places offer; with a *transaction*, as `commit` or `abort` ends it."""
    conf = {"bootstrap.servers": settings.bootstrap, "log_level": 0, "enable.idempotence": True}
    if transaction:
        conf["transactional.id"] = f"{settings.prefix}writer"
    producer = Producer(conf)
    if transaction:
        producer.init_transactions(10)
        producer.begin_transaction()
    told = [(one.place, wire.write(one)) for one in standings] + [(place, None) for place in gone]
    for place, value in told:
        producer.produce(
            settings.topic(PLACE_OFFERS), value, place, sum(place.encode()) % PARTITIONS
        )
    producer.flush(10)
    if transaction == "commit":
        producer.commit_transaction(10)
    elif transaction == "abort":
        producer.abort_transaction(10)


@asynccontextmanager
async def api(settings, access=OPEN, postcodes=TOWN):
    read = Offers(
        *(settings.bootstrap, settings.prefix, settings.partitions, access),
        today=lambda: date(2026, 2, 1),
        postcodes=postcodes,
    )
    app = web.Application(middlewares=[problems])
    offers.add(app, read)
    following = asyncio.create_task(read.follow())
    try:
        async with TestClient(TestServer(app)) as client:
            client.read = read
            yield client
    finally:
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following


async def ready(client):
    async with asyncio.timeout(30):
        while client.read.why_not_ready():  # noqa: ASYNC110 -- it tells nobody
            await asyncio.sleep(0.02)


async def ask(client, path=QUESTION, **more):
    answer = await client.get(path, **more)
    return answer.status, await answer.json(content_type=None)


async def until_found(client, *codes):
    """The answer that holds just these places."""
    async with asyncio.timeout(30):
        while True:
            _, told = await ask(client)
            if [offer["name"] for offer in told["offers"]] == list(codes):
                return told
            await asyncio.sleep(0.05)


def test_what_stood_before_it_began_is_answered_and_what_comes_is_followed(settings):
    """
    A new place, one that changes and one that is withdrawn; nothing needs a new start.
    """
    publish(settings, standing("a"), standing("b", 0.01))

    async def follow():
        async with api(settings) as client:
            await ready(client)
            before = await ask(client)
            publish(
                settings, standing("c", 0.001, capacity=4), standing("b", 0.02), gone=["kvk:1/a"]
            )
            return before, await until_found(client, "c", "b")

    (status, before), after = asyncio.run(follow())

    assert 200 == status
    assert ["a", "b"] == [offer["name"] for offer in before["offers"]]
    assert [(0.1, 4), (2.2, None)] == [(o["km"], o.get("capacity")) for o in after["offers"]]


def test_another_start_rebuilds_the_same(settings):
    """
    The API keeps nothing of its own: the topic holds what stands.
    """
    publish(settings, standing("a"), standing("b"))
    publish(settings, standing("b", 0.01), gone=["kvk:1/a"])

    async def once():
        async with api(settings) as client:
            await ready(client)
            return (await ask(client))[1]

    first, second = asyncio.run(once()), asyncio.run(once())

    assert ["b"] == [offer["name"] for offer in first["offers"]]
    assert first | {"fresh_at": ""} == second | {"fresh_at": ""}


def test_it_says_how_fresh_it_is_and_stays_so_while_nothing_happens(settings):
    """
    A moment at which all that was there was in the answer; it goes on though nothing comes.
    """

    async def twice():
        async with api(settings) as client:
            begun = datetime.now(UTC)
            await ready(client)
            first = (await ask(client))[1]["fresh_at"]
            await asyncio.sleep(2 * LOOK_SECONDS + 1)
            later = (await ask(client))[1]["fresh_at"]
            return begun, datetime.fromisoformat(first), datetime.fromisoformat(later)

    begun, first, later = asyncio.run(twice())

    assert first < later <= datetime.now(UTC)
    assert abs((first - begun).total_seconds()) < 30


def test_what_was_never_committed_is_not_told(on_kafka):
    """
    A unit of work that was undone has no effect outside; and it keeps nobody from being ready.
    """
    publish(on_kafka, standing("a"), transaction="commit")
    publish(on_kafka, standing("b"), gone=["kvk:1/a"], transaction="abort")

    async def once():
        async with api(on_kafka) as client:
            await ready(client)
            return await ask(client)

    assert ["a"] == [offer["name"] for offer in asyncio.run(once())[1]["offers"]]


def test_until_it_has_read_all_it_says_when_to_come_back(prefix):
    """
    Half an answer would look like a whole one.
    """
    nowhere = AppSettings(f"127.0.0.1:{free_port()}", PARTITIONS, prefix)

    async def early():
        async with api(nowhere) as client:
            answer = await client.get(QUESTION)
            return (
                answer.status,
                answer.headers["Retry-After"],
                await answer.json(content_type=None),
            )

    status, after, problem = asyncio.run(early())

    assert (503, "5") == (status, after)
    assert "still being read" in problem["detail"]


class Away:
    """A consumer whose broker went away, as aiokafka's behaves then."""

    async def end_offsets(self, _):
        raise KafkaTimeoutError

    async def stop(self):
        await asyncio.sleep(0)
        raise asyncio.CancelledError


def test_a_broker_that_is_away_ends_nothing():
    """
    What was known is answered on, and it is said; who really stops the hub is not held up.
    """

    async def stopped():
        stopping = asyncio.create_task(offers._stop(Away()))
        await asyncio.sleep(0)
        stopping.cancel()
        await stopping

    with capture_logs() as logged:
        assert None is asyncio.run(offers._look(Away(), []))

    asyncio.run(offers._stop(Away()))
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(stopped())
    assert ["offers_not_followed"] == [line["event"] for line in logged]


def test_a_record_that_is_no_offer_is_passed_over_and_said(settings):
    """
    Whoever put it there: the others are answered.
    """
    producer = Producer({"bootstrap.servers": settings.bootstrap, "log_level": 0})
    producer.produce(settings.topic(PLACE_OFFERS), b"no offer", "x", 0)
    producer.flush(10)
    publish(settings, standing("a"))

    async def once():
        async with api(settings) as client:
            await ready(client)
            return (await ask(client))[1]

    with capture_logs() as logged:
        told = asyncio.run(once())

    assert ["a"] == [offer["name"] for offer in told["offers"]]
    assert ["offer_not_read"] == [line["event"] for line in logged]


TOKEN = "the token of a reader"
OPERATORS = Access(
    operator=(Operator(token_sha256=hashlib.sha256(TOKEN.encode()).hexdigest(), name="one"),)
)


def test_who_may_ask_and_what_is_wrong_with_a_question(on_kafka):
    """
    First the token, then the question, then whether the hub can answer it; no address is logged.
    """
    wrong = "/v1/offers?postcode=4411AB&within=far"
    unknown = "/v1/offers?postcode=9999ZZ&within=5"

    async def asked():
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        async with (
            api(on_kafka, OPERATORS) as client,
            api(on_kafka, postcodes=None) as bare,
        ):
            await ready(client)
            return [
                await ask(client),
                await ask(client, headers={"Authorization": "Bearer of ill news"}),
                await ask(client, wrong, headers=bearer),
                await ask(client, unknown, headers=bearer),
                await ask(bare, wrong),
                await ask(bare),
                await ask(client, headers=bearer),
            ]

    with capture_logs() as logged:
        told = asyncio.run(asked())

    assert [401, 401, 400, 400, 400, 503, 200] == [status for status, _ in told]
    assert "within is a number of kilometres" in told[2][1]["detail"]
    assert "not in this hub's table" in told[3][1]["detail"]
    assert "samenloop run --postcodes FILE" in told[5][1]["detail"]
    assert not any(postcode in str([told, logged]) for postcode in ("4411AB", "9999ZZ"))
