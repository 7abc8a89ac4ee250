"""Each rule, deliberately broken in what it has, fails a story."""

import pytest

from streams.rules.rule import Rule
from tests.streams.rules.broken import Days, Number, Said, Text, broken
from tests.streams.rules.mutants import caught_by, kept, mutants

EVERY = {mutant.what: mutant for mutant in mutants()}


@pytest.mark.parametrize("what", EVERY)
def test_a_broken_rule_is_caught_by_a_story(what):
    """
    By the one that `mutants.md` names.
    """
    caught = caught_by(EVERY[what])

    assert caught is not None
    assert kept()[what] == caught


def test_the_list_of_mutants_is_kept_whole():
    """
    None is left out of it, and none stands in it that is no longer tried.
    """
    assert list(kept()) == list(EVERY)
    assert len(EVERY) == len(mutants())


@pytest.mark.parametrize(
    "nothing",
    [
        Text("R09", "", "streams.rules.wages", "run[0].start", "run[0][0]"),
        Text("R01", "", "streams.rules.terms", 'frozenset({"wmo-11"', 'frozenset({*(), "wmo-11"'),
        Text("R22", "", "streams.periods", "start < end else None", "end > start else None"),
        Text("R28", "", "streams.ages", "start < until", "until > start"),
        Said("R05", "", "", "verdict", "other-law-first"),
        Days("R05", "", "", "start", 0),
        Days("R04", "", "", "end", 0),
        Number("R20", "", "participatieplaats_months", 0),
    ],
    ids=str,
)
def test_a_change_that_changes_nothing_is_caught_by_no_story(nothing):
    """
    So it is the breaking that is caught, not the way of breaking.
    """
    assert caught_by(nothing) is None


def test_what_was_broken_is_mended_afterwards():
    """
    Other tests find the rules as they are.
    """
    from streams.rules import care, concurrence

    before = concurrence.TABLE, care.meet, vars(care).copy()
    with broken(EVERY["R05: any Wmo support"]):
        assert concurrence.TABLE != before[0]

    assert before == (concurrence.TABLE, care.meet, vars(care))
    assert all(isinstance(entry.rule, Rule) for entry in concurrence.TABLE)
