"""Life courses on the two lists for beschut werk (P9.2): to be assessed, and waiting."""

from datetime import date, timedelta

from connectors.simulator import income
from connectors.simulator.chance import workday
from connectors.simulator.life import Life
from connectors.simulator.telling import Listed


def awaits_assessment(life: Life) -> None:
    """Registered; nobody has decided anything."""
    day = _registered(life, life.stage.first_day(weeks=4))
    waits = {"waiting": [{"person": life.human.number}]}
    event = "budgets.awaiting-assessment-changed"
    life.promise("P9.2", event, waits | {"end": (day + timedelta(days=1)).isoformat()}, day=day)


def assessed(life: Life) -> None:
    """Registered, assessed, and waiting for a place: on the second list alone."""
    day = _registered(life, life.stage.first_day(weeks=20))
    _eligible(life, day + timedelta(days=life.stage.chance.between(30, 90)))


def eligible(life: Life) -> None:
    """Put forward without a registration, and waiting for a place."""
    _eligible(life, life.stage.first_day(weeks=6))


def _registered(life: Life, day: date) -> date:
    number = f"A-{life.stage.number('registration'):05}"
    data = {"aanmeldnummer": number, "voor": "beschut_werk", "aangemeld_op": day}
    life.tell(life.stage.after(day, 0, 5), Listed("aanmeldingen", (number,), data))
    return day


def _eligible(life: Life, day: date) -> None:
    day = workday(day)
    decided = income.decide(life, "vaststelling_beschut_werk", day, day).decided
    waits = {"person": life.human.number, "start": day.isoformat(), "end": None}
    life.promise("P9.2", "budgets.eligible-waiting-changed", {"waiting": [waits]}, day=decided)
