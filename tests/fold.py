"""A subscriber who knows the published schemas and nothing else of the hub.

Applies every public event and ends with what the hub concludes (law 4), in the form that
`samenloop replay --state` writes.  Checks on the way what a careful subscriber would:

* an event it has seen is dropped by its id;
* sequences per type and subject run from 1, without gap or repeat;
* a *windowed* change replaces the periods that begin in its window, its other fields replace the
  header; a period that comes in pieces is put together; once it is complete the digest of all
  periods agrees;
* a document that says nothing any more is gone.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

Json = dict[str, Any]
KINDS = (
    *("persons", "doubts", "mixes", "placements", "coverages"),
    *("signals", "transfers", "settlements", "places", "overbooked", "waiting-lists", "providers"),
    *("offers", "results"),
    *("developments", "cohorts", "targets", "budgets"),
    *("eligibilities", "awaiting-assessment", "eligible-waiting"),
)


class Disagreement(AssertionError):
    """What was told does not hold together."""


def fold(events: Iterable[Json]) -> Json:
    """What *events* come to: documents by kind and subject.

    Raises:
        Disagreement: a loss, a repeat or a wrong digest.
    """
    state: Json = {kind: {} for kind in KINDS}
    seen: set[str] = set()
    last: dict[tuple[str, str], int] = {}
    unfinished: dict[tuple[str, str], str] = {}
    for event in events:
        if event["id"] in seen:
            continue
        seen.add(event["id"])
        _count(last, event)
        kind, apply = APPLY[_name(event)]
        apply(state[kind], event)
        if "digest" in event["data"]:
            _check(state[kind], event, unfinished)
    if unfinished:
        raise Disagreement(f"changes that never became complete: {sorted(unfinished.values())}")
    return {kind: dict(sorted(documents.items())) for kind, documents in state.items()}


def _name(event: Json) -> str:
    """`coverages.changed` for `nl.samenloop.coverages.changed.v1`."""
    name: str = event["type"]
    return name.removeprefix("nl.samenloop.").removesuffix(".v1")


def _count(last: dict[tuple[str, str], int], event: Json) -> None:
    of = event["type"], event["subject"]
    sequence = int(event["sequence"])
    expected = last.get(of, 0) + 1
    if sequence != expected:
        raise Disagreement(f"{of}: sequence {sequence}, expected {expected}")
    last[of] = sequence


def _check(documents: Json, event: Json, unfinished: dict[tuple[str, str], str]) -> None:
    of = event["type"], event["subject"]
    if not event["data"]["complete"]:
        unfinished[of] = event["id"]
        return
    unfinished.pop(of, None)
    periods = documents.get(event["subject"], {}).get("periods", [])
    if digest(periods) != event["data"]["digest"]:
        raise Disagreement(f"{of}: the digest of event {event['id']} is of other periods")


def digest(periods: list[Json]) -> str:
    """Of periods as JSON with sorted keys and no spaces: the first half of its SHA-256."""
    text = json.dumps(periods, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _persons(documents: Json, event: Json) -> None:
    for person in event["data"]["retired"]:
        documents.pop(person, None)
    for person in event["data"]["after"]:
        documents[person["person"]] = person


def _signal(documents: Json, event: Json) -> None:
    documents[event["data"]["signal"]] = event["data"]


def _no_signal(documents: Json, event: Json) -> None:
    documents.pop(event["data"]["signal"], None)


def _whole(documents: Json, event: Json) -> None:
    documents[event["subject"]] = event["data"]


def _gone(documents: Json, event: Json) -> None:
    documents.pop(event["subject"], None)


def _notice(documents: Json, event: Json) -> None:
    """Tells once, and changes no document."""


def _whole_unless_empty(field: str) -> Callable[[Json, Json], None]:
    """A whole document, which is gone when its *field* holds nothing."""

    def apply(documents: Json, event: Json) -> None:
        (_whole if event["data"][field] else _gone)(documents, event)

    return apply


def _windowed(*says: str) -> Callable[[Json, Json], None]:
    """A document of periods, which is gone when it has none and no header field of *says*."""

    def apply(documents: Json, event: Json) -> None:
        data = event["data"]
        old = documents.get(event["subject"], {}).get("periods", [])
        kept = [period for period in old if not _begins_in(period, data.get("window"))]
        periods = _put_together([*kept, *data["periods"]])
        header = {key: value for key, value in data.items() if key not in PER_CHANGE}
        if periods or not data["complete"] or any(field in header for field in says):
            documents[event["subject"]] = header | {"periods": periods}
        else:
            documents.pop(event["subject"], None)

    return apply


PER_CHANGE = {"window", "periods", "digest", "complete"}


def _put_together(periods: list[Json]) -> list[Json]:
    """In order of time; pieces with the same first day are one period, with the lists of all."""
    whole: dict[str, Json] = {}
    for period in periods:
        known = whole.get(period["start"], {})
        whole[period["start"]] = period | {
            name: [*known.get(name, []), *value]
            for name, value in period.items()
            if isinstance(value, list)
        }
    return [whole[start] for start in sorted(whole)]


def _begins_in(period: Json, window: Json | None) -> bool:
    if window is None:
        return False
    after_end = "end" in window and period["start"] >= window["end"]
    return window["start"] <= period["start"] and not after_end


APPLY: dict[str, tuple[str, Callable[[Json, Json], None]]] = {
    "persons.linked": ("persons", _persons),
    "persons.unlinked": ("persons", _persons),
    "persons.merged": ("persons", _persons),
    "persons.split": ("persons", _persons),
    "persons.renamed": ("persons", _persons),
    "persons.link-doubted": ("doubts", _whole_unless_empty("doubts")),
    "funding-mixes.changed": ("mixes", _windowed("contact")),
    "funding-signals.raised": ("signals", _signal),
    "funding-signals.withdrawn": ("signals", _no_signal),
    "transfers.prepared": ("transfers", _whole),
    "transfers.withdrawn": ("transfers", _gone),
    "settlements.changed": ("settlements", _windowed()),
    "placements.started": ("placements", _whole),
    "placements.changed": ("placements", _whole),
    "placements.ended": ("placements", _whole),
    "placements.progressed": ("placements", _whole),
    "placements.withdrawn": ("placements", _gone),
    "coverages.changed": ("coverages", _windowed()),
    "places.mix-changed": ("places", _windowed("provider", "name")),
    "places.overbooked": ("overbooked", _windowed()),
    "places.result-changed": ("results", _windowed()),
    "cohorts.changed": ("cohorts", _windowed("name")),
    "programmes.target-changed": ("targets", _windowed("name")),
    "programmes.budget-changed": ("budgets", _whole),
    "programmes.budget-withdrawn": ("budgets", _gone),
    "places.offer-changed": ("offers", _windowed()),
    "places.waiting-list-changed": ("waiting-lists", _windowed()),
    "places.freed": ("places", _notice),
    "providers.outcomes-reported": ("providers", _windowed()),
    "providers.development-reported": ("developments", _windowed()),
    "budgets.eligibility-changed": ("eligibilities", _windowed()),
    "budgets.awaiting-assessment-changed": ("awaiting-assessment", _windowed()),
    "budgets.eligible-waiting-changed": ("eligible-waiting", _windowed()),
}
