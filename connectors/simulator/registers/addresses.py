"""The addresses of a municipality that does not exist, dense as a Dutch town.

A postcode holds some seventeen addresses of one side of one street; a street has a few postcodes.
The digits look like those of postcodes and say nothing of where anything lies.
"""

import tomllib
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from connectors.simulator.people import POSTCODE_LETTERS
from connectors.simulator.registers.chances import PER_POSTCODE
from connectors.simulator.registers.surnames import surnames

PER_DISTRICT = 280  # postcodes with the same four digits
FIRST_DISTRICT = 4_001
STREET_SIDES = (1, 1, 2, 2, 3, 4, 4, 6, 8)  # postcodes in a street
SIZES = (8, 12, 14, 16, 17, 17, 18, 20, 24, 27)  # addresses in a postcode: 17.3 on average
ADDITIONS = {"letter": ("", "A", "B", "C"), "floor": ("1", "2", "3", "4"), "bis": ("", "bis")}


class Address(NamedTuple):
    """`number` and `addition`: 12 and A, 12 and 2, or 12 and bis."""

    street: str
    number: int
    addition: str
    postcode: str
    place: str


class Block(NamedTuple):
    """One postcode.  `size`: how many addresses.  `additions`: what follows each number."""

    street: str
    postcode: str
    place: str
    first: int
    size: int
    additions: tuple[str, ...]


class Town:
    """So many addresses, by their number from 0."""

    def __init__(self, chance: Random, size: int) -> None:
        blocks = islice(_blocks(chance), 1 + size // PER_POSTCODE)
        self._blocks = list(blocks)
        self._ends = list(accumulate(block.size for block in self._blocks))

    def __len__(self) -> int:
        return self._ends[-1]

    def address(self, at: int) -> Address:
        index = bisect(self._ends, at)
        block = self._blocks[index]
        house, door = divmod(at - self._ends[index] + block.size, len(block.additions))
        number = block.first + 2 * house
        return Address(block.street, number, block.additions[door], block.postcode, block.place)


def municipality() -> str:
    name: str = _data()["municipality"]
    return name


def _blocks(chance: Random) -> Iterator[Block]:
    """Street after street, side after side."""
    postcodes = _postcodes(chance)
    for street in _streets(chance):
        sides = chance.choice(STREET_SIDES)
        firsts = [1, 2]
        for side in range(sides):
            postcode, place = next(postcodes)
            size, additions = chance.choice(SIZES), _additions(chance)
            first = firsts[side % 2]
            yield Block(street, postcode, place, first, size, additions)
            firsts[side % 2] = first + 2 * (size // len(additions) + 1)


def _additions(chance: Random) -> tuple[str, ...]:
    """Four streets in five have plain numbers."""
    return ADDITIONS[chance.choice(tuple(ADDITIONS))] if chance.random() < 0.2 else ("",)


def _postcodes(chance: Random) -> Iterator[tuple[str, str]]:
    villages = [name.strip() for name in _data()["villages"].replace("\n", " ").split(",")]
    letters = [first + second for first in POSTCODE_LETTERS for second in POSTCODE_LETTERS]
    district = FIRST_DISTRICT
    while True:
        place = villages[(district - FIRST_DISTRICT) % len(villages)]
        for pair in sorted(chance.sample(letters, PER_DISTRICT)):
            yield f"{district}{pair}", place
        district += 1


def _streets(chance: Random) -> Iterator[str]:
    """Names from the list first, in any order; then those of burgomasters."""
    kinds = _data()["kinds"].split()
    names = [
        f"{name}{kind}".replace("-", " ")
        for name in _data()["names"].split()
        for kind in dict.fromkeys(kinds)
    ]
    seen = set()
    yield from chance.sample(names, len(names))
    while True:
        street = f"Burgemeester {surnames('dutch').draw(chance)}{chance.choice(kinds)}"
        if street not in seen:
            seen.add(street)
            yield street


@cache
def _data() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("places.toml").read_text(encoding="utf-8"))
