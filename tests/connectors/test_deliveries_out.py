"""The event stream of a subscriber: its own deliveries, and not a line of anybody else's."""

import asyncio
import hashlib

import orjson
import pytest
from confluent_kafka import Producer

from connectors.inbound import access as accesses
from connectors.inbound.access import Access, Operator, Subscription
from deploy.topics import make, wanted
from schemas import topics
from schemas.errors import WrongConfiguration
from streams.settings import AppSettings
from tests.connectors.test_events_out import BROKERS, PARTITIONS, client, ids, publish

TOKENS = {
    "operator": "open-sesame-operator",
    "werk": "open-sesame-werk",
    "zorg": "open-sesame-zorg",
}


def fingerprint(name):
    return hashlib.sha256(TOKENS[name].encode()).hexdigest()


SUBSCRIBERS = Access(
    subscriber=tuple(
        Subscription(token_sha256=fingerprint(name), municipality="9901", name=name)
        for name in ("werk", "zorg")
    )
)
BOTH = SUBSCRIBERS.model_copy(
    update={"operator": (Operator(token_sha256=fingerprint("operator"), name="dashboard"),)}
)


@pytest.fixture(params=BROKERS)
def settings(request, prefix):
    broker = request.getfixturevalue(request.param)
    settings = AppSettings(broker.bootstrap, PARTITIONS, prefix)
    make(settings, wanted(settings, ()), replication=1)
    return settings


def deliver(settings, *told):
    """One event to each subscriber named, of each type named."""
    producer = Producer({"bootstrap.servers": settings.bootstrap, "log_level": 0})
    for number, (to, name) in enumerate(told):
        value = orjson.dumps({"id": f"{to} {number}", "type": f"nl.samenloop.{name}.v1"})
        key = f"9901/{to}|{name}|s"
        producer.produce(settings.topic(topics.DELIVERIES), value, key, number % PARTITIONS)
    producer.flush(10)


def asked(settings, token, query="", access=BOTH):
    async def ask():
        async with client(settings, access) as at:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            answer = await at.get(f"/v1/events?follow=false{query}", headers=headers)
            return answer.status, [orjson.loads(line) async for line in answer.content]

    return asyncio.run(ask())


def test_each_reader_is_told_its_own(settings):
    """
    A subscriber its deliveries, an operator what the hub publishes.
    """
    publish(settings, "persons.linked")
    deliver(settings, ("werk", "persons.linked"), ("zorg", "persons.linked"), ("werker", "x"))

    told = {name: sorted(ids(asked(settings, token)[1])) for name, token in TOKENS.items()}

    assert {"operator": ["persons.linked 0"], "werk": ["werk 0"], "zorg": ["zorg 1"]} == told


def test_a_subscriber_goes_on_where_it_was_and_asks_for_types(settings):
    """
    As everybody who reads the stream.
    """
    deliver(settings, *[("werk", "placements.started")] * 2, ("werk", "coverages.changed"))
    _, lines = asked(settings, TOKENS["werk"])
    event = next(line for line in lines if "event" in line)

    _, rest = asked(settings, TOKENS["werk"], f"&from={event['next']}")
    _, coverages = asked(settings, TOKENS["werk"], "&type=coverages.changed")

    assert sorted([*ids(rest), event["event"]["id"]]) == ["werk 0", "werk 1", "werk 2"]
    assert ["werk 2"] == ids(coverages)


def test_a_place_in_the_stream_of_the_hub_is_none_in_that_of_a_subscriber(settings):
    """
    Nor the other way round.
    """
    publish(settings, "persons.linked")
    _, lines = asked(settings, TOKENS["operator"])

    status, _ = asked(settings, TOKENS["werk"], f"&from={lines[0]['next']}")

    assert 400 == status


@pytest.mark.parametrize("access", [SUBSCRIBERS, BOTH], ids=["subscribers", "and an operator"])
@pytest.mark.parametrize("token", ["", "wrong", TOKENS["werk"] + "x"])
def test_without_a_token_that_is_known_nothing_is_told(settings, token, access):
    """
    Where there are subscribers nobody reads the whole stream without being an operator.
    """
    publish(settings, "persons.linked")
    deliver(settings, ("werk", "persons.linked"))

    status, (problem,) = asked(settings, token, access=access)

    assert 401 == status
    assert "persons" not in str(problem)


def test_one_token_is_of_one_holder(tmp_path):
    """
    A subscriber that has the token of an operator would read all.
    """
    file = tmp_path / "tokens.toml"
    same = f'token_sha256 = "{fingerprint("werk")}"'
    file.write_text(
        f'[[operator]]\n{same}\nname = "a"\n'
        f'[[subscriber]]\n{same}\nmunicipality = "9901"\nname = "werk"\n'
    )

    with pytest.raises(WrongConfiguration, match="one token"):
        accesses.load(file)
