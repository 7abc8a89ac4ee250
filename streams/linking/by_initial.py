"""A node known by initials only may be any namesake whose given name begins so: a doubt."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from streams.linking.nodes import DOUBTED_MAX, Cluster, Doubts, Node, bsn_of, groups, sexes_agree


def doubt_initials(clusters: Sequence[Cluster], doubts: Doubts) -> None:
    person = {node.name: number for number, cluster in enumerate(clusters) for node in cluster}
    has_bsn = [bsn_of(cluster) is not None for cluster in clusters]

    def may_be(node: Node, other: Node) -> bool:
        ours, theirs = person[node.name], person[other.name]
        return (
            ours != theirs
            and not (has_bsn[ours] and has_bsn[theirs])  # two BSNs: two persons, without a doubt
            and sexes_agree(node, [other])
        )

    nodes = (node for cluster in clusters for node in cluster)
    for namesakes in groups(nodes, lambda node: node.initial).values():
        in_order = sorted(namesakes, key=lambda node: node.name)
        by_register = groups(in_order, lambda node: repr(node.register))
        for node in namesakes:
            if not node.spelled:
                elsewhere = (
                    found for of, found in by_register.items() if of != repr(node.register)
                )
                doubts.add(node, "initial-only", _first_of_each(elsewhere, partial(may_be, node)))


def _first_of_each(
    registers: Iterable[Sequence[Node]], may_be: Callable[[Node], bool]
) -> Iterator[Node]:
    """As many of each register as one doubt needs, for there may be hundreds."""
    for nodes in registers:
        yield from islice(filter(may_be, nodes), DOUBTED_MAX + 1)
