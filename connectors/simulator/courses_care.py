"""Life courses under the Wmo, the Wlz, and no law at all.  None of them raises a signal."""

from datetime import date, timedelta

from connectors.simulator import care, income, work
from connectors.simulator.care import AGREED, AS_PLANNED, BY_CLIENT
from connectors.simulator.chance import workday
from connectors.simulator.life import Life
from connectors.simulator.telling import Allocation, Income, Product
from connectors.simulator.work import Placement
from connectors.simulator.world import Place, Stay
from schemas.facts import Kind

DAY = timedelta(days=1)


def walk_in(life: Life) -> None:
    """Walks in at a place that is paid for as a place; nobody asks for a BSN or an indication."""
    begin = life.stage.first_day(weeks=3)
    last = perhaps_ends(life, begin)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, last), funded=True)
    who = work.register(life, at.provider, begin, life.stage.chance.pick(("full", "bare")))
    hours = 4 * life.stage.chance.between(1, 6)
    work.routine(life, work.place(life, at, who, Kind.DAGBESTEDING, begin, last, hours=hours))
    told = {"activity": Kind.DAGBESTEDING.value}
    life.promise("P3.1", "placements.started", told, place=at.id)
    of_place = {"own": [], "state": "covered", "uncovered_minutes": 0}
    life.promise("P3.1", "coverages.changed", of_place, day=begin, place=at.id)


def decision_later(life: Life) -> None:
    """Begins first; weeks later the Wmo decides, with an effective date in the past."""
    begin = life.stage.first_day(weeks=14)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None))
    hours = 4 * life.stage.chance.between(2, 8)
    who = work.register(life, at.provider, begin)
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=hours)
    told = workday(life.stage.after(begin, 21, 60))
    product = care.dagbesteding(life, hours)
    allocation = care.allocate(life, at.provider, product, begin, life.stage.beyond(), told=told)
    care.start(life, allocation, begin, workday(life.stage.after(told, 1, 4)))
    _was_open(life, placement)
    work.routine(life, placement)
    restated = {"own": [{"stream": "wmo"}], "state": "covered"}
    life.promise("P4.1", "coverages.changed", restated, day=begin, place=at.id)


def _was_open(life: Life, placement: Placement) -> None:
    """Until it was decided it was an open point, which was taken back."""
    if life.ways[placement.place.provider.id, placement.participant] == "bsn":  # one id all along
        open_point = {"rule": "provisional", "start": placement.start.isoformat()}
        at = placement.place.id
        life.promise("P4.1", "funding-signals.withdrawn", open_point, place=at)


def wmo(life: Life) -> None:
    """Dagbesteding under the Wmo, as planned; now and then with help in the household beside it."""
    begin = life.stage.first_day(weeks=6)
    last = perhaps_ends(life, begin)
    allocation, placement = attends(life, begin, last)
    if last:
        reason = life.stage.chance.pick((AS_PLANNED, BY_CLIENT, AGREED))
        care.stop(life, allocation, begin, last, reason)
    if life.stage.chance.one_in(6):
        help_at_home(life, begin)
    if life.stage.chance.one_in(6):
        income.signal_long_term_care(life, life.stage.after(begin, 1, 20), "Onbekend")
    elif life.stage.chance.one_in(8):
        once = begin - timedelta(days=900), begin - timedelta(days=400)
        income.signal_long_term_care(life, life.stage.after(begin, 1, 20), "Nee", *once)
    work.routine(life, placement)


def other_provider(life: Life) -> None:
    """The allocation ends, a new one goes to another provider from the next day on."""
    begin = life.stage.first_day(weeks=34)
    turn = life.stage.after(begin, 70, 200)
    allocation, _ = attends(life, begin, turn - DAY)
    care.end(life, allocation, begin, turn - DAY, care.OTHER_PROVIDER)
    there = life.stage.world.seat(
        (Kind.DAGBESTEDING,), Stay(turn, None), elsewhere_than=allocation.provider
    )
    _, placement = attends(life, turn, at=there)
    work.routine(life, placement)


def works_elsewhere(life: Life) -> None:
    """One provider holds the allocation, the place is another's."""
    begin = life.stage.first_day(weeks=6)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None))
    others = [p for p in life.stage.world.providers if p is not at.provider]
    holder = life.stage.chance.pick(others)
    hours = 4 * life.stage.chance.between(2, 6)
    product = care.dagbesteding(life, hours)
    allocation = care.allocate(life, holder, product, begin, life.stage.beyond())
    who = work.register(life, at.provider, begin)
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=hours, holder=holder.id)
    care.start(life, allocation, begin)
    work.routine(life, placement)
    told = {"holder": f"kvk:{holder.kvk}", "provider": f"kvk:{at.provider.kvk}"}
    life.promise("P9.5", "placements.started", told, place=at.id)


def wajong(life: Life) -> None:
    """A Wajong benefit is income: it stands beside the placement and pays for none."""
    wmo(life)
    since = life.human.birth.replace(day=1) + timedelta(days=18 * 366)
    told = life.stage.first_day(weeks=20)
    row = Income(income.UWV, income.WAJONG, since, gross=1_100)
    income.answer_incomes(life, told, row)
    income.answer_incomes(life, life.stage.after(told, 60, 120), row)


def wlz_later(life: Life) -> None:
    """The Wlz takes over: the allocation is shortened to the day before, the place stays."""
    begin = life.stage.first_day(weeks=30)
    turn = life.stage.after(begin, 84, 160)
    allocation, placement = attends(life, begin)
    care.end(life, allocation, begin, turn - DAY, care.OTHER_DOMAIN)
    income.signal_long_term_care(life, life.stage.after(turn, -10, 10), "Ja", turn)
    work.routine(life, placement)


def pause(life: Life) -> None:
    """Delivery stops for a while and begins again under the same allocation."""
    begin = life.stage.first_day(weeks=26)
    pause = life.stage.after(begin, 40, 80)
    back = life.stage.after(pause, 21, 60)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None))
    allocation, placement = attends(life, begin, pause - DAY, at=at)
    care.stop(life, allocation, begin, pause - DAY, care.TEMPORARY)
    care.start(life, allocation, back)
    again = work.place(
        life, at, placement.participant, Kind.DAGBESTEDING, back, hours=placement.hours
    )
    work.routine(life, again)


def attends(
    life: Life, begin: date, last: date | None = None, *, at: Place | None = None
) -> tuple[Allocation, Placement]:
    """Allocated, registered, placed and started, all for the same first day and hours."""
    at = at or life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, last))
    hours = 4 * life.stage.chance.between(2, 8)
    product = care.dagbesteding(life, hours)
    allocation = care.allocate(life, at.provider, product, begin, life.stage.beyond())
    who = work.register(life, at.provider, begin)
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, last, hours=hours)
    care.start(life, allocation, begin)
    return allocation, placement


def help_at_home(life: Life, begin: date) -> None:
    """Another Wmo product, which has nothing to do with a place."""
    product = Product("01", "01A01", life.stage.chance.between(60, 240), unit="01")
    home = life.stage.world.home_help
    care.start(life, care.allocate(life, home, product, begin, life.stage.beyond()), begin)


def perhaps_ends(life: Life, begin: date) -> date | None:
    """A last day in one of three lives, if there is time left for one."""
    first, final = begin + timedelta(weeks=6), life.stage.until - timedelta(weeks=2)
    if first < final and life.stage.chance.one_in(3):
        return life.stage.chance.day(first, final)
    return None
