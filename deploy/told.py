"""What a hub said, put in order and made searchable, for who follows a message or an event."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from schemas.messages import DeadLetter, Outcome

Json = dict[str, Any]
Tellings = dict[str, list[tuple[int, Json]]]  # what was told of each thing, with the event's number


@dataclass(frozen=True)
class Told:
    """What the hub said: outcomes and dead letters as they stand, every event once, in order.

    `known`: of a record and version, how many events had been told when it was read.
    """

    outcomes: tuple[Outcome, ...]
    letters: tuple[DeadLetter, ...]
    events: tuple[Json, ...]
    known: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def of_record(self) -> dict[str, list[Outcome]]:
        found: defaultdict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            found[outcome.record].append(outcome)
        return found

    @cached_property
    def lines(self) -> Tellings:
        """Every telling of each line, in order: of a person (mixes) or a place (its money)."""
        found: defaultdict[str, list[tuple[int, Json]]] = defaultdict(list)
        for number, event in enumerate(self.events):
            for period in event["data"].get("periods", ()):
                for line in (*period.get("lines", ()), *period.get("money", ())):
                    found[line["line"]].append((number, line))
        return found

    @cached_property
    def coverages(self) -> Tellings:
        """Every change of what covers a placement, in order."""
        found: defaultdict[str, list[tuple[int, Json]]] = defaultdict(list)
        for number, event in enumerate(self.events):
            if is_about(event, "coverages"):
                found[event["subject"]].append((number, event["data"]))
        return found

    @cached_property
    def placements(self) -> Tellings:
        """Every telling of each placement, in order."""
        found: defaultdict[str, list[tuple[int, Json]]] = defaultdict(list)
        for number, event in enumerate(self.events):
            if is_about(event, "placements") and "activity" in event["data"]:
                found[event["data"]["placement"]].append((number, event["data"]))
        return found


def is_about(event: Json, plural: str) -> bool:
    """Whether an event is of these: `persons`, `places`, `coverages` …"""
    kind: str = event["type"]
    return kind.startswith(f"nl.samenloop.{plural}.")


def up_to(tellings: list[tuple[int, Json]], number: int) -> list[Json]:
    """What was told up to and with the event of this number."""
    return [telling for at, telling in tellings if at <= number]


def last_of(tellings: Tellings, name: str, number: int) -> Json:
    """What was last told of *name* up to an event; before that, what was told first."""
    of_name = tellings.get(name, [])
    before = up_to(of_name, number)
    return before[-1] if before else next((telling for _, telling in of_name), {})
