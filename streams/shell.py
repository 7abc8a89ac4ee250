"""The imperative shell: runs every step of the topology on Faust.

    app = build(topology(readers, policies, keys), AppSettings("localhost:9092"))

A step's messages are taken as they come, in units.  Of each unit first what it sends is on its
topics, then what it writes is in the changelog, as *one* batch per partition with the offset it is
at; only then are its messages acknowledged.  So whatever a crash interrupts is done again from the
state before it: the same events with the same ids, never another conclusion and never one less.

Faust acknowledges the message at which an agent raises.  A bug of ours may not lose it, so it ends
the process: nothing is acknowledged, nothing committed, and the next start takes it again.
"""

import asyncio
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import faust
import structlog

from schemas import wire
from schemas.facts import Source
from schemas.messages import Raw
from schemas.topics import RAW, partition_of
from streams.app import (
    AT,
    BATCH_MAX,
    AppSettings,
    NotRestored,
    OnBug,
    Partition,
    Place,
    faust_app,
    restore,
    stop_process,
)
from streams.driver import decisions, swept, with_cursor
from streams.step import SWEEP, Decision, Emit, Json, Step

WAITING_MAX = 1_000  # messages of a step that are read ahead of its work
UNIT_DECISIONS = 100
UNIT_BYTES = 1024 * 1024

log = structlog.get_logger()


class Watch(Protocol):
    """Who wants to know what was done: metrics.  Called once what it tells is on the broker."""

    def processed(self, step: str, messages: int, emits: Iterable[Emit]) -> None: ...

    def failed(self, step: str) -> None: ...


class Unwatched:
    def processed(self, step: str, messages: int, emits: Iterable[Emit]) -> None: ...

    def failed(self, step: str) -> None: ...


def build(
    steps: Sequence[Step],
    settings: AppSettings,
    watch: Watch | None = None,
    on_bug: OnBug = stop_process,
) -> faust.App:
    """A Faust app with an agent per step.

    Its topics must be there (`samenloop topics apply`), with `settings.partitions` partitions.
    """
    app = faust_app(settings)
    for step in steps:
        work = Work(step, settings, app, watch or Unwatched(), on_bug)
        source = app.topic(
            *(settings.topic(topic) for topic in step.reads), key_type=bytes, value_type=bytes
        )
        app.agent(source, name=step.name)(work.run)
    return app


def keeps_state(step: Step) -> bool:
    return step.message is not Raw


class Record:
    """An emit as it goes to the broker."""

    __slots__ = ("headers", "key", "partition", "topic", "value")

    def __init__(self, emit: Emit, settings: AppSettings) -> None:
        self.topic = settings.topic(emit.topic)
        self.partition = partition_of(emit.part, settings.partitions)
        self.key = emit.key.encode()
        self.value = None if emit.value is None else wire.write(emit.value)
        self.headers = [(name, value.encode()) for name, value in emit.headers]

    def __len__(self) -> int:
        return len(self.key) + len(self.value or b"")


def message_of(
    step: Step, topic: str, partition: int, offset: int, headers: Any, value: Any
) -> Any:
    """What the step is told, from a record of one of its topics (*topic* without prefix)."""
    if step.message is not Raw:
        return wire.read(step.message, value)
    source = _SOURCES[topic]
    return wire.raw_message(source, headers or (), value, partition=partition, offset=offset)


_SOURCES: dict[str, Source] = {topic.name: source for source, topic in RAW.items()}


@dataclass(slots=True)
class Unit:
    """What is done together: sent, then written, then acknowledged."""

    emits: list[Emit] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    writes: dict[int, dict[str, Json | None]] = field(default_factory=dict)
    done: list[Any] = field(default_factory=list)
    decisions: int = 0
    size: int = 0

    @property
    def full(self) -> bool:
        return self.decisions >= UNIT_DECISIONS or self.size >= UNIT_BYTES


