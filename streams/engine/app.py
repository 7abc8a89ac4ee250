"""Faust's App, with steps.

    app = App("shop", broker="kafka://localhost:9092")

    @app.step(app.topic("orders"), to=[app.topic("totals")], state=JSON)
    def total(events, view, out): ...

Configuration, topics, worker, command line, timers and sensors are Faust's.  Steps are not: of
Faust's consumer, acknowledgement and recovery nothing is in their path.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faust
import orjson
from faust.app.base import BootStrategy

from streams.engine.faults import EngineStopped
from streams.engine.health import Seen
from streams.engine.instance import Instance, take_place
from streams.engine.loop import Done, Place, Watch
from streams.engine.producer import StepTransport, bootstrap
from streams.engine.restore import OpenStore
from streams.engine.service import Engine, OnFailure, Unwatched
from streams.engine.settings import Settings
from streams.engine.step import (
    DeadLetter,
    Decode,
    Message,
    Record,
    Refused,
    Run,
    State,
    Step,
    Sweep,
)
from streams.engine.topics import CHANGELOG, Broker

JSON = State(encode=orjson.dumps, decode=orjson.loads)


@dataclass(frozen=True, slots=True)
class Options:
    """What of the engine is the app's to choose; see `Settings` for what each means.

    `dead_letters` is the topic for records that a step refuses; a step whose `decode` may refuse
    needs it.  `more` goes to `Settings` as it is.
    """

    dead_letters: str | None = None
    dead_letter: DeadLetter | None = None
    open_store: OpenStore | None = None
    watch: Watch | None = None
    on_failure: OnFailure | None = None
    more: Mapping[str, Any] | None = None


class _Boot(BootStrategy):  # type: ignore[misc]
    def server(self) -> Iterator[Any]:
        # without classic agents nothing of Faust's consumer is started
        self.enable_kafka_consumer = bool(self.app.agents)
        yield from super().server()
        if self.app.steps:
            yield self.app.engine

    def _should_enable_web(self) -> bool:
        # the command line turns the pages on unless it is told not to; the app must have asked
        asked: bool = self.app.has_pages and super()._should_enable_web()
        return asked


class App(faust.App):  # type: ignore[misc]
    """A Faust app with steps beside, or instead of, agents."""

    BootStrategy = _Boot

    def __init__(self, *args: Any, engine: Options | None = None, **options: Any) -> None:
        self.steps: list[Step] = []
        self._options = engine or Options()
        self._engine: Engine | None = None
        self._instance: Instance | None = None
        # Faust's pages show state to anybody
        self.has_pages = bool(options.setdefault("web_enabled", False))
        super().__init__(*args, **options)

    def step(
        self,
        *topics: Any,
        to: Iterable[Any] = (),
        state: State | None = None,
        sweep: Sweep | None = None,
        decode: Decode | None = None,
        name: str | None = None,
    ) -> Callable[[Run], Run]:
        """Make a function a step; topics are Faust's, or names.  See `streams.engine.step.Step`."""

        def make(run: Run) -> Run:
            self.add_step(
                Step(
                    name or run.__name__,
                    tuple(map(_name, topics)),
                    run,
                    to=tuple(map(_name, to)),
                    state=state,
                    sweep=sweep,
                    decode=decode,
                )
            )
            return run

        return make

    def add_step(self, step: Step) -> None:
        self.steps.append(step)

    @property
    def engine(self) -> Engine:
        if self._engine is None:
            options = self._options
            settings = self._settings()
            self._engine = Engine(
                self.steps,
                settings,
                open_store=options.open_store,
                dead_letter=options.dead_letter or self._to_dead_letters,
                watch=Monitored(self.monitor, options.watch or Unwatched()),
                on_failure=options.on_failure,
                beacon=self.beacon,
                loop=self.loop,
            )
        return self._engine

    @property
    def client_settings(self) -> Mapping[str, Any]:
        """More settings for each client of librdkafka: TLS, SASL."""
        client: Mapping[str, Any] = (self._options.more or {}).get("client", {})
        return {"client.id": self.conf.broker_client_id, **client}

    def _settings(self) -> Settings:
        conf = self.conf
        known: dict[str, Any] = {
            "app": conf.id,
            "bootstrap": bootstrap(self),
            "session_timeout": conf.broker_session_timeout,
        }
        known |= {**(self._options.more or {}), "client": self.client_settings}
        if "instance" not in known:
            # who a worker is, is its own; state is shared by the workers of a machine
            folder = Path(known.get("folder") or conf.appdir)
            self._instance = take_place(folder)
            known |= {"instance": self._instance.id, "folder": folder / "state"}
        return Settings(**known)

    def _to_dead_letters(self, message: Message, refused: Refused) -> Iterable[Record]:
        topic = self._options.dead_letters
        if topic is None:
            raise LookupError("a step refused a record, and the app has no topic for dead letters")
        where = f"{message.topic()}|{message.partition()}|{message.offset()}".encode()
        headers = [("from", where), ("why", str(refused).encode())]
        # an empty value is not a missing one: that would delete what is compacted
        yield Record(topic, where, message.value() or b"", headers=headers)

    async def on_start(self) -> None:
        """
        Raises:
            EngineStopped: what the steps need is not there, or not so.
        """
        await super().on_start()
        if self.steps and self.agents and self.engine.settings.consumer_group == self.conf.id:
            raise EngineStopped(
                "agents and steps cannot be in one group: give the steps another, by"
                f' Options(more={{"group": "{self.conf.id}-steps"}}), or the agents another app'
            )
        if self.steps and self.conf.topic_allow_declare:
            await asyncio.to_thread(self._make_topics)

    def _make_topics(self) -> None:
        """Those that are missing, as Faust would; changelogs as wide as what their step reads."""
        broker, settings = Broker(self.engine.settings), self.engine.settings
        names = {topic for step in self.steps for topic in (*step.reads, *step.to)}
        if self._options.dead_letters is not None:
            names.add(self._options.dead_letters)
        there = broker.partitions(names)
        for name in sorted(names - there.keys()):
            broker.make(name, self.conf.topic_partitions, {})
        there = broker.partitions(names)
        changelogs = {
            settings.changelog(s.name): there.get(s.reads[0], self.conf.topic_partitions)
            for s in self.steps
            if s.state is not None
        }
        for name in sorted(changelogs.keys() - broker.partitions(changelogs).keys()):
            broker.make(name, changelogs[name], CHANGELOG)

    async def on_shutdown(self) -> None:
        await super().on_shutdown()
        # only now the engine has stopped: before, another worker would fence what it finishes
        if self._instance is not None and not self.engine.alive:
            self._instance.release()

    def _new_transport(self) -> StepTransport:
        return StepTransport(self.conf.broker_consumer, self)

    def _new_producer_transport(self) -> StepTransport:
        return StepTransport(self.conf.broker_producer, self)


class Monitored:
    """Shows in Faust's monitor what the engine did, beside what agents do."""

    def __init__(self, monitor: Any, watch: Watch) -> None:
        self._monitor, self._watch = monitor, watch

    def committed(self, done: Done) -> None:
        events = sum(done.events.values())
        self._monitor.messages_received_total += events
        self._monitor.events_total += events
        self._watch.committed(done)

    def aborted(self, reason: str) -> None:
        self._watch.aborted(reason)

    def short_cut(self, why: str, *, is_open: bool) -> None:
        self._watch.short_cut(why, is_open=is_open)

    def assigned(self, step: str, number: int, restored: int, seconds: float) -> None:
        self._monitor.rebalances = (self._monitor.rebalances or 0) + 1
        self._watch.assigned(step, number, restored, seconds)

    def revoked(self, step: str, number: int) -> None:
        self._watch.revoked(step, number)

    def refused(self, step: str, place: Place, offset: int, reason: str) -> None:
        self._watch.refused(step, place, offset, reason)

    def looked(self, seen: Mapping[Place, Seen]) -> None:
        self._watch.looked(seen)


def _name(topic: Any) -> str:
    name: str = topic if isinstance(topic, str) else topic.get_topic_name()
    return name
