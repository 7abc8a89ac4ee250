"""Whose fact is this?  Keeps the current telling of each record and works out who it is about.

    facts ─ identify ─▶ person.facts, place.facts, account.facts, persons (public), outcomes

Partitioned by municipality, each its own controller: one writer per municipality makes linking
sound.  What it concludes (who is one person, under which id, what goes where) is a function of the
current tellings, the policy, the model and what people decided; what it emits is the difference
with what it concluded before.

The parts, in the order of a decision: `records` (which telling is current), `nodes` (a person as
one source knows them), `contents` (what describes them, and what is near that), `blocks` (who is
compared with whom), `decisions` (what people decided), `members` (which nodes are one person, by
`streams.linking`), `changes` (what subscribers are told of that), `reviews` (what somebody should
look at), `forward` (where the facts go).
"""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import NamedTuple, assert_never

from schemas import wire
from schemas.facts import Source
from schemas.keys import Keys
from schemas.messages import Cause, DayPassed, LinkDecided, ModelSet, PolicySet, RecordTold
from schemas.policy import Policy
from streams import controls
from streams.identify import contents, decisions, forward, records
from streams.identify.members import Moved, regroup, whose
from streams.identify.nodes import Touched, hold, move, records_of
from streams.identify.work import Work
from streams.step import CHUNK, NOTHING, Decision, Draft, Json, View

Told = RecordTold | LinkDecided | ModelSet | DayPassed | PolicySet


class Identify(NamedTuple):
    decide: Callable[[View, Told], Decision]
    sweep: Callable[[View, Json], Decision]


def identify(keys: Keys) -> Identify:
    """The step, with the secrets under which persons get their ids."""

    def decide(view: View, message: Told) -> Decision:
        match message:
            case RecordTold():
                return _told(Work.on(view, message.municipality, message.cause, keys), message)
            case LinkDecided():
                return _decided(Work.on(view, message.municipality, message.cause, keys), message)
            case ModelSet():
                return _model_set(view, message)
            case DayPassed():
                return _day_passed(view, message)
            case PolicySet():
                return _policy_set(view, message)
            case _:
                assert_never(message)

    def sweep(view: View, cursor: Json) -> Decision:
        cause = Cause.model_validate(cursor["cause"])
        municipality, _ = cursor["todo"][0]
        return _swept(Work.on(view, municipality, cause, keys), cursor)

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
    touched = hold(work, before, after)
    moved = regroup(work, touched).moved if touched else ()
    now = whose(work, None if after.deleted else after.node)
    forward.tell(work, (before, was) if before else None, (after, now))
    _take_along(work, moved, but=after.record)


def _decided(work: Work, decided: LinkDecided) -> Decision:
    """Somebody decided about two nodes: what holds before anything that is computed."""
    if touched := decisions.take(work, decided):
        _take_along(work, regroup(work, touched).moved)
    return work.decision()


def _take_along(work: Work, moved: Iterable[Moved], but: str = "") -> None:
    """Tell anew of the records of nodes that moved; if only who is linked changed, of the bare."""
    for name, was, now in moved:
        if was.person is None:  # nothing was told of it yet
            continue
        for record in records_of(work, name, bare=was.person == now.person):
            if record != but:
                told = records.current(work, record)
                forward.tell(work, (told, was), (told, now))


def _day_passed(view: View, message: DayPassed) -> Decision:
    draft = Draft(view)
    controls.set_day(draft, message)
    return draft.decision()


def _model_set(view: View, message: ModelSet) -> Decision:
    """Another model weighs otherwise: compare every description of every municipality anew."""
    draft = Draft(view)
    if not controls.set_model(draft, message):
        return NOTHING
    todo = [[name, kind] for name in draft.under("policy/") for kind in ("compare", "group")]
    return draft.decision(sweep=_cursor(message.cause, todo))


def _policy_set(view: View, message: PolicySet) -> Decision:
    """Other grounds make other persons, other organisations other facts, other thresholds other
    links: go through what such a change touches.
    """
    policy = message.policy
    known = view.get(f"policy/{policy.municipality}")
    before = controls.policy_of(view, policy.municipality) if known else None
    draft = Draft(view)
    if not controls.set_policy(draft, message) or not before:
        return draft.decision()
    restate = before.organisations != policy.organisations
    stand = _domains(before) != _domains(policy)
    compare = before.linking != policy.linking
    kinds = {"record": restate, "stand": stand, "compare": compare, "group": stand or compare}
    todo = [[policy.municipality, kind] for kind, is_due in kinds.items() if is_due]
    return draft.decision(sweep=_cursor(message.cause, todo, was=wire.plain(before)))


def _cursor(cause: Cause, todo: list[list[str]], was: Json = None) -> Json | None:
    """What is to be done (where, and what), and how far that is."""
    if not todo:
        return None
    return {"cause": wire.plain(cause), "was": was, "todo": todo, "after": ""}


def _domains(policy: Policy) -> list[str]:
    return [policy.domain(source) for source in Source]


def _swept(work: Work, cursor: Json) -> Decision:
    """A chunk of what is gone through.

    All stand, or are compared, anew before any are grouped anew: nobody is told of what holds only
    until the sweep is through.
    """
    (_, kind), *rest = cursor["todo"]
    prefix = work.key(GONE_THROUGH[kind], "")
    keys = [key for key, _ in islice(work.draft.scan(prefix, after=cursor["after"]), CHUNK)]
    names = [key.removeprefix(prefix) for key in keys]
    match kind:
        case "record":
            _restate(work, names, was=Policy.model_validate(cursor["was"]))
        case "stand":
            for name in names:
                move(work, name)
        case "compare":
            for name in names:
                contents.rewire(work, name)
        case _:
            _group(work, names)
    if len(keys) == CHUNK:
        return work.decision(sweep=cursor | {"after": keys[-1]})
    return work.decision(sweep=cursor | {"todo": rest, "after": ""} if rest else None)


GONE_THROUGH = {"record": "record", "stand": "node", "compare": "content", "group": "node"}


def _restate(work: Work, names: Iterable[str], was: Policy) -> None:
    """Records, under the persons they were told of."""
    for name in names:
        told = records.current(work, name)
        forward.restate(work, was, (told, whose(work, None if told.deleted else told.node)))


def _group(work: Work, names: Iterable[str]) -> None:
    """Each node with all that it is connected to, once."""
    done: set[str] = set()
    for name in names:
        if name not in done:
            regrouped = regroup(work, Touched(frozenset((name,))))
            _take_along(work, regrouped.moved)
            done |= regrouped.names
