"""Delivery: what each subscriber is told of what a step concludes, beside its public events.

    delivering(step, keys)      the same step, that tells subscribers as well

Whatever document a step keeps (`doc//<kind>//…`) is held, each time it is written, against what
stands told to each subscriber of its municipality (`subscribers`, `told`), after the table says
what of it that subscriber may know (`table`, `entitled`).  So a subscriber who applies what it gets
agrees with the hub about what it may see, and hears nothing when only the rest changes.  After
another policy a sweep holds everything against what stands told.  Without subscribers nothing of
this is done.

State: `subscribers`, by municipality the names of who is told; `deliver`, a sweep that waits for
the step's own to end; and what `subscribers` keeps.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from schemas import wire
from schemas.events import EVENTS
from schemas.keys import Keys
from schemas.messages import Cause, PolicySet
from streams import controls
from streams.deliveries.subscribers import parties
from streams.deliveries.told import FREED
from streams.step import CHUNK, Decision, Draft, Json, Step, View

NAMES = "subscribers"
WAITING = "deliver"
OF_PLACES = ("place", "overbooked", "offer", "result", "waiting-list")


def delivering(step: Step, keys: Keys) -> Step:
    """*step*, and what its subscribers are told: in the same decision, so once.

    Args:
        keys: per municipality, from which the key of each subscriber's pseudonyms follows.
    """
    own = step.sweep
    assert own is not None, "a step that keeps documents sweeps when the policy changes"

    def decide(view: View, message: Any) -> Decision:
        decided = step.decide(view, message)
        if not isinstance(message, PolicySet):
            return _delivered(view, decided, message.cause, keys)
        decided = _policy_set(view, message, decided)
        return _after_own(view, _delivered(view, decided, message.cause, keys))

    def sweep(view: View, cursor: Json) -> Decision:
        cause = Cause.model_validate(cursor["cause"])
        if WAITING in cursor:
            return _swept(view, cursor, cause, keys)
        return _after_own(view, _delivered(view, own(view, cursor), cause, keys))

    return replace(step, decide=decide, sweep=sweep)


def _delivered(view: View, decided: Decision, cause: Cause, keys: Keys) -> Decision:
    """What was decided, and what subscribers are told of it."""
    if not decided.writes:
        return decided
    names = decided.writes.get(NAMES) or view.get(NAMES)
    if not names:
        return decided
    draft = Draft(view)
    draft.writes |= decided.writes
    draft.emits += decided.emits
    draft.notes += decided.notes
    written = list(dict.fromkeys(k for key in decided.writes for k in _concerned(key)))
    notices = list(_notices(decided))
    for party in parties(draft, names, cause, keys):
        party.holds(draft, written)
        party.notices(draft, notices)
    return draft.decision(decided.sweep)


def _notices(decided: Decision) -> Iterator[Json]:
    freed = EVENTS[FREED]
    for emit in decided.emits:
        event: Any = emit.value
        if emit.topic is freed.topic and event["type"] == freed.type:
            yield event["data"]


def _concerned(written: str) -> Iterator[str]:
    """The documents that *written* bears on, by their keys."""
    what, _, of = written.partition("//")
    if what == "doc":
        yield written
    elif what == "place":  # whose place it is
        yield from (f"doc//{kind}//{of}//{of}" for kind in OF_PLACES)


def _policy_set(view: View, message: PolicySet, decided: Decision) -> Decision:
    """Who is a subscriber, and what it may see, follows from the policy.  Who no longer is one is
    told that all is gone, and then forgotten.
    """
    policy = message.policy
    known = view.get(NAMES) or {}
    names = {*known.get(policy.municipality, ()), *(s.name for s in policy.subscribers)}
    if not names or f"policy/{policy.municipality}" not in decided.writes:
        return decided
    cursor = {WAITING: policy.municipality, "cause": wire.plain(message.cause), "after": ""}
    writes = {NAMES: known | {policy.municipality: sorted(names)}, WAITING: cursor}
    return replace(decided, writes={**decided.writes, **writes})


def _after_own(view: View, decided: Decision) -> Decision:
    """Once the step's own sweep is through, the one that waits for it."""
    if decided.sweep is not None:
        return decided
    waiting = decided.writes.get(WAITING) or view.get(WAITING)
    if waiting is None:
        return decided
    return replace(decided, writes={**decided.writes, WAITING: None}, sweep=waiting)


def _swept(view: View, cursor: Json, cause: Cause, keys: Keys) -> Decision:
    """A chunk of all documents, held against what stands told."""
    municipality, draft = cursor[WAITING], Draft(view)
    names: dict[str, list[str]] = view.get(NAMES) or {}
    written = [key for key, _ in islice(view.scan("doc//", after=cursor["after"]), CHUNK)]
    for party in parties(draft, {municipality: names.get(municipality, [])}, cause, keys):
        party.holds(draft, written)
    if len(written) == CHUNK:
        return draft.decision(sweep=cursor | {"after": written[-1]})
    policy = controls.policy_of(view, municipality)
    left = names | {municipality: sorted(s.name for s in policy.subscribers)}
    draft.put(NAMES, {of: told for of, told in left.items() if told} or None)
    return draft.decision()
