"""What a person brings to places and accounts: placements, waiting, how far they came."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from schemas import topics
from schemas.messages import Brought, Cause, Developed, Waiting
from schemas.values import digest
from schemas.waiting import WaitingReported
from streams.bearing import Parts
from streams.concluded import Conclusion
from streams.development import developed
from streams.documents import told_of
from streams.placements import Placement, Stretch
from streams.spreading import Sum
from streams.step import Draft, Emit, Json


def tell_places(draft: Draft, concluded: Conclusion, cause: Cause, was: Parts) -> None:
    person, municipality = concluded.person, concluded.policy.municipality
    prefix = f"brought//{person}//"
    now = {
        p.placement: _brought(p, person, municipality, concluded.stretches[p.placement])
        for p in concluded.placements
    }
    for told in _changed(draft, prefix, now, whole="placements" in was):
        brought = Brought.model_validate(told | {"cause": cause})
        key = f"{brought.place}|{brought.placement}"
        draft.emit(Emit(topics.PLACE_FACTS, key, part=brought.place, value=brought))


def tell_waiting(draft: Draft, concluded: Conclusion, cause: Cause) -> None:
    """For each place that the person waits for."""
    person, municipality = concluded.person, concluded.policy.municipality
    waiting = (
        _waiting(person, municipality, record.record, fact)
        for record in concluded.records
        for fact in record.facts
        if type(fact) is WaitingReported
    )
    now = {told["waiting"]: told for told in waiting}
    for told in _changed(draft, f"waits//{person}//", now, whole=True):
        waits = Waiting.model_validate(told | {"cause": cause})
        key = f"{waits.place}|{waits.waiting}"
        draft.emit(Emit(topics.PLACE_FACTS, key, part=waits.place, value=waits))


def tell_development(draft: Draft, concluded: Conclusion, cause: Cause, was: Parts) -> None:
    """To each provider where the person is, or was, placed."""
    person, municipality = concluded.person, concluded.policy.municipality
    placements, records = concluded.placements, concluded.records
    now = developed(person, placements, records, municipality, concluded.today)
    for told in _changed(draft, f"developed//{person}//", now, whole="placements" in was):
        message = Developed.model_validate(told | {"cause": cause})
        key = f"{message.account}|{message.development}"
        draft.emit(Emit(topics.ACCOUNT_FACTS, key, part=message.account, value=message))


def _changed(draft: Draft, prefix: str, now: Mapping[str, Json], *, whole: bool) -> Iterator[Json]:
    """What is told otherwise than it was, in order; what is told no more is gone."""
    before = told_of(draft, prefix, now, whole=whole)
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            draft.put(prefix + name, now.get(name))
            yield now.get(name) or before[name] | {"gone": True}


def _waiting(person: str, municipality: str, record: str, fact: WaitingReported) -> Json:
    return {
        "kind": "waiting",
        "municipality": municipality,
        "place": fact.place,
        "person": person,
        "waiting": digest("waiting", person, fact.place, record),
        "record": record,
        "since": fact.since.isoformat(),
    }


def _brought(
    placement: Placement, person: str, municipality: str, stretches: tuple[Stretch, ...]
) -> Json:
    fact = placement.fact
    return _said(
        {
            "kind": "brought",
            "municipality": municipality,
            "place": fact.place,
            "person": person,
            "placement": placement.placement,
            "record": placement.record,
            "version": placement.version,
            "provider": placement.provider,
            "holder": placement.holder,
            "activity": fact.activity.value,
            "start": fact.start.isoformat(),
            "end": _day(fact.end),
            "minutes_per_week": fact.minutes_per_week,
            "needs_cover": placement.needs_cover,
            "stretches": [_stretch(stretch) for stretch in stretches],
        }
    )


def _stretch(stretch: Stretch) -> Json:
    lines = [
        _said(
            {
                "line": paid.line,
                "stream": paid.stream,
                "instrument": paid.instrument,
                "minutes": paid.minutes,
                "support": paid.support,
                "product": paid.product,
                "sum": _sum(paid.sum) if paid.sum else None,
            }
        )
        for paid in stretch.lines
    ]
    return _said({"start": stretch.start.isoformat(), "end": _day(stretch.end), "lines": lines})


def _sum(told: Sum) -> Json:
    """Days as they are read back: what was kept is compared with what is to be told."""
    return told._asdict() | {"start": told.start.isoformat(), "end": told.end.isoformat()}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _said(document: dict[str, Any]) -> Json:
    return {key: value for key, value in document.items() if value is not None}
