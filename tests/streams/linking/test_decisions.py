"""What somebody decided holds before what is computed."""

import pytest

from streams.linking import Decision
from streams.linking.compare import compare, evidence
from tests.streams.linking.people import BSN, OTHER_BSN, clusters, doubts, jan, node, who


class TestDecisions:
    TWINS = node("j"), node("p", jan(given_names="Piet", initials="P."))

    @staticmethod
    def agree(one, other):
        return evidence(compare(one.traits, other.traits))

    @pytest.mark.parametrize(
        "other",
        [
            jan(given_names="Piet"),
            jan(bsn=OTHER_BSN),
            who(surname="Bakker", birth_date="1999-09-09"),
            who(),
        ],
    )
    def test_that_two_are_one_hold_before_what_is_computed(self, other):
        """
        Before a rule that would bar them, too.
        """
        nodes = node("a", jan(bsn=BSN), source="wmo"), node("b", other, source="wmo")

        assert clusters(*nodes) == ["a", "b"]
        assert clusters(*nodes, decisions=[Decision("a", "b", same=True)]) == ["a b"]

    @pytest.mark.parametrize("other", [jan(given_names="Piet"), jan(bsn=OTHER_BSN)])
    def test_that_two_are_one_are_about_the_persons_that_they_are(self, other):
        """
        Whoever is one with either goes along, though they could not be one by themselves.
        """
        nodes = (
            *(node("a", jan(bsn=BSN), source="wmo"), node("b", jan(bsn=BSN), source="uwv")),
            *(node("c", other, source="providers"), node("d", other, source="wlz")),
        )

        assert clusters(*nodes) == ["a b", "c d"]
        assert clusters(*nodes, decisions=[Decision("b", "c", same=True)]) == ["a b c d"]

    @pytest.mark.parametrize("other", [jan(), jan(bsn=BSN)])
    def test_that_two_are_not_one_hold_before_what_is_computed(self, other):
        """
        Before the same BSN, too.
        """
        nodes = node("a", jan(bsn=BSN)), node("b", other)

        assert clusters(*nodes) == ["a b"]
        assert clusters(*nodes, decisions=[Decision("b", "a", same=False)]) == ["a", "b"]
        assert doubts(*nodes, decisions=[Decision("b", "a", same=False)]) == {}

    def test_that_two_are_not_one_leave_open_whose_the_third_is(self):
        """
        It fits both.
        """
        nodes = node("a"), node("b"), node("c")

        assert clusters(*nodes, decisions=[Decision("a", "b", same=False)]) == ["a", "b", "c"]

    def test_on_other_evidence_come_back(self):
        """
        What somebody saw has changed since.
        """
        old = Decision("a", "b", same=False, evidence="1.2.3")
        now = self.agree(node("a"), node("b"))
        nodes = node("a"), node("b")

        assert doubts(*nodes, decisions=[old]) == {
            "a": ["evidence-changed b"],
            "b": ["evidence-changed a"],
        }
        assert clusters(*nodes, decisions=[old]) == ["a", "b"]
        assert doubts(*nodes, decisions=[old._replace(evidence=now)]) == {}

    def test_that_clash_are_a_doubt(self):
        """
        a is b, and b is c, but a is not c: somebody has to say which of them holds.
        """
        nodes = [node(name, who(surname=name, bsn="")) for name in "abc"]
        said = [
            Decision("a", "b", same=True),
            Decision("b", "c", same=True),
            Decision("a", "c", same=False),
        ]

        assert clusters(*nodes, decisions=said) in (["a b", "c"], ["a", "b c"])
        assert "decisions-clash" in str(doubts(*nodes, decisions=said))

    def test_about_others_change_nothing(self):
        """
        Who is not there any more.
        """
        assert clusters(*self.TWINS, decisions=[Decision("j", "gone", same=True)]) == ["j", "p"]

    def test_about_one_of_many_described_alike_take_it_from_among_them(self):
        """
        The others stay one.
        """
        said = [Decision("a", "d", same=False)]
        found = clusters(node("a"), node("b"), node("c"), node("d"), decisions=said)

        assert "a d" not in found
        assert not any("a" in c and "d" in c for c in found)
