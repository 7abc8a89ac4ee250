"""A municipality can switch off any signal (practices, P7.4)."""

import pytest

from schemas.rule_names import RULES
from tests.stories import runner, telling
from tests.stories.telling import Setting

STORIES = [telling.read(path) for path in sorted(telling.FOLDER.glob("*.story"))]
RAISED = "funding-signals.raised"


@pytest.fixture(scope="module")
def told():
    """The rules of the signals that all stories raise, with each signal on and with each off."""
    return {
        off: {rule for story in STORIES for rule in raised(story, off)} for off in (False, True)
    }


def raised(story, off):
    played = runner.begin(story)
    if off:
        played.settings |= {"signals": dict.fromkeys(RULES, False)}
        runner.happen(played, Setting("", runner.BEGIN, ()))
    for turn in story.turns:
        if not (off and isinstance(turn.happens, Setting)):
            runner.happen(played, turn.happens)
    events = played.events
    return {event["data"]["rule"] for event in events if runner.name_of(event) == RAISED}


def test_with_each_signal_switched_off_none_is_raised(told):
    """
    Of any rule, in any story.
    """
    assert set() == told[True]


def test_the_stories_raise_nearly_every_signal_there_is(told):
    """
    Else it would be no wonder; a rule that only allows raises none.
    """
    assert told[False] <= set(RULES)
    assert len(told[False]) > 30
