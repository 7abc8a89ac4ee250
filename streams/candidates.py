"""Who is a candidate for beschut werk: registered to be assessed, eligible, waiting for a place.

A registration waits until the college decides on it or later.  Eligible is who the college says is
(Participatiewet art. 10b lid 1), until it decides otherwise, and who has the provision itself.  Who
is eligible waits from the first day that nothing of it is filled: by the provision, or a placement.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from schemas import topics
from schemas.facts import Kind, PlacementReported, ProvisionGranted
from schemas.messages import Candidate, Cause
from schemas.values import digest
from schemas.waiting import AssessmentRequested, EligibilityDecided
from streams.periods import common, without
from streams.records import Told
from streams.step import Draft, Emit, Json

BESCHUT_WERK = Kind.BESCHUT_WERK


class Eligible(NamedTuple):
    """A stretch in which somebody is eligible, and since which decision."""

    start: date
    end: date | None
    decided_on: date


def tell_candidate(
    draft: Draft, person: str, records: Sequence[Told], municipality: str, cause: Cause
) -> None:
    key = f"candidate//{person}"
    before, now = draft.get(key) or {}, _candidate(person, records, municipality)
    if before != (now or {}):
        message = Candidate.model_validate((now or {**before, "gone": True}) | {"cause": cause})
        name = f"{message.account}|{message.candidate}"
        draft.emit(Emit(topics.ACCOUNT_FACTS, name, part=message.account, value=message))
        draft.put(key, now)


def _candidate(person: str, records: Sequence[Told], municipality: str) -> Json | None:
    about = [record for record, _ in _about(records)]
    awaiting, eligible = awaiting_since(about), eligible_of(about)
    if awaiting is None and not eligible:
        return None
    waits = waits_of(records)
    told = {
        "kind": "candidate",
        "municipality": municipality,
        "account": f"{municipality}/{BESCHUT_WERK}",
        "candidate": digest("candidate", person, BESCHUT_WERK),
        "person": person,
        "record": min(record.record for record in about),
        "activity": BESCHUT_WERK.value,
        "awaiting": awaiting.isoformat() if awaiting else None,
        "eligible": [_said(stretch) for stretch in eligible],
        "waits": _said(waits) if waits else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _said(stretch: Eligible) -> Json:
    said = {"start": stretch.start.isoformat(), "decided_on": stretch.decided_on.isoformat()}
    return said if stretch.end is None else said | {"end": stretch.end.isoformat()}


About = AssessmentRequested | EligibilityDecided | ProvisionGranted


def _about(records: Sequence[Told]) -> Iterator[tuple[Told, About]]:
    for record in records:
        for fact in record.facts:
            match fact:
                case AssessmentRequested() | EligibilityDecided():
                    yield record, fact
                case ProvisionGranted(instrument="beschut_werk"):
                    yield record, fact
                case _:
                    pass


def awaiting_since(records: Sequence[Told]) -> date | None:
    """The first registration that nothing was decided on since."""
    facts = [fact for _, fact in _about(records)]
    decided = [_decided_on(f) for f in facts if not isinstance(f, AssessmentRequested)]
    last = max(decided, default=date.min)
    asked = [f.on for f in facts if isinstance(f, AssessmentRequested)]
    return min((on for on in asked if on > last), default=None)


def _decided_on(fact: EligibilityDecided | ProvisionGranted) -> date:
    return fact.decided_on or fact.start


def eligible_of(records: Sequence[Told]) -> list[Eligible]:
    """In order of time; what goes on without a day between is one, since its first decision."""
    facts = [fact for _, fact in _about(records)]
    found = list(_decided([f for f in facts if isinstance(f, EligibilityDecided)]))
    found += [
        Eligible(f.start, f.end, _decided_on(f)) for f in facts if isinstance(f, ProvisionGranted)
    ]
    return _together(s for s in found if s.end is None or s.start < s.end)


def _decided(decisions: Iterable[EligibilityDecided]) -> Iterator[Eligible]:
    """By decisions alone.  One that is taken later (of one day: that begins later) ends an earlier
    one that holds when it begins, and goes before one that begins while it holds itself.
    """
    taken = sorted(decisions, key=lambda f: (f.decided_on, f.start, f.eligible))
    for number, decision in enumerate(taken):
        if not decision.eligible:
            continue
        later = taken[number + 1 :]
        until = min((f.start for f in later if f.start >= decision.start), default=None)
        since = _since(decision, taken[:number])
        stretch = Eligible(decision.start, _first(decision.end, until), since)
        for start, end in without(stretch, [f for f in later if f.start < decision.start]):
            yield Eligible(start, end, since)


def _since(decision: EligibilityDecided, earlier: Sequence[EligibilityDecided]) -> date:
    """When it was decided first: who is found eligible once more keeps their turn."""
    since = decision.decided_on
    for before in reversed(earlier):
        if before.end == decision.start or common(before, decision):
            if not before.eligible:
                break
            since = before.decided_on
    return since


def _first(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _together(stretches: Iterable[Eligible]) -> list[Eligible]:
    result: list[Eligible] = []
    for stretch in sorted(stretches, key=lambda s: (s.start, s.decided_on)):
        last = result[-1] if result else None
        if last and (last.end is None or stretch.start <= last.end):
            ends = [day for day in (last.end, stretch.end) if day is not None]
            end = max(ends) if len(ends) == 2 else None
            result[-1] = Eligible(last.start, end, min(last.decided_on, stretch.decided_on))
        else:
            result.append(stretch)
    return result


class Filled(NamedTuple):
    start: date
    end: date | None


def waits_of(records: Sequence[Told]) -> Eligible | None:
    """The end of the last stretch of eligibility, if nothing fills it."""
    eligible = eligible_of(records)
    if not eligible:
        return None
    filled = [Filled(f.start, f.end) for f in _filling(records)]
    left = list(without(eligible[-1], filled))
    start, end = left[-1] if left else (None, None)
    if start is None or end != eligible[-1].end:
        return None
    return Eligible(start, end, eligible[-1].decided_on)


def _filling(records: Sequence[Told]) -> Iterator[PlacementReported | ProvisionGranted]:
    for record in records:
        for fact in record.facts:
            match fact:
                case PlacementReported(activity=Kind.BESCHUT_WERK):
                    yield fact
                case ProvisionGranted(instrument="beschut_werk"):
                    yield fact
                case _:
                    pass
