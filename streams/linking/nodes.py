"""The words of linking: node, person, doubt, and who has more right to a BSN."""

from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from typing import Literal, NamedTuple

from schemas.facts import Source

# Others that one doubt names.  How many there are in all is not told: it would change the doubt of
# every namesake with each one that comes.
DOUBTED_MAX = 50
Reason = Literal["initial-only", "several-persons", "same-system", "sexes-differ", "bsn-birth-date"]


class Node(NamedTuple):
    """A person as one source knows them.

    `bsn`, `exact` and `initial` are tokens: equal or not, nothing else is asked of them (`names.py`
    says what they stand for).  `born` may be a date, a month or a year.  `first` is the first
    business date; `spelled`: given names are known in full, not as initials only.
    """

    name: str
    source: str
    system: str
    domain: str
    first: str
    bsn: str | None = None
    born: str | None = None
    sex: str | None = None
    exact: str | None = None
    initial: str | None = None
    spelled: bool = False

    @property
    def register(self) -> tuple[str, str]:
        """Where the node is kept: one register holds one person once."""
        return self.source, self.system


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


class Partition(NamedTuple):
    persons: tuple[Person, ...]
    doubts: dict[str, tuple[Doubt, ...]]


class Doubts:
    """What is doubted about each node, as it is found."""

    def __init__(self) -> None:
        self._found: dict[str, set[Doubt]] = {}

    def add(self, node: Node, reason: Reason, others: Iterable[Node]) -> None:
        """*others* may hold the node itself."""
        names = sorted({other.name for other in others} - {node.name})
        if names:
            doubt = Doubt(reason, tuple(names[:DOUBTED_MAX]), more=len(names) > DOUBTED_MAX)
            self._found.setdefault(node.name, set()).add(doubt)

    def told(self) -> dict[str, tuple[Doubt, ...]]:
        return {name: tuple(sorted(found)) for name, found in self._found.items()}


def weight_of(nodes: Sequence[Node]) -> Weight:
    """The right that *nodes* have to a BSN, the smallest being most: first by number of sources,
    then by being known to another than providers.
    """
    return -len({n.source for n in nodes}), all(n.source == Source.PROVIDERS for n in nodes)


def right_of(nodes: Sequence[Node]) -> Right:
    """As `weight_of`, but never the same for two: then by first business date and name."""
    return weight_of(nodes), min((node.first, node.name) for node in nodes)


def bsn_of(cluster: Cluster) -> str | None:
    """The one BSN that members of *cluster* have."""
    return next((node.bsn for node in cluster if node.bsn), None)


def first(nodes: Iterable[Node]) -> list[Node]:
    """The first of *nodes*, by name: as many as a doubt needs, whoever of them it is about."""
    return nsmallest(DOUBTED_MAX + 2, nodes, key=lambda node: node.name)


def sexes_agree(node: Node, others: Iterable[Node]) -> bool:
    return node.sex is None or all(other.sex in {None, node.sex} for other in others)


def groups(nodes: Iterable[Node], by: Callable[[Node], str | None]) -> dict[str, list[Node]]:
    """Nodes by what *by* says of them, without those of whom it says nothing."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        if (of := by(node)) is not None:
            found.setdefault(of, []).append(node)
    return found
