"""What a person's own lines say: the funding mix, the placements, and what each brings to a place.

State, per person: the current facts of each record (`fact//<person>//<record>`), what was published
(`doc//...`), what was told to places (`brought//<person>//<placement>`), what became of each record
(`fate//<person>//<record>`).  The conclusion is computed from the facts and the policy; what is
published is the difference with what was published before.
"""

from calendar import monthrange
from datetime import date
from typing import assert_never

from schemas import wire
from schemas.facts import AllocationMade, ContactHeld
from schemas.messages import Cause, DayPassed, PersonRecord, PolicySet
from schemas.policy import Policy
from streams import controls
from streams.combined import Conclusion, tell_mix, tell_placements, tell_places
from streams.documents import publish_signals
from streams.lines import lines_of
from streams.person_outcomes import tell_outcomes
from streams.placements import placements_of, stretches_of
from streams.publish import Stamp
from streams.rules import concurrence
from streams.step import CHUNK, NOTHING, Decision, Draft, Json, View


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
    taken, last = 0, cursor["after"]
    for key, municipality in view.scan("person//", after=cursor["after"]):
        if taken == CHUNK:
            return draft.decision(sweep=cursor | {"after": last})
        if municipality == cursor["municipality"]:
            restate(draft, key.removeprefix("person//"), municipality, cause)
        taken, last = taken + 1, key
    return draft.decision()


def _cursor(municipality: str, cause: Cause, after: str) -> Json:
    return {"municipality": municipality, "cause": wire.plain(cause), "after": after}


def conclude(person: str, records: list[PersonRecord], policy: Policy) -> Conclusion:
    lines = lines_of(records, policy)
    placements = placements_of(person, records, policy)
    fired = [
        f
        for f in concurrence.fired(person, policy.municipality, lines)
        if policy.signals_on(f.rule.id)
    ]
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
    records = [PersonRecord.model_validate(value) for _, value in draft.scan(f"fact//{person}//")]
    draft.put(f"person//{person}", municipality if records else None)
    stamp = Stamp.of(policy, cause)
    concluded = conclude(person, records, policy)
    tell_mix(draft, stamp, person, municipality, concluded)
    tell_placements(draft, stamp, person, policy, concluded)
    publish_signals(draft, {municipality: stamp}, person, concluded.fired)
    tell_places(draft, person, municipality, concluded, cause)
    tell_outcomes(draft, person, records, concluded)


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
