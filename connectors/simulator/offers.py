"""What providers report of their places: what is offered, who pays for the place, what it sells.

Money is granted per calendar year, so that cover passes from one record to the next in between.
The first provider's subsidy is one to a network: it names the places of the second as well.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from connectors.simulator.life import Stage
from connectors.simulator.telling import Promised, Reported, Telling
from connectors.simulator.world import Place, Provider

INSTRUMENTS = ("subsidie", "programma", "algemene_voorziening")
THEME = "waardevol werk"
EVENT = "places.offer-changed"


def offers(stage: Stage, payer: str) -> list[Telling]:
    """Everything about places; the world must be complete by now."""
    return [*_places(stage), *_grants(stage, payer), *_sales(stage)]


def _places(stage: Stage) -> Iterator[Telling]:
    for number, place in enumerate(stage.world.places):
        data = {
            "code": place.code,
            "naam": place.name,
            "capaciteit": place.capacity,
            "activiteiten": [kind.value for kind in place.activities],
            "postcode": stage.people.postcode(),
            "vanaf": stage.start.isoformat(),
        }
        yield _told(stage, stage.start, place.provider, "werkplekken", place.code, data)
        if changes := _changes(stage, place, number):  # later on: a new version of the whole
            later = stage.after(stage.start, 60, 300)
            data |= changes
            yield _told(stage, later, place.provider, "werkplekken", place.code, data)
        _promise(stage, place, data)


def _changes(stage: Stage, place: Place, number: int) -> dict[str, Any]:
    """One in nine gets another name, one in nine moves and says what is done there."""
    match number % 9:
        case 4:
            return {"naam": f"{place.name} en meer"}
        case 7:
            work = f"{place.name.lower()}, met begeleiding"
            return {"postcode": stage.people.postcode(), "soort_werk": work}
        case _:
            return {}


def _promise(stage: Stage, place: Place, data: dict[str, Any]) -> None:
    """What a place offers is what its provider told of it last."""
    period = {
        "start": data["vanaf"],
        "name": data["naam"],
        "capacity": data["capaciteit"],
        "activities": data["activiteiten"],
        "work": data.get("soort_werk"),
        "postcode": data["postcode"],
    }
    said = {"place": place.id, "periods": [period]}
    stage.promised.append(Promised("P9.3", EVENT, said, place=place.id))


def _grants(stage: Stage, payer: str) -> Iterator[Telling]:
    last_year = (stage.until + timedelta(days=31)).year
    for provider in (*stage.world.providers, *stage.world.apart):
        places = _funded(stage, provider)
        if not places:
            continue
        for year in range(stage.start.year, last_year + 1):
            number = f"SUB-{year}-{provider.index:02}"
            data = {
                "nummer": number,
                "instrument": INSTRUMENTS[provider.index % len(INSTRUMENTS)],
                "thema": THEME,
                "financier": payer,
                "werkplekken": places,
                "vanaf": f"{year}-01-01",
                "tot_en_met": f"{year}-12-31",
                "bedrag_euro": 12_000 * len(places),
            }
            told = max(stage.start, date(year - 1, 12, stage.chance.between(1, 20)))
            yield _told(stage, told, provider, "bekostigingen", number, data)
            for place in places if provider is stage.world.providers[0] else ():
                _promise_network(stage, place, year)


def _funded(stage: Stage, provider: Provider) -> list[str]:
    """The places that this provider's grants carry: by code, and those of its network in full."""
    funded = [place for place in stage.world.places if place.funded]
    first, second, *_ = stage.world.providers
    if provider is second:
        return []
    ours = [place.code for place in funded if place.provider is provider]
    theirs = [place.id for place in funded if place.provider is second]
    return [*ours, *theirs] if provider is first else ours


def _promise_network(stage: Stage, place: str, year: int) -> None:
    """The places of the second provider are carried by the first one's subsidy."""
    day = max(stage.start, date(year, 1, 1))
    if "/" in place:
        money = {"stream": "subsidy", "instrument": "subsidie", "theme": THEME}
        said = {"money": [money]}
        promised = Promised("P1.1", "places.mix-changed", said, day=day, place=place)
        stage.promised.append(promised)


def _sales(stage: Stage) -> Iterator[Telling]:
    for place in stage.world.places:
        if place.sells:
            for first, last in _quarters(stage):
                told = stage.after(last, 3, 12)
                if told <= stage.until:
                    yield _sold(stage, place, first, last, told)


def _sold(stage: Stage, place: Place, first: date, last: date, told: date) -> Telling:
    data = {
        "werkplek": place.code,
        "vanaf": first.isoformat(),
        "tot_en_met": last.isoformat(),
        "bedrag_euro": stage.chance.between(300, 6_000),
    }
    key = place.code, first.isoformat()
    return _told(stage, told, place.provider, "opbrengsten", key, data)


def _quarters(stage: Stage) -> Iterator[tuple[date, date]]:
    first = stage.start.replace(month=(stage.start.month - 1) // 3 * 3 + 1, day=1)
    while first < stage.until:
        following = (first + timedelta(days=95)).replace(day=1)
        yield first, following - timedelta(days=1)
        first = following


def _told(
    stage: Stage,
    day: date,
    provider: Provider,
    thing: str,
    key: str | tuple[str, ...],
    data: dict[str, Any],
) -> Telling:
    names = (key,) if isinstance(key, str) else key
    return Telling(stage.chance.office_hour(day), None, Reported(provider, thing, names, data))
