"""Life courses of volunteers on bijstand who get something for it, within what is left alone."""

from datetime import date, timedelta

from connectors.simulator import income, work
from connectors.simulator.chance import in_one_year, workday
from connectors.simulator.courses_care import DAY
from connectors.simulator.life import Life
from connectors.simulator.policy import FREE_A_YEAR
from connectors.simulator.world import Stay
from schemas.facts import Kind

RECENT = timedelta(days=360)  # too short a time on bijstand for a conversation to be due


def rewarded(life: Life) -> None:
    """A premie and an onkostenvergoeding, each twice: exactly what a year leaves alone."""
    first, second = volunteers(life)
    for kind, free in FREE_A_YEAR.items():
        pay(life, kind, free // 2, first)
        pay(life, kind, free - free // 2, second)


def volunteers(life: Life) -> tuple[date, date]:
    """On bijstand, and a volunteer; two days of one year on which something may be paid."""
    stage = life.stage
    first = max(stage.start + timedelta(days=28), stage.until - RECENT)
    begin = stage.chance.day(first, first + timedelta(days=20))
    income.bijstand(life, begin, begin)
    at = stage.world.seat((Kind.VRIJWILLIGERSWERK,), Stay(begin, None))
    who = work.register(life, at.provider, begin, "bsn")
    work.place(life, at, who, Kind.VRIJWILLIGERSWERK, begin)
    one, other = in_one_year(begin + timedelta(days=14), stage.until - timedelta(days=14))
    middle = one + (other - one) / 2
    return stage.chance.day(one, middle - DAY), stage.chance.day(middle, other)


def pay(life: Life, kind: str, cents: int, day: date) -> None:
    """A line beside the bijstand, on the day of payment."""
    income.decide(life, kind, day, workday(day), once=cents)
    line = {"instrument": kind, "amount_cents": cents}
    lines = {"lines": [{"instrument": "bijstand"}, line]}
    life.promise("P2.3", "funding-mixes.changed", lines, day=day)
