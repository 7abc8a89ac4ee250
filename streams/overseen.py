"""Telling what was concluded about a place: its coverages and its mix, as documents and events,
and to accounts what counts there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from schemas import topics
from schemas.facts import PlaceOffered
from schemas.messages import Brought, Cause, Counted
from schemas.policy import Policy
from schemas.stretches import PaidBy
from streams.coverage import Covered, Money
from streams.documents import documents, keep, kept
from streams.occupancy import Over
from streams.publish import Stamp, publish_periods
from streams.rules.rule import Fired, notes_of
from streams.seats import Seats
from streams.step import Draft, Emit, Json


class Change(NamedTuple):
    """The one placement that brings something else: what it brought, and brings now."""

    placement: str
    before: Json | None
    now: Brought | None


@dataclass(frozen=True, slots=True)
class Overseen:
    """What the facts about one place come to.

    `municipalities`: whose place it is, and by what. `only`: the placement that alone brings
    something else, if one does; then what is offered stands as it was told, and `offers` are none.
    `changed`: the placements to tell of, and `coverages` theirs; `mix`: who is there and what pays,
    over time, as it is published, and `over` where they are too many; `queue`: who waits, in turn;
    `result`: what comes in against what it costs, by month, unless it stands as it was told;
    `missing`: the next day on which something of a placement will be missing.
    """

    place: str
    municipality: str
    municipalities: Mapping[str, list[str]]
    policies: Mapping[str, Policy]
    only: str | None
    changed: list[Brought]
    offers: list[PlaceOffered]
    coverages: dict[str, list[Covered]]
    mix: list[Json]
    over: list[Over]
    seats: Seats
    queue: list[Json]
    result: list[Json] | None
    fired: list[Fired]
    notes: list[Fired]
    missing: date | None


def tell_coverages(draft: Draft, stamps: Mapping[str, Stamp], overseen: Overseen) -> None:
    """Each under the stamp of its person's own municipality."""
    before = documents(draft, "coverage", overseen.place, overseen.only)
    now = {p.placement: _coverage(p, overseen) for p in overseen.changed}
    for placement in sorted(before.keys() | now.keys()):
        old = before.get(placement)
        new = now.get(placement) or {**(old or {}), "periods": []}
        if old != new:
            stamp = stamps[new["municipality"]]
            publish_periods(
                draft, stamp, "coverages.changed", placement, old=old, new=new, part=placement
            )
            keep(draft, "coverage", overseen.place, placement, now.get(placement))


def tell_place(draft: Draft, stamp: Stamp, overseen: Overseen) -> None:
    place = overseen.place
    old = draft.get(f"doc//place//{place}//{place}")
    new = {**_place(overseen, old), "periods": overseen.mix}
    says_nothing = new == {"place": place, "periods": []}  # of what a place costs it says nothing
    if old != new and not (old is None and says_nothing):
        publish_periods(draft, stamp, "places.mix-changed", place, old=old, new=new, part=place)
        keep(draft, "place", place, place, None if says_nothing else new)

    known = draft.get(f"doc//overbooked//{place}//{place}")
    over: Json = {"place": place, "periods": [_over(run) for run in overseen.over]}
    if known != over and (known or over["periods"]):
        publish_periods(draft, stamp, "places.overbooked", place, old=known, new=over, part=place)
        keep(draft, "overbooked", place, place, over if over["periods"] else None)


def tell_accounts(draft: Draft, overseen: Overseen, cause: Cause) -> None:
    prefix = f"told//{overseen.place}//"
    before = kept(draft, prefix, overseen.only)
    now = {p.placement: _counted(p) for p in overseen.changed}
    for placement in sorted(before.keys() | now.keys()):
        old, new = before.get(placement), now.get(placement)
        if old == new:
            continue
        moved = old and (new is None or new["account"] != old["account"])
        retracted = [{**old, "gone": True}] if old and moved else []
        for told in (*retracted, *([new] if new else [])):
            message = Counted.model_validate(told | {"cause": cause})
            draft.emit(
                Emit(
                    topics.ACCOUNT_FACTS,
                    key=f"{message.account}|{placement}",
                    part=message.account,
                    value=message,
                )
            )
        draft.put(prefix + placement, new)


def _coverage(placement: Brought, overseen: Overseen) -> Json:
    notes = notes_of([f for f in overseen.notes if f.placement == placement.placement])
    return _said(
        {
            "placement": placement.placement,
            "municipality": placement.municipality,
            "person": placement.person,
            "place": placement.place,
            "notes": notes or None,
            "periods": [_covered(c) for c in overseen.coverages[placement.placement]],
        }
    )


def _covered(covered: Covered) -> Json:
    return _said(
        {
            "start": covered.start.isoformat(),
            "end": _day(covered.end),
            "needed_minutes": covered.needed,
            "own": [_own(line) for line in covered.own],
            "of_place": [_of_place(money) for money in covered.of_place],
            "uncovered_minutes": covered.uncovered,
            "state": covered.state,
        }
    )


def _own(line: PaidBy) -> Json:
    return _said(
        {
            "line": line.line,
            "stream": line.stream,
            "instrument": line.instrument,
            "minutes_per_week": line.minutes,
            "support": line.support,
        }
    )


def _of_place(money: Money) -> Json:
    return {"line": money.line, "stream": money.stream, "instrument": money.instrument}


def _counted(placement: Brought) -> Json:
    told = {
        "kind": "counted",
        "municipality": placement.municipality,
        "account": f"{placement.municipality}/{placement.provider}",
        "place": placement.place,
        "placement": placement.placement,
        "record": placement.record,
        "version": placement.version,
        "activity": placement.activity.value,
        "start": placement.start.isoformat(),
        "end": placement.end.isoformat() if placement.end else None,
    }
    return {key: value for key, value in told.items() if value is not None}


def _place(overseen: Overseen, told: Json | None) -> Json:
    """What is said of it beside its mix: if only a placement changed, what was told."""
    if overseen.only is not None:
        return told or {"place": overseen.place}
    offer = overseen.offers[-1] if overseen.offers else None
    policy = overseen.policies[overseen.municipality]
    return _said(
        {
            "place": overseen.place,
            "provider": policy.organisation(offer.provider) if offer else None,
            "name": offer.name if offer else None,
        }
    )


def _over(run: Over) -> Json:
    return _said(
        {
            "start": run.start.isoformat(),
            "end": _day(run.end),
            "occupancy": run.occupancy,
            "capacity": run.capacity,
        }
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _said(document: dict[str, Any]) -> Json:
    return {key: value for key, value in document.items() if value is not None}
