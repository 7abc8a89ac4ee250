"""What a step is: a pure decision on a keyed view.

    decide(view, message) -> Decision(writes, emits, sweep)

A step reads the state of its own partition through `view`, and answers with what to write, what to
send, and whether to *sweep*: to go through its keys in chunks, each a decision of its own.  While a
sweep lasts, its cursor stands in the state under `SWEEP`, and the partition's next message waits.
A step touches no clock, no chance, no environment and no I/O.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from pydantic import BaseModel

from schemas.topics import Topic
from streams.engine.view import overlaid

Json = Any  # what JSON can say; state values are never changed in place, only replaced
SWEEP = "~sweep"
CHUNK = 200  # keys that one decision of a sweep goes through


class View(Protocol):
    """The state of one partition of one step: text keys, JSON values."""

    def get(self, key: str) -> Json | None: ...

    def scan(self, prefix: str, after: str = "") -> Iterator[tuple[str, Json]]:
        """Keys that begin with *prefix* and sort behind *after*, in order."""
        ...


class Emit(NamedTuple):
    """One record to a topic.  `part` chooses the partition; `value` none is a tombstone."""

    topic: Topic
    key: str
    part: str
    value: BaseModel | Json | None
    headers: tuple[tuple[str, str], ...] = ()


class Note(NamedTuple):
    """Something that whoever watches the hub should see: *what* happened, and to which sort of
    thing.  Both are words of ours.  It is counted, and nothing follows from it.
    """

    what: str
    of: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do.  `writes`: key to value, none deletes.  `sweep`: the cursor to go on from."""

    writes: Mapping[str, Json | None] = field(default_factory=dict)
    emits: tuple[Emit, ...] = ()
    sweep: Json | None = None
    notes: tuple[Note, ...] = ()


NOTHING = Decision()


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the topology.

    `decide` gets the decoded message, `sweep` the cursor.  `documents` lists the kinds of published
    documents the step keeps under `doc/<kind>/<subject>` (its part of the hub's state).
    """

    name: str
    reads: tuple[Topic, ...]
    message: Any  # what the topics carry, as a type that pydantic can validate
    decide: Callable[[View, Any], Decision]
    writes: tuple[Topic, ...]
    sweep: Callable[[View, Json], Decision] | None = None
    documents: tuple[str, ...] = ()


class Draft:
    """A view with the writes of a decision under way laid over it.

    Lets a decision of several parts read its own writes, and asks the view for a key once; ends as
    a `Decision`.
    """

    def __init__(self, view: View) -> None:
        self._view, self._look = view, view.get
        self._known: dict[str, Json | None] = {}
        self.writes: dict[str, Json | None] = {}
        self.emits: list[Emit] = []
        self.notes: list[Note] = []

    def get(self, key: str) -> Json | None:
        if key in self.writes:
            return self.writes[key]
        known = self._known
        if key not in known:
            known[key] = self._look(key)
        return known[key]

    def scan(self, prefix: str, after: str = "") -> Iterator[tuple[str, Json]]:
        return overlaid(self._view.scan(prefix, after), self.writes, prefix, after)

    def under(self, prefix: str) -> dict[str, Json]:
        """What stands under *prefix*, by the rest of its key, in order."""
        begin = len(prefix)
        found = {key[begin:]: value for key, value in self._view.scan(prefix)}
        ours = [key for key in self.writes if key.startswith(prefix)]
        if not ours:
            return found
        known = len(found)
        for key in ours:
            found[key[begin:]] = self.writes[key]
        in_order = found if len(found) == known else dict(sorted(found.items()))
        for key in ours:
            if self.writes[key] is None:
                del in_order[key[begin:]]
        return in_order

    def put(self, key: str, value: Json | None) -> None:
        """Write only what differs, so that a changelog holds changes alone."""
        if self.get(key) != value:
            self.writes[key] = value

    def add(self, key: str, value: Json) -> None:
        """Write what is known not to stand there."""
        self.writes[key] = value

    def emit(self, emit: Emit) -> None:
        self.emits.append(emit)

    def note(self, note: Note) -> None:
        self.notes.append(note)

    def decision(self, sweep: Json | None = None) -> Decision:
        return Decision(self.writes, tuple(self.emits), sweep, tuple(self.notes))
