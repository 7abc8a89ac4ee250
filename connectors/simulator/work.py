"""What providers tell of participants and placements.

A registration is made in one of these ways.  The last five lack something or have it wrong, and
must be linked all the same, by what else they say (`truth` knows the few that cannot be).

* `bsn`: with BSN.  `full`: without, otherwise in full.  `bare`: a name and no more.
* `initial-only`: no given names.  `other-spelling`: of the surname.  `other-postcode`: an old one.
* `partner-name`: the partner's surname.  `no-bsn-no-birth-date`: a name and a postcode.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from connectors.simulator.life import Life
from connectors.simulator.names import MISSPELT
from connectors.simulator.people import Human
from connectors.simulator.telling import Promised, Reported
from connectors.simulator.world import Place, Provider
from schemas.facts import Kind

FLAWS = (
    "initial-only",
    "other-spelling",
    "other-postcode",
    "partner-name",
    "no-bsn-no-birth-date",
)
CERTIFICATES = ("Heftruck", "VCA basis", "Sociale hygiëne", "EHBO", "Lassen niveau 1")


@dataclass(frozen=True, slots=True)
class Placement:
    """A version of a placement; `start` and `last` its first and last day."""

    number: str
    participant: str
    place: Place
    kind: Kind
    start: date
    last: date | None = None
    hours: int | None = None
    employer: str | None = None
    holder: str | None = None
    destination: str | None = None
    cohort: str | None = None
    programme: str | None = None
    result: str | None = None

    @property
    def key(self) -> str:
        return f"plaatsing|{self.place.provider.id}|{self.number}"


def register(life: Life, provider: Provider, day: date, way: str = "") -> str:
    """A new participant; in half the cases with BSN, and always if no name could link it."""
    chance = life.stage.chance
    if not way:
        way = "full" if life.human.plain and chance.one_in(2) else "bsn"
    participant = f"D{life.stage.number(f'participant {provider.index}'):04}"
    describe(life, provider, participant, day, way)
    return participant


def describe(life: Life, provider: Provider, participant: str, day: date, way: str) -> None:
    """A version of a participant's description."""
    life.ways[provider.id, participant] = way
    data = {"deelnemer": participant} | _description(life, way)
    life.tell(day, Reported(provider, "deelnemers", (participant,), data))


def place(  # noqa: PLR0913  a placement says this much
    life: Life,
    at: Place,
    participant: str,
    kind: Kind,
    start: date,
    last: date | None = None,
    *,
    hours: int | None = None,
    told: date | None = None,
    employer: str | None = None,
    holder: str | None = None,
    destination: str | None = None,
    cohort: str | None = None,
    programme: str | None = None,
    result: str | None = None,
) -> Placement:
    """Somebody begins at a place; if the last day is known it is told once it has come."""
    placement = Placement(
        f"P{life.stage.number(f'placement {at.provider.index}'):05}",
        participant,
        at,
        kind,
        start,
        hours=hours,
        employer=employer,
        holder=holder,
        cohort=cohort,
        programme=programme,
    )
    _tell(life, placement, told or life.stage.after(start, 0, 3))
    if last is not None:
        ended = {"last": last, "destination": destination, "result": result}
        placement = correct(life, placement, life.stage.after(last, 1, 4), **ended)
    return placement


def correct(life: Life, placement: Placement, day: date, **changes: Any) -> Placement:
    """A later version of a placement."""
    placement = replace(placement, **changes)
    _tell(life, placement, day)
    return placement


def withdraw(life: Life, placement: Placement, day: date) -> None:
    """The placement was never there."""
    _tell(life, placement, day, void=True)


def routine(life: Life, placement: Placement) -> None:
    """What goes with a placement: hours attended, conversations, steps on the ladder."""
    stage, provider, who = life.stage, placement.place.provider, placement.participant
    last = min(placement.last or stage.until, stage.until)
    month = month_after(placement.start)
    for _ in range(stage.chance.between(2, 7)):
        following = month_after(month)
        if following > last or not placement.hours:
            break
        attend(life, placement, month, stage.after(following, 0, 5))
        month = following
    ladder = 3 if placement.hours else 4
    for days in (30, 120, 250):
        spoken = stage.after(placement.start, days - 20, days + 40)
        if spoken <= last:
            talk(life, provider, who, spoken)
            if days == 30 or stage.chance.one_in(3):
                step(life, provider, who, spoken, min(ladder, 5))
                ladder += 1


def attend(life: Life, placement: Placement, month: date, day: date) -> None:
    hours = (placement.hours or 0) * 4 - life.stage.chance.between(0, 6)
    data = {
        "deelnemer": placement.participant,
        "werkplek": placement.place.code,
        "maand": f"{month:%Y-%m}",
        "uren": max(0, hours),
    }
    key = placement.participant, placement.place.id, f"{month:%Y-%m}"
    _report(life, placement.place.provider, "aanwezigheden", key, data, day)


