"""What somebody knows who reads the public events, and how far the hub is.

The demo shows nothing else: the picture is a subscriber's, not a look inside the hub.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from deploy.tally import short
from schemas.messages import DeadLetter, Outcome

Json = dict[str, Any]
PER_CHANGE = ("window", "periods", "digest", "complete")


class Onlooker:
    """Folds public events into documents; counts what comes by.

    `changes` grows with every event, so that a screen knows when to draw anew.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.placements: dict[str, Json] = {}
        self.mixes: dict[str, Json] = {}
        self.coverages: dict[str, Json] = {}
        self.places: dict[str, Json] = {}
        self.signals: dict[str, Json] = {}
        self.outcomes: dict[str, Outcome] = {}
        self.letters: dict[str, DeadLetter] = {}
        self.changes = 0
        self._seen: set[str] = set()

    def event(self, event: Json) -> None:
        if event["id"] in self._seen:
            return
        self._seen.add(event["id"])
        self.changes += 1
        name = short(event["type"])
        self.counts[name] += 1
        subject, data = event["subject"], event["data"]
        match name.split("."):
            case ["placements", "withdrawn"]:
                self.placements.pop(subject, None)
            case ["placements", _]:
                self.placements[subject] = data
            case ["funding-signals", "raised"]:
                self.signals[data["signal"]] = data
            case ["funding-signals", _]:
                self.signals.pop(data["signal"], None)
            case ["funding-mixes", _]:
                replace_window(self.mixes, subject, data)
            case ["coverages", _]:
                replace_window(self.coverages, subject, data)
            case ["places", "mix-changed"]:
                replace_window(self.places, subject, data)
            case _:
                pass

    def outcome(self, key: str, outcome: Outcome | None) -> None:
        if outcome is None:
            self.outcomes.pop(key, None)
        else:
            self.outcomes[key] = outcome
            self.changes += 1

    def letter(self, key: str, letter: DeadLetter) -> None:
        self.letters[key] = letter
        self.changes += 1

    @property
    def read(self) -> int:
        """How many messages the hub has read."""
        return sum(1 for key in self.outcomes if key.startswith("message:"))

    def person(self, record: str) -> str | None:
        """The person whom a record pays for, by the pseudonyms of both."""
        for person, mix in self.mixes.items():
            if any(line["record"] == record for p in mix["periods"] for line in p["lines"]):
                return person
        return None


def replace_window(documents: dict[str, Json], subject: str, data: Mapping[str, Any]) -> None:
    """Apply a windowed change: what begins in its window goes, what it gives comes."""
    window = data.get("window")
    old = documents.get(subject, {}).get("periods", [])
    kept = [period for period in old if not (window and _begins_in(period, window))]
    header = {field: value for field, value in data.items() if field not in PER_CHANGE}
    periods = sorted([*kept, *data["periods"]], key=lambda period: str(period["start"]))
    documents[subject] = header | {"periods": periods}


def _begins_in(period: Json, window: Json) -> bool:
    """Dates as text: ISO 8601 sorts as time does."""
    behind = "end" in window and period["start"] >= window["end"]
    return bool(window["start"] <= period["start"] and not behind)
