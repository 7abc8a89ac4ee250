"""Life courses in which a source corrects itself.  In the end none of them raises a signal."""

from datetime import date, timedelta

from connectors.simulator import care, income, work
from connectors.simulator.care import AGREED, PROLONGED, TEMPORARY
from connectors.simulator.chance import workday
from connectors.simulator.courses_care import DAY, attends
from connectors.simulator.courses_work import participatieplaats
from connectors.simulator.life import Life
from connectors.simulator.telling import Product
from connectors.simulator.world import Stay
from schemas.facts import Kind


def start_corrected(life: Life) -> None:
    """The provider told a first day of delivery that was a week too late."""
    begin, told = _begin_and_told(life)
    wrong = begin + timedelta(weeks=1)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None))
    allocation = care.allocate(
        life, at.provider, care.dagbesteding(life, 16), begin, life.stage.beyond()
    )
    who = work.register(life, at.provider, begin)
    work.routine(life, work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=16))
    care.start(life, allocation, wrong)
    care.correct_start(life, allocation, wrong, begin, told)


def start_told_anew(life: Life) -> None:
    """A start is taken back, and told again a week later."""
    begin, told = _begin_and_told(life)
    allocation, placement = attends(life, begin)
    care.take_back_start(life, allocation, begin, told)
    care.start(life, allocation, begin, workday(told + timedelta(weeks=1)))
    work.routine(life, placement)


def prolonged(life: Life) -> None:
    """The same allocation gets a later end date, and the start is told once."""
    begin, told = _begin_and_told(life)
    allocation, placement = attends(life, begin)
    last = allocation.last + timedelta(days=90)
    care.change(life, allocation, last=last, reason=PROLONGED, told=told)
    work.routine(life, placement)


def allocated_by_mistake(life: Life) -> None:
    """A second allocation was a mistake, and is deleted as if it had never been sent."""
    begin, told = _begin_and_told(life)
    allocation, placement = attends(life, begin)
    product = Product("02", "02A01", 3, unit="04")  # begeleiding
    mistake = care.allocate(life, allocation.provider, product, begin, life.stage.beyond())
    care.delete(life, mistake, told)
    work.routine(life, placement)


def stopped_for_good(life: Life) -> None:
    """A pause turns out to be the end: two stops, without a start in between."""
    begin, told = _begin_and_told(life)
    last = begin + timedelta(days=15)
    allocation, placement = attends(life, begin, last)
    care.stop(life, allocation, begin, last, TEMPORARY)
    care.stop(life, allocation, begin, last, AGREED, told=told)
    work.routine(life, placement)


def stop_corrected(life: Life) -> None:
    """The provider told a last day that was a week too early."""
    begin, told = _begin_and_told(life)
    last = begin + timedelta(days=25)
    allocation, placement = attends(life, begin, last)
    wrong = last - timedelta(weeks=1)
    care.stop(life, allocation, begin, wrong, AGREED)
    care.correct_stop(life, allocation, begin, wrong, last, told)
    work.routine(life, placement)


def placement_corrected(life: Life) -> None:
    """The placement did not begin before the allocation, as the provider first wrote."""
    begin, told = _begin_and_told(life)
    wrong = begin - timedelta(weeks=1)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(wrong, None))
    allocation = care.allocate(
        life, at.provider, care.dagbesteding(life, 16), begin, life.stage.beyond()
    )
    who = work.register(life, at.provider, begin)
    first = work.place(life, at, who, Kind.DAGBESTEDING, wrong, hours=16, told=begin)
    care.start(life, allocation, begin)
    work.routine(life, work.correct(life, first, told, start=begin))


def placement_withdrawn(life: Life) -> None:
    """One of two placements was never there."""
    begin, told = _begin_and_told(life)
    _, placement = attends(life, begin)
    elsewhere = life.stage.world.seat(
        (Kind.DAGBESTEDING,), Stay(begin, None), at=placement.place.provider
    )
    who = placement.participant
    wrong = work.place(life, elsewhere, who, Kind.DAGBESTEDING, begin + DAY, hours=8)
    work.withdraw(life, wrong, told)
    work.routine(life, placement)


def decided_by_mistake(life: Life) -> None:
    """A participatieplaats beside the Wmo was a mistake, and is declared void."""
    begin, told = _begin_and_told(life)
    kinds = Kind.DAGBESTEDING, Kind.PARTICIPATIEPLAATS
    at = life.stage.world.seat(kinds, Stay(begin, None))
    _, placement = attends(life, begin, at=at)
    mistake = participatieplaats(life, at, begin, placement.hours)
    income.redecide(life, mistake, told, void=True)
    work.routine(life, placement)


def _begin_and_told(life: Life) -> tuple[date, date]:
    """A first day, and a working day some weeks later on which something is put right."""
    begin = life.stage.first_day(weeks=14)
    return begin, workday(life.stage.after(begin, 35, 70))
