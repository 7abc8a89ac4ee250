"""How many messages a call of a step takes: as many as do not keep others waiting."""

from typing import Any

import pytest

from schemas.topics import PERSON_FACTS
from streams.engine.stores import MemoryStore
from streams.engine.transaction import Outbox
from streams.engine.view import View
from streams.settings import AppSettings
from streams.shell import CALL_SECONDS, engine_step
from streams.step import NOTHING, Step


@pytest.mark.parametrize(
    ("seconds", "taken"),
    [(CALL_SECONDS / 1_000, 50), (CALL_SECONDS * 0.6, 2), (CALL_SECONDS * 100, 1)],
    ids=["small messages", "larger ones", "files"],
)
def test_a_call_ends_with_the_message_at_which_it_took_long(seconds, taken):
    """
    Fifty files at once would look like a step that hangs, and be begun again for ever.
    """
    now, seen = [0.0], []

    def decide(_, message):
        now[0] += seconds
        seen.append(message)
        return NOTHING

    step = Step("slow", (PERSON_FACTS,), Any, decide, writes=())
    run = engine_step(step, AppSettings("nowhere"), clock=lambda: now[0]).run

    assert taken == run(list(range(50)), View(MemoryStore()), Outbox(lambda _: 1))
    assert list(range(taken)) == seen
