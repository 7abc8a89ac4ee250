"""The topics on a broker: what is missing or different; nothing is deleted or torn apart."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from click.testing import CliRunner
from kafka.admin import KafkaAdminClient, NewTopic

from connectors.inbound.door import MESSAGE_MAX
from deploy.cli import main
from deploy.topics import (
    Alter,
    Create,
    Found,
    Wanted,
    WrongPartitions,
    differences,
    look,
    make,
    wanted,
)
from schemas.policy import Retention
from schemas.topics import TOPICS
from streams.engine.topics import TOMBSTONE_MS_MIN
from streams.settings import AppSettings
from tests.given import POLICY

DAY_MS = 24 * 60 * 60 * 1000
SETTINGS = AppSettings("nowhere:9092", 4, "p-")
KEPT = Wanted("kept", 4, {"cleanup.policy": "delete", "retention.ms": "1000"})
BROKERS = [
    pytest.param("embedded_broker", marks=pytest.mark.embedded, id="embedded"),
    pytest.param("kafka_broker", marks=pytest.mark.kafka, id="kafka"),
]


@pytest.fixture(params=BROKERS)
def broker(request):
    return request.getfixturevalue(request.param)


def topics(command, broker, prefix, *more):
    arguments = ["--bootstrap", broker.bootstrap, "--prefix", prefix, *more]
    return CliRunner().invoke(main, ["topics", command, *arguments])


def by_name(*policies):
    return {topic.name: topic for topic in wanted(SETTINGS, policies)}


def test_every_topic_and_every_state_has_its_place():
    """
    One topic per row of the table, one per step that remembers, one for what is set aside.
    """
    changelogs = {
        f"p-samenloop-{s}-changelog" for s in ("identify", "combine", "oversee", "account")
    }

    of_the_engine = changelogs | {"p-samenloop-set-aside"}
    assert {f"p-{topic.name}" for topic in TOPICS} | of_the_engine == set(by_name())


def test_what_is_kept_for_good_is_compacted_and_the_rest_is_kept_as_the_policy_says():
    """
    Retention is a privacy rule: it comes from the policy, and from nowhere else.
    """
    strict = POLICY.model_copy(update={"retention": Retention(raw=30, public=90)})
    lenient = POLICY.model_copy(update={"retention": Retention(raw=60, public=10)})
    topics = by_name(strict, lenient)

    assert "compact" == topics["p-facts"].configs["cleanup.policy"]
    assert "compact" == topics["p-samenloop-identify-changelog"].configs["cleanup.policy"]
    assert str(60 * DAY_MS) == topics["p-raw.wmo"].configs["retention.ms"]
    assert str(90 * DAY_MS) == topics["p-coverages"].configs["retention.ms"]


def test_changelogs_remember_deletions_for_longer_than_a_copy_of_the_state_is_trusted():
    """
    Else a worker would not start; and if it did, a person who was removed could come back.
    """
    changelogs = [topic for name, topic in by_name().items() if name.endswith("-changelog")]

    assert min(int(t.configs["delete.retention.ms"]) for t in changelogs) >= TOMBSTONE_MS_MIN


def test_a_message_that_the_door_takes_fits_on_its_topic():
    """
    A message that was confirmed and then does not fit would be lost.
    """
    assert int(by_name()["p-raw.wmo"].configs["max.message.bytes"]) > MESSAGE_MAX


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param({}, [Create(KEPT)], id="missing"),
        pytest.param({"kept": Found(4, dict(KEPT.configs))}, [], id="as wanted"),
        pytest.param({"kept": Found(4)}, [], id="the broker tells no configuration"),
        pytest.param(
            {"kept": Found(4, {"cleanup.policy": "delete", "retention.ms": "5"})},
            [
                Alter(
                    "kept",
                    {"retention.ms": "1000"},
                    {"cleanup.policy": "delete", "retention.ms": "5"},
                )
            ],
            id="other retention",
        ),
        pytest.param({"kept": Found(2)}, [WrongPartitions("kept", 2, 4)], id="other partitions"),
    ],
)
def test_the_plan_names_each_difference(found, expected):
    """
    Missing, set otherwise, or divided otherwise: each is another thing to do.
    """
    assert tuple(expected) == differences([KEPT], found)


def test_after_apply_there_is_nothing_to_do(broker, prefix):
    """
    Plan says what apply will do; then plan is silent.
    """
    before = topics("plan", broker, prefix)
    made = topics("apply", broker, prefix, "--replication", "1")
    after = topics("plan", broker, prefix)

    assert (1, 0, 0) == (before.exit_code, made.exit_code, after.exit_code)
    assert f"create  {prefix}facts: 4 partitions" in before.output
    assert before.output.splitlines()[:-1] == made.output.splitlines()[:-1]
    assert "0 to do, 32 topics\n" == after.output


@pytest.mark.kafka
def test_another_retention_is_mended_and_what_others_set_stays(kafka_broker, prefix):
    """
    The operator's own settings of a topic are theirs.
    """
    name = f"{prefix}raw.wmo"
    with admin(kafka_broker) as client:
        configs = {"retention.ms": "1000", "segment.ms": "600000"}
        client.create_topics([NewTopic(name, 4, 1, topic_configs=configs)])
        client.wait_for_topics([name])
        made = topics("apply", kafka_broker, prefix)
        while (found := look(client, [name])[name].configs)["retention.ms"] == "1000":
            time.sleep(0.1)  # the broker tells of a change a little later

    assert 0 == made.exit_code, made.output
    assert f"alter   {name}: " in made.output
    assert "retention.ms=31536000000 (was 1000)" in made.output
    assert ("31536000000", "600000") == (found["retention.ms"], found["segment.ms"])


def test_another_number_of_partitions_is_for_the_operator(broker, prefix):
    """
    Records lie where the old number put them: what belongs together would part.
    """
    with admin(broker) as client:
        client.create_topics([NewTopic(f"{prefix}facts", 3, 1)])
        client.wait_for_topics([f"{prefix}facts"])
        made = topics("apply", broker, prefix)
        there = look(client, [f"{prefix}facts", f"{prefix}persons"])

    assert 2 == made.exit_code
    assert f"{prefix}facts: has 3 partitions, should have 4; give --partitions 3" in made.output
    assert [f"{prefix}facts"] == list(there)


@pytest.mark.kafka
def test_two_hubs_that_start_together_make_the_topics_once(kafka_broker, prefix):
    """
    Roles in several processes are started by one command.
    """
    with ThreadPoolExecutor(2) as pool:
        settings = AppSettings(kafka_broker.bootstrap, 4, prefix)
        made = [pool.submit(make, settings, wanted(settings, ()), 1) for _ in range(2)]

    assert [None, None] == [done.exception() for done in made]


def test_without_a_broker_the_operator_is_told():
    """
    A wrong address is a sentence, not a stack trace.
    """
    done = CliRunner().invoke(main, ["topics", "plan", "--bootstrap", "127.0.0.1:9"])

    assert 2 == done.exit_code
    assert "No broker answers on 127.0.0.1:9" in done.output


@contextmanager
def admin(broker):
    client = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
    yield client
    client.close()
