"""Which nodes are one person: a pure function of the nodes, whatever their order.

A *node* is a person as one source knows them.  Nodes of different domains (systems without a legal
ground to be linked) are never compared.  Within a domain:

1. The same BSN is the same person, if the birth dates agree; what is missing agrees (`by_bsn`).
2. Without BSN, the same surname, given names, birth date and postcode are, if the sexes agree,
   one person only fits, and no system would stand in it twice (`by_name`).
3. What comes near, but is not enough, is a doubt and no link (`by_initial`, and the two above).

So two valid BSNs are always two persons.  The rules are strict on purpose: a wrong link shows one
citizen's money to another, a missed link leaves a doubt that somebody can settle.
"""

from collections.abc import Iterable, Sequence

from streams.linking.by_bsn import of_one_bsn
from streams.linking.by_initial import doubt_initials
from streams.linking.by_name import join_namesakes
from streams.linking.nodes import (
    Cluster,
    Doubt,
    Doubts,
    Node,
    Partition,
    Person,
    Right,
    bsn_of,
    groups,
    right_of,
)

__all__ = ["Doubt", "Node", "Partition", "Person", "partition"]


def partition(nodes: Iterable[Node]) -> Partition:
    """The persons that *nodes* are, and for each node what is doubted about it."""
    persons: list[Person] = []
    doubts = Doubts()
    in_order = sorted(nodes, key=lambda node: node.name)
    if len(in_order) == 1:  # most are: nothing to compare it with
        [node] = in_order
        return Partition((Person((node,), node.name, node.bsn),), {})
    for members in groups(in_order, lambda node: node.domain).values():
        persons += _persons(_of_one_domain(members, doubts))
    return Partition(tuple(persons), doubts.told())


def _of_one_domain(nodes: Sequence[Node], doubts: Doubts) -> list[Cluster]:
    bearers: list[Cluster] = []
    for group in groups(nodes, lambda node: node.bsn).values():
        bearers += of_one_bsn(group, doubts)
    without = [node for node in nodes if node.bsn is None]
    clusters = join_namesakes(bearers, without, doubts)
    doubt_initials(clusters, doubts)
    return clusters


def _persons(clusters: Sequence[Cluster]) -> list[Person]:
    """Each cluster of a domain as a person; a BSN that several claim (their birth dates differ)
    stands for the one with most right.
    """
    owners: dict[str, tuple[Right, int]] = {}
    for number, cluster in enumerate(clusters):
        if bsn := bsn_of(cluster):
            claim = right_of([node for node in cluster if node.bsn]), number
            owners[bsn] = min(claim, owners.get(bsn, claim))
    return [
        Person(
            nodes=cluster,
            anchor=min((node.first, node.name) for node in cluster)[1],
            bsn=bsn if (bsn := bsn_of(cluster)) and owners[bsn][1] == number else None,
        )
        for number, cluster in enumerate(clusters)
    ]
