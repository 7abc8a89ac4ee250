"""Surnames with their frequencies: the common ones from a list, the rare ones made of parts.

Of the Dutch, the commonest hundred name nearly one in eight people, and half bear a name
rarer than one in ten thousand.  The common ones have rounded figures from general knowledge
(`surnames.toml`); the others fall with their rank along a curve through those shares.  The made
ones are always the same, whatever the seed: a name is as common in one town as in another.
"""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from connectors.simulator.registers.draw import Weighted, by_rank

PREFIXES = (
    *("van der", "van den", "van de", "van 't", "van", "de la", "de", "ter", "ten", "te", "in 't"),
    *("op den", "op de", "uit den", "onder de", "bij de", "aan de", "'t", "du", "da", "dos", "el"),
    *("al", "ait", "ben", "oulad", "abu", "ech", "es", "ez"),
)
RARE = 40_000  # Dutch names made of parts
KNEE = 1_900  # the rank at which a Dutch name is one in ten thousand
MADE_SHARE = 0.4  # of people of another group, who bear a name made of parts
FEW_NAMES = {"chinese": 0.1}  # where most people share some hundred names


class Surname(NamedTuple):
    prefix: str
    stem: str

    def __str__(self) -> str:
        return f"{self.prefix} {self.stem}".strip()


@cache
def surnames(group: str) -> Weighted[Surname]:
    """The surnames of a *group*, by frequency."""
    known = _data()[group]
    if group == "dutch":
        return Weighted((split(name), weight) for name, weight in _dutch(known))
    common, rare = _listed(known["common"]), _combined(group, known)
    heads = list(by_rank(common, steep=0.6, start=4))
    tails = list(by_rank(rare, steep=0.7, start=40))
    made = FEW_NAMES.get(group, MADE_SHARE)
    scale = made / (1 - made) * sum(w for _, w in heads) / sum(w for _, w in tails)
    return Weighted((split(name), w) for name, w in [*heads, *((n, w * scale) for n, w in tails)])


@cache
def split(name: str) -> Surname:
    """The prefix and the rest."""
    for prefix in PREFIXES:
        if name.lower().startswith(f"{prefix} "):
            return Surname(name[: len(prefix)], name[len(prefix) + 1 :])
    return Surname("", name)


def _dutch(known: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Names with a share of the people: listed, or at its rank on the curve."""
    common = sorted(known["common"].items(), key=lambda pair: -pair[1])
    yield from ((name, count / 100_000) for name, count in common)
    seen = {name for name, _ in common}
    made = _shuffled(_made(known["parts"]), "dutch")
    others = dict.fromkeys(name for name in (*_listed(known["further"]), *made) if name not in seen)
    ranks = range(len(common), len(common) + RARE)
    curve = [(KNEE / rank) ** (0.6 if rank < KNEE else 1.1) for rank in ranks]
    scale = (1 - sum(count for _, count in common) / 100_000) / sum(curve)
    yield from zip(others, (weight * scale for weight in curve), strict=False)


def _made(parts: dict[str, str]) -> Iterator[tuple[str, float]]:
    """Names made of parts, with how common one of its kind is against one of another."""
    of = {name: text.split() for name, text in parts.items()}
    simple = {"de": 3.0, "": 1.0}
    yield from _joined(of["frisian"], of["frisian_endings"], 4.0)
    yield from _joined(of["patronyms"], of["patronym_endings"], 6.0)
    yield from _joined(of["man_stems"], ["man", "mans", "huis", "meijer", "stra"], 4.0)
    for prefix, weight in simple.items():
        words = (*of["qualities"], *of["trades"])
        yield from ((f"{prefix} {word}".strip(), 5 * weight) for word in words)
    yield from ((f"{word}s", 3.0) for word in of["trades"])
    for prefix in (
        "",
        "van",
        "van de",
        "van der",
        "van den",
        "te",
        "ter",
        "ten",
        "op den",
        "in 't",
    ):
        weight = 8.0 if prefix.startswith("van ") else 2.0
        yield from ((f"{prefix} {noun}".strip(), weight) for noun in of["nouns"])
    yield from ((f"Ver{noun.lower()}", 3.0) for noun in of["nouns"])
    places = list(_joined(of["place_first"], of["place_second"], 1.0))
    for prefix, weight in (("van", 1.0), ("", 1.0)):
        yield from ((f"{prefix} {place}".strip(), weight) for place, _ in places)
    yield from ((f"{noun}{end}", 1.0) for noun in of["nouns"] for end in ("mans", "ink", "aar"))


def _joined(firsts: list[str], seconds: list[str], weight: float) -> Iterator[tuple[str, float]]:
    for first in firsts:
        for second in seconds:
            if first.lower() != second and first[-1] != second[0]:
                yield first + second, weight


def _shuffled(names: Iterable[tuple[str, float]], seed: str) -> list[str]:
    """In an order of chance in which what weighs more tends to stand before."""
    chance = Random(seed)  # noqa: S311  always the same
    ranked = sorted((chance.random() ** (1 / weight), name) for name, weight in names)
    return [name for _, name in reversed(ranked)]


def _combined(group: str, known: dict[str, str]) -> list[str]:
    """A first part with a second; an underscore is a space, a hyphen adds nothing."""
    listed = set(_listed(known["common"]))
    firsts, seconds = dict.fromkeys(known["first"].split()), known["second"].split()
    made = {_put_together(first, second) for first in firsts for second in seconds}
    return _shuffled(((name, 1.0) for name in sorted(made - listed)), group)


def _put_together(first: str, second: str) -> str:
    if first.endswith("_"):
        return f"{first[:-1]} {second[0].upper()}{second[1:]}"
    return first + ("" if second == "-" else second.lower())


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(" ".join(name.split()) for name in text.split(",")))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("surnames.toml").read_text(encoding="utf-8"))
