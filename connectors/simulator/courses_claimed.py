"""Life courses of whom a provider claims what it delivered (P9.1): as agreed, and not."""

from collections.abc import Iterator
from datetime import date, timedelta

from connectors.simulator import care, work
from connectors.simulator.care import CODES, FIRST_NUMBER
from connectors.simulator.contracts import MAXIMUM
from connectors.simulator.courses_care import DAY
from connectors.simulator.life import Life
from connectors.simulator.telling import Allocation, Claim, Claims, Planted, Product
from connectors.simulator.world import Stay
from schemas.facts import Kind

FAIR = MAXIMUM - 500
WEEKLY = 4  # dagdelen


def claims_within(life: Life) -> None:
    """Two months, at less than the maximum and at the maximum itself: nothing to find."""
    allocation = _attends(life)
    for month, price in zip(_months(life, allocation.start), (FAIR, MAXIMUM), strict=False):
        _claim(life, allocation, month, price)


def claims_above(life: Life) -> None:
    """The first month above the maximum of the contract, the second within it."""
    allocation = _attends(life)
    above, within = list(_months(life, allocation.start))[:2]
    _claim(life, allocation, above, MAXIMUM + 350)
    _claim(life, allocation, within, FAIR)
    why = "claimed at 63.50 for a dagdeel, where the contract has 60.00 at the most"
    _plant(life, allocation, "claim-above-maximum", above, why)


def claims_without(life: Life) -> None:
    """A number that the municipality never gave out."""
    allocation = _attends(life)
    month = next(_months(life, allocation.start))
    number = FIRST_NUMBER + life.stage.number("allocation")
    nobodys = Allocation(
        number,
        allocation.provider,
        allocation.product,
        allocation.decided,
        allocation.start,
        allocation.last,
    )
    _claim(life, nobodys, month, FAIR)
    why = "claimed on a number that was never allocated"
    _plant(life, nobodys, "claim-without-allocation", month, why)


def claims_on_removed(life: Life) -> None:
    """An allocation on which was claimed turns out to be a mistake, and is deleted."""
    allocation = _attends(life)
    product = Product("02", "02A01", 3, unit="04")  # begeleiding: no contract names a price
    start, last = allocation.start, life.stage.beyond()
    mistake = care.allocate(life, allocation.provider, product, start, last)
    month = next(_months(life, allocation.start))
    claimed = _claim(life, mistake, month, 7_000)
    care.delete(life, mistake, claimed + timedelta(days=20))
    why = "claimed on an allocation that was deleted afterwards"
    _plant(life, mistake, "claim-on-removed-allocation", month, why)


def _attends(life: Life) -> Allocation:
    begin = life.stage.first_day(weeks=20)
    at = life.stage.world.seat((Kind.DAGBESTEDING,), Stay(begin, None))
    product = Product("07", life.stage.chance.pick(CODES), WEEKLY)
    allocation = care.allocate(life, at.provider, product, begin, life.stage.beyond())
    who = work.register(life, at.provider, begin)
    placement = work.place(life, at, who, Kind.DAGBESTEDING, begin, hours=4 * WEEKLY)
    care.start(life, allocation, begin)
    work.routine(life, placement)
    return allocation


def _months(life: Life, begin: date) -> Iterator[tuple[date, date]]:
    """The first and the last day of each whole month in which something may be claimed."""
    first = _first_of_next(begin)
    while (following := _first_of_next(first)) + timedelta(days=40) <= life.stage.until:
        yield first, following - DAY
        first = following


def _first_of_next(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _claim(life: Life, allocation: Allocation, month: tuple[date, date], price: int) -> date:
    """Claimed soon after the month; the day of it."""
    told = life.stage.after(month[1], 3, 15)
    reference = f"P{life.stage.number('claim'):07}"
    row = Claim(reference, allocation, *month, volume=4 * WEEKLY, price=price)
    life.tell(told, Claims(allocation.provider, month, (row,)))
    return told


def _plant(
    life: Life, allocation: Allocation, rule: str, month: tuple[date, date], why: str
) -> None:
    account = f"kvk:{allocation.provider.kvk}"
    planted = Planted(rule, month[0], why, end=month[1] + DAY, account=account)
    life.planted.append(planted)
    said = {"rule": rule, "start": month[0].isoformat(), "provider": account}
    life.stage.promise("P9.1", "funding-signals.raised", said)
