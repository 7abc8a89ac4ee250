"""The topics on a broker: what they should be, what differs, and making them so.

Nothing is ever deleted.  A topic with another number of partitions than it should have is not
mended either: its records lie where the old number put them, and what belongs together would part.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, assert_never

from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient, NewTopic
from kafka.errors import RetriableError, TopicAlreadyExistsError

from connectors.inbound.door import MESSAGE_MAX
from deploy.brokers import BrokerUnavailable
from schemas.errors import WrongConfiguration
from schemas.policy import Policy, Retention
from schemas.topics import RAW, TOPICS, Topic
from streams.engine.topics import CHANGELOG
from streams.settings import AppSettings
from streams.shell import keeps_state
from streams.topology import topology

DAY_MS = 24 * 60 * 60 * 1000
BROKERS_CHOICE = -1  # as many copies as the broker is set to make (KIP-464)
ANSWER_MS = 5_000
ATTEMPTS, ATTEMPT_SECONDS = 20, 0.5  # a broker shows a new topic a little later
ENVELOPE_MAX = 1024 * 1024  # bytes: what a record has around its value, generously
RECORD_MAX = 16 * 1024 * 1024  # bytes: the largest record of a step's own, generously


@dataclass(frozen=True, slots=True)
class Wanted:
    """A topic as it should be."""

    name: str
    partitions: int
    configs: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A topic as it is.  A broker that keeps no configuration (the embedded one) tells none."""

    partitions: int
    configs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Create:
    topic: Wanted

    def __str__(self) -> str:
        configs = ", ".join(f"{name}={value}" for name, value in self.topic.configs.items())
        return f"create  {self.topic.name}: {self.topic.partitions} partitions, {configs}"


@dataclass(frozen=True, slots=True)
class Alter:
    name: str
    configs: Mapping[str, str]
    were: Mapping[str, str]

    def __str__(self) -> str:
        changes = (f"{c}={v} (was {self.were.get(c, 'not set')})" for c, v in self.configs.items())
        return f"alter   {self.name}: {', '.join(changes)}"


@dataclass(frozen=True, slots=True)
class WrongPartitions:
    name: str
    has: int
    wanted: int

    def __str__(self) -> str:
        return (
            f"wrong   {self.name}: has {self.has} partitions, should have {self.wanted};"
            f" give --partitions {self.has}, or a new --prefix and replay into that"
        )


Difference = Create | Alter | WrongPartitions


def wanted(settings: AppSettings, policies: Iterable[Policy]) -> tuple[Wanted, ...]:
    """Every topic of the hub, and the changelogs of its steps.

    Municipalities share topics, so of their retentions the longest counts.
    """
    retentions = [policy.retention for policy in policies] or [Retention()]
    changelogs = [settings.changelog(s.name) for s in topology({}, {}, {}) if keeps_state(s)]
    topics = [(settings.topic(topic), _configs(topic, retentions)) for topic in TOPICS]
    topics += [(name, _compacted() | CHANGELOG) for name in changelogs]
    wanted = [Wanted(name, settings.partitions, configs) for name, configs in topics]
    return (*wanted, Wanted(settings.set_aside, 1, _compacted()))


def _configs(topic: Topic, retentions: Sequence[Retention]) -> Mapping[str, str]:
    if topic.compacted:
        return _compacted()
    raw = topic in RAW.values()
    return {
        "cleanup.policy": "delete",
        "retention.ms": str(_retention_ms(topic, retentions)),
        "max.message.bytes": str((MESSAGE_MAX if raw else RECORD_MAX) + ENVELOPE_MAX),
    }


def _compacted() -> dict[str, str]:
    return {"cleanup.policy": "compact", "max.message.bytes": str(RECORD_MAX + ENVELOPE_MAX)}


def _retention_ms(topic: Topic, retentions: Sequence[Retention]) -> int:
    match topic.retention:
        case "forever":
            return -1
        case "raw":
            return DAY_MS * max(r.raw for r in retentions)
        case "dead_letters":
            return DAY_MS * max(r.dead_letters for r in retentions)
        case "public":
            return DAY_MS * max(r.public for r in retentions)
        case _:
            assert_never(topic.retention)


def differences(topics: Iterable[Wanted], found: Mapping[str, Found]) -> tuple[Difference, ...]:
    """What is to be done, in the order of *topics*."""
    told: list[Difference] = []
    for topic in topics:
        if topic.name not in found:
            told.append(Create(topic))
            continue
        there = found[topic.name]
        if there.partitions != topic.partitions:
            told.append(WrongPartitions(topic.name, there.partitions, topic.partitions))
        if there.configs and (changed := dict(topic.configs.items() - there.configs.items())):
            told.append(Alter(topic.name, dict(sorted(changed.items())), there.configs))
    return tuple(told)


def make(
    settings: AppSettings, topics: Sequence[Wanted], replication: int = BROKERS_CHOICE
) -> Sequence[Difference]:
    """Make *topics* so, and tell what was done.

    Raises:
        WrongConfiguration: some have another number of partitions; nothing is done.
        BrokerUnavailable: there is no broker.
    """
    with admin(settings.bootstrap) as client:
        for _ in range(ATTEMPTS):
            todo = differences(topics, look(client, (t.name for t in topics)))
            if wrong := [str(d) for d in todo if isinstance(d, WrongPartitions)]:
                raise WrongConfiguration("topics", wrong)
            try:
                apply(client, todo, replication)
            except TopicAlreadyExistsError:
                time.sleep(ATTEMPT_SECONDS)  # another hub makes them at this moment
            else:
                return todo
    raise BrokerUnavailable(f"The broker at {settings.bootstrap} hides topics that it has.")


@contextmanager
def admin(bootstrap: str) -> Iterator[KafkaAdminClient]:
    """
    Raises:
        BrokerUnavailable: nothing answers there, or no longer.
    """
    try:
        client = KafkaAdminClient(
            bootstrap_servers=bootstrap.split(","), bootstrap_timeout_ms=ANSWER_MS
        )
    except Exception as error:
        raise BrokerUnavailable(f"No broker answers on {bootstrap}: is it running?") from error
    try:
        yield client
    except RetriableError as error:
        raise BrokerUnavailable(
            f"The broker at {bootstrap} stopped answering: {type(error).__name__}"
        ) from error
    finally:
        client.close()


def look(client: KafkaAdminClient, names: Iterable[str]) -> dict[str, Found]:
    """Those of these topics that are there."""
    there = sorted(set(client.list_topics()) & set(names))
    if not there:
        return {}
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in there]
    configs = client.describe_configs(resources, config_filter="all")["topic"]
    return {
        told["name"]: Found(len(told["partitions"]), _values(configs[told["name"]]))
        for told in client.describe_topics(there)
    }


def _values(configs: Mapping[str, Any]) -> dict[str, str]:
    return {name: config["value"] for name, config in configs.items()}


def apply(client: KafkaAdminClient, todo: Iterable[Difference], replication: int) -> None:
    """Create and alter; wrong numbers of partitions are for the operator."""
    create = [d.topic for d in todo if isinstance(d, Create)]
    alter = [d for d in todo if isinstance(d, Alter)]
    if create:
        client.create_topics(
            [
                NewTopic(
                    name=topic.name,
                    num_partitions=topic.partitions,
                    replication_factor=replication,
                    topic_configs=dict(topic.configs),
                )
                for topic in create
            ]
        )
        client.wait_for_topics([topic.name for topic in create])
    if alter:
        client.alter_configs(
            [
                ConfigResource(ConfigResourceType.TOPIC, d.name, configs=dict(d.configs))
                for d in alter
            ]
        )
