"""The greedy rule: a record joins the best golden record that is good enough, and stays there.

What JeMPI does (jembi/JeMPI, `LinkerDWH.linkInteraction`): each record, as it arrives, is scored
against the golden records that may be of its person; it joins the best at or above the threshold,
else it begins a person.  Nothing is ever looked at again, so the outcome depends on the order of
arrival.  Our re-creation of the rule, not JeMPI itself.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

Record = Mapping[str, str]  # its fields; an empty one is not known
Weight = Callable[[Record, Record], float]
Keys = Callable[[Record], Iterable[str]]  # two records that share none are not compared


def greedy(records: Mapping[str, Record], weight: Weight, keys: Keys, threshold: float):
    """The person of each record, named after the first one, for records in order of arrival."""
    golden, found = Golden(keys), {}
    for name, record in records.items():
        scored = [(weight(record, golden.record(p)), p) for p in golden.candidates(record)]
        best, person = max(scored, default=(float("-inf"), name))
        found[name] = person if best >= threshold else name
        golden.take(found[name], record)
    return found


class Golden:
    """A record per person: of each field the value seen most.

    A value gives way only to one that was seen strictly more often, as in JeMPI.
    """

    def __init__(self, keys: Keys):
        self._keys = keys
        self._records = defaultdict(dict)
        self._seen = defaultdict(lambda: defaultdict(Counter))
        self._by_key = defaultdict(set)

    def record(self, person: str) -> Record:
        return self._records[person]

    def candidates(self, record: Record) -> list[str]:
        """Sorted, so that a tie does not depend on chance."""
        return sorted(set().union(*(self._by_key.get(key, ()) for key in self._keys(record))))

    def take(self, person: str, record: Record) -> None:
        golden, seen = self._records[person], self._seen[person]
        before = set(self._keys(golden)) if golden else set()
        for field, value in record.items():
            if not value:
                continue
            seen[field][value] += 1
            if seen[field][value] > seen[field][golden.get(field, "")]:
                golden[field] = value
        after = set(self._keys(golden))
        for key in before - after:
            self._by_key[key].discard(person)
        for key in after - before:
            self._by_key[key].add(person)


def shuffled(records: Mapping[str, Record], seed: int) -> dict[str, Record]:
    """The same records in another order of arrival."""
    names = sorted(records)
    random.Random(seed).shuffle(names)
    return {name: records[name] for name in names}


def partition(found: Mapping[str, str]) -> frozenset[frozenset[str]]:
    """Who is together, whatever the persons are called: two orders agree if these are equal."""
    members = defaultdict(set)
    for record, person in found.items():
        members[person].add(record)
    return frozenset(frozenset(group) for group in members.values())
