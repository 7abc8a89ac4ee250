"""What the steps keep, held against what the facts lead to.

    kept = read_kept(settings, steps)
    rebuilt = rebuild(settings, steps)
    differences(rebuilt.state, kept.state)

The facts are every version of every record, with the policies and the days, for ever; the steps
come from them to the same state in whatever order.  So the policies are told as they stand among
them, and of the days the last one, at the end.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from confluent_kafka import OFFSET_BEGINNING, Message
from typing_extensions import override

from deploy.engine import beside
from deploy.places import committed, first_from, records
from schemas.messages import DayPassed, PolicySet
from schemas.topics import FACTS
from streams.driver import Driver
from streams.engine.aside import read_asides
from streams.engine.clients import Librdkafka
from streams.engine.partition import Mark
from streams.engine.restore import Restoring
from streams.engine.step import Refused
from streams.engine.stores import MemoryStore
from streams.engine.topics import Broker
from streams.engine.view import CURSOR
from streams.engine.watch import Place
from streams.settings import AppSettings
from streams.shell import STATE, decoder, engine_step, keeps_state
from streams.state import hub_state
from streams.step import Json, Step, View

Progress = Callable[[str, int], None]  # what is read, and how many records of it so far


class Documents(MemoryStore):
    """Of a step's state what the hub concludes, and whether it is sweeping."""

    @override
    def restore(self, records: Mapping[bytes, bytes | None], position: int) -> None:
        kept = {k: v for k, v in records.items() if k.startswith(b"doc//") or k == CURSOR.encode()}
        super().restore(kept, position)


@dataclass(frozen=True, slots=True)
class Kept:
    """`sweeping`: the steps that are not through with the last thing they were told."""

    state: Json
    sweeping: tuple[str, ...]


def read_kept(settings: AppSettings, steps: Sequence[Step], progress: Progress) -> Kept:
    """What a worker that starts now restores, by the engine's own rules.

    Raises:
        BrokerUnavailable: it cannot be read.
        EngineStopped: offsets and changelogs do not fit together; on the embedded broker also
            while the hub is at work.
    """
    kept = [step for step in steps if keeps_state(step)]
    views = read_views(settings, kept, Documents, progress)
    sweeping = {name for name, of in views.items() if any(v.get(CURSOR) is not None for v in of)}
    return Kept(hub_state(steps, defaultdict(list, views)), tuple(sorted(sweeping)))


def read_views(
    settings: AppSettings,
    steps: Sequence[Step],
    store: Callable[[Any], MemoryStore],
    progress: Progress,
) -> dict[str, list[View]]:
    """By name of step what each of its partitions keeps, or as much of it as *store* takes.

    Raises: as `read_kept`.
    """
    jobs = {
        (settings.changelog(step.name), number): Restoring(
            engine_step(step, settings),
            settings.topic(step.reads[0]),
            number,
            store(STATE.decode),
            isolated=isolates(settings),
        )
        for step in steps
        for number in range(settings.partitions)
    }
    at = committed(settings, [(job.topic, job.number) for job in jobs.values()])
    for job in jobs.values():
        job.expect(None if job.isolated else Mark(at[job.topic, job.number], 0))
    for number, message in enumerate(_whole(settings, jobs), start=1):
        place = message.topic() or "", message.partition() or 0
        jobs[place].take([message])
        progress("changelogs", number)
    views: defaultdict[str, list[View]] = defaultdict(list)
    for job in jobs.values():
        job.finish()
        views[job.step.name].append(job.store)
    return views


def isolates(settings: AppSettings) -> bool:
    """Whether the broker hides what was aborted; one that keeps no settings does not."""
    found = Broker(beside(settings)).look([settings.topic(FACTS)])
    return any(topic.configs for topic in found.values())


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """`skipped`: records that are no facts or were set aside; `aside`: those set aside later on."""

    state: Json
    facts: int
    skipped: int
    aside: int


