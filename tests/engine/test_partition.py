import pytest

from streams.engine.partition import Mark, Partition
from streams.engine.step import State, Step
from streams.engine.stores import MemoryStore
from tests.chaos.simulated import Message
from tests.chaos.world import Entry

STEP = Step("count", ("in",), lambda *_: None, state=State(str.encode, bytes.decode))


def message(offset):
    return Message("in", 0, Entry(offset, b"k", b"v"))


@pytest.fixture
def partition():
    ready = Partition(STEP, "in", 0)
    ready.restored(MemoryStore(bytes.decode), Mark(5, 2))
    return ready


def waiting(partition):
    return [message.offset() for message in partition.waiting]


def test_an_event_that_is_in_the_state_is_dropped(partition):
    """
    A rebalance reads again what was read; it counts once.
    """
    for offset in (3, 4, 5, 6, 6, 5, 9):
        partition.admit([message(offset)])

    assert [5, 6, 9] == waiting(partition)


def test_nothing_is_taken_before_the_state_is_back():
    """
    An event that met an empty state would be forgotten.
    """
    partition = Partition(STEP, "in", 0)
    partition.admit([message(0)])
    partition.undo()

    assert [] == waiting(partition)
    assert not partition.has_work


def test_what_was_aborted_is_done_again_in_the_same_order(partition):
    """
    The events stand before those that came since, and the state is as it was.
    """
    for offset in (5, 6, 7):
        partition.admit([message(offset)])
    partition.take(2)
    partition.view.put("k", "new")
    partition.view.cursor = "here"
    partition.look()
    partition.admit([message(8)])
    partition.undo()

    assert [5, 6, 7, 8] == waiting(partition)
    assert partition.view.get("k") is None
    assert not partition.sweeping
    assert 5 == partition.offset().offset


def test_what_is_committed_goes_as_far_as_what_was_taken(partition):
    """
    Not as far as what was read: that is done by the next transaction.
    """
    for offset in (5, 7, 9):
        partition.admit([message(offset)])
    partition.take(2)
    told = partition.offset()

    assert (8, "3") == (told.offset, told.metadata)


def test_a_mark_comes_before_what_the_transaction_wrote(partition):
    """
    Whoever restores knows of each record how far it goes.
    """
    partition.admit([message(5)])
    partition.take(1)
    partition.view.put("k", "new")
    partition.view.delete("old")
    mark, *rest = partition.changelog()

    assert (b"~mark", Mark(6, 3)) == (mark[0], Mark.decode(mark[1]))
    assert [(b"k", b"new"), (b"old", None)] == rest


def test_the_marker_of_a_transaction_is_no_lag(partition):
    """
    A partition that was read to its end has nothing to come, though an offset stands behind it.
    """
    partition.admit([message(5)])
    behind = partition.lag(7)
    partition.take(1)
    partition.reach(7)

    assert (2, 0) == (behind, partition.lag(7))


def test_the_end_that_was_reached_does_not_hide_what_waits(partition):
    """
    Events that are read but not done are lag.
    """
    partition.admit([message(5)])
    partition.reach(7)

    assert 2 == partition.lag(7)
