"""Whose fact is this?  Keeps the current telling of each record and works out who it is about.

    facts ─ identify ─▶ person.facts, place.facts, account.facts, persons (public), outcomes

Partitioned by municipality, each its own controller: one writer per municipality makes linking
sound.  What it concludes (who is one person, under which id, what goes where) is a function of the
current tellings and the policy; what it emits is the difference with what it concluded before.

The parts, in the order of a decision: `records` (which telling is current), `nodes` (a person as
one source knows them), `members` (which nodes are one person, by `streams.linking`), `changes`
(what subscribers are told of that), `forward` (where the facts go).
"""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple, assert_never

from schemas import wire
from schemas.facts import Source
from schemas.keys import Keys
from schemas.messages import Cause, DayPassed, PolicySet, RecordTold
from schemas.policy import Policy
from streams import controls
from streams.identify import forward, records
from streams.identify.members import Moved, regroup, whose
from streams.identify.nodes import Seed, hold, node_of, records_of
from streams.identify.work import Work
from streams.step import CHUNK, NOTHING, Decision, Draft, Json, View


class Identify(NamedTuple):
    decide: Callable[[View, RecordTold | DayPassed | PolicySet], Decision]
    sweep: Callable[[View, Json], Decision]


def identify(keys: Keys) -> Identify:
    """The step, with the secrets under which persons get their ids."""

    def decide(view: View, message: RecordTold | DayPassed | PolicySet) -> Decision:
        match message:
            case RecordTold():
                return _told(Work.on(view, message.municipality, message.cause, keys), message)
            case DayPassed():
                return _day_passed(view, message)
            case PolicySet():
                return _policy_set(view, message)
            case _:
                assert_never(message)

    def sweep(view: View, cursor: Json) -> Decision:
        cause = Cause.model_validate(cursor["cause"])
        return _swept(Work.on(view, cursor["municipality"], cause, keys), cursor)

    return Identify(decide, sweep)


def _told(work: Work, told: RecordTold) -> Decision:
    change = records.admit(work, told)
    if not change.is_current:
        forward.supersede(work, told)
    if isinstance(change, records.Change):
        _changed(work, change.before, change.after)
    return work.decision()


def _changed(work: Work, before: RecordTold | None, after: RecordTold) -> None:
    """Another telling is current: take its facts along, and whoever it moves to other persons."""
    was = whose(work, before.node if before else None)
    seeds = hold(work, before, after)
    moved = regroup(work, seeds).moved if seeds else ()
    now = whose(work, None if after.deleted else after.node)
    forward.tell(work, (before, was) if before else None, (after, now))
    _take_along(work, moved, but=after.record)


def _take_along(work: Work, moved: Iterable[Moved], but: str = "") -> None:
    """Tell anew of the records of nodes that moved; if only who is linked changed, of the bare."""
    for name, was, now in moved:
        for record in records_of(work, name, bare=was.person == now.person):
            if record != but:
                told = records.current(work, record)
                forward.tell(work, (told, was), (told, now))


def _day_passed(view: View, message: DayPassed) -> Decision:
    draft = Draft(view)
    controls.set_day(draft, message)
    return draft.decision()


def _policy_set(view: View, message: PolicySet) -> Decision:
    """Other grounds make other persons, and other organisations other facts: if these changed, go
    through the municipality's records and nodes.
    """
    municipality = message.policy.municipality
    before = view.get(f"policy/{municipality}") and controls.policy_of(view, municipality)
    draft = Draft(view)
    if not controls.set_policy(draft, message):
        return NOTHING
    if not before:
        return draft.decision()
    restate = before.organisations != message.policy.organisations
    regroup = _domains(before) != _domains(message.policy)
    cursor = {
        "municipality": municipality,
        "cause": wire.plain(message.cause),
        "was": wire.plain(before),
        "todo": [*(["record"] if restate else []), *(["node"] if regroup else [])],
        "after": "",
    }
    return draft.decision(sweep=cursor if cursor["todo"] else None)


def _domains(policy: Policy) -> list[str]:
    return [policy.domain(source) for source in Source]


def _swept(work: Work, cursor: Json) -> Decision:
    """A chunk of what is gone through: first the records, under the persons they were told of."""
    kind, *rest = cursor["todo"]
    prefix = work.key(kind, "")
    keys = [key for key, _ in islice(work.draft.scan(prefix, after=cursor["after"]), CHUNK)]
    names = [key.removeprefix(prefix) for key in keys]
    if kind == "record":
        _restate(work, names, was=Policy.model_validate(cursor["was"]))
    else:
        _regroup(work, names)
    if len(keys) == CHUNK:
        return work.decision(sweep=cursor | {"after": keys[-1]})
    return work.decision(sweep=cursor | {"todo": rest, "after": ""} if rest else None)


def _restate(work: Work, names: Iterable[str], was: Policy) -> None:
    for name in names:
        told = records.current(work, name)
        forward.restate(work, was, (told, whose(work, None if told.deleted else told.node)))


def _regroup(work: Work, names: Iterable[str]) -> None:
    """Each node with all that it is connected to, once."""
    done: set[str] = set()
    for name in names:
        if name not in done:
            node = node_of(work, name)
            regrouped = regroup(work, [Seed(name, node, node)])
            _take_along(work, regrouped.moved)
            done |= regrouped.names
