"""What a person's own lines say: the funding mix, the placements, and what each brings to a place.

State, per person: the current facts of each record and what became of it
(`fact//<person>//<record>`), what was published (`doc//...`), what was told to places
(`brought//<person>//<placement>`, `waits//<person>//<waiting>`), to accounts
(`candidate//<person>`, `developed//<person>//<account>`), cohorts and programmes
(`enrolled//<person>//...`; `enrols//<person>` if there is any), an index of days on which a
conclusion changes by itself (`due//<day>//<person>`), which a day that passes sweeps, and of whom a
signal (`signals//<person>`) or a change of law (`transfers//<person>`) is told.  The conclusion is
computed from the facts, the policy and the day, as far as what changed bears on it; what is
published is the difference with what was published before.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import assert_never

from schemas import wire
from schemas.messages import Cause, DayPassed, PersonRecord, PolicySet
from streams import controls, records
from streams.bearing import (
    ALL,
    Change,
    Family,
    Parts,
    concerned,
    families,
    needed,
    parts,
    touched,
)
from streams.brought import tell_development, tell_places, tell_waiting
from streams.candidates import tell_candidate
from streams.combined import tell_mix, tell_placements, tell_transfers
from streams.concluded import Conclusion, rules_of
from streams.documents import documents, publish_signals
from streams.enrolments import tell_enrolments
from streams.person_outcomes import tell_outcomes
from streams.publish import Stamp
from streams.settlements import tell_settlement
from streams.step import CHUNK, NOTHING, Decision, Draft, Json, View
from streams.transfers import changes_of_law


def decide(view: View, message: PersonRecord | DayPassed | PolicySet) -> Decision:
    draft = Draft(view)
    match message:
        case PersonRecord():
            key = f"fact//{message.person}//{message.record}"
            before, after = draft.get(key), None if message.gone else wire.plain(message)
            left = before["version"] if before else ""
            if before and after and left == after["version"]:  # what became of it stands
                after["became"], left = before["became"], ""
            draft.put(key, after)
            change = Change(message.record, left, parts(before), parts(after))
            restate(draft, message.person, message.municipality, message.cause, change)
            return draft.decision()
        case DayPassed():
            if not controls.set_day(draft, message):
                return NOTHING
            due, cursor = next(view.scan("due//"), None), _due_cursor(message)
            return draft.decision(sweep=cursor if due and due[0] <= cursor["until"] else None)
        case PolicySet():
            if not controls.set_policy(draft, message):
                return NOTHING
            return draft.decision(sweep=_policy_cursor(message))
        case _:
            assert_never(message)


def sweep(view: View, cursor: Json) -> Decision:
    """A policy changed, or a day passed: the persons it touches are concluded anew, a chunk at a
    time.
    """
    draft = Draft(view)
    cause = Cause.model_validate(cursor["cause"])
    taken, last = 0, cursor["after"]
    for key, municipality in view.scan(cursor["prefix"], after=cursor["after"]):
        if key > cursor["until"]:
            break
        if taken == CHUNK:
            return draft.decision(sweep=cursor | {"after": last})
        if cursor["municipality"] in {None, municipality}:
            restate(draft, key.rsplit("//", 1)[1], municipality, cause)
        taken, last = taken + 1, key
    return draft.decision()


def _policy_cursor(message: PolicySet) -> Json:
    return _cursor("person//", "person//\uffff", message.policy.municipality, message.cause)


def _due_cursor(message: DayPassed) -> Json:
    return _cursor("due//", f"due//{message.day.isoformat()}//\uffff", None, message.cause)


def _cursor(prefix: str, until: str, municipality: str | None, cause: Cause) -> Json:
    return {
        "prefix": prefix,
        "until": until,
        "municipality": municipality,
        "cause": wire.plain(cause),
        "after": "",
    }


def restate(
    draft: Draft,
    person: str,
    municipality: str,
    cause: Cause,
    change: Change = ALL,
) -> None:
    """Conclude anew about *person*, as far as what changed bears on it, and tell the difference."""
    policy = controls.policy_of(draft, municipality)
    kept = draft.under(f"fact//{person}//")
    draft.put(f"person//{person}", municipality if kept else None)
    changed, changed_record = touched(change, kept.values()), change.record
    told, became = [], {changed_record}
    needs, concerns = needed(changed), concerned(changed)
    for record, value in kept.items():
        facts = value["facts"]  # nearly always one
        kinds = (facts[0]["kind"],) if len(facts) == 1 else {fact["kind"] for fact in facts}
        if record == changed_record or not needs.isdisjoint(kinds):
            told.append(value)
        if not concerns.isdisjoint(kinds):
            became.add(record)

    stamp = Stamp.of(policy, cause)
    today = date.fromisoformat(draft.get("day") or "0001-01-01")
    concluded = Conclusion(person, records.kept(told), policy, today)
    if "lines" in changed or "contact" in changed:
        tell_mix(draft, stamp, concluded, changed)
    if "lines" in changed:
        tell_settlement(draft, stamp, concluded)
    if "placements" in changed or "progress" in changed:
        tell_placements(draft, stamp, concluded, change.before)
    _tell_signals(draft, stamp, concluded, families(changed))
    if "lines" in changed or "placements" in changed:
        tell_places(draft, concluded, cause, change.before)
        tell_enrolments(draft, concluded, cause)
    if "waiting" in changed:
        tell_waiting(draft, concluded, cause)
    if "development" in changed:
        tell_development(draft, concluded, cause, change.before)
    if "candidacy" in changed:
        tell_candidate(draft, person, concluded.records, municipality, cause)
    if "lines" in changed or "proven" in changed:
        _tell_transfers(draft, stamp, concluded, kept, changed)
    there = {name: kept[name] for name in became if name in kept}
    tell_outcomes(draft, concluded, there, change)


def _tell_transfers(
    draft: Draft, stamp: Stamp, concluded: Conclusion, kept: Mapping[str, Json], changed: Parts
) -> None:
    """Few people change laws; of those who do, all that is known is read again."""
    person = concluded.person
    changing = "lines" in changed and any(changes_of_law(concluded.lines, concluded.policy))
    if changing or draft.get(f"transfers//{person}"):
        whole = replace(concluded, records=records.kept(kept.values()))
        sources = {record: value["source"] for record, value in kept.items()}
        told = tell_transfers(draft, stamp, whole, sources)
        draft.put(f"transfers//{person}", told or None)


def _tell_signals(
    draft: Draft, stamp: Stamp, concluded: Conclusion, families: tuple[Family, ...]
) -> None:
    """Of the rules that what changed bears on; the others stand as they were told."""
    if not families:
        return
    person, municipality = concluded.person, concluded.policy.municipality
    fired = [fired for of in families for fired in concluded.fired(of)]
    mark = f"signals//{person}"
    if fired or draft.get(mark):  # of few people
        publish_signals(draft, {municipality: stamp}, person, fired, rules=rules_of(families))
        draft.put(mark, bool(documents(draft, "signal", person)) or None)
    _remember_due(draft, concluded, families)


def _remember_due(draft: Draft, concluded: Conclusion, families: tuple[Family, ...]) -> None:
    """By family of rules, for not all are concluded each time; the index holds the first day."""
    person = concluded.person
    before: Json = draft.get(f"dueof//{person}") or {}
    now = {of: day for of, day in before.items() if of not in families}
    now |= {of: day.isoformat() for of in families if (day := concluded.due(of)) is not None}
    if before == now:
        return
    was, due = min(before.values(), default=None), min(now.values(), default=None)
    if was != due and was is not None:
        draft.put(f"due//{was}//{person}", None)
    if was != due and due is not None:
        draft.put(f"due//{due}//{person}", concluded.policy.municipality)
    draft.put(f"dueof//{person}", now or None)
