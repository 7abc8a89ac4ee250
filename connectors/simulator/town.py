"""Situations that belong to nobody's life: of places, providers, programmes and budgets.

What `OPENING` does is there before anybody lives here, so that a life may refer to it; what
`CLOSING` does follows from all lives.  Each may tell, plant and promise on the stage.
"""

from collections.abc import Callable

from connectors.simulator import contracts, programmes, sheltered
from connectors.simulator.life import Stage

OPENING: tuple[Callable[[Stage], None], ...] = (programmes.plan, contracts.agree)
CLOSING: tuple[Callable[[Stage], None], ...] = (programmes.spend, sheltered.plant)


def begin(stage: Stage) -> None:
    for situation in OPENING:
        situation(stage)


def end(stage: Stage) -> None:
    for situation in CLOSING:
        situation(stage)