class RebuildFailed(Exception):
    """A step cannot take what it is told: a bug."""

    def __init__(self, topic: str, partition: int, offset: int) -> None:
        super().__init__(
            f"a step fails on what follows from {topic} {partition} offset {offset}; nothing can"
            " be compared before that is corrected"
        )


def rebuild(settings: AppSettings, steps: Sequence[Step], progress: Progress) -> Rebuilt:
    """
    Raises:
        BrokerUnavailable: the facts cannot be read.
        RebuildFailed: a step raises.
    """
    driver = Driver(steps, settings.partitions, keep=False)
    decode = decoder(next(step for step in steps if FACTS in step.reads), settings)
    engine = beside(settings)
    asides = read_asides(Librdkafka(engine), engine)
    controls = Controls(driver)
    facts = skipped = 0
    for number, message in enumerate(_partition_by_partition(settings, settings.topic(FACTS)), 1):
        place = message.topic() or "", message.partition() or 0, message.offset() or 0
        progress("facts", number)
        try:
            told = None if place in asides else decode(message)
        except Refused:
            told = None
        try:
            if told is None:
                skipped += 1
            elif isinstance(told, DayPassed | PolicySet):
                controls.tell(told)
            else:
                facts += 1
                driver.hand(FACTS, place[1], told)
        except Exception as error:
            raise RebuildFailed(*place) from error
    controls.end()
    further_on = sum(topic != settings.topic(FACTS) for topic, _, _ in asides)
    return Rebuilt(driver.state(), facts, skipped, further_on)


class Controls:
    """Policies and days, told once to all partitions, as they are on every topic."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._policies: dict[str, str] = {}  # when each municipality's was told
        self._last: DayPassed | None = None

    def tell(self, control: DayPassed | PolicySet) -> None:
        match control:
            case DayPassed(day=day):
                if self._last is None:
                    self._driver.pass_day(day)
                if self._last is None or day > self._last.day:
                    self._last = control
            case PolicySet(policy=policy, cause=cause):
                # told before in another partition, or an older one that only some partitions have
                if cause.received > self._policies.get(policy.municipality, ""):
                    self._policies[policy.municipality] = cause.received
                    self._driver.set_policy(policy, cause.received)

    def end(self) -> None:
        if self._last is not None:
            self._driver.pass_day(self._last.day)


@dataclass(frozen=True, slots=True)
class Difference:
    """Of one kind of document: how many are equal, and the subjects of those that are not.

    `missing`: the facts lead to it and no step keeps it.  `extra`: the other way round.
    """

    equal: int
    differ: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.differ or self.missing or self.extra)


def differences(rebuilt: Json, kept: Json) -> dict[str, Difference]:
    """By kind of document."""
    return {kind: _difference(wanted, kept[kind]) for kind, wanted in rebuilt.items()}


def _difference(wanted: Mapping[str, Json], there: Mapping[str, Json]) -> Difference:
    both = wanted.keys() & there.keys()
    differ = sorted(subject for subject in both if wanted[subject] != there[subject])
    return Difference(
        len(both) - len(differ),
        tuple(differ),
        tuple(sorted(wanted.keys() - there.keys())),
        tuple(sorted(there.keys() - wanted.keys())),
    )


def inputs(settings: AppSettings, steps: Iterable[Step]) -> dict[Place, str]:
    """Every partition that a step reads, and the step."""
    return {
        (settings.topic(topic), number): step.name
        for step in steps
        for topic in step.reads
        for number in range(settings.partitions)
    }


def behind(
    settings: AppSettings, steps: Sequence[Step], at: Mapping[Place, int]
) -> tuple[str, ...]:
    """The steps that were told something which is not done, where they are *at*."""
    names = inputs(settings, steps)
    return tuple(sorted({names[place] for place in first_from(settings, at)}))


def _partition_by_partition(settings: AppSettings, topic: str) -> Iterator[Message]:
    for number in range(settings.partitions):
        yield from _whole(settings, [(topic, number)])


def _whole(settings: AppSettings, places: Iterable[Place]) -> Iterator[Message]:
    return records(settings, dict.fromkeys(places, OFFSET_BEGINNING))
