"""Linking a table: all its records at once, by the core that links a stream.

link(model, nodes) -> the persons, each with the weight that joined its nodes
patterns(nodes) -> what there is to learn a model from
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, combinations_with_replacement
from typing import NamedTuple

from streams.linking import partition
from streams.linking.compare import BSN, Levels, compare
from streams.linking.far import are_far, look
from streams.linking.keys import Key, keys
from streams.linking.model import Model, weight
from streams.linking.nodes import Doubt, Near, Node
from streams.linking.train import train
from streams.linking.traits import Traits

REPEATED_MAX = 10  # pairs that one content repeated counts for: a filler is no person

Pair = tuple[int, int]
Compared = tuple[Pair, Levels]


class Linked(NamedTuple):
    """`persons`: numbers of nodes; `weights`: of each node the greatest weight to another of its
    person, as log2 of the odds; `doubts` by name of node, `near`: what somebody should look at.
    """

    persons: tuple[tuple[int, ...], ...]
    weights: dict[int, float]
    doubts: dict[str, tuple[Doubt, ...]]
    near: tuple[Near, ...]


class Blocks:
    """Who shares a key with whom.  Over-full blocks are divided; what is over-full then is left.

    `divided` and `left`: how many, by name of key, once all pairs were asked for.
    `wider`: so many times as many may stand in a block.
    """

    def __init__(self, descriptions: Sequence[Traits], wider: int = 1) -> None:
        self._wider = wider
        self.divided: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self._blocks: dict[tuple[str, str], list[tuple[int, Key]]] = {}
        for number, of in enumerate(descriptions):
            for key in {key[:2]: key for key in keys(of)}.values():
                self._blocks.setdefault((key.name, key.coarse), []).append((number, key))

    def pairs(self) -> Iterator[Pair]:
        """Each pair once, the smaller number first."""
        seen: set[Pair] = set()
        for members in self._blocks.values():
            for pair in self._within(members, 0):
                if pair not in seen:
                    seen.add(pair)
                    yield pair

    def _within(self, members: Sequence[tuple[int, Key]], depth: int) -> Iterator[Pair]:
        _, key = members[0]
        if len(members) <= key.most * self._wider:
            yield from combinations([number for number, _ in members], 2)
            return
        if depth == len(key.finer):
            self.left[key.name] += 1
        else:
            self.divided[key.name] += depth == 0
            finer: dict[str, list[tuple[int, Key]]] = {}
            for member in members:
                finer.setdefault(member[1].finer[depth], []).append(member)
            for some in finer.values():
                yield from self._within(some, depth + 1)


class Table:
    """Nodes, all of one domain, by what they say."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        by_content: dict[Traits, list[int]] = {}
        for number, node in enumerate(nodes):
            by_content.setdefault(node.traits, []).append(number)
        self.contents = list(by_content)
        self.holders = list(by_content.values())
        self.blocks = Blocks(self.contents)

    def compared(self) -> Iterator[Compared]:
        """Contents that share a key, with the levels of their agreement."""
        return self._compared(self.blocks)

    def to_learn_from(self) -> Iterator[Compared]:
        """The same of wider blocks.  What finer keys leave together agrees in those keys, and would
        teach that all relatives have one surname.
        """
        return self._compared(Blocks(self.contents, LEARN_WIDER))

    def _compared(self, blocks: Blocks) -> Iterator[Compared]:
        for one, other in blocks.pairs():
            yield (one, other), compare(self.contents[one], self.contents[other])

    def _of_two(self, one: int, other: int) -> bool:
        ours, theirs = self.contents[one].bsn, self.contents[other].bsn
        if ours and ours == theirs:
            return True
        registers = {
            self.nodes[number].register for number in (*self.holders[one], *self.holders[other])
        }
        return None in registers or len(registers) > 1

    def patterns(self, compared: Iterable[Compared]) -> Counter[Levels]:
        """How many pairs of nodes agree in which way, those of the same content among them."""
        found: Counter[Levels] = Counter()
        for (one, other), levels in compared:
            if self._of_two(one, other):
                found[levels] += len(self.holders[one]) * len(self.holders[other])
        for traits, holders in zip(self.contents, self.holders, strict=True):
            registers = Counter(self.nodes[number].register for number in holders)
            number = len(holders)
            same = sum(n * (n - 1) for register, n in registers.items() if register)
            if pairs := (number * (number - 1) - same) // 2:
                found[compare(traits, traits)] += min(pairs, REPEATED_MAX)
        return found

    def total(self) -> float:
        """How many pairs of nodes could be one person's."""
        number = len(self.nodes)
        registers = Counter(node.register for node in self.nodes if node.register)
        return (number * (number - 1) - sum(n * (n - 1) for n in registers.values())) / 2


