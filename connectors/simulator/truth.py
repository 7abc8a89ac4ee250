"""What is true, for tests to hold the hub's conclusions against.  The hub never reads it.

* `persons.csv`: every record about a person, by the true person's id.  `way` says how a provider
  registered them (`work`).  `expected` is `linked` (one person with the other linked records),
  `deleted` (the source took it back), or why the record cannot be linked by name or BSN.  `cluster`
  names the person that the record must end up with: records of one cluster are one person, records
  of two are two.
* `places.csv`: every record about a place or its money.
* `signals.csv`: every signal that must stand at the end; there must be no other.  `end` is the
  first day without, and empty if the cause still lasts.  `account` is a provider or a budget, where
  no person and no place is meant.
* `promised.csv`: what else must stand in an event at the end, by the bullet of the practices that
  asks for it (`telling.Promised`); `said` is JSON.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from connectors.simulator.addresses import SOURCES
from connectors.simulator.life import Life
from connectors.simulator.people import Human
from connectors.simulator.telling import (
    Allocations,
    Claims,
    Content,
    Decision,
    Deliveries,
    Delivery,
    Incomes,
    Insurance,
    List,
    Listed,
    LongTermCare,
    Planted,
    Promised,
    Reintegration,
    Reported,
    Telling,
)
from schemas.facts import Source

NAMESAKE = "namesake-at-home"
DELETED, TAKEN_BACK = "13", "3"  # iWmo code lists WMO002 and COD467
WORDS = {  # what a provider's things are called, one by one
    "werkplekken": "werkplek",
    "bekostigingen": "bekostiging",
    "opbrengsten": "opbrengst",
    "deelnemers": "deelnemer",
    "plaatsingen": "plaatsing",
    "aanwezigheden": "aanwezigheid",
    "treden": "trede",
    "certificaten": "certificaat",
    "gesprekken": "gesprek",
    "cohorten": "cohort",
    "programmas": "programma",
    "kosten": "kosten",
    "wachtenden": "wachtende",
}
LISTED: dict[List, tuple[str, str]] = {  # the system that keeps it, and what one row is called
    "aanmeldingen": ("aanmeldingen", "aanmelding"),
    "contracten": ("contracten", "contract"),
    "jeugdhulp": ("", "besluit"),
    "voorzieningen": ("voorzieningen", "voorziening"),
}


class Named(NamedTuple):
    """A record, as its source names it."""

    source: Source
    system: str
    key: str


class PersonRow(NamedTuple):
    person: str
    course: str
    source: Source
    system: str
    key: str
    bsn: str
    way: str
    expected: str
    cluster: str


class SignalRow(NamedTuple):
    rule: str
    person: str
    place: str
    placement: str
    account: str
    start: str
    end: str
    why: str


class PromisedRow(NamedTuple):
    bullet: str
    event: str
    person: str
    place: str
    provider: str
    day: str
    said: str


def persons(lives: Iterable[Life]) -> list[PersonRow]:
    """Each record once, in the order in which it was first told."""
    lives = list(lives)
    at_home = Counter(_at_home(life.human) for life in lives if _address_is_told(life))
    return [
        row
        for life in lives
        for row in _of_life(life, has_namesake=at_home[_at_home(life.human)] > 1)
    ]


def places(tellings: Iterable[Telling]) -> list[Named]:
    return list(dict.fromkeys(n for t in tellings for n in records(t.content, "")))


def signals(planted: Iterable[Planted]) -> list[SignalRow]:
    return [_signal(p) for p in sorted(planted, key=lambda p: (p.rule, p.start, p.person))]


def promises(promised: Iterable[Promised]) -> list[PromisedRow]:
    return sorted(map(_promise, promised))


def records(content: Content, bsn: str) -> Iterator[Named]:
    """The records that a message about *content* holds."""
    match content:
        case Allocations() | Deliveries() | Claims():
            yield from (Named(Source.WMO, "", key) for key in _of_wmo(content, bsn))
        case Decision(number=number):
            yield Named(Source.PARTICIPATIEWET, "besluiten", f"besluit|{number}")
        case Reintegration():
            yield Named(Source.PARTICIPATIEWET, "suwinet", f"reintegratie|{bsn}")
        case Incomes():
            yield Named(Source.UWV, "", f"inkomsten|{bsn}")
        case Insurance():
            yield Named(Source.UWV, "", f"wv|{bsn}")
        case LongTermCare(start=start):
            yield Named(Source.WLZ, "", f"wlz|{bsn}|{start or '-'}")
        case Listed(table=table, key=key):
            system, row = LISTED[table]
            yield Named(SOURCES[table], system, "|".join((row, *key)))
        case Reported(provider=provider, thing=thing, key=key):
            name = "|".join((WORDS[thing], provider.id, *key))
            yield Named(Source.PROVIDERS, provider.id, name)
        case _:
            assert_never(content)


def _of_wmo(content: Allocations | Deliveries | Claims, bsn: str) -> Iterator[str]:
    match content:
        case Allocations(rows=allocations):
            yield from (f"toewijzing|{allocation.number}" for allocation in allocations)
        case Deliveries(rows=deliveries):
            yield from (_delivery(delivery, bsn) for delivery in deliveries)
        case Claims(provider=provider, rows=claims):
            yield from (f"prestatie|{provider.agb}|{claim.reference}|-" for claim in claims)


def taken_back(content: Content) -> Iterator[bool]:
    """Of each record of *content*, whether this version says that it is no longer there."""
    match content:
        case Allocations(rows=allocations):
            yield from (allocation.reason == DELETED for allocation in allocations)
        case Deliveries(rows=deliveries):
            yield from (delivery.status == TAKEN_BACK for delivery in deliveries)
        case Decision(void=void) | Listed(void=void) | Reported(void=void):
            yield void
        case _:
            yield False


def as_table(columns: type[NamedTuple], rows: Iterable[NamedTuple]) -> str:
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns._fields)
    table.writerows(rows)
    return text.getvalue()


def _at_home(human: Human) -> tuple[str, ...]:
    """A name at an address; where there are two, only a birth date or a BSN tells them apart."""
    return human.given, human.prefix, human.surname, human.postcode, str(human.house)


def _address_is_told(life: Life) -> bool:
    """Whether somebody says where they live: a namesake of whom nobody does is no rival."""
    contents = (telling.content for telling in life.tellings)
    return any(
        isinstance(content, Allocations | Deliveries | Decision)
        or (isinstance(content, Reported) and "postcode" in content.data)
        for content in contents
    )


def _of_life(life: Life, *, has_namesake: bool) -> list[PersonRow]:
    human = life.human
    known = _bsns_at_providers(life)
    rows: dict[Named, PersonRow] = {}
    for telling in sorted(life.tellings, key=lambda telling: telling.at):
        bsn, way, missed = human.bsn, "", None
        if isinstance(telling.content, Reported):
            who = telling.content.provider.id, str(telling.content.data["deelnemer"])
            bsn, way, missed = known[who], life.ways[who], life.missed.get(who)
            if has_namesake and way == "no-bsn-no-birth-date":
                missed = NAMESAKE
        cluster = f"{human.number}~apart" if missed else human.number
        told = zip(records(telling.content, human.bsn), taken_back(telling.content), strict=True)
        for named, gone in told:
            fate = ("deleted", "") if gone else (missed or "linked", cluster)
            rows[named] = PersonRow(human.number, life.course, *named, bsn, way, *fate)
    return list(rows.values())


def _bsns_at_providers(life: Life) -> dict[tuple[str, str], str]:
    """The BSN by which a provider knows a participant in the end, if it does."""
    return {
        (telling.content.provider.id, telling.content.key[0]): telling.content.data.get("bsn", "")
        for telling in sorted(life.tellings, key=lambda telling: telling.at)
        if isinstance(telling.content, Reported) and telling.content.thing == "deelnemers"
    }


def _delivery(delivery: Delivery, bsn: str) -> str:
    allocation = delivery.allocation
    product = allocation.product
    parts = [
        "start" if delivery.last is None else "stop",
        allocation.provider.agb,
        str(allocation.number),
        product.category,
        product.code or "-",
        delivery.begin.isoformat(),
    ]
    if delivery.last is not None:
        parts += [delivery.reason or "-", delivery.last.isoformat()]
    return "|".join((*parts, bsn))


def _signal(planted: Planted) -> SignalRow:
    return SignalRow(
        planted.rule,
        planted.person,
        planted.place,
        planted.placement,
        planted.account,
        planted.start.isoformat(),
        planted.end.isoformat() if planted.end else "",
        planted.why,
    )


def _promise(promised: Promised) -> PromisedRow:
    return PromisedRow(
        promised.bullet,
        promised.event,
        promised.person,
        promised.place,
        promised.provider,
        promised.day.isoformat() if promised.day else "",
        json.dumps(promised.said, ensure_ascii=False, sort_keys=True),
    )
