"""From a message to its events, and from an event to its messages.

    message ─▶ records ─▶ what became of each ─▶ the public events they had a part in
    event   ─▶ rule    ─▶ lines and records   ─▶ the messages that told them

A record has a part in an event that names it, a line of it, or a placement of it.  Everything here
is a pseudonym: whom it is about is not to be found in it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from deploy.tally import MESSAGE
from deploy.told import Json, Tellings, Told, is_about, last_of, up_to
from schemas import wire
from schemas.messages import DeadLetter, Outcome
from streams.fates import fates


def trace(told: Told, name: str) -> Json | None:
    """The way from the message or the event called *name*; none if there is no such thing."""
    for number, event in enumerate(told.events):
        if event["id"] == name:
            return from_event(told, number)
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
        "source": whole.source,
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


def from_event(told: Told, number: int) -> Json:
    """The way back from the event with this number, by what was known when it was told."""
    event = told.events[number]
    data, cause = event["data"], event["causationid"]
    names = sorted(_lines(told, number))
    lines = [line for name in names if (line := last_of(told.lines, name, number))]
    records = {line["record"] for line in lines} | _records_behind(told, number)
    known = [
        _record(told, record, number) for record in sorted(records) if record in told.of_record
    ]
    messages = {v["message"] for r in known for v in r["versions"] if not v["later"]}
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


def _records_behind(told: Told, number: int) -> set[str]:
    """The records that an event names, that told of what it is about, or that caused it."""
    event = told.events[number]
    data = event["data"]
    records = set(_values(data, {"record", "records"})) | _causing(told, event)
    if "activity" not in data and "placement" in data:
        records.add(last_of(told.placements, data["placement"], number).get("record", ""))
    if is_about(event, "places") or data.get("subject_kind") == "place":
        records |= _about(told, {data["place"]})
    if is_about(event, "persons"):
        records |= _about(told, set(_values(data, {"person"})))
    return records | {placement["record"] for placement in _placed(told, number).values()}


def _causing(told: Told, event: Json) -> set[str]:
    """Of the records of the message that caused *event*: those about a subject that it names."""
    words = set(_words(event["data"]))
    caused = {o.record for o in _normalised(told) if o.cause.message == event["causationid"]}
    return {r for r in caused if not words.isdisjoint(o.subject for o in told.of_record[r])}


def _about(told: Told, subjects: set[str]) -> set[str]:
    """The records that a step concluded from about one of *subjects*."""
    return {outcome.record for outcome in told.outcomes if outcome.subject in subjects}


def _placed(told: Told, number: int) -> dict[str, Json]:
    """The placements that an event about a place or a provider counts, as told up to then."""
    event = told.events[number]
    data = event["data"]
    if is_about(event, "providers"):
        field, value = "provider", data["provider"]
    elif is_about(event, "places") or data.get("subject_kind") == "place":
        field, value = "place", data["place"]
    else:
        return {}
    found = {}
    for name, tellings in told.placements.items():
        until = up_to(tellings, number)
        if until and until[-1].get(field) == value:
            found[name] = until[-1]
    return found


def _named_by(tellings: Tellings, records: set[str]) -> Iterator[str]:
    for name, of_name in tellings.items():
        if any(telling["record"] in records for _, telling in of_name):
            yield name


def _lines(told: Told, number: int) -> set[str]:
    """Names of the lines that an event speaks of, or that cover the placements it speaks of."""
    event = told.events[number]
    lines = set(_values(event["data"], {"line", "lines"}))
    covered = set(_placed(told, number)) if is_about(event, "places") else set()
    if "rule" in event["data"]:
        covered |= {event["data"].get("placement", "")}
    for placement in covered:
        for coverage in up_to(told.coverages.get(placement, []), number)[-1:]:
            lines |= set(_values(coverage, {"line"}))
    return lines


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


def _record(told: Told, record: str, number: int) -> Json:
    """A record with every version that was told of it, by which message, and if after the event."""
    normalised = [o for o in told.of_record[record] if o.step == "normalise"]
    versions = [
        _version(told, o)
        | {
            "message": o.cause.message,
            "received": o.cause.received,
            "later": told.known.get((record, o.version), 0) > number,
        }
        for o in normalised
    ]
    return {
        "record": record,
        "source": told.of_record[record][0].source,
        "versions": [
            {
                field: version[field]
                for field in ("message", "received", "place", "outcome", "later")
            }
            for version in sorted(versions, key=lambda version: str(version["version"]))
        ],
    }


def _message(told: Told, message: str) -> Json:
    """A message as the cause of something; a day and a policy are causes of their own."""
    whole = next(iter(told.of_record.get(f"{MESSAGE}{message}", ())), None)
    if whole is None:
        return {"message": message}
    received = whole.cause.received
    return {"message": message, "source": whole.source, "received": received}


def _rule(data: Json) -> Json:
    fields = ("rule", "law", "text_version", "confidence", "explanation")
    return {field: data[field] for field in fields}


def _letter(letter: DeadLetter, whole: Outcome) -> Json:
    """*whole* says which are still open: those of the latest reading of the message."""
    return wire.plain(letter) | {"open": whole.refuses(letter.record)}


def _event(event: Json) -> Json:
    fields = ("id", "type", "subject", "sequence", "time", "causationid")
    return {field: event[field] for field in fields} | {"data": event["data"]}