LEARN_WIDER = 5
LEARN_MIN = 1_000  # records, and pairs that share a key, from which weights can be learned


def enough(table: Table, compared: Sequence[Compared]) -> bool:
    """Whether a table is large enough to learn from."""
    return len(table.nodes) >= LEARN_MIN and table.patterns(compared).total() >= LEARN_MIN


def learned(
    version: str,
    table: Table,
    compared: Iterable[Compared],
    progress: Callable[[str], None] = lambda _: None,
) -> Model:
    """The model that the table itself teaches (`train`), by what was compared `to_learn_from`."""
    records = [node.traits for node in table.nodes]
    return train(version, records, table.patterns(compared), table.total(), progress)


def link(model: Model, table: Table, compared: Iterable[Compared]) -> Linked:
    """Everybody in *table*, by what was compared of it."""
    of = _Components(len(table.contents))
    looks = [look(traits) for traits in table.contents] if model.has_relatives else []
    for (one, other), levels in compared:
        if looks and are_far(looks[one], looks[other]):
            continue
        ours, theirs = table.contents[one], table.contents[other]
        found = weight(model, ours, theirs, levels)
        if found >= model.review or levels[BSN] == 1:
            of.join(one, other)
    persons: list[tuple[int, ...]] = []
    near: list[Near] = []
    doubts: dict[str, tuple[Doubt, ...]] = {}
    for contents in of.components():
        numbers = [number for content in contents for number in table.holders[content]]
        if len(numbers) == 1:
            persons.append((numbers[0],))
            continue
        by_name = {table.nodes[number].name: number for number in numbers}
        found_here = partition(model, [table.nodes[number] for number in numbers])
        near += found_here.near
        doubts |= found_here.doubts
        persons += (
            tuple(by_name[node.name] for node in person.nodes) for person in found_here.persons
        )
    return Linked(tuple(persons), _joined(model, table.nodes, persons), doubts, tuple(near))


def _joined(
    model: Model, nodes: Sequence[Node], persons: Iterable[tuple[int, ...]]
) -> dict[int, float]:
    """Each two descriptions of a person once, however often they stand there."""
    weights: dict[int, float] = {}
    for numbers in persons:
        alike: dict[Traits, list[int]] = {}
        for number in numbers:
            alike.setdefault(nodes[number].traits, []).append(number)
        for ours, theirs in combinations_with_replacement(alike, 2):
            if ours is not theirs or len(alike[ours]) > 1:
                found = weight(model, ours, theirs, compare(ours, theirs))
                for number in (*alike[ours], *alike[theirs]):
                    weights[number] = max(found, weights.get(number, found))
    return weights


class _Components:
    """What is connected (union-find)."""

    def __init__(self, number: int) -> None:
        self._of = list(range(number))

    def join(self, one: int, other: int) -> None:
        ours, theirs = self._root(one), self._root(other)
        self._of[max(ours, theirs)] = min(ours, theirs)

    def components(self) -> Iterator[list[int]]:
        found: dict[int, list[int]] = {}
        for number in range(len(self._of)):
            found.setdefault(self._root(number), []).append(number)
        yield from found.values()

    def _root(self, number: int) -> int:
        while self._of[number] != number:
            self._of[number] = self._of[self._of[number]]
            number = self._of[number]
        return number
