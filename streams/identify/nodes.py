"""Nodes: a person as one source knows them, put together from the current records that name them.

State, per municipality: `has/<node>/<record>`, what a node needs to know of each of its records;
`node/<node>`, what is compared of it; `block/<token>/<node>`, who shares a BSN or a name key.
A node's description is that of its greatest current record that says more than the local name.
"""

from collections.abc import Iterable, Iterator
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
from streams.identify import records
from streams.identify.work import Work
from streams.linking import Node
from streams.names import Compared, compared
from streams.step import Json

NOT_COMPARED = {"name", "domain"}  # the one is in the key, the other follows from the policy
DESCRIBING = tuple(PersonDescribed.model_fields.keys() - {"local"})
NOT_DESCRIBED = (None,) * len(DESCRIBING)
_description = attrgetter(*DESCRIBING)
COMPARED = tuple(name for name in Node._fields if name not in NOT_COMPARED)


class Seed(NamedTuple):
    """A node that may link differently from here on, as it was and as it is."""

    name: str
    was: Node | None
    now: Node | None


def node_of(work: Work, name: str) -> Node | None:
    row = work.draft.get(work.key("node", name))
    return _node(work, name, row) if row else None


def records_of(work: Work, name: str, *, bare: bool = False) -> Iterator[str]:
    """The node's current records; `bare`: only those that merely describe."""
    for record, known in work.draft.under(work.key("has", name, "")).items():
        if known["bare"] or not bare:
            yield record


def near(work: Work, node: Node, seen: set[tuple[str, str]]) -> Iterator[str]:
    """Names of the nodes of its domain that share a token with *node*; each token is gone through
    once.

    Without a ground nothing is looked up across domains, not even whether both know one BSN.
    """
    for token in _tokens(node):
        if (token, node.domain) in seen:
            continue
        seen.add((token, node.domain))
        for name, source in work.draft.under(work.key("block", token, "")).items():
            if work.policy.domain(source) == node.domain:
                yield name


def hold(work: Work, before: RecordTold | None, after: RecordTold) -> list[Seed]:
    """Put the record where it now belongs; the nodes of which that changed what is compared."""
    was, now = _node_name(before), _node_name(after)
    known = _known(after) if now else None
    if was and was != now:
        work.draft.put(work.key("has", was, after.record), None)
    if now:
        work.draft.put(work.key("has", now, after.record), known)
    names = sorted(name for name in {was, now} if name)
    seeds = [
        _rebuilt(work, name, after, more=known if name == now != was else None) for name in names
    ]
    return [seed for seed in seeds if seed and seed.was != seed.now]


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
        case LadderStepSet() | CertificateEarned() | ContactHeld():
            return fact.on.isoformat()
        case DecisionMade():
            return fact.decided_on.isoformat() if fact.decided_on else None
        case _:
            return fact.start.isoformat() if fact.start else None


def _rebuilt(work: Work, name: str, told: RecordTold, more: Json | None) -> Seed | None:
    """Conclude the node anew from its records, and stand it in its blocks; none if it is the same.

    One record more is laid beside what is known, without going through all of them: a person may
    have hundreds.
    """
    key = work.key("node", name)
    old: Json = work.draft.get(key)
    if old and more:
        new = _row(work, [(told.record, more)], old, told, beside=old)
    else:
        known = work.draft.under(work.key("has", name, ""))
        new = _row(work, list(known.items()), old, told)
    if new == old:
        return None
    work.draft.put(key, new)
    was, now = (_node(work, name, row) if row else None for row in (old, new))
    left, stood = set(_tokens(was)), set(_tokens(now))
    for token in sorted(left - stood):
        work.draft.put(work.key("block", token, name), None)
    if now:
        for token in sorted(stood - left):
            work.draft.put(work.key("block", token, name), now.source)
    return Seed(name, was, now)


def _row(
    work: Work, known: list[tuple[str, Json]], old: Json, told: RecordTold, beside: Json = None
) -> Json:
    if not known:
        return None

    source, system = (min(k[field] for _, k in known) for field in ("source", "system"))
    firsts = [[not k["first"], k["first"] or k["version"][1][:10]] for _, k in known]
    saying = [[k["version"], record] for record, k in known if k["says"]]
    if beside:
        source, system = min(source, beside["source"]), min(system, beside["system"])
        firsts.append([beside.get("undated", False), beside["first"]])
        saying += [[said[1:], said[0]]] if (said := beside.get("said_by")) else []
    undated, first = min(firsts)
    row: Json = {"source": source, "system": system, "first": first}
    row |= {"undated": True} if undated else {}
    if not saying:
        return row
    version, record = max(saying)
    said_by = [record, *version]
    if old and old.get("said_by") == said_by:
        return {k: v for k, v in old.items() if k != "undated"} | row
    who = told.who if record == told.record else records.current(work, record).who
    assert who is not None
    return {**row, **_tokenised(work, compared(who)), "said_by": said_by}


def _tokenised(work: Work, who: Compared) -> Json:
    """What is compared, with nothing in it that names anybody."""
    said = {
        "bsn": work.token("bsn", who.bsn) if who.bsn else None,
        "born": who.born,
        "sex": who.sex.value if who.sex else None,
        "exact": work.token("name", *who.exact) if who.exact else None,
        "initial": work.token("initial", *who.initial) if who.initial else None,
        "spelled": who.spelled or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def _node(work: Work, name: str, row: Json) -> Node:
    compares = {field: row[field] for field in COMPARED if field in row}
    return Node(name=name, domain=work.policy.domain(row["source"]), **compares)


def _tokens(node: Node | None) -> Iterable[str]:
    return [t for t in (node.bsn, node.exact, node.initial) if t] if node else []
