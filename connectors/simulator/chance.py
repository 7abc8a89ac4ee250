"""The only source of chance: everything drawn follows from the seed, so a run repeats itself."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


class Chance:
    """Draws from a seed of its own, so that one part's draws do not move another's."""

    def __init__(self, *seed: str | int) -> None:
        self._random = random.Random("|".join(map(str, seed)))  # noqa: S311  fiction, no secret

    def between(self, least: int, most: int) -> int:
        return self._random.randint(least, most)

    def one_in(self, times: int) -> bool:
        return self._random.randrange(times) == 0

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self._random.randrange(len(choices))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        return self._random.sample(things, len(things))

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self._random.randint(0, (last - first).days))

    def office_hour(self, day: date) -> datetime:
        """A moment of the working day, in UTC, that is the same date in the Netherlands."""
        return datetime.combine(day, time(7), UTC) + timedelta(seconds=self.between(0, 36_000))

    def uuid(self) -> UUID:
        return UUID(int=self._random.getrandbits(128), version=4)

    def key(self, size: int) -> bytes:
        return self._random.getrandbits(8 * size).to_bytes(size)


def workday(day: date) -> date:
    """*day* itself, or the Monday after the weekend it falls in."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def in_one_year(first: date, last: date) -> tuple[date, date]:
    """The longest stretch from *first* to *last* within one calendar year."""
    found = [
        (max(first, date(year, 1, 1)), min(last, date(year, 12, 31)))
        for year in range(first.year, last.year + 1)
    ]
    return max(found, key=lambda stretch: stretch[1] - stretch[0])
