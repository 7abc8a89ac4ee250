"""How right a set of clusters is: over pairs of records, each pair that the clusters say counts.

A cluster of three says three pairs, whether or not the linker compared each of them.  Recall counts
every true pair, also those that no blocking rule brought together.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

Clusters = Mapping[str, str]  # which person each record is of
Pair = tuple[str, str]


class Wrong(Exception):
    """What a linker gave is no answer to what it was asked."""


@dataclass(frozen=True)
class Score:
    """Numbers of pairs; `largest` is the number of records in the largest cluster."""

    said: int
    true: int
    right: int
    largest: int

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.true) if self.said + self.true else 1.0

    @property
    def false(self) -> int:
        return self.said - self.right

    @property
    def lost(self) -> int:
        return self.true - self.right


def score(clusters: Clusters, truth: Clusters) -> Score:
    """
    Raises:
        Wrong: the clusters are not of the records whose truth is known.
    """
    if strange := clusters.keys() ^ truth.keys():
        raise Wrong(f"{len(strange):,} records are only in one of both: {sorted(strange)[:3]}")
    both = Counter((said, truth[record]) for record, said in clusters.items())
    sizes = Counter(clusters.values())
    return Score(
        said=_pairs(sizes),
        true=_pairs(Counter(truth.values())),
        right=_pairs(both),
        largest=max(sizes.values(), default=0),
    )


def false_pairs(clusters: Clusters, truth: Clusters) -> Iterable[Pair]:
    """Said to be one person, and two."""
    return _pairs_of(clusters, apart_in=truth)


def lost_pairs(clusters: Clusters, truth: Clusters) -> Iterable[Pair]:
    """One person, and not said."""
    return _pairs_of(truth, apart_in=clusters)


def _pairs(sizes: Counter) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def _pairs_of(together: Clusters, apart_in: Clusters) -> Iterable[Pair]:
    members = defaultdict(list)
    for record in sorted(together):
        members[together[record]].append(record)
    for records in members.values():
        yield from (p for p in combinations(records, 2) if apart_in[p[0]] != apart_in[p[1]])
