"""What the hub knows of who is who, for an operator in the identity zone.

views = kept(settings, step, progress)    of a running hub: what identify keeps
person(views, keys, name) -> the person, its records, why they are linked, and who comes near
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from typing_extensions import override

from deploy.verifying import Progress, read_views
from schemas.keys import Keys
from schemas.messages import Cause
from streams.engine.stores import MemoryStore
from streams.identify import decisions
from streams.identify.members import whose
from streams.identify.nodes import node_of
from streams.identify.work import Work
from streams.linking import Node
from streams.linking.explain import Explained, explain
from streams.linking.traits import said
from streams.settings import AppSettings
from streams.step import Json, Step, View

NEEDED = tuple(
    prefix.encode()
    for prefix in ("policy/", "model", "node/", "content/", "decided/", "review/", "doc//person//")
)
NO_CAUSE = Cause(message="", received="")


class Link(NamedTuple):
    """Two records of a person, or of two that come near each other."""

    one: str
    other: str
    why: Explained
    decided: str
    reason: str = ""


class Shown(NamedTuple):
    """`joined`: the links that hold the person together, the strongest first."""

    person: str
    municipality: str
    aliases: tuple[str, ...]
    records: tuple[Json, ...]
    joined: tuple[Link, ...]
    near: tuple[Link, ...]


class Who(MemoryStore):
    """Of what identify keeps, the part that says who is who."""

    @override
    def restore(self, records: Mapping[bytes, bytes | None], position: int) -> None:
        needed = {key: value for key, value in records.items() if key.startswith(NEEDED)}
        super().restore(needed, position)


def kept(settings: AppSettings, step: Step, progress: Progress) -> list[View]:
    """Of a running hub, partition by partition."""
    return read_views(settings, [step], Who, progress)[step.name]


def person(views: Sequence[View], keys: Keys, name: str) -> Shown | None:
    """The person called *name*: its id, an id it had, or a record of it; none if there is none."""
    for view in views:
        for municipality in _municipalities(view):
            work = Work.on(view, municipality, NO_CAUSE, keys)
            found = whose(work, name).person or name
            document = view.get(f"doc//person//{found}") or _once(view, name)
            if document is not None and _is_of(work, document):
                return _shown(work, document)
    return None


def _municipalities(view: View) -> list[str]:
    return [key.removeprefix("policy/") for key, _ in view.scan("policy/")]


def _once(view: View, name: str) -> Json | None:
    """The person that has, or would have, had this id."""
    documents = (document for _, document in view.scan("doc//person//"))
    return next((document for document in documents if name in document["aliases"]), None)


def _is_of(work: Work, document: Json) -> bool:
    return node_of(work, document["members"][0]["record"]) is not None


def _shown(work: Work, document: Json) -> Shown:
    nodes = [found for m in document["members"] if (found := node_of(work, m["record"]))]
    return Shown(
        document["person"],
        work.municipality,
        tuple(document["aliases"]),
        tuple(_record(node) for node in nodes),
        tuple(_joined(work, nodes)),
        tuple(_near(work, nodes)),
    )


def _record(node: Node) -> Json:
    told: dict[str, Any] = {
        "record": node.name,
        "source": node.source,
        "system": node.system,
        "since": node.first,
        "described": said(node.traits),
    }
    return told


def _joined(work: Work, nodes: Sequence[Node]) -> Iterator[Link]:
    """The fewest and strongest links that hold the nodes together (a maximum spanning tree)."""
    links = [_link(work, one, other) for one, other in combinations(nodes, 2)]
    links.sort(key=lambda link: (not link.decided, -link.why.weight, link.one, link.other))
    group = {node.name: {node.name} for node in nodes}
    for link in links:
        if group[link.one] is not group[link.other]:
            both = group[link.one] | group[link.other]
            group.update(dict.fromkeys(both, both))
            yield link


def _near(work: Work, nodes: Sequence[Node]) -> Iterator[Link]:
    """What is not linked and worth a look."""
    for key, review in work.draft.scan(work.key("review", "")):
        one, other = key.rsplit("/", 2)[1:]
        if any(node.name in {one, other} for node in nodes):
            ours, theirs = node_of(work, one), node_of(work, other)
            if ours and theirs:
                yield _link(work, ours, theirs)._replace(reason=review["reason"])


def _link(work: Work, one: Node, other: Node) -> Link:
    told = decisions.of(work, one.name, other.name)
    decided = f"{told['verdict']}, {told['by']}, {told['at']}" if told else ""
    return Link(one.name, other.name, explain(work.model, one.traits, other.traits), decided)
