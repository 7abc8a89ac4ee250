"""Without a BSN: the same surname, given names, birth date and postcode, and nothing against it.

Twins share surname, birth date and postcode, so given names must be there and be the same.  A
register keeps a person once, so two of its nodes without a shared BSN are never linked.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from streams.linking.nodes import Cluster, Doubts, Node, first, groups, sexes_agree


def join_namesakes(
    bearers: Sequence[Cluster], without: Iterable[Node], doubts: Doubts
) -> list[Cluster]:
    """*bearers*, the persons with a BSN, joined by the nodes without one that are surely them."""
    named = _by_name(bearers)
    candidates: dict[int, list[Node]] = {}
    strangers: list[Node] = []
    alone: list[Cluster] = []
    for node in without:
        namesakes = named.get(node.exact, ()) if node.exact else ()
        match [number for number in namesakes if sexes_agree(node, bearers[number])]:
            case []:
                strangers.append(node)
            case [number]:
                candidates.setdefault(number, []).append(node)
            case several:
                alone.append((node,))
                all_of_them = (n for number in several for n in bearers[number])
                doubts.add(node, "several-persons", (n for n in all_of_them if _same(n, node)))
    joined: list[Cluster] = []
    of_name = {exact: first(same) for exact, same in groups(strangers, _exact).items()}
    for number, cluster in enumerate(bearers):
        joined += _join(cluster, candidates.get(number, []), of_name, doubts)
    return [*joined, *_strangers(strangers, doubts), *alone]


def _by_name(clusters: Sequence[Cluster]) -> dict[str, list[int]]:
    """The numbers of the clusters with a member of that name."""
    named: dict[str, list[int]] = {}
    for number, cluster in enumerate(clusters):
        for exact in {node.exact for node in cluster if node.exact}:
            named.setdefault(exact, []).append(number)
    return named


def _join(
    cluster: Cluster,
    candidates: Sequence[Node],
    strangers: Mapping[str, Sequence[Node]],
    doubts: Doubts,
) -> list[Cluster]:
    """*cluster* with its candidates, and apart from it those that cannot all be this person.

    A stranger by sex only is a second person of that name: who has no sex may be either.
    """
    all_of_them = (*cluster, *candidates)
    registers = Counter(node.register for node in all_of_them)
    several_sexes = len({node.sex for node in candidates if node.sex}) > 1
    by_name = {exact: first(same) for exact, same in groups(all_of_them, _exact).items()}
    taken: list[Node] = []
    refused: list[Cluster] = []
    for node in candidates:
        if registers[node.register] > 1:
            doubts.add(node, "same-system", by_name[node.exact or ""])
            refused.append((node,))
        elif node.sex is None and (others := strangers.get(node.exact or "")):
            doubts.add(node, "several-persons", (*by_name[node.exact or ""], *others))
            refused.append((node,))
        elif several_sexes and node.sex:
            doubts.add(node, "sexes-differ", by_name[node.exact or ""])
            refused.append((node,))
        else:
            taken.append(node)
    return [(*cluster, *taken), *refused]


def _strangers(nodes: Sequence[Node], doubts: Doubts) -> list[Cluster]:
    """Nodes that fit no person with a BSN: namesakes are one person, if all of them can be."""
    clusters: list[Cluster] = [(node,) for node in nodes if node.exact is None]
    for namesakes in groups(nodes, lambda node: node.exact).values():
        once_each = len({node.register for node in namesakes}) == len(namesakes)
        if once_each and len({node.sex for node in namesakes if node.sex}) < 2:
            clusters.append(tuple(namesakes))
            continue
        named = first(namesakes)
        for node in namesakes:
            doubts.add(node, "sexes-differ" if once_each else "same-system", named)
            clusters.append((node,))
    return clusters


def _exact(node: Node) -> str | None:
    return node.exact


def _same(node: Node, other: Node) -> bool:
    return node.exact == other.exact
