"""The words of linking: node, person, doubt, decision, and who has more right to a BSN."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from schemas.facts import Source
from streams.linking.traits import Traits

# Others that one doubt names.  How many there are in all is not told: it would change the doubt of
# every namesake with each one that comes.
DOUBTED_MAX = 50
Reason = Literal[
    "uncertain",
    "several-persons",
    "same-system",
    "two-bsns",
    "bsn-disagrees",
    "names-differ",
    "names-only",
    "decisions-clash",
    "evidence-changed",
]


class Node(NamedTuple):
    """A person as one source knows them.

    `source` and `system` name the register that keeps it; without a source it is of no register.
    `domain`: nodes of different domains may not be compared.  `first` is the first business date.
    """

    name: str
    source: str
    system: str
    domain: str
    first: str
    traits: Traits

    @property
    def register(self) -> tuple[str, str] | None:
        """Where the node is kept: one register holds one person once."""
        return (self.source, self.system) if self.source else None


class Decision(NamedTuple):
    """That two nodes are one person, or are not; somebody said so, on that evidence: how the two
    agreed (`compare.evidence`).
    """

    one: str
    other: str
    same: bool
    evidence: str = ""


Cluster = tuple[Node, ...]
Weight = tuple[int, bool]
Right = tuple[Weight, tuple[str, str]]


class Person(NamedTuple):
    """`bsn` if this person is the one that BSN stands for in its domain; else it is named after its
    anchor.
    """

    nodes: Cluster
    anchor: str
    bsn: str | None


class Doubt(NamedTuple):
    """Why a node may be the same person as `others`, and is not linked to them.

    Of very many the first are named, by name, and there are `more`.
    """

    reason: Reason
    others: tuple[str, ...]
    more: bool = False


class Near(NamedTuple):
    """Two nodes of two persons that somebody should look at, with the log2 of the odds that they
    are one.
    """

    one: str
    other: str
    reason: Reason
    weight: float


class Partition(NamedTuple):
    """`near`: of each two persons the pair that is nearest."""

    persons: tuple[Person, ...]
    doubts: dict[str, tuple[Doubt, ...]]
    near: tuple[Near, ...] = ()


class Doubts:
    """What is doubted about each node, as it is found."""

    def __init__(self) -> None:
        self._found: dict[str, dict[Reason, set[str]]] = {}

    def add(self, node: str, reason: Reason, others: Iterable[str]) -> None:
        """*others* may hold the node itself."""
        known = self._found.setdefault(node, {}).setdefault(reason, set())
        known.update(other for other in others if other != node)

    def told(self) -> dict[str, tuple[Doubt, ...]]:
        return {
            name: tuple(
                Doubt(reason, tuple(sorted(others)[:DOUBTED_MAX]), more=len(others) > DOUBTED_MAX)
                for reason, others in sorted(found.items())
            )
            for name, found in self._found.items()
        }


def weight_of(nodes: Sequence[Node]) -> Weight:
    """The right that *nodes* have to a BSN, the smallest being most: first by number of sources,
    then by being known to another than providers.
    """
    return -len({n.source for n in nodes}), all(n.source == Source.PROVIDERS for n in nodes)


def right_of(nodes: Sequence[Node]) -> Right:
    """As `weight_of`, but never the same for two: then by first business date and name."""
    return weight_of(nodes), min((node.first, node.name) for node in nodes)


def groups(nodes: Iterable[Node], by: Callable[[Node], str]) -> dict[str, list[Node]]:
    """Nodes by what *by* says of them."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(by(node), []).append(node)
    return found
