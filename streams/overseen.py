"""Telling what was concluded about a place: its coverages and its mix, as documents and events."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from schemas.facts import PlaceOffered
from schemas.messages import Brought
from schemas.policy import Policy
from schemas.stretches import PaidBy
from streams.coverage import Covered, Money
from streams.documents import documents, keep
from streams.occupancy import Here, money_document, overbooked
from streams.publish import Stamp, publish_periods
from streams.rules.rule import Fired, notes_of
from streams.seats import Seats
from streams.step import Draft, Json


@dataclass(frozen=True, slots=True)
class Overseen:
    """What the facts about one place come to.

    `municipalities`: whose place it is, and by what. `only`: the placement that alone brings
    something else, if one does; `changed`: the placements to tell of, and `coverages` theirs;
    `queue`: who waits, in turn; `result`: what comes in against what it costs, by month, unless it
    stands as it was told; `missing`: the next day on which something of a placement will be
    missing.
    """

    place: str
    municipality: str
    municipalities: Mapping[str, list[str]]
    policies: Mapping[str, Policy]
    only: str | None
    changed: list[Brought]
    offers: list[PlaceOffered]
    coverages: dict[str, list[Covered]]
    over_time: list[Here]
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
    new = _place(overseen)
    old = draft.get(f"doc//place//{place}//{place}")
    says_nothing = new == {"place": place, "periods": []}  # of what a place costs it says nothing
    if old != new and not (old is None and says_nothing):
        publish_periods(draft, stamp, "places.mix-changed", place, old=old, new=new, part=place)
        keep(draft, "place", place, place, None if says_nothing else new)

    known = draft.get(f"doc//overbooked//{place}//{place}")
    over: Json = {"place": place, "periods": [_over(run) for run in overbooked(overseen.over_time)]}
    if known != over and (known or over["periods"]):
        publish_periods(draft, stamp, "places.overbooked", place, old=known, new=over, part=place)
        keep(draft, "overbooked", place, place, over if over["periods"] else None)


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


def _place(overseen: Overseen) -> Json:
    offer = overseen.offers[-1] if overseen.offers else None
    policy = overseen.policies[overseen.municipality]
    said: dict[str, Json] = {}
    for here in overseen.over_time:
        for money in here.money:
            if money.line not in said:
                said[money.line] = money_document(money)
    return _said(
        {
            "place": overseen.place,
            "provider": policy.organisation(offer.provider) if offer else None,
            "name": offer.name if offer else None,
            "periods": [_here(here, said) for here in overseen.over_time],
        }
    )


def _here(here: Here, money: Mapping[str, Json]) -> Json:
    said: Json = {
        "start": here.start.isoformat(),
        "occupancy": here.occupancy,
        "shares": [
            {
                "stream": stream,
                "persons": persons,
                "minutes_per_week": minutes,
                "unquantified": unquantified,
            }
            for stream, persons, minutes, unquantified in here.shares
        ],
        "money": [money[of.line] for of in here.money],
    }
    if here.end is not None:
        said["end"] = here.end.isoformat()
    if here.capacity is not None:
        said["capacity"] = here.capacity
    return said


def _over(run: Here) -> Json:
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
