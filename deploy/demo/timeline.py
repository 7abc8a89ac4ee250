"""One person's timeline, as data: rows of bars, put together from what an onlooker knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from deploy.demo.onlooker import Json, Onlooker

STREAMS = {
    "wmo": "Wmo",
    "participatiewet": "Participatiewet",
    "uwv": "UWV",
    "wlz": "Wlz",
}
SIGNALS = {
    "overlap": "dubbel betaald",
    "gap": "gat: geen betaler",
    "provisional": "voorlopig zonder betaler",
    "overbooked": "overvol",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a row; `end` is the first day without.  `kind` decides how it is drawn."""

    start: date
    end: date | None
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    bars: tuple[Bar, ...]

    @property
    def start(self) -> date:
        return min(bar.start for bar in self.bars)

    @property
    def end(self) -> date | None:
        ends = [bar.end for bar in self.bars]
        return None if None in ends else max(end for end in ends if end is not None)


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is known of one person."""

    person: str
    lines: tuple[Row, ...]
    placements: tuple[tuple[Row, Row | None], ...]
    signals: tuple[Row, ...]


def timeline(onlooker: Onlooker, person: str) -> Timeline:
    here = sorted(
        (p for p in onlooker.placements.values() if p["person"] == person),
        key=lambda placement: (placement["start"], placement["placement"]),
    )
    signals = sorted(
        (s for s in onlooker.signals.values() if s.get("person") == person),
        key=lambda signal: (signal["start"], signal["rule"]),
    )
    return Timeline(
        person,
        lines=tuple(_lines(onlooker.mixes.get(person, {}))),
        placements=tuple(_placement(onlooker, placement) for placement in here),
        signals=tuple(
            Row(_signal(signal), (_bar(signal, f"signal-{signal['rule']}"),)) for signal in signals
        ),
    )


def _lines(mix: Json) -> Iterator[Row]:
    """The lines of a mix, each from the first period that it stands in to the last."""
    found: dict[str, list[Json]] = {}
    named: dict[str, Json] = {}
    for period in mix.get("periods", ()):
        for line in period["lines"]:
            found.setdefault(line["line"], []).append(period)
            named[line["line"]] = line
    for name, periods in found.items():
        line = named[name]
        stream = STREAMS.get(line["stream"], "Overig")
        last = periods[-1]
        bar = Bar(_day(periods[0]["start"]), _end(last), line["stream"])
        yield Row(f"{stream} {words(line['instrument'])}".replace("Wlz wlz", "Wlz"), (bar,))


def _placement(onlooker: Onlooker, placement: Json) -> tuple[Row, Row | None]:
    place = onlooker.places.get(placement["place"], {}).get("name", placement["place"])
    row = Row(f"{words(placement['activity'])} · {place}", (_bar(placement, "placement"),))
    periods = onlooker.coverages.get(placement["placement"], {}).get("periods", [])
    if not periods:
        return row, None
    return row, Row("  betaald?", tuple(_bar(period, period["state"]) for period in periods))


def _signal(signal: Json) -> str:
    return named(signal["rule"])


def named(rule: str) -> str:
    """What people call a signal; a rule of law keeps its number."""
    return SIGNALS.get(rule, f"regel {rule}")


def words(code: str) -> str:
    return code.replace("_", " ")


def _bar(period: Json, kind: str) -> Bar:
    return Bar(_day(period["start"]), _end(period), kind)


def _end(period: Json) -> date | None:
    return _day(period["end"]) if "end" in period else None


def _day(text: Any) -> date:
    return date.fromisoformat(str(text))
