"""The topology driver: every step, without a broker.  Deterministic, for tests and `replay`.

Each message runs through all steps before the next one is taken.  A sweep is finished before the
partition's next message, as every shell must.
"""

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from schemas.messages import Cause, DayPassed, LinkDecided, ModelSet, PolicySet, Raw
from schemas.policy import Policy
from schemas.topics import FACTS, OUTCOMES, RAW, Topic, partition_of
from schemas.values import digest
from streams.memory import MemoryState
from streams.state import hub_state
from streams.step import SWEEP, Decision, Emit, Json, Step, View
from streams.topology import STATEFUL_INPUTS


class Driver:
    """Runs *steps* on *partitions* partitions.

    What was sent stands in `emitted`, in order, and in `sent`, by topic name; unless it is not to
    be kept, so that a long run takes no more memory than its state.
    """

    def __init__(self, steps: Sequence[Step], partitions: int = 1, *, keep: bool = True) -> None:
        self.steps = steps
        self.partitions = partitions
        self._keep = keep
        self.emitted: list[Emit] = []
        self.sent: defaultdict[str, list[Emit]] = defaultdict(list)
        self.states = {
            (step.name, number): MemoryState() for step in steps for number in range(partitions)
        }
        self._readers = {topic.name: step for step in steps for topic in step.reads}
        self._waiting: dict[str, deque[tuple[int, Any]]] = {step.name: deque() for step in steps}

    def take(self, raw: Raw) -> None:
        """One message as received, through to the events it causes."""
        self._put(RAW[raw.source], partition_of(raw.message, self.partitions), raw)
        self._run()

    def hand(self, topic: Topic, partition: int, message: Any) -> None:
        """One message of a topic, where it stands, through to the events it causes."""
        self._put(topic, partition, message)
        self._run()

    def pass_day(self, day: date) -> None:
        cause = Cause(message=f"day:{day}", received=f"{day}T00:00:00.000000+00:00")
        self._broadcast(DayPassed(day=day, cause=cause))

    def set_policy(self, policy: Policy, received: str) -> None:
        name = f"policy:{policy.municipality}:{policy.fingerprint()}"
        self._broadcast(PolicySet(policy=policy, cause=Cause(message=name, received=received)))

    def set_model(self, model: Json, received: str) -> None:
        """The model by which descriptions are compared from here on, as `model.plain` gives it."""
        name = digest(json.dumps(model, sort_keys=True))
        cause = Cause(message=f"model:{name}", received=received)
        message = ModelSet(version=model["version"], digest=name, model=model, cause=cause)
        for partition in range(self.partitions):
            self._put(FACTS, partition, message)
        self._run()

    def decide(self, decided: LinkDecided) -> None:
        """What somebody decided about two nodes."""
        self.hand(FACTS, partition_of(decided.municipality, self.partitions), decided)

    def state(self) -> Json:
        """What the hub concludes, from the state of every step."""
        views: dict[str, list[View]] = {
            step.name: [self.states[step.name, n] for n in range(self.partitions)]
            for step in self.steps
        }
        return hub_state(self.steps, views)

    def _broadcast(self, message: DayPassed | PolicySet) -> None:
        for topic in STATEFUL_INPUTS:
            for partition in range(self.partitions):
                self._put(topic, partition, message)
        self._run()

    def _put(self, topic: Topic, partition: int, message: Any) -> None:
        self._waiting[self._readers[topic.name].name].append((partition, message))

    def _run(self) -> None:
        """Once through is enough: no step writes to a step before it."""
        for step in self.steps:
            waiting = self._waiting[step.name]
            while waiting:
                partition, message = waiting.popleft()
                for decision in decisions(step, self.states[step.name, partition], message):
                    self._send(decision.emits)

    def _send(self, emits: Iterable[Emit]) -> None:
        for emit in emits:
            if self._keep:
                self.emitted.append(emit)
                self.sent[emit.topic.name].append(emit)
            if emit.topic.name in self._readers:
                partition = partition_of(emit.part, self.partitions)
                self._put(emit.topic, partition, emit.value)


def decisions(step: Step, state: MemoryState, message: Any) -> Iterable[Decision]:
    """One message: its decision, then those of the sweep it starts.  Each is applied when given."""
    decision = step.decide(state, message)
    yield apply(state, decision)
    yield from swept(step, state)


def swept(step: Step, state: MemoryState) -> Iterable[Decision]:
    """What is left of a sweep that stands in the state."""
    while (cursor := state.get(SWEEP)) is not None:
        assert step.sweep is not None, f"{step.name} asks for a sweep but has none"
        yield apply(state, step.sweep(state, cursor))


def apply(state: MemoryState, decision: Decision) -> Decision:
    state.apply(with_cursor(decision))
    return decision


def with_cursor(decision: Decision) -> dict[str, Json | None]:
    """The writes of a decision, with the cursor of its sweep: one transaction."""
    return {**decision.writes, SWEEP: decision.sweep}


def outcomes(sent: Iterable[Emit]) -> dict[str, Any]:
    """The last outcome by key, as compaction keeps it."""
    last: dict[str, Any] = {}
    for emit in sent:
        assert emit.topic is OUTCOMES
        if emit.value is None:
            last.pop(emit.key, None)
        else:
            last[emit.key] = emit.value
    return last
