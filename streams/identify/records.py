"""Which telling of a record is the current one: the greatest version, whatever came first.

State: `record/<municipality>/<record>` holds the tellings that may be or become the current one.
That is one, the greatest, for a source whose later telling replaces the earlier.  Where a message
has a number of its own (iWmo), telling it again is telling it once: each telling is held, with its
first time of receipt, so that a message sent again does not overtake its own correction.

An allocation (iWmo 301) is what its telling of the latest moment says, and a mere resend keeps the
moment (IV013).  Two tellings of one moment that say different things contradict one another: the
greatest is the current one, and is marked as *contested*, until a later moment is told.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from schemas import wire
from schemas.contracts import ALLOCATIONS
from schemas.messages import RecordTold
from streams.identify.work import Work
from streams.step import Json


class Change(NamedTuple):
    """The current telling before and after; `is_current`: what was told is the one after."""

    before: RecordTold | None
    after: RecordTold
    is_current: bool


class Unchanged(NamedTuple):
    """The current telling stays; `is_current`: it was told again."""

    is_current: bool


def admit(work: Work, told: RecordTold) -> Change | Unchanged:
    """Hold *told*, and say what that changed about the record."""
    key = work.key("record", told.record)
    held: Mapping[str, Json] = work.draft.get(key) or {}
    name = f"{told.version.stamp}|{told.occasion}|{told.version.digest}" if told.occasion else ""
    if not held:
        work.draft.put(key, {name: wire.plain(told)})
        return Change(None, told, is_current=True)
    told = _marked(told, held.get(name))
    holding = held
    if _replaces(told, held.get(name)):
        holding = {**held, name: wire.plain(told)}
    elif told.contested:
        holding = {**held, name: {**held[name], "contested": True}}
    work.draft.put(key, holding)
    before, after = _greatest(held), _greatest(holding)
    is_current = _rank(after) == told.version.rank()
    if before == after:
        return Unchanged(is_current)
    return Change(
        RecordTold.model_validate(before) if before else None,
        told if is_current else RecordTold.model_validate(after),
        is_current,
    )


def _marked(told: RecordTold, known: Json | None) -> RecordTold:
    """*told*, as contested if what is known of its moment says something else of an allocation.

    One message that is read twice contests nothing.
    """
    stamp = told.version.stamp
    if known is None or not stamp or known["version"]["stamp"] != stamp:
        return told
    same = known["cause"]["message"] == told.cause.message
    if not known.get("contested") and (same or _said(wire.plain(told)) == _said(known)):
        return told
    return told.model_copy(update={"contested": True})


def _said(telling: Json) -> list[Json]:
    """What is told of allocations, and to whom; a resend says no more why one changed (IV099)."""
    facts = (fact for fact in telling["facts"] if fact["kind"] in ALLOCATIONS)
    bsn = (telling.get("who") or {}).get("bsn")
    return [{**fact, "change_reason": None, "bsn": bsn} for fact in facts]


def current(work: Work, record: str) -> RecordTold:
    """The current telling of a record that is held."""
    return RecordTold.model_validate(_greatest(work.draft.get(work.key("record", record)) or {}))


def _replaces(told: RecordTold, known: Json | None) -> bool:
    if known is None:
        return True
    rank, other = told.version.rank(), _rank(known)
    return rank < other if told.occasion else rank > other


def _greatest(held: Mapping[str, Json]) -> Any:
    return max(held.values(), key=_rank, default=None)


def _rank(telling: Json) -> tuple[str, str, str]:
    version = telling["version"]
    return version["stamp"], version["received"], version["digest"]
