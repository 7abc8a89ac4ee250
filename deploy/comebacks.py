"""Records that a step went without, back on their topics: those that are named by their place.

What a topic says of a thing is what it said last.  So a record is put back only if none came after
it under the same key, and its letter is settled in the same transaction.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from deploy.brokers import BrokerUnavailable
from deploy.engine import beside
from deploy.letters import bytes_of
from deploy.places import has_later
from deploy.reading import Kept
from schemas import topics, wire
from schemas.errors import Rejected, WrongConfiguration
from schemas.messages import DayPassed, DeadLetter, Outcome, PolicySet
from schemas.topics import RAW, TOPICS
from streams.engine.broadcast import send_together
from streams.engine.faults import BrokerFailed
from streams.engine.step import Record
from streams.refused import about, by_place
from streams.settings import AppSettings
from streams.shell import record_of
from streams.step import Emit, Step
from streams.topology import topology

_STEPS = {topic.name: step for step in topology({}, {}, {}) for topic in step.reads}
_COMPACTED = {topic.name for topic in TOPICS if topic.compacted}
BACK = "put back"
_BY_VERSION = topics.FACTS.name  # an old version that comes late changes nothing


def bring_back(settings: AppSettings, letter: DeadLetter, outcomes: Iterable[Outcome]) -> str:
    """What was done, in words.

    Args:
        outcomes: what is told now; a dead letter for what the record is about is taken back.

    Raises:
        WrongConfiguration: its bytes are gone.
        BrokerUnavailable: nothing was done.
    """
    kept = _kept(settings, letter)
    told = _told(_STEPS[letter.raw_topic], kept)
    records = []
    if (why := _why_not(settings, letter, kept, told)) is None and kept is not None:
        key = kept.key.encode(errors="surrogateescape")
        records.append(Record(kept.topic, key, kept.value, kept.partition, kept.headers))
    done = why or BACK
    emits = by_place(letter, "passed", done), *_taken_back(letter, told, outcomes)
    records += [Record(*record_of(emit, settings)) for emit in emits]
    try:
        send_together(beside(settings), records, "letters")
    except BrokerFailed as failed:
        raise BrokerUnavailable(f"{letter.message} was not put back: {failed}") from failed
    return done


def _kept(settings: AppSettings, letter: DeadLetter) -> Kept | None:
    try:
        return bytes_of(settings.bootstrap, settings.prefix, letter)
    except WrongConfiguration:
        if letter.raw_topic not in _COMPACTED:
            raise
        return None  # compacted away, after a later one


def _told(step: Step, kept: Kept | None) -> Any:
    if kept is None or kept.value is None or step.reads[0] in RAW.values():
        return None
    try:
        return wire.read(step.message, kept.value)
    except Rejected:
        return None


def _why_not(settings: AppSettings, letter: DeadLetter, kept: Kept | None, told: Any) -> str | None:
    """Why a record is not to be put back."""
    if isinstance(told, DayPassed | PolicySet):
        return "not put back: the hub tells it anew at each start"
    if letter.raw_topic not in _COMPACTED or letter.raw_topic == _BY_VERSION:
        return None
    place = settings.prefix + letter.raw_topic, letter.raw_partition
    if kept is None or has_later(
        settings, place, kept.offset, kept.key.encode(errors="surrogateescape")
    ):
        return "not put back: a later one was told instead"
    return None


def _taken_back(letter: DeadLetter, told: Any, outcomes: Iterable[Outcome]) -> Iterator[Emit]:
    """The outcome of what it is about: the step will tell one, now that it gets the record."""
    step = _STEPS[letter.raw_topic].name
    key = about(step, told)
    for outcome in outcomes:
        of = f"{outcome.record}|{outcome.version}|{outcome.step}|{outcome.subject}"
        if outcome.outcome == "dead-lettered" and of == key:
            yield Emit(topics.OUTCOMES, key, part=outcome.record, value=None)
