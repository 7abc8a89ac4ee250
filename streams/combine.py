"""What a person's own lines say: the funding mix, the placements, and what each brings to a place.

State, per person: the current facts of each record (`fact//<person>//<record>`), what was published
(`doc//...`), what was told to places (`brought//<person>//<placement>`), what became of each record
(`fate//<person>//<record>`).  The conclusion is computed from the facts and the policy, as far as
what changed bears on it; what is published is the difference with what was published before.
"""

from typing import assert_never

from schemas import wire
from schemas.messages import Cause, DayPassed, PersonRecord, PolicySet
from streams import controls, records
from streams.bearing import EVERYTHING, Parts, concerned, needed, parts
from streams.combined import tell_mix, tell_placements, tell_places
from streams.concluded import Conclusion
from streams.documents import publish_signals
from streams.person_outcomes import tell_outcomes
from streams.publish import Stamp
from streams.step import CHUNK, NOTHING, Decision, Draft, Json, View


def decide(view: View, message: PersonRecord | DayPassed | PolicySet) -> Decision:
    draft = Draft(view)
    match message:
        case PersonRecord():
            key = f"fact//{message.person}//{message.record}"
            before, after = draft.get(key), None if message.gone else wire.plain(message)
            draft.put(key, after)
            changed = parts(before) | parts(after)
            restate(
                draft, message.person, message.municipality, message.cause, changed, message.record
            )
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


def restate(
    draft: Draft,
    person: str,
    municipality: str,
    cause: Cause,
    changed: Parts = EVERYTHING,
    changed_record: str = "",
) -> None:
    """Conclude anew about *person*, as far as what changed bears on it, and tell the difference."""
    policy = controls.policy_of(draft, municipality)
    kept = draft.under(f"fact//{person}//")
    draft.put(f"person//{person}", municipality if kept else None)
    told, became = [], {changed_record}
    needs, concerns = needed(changed), concerned(changed)
    for record, value in kept.items():
        bears = parts(value)
        if record == changed_record or not needs.isdisjoint(bears):
            told.append(value)
        if not concerns.isdisjoint(bears):
            became.add(record)

    stamp = Stamp.of(policy, cause)
    concluded = Conclusion(person, records.kept(told), policy)
    if "lines" in changed or "contact" in changed:
        tell_mix(draft, stamp, concluded, changed)
    if "placements" in changed or "progress" in changed:
        tell_placements(draft, stamp, concluded)
    if "lines" in changed:
        publish_signals(draft, {municipality: stamp}, person, concluded.fired)
    if "lines" in changed or "placements" in changed:
        tell_places(draft, concluded, cause)
    tell_outcomes(draft, concluded, {name: kept.get(name) for name in sorted(became)})
