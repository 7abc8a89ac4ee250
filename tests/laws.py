"""The laws that every step keeps, written once (design: laws of the hub).

A step is run as its shell runs it: each message as the topic carries it, its writes applied, a
sweep finished before the next message.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from schemas import wire
from schemas.events import EVENT_MAX, EVENTS
from schemas.topics import OUTCOMES, PUBLIC
from streams.driver import decisions
from streams.memory import MemoryState
from streams.state import NAMES, hub_state
from streams.step import Decision, Step
from streams.topology import topology
from tests.fold import fold

STEPS = {step.name: step for step in topology({}, {}, {})}


@dataclass
class Running:
    """One partition of one step, and all that it ever decided."""

    step: Step
    state: MemoryState = field(default_factory=MemoryState)
    decided: list[Decision] = field(default_factory=list)

    def take(self, *messages: Any) -> list[Decision]:
        """What the step decides because of *messages*."""
        before = len(self.decided)
        for message in messages:
            carried = wire.read(self.step.message, wire.write(message))
            self.decided.extend(decisions(self.step, self.state, carried))
        return self.decided[before:]

    def told(self, *messages: Any) -> list[tuple[str, Any]]:
        """The public events because of *messages*: name and data."""
        return [(_name(event), event["data"]) for event in events(self.take(*messages))]


def run(step: str, messages: Iterable[Any] = ()) -> Running:
    running = Running(STEPS[step])
    running.take(*messages)
    return running


def events(decided: Iterable[Decision]) -> list[dict[str, Any]]:
    """The public events, as a subscriber reads them."""
    public = {topic.name for topic in PUBLIC}
    return [
        wire.loads(wire.write(emit.value))
        for decision in decided
        for emit in decision.emits
        if emit.topic.name in public
    ]


def forwarded(decided: Iterable[Decision]) -> dict[tuple[str, str], Any]:
    """What the next steps were told last, by topic and key, and what became of each record.

    Without the cause, which is the message that happened to come last.
    """
    last: dict[tuple[str, str], Any] = {}
    for decision in decided:
        for emit in decision.emits:
            if emit.topic in PUBLIC:
                continue
            value = None if emit.value is None else wire.plain(emit.value)
            last[emit.topic.name, emit.key] = value
            if value is None or value.get("gone"):
                del last[emit.topic.name, emit.key]
    return {of: _without_cause(value) for of, value in last.items()}


def concluded(running: Running) -> dict[str, Any]:
    """All that must not depend on the order of arrival: state, documents, what was passed on."""
    return {
        "state": {
            key: value
            for key, value in running.state.scan("")
            if not key.startswith("seq/") and value is not None
        },
        "documents": documents(running),
        "forwarded": forwarded(running.decided),
    }


def documents(running: Running) -> dict[str, Any]:
    return hub_state([running.step], {running.step.name: [running.state]})


def assert_they_end_the_same(step: str, told: list[Any], others: list[Any]) -> None:
    """Law 1: conclusions are a function of the current facts, policy and last day passed."""
    assert concluded(run(step, told)) == concluded(run(step, others))


def assert_twice_changes_nothing(step: str, told: list[Any]) -> None:
    """At least once is enough: a message that comes again tells nobody anything."""
    running = run(step)
    for message in told:
        running.take(message)
        again = [emit for decision in running.take(message) for emit in decision.emits]
        assert [emit for emit in again if emit.topic is not OUTCOMES] == []
    assert concluded(run(step, told)) == concluded(running)


def assert_a_subscriber_agrees(running: Running) -> None:
    """Law 4: whoever applies every event has the hub's documents, without gap or repeat."""
    ours = documents(running)
    theirs = fold(events(running.decided))
    kinds = {NAMES[kind] for kind in running.step.documents}

    assert {kind: ours[kind] for kind in kinds} == {kind: theirs[kind] for kind in kinds}


def assert_events_are_as_published(running: Running) -> None:
    """Each event is what its schema says, and no larger than intermediaries forward."""
    for event in events(running.decided):
        EVENTS[_name(event)].data.model_validate(event["data"])
        assert len(wire.write(event)) <= EVENT_MAX


def _name(event: dict[str, Any]) -> str:
    return str(event["type"]).removeprefix("nl.samenloop.").removesuffix(".v1")


def _without_cause(value: dict[str, Any]) -> dict[str, Any]:
    return {key: said for key, said in value.items() if key != "cause"}
