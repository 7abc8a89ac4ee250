"""Nodes: a person as one source knows them, put together from the current records that name them.

State, per municipality: of `node/<node>` (`kept`) what is `concluded`: where it is kept, and which
content (`contents`) describes it.
A node's description is that of its greatest current record that says more than the local name.
"""

from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from schemas.facts import (
    AttendanceReported,
    CertificateEarned,
    ContactHeld,
    DecisionMade,
    LadderStepSet,
    PersonDescribed,
    PersonFact,
)
from schemas.messages import RecordTold
from schemas.waiting import AssessmentRequested, WaitingReported
from streams.identify import contents, kept, records
from streams.identify.work import Work
from streams.linking import Node
from streams.linking.described import described
from streams.linking.traits import Traits
from streams.step import Json

DESCRIBING = tuple(PersonDescribed.model_fields.keys() - {"local"})
NOT_DESCRIBED = (None,) * len(DESCRIBING)
_description = attrgetter(*DESCRIBING)


class Touched(NamedTuple):
    """What may link differently from here on: nodes, and contents with the edges between them."""

    nodes: frozenset[str] = frozenset()
    contents: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.contents)


def node_of(work: Work, name: str) -> Node | None:
    row = kept.kept(work, name).get("concluded")
    return _node(work, name, row) if row else None


def described_node(work: Work, name: str) -> tuple[Node, str] | None:
    """The node, and the content that describes it."""
    row = kept.kept(work, name).get("concluded")
    return (_node(work, name, row), row["content"]) if row else None


def _node(work: Work, name: str, row: Json) -> Node:
    return Node(
        name=name,
        source=row["source"],
        system=row["system"],
        domain=row["domain"],
        first=row["first"],
        traits=contents.traits_of(work, row["content"]),
    )


def records_of(work: Work, name: str, *, bare: bool = False) -> Iterator[str]:
    """The node's current records; `bare`: only those that merely describe."""
    for record, known in kept.records(work, name).items():
        if known["bare"] or not bare:
            yield record


def hold(work: Work, before: RecordTold | None, after: RecordTold) -> Touched:
    """Put the record where it now belongs, and say what that touches."""
    was, now = _node_name(before), _node_name(after)
    known = _known(after) if now else None
    if was and was != now:
        kept.has_not(work, was, after.record)
    if now:
        kept.has(work, now, after.record, known)
    nodes: set[str] = set()
    touched: set[str] = set()
    for name in sorted(name for name in {was, now} if name):
        if _rebuild(work, name, after, touched, more=known if name == now != was else None):
            nodes.add(name)
    return Touched(frozenset(nodes), frozenset(touched))


def move(work: Work, name: str) -> None:
    """Stand a node in the domain that the policy gives its source now."""
    row = kept.kept(work, name)["concluded"]
    domain = work.policy.domain(row["source"])
    if row["domain"] != domain:
        traits = contents.traits_of(work, row["content"])
        now = {**row, "domain": domain, "content": contents.content_of(work, domain, traits)}
        _describe(work, name, row, now, traits)
        kept.keep(work, name, concluded=now)


def _node_name(told: RecordTold | None) -> str | None:
    return None if told is None or told.deleted else told.node


def _known(told: RecordTold) -> Json:
    """What a node needs to know of one of its records."""
    days = [day for fact in told.facts if isinstance(fact, PersonFact) if (day := _day(fact))]
    described = told.who is not None and _description(told.who) != NOT_DESCRIBED
    return {
        "version": list(told.version.rank()),
        "source": told.source.value,
        "system": told.system,
        "first": min(days, default=None),
        "says": described,
        "bare": not told.facts,
    }


def _day(fact: PersonFact) -> str | None:
    """The first business date of a fact."""
    match fact:
        case AttendanceReported():
            return f"{fact.month}-01"
        case LadderStepSet() | CertificateEarned() | ContactHeld() | AssessmentRequested():
            return fact.on.isoformat()
        case WaitingReported():
            return fact.since.isoformat()
        case DecisionMade():
            return fact.decided_on.isoformat() if fact.decided_on else None
        case _:
            return fact.start.isoformat() if fact.start else None


def _rebuild(work: Work, name: str, told: RecordTold, touched: set[str], more: Json | None) -> bool:
    """Conclude the node anew from its records; whether others may be linked to it for that.

    One record more is laid beside what is known, without going through all of them: a person may
    have hundreds.
    """
    old: Json = kept.kept(work, name).get("concluded")
    if more:
        new, who = _row(work, [(told.record, more)], old, told, beside=old)
    else:
        new, who = _row(work, list(kept.records(work, name).items()), old, told)
    if new == old:
        return False
    touched |= _describe(work, name, old, new, who)
    kept.keep(work, name, concluded=new, decided=bool(new and kept.decided(work, name)))
    return bool(_linked_by(new) != _linked_by(old))


def _linked_by(row: Json) -> Json:
    """What of a node bears on who it is linked to: not which of its records describes it."""
    return row and [row[field] for field in ("source", "system", "domain", "first", "content")]


def _describe(work: Work, name: str, old: Json, new: Json, who: Traits | None) -> set[str]:
    """Let the node hold its content, and not the one it had; what that touches."""
    was, now = (row["content"] if row else "" for row in (old, new))
    touched: set[str] = set()
    if was != now:
        if was:
            touched |= contents.drop(work, was, name)
        if now:
            assert who is not None
            touched |= contents.hold(work, now, new["domain"], who, name)
    return touched


def _row(
    work: Work, known: list[tuple[str, Json]], old: Json, told: RecordTold, beside: Json = None
) -> tuple[Json, Traits | None]:
    """What is kept of the node; and its description, if that may have changed."""
    if not known:
        return None, None
    source, system = (min(k[field] for _, k in known) for field in ("source", "system"))
    firsts = [[not k["first"], k["first"] or k["version"][1][:10]] for _, k in known]
    saying = [[k["version"], record] for record, k in known if k["says"]]
    if beside:
        source, system = min(source, beside["source"]), min(system, beside["system"])
        firsts.append([beside.get("undated", False), beside["first"]])
        saying += [[said[1:], said[0]]] if (said := beside.get("said_by")) else []
    undated, first = min(firsts)
    domain = work.policy.domain(source)
    row: Json = {
        "source": source, "system": system, "domain": domain, "first": first, "content": "",
    }  # fmt: skip
    row |= {"undated": True} if undated else {}
    if not saying:
        return row, None
    version, record = max(saying)
    said_by = [record, *version]
    row["said_by"] = said_by
    if old and old.get("said_by") == said_by and old["domain"] == domain:
        row["content"] = old["content"]
        return row, None
    who = told.who if record == told.record else records.current(work, record).who
    assert who is not None
    traits = described(who)
    row["content"] = contents.content_of(work, domain, traits)
    return row, traits
