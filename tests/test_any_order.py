"""Law 1 and law 4 on a simulated municipality: any order ends the same, and events say it all."""

import pytest

from deploy.rerun import Order
from schemas import wire
from tests.fold import fold
from tests.simulated import folder, replayed

PERSONS, SEED = 200, 7


@pytest.fixture(scope="module")
def in_order():
    return replayed(folder(PERSONS, SEED))


def bytes_of(state):
    return wire.canonical(state).encode()


def test_the_same_folder_gives_the_same_events_byte_for_byte(in_order):
    """
    A replay can be compared with the run it repeats.
    """
    again = replayed(folder(PERSONS, SEED))

    assert [wire.write(e) for e in in_order.events] == [wire.write(e) for e in again.events]
    assert bytes_of(in_order.state) == bytes_of(again.state)


def test_folding_the_events_gives_the_state(in_order):
    """
    Who applies every event agrees with the hub.
    """
    assert in_order.state == fold(in_order.events)


@pytest.mark.parametrize("seed", range(1, 21))
def test_another_order_of_arrival_ends_in_the_same_state(in_order, seed):
    """
    Late and early, doubled or not: the events on the way differ, what they come to does not.
    """
    shuffled = replayed(folder(PERSONS, SEED), order=Order(seed, duplicate=seed % 2 == 0))

    assert bytes_of(in_order.state) == bytes_of(shuffled.state)
    assert in_order.state == fold(shuffled.events)


def test_every_message_twice_ends_in_the_same_state(in_order):
    """
    A sender that is not sure may send again.
    """
    doubled = replayed(folder(PERSONS, SEED), order=Order(duplicate=True))

    assert bytes_of(in_order.state) == bytes_of(doubled.state)
    assert in_order.state == fold(doubled.events)


def test_every_record_of_every_message_has_an_outcome(in_order):
    """
    Nothing is lost: law 3.
    """
    from streams.fates import fates

    known = fates(in_order.outcomes)

    assert [] == [record for record, fate in known.items() if fate is None]
    assert {"concluded", "superseded"} <= set(known.values())
