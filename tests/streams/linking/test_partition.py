"""Which nodes are one person: the rules of linking, one by one, without any stream."""

from dataclasses import replace

import pytest

from streams.linking import Decision, partition
from tests.streams.linking.people import (
    BSN,
    MODEL,
    OTHER_BSN,
    clusters,
    doubts,
    jan,
    node,
    who,
)

MOVED = {"postcode": "9876XZ", "street": "Kerkweg", "house_number": "3", "place": "Elders"}


class TestTheSameBsn:
    def test_is_the_same_person(self):
        """
        Names may differ (partner's name, a call name): the BSN says who it is.
        """
        a = node("a", jan(bsn=BSN))
        b = node("b", jan(bsn=BSN, given_names="Johannes", surname="Bakker"), source="uwv")

        assert clusters(a, b) == ["a b"]
        assert doubts(a, b) == {}

    def test_links_two_records_of_one_system(self):
        """
        A client has many allocations.
        """
        nodes = node("a", jan(bsn=BSN), source="wmo"), node("b", who(bsn=BSN), source="wmo")

        assert clusters(*nodes) == ["a b"]

    @pytest.mark.parametrize("known", [None, "1980", "1980-02", "1980-01-01", "1981-02-03"])
    def test_agrees_with_a_birth_date_that_is_known_in_part_or_one_figure_wrong(self, known):
        """
        What is missing says nothing, and clerks err.
        """
        nodes = node("a", jan(bsn=BSN)), node("b", jan(bsn=BSN, birth_date=known))

        assert clusters(*nodes) == ["a b"]

    def test_with_another_birth_date_is_a_doubt(self):
        """
        A typing error may hit another citizen's number.
        """
        a, b = node("a", jan(bsn=BSN)), node("b", jan(bsn=BSN, postcode=None), source="uwv")
        wrong = node("w", who(bsn=BSN, given_names="Piet", surname="Smit", birth_date="1999-09-09"))

        assert clusters(a, b, wrong) == ["a b", "w"]
        assert doubts(a, b, wrong)["w"] == ["bsn-disagrees a b"]

    def test_with_two_other_names_and_no_birth_date_is_a_doubt(self):
        """
        Nothing is left that agrees.
        """
        wrong = node("w", who(bsn=BSN, given_names="Piet", surname="Smit"))

        assert clusters(node("a", jan(bsn=BSN)), wrong) == ["a", "w"]

    def test_does_not_keep_apart_who_share_a_name_with_the_others(self):
        """
        The UWV and the Wlz know the number alone, which says nothing of who has none.
        """
        a, b = node("a", jan(bsn=BSN), source="wmo"), node("b", who(bsn=BSN), source="uwv")
        c, d = node("c", who(bsn=BSN), source="wlz"), node("d", source="providers")

        assert clusters(a, b, c, d) == ["a b c d"]

    def test_does_not_keep_apart_who_share_only_a_name_with_one_of_the_others(self):
        """
        Nor does one who is known by a number and a name.
        """
        a = node("a", jan(bsn=BSN), source="wmo")
        b = node("b", who(bsn=BSN, surname="Vries", given_names="Jan"), source="uwv")

        assert clusters(a, b, node("c", source="providers")) == ["a b c"]


class TestTwoBsns:
    def test_are_two_persons(self):
        """
        However alike: and somebody should look, for one of the numbers may be wrong.
        """
        nodes = node("a", jan(bsn=BSN)), node("b", jan(bsn=OTHER_BSN))

        assert clusters(*nodes) == ["a", "b"]
        assert doubts(*nodes) == {"a": ["two-bsns b"], "b": ["two-bsns a"]}

    def test_of_two_who_share_little_are_no_doubt(self):
        """
        Work for somebody is raised where it could be the same person.
        """
        nodes = node("a", jan(bsn=BSN)), node("b", jan(bsn=OTHER_BSN, birth_date="1999-09-09"))

        assert doubts(*nodes) == {}

    def test_leave_open_whose_the_third_is(self):
        """
        Two namesakes with a BSN of their own: whose is the one without?
        """
        nodes = node("a", jan(bsn=BSN)), node("b", jan(bsn=OTHER_BSN)), node("c")

        assert clusters(*nodes) == ["a", "b", "c"]
        assert doubts(*nodes)["c"] == ["several-persons a b"]

    def test_do_not_leave_open_whose_the_third_is_that_is_much_more_like_one(self):
        """
        A namesake elsewhere, born on another day, is no rival.
        """
        other = node("b", jan(bsn=OTHER_BSN, birth_date="1991-07-19", **MOVED))

        assert clusters(node("a", jan(bsn=BSN)), other, node("c")) == ["a c", "b"]


