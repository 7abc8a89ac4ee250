"""The state of a hub, of as many persons as wanted: a simulated town, copied.

The topology driver makes the state of 2,000 persons.  A copy of it has other pseudonyms: its digits
are changed for others, in keys and values alike, which keeps every length and every reference.
(Its dates are nonsense, so no step may be run on it.)
"""

import pickle
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from deploy import rerun
from deploy.folder import read_manifest
from schemas import wire
from streams.driver import Driver
from tests.simulated import READERS, folder, serving

PERSONS = 2_000  # in the town
SEED = 7
KEPT = Path(__file__).parents[2] / ".cache" / "bench"

Records = list[tuple[str, bytes]]


def replay(persons: int, driver: type[Driver] = Driver) -> Driver:
    """The town's messages through every step, in a driver of this kind."""
    made: list[Driver] = []

    class Kept(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *arguments):
            super().__init__(*arguments)
            made.append(self)

    path = folder(persons, SEED)
    before, rerun.Driver = rerun.Driver, Kept
    try:
        rerun.rerun(path, read_manifest(path), serving(path), READERS)
    finally:
        rerun.Driver = before
    return made[0]


@cache
def town() -> dict[str, Records]:
    """By step, what its changelog holds; made once per machine."""
    kept = KEPT / f"town-{PERSONS}-{SEED}.pickle"
    if not kept.exists():
        states = replay(PERSONS).states.items()
        made = {
            step: [(k, wire.write(v)) for k, v in state.scan("")] for (step, _), state in states
        }
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps({step: records for step, records in made.items() if records}))
    return pickle.loads(kept.read_bytes())


def copy_of(step: str, number: int) -> Records:
    """The step's state of another 2,000 persons, in the order of chance."""
    digits = list("123456789")
    chance = random.Random(number)
    chance.shuffle(digits)
    if not number:
        digits.sort()
    of_text = str.maketrans("123456789", "".join(digits))
    of_bytes = bytes.maketrans(b"123456789", "".join(digits).encode())
    records = [(k.translate(of_text), v.translate(of_bytes)) for k, v in town()[step]]
    chance.shuffle(records)
    return records


def copies(persons: int) -> Iterator[int]:
    yield from range(max(1, persons // PERSONS))
