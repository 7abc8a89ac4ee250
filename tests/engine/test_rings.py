"""Rings of dead objects are found between events, and what lives is not looked through for them."""

import gc
import weakref

import pytest

from streams.engine import rings
from streams.engine.rings import Rings


class Ring:
    def __init__(self):
        self.me = self


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
        ring, kept = dead_ring(), many(rings.YOUNG)
        assert ring() is not None

        of.look(idle=False)

        assert ring() is None
        assert [0] == looks
        assert rings.YOUNG == len(kept)


def test_little_that_was_made_is_not_looked_through(looks):
    with Rings() as of:
        kept = many(rings.YOUNG // 2)
        of.look(idle=True)

    assert [] == looks
    assert kept


def test_python_does_not_look_by_itself_meanwhile_and_does_again_afterwards(looks):
    with Rings():
        kept = many(5 * rings.STATE)
        assert [] == looks
    kept += many(5 * rings.STATE)

    assert looks


def test_a_state_that_was_restored_is_not_looked_through(looks):
    with Rings() as of:
        kept = many(rings.STATE + rings.YOUNG)
        of.look(idle=False)
        of.look(idle=False)

    assert [] == looks
    assert kept


def test_a_ring_that_outlived_a_look_is_let_go_when_there_is_nothing_to_do(looks, monkeypatch):
    monkeypatch.setattr(rings, "REST_SECONDS", 0.0)
    with Rings() as of:
        alive, kept = Ring(), many(rings.YOUNG)
        of.look(idle=False)
        ring = weakref.ref(alive)
        del alive
        of.look(idle=False)
        assert ring() is not None

        of.look(idle=True)

        assert ring() is None
        assert [0, 1] == looks
        assert kept


def test_what_grows_while_it_is_never_idle_is_not_looked_through_then(looks, monkeypatch):
    monkeypatch.setattr(rings, "REST_SECONDS", 0.0)
    kept = []
    with Rings() as of:
        for _ in range(rings.STATE // rings.YOUNG):
            kept += many(rings.YOUNG + 100)
            of.look(idle=False)
        of.look(idle=True)

    assert {0} == set(looks)
