"""What a municipality and its providers tell each other under the Wmo: 301, 305 and 307.

The rules they keep (iWmo 3.2): no start or stop after the day of sending (TR134); an allocation is
changed under its own number only in end date, or deleted (IV066, CS335); a delivery that was
started is stopped (OP288); one open start at a time (OP289).
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from connectors.simulator.chance import workday
from connectors.simulator.life import Life
from connectors.simulator.telling import (
    Allocation,
    Allocations,
    Deliveries,
    Delivery,
    Product,
)
from connectors.simulator.world import Provider

FIRST_NUMBER = 100_000_000
CODES = ("07A01", "07A02")  # dagbesteding, agreed between municipality and provider

PROLONGED, SHORTENED, OTHER_DOMAIN, OTHER_PROVIDER, DELETED = "04", "05", "06", "09", "13"
AS_PLANNED, TEMPORARY, BY_CLIENT, AGREED = "19", "20", "21", "23"
STOPPED_BY_CHANGE = {SHORTENED: "36", OTHER_DOMAIN: "39", OTHER_PROVIDER: "38"}  # WMO002 → WMO588


def dagbesteding(life: Life, hours: int) -> Product:
    """*hours* a week, said in dagdelen of four hours, or in hours, or as a budget."""
    chance = life.stage.chance
    code = chance.pick(CODES)
    if chance.one_in(10):  # a product without code has no volume (CD080), so it has a budget
        return Product("07", budget=chance.between(4_000, 16_000) * 100)
    if chance.one_in(6):
        return Product("07", code, hours, unit="04")
    if hours == 12 and chance.one_in(2):
        return Product("07", code, 13, per="4")  # 13 dagdelen a month are 3 a week
    return Product("07", code, hours // 4)


def allocate(
    life: Life,
    provider: Provider,
    product: Product,
    start: date,
    last: date,
    *,
    told: date | None = None,
) -> Allocation:
    """Decide that somebody is to get a product, and tell the provider."""
    told = told or _beforehand(life, start)
    number = FIRST_NUMBER + life.stage.number("allocation")
    allocation = Allocation(number, provider, product, _decided(life, told), start, last)
    return _tell(life, allocation, told)


def change(
    life: Life, allocation: Allocation, *, last: date, reason: str, told: date
) -> Allocation:
    """Another end date under the same number."""
    changed = replace(allocation, last=last, reason=reason, decided=_decided(life, told))
    return _tell(life, changed, told)


def delete(life: Life, allocation: Allocation, told: date) -> None:
    """As if it had never been sent."""
    change(life, allocation, last=allocation.start, reason=DELETED, told=told)
    del life.allocations[allocation.number]


def start(life: Life, allocation: Allocation, begin: date, told: date | None = None) -> None:
    """Delivery began.  Told within five working days."""
    told = told or workday(life.stage.after(begin, 0, 4))
    _deliver(life, "305", told, Delivery(allocation, begin))


def take_back_start(life: Life, allocation: Allocation, begin: date, told: date) -> None:
    _deliver(life, "305", told, Delivery(allocation, begin, "3"))


def correct_start(life: Life, allocation: Allocation, wrong: date, right: date, told: date) -> None:
    """Another first day is another key, so both stand in one message (OP033)."""
    rows = Delivery(allocation, wrong, "3"), Delivery(allocation, right)
    _deliver(life, "305", told, *rows)


def stop(
    life: Life,
    allocation: Allocation,
    begin: date,
    last: date,
    reason: str,
    *,
    told: date | None = None,
) -> None:
    """Delivery that began on *begin* was given for the last time on *last*."""
    row = Delivery(allocation, begin, "1", last, reason)
    _deliver(life, "307", told or workday(life.stage.after(last, 1, 4)), row)


def correct_stop(
    life: Life, allocation: Allocation, begin: date, wrong: date, right: date, told: date
) -> None:
    """The right last day instead of the wrong one, in one message."""
    rows = (
        Delivery(allocation, begin, "3", wrong, AGREED),
        Delivery(allocation, begin, "1", right, AGREED),
    )
    _deliver(life, "307", told, *rows)


def end(life: Life, allocation: Allocation, begin: date, last: date, reason: str) -> None:
    """The municipality ends an allocation early; the provider stops on the same last day."""
    told = workday(last - timedelta(days=life.stage.chance.between(6, 12)))
    change(life, allocation, last=last, reason=reason, told=told)
    stop(life, allocation, begin, last, STOPPED_BY_CHANGE[reason])


def _beforehand(life: Life, start: date) -> date:
    return workday(start - timedelta(days=life.stage.chance.between(5, 20)))


def _decided(life: Life, told: date) -> datetime:
    return life.stage.chance.office_hour(told - timedelta(days=1))


def _tell(life: Life, allocation: Allocation, told: date) -> Allocation:
    """A 301 is a snapshot: what else is decided and runs here goes along (OP087, IV099)."""
    beside = (
        replace(other, reason=None)
        for other in life.allocations.values()
        if other.provider is allocation.provider
        and other.number != allocation.number
        and other.decided.date() < told <= other.last
    )
    life.tell(told, Allocations(allocation.provider, (*beside, allocation)))
    life.allocations[allocation.number] = allocation
    return allocation


def _deliver(life: Life, message: Literal["305", "307"], told: date, *rows: Delivery) -> None:
    assert all((row.last or row.begin) <= told or row.status == "3" for row in rows), "TR134"
    life.tell(told, Deliveries(message, rows[0].allocation.provider, rows))
