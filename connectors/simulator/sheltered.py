"""The budget of places for beschut werk: how many are eligible, and for how many there is money."""

from connectors.simulator.life import Stage
from connectors.simulator.telling import Planted

MONEY_FOR, OF = 10, 13  # as in Almere: ten places, thirteen people


def budget_of(stage: Stage) -> str:
    return f"{stage.municipality}/beschut_werk"


def places(stage: Stage) -> int:
    """How many places the policy has money for."""
    return len(stage.eligible) * MONEY_FOR // OF


def plant(stage: Stage) -> None:
    """More are eligible than there are places, from the day on which one too many is."""
    since = sorted(stage.eligible.values())
    for number, day in enumerate(since, 1):
        following = since[number] if number < len(since) else None
        if day == following:
            continue  # more of them on that day
        period = {
            "start": day.isoformat(),
            "end": following.isoformat() if following else None,
            "eligible": number,
            "places": places(stage),
        }
        said = {"budget": budget_of(stage), "periods": [period]}
        stage.promise("P9.2", "budgets.eligibility-changed", said)
    if since:
        why = f"{len(since)} are eligible for {places(stage)} places"
        first = max(since[places(stage)], stage.start)
        stage.planted.append(Planted("over-budget", first, why, account=budget_of(stage)))
