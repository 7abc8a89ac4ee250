"""Life courses that must raise a signal: no development is known, or a reward is too much."""

from datetime import timedelta

from connectors.simulator import work
from connectors.simulator.courses_care import DAY
from connectors.simulator.courses_onward import two_years, two_years_before
from connectors.simulator.courses_rewarded import pay, volunteers
from connectors.simulator.life import Life
from connectors.simulator.policy import FREE_A_YEAR
from connectors.simulator.telling import Planted

LAW = {
    "premie": "Participatiewet art. 31 lid 2 j",
    "onkostenvergoeding": "Participatiewet art. 31 lid 2 k",
}


def stands_still(life: Life) -> None:
    """Two years at one provider, and nobody knows of another step, hours or certificate."""
    day = life.stage.until - timedelta(days=life.stage.chance.between(20, 120))
    due = day.replace(day=min(day.day, 28))
    placement = two_years(life, two_years_before(due))
    spoken = life.stage.first_day(weeks=8)
    work.step(life, placement.place.provider, placement.participant, spoken, 2)
    why = "two years at one provider, and no development is known"
    life.planted.append(Planted("stay", due, why, person=life.human.number))
    said = {"rule": "stay", "provider": f"kvk:{placement.place.provider.kvk}"}
    life.promise("P7.1", "funding-signals.raised", said)


def rewarded_too_much(life: Life) -> None:
    """The second premie, or onkostenvergoeding, goes a cent beyond what the year leaves alone."""
    first, second = volunteers(life)
    kinds = sorted(FREE_A_YEAR)
    kind = kinds[life.stage.number("too much") % len(kinds)]
    pay(life, kind, FREE_A_YEAR[kind] - 50_000, first)
    pay(life, kind, 50_001, second)
    why = f"{kind} of a year, one cent above what is left alone"
    life.planted.append(Planted("R24", second, why, second + DAY, person=life.human.number))
    said = {"rule": "R24", "law": LAW[kind], "start": second.isoformat()}
    life.promise("P2.3", "funding-signals.raised", said)
