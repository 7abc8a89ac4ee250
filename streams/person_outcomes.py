"""What became of each record that a person has, as combine sees it (law 3)."""

from collections.abc import Iterable

from schemas import topics
from schemas.facts import (
    AttendanceReported,
    ContactHeld,
    DeliveryStarted,
    DeliveryStopped,
    LongTermCareStatus,
)
from schemas.messages import Fate, Outcome, PersonRecord
from streams.concluded import Conclusion
from streams.placements import in_month
from streams.step import Draft, Emit


def tell_outcomes(draft: Draft, concluded: Conclusion, names: Iterable[str]) -> None:
    """What became of the records *names* here; none for one that is no longer this person's."""
    person = concluded.person
    used = {line.record for line in concluded.lines} | {p.record for p in concluded.placements}
    used |= {step.record for placement in concluded.placements for step in placement.progress}
    known = {record.record: record for record in concluded.records}
    now = {name: known.get(name) for name in sorted(names)}
    prefix = f"fate//{person}//"
    for name, record in now.items():
        before = draft.get(prefix + name)
        if before and (record is None or record.version != before["version"]):
            _emit_outcome(draft, person, name, before["version"], None)
            draft.put(prefix + name, None)
    for record in filter(None, now.values()):
        fate, detail = _fate(record, used, concluded)
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


def _fate(record: PersonRecord, used: set[str], concluded: Conclusion) -> tuple[Fate, str]:
    if record.record in used:
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
            case AttendanceReported():
                if any(in_month(placement.fact, fact) for placement in concluded.placements):
                    return "concluded", "attendance"
                return "pending", "attendance of a month without a placement there"
            case _:
                pass
    return "without-effect", "no conclusion of this version uses it"


def _emit_outcome(
    draft: Draft, person: str, record: str, version: str, outcome: Outcome | None
) -> None:
    key = f"{record}|{version}|combine|{person}"
    draft.emit(Emit(topics.OUTCOMES, key=key, part=record, value=outcome))
