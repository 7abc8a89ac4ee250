"""BSNs: from the test range as far as they go, and none of them twice.

The test range, 999900006 up to 999999990, holds 9,090 numbers that pass the elfproef and are given
to nobody.  For more people than that there are no test numbers: then all are numbers that pass the
elfproef and begin with a 9, four for each one that is used.  Whether one of those was ever given
out we do not know; nothing in the population is about its bearer.
"""

from itertools import combinations, count, islice
from random import Random

from connectors.simulator.people import BSNS

MOST = 2_000_000  # people for whom there are numbers: a quarter of those that begin with a 9
FIRST = 90_000_000  # without the last digit
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


class Numbers:
    """The BSN of each of so many people, by their number from 0."""

    def __init__(self, chance: Random, persons: int) -> None:
        few = persons <= len(BSNS)
        self._bsns = chance.sample(BSNS, persons) if few else _made(chance, persons)
        self._known = set(self._bsns)
        self._may_change = range(4 if few else 1, 9)  # what a test number or a 9 begins with stays

    def __getitem__(self, person: int) -> str:
        return self._bsns[person]

    def mistaken(self, chance: Random, bsn: str) -> tuple[str, bool]:
        """Another number that passes, and whether it is somebody's.

        A single digit mistyped, or two swapped, never passes; two digits mistyped do in one case
        of eleven.  Somebody's number if one lies so near.
        """
        near = _two_mistyped(bsn, list(self._may_change))
        somebodys = [number for number in near if number in self._known]
        return chance.choice(somebodys or near), bool(somebodys)


def _made(chance: Random, persons: int) -> list[str]:
    """A quarter of the numbers from a beginning with 9 on."""
    passing = (
        f"{start}{last}"
        for start in count(FIRST)
        if (last := sum(w * int(d) for w, d in zip(WEIGHTS, str(start), strict=False)) % 11) < 10
    )
    return chance.sample(list(islice(passing, 4 * persons)), persons)


def _two_mistyped(bsn: str, places: list[int]) -> list[str]:
    found = []
    digits = [int(digit) for digit in bsn]
    for one, other in combinations(places, 2):
        for new in range(10):
            off = WEIGHTS[one] * (new - digits[one])
            for newer in range(10):
                passes = (off + WEIGHTS[other] * (newer - digits[other])) % 11 == 0
                if passes and new != digits[one] and newer != digits[other]:
                    changed = digits.copy()
                    changed[one], changed[other] = new, newer
                    found.append("".join(map(str, changed)))
    return found
