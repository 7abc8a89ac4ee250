"""Two ways of telling persons apart, compared: who merged, who split."""

from collections.abc import Mapping
from typing import NamedTuple

Records = frozenset[str]
Change = tuple[tuple[Records, ...], tuple[Records, ...]]  # the persons before, and after


class Differences(NamedTuple):
    """`same`: how many persons hold the same records in both."""

    same: int
    merged: tuple[Change, ...]
    split: tuple[Change, ...]
    moved: tuple[Change, ...]

    @property
    def changed(self) -> bool:
        return bool(self.merged or self.split or self.moved)


def differences(before: Mapping[str, Records], after: Mapping[str, Records]) -> Differences:
    """
    Args:
        before, after: by person, the records that are about them.
    """
    old, new = set(before.values()), set(after.values())
    changes = sorted(
        _changes(old - new, new - old), key=lambda change: sorted(map(sorted, change[0]))
    )
    return Differences(
        len(old & new),
        tuple(change for change in changes if len(change[1]) == 1 < len(change[0])),
        tuple(change for change in changes if len(change[0]) == 1 < len(change[1])),
        tuple(change for change in changes if len(change[0]) > 1 < len(change[1])
              or len(change[0]) == len(change[1]) == 1),
    )  # fmt: skip


def _changes(old: set[Records], new: set[Records]) -> list[Change]:
    """Persons before and after that share records, together."""
    of_record: dict[str, set[Records]] = {}
    for group in (*old, *new):
        for record in group:
            of_record.setdefault(record, set()).add(group)
    seen: set[Records] = set()
    changes: list[Change] = []
    for first in sorted(old | new, key=sorted):
        todo, found = [first], set[Records]()
        while todo:
            group = todo.pop()
            if group in seen:
                continue
            seen.add(group)
            found.add(group)
            for record in group:
                todo += of_record[record]
        if found:
            was = tuple(sorted(found & old, key=sorted))
            changes.append((was, tuple(sorted(found & new, key=sorted))))
    return changes
