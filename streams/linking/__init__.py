"""Which nodes are one person: a pure function of the nodes, whatever their order.

    partition(model, nodes, decisions) -> the persons, and what is doubted

A *node* is a person as one source knows them.  Nodes of different domains (systems without a legal
ground to be linked) are never compared.  Within a domain every two nodes have a weight
(`compare`, `model`), and what is most alike is put together (`clusters`), but for what must not be:

- two valid BSNs that differ are two persons;
- a register keeps a person once: two of its nodes are one only if they share a BSN;
- given names that are written out and differ are twins or other relatives, where there are such;
- names alone make nobody the same;
- what somebody decided holds, before anything that is computed.

What comes near, and is not linked, is a doubt.
"""

from collections.abc import Iterable, Mapping, Sequence

from streams.linking.clusters import Groups, Pair, cluster
from streams.linking.compare import BSN, GIVEN, GIVEN_DIFFERS, evidence
from streams.linking.items import Between, Item, between, decided, is_supported, items
from streams.linking.model import Model, weight
from streams.linking.nodes import (
    DOUBTED_MAX,
    Cluster,
    Decision,
    Doubt,
    Doubts,
    Near,
    Node,
    Partition,
    Person,
    Reason,
    Right,
    groups,
    right_of,
)

__all__ = ["Decision", "Doubt", "Near", "Node", "Partition", "Person", "partition"]


def partition(model: Model, nodes: Iterable[Node], decisions: Iterable[Decision] = ()) -> Partition:
    """The persons that *nodes* are, and for each node what is doubted about it."""
    in_order = sorted(nodes, key=lambda node: node.name)
    if len(in_order) == 1:  # most are: nothing to compare it with
        [node] = in_order
        return Partition((Person((node,), node.name, node.traits.bsn or None),), {})
    said = decided(decisions)
    persons: list[Person] = []
    doubts = Doubts()
    near: list[Near] = []
    for members in groups(in_order, lambda node: node.domain).values():
        of_domain = items(model, members, said)
        ways = between(model, of_domain, said)
        grouped = cluster(len(of_domain), {pair: way.way for pair, way in ways.items()}, model.link)
        persons += _persons(_clusters(of_domain, grouped))
        near += _doubted(model, of_domain, ways, grouped, doubts)
    return Partition(tuple(persons), doubts.told(), tuple(near))


def _clusters(of_domain: Sequence[Item], grouped: Groups) -> list[Cluster]:
    clusters: list[Cluster] = []
    for group in grouped.groups:
        nodes = tuple(node for item in group for node in of_domain[item].nodes)
        one = all(of_domain[item].one for item in group)
        clusters += [nodes] if one else [(node,) for node in nodes]
    return clusters


def _doubted(
    model: Model,
    of_domain: Sequence[Item],
    ways: Mapping[Pair, Between],
    grouped: Groups,
    doubts: Doubts,
) -> Iterable[Near]:
    """What comes near and is not linked; of each two groups the nearest pair is given back."""
    group = {item: number for number, of in enumerate(grouped.groups) for item in of}
    bars: dict[Pair, Reason] = {}
    for pair, way in ways.items():
        if way.barred:
            bars.setdefault((group[pair[0]], group[pair[1]]), way.barred)
    nearest: dict[Pair, Near] = {}
    for pair, way in ways.items():
        one, other = of_domain[pair[0]], of_domain[pair[1]]
        groups_of = group[pair[0]], group[pair[1]]
        if groups_of[0] == groups_of[1]:
            continue
        bar = bars.get(groups_of) or bars.get(groups_of[::-1])
        reason = _reason(model, one, other, way, bar, undecided=pair in grouped.undecided)
        if reason:
            for ours, theirs in ((one, other), (other, one)):
                for node in ours.nodes:
                    doubts.add(node.name, reason, (n.name for n in theirs.nodes[: DOUBTED_MAX + 1]))
            found = Near(one.name, other.name, reason, way.weight)
            known = nearest.setdefault(groups_of, found)
            if found.weight > known.weight:
                nearest[groups_of] = found
    for item in of_domain:
        if item.several:
            names = [node.name for node in item.nodes]
            for name in names:
                doubts.add(name, "same-system", names[: DOUBTED_MAX + 2])
    return nearest.values()


def _reason(
    model: Model, one: Item, other: Item, way: Between, bar: Reason | None, *, undecided: bool
) -> Reason | None:
    """Why two items that are not linked are worth a look; none if they are not.

    `bar`: why some of the two groups that they are in cannot be one.
    """
    if way.way.sure:
        return "decisions-clash"
    if way.said:
        changed = way.said.evidence not in {"", evidence(way.levels)}
        return "evidence-changed" if changed and way.weight >= model.review else None
    if way.levels[BSN] == 1:
        return "bsn-disagrees"
    if way.barred == "two-bsns":
        without = (0, *way.levels[1:])
        near = way.weight >= model.review  # else it hung on whether others connect the two
        alike = near and weight(model, one.traits, other.traits, without) >= model.link
        return way.barred if alike and way.levels[GIVEN] != GIVEN_DIFFERS else None
    if undecided:
        return "several-persons"
    if way.barred:
        return way.barred if way.weight >= model.link else None
    if way.weight >= model.link:
        return bar or ("uncertain" if is_supported(way.levels) else "names-only")
    return "uncertain" if way.weight >= model.review else None


def _persons(clusters: Sequence[Cluster]) -> list[Person]:
    """Each cluster of a domain as a person; a BSN that several claim stands for the one with most
    right, and of several that one has (somebody decided that they are one) the best known.
    """
    claims: dict[str, list[tuple[Right, int]]] = {}
    for number, nodes in enumerate(clusters):
        for bsn in {node.traits.bsn for node in nodes} - {""}:
            right = right_of([node for node in nodes if node.traits.bsn == bsn])
            claims.setdefault(bsn, []).append((right, number))
    owned: dict[int, list[tuple[Right, str]]] = {}
    for bsn, of in claims.items():
        right, number = min(of)
        owned.setdefault(number, []).append((right, bsn))
    return [
        Person(
            nodes=nodes,
            anchor=min((node.first, node.name) for node in nodes)[1],
            bsn=min(owned[number])[1] if number in owned else None,
        )
        for number, nodes in enumerate(clusters)
    ]
