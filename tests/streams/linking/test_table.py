"""Linking a table: all its records at once, by the core that links a stream."""

from collections import Counter

import pytest
from hypothesis import given, settings

from streams.linking import keys, partition
from streams.linking import table as tables
from streams.linking.compare import compare
from streams.linking.keys import BLOCK_MAX, Key
from streams.linking.table import REPEATED_MAX, Table, link
from tests.streams.linking.people import BSN, MODEL, NODES, jan, node, weigh, who
from tests.streams.linking.tables import Town, registers


def linked(nodes, model=MODEL):
    table = Table(nodes)
    return link(model, table, table.compared())


def persons(nodes):
    """Who is one person, by name."""
    return sorted(sorted(nodes[n].name for n in person) for person in linked(nodes).persons)


def pairs(nodes):
    return set(Table(nodes).blocks.pairs())


def strangers(number, **alike):
    """So many different descriptions that agree in *alike*."""
    town = Town(number)
    return [node(f"n{n:05}", who(**{**town.person(), **alike})) for n in range(number)]


@given(NODES)
@settings(max_examples=200, deadline=None)
def test_a_table_comes_to_what_a_partition_of_everything_comes_to(nodes):
    """
    Who is not connected is not put together, so looking at each component alone changes nothing, if
    all share a key and nobody is passed over.
    """
    nodes = [n._replace(domain="all") for n in nodes]
    everything = partition(MODEL, nodes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "keys", lambda _: [Key("all", "all", ("", ""))])
        patch.setattr(tables, "are_far", lambda *_: False)
        found = linked(nodes)

    assert sorted(sorted(n.name for n in p.nodes) for p in everything.persons) == sorted(
        sorted(nodes[n].name for n in person) for person in found.persons
    )
    assert everything.doubts == found.doubts
    assert sorted(everything.near) == sorted(found.near)


@given(NODES)
@settings(max_examples=200, deadline=None)
def test_the_order_of_the_rows_does_not_matter(nodes):
    """
    Nor does it for what is doubted.
    """
    nodes = [n._replace(domain="all") for n in nodes]

    assert persons(nodes) == persons(nodes[::-1])
    assert linked(nodes).doubts == linked(nodes[::-1]).doubts
    assert sorted(linked(nodes).near) == sorted(linked(nodes[::-1]).near)


def test_a_small_table_is_linked():
    """
    Two of one person, a twin and a stranger.
    """
    nodes = [
        node("a", jan(bsn=BSN)),
        node("b", jan(surname="Vreis")),
        node("c", jan(given_names="Piet")),
        node("d", who(surname="Bakker", given_names="Karel", birth_date="1991-07-19")),
    ]

    assert [["a", "b"], ["c"], ["d"]] == persons(nodes)


def test_an_empty_table_is_nobody():
    """
    Nothing to link, and nothing wrong.
    """
    assert ((), {}, {}, ()) == linked([])


def test_each_record_has_the_greatest_weight_to_another_of_its_person():
    """
    Why it is there; who is alone has none.
    """
    a, b, c = jan(bsn=BSN), jan(surname="Vreis", postcode=None), jan(bsn=BSN, sex=None)
    alone = who(surname="Bakker", given_names="Karel", birth_date="1991-07-19")
    found = linked([node("a", a), node("b", b), node("c", c), node("d", alone)])

    assert {0, 1, 2} == found.weights.keys()
    assert found.weights[1] == pytest.approx(max(weigh(a, b), weigh(b, c)))


