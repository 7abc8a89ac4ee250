"""Programmes of the municipality: their budgets, targets, and the costs that count towards them.

The first provider runs them and tells of them.  Two exclude one another, and one cost stands under
both: it counts under neither.  What a rule on funds finds in costs is planted too.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from connectors.simulator.life import Stage
from connectors.simulator.telling import Planted, Promised, Reported
from connectors.simulator.world import LEARN, Place, Provider

DAY = timedelta(days=1)
TO_WORK, ACADEMY, DEAL, FUND = "werkoffensief", "academie", "regiodeal", "esf"
GENERAL = 2  # of three providers one is paid as algemene voorziening (`offers.INSTRUMENTS`)


class Cost(NamedTuple):
    """Money for a place by a programme; `counts`: whether it does."""

    number: str
    programme: str
    item: str
    euros: int
    fund: str | None = None
    counts: bool = True


COSTS = (
    Cost("PK-1", DEAL, "LM-1", 10_000),
    Cost("PK-2", DEAL, "LM-2", 2_500),
    Cost("PK-3", FUND, "LM-3", 3_000),
    Cost("PK-4", FUND, "LM-4", 4_000, counts=False),
    Cost("PK-5", DEAL, "LM-4", 4_000, counts=False),
    Cost("PK-6", TO_WORK, "WO-1", 6_000),
    Cost("PK-7", DEAL, "RD-1", 1_000, fund="regio_deal"),
    Cost("PK-8", TO_WORK, "RD-1", 1_500, fund="spuk"),
    Cost("PK-9", FUND, "EU-1", 700, fund="esf"),
    Cost("PK-10", ACADEMY, "EU-1", 800, fund="ander_eu_fonds"),
)
BUDGETS = {TO_WORK: 100_000, ACADEMY: 50_000, DEAL: 80_000, FUND: 60_000}
TARGETS = {TO_WORK: 500, ACADEMY: 560}


def general(providers: Sequence[Provider]) -> Provider:
    """Whose places are paid as algemene voorziening; in a hamlet of two providers nobody's are."""
    return providers[min(GENERAL, len(providers) - 1)]


def named(stage: Stage, programme: str) -> str:
    """A programme's full name."""
    return f"{stage.world.providers[0].id}/{programme}"


def begins(stage: Stage, programme: str, day: date) -> str:
    """A placement by this programme begins; its full name."""
    stage.begun.setdefault(programme, []).append(day)
    return named(stage, programme)


def plan(stage: Stage) -> None:
    """Each programme, told on the first day."""
    days = {"vanaf": stage.start.isoformat(), "tot_en_met": _last(stage).isoformat()}
    funds: dict[str, dict[str, Any]] = {
        DEAL: {"fonds": "regio_deal", "sluit_uit": [FUND]},
        FUND: {"fonds": "esf"},
    }
    targets: dict[str, dict[str, Any]] = {
        TO_WORK: {"doel": TARGETS[TO_WORK], "doel_per": "jaar"},
        ACADEMY: {"doel": TARGETS[ACADEMY]},
    }
    for programme, euros in BUDGETS.items():
        about = {"programma": programme, "naam": programme.capitalize(), "financier": "Rijk"}
        data: dict[str, Any] = about | days | {"budget_euro": euros}
        data |= funds.get(programme, {}) | targets.get(programme, {})
        _tell(stage, "programmas", programme, data)


def spend(stage: Stage) -> None:
    """Costs at one place, and what they and the placements come to."""
    at = stage.world.open(stage.world.providers[0], LEARN, funded=True, reserved=True)
    for cost in COSTS:
        data = {
            "nummer": cost.number,
            "instrument": "programma",
            "financier": "Rijk",
            "werkplekken": [at.code],
            "vanaf": stage.start.isoformat(),
            "tot_en_met": _last(stage).isoformat(),
            "bedrag_euro": cost.euros,
            "kostenpost": cost.item,
            "programma": cost.programme,
        }
        fund = {"fonds": cost.fund} if cost.fund else {}
        _tell(stage, "bekostigingen", cost.number, data | fund)
    _plant_funds(stage, at)
    for programme in BUDGETS:
        stage.promised += [_budget(stage, programme), _target(stage, programme)]


def _plant_funds(stage: Stage, at: Place) -> None:
    found = (
        ("R26", "one cost under the ESF and under another fund of the EU"),
        ("R27", "one cost under a Regio Deal and under other money of the State"),
    )
    end = _last(stage) + DAY
    for rule, why in found:
        stage.planted.append(Planted(rule, stage.start, why, end=end, place=at.id))


def _budget(stage: Stage, programme: str) -> Promised:
    costs = [cost for cost in COSTS if cost.programme == programme]
    counted = 100 * sum(cost.euros for cost in costs if cost.counts)
    other = named(stage, FUND if programme == DEAL else DEAL)
    left_out = [
        {
            "reason": "claimed-twice",
            "cost_item": cost.item,
            "amount_cents": 100 * cost.euros,
            "other": other,
        }
        for cost in costs
        if not cost.counts
    ]
    said = {
        "programme": named(stage, programme),
        "budget_cents": 100 * BUDGETS[programme],
        "counted_cents": counted,
        "left_cents": 100 * BUDGETS[programme] - counted,
        "not_counted": left_out,
    }
    return Promised("P5.2", "programmes.budget-changed", said)


def _target(stage: Stage, programme: str) -> Promised:
    first, end = stage.start, _last(stage) + DAY
    turns = [date(year, 1, 1) for year in range(first.year + 1, end.year + 1)]
    bounds = [first, *(t for t in turns if t < end and programme == TO_WORK), end]
    begun = stage.begun.get(programme, [])
    periods = [
        {
            "start": one.isoformat(),
            "end": other.isoformat(),
            "target": TARGETS.get(programme),
            "placements": sum(one <= day < other for day in begun),
        }
        for one, other in pairwise(bounds)
    ]
    said = {"programme": named(stage, programme), "periods": periods}
    return Promised("P5.2", "programmes.target-changed", said)


def _last(stage: Stage) -> date:
    return date(stage.until.year, 12, 31)


def _tell(stage: Stage, thing: str, key: str, data: dict[str, Any]) -> None:
    stage.tell(stage.start, Reported(stage.world.providers[0], thing, (key,), data))
