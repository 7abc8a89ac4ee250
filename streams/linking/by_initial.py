"""A node known by initials only may be any namesake whose given name begins so: a doubt."""

from collections.abc import Sequence

from streams.linking.nodes import Cluster, Doubts, Node, bsn_of, groups, sexes_agree


def doubt_initials(clusters: Sequence[Cluster], doubts: Doubts) -> None:
    person = {node.name: number for number, cluster in enumerate(clusters) for node in cluster}
    has_bsn = [bsn_of(cluster) is not None for cluster in clusters]

    def may_be(node: Node, other: Node) -> bool:
        ours, theirs = person[node.name], person[other.name]
        return (
            ours != theirs
            and node.register != other.register
            and not (has_bsn[ours] and has_bsn[theirs])  # two BSNs: two persons, without a doubt
            and sexes_agree(node, [other])
        )

    nodes = (node for cluster in clusters for node in cluster)
    for namesakes in groups(nodes, lambda node: node.initial).values():
        for node in namesakes:
            if not node.spelled:
                doubts.add(node, "initial-only", (n for n in namesakes if may_be(node, n)))
