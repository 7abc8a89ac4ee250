"""Telling what a place offers: to subscribers over time, and to the read API as it stands.

The public event (`places.offer-changed`) says what the provider offers and when.  The read API
also wants to know how many seats are free today; that goes with the offer to `place.offers`, which
is compacted: a public topic forgets with time what was offered long ago and still is.
"""

from collections.abc import Sequence

from schemas import topics, wire
from schemas.facts import PlaceOffered
from schemas.offers import OfferPeriod, OfferStanding
from schemas.policy import Policy
from schemas.values import trusted
from streams.overseen import Overseen
from streams.periods import Running, cuts, elementary, joined
from streams.publish import Stamp, publish_periods
from streams.step import Draft, Emit, Json

SAID = tuple(name for name in OfferPeriod.model_fields if name not in {"start", "end"})


def tell_offer(draft: Draft, stamp: Stamp, overseen: Overseen) -> None:
    place, key = overseen.place, f"doc//offer//{overseen.place}//{overseen.place}"
    old = draft.get(key)
    if overseen.only is not None:  # what is offered stands as it was told
        _tell_standing(draft, place, old or {"place": place, "periods": []}, overseen.seats.free)
        return
    new = _document(place, overseen.offers, overseen.policies[overseen.municipality])
    if old != new and (old or new["periods"]):
        publish_periods(draft, stamp, "places.offer-changed", place, old=old, new=new, part=place)
        draft.put(key, new if new["periods"] else None)
    _tell_standing(draft, place, new, overseen.seats.free)


def _document(place: str, offers: Sequence[PlaceOffered], policy: Policy) -> Json:
    document: Json = {"place": place, "periods": over_time(offers)}
    if offers:
        document["provider"] = policy.organisation(offers[-1].provider)
    return document


def over_time(offers: Sequence[PlaceOffered]) -> list[Json]:
    """What is offered in each stretch of time; of several offers the last to begin counts, and that
    they differ is a signal (`rules.offered`).
    """
    running = Running(offers)
    found = []
    for start, end in elementary(cuts(offers)):
        if there := running.on(start):
            values = {name: getattr(there[-1], name) for name in SAID}
            found.append(trusted(OfferPeriod, start=start, end=end, **values))
    if len(found) > 1:
        found = joined(
            found,
            lambda a, b: all(getattr(a, name) == getattr(b, name) for name in SAID),
            lambda a, b: a.model_copy(update={"end": b.end}),
        )
    return [wire.plain(period) for period in found]


def _tell_standing(draft: Draft, place: str, document: Json, free: int | None) -> None:
    """The same with the free seats, or its end, if it is not what was told before."""
    key = f"standing//{place}"
    now = document | ({} if free is None else {"free": free}) if document["periods"] else None
    if draft.get(key) != now:
        draft.put(key, now)
        value = None if now is None else OfferStanding.model_validate(now)
        draft.emit(Emit(topics.PLACE_OFFERS, key=place, part=place, value=value))