class TestTheSameDescription:
    def test_in_two_systems_is_one_person(self):
        """
        Nobody has a BSN: the same name, birth date and address.
        """
        assert clusters(node("a", source="wmo"), node("b", source="uwv")) == ["a b"]

    def test_without_a_system_is_one_person(self):
        """
        A table without a source may hold one person many times.
        """
        assert clusters(*map(node, "abcd")) == ["a b c d"]

    def test_twice_in_one_system_is_two(self):
        """
        A register keeps a person once, so one of the two is somebody else; a third could be either.
        """
        nodes = node("a", source="wmo"), node("b", source="wmo"), node("c", source="uwv")

        assert clusters(*nodes) == ["a", "b", "c"]
        assert doubts(*nodes)["a"] == ["same-system b c"]

    def test_in_two_systems_of_one_source_is_one_person(self):
        """
        Two providers are two registers.
        """
        nodes = (
            node("a", source="providers", system="kvk:1"),
            node("b", source="providers", system="kvk:2"),
        )

        assert clusters(*nodes) == ["a b"]

    def test_of_which_little_is_known_is_nobody_in_particular(self):
        """
        Two who are called Vries, and no more than that.
        """
        assert clusters(*(node(name, who(surname="Vries")) for name in "ab")) == ["a", "b"]

    def test_of_which_only_names_are_known_is_nobody_in_particular(self):
        """
        However rare the name: two who walked in somewhere and said it.
        """
        rare = who(given_names="Trijntje", surname="Zeldenrust", place="Elders")

        assert clusters(*(node(name, rare) for name in "ab")) == ["a", "b"]

    def test_of_nothing_is_nobody(self):
        """
        An empty record compares with all and everybody.
        """
        assert clusters(*(node(name, who()) for name in "abc")) == ["a", "b", "c"]
        assert doubts(*(node(name, who()) for name in "abc")) == {}


class TestWithoutABsn:
    @pytest.mark.parametrize(
        "other",
        [
            {"postcode": None, "street": None, "house_number": None},
            MOVED,
            {"surname": "Vreis"},
            {"given_names": "Johan"},
            {"given_names": "J."},
            {"birth_date": "1980-03-02"},
            {"birth_date": "1980-02-08"},
            {"birth_date": "1980"},
            {"surname": "Bakker-de Vries"},
            {"partner_name": "Bakker"},
            {"prefix": None},
            {"sex": None},
        ],
    )
    def test_one_error_or_lack_does_not_part_two(self, other):
        """
        Moved, misspelt, initials only, married, registered on 1 January.
        """
        assert clusters(node("a"), node("b", jan(**other))) == ["a b"]

    @pytest.mark.parametrize(
        "other",
        [
            {"birth_date": "1991-07-19", **MOVED},
            {"given_names": None, "initials": None, **MOVED},
            {"surname": "Bakker", "given_names": "Karel", "birth_date": "1991-07-19"},
        ],
    )
    def test_two_who_share_too_little_are_two(self, other):
        """
        Namesakes, relatives who moved out, whoever lives there now.
        """
        assert clusters(node("a"), node("b", jan(**other))) == ["a", "b"]

    def test_twins_are_two(self):
        """
        Twins share surname, birth date and address, not the given name.
        """
        nodes = node("j"), node("p", jan(given_names="Piet", initials="P."))

        assert clusters(*nodes) == ["j", "p"]

    @pytest.mark.parametrize("bsns", [(BSN, None), (None, BSN), (BSN, OTHER_BSN)])
    def test_twins_are_two_whoever_has_a_bsn(self, bsns):
        """
        It does not go over to the other.
        """
        ours, theirs = (
            jan(given_names=name, bsn=bsn) for name, bsn in zip(("Jan", "Piet"), bsns, strict=True)
        )

        assert clusters(node("j", ours), node("p", theirs)) == ["j", "p"]

    def test_a_parent_and_a_child_of_one_name_at_one_address_are_two(self):
        """
        Their birth dates differ altogether; if one was wrong, that much would not be.
        """
        home = {"street": None, "place": None}
        son, father = jan(birth_date="1984-02-15", **home), jan(birth_date="1943-08-26", **home)

        assert clusters(node("s", son), node("f", father)) == ["f", "s"]

    def test_twins_leave_open_whose_initials_are_theirs(self):
        """
        J. is Jan or Joost.
        """
        nodes = node("a"), node("b", jan(given_names="Joost")), node("c", jan(given_names="J."))

        assert clusters(*nodes) == ["a", "b", "c"]
        assert doubts(*nodes)["c"] == ["several-persons a b"]

    def test_another_given_name_is_an_error_where_nobody_has_relatives(self):
        """
        In a table of people who live alone it is a name that somebody filled in wrongly.
        """
        nodes = (
            node("j", jan(phone="0612345678")),
            node("p", jan(given_names="Piet", phone="0612345678")),
        )

        assert clusters(*nodes) == ["j", "p"]
        assert clusters(*nodes, model=replace(MODEL, relatives=0.0)) == ["j p"]

    def test_names_alone_make_nobody_the_same(self):
        """
        However rare they are: people of one origin share both more often than chance says.
        """
        rare = who(given_names="Quirijn", surname="Zeldenrust-Ambrosius", sex="man")
        other = rare._replace(place="elders")

        assert clusters(node("a", rare), node("b", other)) == ["a", "b"]
        assert doubts(node("a", rare), node("b", other)) == {
            "a": ["names-only b"],
            "b": ["names-only a"],
        }

    def test_nobody_is_linked_to_a_register_that_the_person_is_in_already(self):
        """
        Two records of one system are never linked without a BSN.
        """
        nodes = (
            node("a", jan(bsn=BSN), source="wmo"),
            node("b", jan(surname="Vreis"), source="wmo"),
        )

        assert clusters(*nodes) == ["a", "b"]
        assert doubts(*nodes) == {"a": ["same-system b"], "b": ["same-system a"]}

    def test_what_comes_near_is_a_doubt(self):
        """
        Between the two thresholds somebody should look.
        """
        strict = replace(MODEL, link=50.0)

        assert doubts(node("a"), node("b", jan(surname="Vreis")), model=strict) == {
            "a": ["uncertain b"],
            "b": ["uncertain a"],
        }


