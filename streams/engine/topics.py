"""The topics a step needs, looked at before it starts.

A changelog has as many partitions as the step's input, keeps the last record of each key, and
forgets nothing with time.  It remembers what was deleted for as long as a copy of the state on disk
may have been away.  Anything else would lose state one day, or bring it back, without a word.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from confluent_kafka import KafkaException, TopicCollection
from confluent_kafka.admin import (  # type: ignore[attr-defined]  # it exports without saying so
    AdminClient,
    ConfigResource,
    NewTopic,
    ResourceType,
)

from streams.engine.faults import BrokerFailed, WrongTopics
from streams.engine.rocks import TRUSTED
from streams.engine.settings import Settings
from streams.engine.step import Step

SECONDS = 30.0
DAY_MS = 24 * 60 * 60 * 1000
# How long a deletion stays to be seen: a worker's own copy of the state is taken up again only if
# it was in use more recently than this
TOMBSTONE_MS = 7 * DAY_MS
# The least that will do: a copy is judged when it is opened, and the tail it lacks is read after
# that.  A day is far more than a restore takes, and than clocks differ
TOMBSTONE_MS_MIN = TRUSTED * 1000 + DAY_MS
CHANGELOG = {"cleanup.policy": "compact", "delete.retention.ms": str(TOMBSTONE_MS)}


@dataclass(frozen=True, slots=True)
class Found:
    """A topic as it is; a broker that keeps no configuration (the embedded one) tells none."""

    partitions: int
    configs: Mapping[str, str]
    id: str = ""  # another one when it is made anew


def faults(steps: Iterable[Step], settings: Settings, found: Mapping[str, Found]) -> Iterator[str]:
    """What is wrong with the topics, and what to do about each."""
    for step in steps:
        for topic in (*step.reads, *step.to):
            if topic not in found:
                yield f"{topic} is not there: create it"
        if step.state is not None and step.reads[0] in found:
            yield from _of_changelog(step, settings, found)


def _of_changelog(step: Step, settings: Settings, found: Mapping[str, Found]) -> Iterator[str]:
    changelog, wanted = settings.changelog(step.name), found[step.reads[0]].partitions
    if changelog not in found:
        so = f"{wanted} partitions, {_told(CHANGELOG)}"
        yield f"{changelog} is not there: create it with {so}"
        return
    there = found[changelog]
    if there.partitions != wanted:
        yield (
            f"{changelog} has {there.partitions} partitions and {step.reads[0]} {wanted}: state"
            " and events would part.  Start a new app, under another name"
        )
    policy = there.configs.get("cleanup.policy", "compact")
    if policy != "compact":
        yield f"{changelog} has cleanup.policy={policy}, which loses state: set it to compact"
    kept = int(there.configs.get("delete.retention.ms", TOMBSTONE_MS))
    if settings.store == "rocks" and kept < TOMBSTONE_MS_MIN:
        # What was forgotten already stays so: copies from before the setting cannot be trusted
        yield (
            f"{changelog} has delete.retention.ms={kept}, and a copy of the state that was away"
            f" for longer would bring back what was deleted: set it to {TOMBSTONE_MS}, then remove"
            f" {settings.folder or 'the local state'} while no worker runs; state is restored from"
            " the changelog"
        )


def _told(configs: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={value}" for name, value in configs.items())


class Broker:
    """What the engine asks of the broker's administration."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._admin = AdminClient(
            {"bootstrap.servers": settings.bootstrap, "log_level": 0, **settings.client}
        )

    def partitions(self, names: Iterable[str]) -> dict[str, int]:
        """Of those that are there."""
        try:
            there = self._admin.list_topics(timeout=SECONDS).topics
        except KafkaException as error:
            raise BrokerFailed("asking which topics there are", error.args[0]) from error
        return {name: len(there[name].partitions) for name in names if name in there}

    def look(self, names: Iterable[str]) -> dict[str, Found]:
        partitions = self.partitions(names)
        asked = [ConfigResource(ResourceType.TOPIC, name) for name in partitions]
        found: dict[str, Found] = {}
        try:
            ids = {
                name: str(told.result(SECONDS).topic_id)
                for name, told in self._admin.describe_topics(
                    TopicCollection([*partitions])
                ).items()
            }
            for resource, told in self._admin.describe_configs(asked).items():
                configs = {name: entry.value for name, entry in told.result(SECONDS).items()}
                name = resource.name
                found[name] = Found(partitions[name], configs, ids[name])
        except KafkaException as error:
            raise BrokerFailed("asking for settings of topics", error.args[0]) from error
        return found

    def make(self, name: str, partitions: int, configs: Mapping[str, str]) -> None:
        topic = NewTopic(name, partitions, config=dict(configs))
        try:
            self._admin.create_topics([topic])[name].result(SECONDS)
        except KafkaException as error:
            if error.args[0].name() != "TOPIC_ALREADY_EXISTS":
                raise BrokerFailed(f"creating {name}", error.args[0]) from error
        self._await(name)

    def _await(self, name: str) -> None:
        """Until brokers tell of it: for a moment after it was made they may not."""
        deadline = time.monotonic() + SECONDS
        while not self.partitions([name]):
            if time.monotonic() > deadline:
                raise BrokerFailed(f"creating {name}", "it does not appear")
            time.sleep(0.05)

    def must_suit(self, steps: Iterable[Step]) -> dict[str, Found]:
        """Every topic of the steps.

        Raises:
            WrongTopics: with everything that is wrong, and what to do.
        """
        steps = tuple(steps)
        names = {topic for step in steps for topic in (*step.reads, *step.to)}
        names |= {self._settings.changelog(s.name) for s in steps if s.state is not None}
        found = self.look(sorted(names))
        if wrong := list(faults(steps, self._settings, found)):
            raise WrongTopics(wrong)
        return found
