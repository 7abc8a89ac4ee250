"""The same BSN is the same person, if the birth dates agree.

A BSN is very strong, but a typing error that passes the elfproef is another citizen's number (about
one in eleven does).  A birth date that disagrees gives it away.
"""

from collections.abc import Sequence

from streams.linking.nodes import Cluster, Doubts, Node, right_of, weight_of


def of_one_bsn(nodes: Sequence[Node], doubts: Doubts) -> list[Cluster]:
    """*nodes*, all of one BSN, apart where birth dates disagree.

    A birth date known in part, or not at all, may agree with several of them: such a node stands
    with those that have more right to the BSN than the others, or alone if none have.
    """
    born = {node.born or "" for node in nodes}
    apart = sorted(d for d in born if not any(o != d and o.startswith(d) for o in born))
    if len(apart) == 1:
        return [tuple(nodes)]

    fits = {node.name: [d for d in apart if d.startswith(node.born or "")] for node in nodes}
    stands = {d: [node for node in nodes if fits[node.name] == [d]] for d in apart}
    weight = {d: weight_of(stands[d]) for d in apart}
    best, *others = sorted(apart, key=lambda d: right_of(stands[d]))
    lone: list[Node] = []
    for node in nodes:
        if len(fits[node.name]) > 1:
            most, next_most, *_ = sorted(fits[node.name], key=weight.__getitem__)
            (stands[most] if weight[most] < weight[next_most] else lone).append(node)

    for date in others:
        for node in stands[date]:
            doubts.add(node, "bsn-birth-date", stands[best])
    for node in lone:
        doubts.add(node, "bsn-birth-date", (n for d in fits[node.name] for n in stands[d]))
    return [*(tuple(stands[date]) for date in apart), *((node,) for node in lone)]