class TestBlocks:
    def test_compare_those_who_share_a_key_each_once(self):
        """
        However many keys they share.
        """
        nodes = [node("a"), node("b", jan(surname="Vreis")), node("c", who(bsn=BSN))]

        assert [(0, 1)] == list(Table(nodes).blocks.pairs())

    def test_of_a_day_are_divided_when_they_are_over_full(self):
        """
        By surname, then by first name: who shares the day and neither is not compared.
        """
        few, many = (
            strangers(number, birth_date="1980-02-03", postcode=None, house_number=None)
            for number in (BLOCK_MAX, BLOCK_MAX + 1)
        )

        assert BLOCK_MAX * (BLOCK_MAX - 1) // 2 == len(pairs(few))
        assert len(pairs(many)) < BLOCK_MAX

    def test_that_are_over_full_are_counted_by_name(self):
        """
        For a notice: a value of nobody makes them so.
        """
        table = Table(strangers(BLOCK_MAX + 1, birth_date="1980-02-03"))
        list(table.blocks.pairs())

        assert {"born": 1} == dict(table.blocks.divided)
        assert {} == dict(table.blocks.left)

    def test_that_are_over_full_to_the_last_part_are_left(self):
        """
        Ten thousand with one telephone number of which no more is known: nobody's.
        """
        nodes = [
            node(f"n{n:05}", who(phone="0612345678", email=f"n{n}@example.nl"))
            for n in range(10_000)
        ]
        table = Table(nodes)

        assert [] == list(table.blocks.pairs())
        assert {"phone": 1} == dict(table.blocks.left)

    def test_are_filled_by_different_descriptions_only(self):
        """
        A thousand copies of one record are one description.
        """
        nodes = [*(node(f"n{n:04}") for n in range(1_000)), node("z", jan(surname="Vreis"))]

        assert [(0, 1)] == list(Table(nodes).blocks.pairs())
        assert 1 == len(persons(nodes))

    def test_divide_a_block_the_same_for_all_in_it(self, monkeypatch):
        """
        Not the first so many are compared: the finer blocks are.
        """
        monkeypatch.setattr(keys, "BLOCK_MAX", 2)
        nodes = [
            node(f"n{n}", who(birth_date="1980-02-03", surname=name, given_names=f"Q{n}"))
            for n, name in enumerate(("Vries", "Vries", "Bakker", "Smit", "Bakker"))
        ]

        assert {(0, 1), (2, 4)} <= pairs(nodes)
        assert pairs(nodes) == {(4 - max(pair), 4 - min(pair)) for pair in pairs(nodes[::-1])}


class TestWhatThereIsToLearn:
    def test_is_how_the_pairs_agree(self):
        """
        How often each pattern of levels came.
        """
        nodes = [node("a"), node("b", jan(surname="Vreis"))]
        table = Table(nodes)

        assert Counter([compare(*(n.traits for n in nodes))]) == table.patterns(table.compared())
        assert 1 == table.total()

    def test_leaves_out_two_of_one_register(self):
        """
        They are no one person's, so they teach nothing of one.
        """
        nodes = [node("a", source="wmo"), node("b", jan(surname="Vreis"), source="wmo")]
        table = Table(nodes)

        assert {} == table.patterns(table.compared())
        assert 0 == table.total()

    def test_takes_two_of_one_register_that_share_a_bsn(self):
        """
        They are one person's.
        """
        nodes = [
            node("a", jan(bsn=BSN), source="wmo"),
            node("b", jan(bsn=BSN, surname="Vreis"), source="wmo"),
        ]
        table = Table(nodes)

        assert 1 == table.patterns(table.compared()).total()

    def test_counts_those_of_one_description_but_not_without_end(self):
        """
        Three copies are three pairs; a thousand are a filler.
        """
        for copies, expected in ((3, 3), (1_000, REPEATED_MAX)):
            table = Table([node(f"n{n:04}") for n in range(copies)])

            assert expected == table.patterns(table.compared()).total()


def test_most_of_those_who_are_one_person_are_found_in_a_town():
    """
    Two registers of people with errors, without one wrong link.
    """
    nodes = registers(Town(9), 600, both=400)
    found = [
        tuple(sorted(nodes[n].name for n in person))
        for person in linked(nodes).persons
        if len(person) > 1
    ]
    right = [pair for pair in found if len(pair) == 2 and pair[0][1:] == pair[1][1:]]

    assert found == right
    assert len(right) > 0.85 * 400
