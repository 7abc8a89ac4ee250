"""Those who wait, as periods of a document: one for each day since when, in turn."""

from collections.abc import Iterable
from datetime import date, timedelta

from streams.step import Json


def periods_by_day(turns: Iterable[tuple[str, Json]]) -> list[Json]:
    """Of days with who waits since, in order: who waits since one day stand in one period."""
    since: dict[str, list[Json]] = {}
    for day, entry in turns:
        since.setdefault(day, []).append(entry)
    return [
        {"start": day, "end": _next_day(day), "waiting": entries} for day, entries in since.items()
    ]


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
