"""What is put together: nodes of one description as one item, and what lies between two items."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from streams.linking.clusters import MOST, Pair, Way
from streams.linking.compare import (
    BORN,
    BORN_DIFFERS,
    BSN,
    EMAIL,
    GIVEN,
    GIVEN_DIFFERS,
    IDENTIFIER,
    PHONE,
    POSTCODE,
    STREET_NO_CODE,
    STREET_OTHER_CODE,
    SURNAME,
    SURNAME_DIFFERS,
    SURNAME_F,
    Levels,
    compare,
)
from streams.linking.model import Model, weight
from streams.linking.nodes import Cluster, Decision, Node, Reason
from streams.linking.traits import Traits

# Different descriptions that are weighed each against each.  More than these, connected, are no
# one's: a value that stands for nobody connects them, and only who share a BSN are weighed.
CONNECTED_MAX = 150

# A name alone makes nobody the same: one of these must agree, or nearly.
SUPPORTING = (
    (IDENTIFIER, 2), (BORN, 5), (PHONE, 1), (EMAIL, 1), (POSTCODE, 2),
    (STREET_NO_CODE, 2), (STREET_OTHER_CODE, 2),
)  # fmt: skip

LESS = 0.01  # than what links

Decided = Mapping[frozenset[str], Decision]


class Item(NamedTuple):
    """Nodes that a source, or several, describe in the same words.

    `one`: they are one person.  Else each stands alone: a register has more than one of them
    (`several`), or so little is known that the same words say nothing.
    """

    nodes: Cluster
    traits: Traits
    registers: frozenset[tuple[str, str]]
    one: bool
    several: bool

    @property
    def name(self) -> str:
        return self.nodes[0].name


class Between(NamedTuple):
    """Two items compared: their levels, weight (log2 of the odds), what follows for them, why they
    cannot be one, and what was decided about them.
    """

    levels: Levels
    weight: float
    way: Way
    barred: Reason | None
    said: Decision | None


def decided(decisions: Iterable[Decision]) -> Decided:
    return {frozenset((d.one, d.other)): d for d in decisions}


def items(model: Model, nodes: Sequence[Node], decisions: Decided) -> list[Item]:
    """*nodes*, which stand in order of name, by description; those decided about apart."""
    spoken_of = {name for pair in decisions for name in pair}
    together: dict[object, list[Node]] = {}
    for node in nodes:
        together.setdefault(node.name if node.name in spoken_of else node.traits, []).append(node)
    return [_item(model, tuple(same)) for same in together.values()]


def _item(model: Model, nodes: Cluster) -> Item:
    found = nodes[0].traits
    registers = [node.register for node in nodes if node.register]
    if len(nodes) == 1:
        return Item(nodes, found, frozenset(registers), one=True, several=False)
    several = not found.bsn and len(set(registers)) < len(registers)
    levels = compare(found, found)
    sure = is_supported(levels) and weight(model, found, found, levels) >= model.link
    return Item(nodes, found, frozenset(registers), one=sure and not several, several=several)


def between(model: Model, found: Sequence[Item], decisions: Decided) -> dict[Pair, Between]:
    """What lies between each two of the items."""
    many = len(found) > CONNECTED_MAX
    pairs = _weighed(found, decisions) if many else combinations(range(len(found)), 2)
    return {(a, b): _between(model, found[a], found[b], decisions) for a, b in pairs}


def _weighed(found: Sequence[Item], decisions: Decided) -> list[Pair]:
    """Those who share a BSN, or were decided about, without looking at each two of the others."""
    by_bsn: dict[str, list[int]] = {}
    by_name: dict[str, int] = {}
    for number, item in enumerate(found):
        by_bsn.setdefault(item.traits.bsn or item.name, []).append(number)
        by_name[item.name] = number
    pairs = {pair for of in by_bsn.values() for pair in combinations(of, 2)}
    for one, other in decisions:
        if one in by_name and other in by_name:
            a, b = sorted((by_name[one], by_name[other]))
            pairs.add((a, b))
    return sorted(pairs)


def _between(model: Model, one: Item, other: Item, decisions: Decided) -> Between:
    levels = compare(one.traits, other.traits)
    found = weight(model, one.traits, other.traits, levels)
    barred = _barred(model, one, other, levels)
    counts = found if is_supported(levels) else min(found, model.link - LESS)
    said = decisions.get(frozenset((one.name, other.name))) if decisions else None
    return Between(
        levels,
        found,
        Way(
            total=_speaks(model, counts, levels),
            number=int(any(levels)),
            best=counts,
            known=found >= model.link and (levels[BSN] == 1 or levels[IDENTIFIER] == 1),
            barred=barred is not None,
            sure=said is not None and said.same,
            never=said is not None and not said.same,
        ),
        barred,
        said,
    )


def _speaks(model: Model, found: float, levels: Levels) -> float:
    """What a pair adds to the average of two groups.

    Two of whom little is known on both sides speak neither for nor against: that they are most
    likely strangers (the prior) holds for the groups, not for each pair of them.
    """
    if not any(levels):
        return 0.0
    return min(MOST, found) if found >= 0 else max(-MOST, min(0.0, found - model.prior))


def _barred(model: Model, one: Item, other: Item, levels: Levels) -> Reason | None:
    """Why two items are not one, whatever their weight; none if they can be."""
    if not (one.one and other.one):
        return "several-persons"
    if levels[BSN]:
        return "two-bsns" if levels[BSN] > 1 else _disagrees(levels)
    if not one.registers.isdisjoint(other.registers):
        return "same-system"
    if levels[GIVEN] == GIVEN_DIFFERS and model.has_relatives and levels[IDENTIFIER] != 1:
        return "names-differ"  # twins and others of a family share all the rest
    return None


def is_supported(levels: Levels) -> bool:
    """Whether more than names agrees: people of one origin share both more often than chance says.

    That is no bar: other records of the two may agree in more.
    """
    return levels[BSN] == 1 or any(0 < levels[field] <= most for field, most in SUPPORTING)


def _disagrees(levels: Levels) -> Reason | None:
    """A BSN with a typing error that passes the elfproef is another citizen's, and families mix
    theirs up: the birth date gives it away, and where there is none both names.
    """
    named = max(levels[SURNAME], levels[SURNAME_F]), levels[GIVEN]
    unlike = levels[BORN] == BORN_DIFFERS or (
        not levels[BORN] and named == (SURNAME_DIFFERS, GIVEN_DIFFERS)
    )
    return "bsn-disagrees" if unlike else None
