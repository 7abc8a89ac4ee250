"""More people are eligible for a kind of place than the municipality has places of it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from streams.periods import always, joined
from streams.rules.rule import Fired, Rule

OVER_BUDGET = Rule(
    "over-budget",
    law="Participatiewet art. 10b lid 4-6; het aantal staat in het beleid (place_budgets)",
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    explanation=(
        "Er zijn meer mensen op beschut werk aangewezen dan er plaatsen zijn begroot. De gemeente "
        "beslist wie een plaats krijgt en of er plaatsen bij komen."
    ),
)
RULES = (OVER_BUDGET,)


class Eligibles(NamedTuple):
    """How many are eligible in a stretch of time, and for how many there are places, if known."""

    start: date
    end: date | None
    eligible: int
    places: int | None


def fired(account: str, municipality: str, stretches: Sequence[Eligibles]) -> Iterator[Fired]:
    """One signal for days without a day between, with the most that were eligible then."""
    over = [s for s in stretches if s.places is not None and s.eligible > s.places]
    for run in joined(over, always, _longer):
        yield Fired(
            OVER_BUDGET,
            subject_kind="account",
            subject=account,
            municipality=municipality,
            account=account,
            start=run.start,
            end=run.end,
            number=run.eligible,
            maximum=run.places,
        )


def _longer(one: Eligibles, other: Eligibles) -> Eligibles:
    most = max(one, other, key=lambda s: s.eligible - (s.places or 0))
    return Eligibles(one.start, other.end, most.eligible, most.places)