def talk(life: Life, provider: Provider, participant: str, day: date) -> None:
    data = {"deelnemer": participant, "op": day.isoformat()}
    _report(life, provider, "gesprekken", (participant, day.isoformat()), data, day)


def step(life: Life, provider: Provider, participant: str, day: date, ladder: int) -> None:
    """A step on the participatieladder, 1 to 6."""
    data = {"deelnemer": participant, "trede": ladder, "op": day.isoformat()}
    _report(life, provider, "treden", (participant, day.isoformat()), data, day)


def certify(life: Life, provider: Provider, participant: str, day: date) -> str:
    """A certificate; gives its name."""
    mark = f"C{life.stage.number(f'certificate {provider.index}'):04}"
    name = life.stage.chance.pick(CERTIFICATES)
    data = {
        "deelnemer": participant,
        "naam": name,
        "op": day.isoformat(),
        "kenmerk": mark,
    }
    _report(life, provider, "certificaten", (participant, mark), data, day)
    return name


def wait(
    life: Life, at: Place, participant: str, since: date, day: date, *, void: bool = False
) -> None:
    """On the waiting list of a place; void: off it."""
    data = {"deelnemer": participant, "werkplek": at.code, "sinds": since.isoformat()}
    _report(life, at.provider, "wachtenden", (participant, at.id), data, day, void=void)


def month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _tell(life: Life, placement: Placement, day: date, *, void: bool = False) -> None:
    data = {
        "plaatsing": placement.number,
        "deelnemer": placement.participant,
        "werkplek": placement.place.code,
        "activiteit": placement.kind.value,
        "vanaf": placement.start.isoformat(),
        "tot_en_met": placement.last and placement.last.isoformat(),
        "uren_per_week": placement.hours,
        "houder": placement.holder,
        "werkgever": placement.employer,
        "bestemming": placement.destination,
        "cohort": placement.cohort,
        "programma": placement.programme,
        "afronding": placement.result,
    }
    if void:
        del life.placed[placement.key]
    else:
        life.placed[placement.key] = _promised(life, placement)
    provider = placement.place.provider
    _report(life, provider, "plaatsingen", (placement.number,), data, day, void=void)


def _promised(life: Life, placement: Placement) -> Promised:
    """What the hub must make of a placement: one of its own, whoever pays."""
    said = {
        "place": placement.place.id,
        "activity": placement.kind.value,
        "start": placement.start.isoformat(),
        "end": placement.last and (placement.last + timedelta(days=1)).isoformat(),
        "minutes_per_week": placement.hours and placement.hours * 60,
        "cohort": placement.cohort,
        "programme": placement.programme,
    }
    if placement.employer is None:
        said["employer"] = None
    who, where = life.human.number, placement.place.id
    return Promised("P2.1", "placements.started", said, person=who, place=where)


def _report(
    life: Life,
    provider: Provider,
    thing: str,
    key: tuple[str, ...],
    data: dict[str, Any],
    day: date,
    *,
    void: bool = False,
) -> None:
    said = {name: value for name, value in data.items() if value is not None}
    if thing == "plaatsingen" or life.tells_on(day):
        life.tell(day, Reported(provider, thing, key, said, void))


def _description(life: Life, way: str) -> dict[str, Any]:
    human = life.human
    if way == "bare":
        return {"voornamen": human.given, "achternaam": human.surname}
    if way == "bsn":
        return _in_full(human) | {"bsn": human.bsn}
    changes: dict[str, str | None] = {}
    match way:
        case "full":
            pass
        case "initial-only":
            changes = {"voornamen": None}
        case "other-spelling":
            changes = {"achternaam": MISSPELT[human.surname]}
        case "other-postcode":
            changes = {"postcode": life.stage.people.old_postcode(human), "huisnummer": None}
        case "partner-name":
            changes = {"achternaam": human.partner, "voorvoegsel": None}
        case "no-bsn-no-birth-date":
            changes = {"geboortedatum": None}
        case _:
            raise AssertionError(way)
    return {k: v for k, v in (_in_full(human) | changes).items() if v is not None}


def _in_full(human: Human) -> dict[str, Any]:
    said = {
        "achternaam": human.surname,
        "voorvoegsel": human.prefix or None,
        "voornamen": human.given,
        "voorletters": human.initials,
        "geboortedatum": None if human.year_only else human.birth.isoformat(),
        "geslacht": human.sex,
        "postcode": human.postcode,
        "huisnummer": str(human.house),
    }
    return {name: value for name, value in said.items() if value is not None}
