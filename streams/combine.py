"""What a person's own lines say: the funding mix, the placements, and what each brings to a place.

State, per person: the current facts of each record (`fact//<person>//<record>`), what was published
(`doc//...`), what was told to places (`brought//<person>//<placement>`), what became of each record
(`fate//<person>//<record>`).  The conclusion is computed from the facts and the policy; what is
published is the difference with what was published before.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, assert_never

from schemas import topics, wire
from schemas.facts import (
    AllocationMade,
    ContactHeld,
    DeliveryStarted,
    DeliveryStopped,
    LongTermCareStatus,
)
from schemas.messages import (
    Brought,
    Cause,
    DayPassed,
    Fate,
    Outcome,
    PersonRecord,
    PolicySet,
    Stretch,
)
from schemas.policy import Policy
from streams import controls
from streams.documents import documents, keep, publish_signals
from streams.lines import PayingLine, lines_of
from streams.periods import cuts, elementary, holds
from streams.placements import Placement, placements_of, stretches_of
from streams.publish import Stamp, publish, publish_periods
from streams.rules import concurrence
from streams.rules.rule import Fired
from streams.step import CHUNK, NOTHING, Decision, Draft, Emit, Json, View


def decide(view: View, message: PersonRecord | DayPassed | PolicySet) -> Decision:
    draft = Draft(view)
    match message:
        case PersonRecord():
            key = f"fact//{message.person}//{message.record}"
            draft.put(key, None if message.gone else wire.plain(message))
            restate(draft, message.person, message.municipality, message.cause)
            return draft.decision()
        case DayPassed():
            controls.set_day(draft, message)
            return draft.decision()
        case PolicySet():
            if not controls.set_policy(draft, message):
                return NOTHING
            return draft.decision(sweep=_cursor(message.policy.municipality, message.cause, ""))
        case _:
            assert_never(message)


def sweep(view: View, cursor: Json) -> Decision:
    """A policy changed: every person of that municipality is concluded anew, a chunk at a time."""
    draft = Draft(view)
    cause = Cause.model_validate(cursor["cause"])
    taken = 0
    for key, municipality in view.scan("person//", after=cursor["after"]):
        if taken == CHUNK:
            return draft.decision(sweep=cursor | {"after": last})
        if municipality == cursor["municipality"]:
            restate(draft, key.removeprefix("person//"), municipality, cause)
        taken, last = taken + 1, key
    return draft.decision()


def _cursor(municipality: str, cause: Cause, after: str) -> Json:
    return {"municipality": municipality, "cause": wire.plain(cause), "after": after}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the facts about one person come to."""

    lines: list[PayingLine]
    placements: list[Placement]
    stretches: Mapping[str, tuple[Stretch, ...]]
    fired: list[Fired]
    contact: Json | None
    allocations: frozenset[str]


def conclude(person: str, records: list[PersonRecord], policy: Policy) -> Conclusion:
    lines = lines_of(records, policy)
    placements = placements_of(person, records, policy)
    fired = [f for f in concurrence.fired(person, policy.municipality, lines) if policy.signals_on(f.rule.id)]
    allocated = (f for r in records for f in r.facts if isinstance(f, AllocationMade))
    return Conclusion(
        lines,
        placements,
        stretches_of(placements, lines),
        fired,
        _contact(records, policy),
        frozenset(fact.number for fact in allocated),
    )


def restate(draft: Draft, person: str, municipality: str, cause: Cause) -> None:
    """Conclude anew about *person* and tell the difference."""
    policy = controls.policy_of(draft, municipality)
    records = [
        PersonRecord.model_validate(value) for _, value in draft.scan(f"fact//{person}//")
    ]
    draft.put(f"person//{person}", municipality if records else None)
    stamp = Stamp.of(policy, cause)
    concluded = conclude(person, records, policy)
    _tell_mix(draft, stamp, person, municipality, concluded)
    _tell_placements(draft, stamp, person, policy, concluded)
    publish_signals(draft, stamp, person, concluded.fired)
    _tell_places(draft, person, municipality, concluded, cause)
    _tell_outcomes(draft, person, records, concluded)


def _tell_mix(
    draft: Draft, stamp: Stamp, person: str, municipality: str, concluded: Conclusion
) -> None:
    new: Json = {
        "person": person,
        "municipality": municipality,
        "periods": [
            _said({"start": start.isoformat(), "end": _day(end), "lines": lines})
            for start, end in elementary(cuts(concluded.lines))
            if (lines := [_line(line) for line in concluded.lines if holds(line, start)])
        ],
    }
    if concluded.contact:
        new["contact"] = concluded.contact
    empty = not new["periods"] and "contact" not in new
    old = draft.get(f"doc//mix//{person}//{person}")
    if old is None and empty:
        return
    publish_periods(
        draft, stamp, "funding-mixes.changed", person, old=old, new=new, part=person
    )
    keep(draft, "mix", person, person, None if empty else new)


