"""Which nodes are one person: the rules of linking, one by one, without any stream."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.linking import Node, partition

JAN = Node(
    name="",
    source="wmo",
    system="",
    domain="all",
    first="2026-01-01",
    born="1980-02-03",
    exact="jan",
    initial="j",
    spelled=True,
)
INITIALS = JAN._replace(exact=None, spelled=False)


def node(name, like=JAN, **other):
    return like._replace(name=name, **other)


def clusters(*nodes):
    return sorted(" ".join(sorted(n.name for n in p.nodes)) for p in partition(nodes).persons)


def doubts(*nodes):
    """Per node: why, and about whom."""
    return {
        name: [f"{doubt.reason} {' '.join(doubt.others)}" for doubt in found]
        for name, found in sorted(partition(nodes).doubts.items())
    }


class TestTheSameBsn:
    def test_is_the_same_person(self):
        """
        Names may differ (partner's name, a nickname): the BSN says who it is.
        """
        a = node("a", bsn="1")
        b = node("b", bsn="1", source="uwv", exact="johannes", initial="jj")

        assert clusters(a, b) == ["a b"]
        assert doubts(a, b) == {}

    def test_links_two_records_of_one_system(self):
        """
        A client has many allocations.
        """
        assert clusters(node("a", bsn="1"), node("b", bsn="1")) == ["a b"]

    @pytest.mark.parametrize("known", [None, "1980", "1980-02"])
    def test_agrees_with_a_birth_date_that_is_known_in_part(self, known):
        """
        What is missing agrees.
        """
        a, b = node("a", bsn="1"), node("b", bsn="1", source="uwv", born=known, exact=None)

        assert clusters(a, b) == ["a b"]

    def test_with_another_birth_date_is_a_doubt(self):
        """
        A typing error may hit another citizen's number.  The two sources outweigh the one.
        """
        a, b = node("a", bsn="1"), node("b", bsn="1", source="uwv")
        wrong = node("w", bsn="1", source="participatiewet", born="1999-09-09", exact="piet")

        assert clusters(a, b, wrong) == ["a b", "w"]
        assert doubts(a, b, wrong) == {"w": ["bsn-birth-date a b"]}

    def test_between_two_birth_dates_a_node_without_one_goes_with_most_right(self):
        """
        Two sources say 1980, a provider says 1999, the UWV says nothing of it.
        """
        a, b = node("a", bsn="1"), node("b", bsn="1", source="wlz")
        other = node("o", bsn="1", source="providers", born="1999-09-09", exact="piet")
        bare = node("u", bsn="1", source="uwv", born=None, exact=None, initial=None)

        assert clusters(a, b, other, bare) == ["a b u", "o"]

    def test_between_two_birth_dates_of_equal_right_a_node_without_one_stays_alone(self):
        """
        Nobody can say whose it is; the doubt names both.
        """
        a, b = node("a", bsn="1"), node("b", bsn="1", source="uwv", born="1999-09-09")
        bare = node("u", bsn="1", source="wlz", born=None, exact=None, initial=None)

        assert clusters(a, b, bare) == ["a", "b", "u"]
        assert doubts(a, b, bare) == {"b": ["bsn-birth-date a"], "u": ["bsn-birth-date a b"]}

    def test_a_provider_has_less_right_than_a_public_body(self):
        """
        Participants are often registered by hand.
        """
        provider = node("a", bsn="1", source="providers", first="2001-01-01")
        public = node("b", bsn="1", born="1999-09-09", exact="piet")

        assert doubts(provider, public) == {"a": ["bsn-birth-date b"]}

    def test_a_year_that_fits_two_birth_dates_is_not_guessed(self):
        """
        1980 agrees with February and with May; those two do not agree with one another.
        """
        a, b = node("a", bsn="1"), node("b", bsn="1", source="uwv", born="1980-05-06")
        year = node("y", bsn="1", source="wlz", born="1980", exact=None, initial=None)

        assert clusters(a, b, year) == ["a", "b", "y"]


class TestTheSameName:
    def test_links_to_a_person_with_a_bsn(self):
        """
        A provider that knows no BSN still serves the same citizen.
        """
        assert clusters(node("a", bsn="1"), node("b", source="providers")) == ["a b"]

    def test_links_without_any_bsn(self):
        """
        Nobody has a BSN: the same name, birth date and postcode in two systems.
        """
        assert clusters(node("a"), node("b", source="uwv")) == ["a b"]

    def test_is_not_enough_with_two_bsns(self):
        """
        Two valid BSNs are two persons.
        """
        assert clusters(node("a", bsn="1"), node("b", bsn="2", source="uwv")) == ["a", "b"]

    @pytest.mark.parametrize("bsns", [(None, None), ("1", None), (None, "1"), ("1", "2")])
    def test_twins_never_merge(self, bsns):
        """
        Twins share surname, birth date and postcode, not the given name.
        """
        jan = node("j", bsn=bsns[0])
        piet = node("p", bsn=bsns[1], source="uwv", exact="piet", initial="p")

        assert clusters(jan, piet) == ["j", "p"]
        assert doubts(jan, piet) == {}

    def test_that_is_not_complete_links_to_nobody(self):
        """
        Without postcode there is no key to compare.
        """
        lacking = node("b", source="uwv", exact=None, initial=None)

        assert clusters(node("a"), lacking, lacking._replace(name="c", source="wlz")) == [
            "a",
            "b",
            "c",
        ]

    def test_of_several_persons_is_a_doubt(self):
        """
        Two namesakes with a BSN of their own: whose is the one without?
        """
        nodes = node("a", bsn="1"), node("b", bsn="2"), node("c", source="uwv")

        assert clusters(*nodes) == ["a", "b", "c"]
        assert doubts(*nodes) == {"c": ["several-persons a b"]}

    def test_with_another_sex_does_not_fit(self):
        """
        Sex tells namesakes apart, so only one of two persons fits.
        """
        man, woman = node("m", bsn="1", sex="male"), node("w", bsn="2", sex="female")

        assert clusters(man, woman, node("c", source="uwv", sex="female")) == ["c w", "m"]

    def test_without_a_sex_may_be_the_stranger_of_the_other_sex(self):
        """
        A man with a BSN, a woman without, of one name: who is neither for sure is not linked.
        """
        man = node("m", bsn="1", sex="male")
        woman = node("w", source="providers", sex="female")
        nodes = man, woman, node("c", source="uwv"), node("d", source="wlz", sex="male")

        assert clusters(*nodes) == ["c", "d m", "w"]
        assert doubts(*nodes) == {"c": ["several-persons d m w"]}

    def test_twice_in_one_system_is_a_doubt_for_both(self):
        """
        A register keeps a person once, so one of the two is somebody else.
        """
        nodes = (
            node("a", bsn="1"),
            node("b", source="providers", system="kvk:1"),
            node("c", source="providers", system="kvk:1"),
            node("d", source="providers", system="kvk:2"),
        )

        assert clusters(*nodes) == ["a d", "b", "c"]
        assert doubts(*nodes) == {"b": ["same-system a c d"], "c": ["same-system a b d"]}

    def test_in_the_system_that_the_person_is_in_already_is_a_doubt(self):
        """
        Two records of one system are never linked without a BSN.
        """
        nodes = node("a", bsn="1"), node("b")

        assert clusters(*nodes) == ["a", "b"]
        assert doubts(*nodes) == {"b": ["same-system a"]}

    def test_twice_in_one_system_without_any_bsn_links_nobody(self):
        """
        The third could be either.
        """
        nodes = node("a"), node("b"), node("c", source="uwv")

        assert clusters(*nodes) == ["a", "b", "c"]
        assert list(doubts(*nodes)) == ["a", "b", "c"]

    def test_of_a_man_and_a_woman_links_nobody(self):
        """
        Without a BSN: a third of unknown sex could be either.
        """
        nodes = (
            node("a", sex="male"),
            node("b", source="uwv", sex="female"),
            node("c", source="wlz"),
        )

        assert clusters(*nodes) == ["a", "b", "c"]
        assert doubts(*nodes)["c"] == ["sexes-differ a b"]

    def test_of_a_man_and_a_woman_does_not_join_one_person(self):
        """
        The person's sex is not known, but it is not both.
        """
        nodes = (
            node("a", bsn="1"),
            node("b", source="uwv", sex="female"),
            node("c", source="wlz", sex="male"),
            node("d", source="participatiewet"),
        )

        assert clusters(*nodes) == ["a d", "b", "c"]


class TestInitialsOnly:
    def test_are_a_doubt(self):
        """
        J. de Vries may be Jan, but also his sister Johanna.
        """
        nodes = node("a", bsn="1"), node("b", INITIALS, source="uwv")

        assert clusters(*nodes) == ["a", "b"]
        assert doubts(*nodes) == {"b": ["initial-only a"]}

    def test_on_both_sides_are_a_doubt_for_both(self):
        """
        Neither knows more than the other.
        """
        nodes = node("a", INITIALS), node("b", INITIALS, source="uwv")

        assert doubts(*nodes) == {"a": ["initial-only b"], "b": ["initial-only a"]}

    @pytest.mark.parametrize(
        ("ours", "theirs"),
        [
            ({"bsn": "1"}, {"bsn": "1", "source": "uwv"}),
            ({"bsn": "1"}, {"bsn": "2", "source": "uwv"}),
            ({}, {}),
            ({"sex": "male"}, {"sex": "female", "source": "uwv"}),
            ({}, {"domain": "other", "source": "uwv"}),
        ],
        ids=["linked by BSN", "two BSNs", "one system", "two sexes", "no ground"],
    )
    def test_are_no_doubt_where_something_settles_it(self, ours, theirs):
        """
        A doubt is work for somebody: raised only where it could be the same person.
        """
        assert doubts(node("a", INITIALS, **ours), node("b", **theirs)) == {}


class TestWithoutAGround:
    def test_nothing_is_linked_or_compared(self):
        """
        Default: no system may be linked with another.
        """
        nodes = (
            node("a", bsn="1"),
            node("b", bsn="1", source="uwv", domain="uwv", born="1999-09-09"),
            node("c", source="wlz", domain="wlz"),
        )

        assert clusters(*nodes) == ["a", "b", "c"]
        assert doubts(*nodes) == {}

    def test_each_of_those_with_a_bsn_is_named_after_it(self):
        """
        Which of them has more right to it would be a comparison.
        """
        late = node("a", bsn="1", first="2026-05-05")
        early = node("b", bsn="1", source="uwv", domain="uwv", first="2025-05-05")

        named = {person.anchor: person.bsn for person in partition([late, early]).persons}

        assert named == {"a": "1", "b": "1"}


def test_of_those_that_disagree_about_the_birth_date_one_is_named_after_the_bsn():
    """
    The one known to most sources, else not only to providers, else the first.
    """
    late = node("a", bsn="1", first="2026-05-05")
    early = node("b", bsn="1", source="uwv", born="1999-09-09", first="2025-05-05")

    named = {person.anchor: person.bsn for person in partition([late, early]).persons}

    assert named == {"a": None, "b": "1"}


def test_a_person_is_anchored_in_its_first_business_date():
    """
    Not in what arrived first.
    """
    (person,) = partition([node("a"), node("b", source="uwv", first="2020-01-01")]).persons

    assert person.anchor == "b"


NODES = st.lists(
    st.builds(
        Node,
        name=st.uuids().map(str),
        source=st.sampled_from(["wmo", "uwv", "providers"]),
        system=st.sampled_from(["", "kvk:1"]),
        domain=st.sampled_from(["all", "all", "all", "other"]),
        first=st.sampled_from(["2020-01-01", "2026-01-01"]),
        bsn=st.sampled_from([None, None, "1", "2"]),
        born=st.sampled_from([None, "1980", "1980-02-03", "1980-02-03", "1999-09-09"]),
        sex=st.sampled_from([None, None, "male", "female"]),
        exact=st.sampled_from([None, "jan", "jan", "piet"]),
        initial=st.sampled_from([None, "j", "p"]),
        spelled=st.booleans(),
    ),
    max_size=9,
    unique_by=lambda n: n.name,
)


@given(NODES, st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_the_order_does_not_matter(nodes, chance):
    """
    The same nodes are the same persons, with the same doubts.
    """
    shuffled = chance.sample(nodes, len(nodes))

    assert partition(nodes) == partition(shuffled)


@given(NODES)
@settings(max_examples=300)
def test_what_must_never_be_one_person_never_is(nodes):
    """
    Two BSNs, two birth dates with one BSN, a system twice without shared BSN, two domains.
    """
    for person in partition(nodes).persons:
        bearers = [n for n in person.nodes if n.bsn]
        without = [n for n in person.nodes if not n.bsn]
        days = {n.born for n in bearers if n.born and len(n.born) == 10}
        registers = [n.register for n in without]
        known = {n.register for n in bearers}

        assert len({n.bsn for n in bearers}) <= 1
        assert len(days) <= 1
        assert len({n.domain for n in person.nodes}) == 1
        assert len(registers) == len({*registers})
        assert not known.intersection(registers)
        assert len({n.exact for n in without}) <= 1 or bearers
        assert all(n.exact for n in without) or len(person.nodes) == 1


@given(NODES)
@settings(max_examples=300)
def test_every_node_is_in_one_person_and_every_bsn_names_one_of_its_domain(nodes):
    """
    Nobody is lost, and no two persons have one id.
    """
    persons = partition(nodes).persons
    named = [(person.nodes[0].domain, person.bsn) for person in persons if person.bsn]

    assert sorted(n.name for p in persons for n in p.nodes) == sorted(n.name for n in nodes)
    assert sorted(named) == sorted({(n.domain, n.bsn) for n in nodes if n.bsn})
