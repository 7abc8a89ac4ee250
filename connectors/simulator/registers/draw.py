"""Drawing by weight.  All chance comes from a `random.Random` that is handed in."""

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def chance_of(seed: int, purpose: str) -> Random:
    """A stream of its own for each purpose: one part's draws do not move another's."""
    return Random(f"{seed}|{purpose}")  # noqa: S311  fiction, no secret


class Weighted(Generic[T]):
    """Things to draw, each as often as its weight says."""

    def __init__(self, weights: Iterable[tuple[T, float]]) -> None:
        pairs = list(weights)
        self.things: Sequence[T] = [thing for thing, _ in pairs]
        self._sums = list(accumulate(weight for _, weight in pairs))

    @classmethod
    def of(cls, weights: Mapping[T, float]) -> "Weighted[T]":
        return cls(weights.items())

    def draw(self, chance: Random) -> T:
        at = bisect(self._sums, chance.random() * self._sums[-1])
        return self.things[min(at, len(self.things) - 1)]


def by_rank(things: Sequence[T], *, steep: float, start: int = 1) -> Iterable[tuple[T, float]]:
    """Weights that fall with the rank, as frequencies of names do (Zipf)."""
    return ((thing, (rank + start) ** -steep) for rank, thing in enumerate(things))