def _line(line: PayingLine) -> Json:
    return _said(
        {
            "line": line.line,
            "record": line.record,
            "stream": line.stream,
            "instrument": line.instrument,
            "ground": line.ground,
            "payer": line.payer,
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


def _tell_placements(
    draft: Draft, stamp: Stamp, person: str, policy: Policy, concluded: Conclusion
) -> None:
    now = {p.placement: _placement(p, person, policy) for p in concluded.placements}
    before = documents(draft, "placement", person)
    for placement in before:
        if placement not in now:
            data = {"placement": placement}
            publish(draft, stamp, "placements.withdrawn", placement, data, part=placement)
            keep(draft, "placement", person, placement, None)
    for placement, document in now.items():
        old = before.get(placement)
        if old != document:
            name = f"placements.{_change(old, document)}"
            publish(draft, stamp, name, placement, document, part=placement)
            keep(draft, "placement", person, placement, document)


def _change(old: Json | None, new: Json) -> str:
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
            "employer": fact.employer,
            "activity": fact.activity.value,
            "start": fact.start.isoformat(),
            "end": _day(fact.end),
            "minutes_per_week": fact.minutes_per_week,
            "attended": dict(placement.attended),
            "destination": fact.destination,
            "progress": [
                {"what": s.what, "on": s.on.isoformat(), "text": s.text, "record": s.record}
                for s in placement.progress
            ],
            "record": placement.record,
        }
    )


def _tell_places(
    draft: Draft, person: str, municipality: str, concluded: Conclusion, cause: Cause
) -> None:
    prefix = f"brought//{person}//"
    before = {key.removeprefix(prefix): value for key, value in draft.scan(prefix)}
    now = {
        p.placement: _brought(p, person, municipality, concluded.stretches[p.placement])
        for p in concluded.placements
    }
    for placement in sorted(before.keys() | now.keys()):
        told = now.get(placement, before.get(placement, {}) | {"gone": True})
        if before.get(placement) == told:
            continue
        message = Brought.model_validate(told | {"cause": cause})
        draft.emit(
            Emit(
                topics.PLACE_FACTS,
                key=f"{message.place}|{placement}",
                part=message.place,
                value=message,
            )
        )
        draft.put(prefix + placement, now.get(placement))


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
            "stretches": [wire.plain(stretch) for stretch in stretches],
        }
    )


def _tell_outcomes(
    draft: Draft, person: str, records: list[PersonRecord], concluded: Conclusion
) -> None:
    """What became of each record here; none for a record that is no longer this person's."""
    used = {line.record for line in concluded.lines} | {p.record for p in concluded.placements}
    used |= {step.record for placement in concluded.placements for step in placement.progress}
    now = {record.record: record for record in records}
    prefix = f"fate//{person}//"
    for key, value in draft.scan(prefix):
        record = key.removeprefix(prefix)
        if record not in now or now[record].version != value["version"]:
            _emit_outcome(draft, person, record, value["version"], None)
            draft.put(key, None)
    for record in records:
        fate, detail = _fate(record, record.record in used, concluded)
        told = {"version": record.version, "fate": fate, "detail": detail}
        if draft.get(prefix + record.record) != told:
            outcome = Outcome(
                record=record.record,
                version=record.version,
                step="combine",
                subject=person,
                source=record.source,
                municipality=record.municipality,
                outcome=fate,
                detail=detail,
                cause=record.cause,
            )
            _emit_outcome(draft, person, record.record, record.version, outcome)
            draft.put(prefix + record.record, told)


def _fate(record: PersonRecord, used: bool, concluded: Conclusion) -> tuple[Fate, str]:
    if used:
        return "concluded", ""
    for fact in record.facts:
        match fact:
            case DeliveryStarted() | DeliveryStopped():
                if fact.allocation in concluded.allocations:
                    return "concluded", "delivery of a known allocation"
                return "pending", "delivery without a known allocation"
            case LongTermCareStatus(status="yes", start=None):
                return "pending", "no first day of the Wlz indication yet"
            case ContactHeld():
                return "concluded", "contact"
            case _:
                pass
    return "without-effect", "no conclusion of this version uses it"


def _emit_outcome(
    draft: Draft, person: str, record: str, version: str, outcome: Outcome | None
) -> None:
    key = f"{record}|{version}|combine|{person}"
    draft.emit(Emit(topics.OUTCOMES, key=key, part=record, value=outcome))


def _contact(records: list[PersonRecord], policy: Policy) -> Json | None:
    """When the person was last spoken to, and by when again (practices, P5)."""
    held = [f.on for record in records for f in record.facts if isinstance(f, ContactHeld)]
    if not held:
        return None
    last = max(held)
    due = months_later(last, policy.contact_term_months)
    return {"held": last.isoformat(), "next_due": due.isoformat()}


def months_later(day: date, months: int) -> date:
    """The same day *months* later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _said(document: dict[str, Any]) -> Json:
    return {key: value for key, value in document.items() if value is not None}
