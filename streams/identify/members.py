"""Who is in which person, and what changed in that: the difference with what stood there before.

State: `in/<municipality>/<node>`, the person of a node; the documents `person` and `doubt`.  A
component (all that is connected over shared tokens) is concluded anew as a whole.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from streams.identify.changes import changes
from streams.identify.nodes import Seed, near, node_of
from streams.identify.work import Work
from streams.linking import Doubt, Node, Person, partition
from streams.publish import Stamp, publish
from streams.step import Json


class Whose(NamedTuple):
    """The person of a node, and whether others are linked to it."""

    person: str | None = None
    linked: bool = False


class Moved(NamedTuple):
    name: str
    was: Whose
    now: Whose


class Regrouped(NamedTuple):
    names: frozenset[str]
    moved: tuple[Moved, ...]


def regroup(work: Work, seeds: Iterable[Seed]) -> Regrouped:
    """Conclude anew about all that *seeds* touch, tell the difference, and say who moved."""
    seeds = list(seeds)
    nodes = _component(work, seeds)
    names = sorted({*nodes, *(seed.name for seed in seeds)})
    was = {name: whose(work, name) for name in names}
    olds = {w.person: person_doc(work, w.person) for w in was.values() if w.person}
    concluded = partition(nodes.values())
    news = {(doc := _doc(work, person))["person"]: doc for person in concluded.persons}
    now = {
        member["record"]: Whose(person, linked=len(doc["members"]) > 1)
        for person, doc in news.items()
        for member in doc["members"]
    }

    stamp = Stamp.of(work.policy, work.cause)
    for change in changes(olds, news):
        name = f"persons.{change['change']}"
        publish(work.draft, stamp, name, change["person"], change, part=work.municipality)
    for person in sorted(olds.keys() | news.keys()):
        work.draft.put(f"doc//person//{person}", news.get(person))
    for name in names:
        work.draft.put(work.key("in", name), now[name].person if name in now else None)
        _doubt(work, stamp, name, concluded.doubts.get(name, ()))
    moved = (Moved(name, was[name], now.get(name, Whose())) for name in names)
    return Regrouped(frozenset(names), tuple(m for m in moved if m.was != m.now))


def whose(work: Work, name: str | None) -> Whose:
    person = work.draft.get(work.key("in", name)) if name else None
    if person is None:
        return Whose()
    return Whose(person, linked=len(person_doc(work, person)["members"]) > 1)


def person_doc(work: Work, person: str) -> Json:
    return work.draft.get(f"doc//person//{person}")


def _component(work: Work, seeds: Iterable[Seed]) -> dict[str, Node]:
    """Every node that is connected to one of *seeds*, as it was or as it is."""
    found = {seed.name: seed.now for seed in seeds if seed.now}
    todo = [node for seed in seeds for node in (seed.was, seed.now) if node]
    seen: set[tuple[str, str]] = set()
    while todo:
        node = todo.pop()
        for name in (*near(work, node, seen), *_companions(work, node.name, seen)):
            if name not in found and (other := node_of(work, name)):
                found[name] = other
                todo.append(other)
    return found


def _companions(work: Work, name: str, seen: set[tuple[str, str]]) -> list[str]:
    """Who was in one person with *name*; of use when a ground is withdrawn."""
    person = work.draft.get(work.key("in", name))
    if person is None or ("person", person) in seen:
        return []
    seen.add(("person", person))
    return [member["record"] for member in person_doc(work, person)["members"]]


def _doc(work: Work, person: Person) -> Json:
    by_anchor = {node.name: work.token("person", "node", node.name) for node in person.nodes}
    name = _of_bsn(work, person) or by_anchor[person.anchor]
    members = [{"record": node.name, "source": node.source} for node in person.nodes]
    return {
        "person": name,
        "members": sorted(members, key=lambda member: member["record"]),
        "aliases": sorted({*by_anchor.values()} - {name}),
    }


def _of_bsn(work: Work, person: Person) -> str | None:
    """The id of the person that a BSN stands for, within the domain.

    Systems that may not be linked must not share an id either: it would tell that both know the
    same citizen.  So where a ground comes to hold more, or fewer, systems, ids change (`renamed`).
    """
    if person.bsn is None:
        return None
    return work.token("person", "bsn", person.nodes[0].domain, person.bsn)


def _doubt(work: Work, stamp: Stamp, name: str, doubts: Sequence[Doubt]) -> None:
    key = f"doc//doubt//{name}"
    known = work.draft.get(key)
    if not doubts and known is None:
        return
    told = [
        {"reason": doubt.reason, "others": list(doubt.others), "more": doubt.more}
        for doubt in doubts
    ]
    document = {"record": name, "doubts": told}
    if document != (known or {"record": name, "doubts": []}):
        publish(work.draft, stamp, "persons.link-doubted", name, document, work.municipality)
        work.draft.put(key, document if told else None)
