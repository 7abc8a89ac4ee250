"""Who pays for a placement, week by week: own lines and the place's money together.

Counted in minutes a week.  A line without hours (a lump sum, a Wlz signal) is *unquantified cover*:
it fills a gap and never makes an overlap.  A placement that nothing has paid for since it began is
*provisional*; a stretch without cover beside covered stretches is a *gap*.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from schemas.facts import RevenueReported, SubsidyGranted
from schemas.funds import Fund
from schemas.messages import Brought
from schemas.stretches import PaidBy, Stretch
from schemas.values import digest
from streams.periods import always, cuts, elementary, holds, joined
from streams.records import Told
from streams.rules.cover import GAP, OVERLAP, PROVISIONAL
from streams.rules.rule import Fired, Rule
from streams.spreading import share
from streams.step import Json

State = Literal["covered", "gap", "provisional", "not-needed"]
MISSING: frozenset[State] = frozenset({"gap", "provisional"})


class Money(NamedTuple):
    """Money of a place: a subsidy, an algemene voorziening, a programme, its sales.

    `amount` is this place's share, in cents, of the whole term.
    """

    line: str
    record: str
    stream: str
    instrument: str
    theme: str | None
    payer: str | None
    amount: int | None
    start: date
    end: date | None
    fund: Fund | None = None
    cost_item: str | None = None


class Covered(NamedTuple):
    start: date
    end: date | None
    needed: int | None
    own: tuple[PaidBy, ...]
    of_place: tuple[Money, ...]
    uncovered: int | None
    state: State


def money_of(place: str, records: Sequence[Told]) -> list[Money]:
    """The money of a place, in order of start."""
    found = []
    for record in records:
        for number, fact in enumerate(record.facts):
            match fact:
                case SubsidyGranted():
                    stream = "programme" if fact.instrument == "programma" else "subsidy"
                    stream = "wmo" if fact.instrument == "algemene_voorziening" else stream
                    found.append(
                        Money(
                            _name(record.record, number),
                            record.record,
                            stream,
                            fact.instrument,
                            fact.theme,
                            fact.payer,
                            share(fact.amount, place, fact.places),
                            fact.start,
                            fact.end,
                            fact.fund,
                            fact.cost_item,
                        )
                    )
                case RevenueReported():
                    found.append(
                        Money(
                            _name(record.record, number),
                            record.record,
                            "revenue",
                            "omzet",
                            None,
                            None,
                            fact.amount,
                            fact.start,
                            fact.end,
                        )
                    )
                case _:
                    pass
    return sorted(found, key=lambda money: (money.start, money.line))


def _name(record: str, number: int) -> str:
    return digest("money", record, str(number))


def coverage_of(placement: Brought, money: Sequence[Money]) -> list[Covered]:
    """The stretches of a placement with what covers each."""
    days = cuts([placement, *placement.stretches, *money])
    stretches = [
        _covered(placement, start, end, money) for start, end in elementary(days, within=placement)
    ]
    if all(s.state == "gap" and s.uncovered in (None, s.needed) for s in stretches):
        stretches = [s._replace(state="provisional") for s in stretches]
    return joined(stretches, _same, lambda one, other: one._replace(end=other.end))


def fired(placement: Brought, stretches: Sequence[Covered], today: date) -> Iterator[Fired]:
    """Signals of one placement.  What lies after *today* is not missing yet."""
    for rule, state in ((GAP, "gap"), (PROVISIONAL, "provisional")):
        missing = [s for s in stretches if s.state == state and s.start <= today]
        for run in joined(missing, always, _longer):
            yield _signal(rule, placement, run, run.uncovered)
    double = [s for s in stretches if _too_much(s) > 0]
    for run in joined(double, lambda one, other: _too_much(one) == _too_much(other), _longer):
        yield _signal(OVERLAP, placement, run, _too_much(run))


def next_missing(stretches: Sequence[Covered], today: date) -> date | None:
    """The first day after *today* on which something will be missing."""
    days = [s.start for s in stretches if s.state in MISSING and s.start > today]
    return min(days, default=None)


def next_missing_day(periods: Sequence[Json], today: date) -> date | None:
    """The same, of stretches as they are published."""
    after = today.isoformat()
    days = [p["start"] for p in periods if p["state"] in MISSING and p["start"] > after]
    return date.fromisoformat(min(days)) if days else None


def _covered(placement: Brought, start: date, end: date | None, money: Sequence[Money]) -> Covered:
    own = _lines(placement.stretches, start)
    of_place = tuple(m for m in money if holds(m, start))
    needed = placement.minutes_per_week
    if not placement.needs_cover:
        return Covered(start, end, needed, own, of_place, 0, "not-needed")
    paying = [line for line in own if not line.support]
    if of_place or any(line.minutes is None for line in paying):
        return Covered(start, end, needed, own, of_place, 0, "covered")
    minutes = sum(line.minutes or 0 for line in paying)
    if needed is None:
        state: State = "covered" if minutes else "gap"
        return Covered(start, end, needed, own, of_place, 0 if minutes else None, state)
    missing = max(0, needed - minutes)
    return Covered(start, end, needed, own, of_place, missing, "gap" if missing else "covered")


def _lines(stretches: Sequence[Stretch], day: date) -> tuple[PaidBy, ...]:
    """Of a sum that a line has it does not matter here how it is shared out."""
    lines = next((stretch.lines for stretch in stretches if holds(stretch, day)), ())
    return tuple(line if line.sum is None else line.without_sum() for line in lines)


def _too_much(covered: Covered) -> int:
    """Minutes a week that are paid twice: two or more lines with hours, together above the need."""
    hours = [line.minutes for line in covered.own if line.minutes and not line.support]
    if covered.needed is None or len(hours) < 2:
        return 0
    return max(0, sum(hours) - covered.needed)


def _signal(rule: Rule, placement: Brought, run: Covered, minutes: int | None) -> Fired:
    return Fired(
        rule,
        subject_kind="placement",
        subject=placement.placement,
        municipality=placement.municipality,
        start=run.start,
        end=run.end,
        lines=tuple(sorted(line.line for line in run.own)),
        records=(placement.record,),
        person=placement.person,
        placement=placement.placement,
        place=placement.place,
        minutes=minutes,
    )


def _same(one: Covered, other: Covered) -> bool:
    return one[2:] == other[2:]


def _longer(one: Covered, other: Covered) -> Covered:
    """One run of both, at the most that is uncovered in it."""
    known = [c.uncovered for c in (one, other) if c.uncovered is not None]
    return one._replace(end=other.end, uncovered=max(known, default=None))