class TestWithoutAGround:
    NODES = (
        node("a", jan(bsn=BSN), source="wmo", domain="wmo"),
        node("b", jan(bsn=BSN), source="uwv", domain="uwv"),
        node("c", source="wlz", domain="wlz"),
    )

    def test_nothing_is_linked_or_compared(self):
        """
        Default: no system may be linked with another.
        """
        assert clusters(*self.NODES) == ["a", "b", "c"]
        assert doubts(*self.NODES) == {}

    def test_each_of_those_with_a_bsn_is_named_after_it(self):
        """
        Which of them has more right to it would be a comparison.
        """
        named = {p.anchor: p.bsn for p in partition(MODEL, self.NODES).persons}

        assert named == {"a": BSN, "b": BSN, "c": None}


class TestNamesOfPersons:
    def test_a_person_is_anchored_in_its_first_business_date(self):
        """
        Not in what arrived first.
        """
        (person,) = partition(MODEL, [node("a"), node("b", first="2020-01-01")]).persons

        assert ("b", None) == (person.anchor, person.bsn)

    def test_of_those_that_disagree_the_one_known_to_most_sources_is_named_after_the_bsn(self):
        """
        Else the one not only providers know, else the first.
        """
        other = {"birth_date": "1999-09-09", "given_names": "Piet"}
        late = node("a", jan(bsn=BSN), source="wmo", first="2026-05-05")
        early = node("b", jan(bsn=BSN, **other), source="uwv", first="2025-05-05")
        provider = node("c", jan(bsn=BSN, **other), source="providers", first="2001-01-01")
        more = node("d", jan(bsn=BSN, postcode=None), source="wlz", first="2026-06-06")

        assert self.named(late, early) == {"b": BSN, "a": None}
        assert self.named(late, provider) == {"a": BSN, "c": None}
        assert self.named(late, early, more) == {"a": BSN, "b": None}

    def test_of_two_bsns_that_one_has_the_best_known_names_it(self):
        """
        Somebody decided that they are one.
        """
        a, b = node("a", jan(bsn=BSN), source="wmo"), node("b", jan(bsn=OTHER_BSN), source="uwv")
        c = node("c", jan(bsn=OTHER_BSN), source="wlz")
        (person,) = partition(MODEL, [a, b, c], [Decision("a", "b", same=True)]).persons

        assert person.bsn == OTHER_BSN

    @staticmethod
    def named(*nodes):
        return {p.anchor: p.bsn for p in partition(MODEL, nodes).persons}
