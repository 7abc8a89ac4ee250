"""Rings of dead objects are found between events, and what lives is not looked through for them."""

import gc
import weakref

import pytest

from streams.engine import rings
from streams.engine.rings import Rings


class Ring:
    def __init__(self):
        self.me = self


def idle():
    return True


def busy():
    return False


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def looks():
    """The generations that were looked through, one after the other."""
    seen = []

    def told(phase, info):
        if phase == "stop":
            seen.append(info["generation"])

    gc.collect()
    gc.callbacks.append(told)
    yield seen
    gc.callbacks.remove(told)
    gc.unfreeze()


def dead_ring():
    return weakref.ref(Ring())


def many(number):
    return [[] for _ in range(number)]


def test_a_ring_is_let_go_once_enough_was_made(looks):
    with Rings() as of:
        ring, kept = dead_ring(), many(rings.YOUNG + 1_000)
        assert ring() is not None

        of.look(is_idle=busy)

        assert ring() is None
        assert [0] == looks
        assert kept


def test_little_that_was_made_is_not_looked_through(looks):
    with Rings() as of:
        kept = many(rings.YOUNG // 2)
        of.look(is_idle=idle)

    assert [] == looks
    assert kept


def test_python_does_not_look_by_itself_meanwhile_and_does_again_afterwards(looks):
    with Rings():
        kept = many(1_000_000)
        assert [] == looks
    kept += many(1_000_000)

    assert looks


def test_a_state_that_was_restored_is_not_looked_through(looks):
    with Rings() as of:
        kept = many(rings.RESTORED + 1_000)
        of.look(is_idle=busy, is_restoring=True)
        of.look(is_idle=busy, is_restoring=False)

    assert [] == looks
    assert kept


@pytest.mark.parametrize(
    ("seconds", "waits"),
    [(rings.IDLE_SECONDS, lambda: True), (rings.LATEST_SECONDS, lambda: False)],
    ids=["when there is nothing to do", "in the end also while there is"],
)
def test_a_ring_that_outlived_a_look_is_let_go(looks, seconds, waits):
    clock = Clock()
    with Rings(clock) as of:
        ring, kept = a_ring_that_outlives_a_look(of)
        of.look(is_idle=waits)
        assert ring() is not None
        clock.now += seconds + 1

        of.look(is_idle=waits)

        assert ring() is None
        assert [0, 1] == looks
        assert kept


def a_ring_that_outlives_a_look(of):
    alive, kept = Ring(), many(rings.YOUNG + 1_000)
    of.look(is_idle=busy)
    return weakref.ref(alive), kept


def test_a_state_that_grows_is_not_looked_through_at_once(looks, monkeypatch):
    monkeypatch.setattr(rings, "KEPT", 5 * rings.YOUNG)
    clock, kept = Clock(), []
    with Rings(clock) as of:
        for _ in range(6):
            kept += many(rings.YOUNG + 1_000)
            of.look(is_idle=busy)
        clock.now += rings.LATEST_SECONDS + 1
        of.look(is_idle=busy)

    assert {0} == set(looks)


def test_a_ring_that_outlived_all_that_is_let_go_within_a_day(looks):
    clock = Clock()
    with Rings(clock) as of:
        alive, kept = Ring(), many(rings.YOUNG + 1_000)
        of.look(is_idle=busy)
        clock.now += rings.LATEST_SECONDS + 1
        of.look(is_idle=busy)
        ring = weakref.ref(alive)
        del alive
        clock.now += rings.DAY_SECONDS

        of.look(is_idle=idle)

        assert ring() is None
        assert 2 == looks[-1]
        assert kept
