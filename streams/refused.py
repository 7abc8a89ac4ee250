"""What a record leaves behind that no step takes: a dead letter, and outcomes (law 3).

One that nobody can read, or that an operator set aside, is a message of its own, named by its place
on its topic.  If it can be read, what it is about gets an outcome too: the message as a whole, or
the version of the record at the step that went on without it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from schemas import topics
from schemas.messages import (
    AccountRecord,
    Brought,
    Cause,
    Counted,
    DeadLetter,
    Fate,
    Outcome,
    PersonRecord,
    PlaceRecord,
    Raw,
    RecordTold,
)
from schemas.topics import RAW
from streams.step import Emit

WHOLE = "*"
SUBJECTS: dict[type[Any], str] = {PersonRecord: "person", PlaceRecord: "place", Brought: "place"}
SUBJECTS |= {RecordTold: "municipality", AccountRecord: "account", Counted: "account"}
_SOURCES = {topic.name: source for source, topic in RAW.items()}


@dataclass(frozen=True, slots=True)
class Unwanted:
    """A record at its place; `topic` without the hub's prefix, `received` by the broker."""

    topic: str
    partition: int
    offset: int
    received: str
    why: str

    @property
    def name(self) -> str:
        return f"{self.topic}/{self.partition}/{self.offset}"


def left_by(record: Unwanted, step: str, told: Any = None) -> Iterator[Emit]:
    """
    Args:
        told: what it says, if it can be read: then it was set aside.
    """
    if isinstance(told, Raw):
        yield from _of_message(record, told)
        return
    fault = "not-of-this-topic" if told is None else "set-aside"
    letter = _letter(record, fault, record.name, record.received)
    yield Emit(topics.DEAD_LETTERS, f"{record.name}|*", part=record.name, value=letter)
    yield by_place(letter, "dead-lettered", record.why)
    if (of_record := about(step, told)) is not None:
        outcome = Outcome(
            record=told.record,
            version=str(told.version),
            step=step,
            subject=subject(told),
            source=getattr(told, "source", None),
            municipality=told.municipality,
            outcome="dead-lettered",
            detail=record.why,
            cause=told.cause,
        )
        yield Emit(topics.OUTCOMES, of_record, part=told.record, value=outcome)


def about(step: str, told: Any) -> str | None:
    """The key of the outcome of what a record is about, at a step; none if it is about none."""
    if type(told) not in SUBJECTS:
        return None
    return f"{told.record}|{told.version}|{step}|{subject(told)}"


def subject(told: Any) -> str:
    found: str = getattr(told, SUBJECTS[type(told)])
    return found


def by_place(letter: DeadLetter, fate: Fate, detail: str) -> Emit:
    """What became of a record that is named by its place; a later one replaces it."""
    refused = (WHOLE,) if fate == "dead-lettered" else ()
    outcome = Outcome(
        record=f"message:{letter.message}",
        version="",
        step="engine",
        subject=letter.raw_topic,
        source=letter.source,
        outcome=fate,
        detail=detail,
        refused=refused,
        refused_total=len(refused),
        cause=Cause(message=letter.message, received=letter.received),
    )
    key = f"message:{letter.message}||engine|"
    return Emit(topics.OUTCOMES, key, part=outcome.record, value=outcome)


def is_by_place(letter: DeadLetter) -> bool:
    return letter.message == f"{letter.raw_topic}/{letter.raw_partition}/{letter.raw_offset}"


def _of_message(record: Unwanted, raw: Raw) -> Iterator[Emit]:
    """As `normalise` refuses one, so that a later reading of the message replaces it."""
    letter = _letter(record, "set-aside", raw.message, raw.received).model_copy(
        update={"municipality": raw.municipality}
    )
    yield Emit(topics.DEAD_LETTERS, f"{raw.message}|*", part=raw.message, value=letter)
    name = f"message:{raw.message}"
    outcome = Outcome(
        record=name,
        version="",
        step="normalise",
        subject=raw.source,
        source=raw.source,
        municipality=raw.municipality,
        outcome="dead-lettered",
        detail=record.why,
        refused=(WHOLE,),
        refused_total=1,
        cause=Cause(message=raw.message, received=raw.received, traceparent=raw.traceparent),
    )
    yield Emit(topics.OUTCOMES, f"{name}||normalise|", part=name, value=outcome)


def _letter(record: Unwanted, fault: str, message: str, received: str) -> DeadLetter:
    return DeadLetter(
        message=message,
        source=_SOURCES.get(record.topic),
        received=received,
        record=WHOLE,
        fault=fault,
        place="record",
        expected=record.why,
        found="",
        raw_topic=record.topic,
        raw_partition=record.partition,
        raw_offset=record.offset,
    )
