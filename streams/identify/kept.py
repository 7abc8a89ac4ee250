"""What is kept of a node, and which records it has.

State, per municipality:
    node/<node>            `concluded`: what its records come to (`nodes`)
                           `has`: what it needs to know of its only one
                           `apart`: they are more
                           `person`: whom it is in, and `doubted`: it has a doubt (`members`)
                           `decided`: somebody decided about it (`decisions`)
                           `reviews`: with whom it stands in `review/<node>/<other>` (`reviews`)
    has/<node>/<record>    of more than one, what it needs to know of each
    decided/<node>         what somebody decided about it, by the other node

It is one value, for whoever asks for one of these asks for nearly all of them, and most nodes have
one record.  However many records a person has, no value grows with their number.
"""

from collections.abc import Mapping
from typing import Any

from streams.identify.work import Work
from streams.step import Draft, Json

FEW = 1
Row = dict[str, Any]
NEW: Row = {}


def kept(work: Work, name: str) -> Row:
    return work.draft.get(work.key("node", name)) or NEW


def keep(work: Work, name: str, **changed: Json) -> None:
    """Let what is kept of a node be other than it was; what is nothing is not kept."""
    row = {field: value for field, value in (kept(work, name) | changed).items() if value}
    work.draft.put(work.key("node", name), row or None)


def decided(work: Work, name: str) -> Mapping[str, Json]:
    """What somebody decided about it, also before it was there."""
    row = kept(work, name)
    if "concluded" in row and not row.get("decided"):
        return {}
    return work.draft.get(work.key("decided", name)) or {}


def records(work: Work, name: str) -> dict[str, Json]:
    """What the node knows of its current records, in order."""
    return records_of(work.draft, work.municipality, name)


def records_of(draft: Draft, municipality: str, name: str) -> dict[str, Json]:
    """The same, for who only reads."""
    row = draft.get(f"node/{municipality}/{name}") or NEW
    if row.get("apart"):
        return draft.under(f"has/{municipality}/{name}/")
    has: dict[str, Json] = row.get("has", {})
    return has


def has(work: Work, name: str, record: str, known: Json) -> None:
    """Let the node have a record, and know that of it."""
    row = kept(work, name)
    if not row.get("apart"):
        now = dict(sorted({**row.get("has", {}), record: known}.items()))
        if len(now) <= FEW:
            keep(work, name, has=now)
            return
        for other, of in now.items():
            work.draft.add(work.key("has", name, other), of)
        keep(work, name, has=None, apart=True)
    work.draft.put(work.key("has", name, record), known)


def has_not(work: Work, name: str, record: str) -> None:
    """Let the node have a record no more."""
    rest = {other: known for other, known in records(work, name).items() if other != record}
    if kept(work, name).get("apart"):
        work.draft.put(work.key("has", name, record), None)
        if len(rest) > FEW:
            return
        for other in rest:
            work.draft.put(work.key("has", name, other), None)
    keep(work, name, has=rest, apart=False)
