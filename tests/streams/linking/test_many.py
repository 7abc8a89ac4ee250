"""One record a thousand times, ten thousand in one block: harmless, and few pairs are weighed."""

import sys

from streams.linking import partition
from streams.linking.compare import compare
from streams.linking.nodes import DOUBTED_MAX
from tests.streams.linking.people import BSN, MODEL, clusters, jan, node, who


class TestMany:
    def test_of_one_description_are_compared_once(self, monkeypatch):
        """
        One record repeated a thousand times: a single pair is weighed, that of it with itself.
        """
        pairs = counted(monkeypatch)
        found = clusters(*(node(f"n{number:04}") for number in range(1_000)))

        assert 1 == len(found)
        assert 1 == len(pairs)

    def test_of_one_description_in_one_register_are_nobody_in_particular(self, monkeypatch):
        """
        A thousand times the filler of one system: a thousand persons, each with one short doubt.
        """
        pairs = counted(monkeypatch)
        nodes = [node(f"n{number:04}", source="wmo") for number in range(1_000)]
        found = partition(MODEL, nodes)

        assert 1_000 == len(found.persons)
        assert 1 >= len(pairs)
        assert {DOUBTED_MAX} == {len(d.others) for of in found.doubts.values() for d in of}
        assert all(doubt.more for of in found.doubts.values() for doubt in of)

    def test_that_one_filler_connects_are_not_weighed_each_against_each(self, monkeypatch):
        """
        Ten thousand contents with one telephone number of nobody: none is linked, and none compared
        but those who share a BSN.
        """
        pairs = counted(monkeypatch)
        nodes = [
            node(f"n{n:05}", who(phone="0612345678", street=f"s{n}", house_number=str(n)))
            for n in range(10_000 - 2)
        ]
        nodes += [node(f"z{n}", jan(bsn=BSN, phone="0612345678", house_number=n)) for n in "12"]
        found = partition(MODEL, nodes)

        assert 10_000 - 1 == len(found.persons)
        assert 10 > len(pairs)


def counted(monkeypatch):
    """The pairs that are compared from here on."""
    found = []

    def compared(one, other):
        found.append((one, other))
        return compare(one, other)

    monkeypatch.setattr(sys.modules["streams.linking.items"], "compare", compared)
    return found
