"""What is offered within so many kilometres of a postcode: a pure function of the offers.

    answer(offers, asked_by(query), postcodes, day)

Distances are straight lines (*hemelsbreed*), never a way to travel.  A place is where its own
coordinates are, else where its postcode is; one that has neither is counted, for it may be near.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any, NamedTuple, Protocol

from connectors.inbound.problems import Problem
from connectors.outbound.distance import Point, kilometres
from connectors.outbound.postcodes import Located, Postcodes, as_written
from schemas.facts import Kind
from schemas.offers import OfferPeriod, OfferStanding

ASKABLE = ("postcode", "within", "activity", "work", "free", "limit")
WITHIN_MAX = 500  # km: further than any two places in the Netherlands are apart
LIMIT, LIMIT_MAX = 50, 200
WORK_MAX = 100
_KILOMETRES = re.compile(r"[0-9]{1,3}([.,][0-9]{1,3})?")
_NUMBER = re.compile(r"[0-9]{1,3}")


class Query(Protocol):
    """The parameters of a request; a name may be given more than once."""

    def __iter__(self) -> Iterator[str]: ...

    def getall(self, key: str, default: list[str], /) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """`activities`: any of these, none is all.  `work`: words in the name or the type of work.
    `free`: only places that are known to have a free seat.
    """

    postcode: str
    within: float
    activities: frozenset[str] = frozenset()
    work: str = ""
    free: bool = False
    limit: int = LIMIT

    def wants(self, offer: OfferPeriod) -> bool:
        said = f"{offer.name} {offer.work or ''}".casefold()
        of_kind = not self.activities or not self.activities.isdisjoint(offer.activities)
        return of_kind and all(word in said for word in self.work.casefold().split())


def asked_by(query: Query) -> Asked:
    """
    Raises:
        Problem: 400, which parameter is wrong and what it should be; never what it was.
    """
    if set(query) - set(ASKABLE):  # not said which: the name of a parameter may hold anything
        raise _bad(f"There is a parameter of another name; ask for {', '.join(ASKABLE)}.")
    postcode = as_written(_one(query, "postcode", ""))
    if postcode is None:
        raise _bad("postcode is four digits, with or without two letters, such as 1234AB.")
    within = _one(query, "within", "")
    km = float(within.replace(",", ".")) if _KILOMETRES.fullmatch(within) else 0.0
    if not 0 < km <= WITHIN_MAX:
        raise _bad(f"within is a number of kilometres, above 0 and at most {WITHIN_MAX}.")
    activities = frozenset(query.getall("activity", []))
    if activities - set(Kind):
        raise _bad(f"activity is one of {', '.join(Kind)}.")
    if len(work := _one(query, "work", "")) > WORK_MAX:
        raise _bad(f"work is at most {WORK_MAX} characters.")
    if (free := _one(query, "free", "false")) not in ("true", "false"):
        raise _bad("free is true or false.")
    limit = _one(query, "limit", str(LIMIT))
    if not _NUMBER.fullmatch(limit) or not 0 < int(limit) <= LIMIT_MAX:
        raise _bad(f"limit is a whole number from 1 to {LIMIT_MAX}.")
    return Asked(postcode, km, activities, work, free == "true", int(limit))


def _one(query: Query, name: str, default: str) -> str:
    values = query.getall(name, [default])
    if len(values) > 1:
        raise _bad(f"{name} is given more than once.")
    return values[0]


def _bad(detail: str) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, detail)


class Near(NamedTuple):
    """An offer within reach.  `km`: as it is, not as it is told."""

    km: float
    place: str
    offer: OfferPeriod
    standing: OfferStanding
    located: Located


def answer(
    standings: Iterable[OfferStanding], asked: Asked, postcodes: Postcodes, day: date
) -> dict[str, Any]:
    """What stands on *day* within reach: the nearest first, then by name of the place.

    `found` is how many there are, of which `offers` holds the first; `not_located` how many would
    do but lie nobody knows where, `free_unknown` how many lie near but do not say how many seats
    they have, where only free ones are asked for.

    Raises:
        Problem: 400, the postcode is not in the table.
    """
    here = postcodes.find(asked.postcode)
    if here is None:
        raise _bad("postcode is not in this hub's table of postcodes, nor are its four digits.")
    near: list[Near] = []
    nowhere = unknown = 0
    for standing in standings:
        offer = _on(day, standing)
        if offer is None or not asked.wants(offer) or (asked.free and standing.free == 0):
            continue
        if (located := _located(offer, postcodes)) is None:
            nowhere += 1
        elif (km := kilometres(here.point, located.point)) <= asked.within:
            if asked.free and standing.free is None:
                unknown += 1
            else:
                near.append(Near(km, standing.place, offer, standing, located))
    near.sort(key=lambda one: (one.km, one.place))
    return {
        "day": day.isoformat(),
        "within_km": asked.within,
        "distance": "straight line (hemelsbreed), in km",
        "postcode_by": here.by,
        "found": len(near),
        "not_located": nowhere,
        **({"free_unknown": unknown} if asked.free else {}),
        "offers": [_told(one) for one in near[: asked.limit]],
    }


def _on(day: date, standing: OfferStanding) -> OfferPeriod | None:
    held = (p for p in standing.periods if p.start <= day and (p.end is None or day < p.end))
    return next(held, None)


def _located(offer: OfferPeriod, postcodes: Postcodes) -> Located | None:
    if offer.latitude is not None and offer.longitude is not None:
        return Located(Point(float(offer.latitude), float(offer.longitude)), "coordinates")
    return postcodes.find(offer.postcode) if offer.postcode else None


def _told(one: Near) -> dict[str, Any]:
    offer = one.offer.model_dump(mode="json", exclude={"latitude", "longitude"}, exclude_none=True)
    seats = {} if one.standing.free is None else {"free": one.standing.free}
    return {
        "place": one.place,
        "provider": one.standing.provider,
        "km": round(one.km, 1),
        "located_by": one.located.by,
        "latitude": one.located.point.latitude,
        "longitude": one.located.point.longitude,
        **offer,
        **seats,
    }
