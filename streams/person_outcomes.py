"""What became of each record that a person has, as combine sees it (law 3)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from schemas import topics
from schemas.facts import (
    AttendanceReported,
    ContactHeld,
    DeliveryStarted,
    DeliveryStopped,
    EmploymentHeld,
    LongTermCareStatus,
    Source,
)
from schemas.messages import Cause, Fate, Outcome
from schemas.standings import RegistrationHeld
from schemas.values import trusted
from schemas.waiting import AssessmentRequested, EligibilityDecided, WaitingReported
from streams.bearing import Change
from streams.concluded import Conclusion
from streams.lines import PAYING
from streams.placements import STANDING
from streams.records import Told
from streams.step import Draft, Emit, Json

Became = tuple[Fate, str]  # with the detail
_FOR_RULES: Became = ("concluded", "asked for by rules of concurrence")
_CANDIDATE: Became = ("concluded", "a candidate for beschut werk")
ALWAYS: Mapping[type, Became] = {  # what becomes of these, whatever else is known
    ContactHeld: ("concluded", "contact"),
    WaitingReported: ("concluded", "on the waiting list of a place"),
    AssessmentRequested: _CANDIDATE,
    EligibilityDecided: _CANDIDATE,
    EmploymentHeld: _FOR_RULES,
    RegistrationHeld: _FOR_RULES,
}


def tell_outcomes(
    draft: Draft, concluded: Conclusion, now: Mapping[str, Json], change: Change
) -> None:
    """Tell what became of the records that are kept *now*, and keep it with each; of the version
    that *change* left there is no outcome any more.
    """
    person = concluded.person
    if change.left:
        _emit_outcome(draft, person, change.record, change.left, None)
    records = [record for record in concluded.records if record.record in now]
    used = _used(concluded, records)
    for record in sorted(records, key=_by_name):
        fate, detail = _fate(record, used, concluded)
        kept = now[record.record]
        if kept.get("became") != [fate, detail]:
            outcome = trusted(
                Outcome,
                record=record.record,
                version=record.version,
                step="combine",
                subject=person,
                source=Source(kept["source"]),
                municipality=kept["municipality"],
                outcome=fate,
                detail=detail,
                cause=trusted(Cause, **kept["cause"]),
            )
            _emit_outcome(draft, person, record.record, record.version, outcome)
            draft.put(f"fact//{person}//{record.record}", kept | {"became": [fate, detail]})


def _by_name(record: Told) -> str:
    return record.record


def _used(concluded: Conclusion, records: Iterable[Told]) -> set[str]:
    """Which records the conclusions use.  Of *records* alone it is asked, so if none of them can
    be a line, or a (step of a) placement, those are not concluded for it.
    """
    kinds = {type(fact) for record in records for fact in record.facts}
    used: set[str] = set()
    if not kinds.isdisjoint(PAYING):
        used |= {line.record for line in concluded.lines}
    if not kinds.isdisjoint(STANDING):
        used |= {p.record for p in concluded.placements}
        used |= {step.record for placement in concluded.placements for step in placement.progress}
    return used


def _fate(record: Told, used: set[str], concluded: Conclusion) -> Became:
    if record.record in used:
        return "concluded", ""
    for fact in record.facts:
        became = ALWAYS.get(type(fact))
        if became is None and (of := BY_WHAT_ELSE.get(type(fact))) is not None:
            became = of(fact, concluded)
        if became is not None:
            return became
    return "without-effect", "no conclusion of this version uses it"


def _of_delivery(delivery: DeliveryStarted | DeliveryStopped, concluded: Conclusion) -> Became:
    if delivery.allocation in concluded.allocations:
        return "concluded", "delivery of a known allocation"
    return "pending", "delivery without a known allocation"


def _of_status(status: LongTermCareStatus, _: Conclusion) -> Became | None:
    if status.status == "yes" and status.start is None:
        return "pending", "no first day of the Wlz indication yet"
    return None


def _of_attendance(attendance: AttendanceReported, concluded: Conclusion) -> Became:
    if concluded.was_at(attendance.place, attendance.month):
        return "concluded", "attendance"
    return "pending", "attendance of a month without a placement there"


BY_WHAT_ELSE: Mapping[type, Callable[[Any, Conclusion], Became | None]] = {
    AttendanceReported: _of_attendance,
    DeliveryStarted: _of_delivery,
    DeliveryStopped: _of_delivery,
    LongTermCareStatus: _of_status,
}


def _emit_outcome(
    draft: Draft, person: str, record: str, version: str, outcome: Outcome | None
) -> None:
    key = f"{record}|{version}|combine|{person}"
    draft.emit(Emit(topics.OUTCOMES, key=key, part=record, value=outcome))
