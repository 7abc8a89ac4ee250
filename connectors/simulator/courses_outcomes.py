"""Life courses at a provider of their own, where nobody else comes: its figures by the year.

What happens there happens within one calendar year, so that the figures of that year follow from
who did what, and can be counted on the fingers (practices, P9.4).  None raises a signal.
"""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from connectors.simulator import income, work
from connectors.simulator.chance import in_one_year
from connectors.simulator.courses_care import DAY
from connectors.simulator.life import Life, Stage
from connectors.simulator.telling import Promised
from connectors.simulator.work import Placement
from connectors.simulator.world import WORK, Place, Provider, Stay
from schemas.facts import Kind

EVENT = "providers.development-reported"


class Year(NamedTuple):
    """The first and the last day of what happens, in one calendar year; and two workshops."""

    first: date
    last: date
    workshops: tuple[Place, Place]

    @property
    def provider(self) -> Provider:
        return self.workshops[0].provider

    def later(self, stage: Stage) -> date:
        """A day in the second half of it."""
        return stage.chance.day(self.first + (self.last - self.first) / 2, self.last)


def seven_who_develop(*lives: Life) -> None:
    """One goes on to sheltered work, one from there to a job, one to another workshop; one leaves
    nobody knows whereto, one to school; two stay.  Five have a wage value that is set anew.
    """
    up, out, aside, gone, school, *stay = lives
    stage = up.stage
    year = _year(stage)
    grown = [
        _from_dagbesteding_to_sheltered_work(up, year),
        _from_sheltered_work_to_a_job(out, year),
        _to_another_workshop(aside, year),
        *(_anew(life, _begins(life, year, Kind.BESCHUT_WERK)) for life in stay),
    ]
    for life, where in ((gone, None), (school, "opleiding")):
        _begins(life, year, Kind.DAGBESTEDING, last=year.later(stage), destination=where)
    mean = Decimal(sum(grown)) / len(grown)
    _promise(
        stage,
        year,
        year.first.year,
        suppressed=False,
        persons=7,
        vertical={"number": 2, "share": _share(2, 7)},
        horizontal={"number": 1, "share": _share(1, 7)},
        dropped_out={"number": 1, "share": _share(1, 7)},
        wage_value={"persons": len(grown), "mean_change": f"{mean:.2f}"},
    )
    if year.first.year < stage.until.year:  # four are left
        _promise(stage, year, stage.until.year, suppressed=True, persons=None, vertical=None)


def four_of_whom_nothing_is_told(*lives: Life) -> None:
    """One of four goes on to sheltered work; of so few people no figure is told."""
    stage = lives[0].stage
    year = _year(stage)
    for life in lives[1:]:
        _begins(life, year, Kind.DAGBESTEDING)
    turn = year.later(stage)
    before = _begins(lives[0], year, Kind.DAGBESTEDING, last=turn - DAY)
    _place(lives[0], year.workshops[0], before.participant, Kind.BESCHUT_WERK, turn)
    nothing = dict.fromkeys(("persons", "vertical", "horizontal", "dropped_out", "wage_value"))
    _promise(stage, year, year.first.year, suppressed=True, **nothing)


def _from_dagbesteding_to_sheltered_work(life: Life, year: Year) -> int:
    turn = year.first + timedelta(days=life.stage.chance.between(30, 50))
    before = _begins(life, year, Kind.DAGBESTEDING, last=turn - DAY)
    there = before.place
    return _anew(life, _place(life, there, before.participant, Kind.BESCHUT_WERK, turn))


def _from_sheltered_work_to_a_job(life: Life, year: Year) -> int:
    """At an employer, through another provider.  The wage subsidy ends with the sheltered work."""
    stage = life.stage
    turn = year.last + DAY
    before = _begins(life, year, Kind.BESCHUT_WERK, last=turn - DAY)
    growth = _anew(life, before, until=turn - DAY)
    there = stage.world.seat((Kind.REGULIER_WERK,), Stay(turn, None))
    who = work.register(life, there.provider, turn, "bsn")
    employer = f"lhn:{990_002_000 + stage.chance.between(1, 40)}L01"
    work.place(life, there, who, Kind.REGULIER_WERK, turn, hours=24, employer=employer)
    return growth


def _to_another_workshop(life: Life, year: Year) -> int:
    turn = year.later(life.stage)
    before = _begins(life, year, Kind.BESCHUT_WERK, last=turn - DAY)
    _place(life, year.workshops[1], before.participant, Kind.BESCHUT_WERK, turn)
    return _anew(life, before)


def _year(stage: Stage) -> Year:
    """A provider of its own, whose workshops are paid for as places."""
    provider = stage.world.found()
    shops = [
        stage.world.open(provider, WORK, funded=True, capacity=10, reserved=True) for _ in "12"
    ]
    first, last = in_one_year(stage.start + timedelta(days=28), stage.until - timedelta(days=14))
    return Year(first, last - timedelta(days=10), (shops[0], shops[1]))


def _begins(
    life: Life,
    year: Year,
    kind: Kind,
    last: date | None = None,
    *,
    destination: str | None = None,
) -> Placement:
    begin = year.first + timedelta(days=life.stage.chance.between(0, 15))
    who = work.register(life, year.provider, begin, "bsn")
    return _place(life, year.workshops[0], who, kind, begin, last, destination=destination)


def _place(
    life: Life,
    at: Place,
    who: str,
    kind: Kind,
    begin: date,
    last: date | None = None,
    *,
    destination: str | None = None,
) -> Placement:
    life.stage.world.sit(at, Stay(begin, last))
    employer = at.provider.employer if kind is Kind.BESCHUT_WERK else None
    return work.place(
        life, at, who, kind, begin, last, hours=20, employer=employer, destination=destination
    )


def _anew(life: Life, placement: Placement, until: date | None = None) -> int:
    """A wage value at the start, and another some weeks later: by how much it changed, in % WML."""
    chance, employer = life.stage.chance, placement.place.provider.employer
    turn = placement.start + timedelta(days=chance.between(20, 25))
    before = chance.between(30, 60)
    growth = chance.between(-2, 9)
    for first, last, value in (
        (placement.start, turn - DAY, before),
        (turn, until, before + growth),
    ):
        told = first - timedelta(days=chance.between(1, 5))
        income.decide(
            life, "loonkostensubsidie", first, told, last, employer=employer, wage_value=value
        )
    return growth


def _share(number: int, among: int) -> str:
    share = Decimal(100 * number) / among
    return str(share.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _promise(stage: Stage, year: Year, of: int, **said: Any) -> None:
    day = date(of, 1, 1)
    stage.promised.append(Promised("P9.4", EVENT, said, day, provider=year.provider.id))
