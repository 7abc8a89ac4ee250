"""Telling what was concluded about a person, as documents and events."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from schemas import wire
from schemas.policy import Policy
from streams.bearing import Parts
from streams.concluded import Conclusion
from streams.documents import documents, keep, told_of
from streams.lines import PayingLine
from streams.periods import Running, cuts, elementary
from streams.placements import Placement
from streams.publish import Stamp, publish, publish_periods
from streams.step import Draft, Json
from streams.transfers import changes_of_law, prepared

MONTHS_MAX = 240  # a document is one event: of attendance it tells the last twenty years,
STEPS_MAX = 40  # of progress the last steps


def tell_mix(draft: Draft, stamp: Stamp, concluded: Conclusion, changed: Parts) -> None:
    """What did not change in it stands as it was told."""
    person = concluded.person
    old = draft.get(f"doc//mix//{person}//{person}")
    before = old or {"periods": []}
    new: Json = {
        "person": person,
        "municipality": concluded.policy.municipality,
        "periods": _periods(concluded.lines) if "lines" in changed else before["periods"],
    }
    notes = concluded.notes if "lines" in changed else before.get("notes")
    if notes:
        new["notes"] = notes
    contact = concluded.contact if "contact" in changed else before.get("contact")
    if contact:
        new["contact"] = contact
    empty = not new["periods"] and not contact
    if old == new or (old is None and empty):
        return
    publish_periods(draft, stamp, "funding-mixes.changed", person, old=old, new=new, part=person)
    keep(draft, "mix", person, person, None if empty else new)


def _periods(lines: list[PayingLine]) -> list[Json]:
    said = {line.line: _line(line) for line in lines}
    running = Running(lines)
    return [
        _said({"start": start.isoformat(), "end": _day(end), "lines": there})
        for start, end in elementary(cuts(lines))
        if (there := [said[line.line] for line in running.on(start)])
    ]


def _line(line: PayingLine) -> Json:
    return _said(
        {
            "line": line.line,
            "record": line.record,
            "stream": line.stream,
            "instrument": line.instrument,
            "ground": line.ground,
            "payer": line.payer,
            "payee": line.payee,
            "provider": line.provider,
            "place": line.place,
            "employer": line.employer,
            "volume": wire.plain(line.volume) if line.volume else None,
            "minutes_per_week": line.minutes,
            "percentage": line.percentage,
            "amount_cents": line.amount,
            "amount_per": line.amount_per.value if line.amount_per else None,
        }
    )


def tell_placements(draft: Draft, stamp: Stamp, concluded: Conclusion, was: Parts) -> None:
    person, policy = concluded.person, concluded.policy
    now = {p.placement: _placement(p, person, policy) for p in concluded.placements}
    before = told_of(draft, f"doc//placement//{person}//", now, whole="placements" in was)
    for placement in before:
        if placement not in now:
            data = {"placement": placement}
            publish(draft, stamp, "placements.withdrawn", placement, data, part=placement)
            keep(draft, "placement", person, placement, None)
    for placement, document in now.items():
        old = before.get(placement)
        if old != document:
            name = f"placements.{change_of(old, document)}"
            publish(draft, stamp, name, placement, document, part=placement)
            keep(draft, "placement", person, placement, document)


def change_of(old: Json | None, new: Json) -> str:
    """Which event tells that a placement became otherwise."""
    if old is None:
        return "started"
    if old.get("end") != new.get("end") and "end" in new:
        return "ended"
    if len(new["progress"]) > len(old["progress"]):
        return "progressed"
    return "changed"


def _placement(placement: Placement, person: str, policy: Policy) -> Json:
    fact = placement.fact
    return _said(
        {
            "placement": placement.placement,
            "municipality": policy.municipality,
            "person": person,
            "label": policy.label,
            "place": fact.place,
            "provider": placement.provider,
            "holder": placement.holder,
            "employer": placement.employer,
            "activity": fact.activity.value,
            "task": fact.task,
            "start": fact.start.isoformat(),
            "end": _day(fact.end),
            "minutes_per_week": fact.minutes_per_week,
            "attended": dict(placement.attended[-MONTHS_MAX:]),
            "destination": fact.destination,
            "cohort": fact.cohort,
            "programme": fact.programme,
            "result": fact.result,
            "progress": [
                {"what": s.what, "on": s.on.isoformat(), "text": s.text, "record": s.record}
                for s in placement.progress[-STEPS_MAX:]
            ],
            "record": placement.record,
        }
    )


def tell_transfers(
    draft: Draft, stamp: Stamp, concluded: Conclusion, sources: Mapping[str, str]
) -> bool:
    """Whether any change of law is told."""
    person, policy = concluded.person, concluded.policy
    changes = changes_of_law(concluded.lines, policy)
    told = [prepared(person, change, concluded.records, sources, policy) for change in changes]
    now = {transfer["transfer"]: transfer for transfer in told}
    before = documents(draft, "transfer", person)
    for transfer in sorted(before.keys() - now.keys()):
        data = {"transfer": transfer}
        publish(draft, stamp, "transfers.withdrawn", transfer, data, part=transfer)
        keep(draft, "transfer", person, transfer, None)
    for transfer, new in now.items():
        if before.get(transfer) != new:
            publish(draft, stamp, "transfers.prepared", transfer, new, part=transfer)
            keep(draft, "transfer", person, transfer, new)
    return bool(now)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _said(document: dict[str, Any]) -> Json:
    return {key: value for key, value in document.items() if value is not None}
