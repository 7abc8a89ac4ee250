"""Who is in which person, and what changed in that: the difference with what stood there before.

State: with each node (`kept`) the `person` that it is in, and whether it is `doubted`; the
documents `person` and `doubt`.  A component (all that is connected by edges, shared descriptions
and decisions) is concluded anew as a whole.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from streams.identify import blocks, contents, decisions, kept, reviews
from streams.identify.changes import changes
from streams.identify.holders import holders
from streams.identify.nodes import Touched, described_node
from streams.identify.work import Work
from streams.linking import Doubt, Near, Node, Person, partition
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


def regroup(work: Work, touched: Touched) -> Regrouped:
    """Conclude anew about all that was touched, tell the difference, and say who moved."""
    persons: list[Person] = []
    doubts: dict[str, tuple[Doubt, ...]] = {}
    near: list[Near] = []
    members: dict[str, Node] = {}
    for component in _components(work, touched, members):
        said = decisions.among(work, component)
        concluded = partition(work.model, component.values(), said)
        persons += concluded.persons
        doubts |= concluded.doubts
        near += concluded.near
    names = sorted(members.keys() | touched.nodes)
    was = {name: whose(work, name) for name in names}
    olds = {w.person: person_doc(work, w.person) for w in was.values() if w.person}
    news = {(doc := _doc(work, person))["person"]: doc for person in persons}
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
        told = doubts.get(name, ())
        _doubt(work, stamp, name, told)
        person = now[name].person if name in now else None
        row = kept.kept(work, name)
        if row.get("person") != person or row.get("doubted", False) != bool(told):
            kept.keep(work, name, person=person, doubted=bool(told))
    persons_of = {name: of.person for name, of in now.items() if of.person}
    reviews.keep(work, names, near, members, persons_of)
    moved = (Moved(name, was[name], now.get(name, Whose())) for name in names)
    return Regrouped(frozenset(names), tuple(m for m in moved if m.was != m.now))


def whose(work: Work, name: str | None) -> Whose:
    person = kept.kept(work, name).get("person") if name else None
    if person is None:
        return Whose()
    return Whose(person, linked=len(person_doc(work, person)["members"]) > 1)


def person_doc(work: Work, person: str) -> Json:
    return work.draft.get(f"doc//person//{person}")


def _components(work: Work, touched: Touched, found: dict[str, Node]) -> Iterator[dict[str, Node]]:
    """Every component that holds something touched, as it is now; all its nodes in *found*.

    Who was in one person with any of them is looked at too: what connected them may be gone.
    """
    seeds = sorted(touched.nodes)
    for content in sorted(touched.contents):
        seeds += holders(work, content)
    seen: set[str] = set()
    while seeds:
        component: dict[str, Node] = {}
        todo = [seeds.pop()]
        while todo:
            name = todo.pop()
            if name in found or not (known := described_node(work, name)):
                continue
            node, content = known
            found[name] = component[name] = node
            todo += decisions.about(work, name)
            if content and content not in seen:
                seen.add(content)
                for described in (content, *contents.near(work, content)):
                    todo += holders(work, described)
        for name in component or touched.nodes:
            seeds += _companions(work, name, seen)
        if component:
            yield component


def _companions(work: Work, name: str, seen: set[str]) -> list[str]:
    """Who was in one person with *name*."""
    person = kept.kept(work, name).get("person")
    if person is None or person in seen:
        return []
    seen.add(person)  # a person's id is never that of a content
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
    """The id of the person that a BSN stands for, within the domain; a BSN that very many are
    described with stands for nobody.

    Systems that may not be linked must not share an id either: it would tell that both know the
    same citizen.  So where a ground comes to hold more, or fewer, systems, ids change (`renamed`).
    """
    domain = person.nodes[0].domain
    if person.bsn is None or blocks.is_overfull(work, domain, person.bsn):
        return None
    return work.token("person", "bsn", domain, person.bsn)


def _doubt(work: Work, stamp: Stamp, name: str, doubts: Sequence[Doubt]) -> None:
    key = f"doc//doubt//{name}"
    known = work.draft.get(key) if kept.kept(work, name).get("doubted") else None
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
