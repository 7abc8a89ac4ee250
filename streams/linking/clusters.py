"""Which items are one: average linkage within what is connected, with what must not be.

    cluster(number, ways, link) -> groups of items, and which pairs were too close to call

A pure function: always the two groups that are most alike are put together, until none are alike
enough.  Two groups stay apart where any of their members are *barred* from each other; and where a
third, which is barred from one of them, fits the other about as well: then nobody can say which of
the two it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from heapq import heapify, heappop, heappush
from typing import NamedTuple

MOST = 20.0  # log2; one pair does not outweigh all others
EVEN = 0.0  # average from which two groups may be one

Pair = tuple[int, int]


class Groups(NamedTuple):
    """`groups`: members in order; `undecided`: pairs of which either may be, but not both."""

    groups: tuple[tuple[int, ...], ...]
    undecided: frozenset[Pair]


class Way(NamedTuple):
    """What lies between two groups: the sum and number of their pairs' weights, without the pairs
    of which nothing can be compared; the greatest of those that are enough to link; and what is
    known besides: they share a number that is one person's (`known`), or they are barred from each
    other; somebody decided that they are one (`sure`), or that they are not (`never`).
    """

    total: float
    number: int
    best: float
    known: bool = False
    barred: bool = False
    sure: bool = False
    never: bool = False

    @property
    def average(self) -> float:
        return self.total / max(self.number, 1)


def cluster(number: int, ways: Mapping[Pair, Way], link: float, even: float = EVEN) -> Groups:
    """
    Args:
        number: of items.  Their order breaks ties, so give them in an order of their own.
        ways: for each two items (the smaller first), what lies between them.
        link: log2 of the odds from which one pair is enough to put groups together.
    """
    turns = [_turn(pair, way) for pair, way in ways.items() if _may(way, link, even)]
    if not turns:
        return Groups(tuple((item,) for item in range(number)), frozenset())
    if number == 2:  # nobody to be a rival
        return Groups(((0, 1),), frozenset())
    members: dict[int, tuple[int, ...]] = {item: (item,) for item in range(number)}
    near: dict[int, dict[int, Way]] = {item: {} for item in range(number)}
    for (one, other), way in ways.items():
        near[one][other] = near[other][one] = way
    heapify(turns)
    parked: list[_Turn] = []
    while turns:
        turn = heappop(turns)
        one, other = turn.pair
        if one not in members or other not in members:
            continue
        way = near[one][other]
        if not (way.sure or way.known) and any(_rivals(near, members, turn.pair, link)):
            parked.append(turn)
            continue
        joined = number
        number += 1
        members[joined] = tuple(sorted(members.pop(one) + members.pop(other)))
        near[joined] = {}
        for third in sorted((near[one].keys() | near[other].keys()) & members.keys()):
            way = _both(near[one].get(third), near[other].get(third))
            near[joined][third] = near[third][joined] = way
            if _may(way, link, even):
                heappush(turns, _turn((third, joined), way))
        for turn in parked:  # one of the two may not be a rival any more
            heappush(turns, turn)
        parked.clear()
    return Groups(
        tuple(sorted(members.values())),
        frozenset(_undecided(near, members, (turn.pair for turn in parked), link)),
    )


class _Turn(NamedTuple):
    """In order: who share a number first, then what is most alike, and then what somebody decided:
    that two are one is said of the persons that they are by then.
    """

    decided: bool
    unknown: bool
    unlike: float
    pair: Pair


def _turn(pair: Pair, way: Way) -> _Turn:
    return _Turn(way.sure, not way.known, -way.average, pair)


def _may(way: Way, link: float, even: float) -> bool:
    if way.never:
        return False
    return way.sure or (not way.barred and way.best >= link and way.average >= even)


def _both(one: Way | None, other: Way | None) -> Way:
    """What lies between a group of two and a third; pairs that have no way are no evidence."""
    if one is None or other is None:
        way = one or other
        assert way is not None
        return way
    return Way(
        one.total + other.total,
        one.number + other.number,
        max(one.best, other.best),
        one.known or other.known,
        one.barred or other.barred,
        one.sure or other.sure,
        one.never or other.never,
    )


def _rivals(
    near: Mapping[int, Mapping[int, Way]],
    members: Mapping[int, tuple[int, ...]],
    pair: Pair,
    link: float,
) -> Iterator[Pair]:
    """Who fits one of the pair about as well as the other does, and cannot be both."""
    way = near[pair[0]][pair[1]]
    for one, other in (pair, pair[::-1]):
        for rival, theirs in near[one].items():
            if rival in members and rival != other and theirs.best >= link and not theirs.barred:
                between = near[other].get(rival)
                apart = between is not None and (between.barred or between.never)
                close = max(way.average - theirs.average, way.best - theirs.best) < link
                if apart and close and not theirs.never:
                    yield one, rival


def _undecided(
    near: Mapping[int, Mapping[int, Way]],
    members: Mapping[int, tuple[int, ...]],
    parked: Iterable[Pair],
    link: float,
) -> Iterator[Pair]:
    """The items of which that leaves open whether they are one."""
    for pair in parked:
        if pair[0] in members and pair[1] in members:
            for one, other in (pair, *_rivals(near, members, pair, link)):
                yield from ((min(a, b), max(a, b)) for a in members[one] for b in members[other])
