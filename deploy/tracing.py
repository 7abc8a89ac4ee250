"""From a message to its events, and from an event to its messages.

    message ─▶ records ─▶ what became of each ─▶ the public events they had a part in
    event   ─▶ rule    ─▶ lines and records   ─▶ the messages that told them

A record has a part in an event that names it, a line of it, or a placement of it.  Everything here
is a pseudonym: whom it is about is not to be found in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from deploy.tally import MESSAGE
from schemas import wire
from schemas.messages import DeadLetter, Outcome
from streams.fates import fates

Json = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """What the hub said: outcomes and dead letters as they stand, every event once, in order."""

    outcomes: tuple[Outcome, ...]
    letters: tuple[DeadLetter, ...]
    events: tuple[Json, ...]

    @cached_property
    def of_record(self) -> dict[str, list[Outcome]]:
        found: defaultdict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            found[outcome.record].append(outcome)
        return found

    @cached_property
    def lines(self) -> dict[str, list[tuple[str, Json]]]:
        """Every telling of each line, with its time: of a person (mixes) or a place (its money)."""
        found: defaultdict[str, list[tuple[str, Json]]] = defaultdict(list)
        for event in self.events:
            for period in event["data"].get("periods", ()):
                for line in (*period.get("lines", ()), *period.get("money", ())):
                    found[line["line"]].append((event["time"], line))
        return found

    @cached_property
    def coverages(self) -> dict[str, list[tuple[str, Json]]]:
        """Every change of what covers a placement, with its time."""
        found: defaultdict[str, list[tuple[str, Json]]] = defaultdict(list)
        for event in self.events:
            if _is(event, "coverages"):
                found[event["subject"]].append((event["time"], event["data"]))
        return found

    @cached_property
    def placements(self) -> dict[str, list[tuple[str, Json]]]:
        """Every telling of each placement, with its time."""
        found: defaultdict[str, list[tuple[str, Json]]] = defaultdict(list)
        for event in self.events:
            if "activity" in event["data"]:
                found[event["data"]["placement"]].append((event["time"], event["data"]))
        return found


def trace(told: Told, name: str) -> Json | None:
    """The way from the message or the event called *name*; none if there is no such thing."""
    event = next((event for event in told.events if event["id"] == name), None)
    if event is not None:
        return from_event(told, event)
    if f"{MESSAGE}{name}" in told.of_record:
        return from_message(told, name)
    return None


def from_message(told: Told, message: str) -> Json:
    whole = told.of_record[f"{MESSAGE}{message}"][0]
    versions = [o for o in _normalised(told) if o.cause.message == message]
    names = {outcome.record for outcome in versions}
    parts = names | set(_named_by(told.lines, names)) | set(_named_by(told.placements, names))
    return {
        "message": message,
        "source": whole.source.value,
        "received": whole.cause.received,
        "outcome": whole.outcome,
        "detail": whole.detail,
        "dead_letters": [_letter(a, whole) for a in told.letters if a.message == message],
        "records": [_version(told, outcome) for outcome in versions],
        "events": [
            _event(event) | {"caused": event["causationid"] == message}
            for event in told.events
            if event["causationid"] == message or not parts.isdisjoint(_words(event["data"]))
        ],
    }


def from_event(told: Told, event: Json) -> Json:
    data, cause, time = event["data"], event["causationid"], event["time"]
    lines = [line for name in sorted(_lines(told, event)) if (line := _at(told.lines, name, time))]
    records = {line["record"] for line in lines} | _records_behind(told, event)
    known = [_record(told, record) for record in sorted(records) if record in told.of_record]
    messages = {v["message"] for r in known for v in r["versions"] if v["received"] <= time}
    return {
        "event": event["id"],
        **{field: event[field] for field in ("type", "subject", "sequence", "time")},
        "data": data,
        "cause": cause,
        "rule": _rule(data) if "rule" in data else None,
        "lines": lines,
        "records": known,
        "messages": [_message(told, name) for name in sorted(messages | {cause})],
    }


def _records_behind(told: Told, event: Json) -> set[str]:
    """The records that *event* names, that told of what it is about, or that caused it."""
    data = event["data"]
    records = set(_values(data, {"record", "records"})) | _causing(told, event)
    if "activity" not in data and "placement" in data:
        records.add(_at(told.placements, data["placement"], event["time"]).get("record", ""))
    if _is(event, "places") or data.get("subject_kind") == "place":
        records |= _about(told, {data["place"]})
    if _is(event, "persons"):
        records |= _about(told, set(_values(data, {"person"})))
    return records | {placement["record"] for placement in _placed(told, event).values()}


def _causing(told: Told, event: Json) -> set[str]:
    """Of the records of the message that caused *event*: those about a subject that it names."""
    words = set(_words(event["data"]))
    caused = {o.record for o in _normalised(told) if o.cause.message == event["causationid"]}
    return {r for r in caused if not words.isdisjoint(o.subject for o in told.of_record[r])}


def _about(told: Told, subjects: set[str]) -> set[str]:
    """The records that a step concluded from about one of *subjects*."""
    return {outcome.record for outcome in told.outcomes if outcome.subject in subjects}


def _placed(told: Told, event: Json) -> dict[str, Json]:
    """The placements that an event about a place or a provider counts, as told up to then."""
    data = event["data"]
    if _is(event, "providers"):
        field, value = "provider", data["provider"]
    elif _is(event, "places") or data.get("subject_kind") == "place":
        field, value = "place", data["place"]
    else:
        return {}
    found = {}
    for name, tellings in told.placements.items():
        until = _until(tellings, event["time"])
        if until and until[-1].get(field) == value:
            found[name] = until[-1]
    return found


def _is(event: Json, plural: str) -> bool:
    kind: str = event["type"]
    return kind.startswith(f"nl.samenloop.{plural}.")


def _at(tellings: dict[str, list[tuple[str, Json]]], name: str, time: str) -> Json:
    """What was last told of *name* up to *time*; before that, what was told first."""
    of_name = tellings.get(name, [])
    before = _until(of_name, time)
    return before[-1] if before else next((telling for _, telling in of_name), {})


def _named_by(tellings: dict[str, list[tuple[str, Json]]], records: set[str]) -> Iterator[str]:
    for name, of_name in tellings.items():
        if any(telling["record"] in records for _, telling in of_name):
            yield name


def _lines(told: Told, event: Json) -> set[str]:
    """Names of the lines that *event* speaks of, or that cover the placements it speaks of."""
    lines = set(_values(event["data"], {"line", "lines"}))
    covered = set(_placed(told, event)) if _is(event, "places") else set()
    if "rule" in event["data"]:
        covered |= {event["data"].get("placement", "")}
    for placement in covered:
        for coverage in _until(told.coverages.get(placement, []), event["time"])[-1:]:
            lines |= set(_values(coverage, {"line"}))
    return lines


def _until(tellings: list[tuple[str, Json]], time: str) -> list[Json]:
    return [telling for at, telling in tellings if at <= time]


def _values(value: Any, fields: set[str]) -> Iterator[str]:
    """Every text that stands under one of *fields*."""
    match value:
        case dict():
            for key, inner in value.items():
                if key in fields and isinstance(inner, str):
                    yield inner
                elif key in fields and isinstance(inner, list):
                    yield from (item for item in inner if isinstance(item, str))
                yield from _values(inner, fields)
        case list():
            for item in value:
                yield from _values(item, fields)
        case _:
            return


def _words(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for inner in value.values():
                yield from _words(inner)
        case list():
            for item in value:
                yield from _words(item)
        case _:
            return


def _normalised(told: Told) -> Iterable[Outcome]:
    for outcome in told.outcomes:
        if outcome.step == "normalise" and not outcome.record.startswith(MESSAGE):
            yield outcome


def _version(told: Told, normalised: Outcome) -> Json:
    """One version of a record, and what each step made of it."""
    here = [o for o in told.of_record[normalised.record] if o.version == normalised.version]
    return {
        "record": normalised.record,
        "version": normalised.version,
        "place": normalised.cause.place,
        "outcome": fates(here)[normalised.record, normalised.version],
        "steps": [
            {"step": o.step, "subject": o.subject, "outcome": o.outcome, "detail": o.detail}
            for o in here
        ],
    }


def _record(told: Told, record: str) -> Json:
    """A record with every version that was told of it, and by which message."""
    normalised = [o for o in told.of_record[record] if o.step == "normalise"]
    versions = [
        _version(told, o) | {"message": o.cause.message, "received": o.cause.received}
        for o in normalised
    ]
    return {
        "record": record,
        "source": told.of_record[record][0].source.value,
        "versions": [
            {field: version[field] for field in ("message", "received", "place", "outcome")}
            for version in sorted(versions, key=lambda version: str(version["version"]))
        ],
    }


def _message(told: Told, message: str) -> Json:
    """A message as the cause of something; a day and a policy are causes of their own."""
    whole = next(iter(told.of_record.get(f"{MESSAGE}{message}", ())), None)
    if whole is None:
        return {"message": message}
    received = whole.cause.received
    return {"message": message, "source": whole.source.value, "received": received}


def _rule(data: Json) -> Json:
    fields = ("rule", "law", "text_version", "confidence", "explanation")
    return {field: data[field] for field in fields}


def _letter(letter: DeadLetter, whole: Outcome) -> Json:
    """*whole* says which are still open: those of the latest reading of the message."""
    return wire.plain(letter) | {"open": letter.record in whole.refused}


def _event(event: Json) -> Json:
    fields = ("id", "type", "subject", "sequence", "time", "causationid")
    return {field: event[field] for field in fields} | {"data": event["data"]}