class Work:
    """One step at work: in the order of each partition, one message after another."""

    def __init__(
        self, step: Step, settings: AppSettings, app: faust.App, watch: Watch, on_bug: OnBug
    ) -> None:
        self._step, self._settings, self._app = step, settings, app
        self._watch, self._on_bug = watch, on_bug
        self._waiting: deque[Any] = deque()
        self._arrived, self._room = asyncio.Event(), asyncio.Event()
        self._partitions: dict[int, Partition] = {}
        self._generation: int | None = None  # the rebalance since which those are ours
        self._place = Place(step.name)

    async def run(self, stream: Any) -> None:
        """The agent.  Reads ahead of its worker; acknowledging is the worker's, after the work."""
        events = stream.noack()
        worker = asyncio.create_task(self._work(events))
        try:
            async for event in events.events():
                self._waiting.append(event)
                self._arrived.set()
                if len(self._waiting) >= WAITING_MAX:
                    self._room.clear()
                    await self._room.wait()
        finally:
            worker.cancel()

    async def _work(self, stream: Any) -> None:
        try:
            while True:
                await self._arrived.wait()
                self._arrived.clear()
                events, self._waiting = self._waiting, deque()
                self._room.set()
                await self._take(stream, events)
        except Exception as error:  # noqa: BLE001 -- whatever it is: Faust must not acknowledge it
            self._watch.failed(self._step.name)
            self._on_bug(self._place, error)

    async def _take(self, stream: Any, events: Iterable[Any]) -> None:
        unit = Unit()
        for event in events:
            message = event.message
            if message.generation_id != self._app.consumer_generation_id:
                continue  # read before a rebalance: its partition may be another's by now
            self._place = Place(self._step.name, message.topic, message.partition, message.offset)
            partition = await self._partition(message.partition)
            for decision in self._decisions(partition, message):
                self._add(unit, message.partition, partition, decision)
                if unit.full:
                    await self._finish(stream, unit)
                    unit = Unit()
            unit.done.append(event)
        await self._finish(stream, unit)

    async def _partition(self, number: int) -> Partition:
        """The state of a partition; after each rebalance, as its changelog has it."""
        if not keeps_state(self._step):
            return Partition()
        generation = self._app.consumer_generation_id
        if self._generation != generation:
            read = self._settings.topic(self._step.reads[0])
            ours = [tp.partition for tp in self._app.consumer.assignment() if tp.topic == read]
            self._partitions = await asyncio.to_thread(
                restore, self._settings.bootstrap, self._settings.changelog(self._step), ours
            )
            self._generation = generation
        return self._partitions[number]

    def _decisions(self, partition: Partition, message: Any) -> Iterator[Decision]:
        """Those of a sweep that a restart interrupted, then those of the message."""
        yield from swept(self._step, partition.state)
        if message.offset <= partition.at:
            self._must_be_behind(message, partition)
            return  # done before a crash or a rebalance, but not acknowledged
        topic = message.topic.removeprefix(self._settings.prefix)
        told = message_of(
            self._step, topic, message.partition, message.offset, message.headers, message.value
        )
        for decision in decisions(self._step, partition.state, told):
            partition.at = message.offset
            yield decision

    def _must_be_behind(self, message: Any, partition: Partition) -> None:
        """A topic that ends before the state does is another topic: to skip it would lose it."""
        if self._app.consumer.highwater(message.tp) <= partition.at:
            raise NotRestored(
                f"{message.topic} {message.partition} was made anew, and its step has state still:"
                f" remove the changelogs as well, or give a new --prefix"
            )

    def _add(self, unit: Unit, number: int, partition: Partition, decision: Decision) -> None:
        records = [Record(emit, self._settings) for emit in decision.emits]
        unit.emits += decision.emits
        unit.records += records
        unit.decisions += 1
        unit.size += sum(map(len, records))
        if not keeps_state(self._step):
            assert not decision.writes, "a step that keeps no state wrote some"
            return
        writes = with_cursor(decision)
        if decision.sweep is None and not partition.sweeping:
            del writes[SWEEP]  # there is no cursor to delete
        partition.sweeping = decision.sweep is not None
        unit.writes.setdefault(number, {}).update(writes)

    async def _finish(self, stream: Any, unit: Unit) -> None:
        send = self._app.producer.send
        sent = [
            await send(r.topic, r.key, r.value, r.partition, None, r.headers) for r in unit.records
        ]
        await asyncio.gather(*sent)
        written = [await self._write(number, writes) for number, writes in unit.writes.items()]
        await asyncio.gather(*written)
        for event in unit.done:
            await stream.ack(event)
        self._watch.processed(self._step.name, len(unit.done), unit.emits)
        log.debug(
            "unit_finished",
            step=self._step.name,
            messages=len(unit.done),
            sent=len(unit.records),
            written=sum(map(len, unit.writes.values())),
        )

    async def _write(self, number: int, writes: dict[str, Json | None]) -> Any:
        """To the changelog, as one Kafka batch: after a crash all of it is there, or nothing."""
        producer = self._app.producer._ensure_producer()  # noqa: SLF001 -- Faust sends no batches
        values = {key: None if v is None else wire.write(v) for key, v in writes.items()}
        values[AT] = self._partitions[number].progress()
        batch = producer.create_batch()
        for key, value in values.items():
            fits = batch.append(key=key.encode(), value=value, timestamp=None)
            assert fits is not None, f"a unit of work writes more than {BATCH_MAX} bytes"
        batch.close()
        changelog = self._settings.changelog(self._step)
        return await producer.send_batch(batch, changelog, partition=number)
