"""Whom the demo shows, and the message that changes their picture.

Somebody for whom several streams of money meet, who goes to a place under the Wmo: delivery was
started (305) and not stopped (307), and nothing else is wrong.  The ready 307 stops it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from connectors.simulator.care import AGREED
from connectors.simulator.folder import Simulated
from connectors.simulator.iwmo import write_deliveries
from connectors.simulator.life import Life
from connectors.simulator.telling import (
    Decision,
    Deliveries,
    Delivery,
    Incomes,
    Insurance,
    LongTermCare,
    Reintegration,
    Reported,
)
from schemas.errors import WrongConfiguration
from schemas.facts import Source
from schemas.values import pseudonym

T = TypeVar("T")
DAGBESTEDING = "07"  # WMO020
NUMBER = 999_000_001  # of the message; the simulator counts from 1 and gets nowhere near


@dataclass(frozen=True, slots=True)
class Shown:
    """One person, and the delivery that is still open."""

    life: Life
    delivery: Delivery

    @property
    def streams(self) -> tuple[str, ...]:
        return tuple(sorted({"wmo", *_streams(self.life)}))

    def record(self, key: bytes) -> str:
        """The pseudonym of their allocation: by it they are found in the public events."""
        number = self.delivery.allocation.number
        return pseudonym(key, "record", Source.WMO, "", f"toewijzing|{number}")

    def last_day(self, today: date) -> date:
        """The last day that the ready message tells: the end of last month, if it had begun."""
        end_of_month = today.replace(day=1) - timedelta(days=1)
        return max(self.delivery.begin, end_of_month)

    def stop(self, today: date, municipality: str) -> bytes:
        """The WMO307 that stops the delivery, dated *today*."""
        allocation = self.delivery.allocation
        row = Delivery(allocation, self.delivery.begin, last=self.last_day(today), reason=AGREED)
        told = Deliveries("307", allocation.provider, (row,))
        return write_deliveries(self.life.human, told, NUMBER, today, municipality)


def choose(simulated: Simulated) -> Shown:
    """The one for whom most streams meet; of equals, whose delivery began first.

    Raises:
        WrongConfiguration: there is nobody with an open delivery.
    """
    found = candidates(simulated)
    if not found:
        fault = "nobody among these people has an open delivery: give more --persons"
        raise WrongConfiguration("demo", [fault])
    return min(found, key=lambda s: (-len(s.streams), -_decisions(s.life), s.delivery.begin))


def candidates(simulated: Simulated) -> list[Shown]:
    """Everybody who could be shown, once per open delivery."""
    return [shown for life in simulated.lives for shown in _open(life)]


def _open(life: Life) -> Iterator[Shown]:
    """The open deliveries of somebody with whom nothing else is the matter."""
    if life.planted or life.missed or not life.human.plain:
        return
    rows = [row for told in _told(life, Deliveries) for row in told.rows]
    withdrawn = any(row.status != "1" for row in rows)
    stopped = {(row.allocation.number, row.begin) for row in rows if row.last is not None}
    places = {
        told.provider
        for told in _told(life, Reported)
        if told.thing == "plaatsingen" and told.data.get("activiteit") == "dagbesteding"
    }
    for row in rows:
        current = life.allocations.get(row.allocation.number)
        fits = current is not None and current.last > life.stage.until
        at_place = row.allocation.product.category == DAGBESTEDING
        known = row.allocation.provider in places
        open_ = (row.allocation.number, row.begin) not in stopped and not withdrawn
        if fits and at_place and known and open_:
            yield Shown(life, row)


def _told(life: Life, kind: type[T]) -> list[T]:
    return [t.content for t in life.tellings if isinstance(t.content, kind)]


def _decisions(life: Life) -> int:
    return len({told.number for told in _told(life, Decision)})


def _streams(life: Life) -> Iterator[str]:
    for telling in life.tellings:
        match telling.content:
            case Incomes() | Insurance():
                yield "uwv"
            case Decision() | Reintegration():
                yield "participatiewet"
            case LongTermCare(status="Ja"):
                yield "wlz"
            case _:
                pass
