"""Life courses at a small post of their own: who is next for a seat, and what a post comes to.

A post is reserved for those who are cast, so that what it holds, costs and earns is known to the
cent.  None of these courses raises a signal.
"""

from datetime import date, timedelta
from typing import Any

from connectors.simulator import care, income, work
from connectors.simulator.care import CODES
from connectors.simulator.courses_care import DAY
from connectors.simulator.courses_rewarded import RECENT
from connectors.simulator.life import Life, Stage
from connectors.simulator.policy import DAGDEEL_CENTS, SCENARIOS
from connectors.simulator.telling import Product, Promised, Reported
from connectors.simulator.work import Placement
from connectors.simulator.world import Place, Provider, Stay
from schemas.facts import Kind

POST = (Kind.DAGBESTEDING, Kind.VRIJWILLIGERSWERK)
DAGDELEN = 7  # a week, one a day: animals eat at weekends too, and a day is then worth whole cents
RENT, COACH, WAGE_VALUE = 310_00, 420_00, 255_00  # cents of one month


def freed_seat(*lives: Life) -> None:
    """A post of three, and two who wait: one leaves, and the first of the list gets the seat."""
    stage, (first, second) = lives[0].stage, lives[3:]
    begin = stage.first_day(weeks=34)
    free = stage.after(begin, 60, 90)  # the first day without one of the three
    at = _post(stage, stage.chance.pick(stage.world.providers), capacity=3)
    for life in lives[:3]:
        placement = _helps(life, at, begin, None if life is not lives[0] else free - DAY)
        if life is lives[0]:  # told ahead, so that the seat is free on the day itself
            work.correct(life, placement, free - timedelta(days=12), last=free - DAY)
    since = stage.after(begin, 8, 20), stage.after(begin, 21, 35)
    told = stage.after(begin, 36, 40)
    waiting = [work.register(life, at.provider, told, "bsn") for life in (first, second)]
    for life, who, day in zip((first, second), waiting, since, strict=True):
        work.wait(life, at, who, day, told)

    seated = stage.after(free, 5, 10)
    _helps(first, at, seated, who=waiting[0])
    work.wait(first, at, waiting[0], since[0], stage.after(seated, 1, 4), void=True)
    following, then = (
        {"person": life.human.number, "since": day.isoformat()}
        for life, day in zip((first, second), since, strict=True)
    )
    freed = {"freed": 1, "free": 1, "capacity": 3, "next": following}
    _promise(stage, "P8.1", "places.freed", at, free, **freed)
    second.promise("P8.1", "places.waiting-list-changed", {"number": 1, "next": then}, place=at.id)


def post_with_a_volunteer(one: Life, other: Life, volunteer: Life) -> None:
    """Two petting zoos share a job coach; at one a volunteer on bijstand opens and closes.

    Of one whole month it is told what they cost.
    """
    stage = one.stage
    begin = max(stage.first_day(weeks=20), stage.until - RECENT)
    provider = stage.chance.pick(stage.world.providers)
    zoo, sister = _post(stage, provider, capacity=4), _post(stage, provider, capacity=4)
    for life, at in ((one, zoo), (other, sister)):
        _assists(life, at, begin)
    who = _helps(volunteer, zoo, begin).participant
    income.bijstand(volunteer, begin - timedelta(days=20), begin)

    month = work.month_after(begin)
    end = work.month_after(month)
    told = stage.after(end, 3, 12)
    _cost(stage, "huur", RENT, (zoo,), month, told)
    _cost(stage, "jobcoach", COACH, (zoo, sister), month, told)
    data = _costs(stage, "loonwaarde_vrijwilliger", WAGE_VALUE, (zoo,), month)
    data |= {"deelnemer": who, "ontvanger": "gemeente"}
    volunteer.tell(told, Reported(provider, "kosten", (data["nummer"],), data))

    days = (end - month).days
    together = {"kinds": ["jobcoach", "loonwaarde_vrijwilliger"], "cents": COACH // 2 + WAGE_VALUE}
    rent = {"kinds": ["huur"], "over": 1, "cents": RENT}
    _promise_result(stage, zoo, month, days, [rent, together], RENT + COACH // 2 + WAGE_VALUE)
    shared = {"kinds": ["jobcoach"], "over": 2, "cents": COACH // 2}
    _promise_result(stage, sister, month, days, [shared], COACH // 2)
    reimbursed = {
        "instrument": "loonwaardevergoeding",
        "payee": "gemeente",
        "amount_cents": WAGE_VALUE,
    }
    lines = [{"instrument": "bijstand"}, reimbursed]
    volunteer.promise("P8.2", "funding-mixes.changed", {"lines": lines}, day=month)
    wmo = {"stream": "wmo", "persons": 1, "minutes_per_week": DAGDELEN * 240}
    _promise(stage, "P2.1", "places.mix-changed", zoo, month, occupancy=2, capacity=4, shares=[wmo])


def _promise_result(
    stage: Stage, at: Place, month: date, days: int, costs: list[dict[str, Any]], cost: int
) -> None:
    """A dagdeel a day at the tariff; so many percent less of it, and the same costs."""
    income_cents = {p: days * DAGDEEL_CENTS * (100 + p) // 100 for p in (0, *SCENARIOS)}
    results = [
        {"percentage": percentage, "income_cents": cents, "result_cents": cents - cost}
        for percentage, cents in income_cents.items()
    ]
    earned = [{"of": "people", "streams": ["wmo"], "cents": income_cents[0]}]
    said = {"costs": costs, "income": earned, "results": results}
    _promise(stage, "P8.2", "places.result-changed", at, month, **said)


def _post(stage: Stage, provider: Provider, capacity: int) -> Place:
    return stage.world.open(provider, POST, capacity=capacity, reserved=True)


def _helps(
    life: Life, at: Place, begin: date, last: date | None = None, *, who: str = ""
) -> Placement:
    life.stage.world.sit(at, Stay(begin, last))
    who = who or work.register(life, at.provider, begin, "bsn")
    return work.place(life, at, who, Kind.VRIJWILLIGERSWERK, begin)


def _assists(life: Life, at: Place, begin: date) -> None:
    stage = life.stage
    stage.world.sit(at, Stay(begin, None))
    product = Product("07", CODES[0], DAGDELEN)
    allocation = care.allocate(life, at.provider, product, begin, stage.beyond())
    who = work.register(life, at.provider, begin, "bsn")
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=4 * DAGDELEN)
    care.start(life, allocation, begin)
    work.routine(life, placement)


def _cost(
    stage: Stage, kind: str, cents: int, places: tuple[Place, ...], month: date, told: date
) -> None:
    data = _costs(stage, kind, cents, places, month)
    stage.tell(told, Reported(places[0].provider, "kosten", (data["nummer"],), data))


def _costs(
    stage: Stage, kind: str, cents: int, places: tuple[Place, ...], month: date
) -> dict[str, Any]:
    return {
        "nummer": f"K{stage.number('costs'):05}",
        "kostensoort": kind,
        "werkplekken": [place.code for place in places],
        "vanaf": month.isoformat(),
        "tot_en_met": (work.month_after(month) - DAY).isoformat(),
        "bedrag_euro": cents // 100,
    }


def _promise(
    stage: Stage, bullet: str, event: str, at: Place, day: date | None = None, **said: Any
) -> None:
    stage.promised.append(Promised(bullet, event, said, day, place=at.id))
