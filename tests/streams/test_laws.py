"""The laws of the hub, for the steps that conclude: combine, oversee, account."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import laws
from tests.streams.worlds import WORLDS

ANY = settings(max_examples=60, deadline=None)
every_step = pytest.mark.parametrize("step", WORLDS)


@every_step
@ANY
@given(st.data())
def test_the_order_of_arrival_does_not_matter(step, data):
    """
    Late, corrected, deleted, a policy or a day in between: the same facts, the same conclusions.
    """
    world = data.draw(WORLDS[step])

    laws.assert_they_end_the_same(step, world.told, world.retold)


@every_step
@ANY
@given(st.data())
def test_what_was_replaced_or_deleted_leaves_nothing_behind(step, data):
    """
    Whatever was told before, conclusions are those of who hears only the last of each.
    """
    world = data.draw(WORLDS[step])

    laws.assert_they_end_the_same(step, world.told, world.last)


@every_step
@ANY
@given(st.data())
def test_delivering_twice_changes_nothing(step, data):
    """
    At least once is enough.
    """
    told = data.draw(WORLDS[step]).told

    laws.assert_twice_changes_nothing(step, told)


@every_step
@ANY
@given(st.data())
def test_a_subscriber_who_applies_every_event_agrees_with_us(step, data):
    """
    What is published adds up to what is concluded, and each event is what its schema says.
    """
    told = data.draw(WORLDS[step]).told
    running = laws.run(step, told)

    laws.assert_a_subscriber_agrees(running)
    laws.assert_events_are_as_published(running)
