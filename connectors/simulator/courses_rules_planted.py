"""Life courses in which laws run together as they should not: each plants what a rule finds.

What members of a co-operative earn is no fault, and is told as well: it is set off (P6.1).
"""

from datetime import date, timedelta

from connectors.simulator import income, work
from connectors.simulator.courses_care import DAY, attends
from connectors.simulator.courses_work import either_number, participatieplaats, sheltered
from connectors.simulator.courses_work import wage_subsidy as subsidise
from connectors.simulator.income import FREE_MONTHS, FREE_MOST, FREE_SHARE
from connectors.simulator.life import Life
from connectors.simulator.telling import Income, Planted
from connectors.simulator.world import Stay
from schemas.facts import Kind


def earns_within(life: Life) -> None:
    """A member of a co-operative earns so little that a share of it is left alone."""
    _earns(life, 800)


def earns_above(life: Life) -> None:
    """And another so much that the share is more than may be left alone."""
    _earns(life, 1_500)


def _earns(life: Life, euros: int) -> None:
    begin = life.stage.first_day(weeks=36)
    at = life.stage.world.seat((Kind.COOPERATIE,), Stay(begin, None))
    who = work.register(life, at.provider, begin)
    income.bijstand(life, begin - timedelta(days=500), life.stage.after(begin, 1, 20))
    work.routine(life, work.place(life, at, who, Kind.COOPERATIE, begin))
    first = _first_of_next(begin)
    income.decide(life, "eigen_inkomsten", first, first, amount=euros)
    _plant(life, "R24", first, "own earnings beside bijstand")
    earned = 100 * euros
    free = min(FREE_MOST, earned * FREE_SHARE // 100)
    month = first
    for number in range(FREE_MONTHS + 1):
        left = free if number < FREE_MONTHS else 0
        said = {"earned_cents": earned, "free_cents": left, "set_off_cents": earned - left}
        life.promise("P6.1", "settlements.changed", said, day=month)
        month = _first_of_next(month)


def day_care_beside_sheltered_work(life: Life) -> None:
    """Sheltered work, and dagbesteding of the Wmo at another provider."""
    placement, _ = sheltered(life)
    turn = life.stage.after(placement.start, 30, 60)
    elsewhere = life.stage.world.seat(
        (Kind.DAGBESTEDING,), Stay(turn, None), elsewhere_than=placement.place.provider
    )
    allocation, _ = attends(life, turn, at=elsewhere)
    why = "a Wmo allocation for dagbesteding beside a decision on beschut werk"
    _plant(life, "R05", turn, why, end=allocation.last + DAY)
    work.routine(life, placement)


def wage_subsidy_for_wsw(life: Life) -> None:
    """The employment is one of the Wsw, and the wage subsidy is for the same."""
    begin = life.stage.first_day(weeks=10)
    employer = f"lhn:{990_005_000 + life.stage.chance.between(1, 40)}L01"
    long_ago = date(2014, 1, 1)
    income.decide(life, "wsw", long_ago, life.stage.after(begin, 1, 20), employer=employer)
    subsidise(life, employer, begin)
    _plant(life, "R08", begin, "a loonkostensubsidie for an employment of the Wsw")


def wage_subsidy_beside_wajong(life: Life) -> None:
    """An ordinary employer gets a wage subsidy for somebody with a Wajong."""
    begin = life.stage.first_day(weeks=20)
    employer = f"lhn:{990_006_000 + life.stage.chance.between(1, 40)}L01"
    at = life.stage.world.seat((Kind.REGULIER_WERK,), Stay(begin, None))
    who = work.register(life, at.provider, begin, "bsn")
    kind = Kind.REGULIER_WERK
    placement = work.place(life, at, who, kind, begin, hours=24, employer=employer)
    subsidise(life, employer, begin)
    since = begin - timedelta(days=life.stage.chance.between(400, 1_500))
    row = Income(income.UWV, income.WAJONG, since, gross=1_100)
    income.answer_incomes(life, life.stage.after(begin, 5, 60), row)
    _plant(life, "R09", begin, "a loonkostensubsidie beside a Wajong that began before it")
    work.routine(life, placement)


def too_young(life: Life) -> None:
    """A participatieplaats for somebody under 27."""
    begin = life.stage.first_day(weeks=30)
    last = life.stage.after(begin, 90, 150)
    at = life.stage.world.seat((Kind.PARTICIPATIEPLAATS,), Stay(begin, last))
    who = work.register(life, at.provider, begin)
    # It ends with the place, and with it the term for a talk.
    income.bijstand(life, begin - timedelta(days=200), life.stage.after(begin, 1, 30), last)
    participatieplaats(life, at, begin, 20, last)
    placement = work.place(life, at, who, Kind.PARTICIPATIEPLAATS, begin, last, hours=20)
    _plant(life, "R20", begin, "a participatieplaats for somebody under 27", end=last + DAY)
    work.routine(life, placement)


def trial_too_long(life: Life) -> None:
    """A proefplaats of eight months, where six are the most."""
    begin = _first_of_next(life.stage.first_day(weeks=44))
    last = _months_after(begin, 8) - DAY
    at = life.stage.world.seat((Kind.PROEFPLAATS,), Stay(begin, last))
    who = work.register(life, at.provider, begin)
    # It ends with the place, and with it the term for a talk.
    income.bijstand(life, begin - timedelta(days=200), life.stage.after(begin, 1, 30), last)
    told = life.stage.after(begin, 0, 5)
    provider = either_number(life, at.provider)
    said = {"provider": provider, "place": at.id, "hours": 24}
    income.decide(life, "proefplaats", begin, told, last, **said)
    placement = work.place(life, at, who, Kind.PROEFPLAATS, begin, last, hours=24)
    why = "a proefplaats of eight months"
    _plant(life, "R22", _months_after(begin, 6), why, end=last + DAY)
    work.routine(life, placement)


def bijstand_beside_ww(life: Life) -> None:
    """Bijstand and a WW benefit at once."""
    begin = life.stage.first_day(weeks=20)
    at = life.stage.world.seat((Kind.VRIJWILLIGERSWERK,), Stay(begin, None))
    who = work.register(life, at.provider, begin, "bsn")
    since = begin - timedelta(days=life.stage.chance.between(60, 200))
    income.answer_insurance(life, life.stage.after(begin, 1, 30), "WW", since)
    income.bijstand(life, begin, life.stage.after(begin, 1, 30))
    _plant(life, "R23", begin, "bijstand beside a WW benefit")
    work.routine(life, work.place(life, at, who, Kind.VRIJWILLIGERSWERK, begin))


def sheltered_work_beside_wsw(life: Life) -> None:
    """Sheltered work for somebody who still has a place under the Wsw, elsewhere."""
    placement, _ = sheltered(life)
    employer = f"lhn:{990_005_000 + life.stage.chance.between(41, 80)}L01"
    told = life.stage.after(placement.start, 1, 20)
    income.decide(life, "wsw", date(2013, 1, 1), told, employer=employer)
    _plant(life, "R25", placement.start, "beschut werk beside a place under the Wsw")
    work.routine(life, placement)


def _plant(life: Life, rule: str, start: date, why: str, *, end: date | None = None) -> None:
    life.planted.append(Planted(rule, start, why, end=end, person=life.human.number))


def _first_of_next(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _months_after(day: date, months: int) -> date:
    for _ in range(months):
        day = _first_of_next(day)
    return day
