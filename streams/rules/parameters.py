"""Ages, terms and amounts that a law sets: data with a first day and a source, not code.

`parameters.json` gives each the values it has had, each from the date of the text that was read
(`from`) or from which it holds.  On a day before the first that is known the first holds.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Value:
    since: date
    value: int
    unit: str
    says: str
    source: str


def _read() -> dict[str, tuple[Value, ...]]:
    told = json.loads(Path(__file__).with_name("parameters.json").read_text(encoding="utf-8"))
    return {
        name: tuple(
            Value(date.fromisoformat(v["from"]), v["value"], v["unit"], v["says"], v["source"])
            for v in values
        )
        for name, values in told.items()
    }


PARAMETERS: Mapping[str, tuple[Value, ...]] = _read()


def value(name: str, day: date) -> int:
    """What *name* is on *day*."""
    values = PARAMETERS[name]
    return next((v.value for v in reversed(values) if v.since <= day), values[0].value)
