"""What to tell of persons that changed: one event per connected change, with all it touches.

Each event gives every person it touches with full membership, and those that are no longer, so a
subscriber who applies them in order holds the hub's own partition.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from streams.step import Json

Docs = Mapping[str, Json]


def changes(olds: Docs, news: Docs) -> Iterator[Json]:
    """The events (as their data) by which *olds* become *news*."""
    was = {person: doc for person, doc in olds.items() if news.get(person) != doc}
    now = {person: doc for person, doc in news.items() if olds.get(person) != doc}
    for persons in _connected(was, now):
        group = _Group(
            {p: was[p] for p in sorted(persons) if p in was},
            {p: now[p] for p in sorted(persons) if p in now},
        )
        for change, person, former in _told(group):
            data = {
                "change": change,
                "person": person,
                "retired": sorted(group.was.keys() - group.now.keys()),
                "after": list(group.now.values()),
            }
            yield data | ({"former": former} if former else {})


class _Group(NamedTuple):
    was: Docs
    now: Docs


def _connected(was: Docs, now: Docs) -> list[set[str]]:
    """Persons that share a node, or an id, between what was and what is."""
    groups: dict[str, set[str]] = {}
    for person in sorted({*was, *now}):
        groups[person] = {person}
    before = _person_of(was)
    for node, person in _person_of(now).items():
        old = before.get(node, person)
        if groups[old] is not groups[person]:
            both = groups[old] | groups[person]
            groups.update(dict.fromkeys(both, both))
    return list({id(group): group for group in groups.values()}.values())


def _person_of(docs: Docs) -> dict[str, str]:
    return {m["record"]: person for person, doc in docs.items() for m in doc["members"]}


def _told(group: _Group) -> list[tuple[str, str, str | None]]:
    """The type of each event, its subject, and the former id if it is renamed."""
    if not group.was:
        return [("linked", min(group.now), None)]
    before, after = _person_of(group.was), _person_of(group.now)
    ways = {(before[node], person) for node, person in after.items() if node in before}
    split = _most(Counter(old for old, _ in ways))
    merged = _most(Counter(new for _, new in ways))
    renamed = sorted((new, old) for old, new in ways if old != new)
    if merged and (not split or merged[1] >= split[1]):
        return [("merged", merged[0], None)]
    if split:
        return [("split", split[0], None)]
    if renamed:
        return [("renamed", new, old) for new, old in renamed]
    if after.keys() - before.keys():
        return [("linked", min(group.now), None)]
    return [("unlinked", min(group.was), None)]


def _most(ways: Counter[str]) -> tuple[str, int] | None:
    """The person with most ways to or from it, if more than one."""
    person, number = max(sorted(ways.items()), key=lambda counted: counted[1], default=("", 0))
    return (person, number) if number > 1 else None
