"""The hub's steps as steps of the engine: bytes in, decisions, bytes out.

Everything that decides is in the steps; everything that makes it happen once is in the engine.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from schemas import wire
from schemas.errors import Rejected
from schemas.facts import Source
from schemas.messages import Raw
from schemas.topics import RAW, partition_of
from streams.engine import step as engine
from streams.engine.step import Message, Out, Refused
from streams.engine.view import View
from streams.refused import Unwanted, left_by
from streams.settings import AppSettings
from streams.step import Decision, Emit, Step

STATE = engine.State(encode=wire.write, decode=wire.loads)
# Most messages take a millisecond, a file of a hundred thousand rows some seconds: what comes
# behind it is the next call's, else together they would look like a step that hangs
CALL_SECONDS = 0.05
_SOURCES: dict[str, Source] = {topic.name: source for source, topic in RAW.items()}


def keeps_state(step: Step) -> bool:
    return step.message is not Raw


def engine_step(
    step: Step, settings: AppSettings, clock: Callable[[], float] = time.monotonic
) -> engine.Step:
    """*step* as the engine runs it, on the topics of this hub."""

    def decide(told: Sequence[Any], view: View, out: Out) -> int:
        until = clock() + CALL_SECONDS
        for number, message in enumerate(told, start=1):
            carry_out(step.decide(view, message), view, out, settings)
            if view.cursor is not None or clock() > until:
                return number
        return len(told)

    def sweep(view: View, out: Out) -> None:
        assert step.sweep is not None
        carry_out(step.sweep(view, view.cursor), view, out, settings)

    return engine.Step(
        step.name,
        tuple(settings.topic(topic) for topic in step.reads),
        decide,
        to=tuple(settings.topic(topic) for topic in step.writes),
        state=STATE if keeps_state(step) else None,
        sweep=sweep if step.sweep else None,
        decode=decoder(step, settings),
    )


def carry_out(decision: Decision, view: View, out: Out, settings: AppSettings) -> None:
    """Put what it writes, send what it emits, and remember where its sweep is."""
    for key, value in decision.writes.items():
        if value is None:
            view.delete(key)
        else:
            view.put(key, value)
    view.cursor = decision.sweep
    for emit in decision.emits:
        out.send(*record_of(emit, settings), event=emit.value)
        out.note(emit)
    for note in decision.notes:
        out.note(note)


Sent = tuple[str, bytes, bytes | None, int, tuple[tuple[str, bytes], ...]]


def record_of(emit: Emit, settings: AppSettings) -> Sent:
    """Topic, key, value, partition and headers, as they go to the broker."""
    return (
        settings.topic(emit.topic),
        emit.key.encode(),
        None if emit.value is None else wire.write(emit.value),
        partition_of(emit.part, settings.partitions),
        _encoded(emit.headers),
    )


@lru_cache(maxsize=64)  # a kind of event has one set of them, and most records none
def _encoded(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, bytes], ...]:
    return tuple((name, value.encode()) for name, value in headers)


def decoder(step: Step, settings: AppSettings) -> Callable[[Message], Any]:
    """From a record to what the step is told.  It refuses what is not of its topic."""

    def raw(message: Message) -> Raw:
        source = _source(message, settings)
        assert source is not None, "normalise reads raw topics only"
        try:
            return wire.raw_message(
                source,
                message.headers() or (),
                message.value() or b"",
                partition=message.partition() or 0,
                offset=message.offset() or 0,
            )
        except (ValidationError, UnicodeDecodeError) as error:
            raise Refused("its headers are not those that a door gives") from error

    read = wire.reader(step.message)

    def told(message: Message) -> Any:
        value = message.value()
        if value is None:
            raise Refused("no value")
        try:
            return read(value)
        except Rejected as reason:
            raise Refused(str(reason)) from reason

    return raw if step.message is Raw else told


def dead_letter(
    settings: AppSettings, steps: Iterable[Step] = ()
) -> Callable[[Message, Refused], Iterable[engine.Record]]:
    """What is told of a record that no step takes: where it is, and why.

    *steps*: what they can read is told of by what it is about, too.
    """
    readers = {settings.topic(t): (s.name, decoder(s, settings)) for s in steps for t in s.reads}

    def records(message: Message, refused: Refused) -> Iterator[engine.Record]:
        topic = message.topic() or ""
        step, decode = readers.get(topic, ("engine", _unreadable))
        try:
            told = decode(message)
        except Refused:
            told = None
        unwanted = Unwanted(
            topic.removeprefix(settings.prefix),
            message.partition() or 0,
            message.offset() or 0,
            _received(message),
            str(refused),
        )
        for emit in left_by(unwanted, step, told):
            name, key, value, partition, headers = record_of(emit, settings)
            yield engine.Record(name, key, value, partition, headers)

    return records


def _unreadable(_: Message) -> Any:
    raise Refused("no step reads it")


def _source(message: Message, settings: AppSettings) -> Source | None:
    return _SOURCES.get((message.topic() or "").removeprefix(settings.prefix))


def _received(message: Message) -> str:
    """When the broker got it."""
    _, milliseconds = message.timestamp()
    return _iso(milliseconds)


def _iso(milliseconds: int) -> str:
    moment = datetime.fromtimestamp(max(0, milliseconds) / 1000, tz=UTC)
    return moment.isoformat(timespec="microseconds")
