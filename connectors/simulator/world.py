"""Providers, their places, and who sits where: no place takes more people than it has seats.

A place is opened when one is needed and every other is full.  All numbers are fictitious: KvK
numbers begin with 000 and AGB codes with 99, which are given to nobody; an OIN with 00000099.  Two
digits are the last of the municipality's, so that several make a region without common providers.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from connectors.simulator.chance import Chance
from schemas.facts import Kind

NAMES = (
    "De Groene Schuur", "Het Atelier", "De Smederij", "Buurtwerk Oost", "De Moestuin", "Samen Aan",
    "De Zeilmakerij", "Werkplaats Zuid", "De Proeftuin", "Het Koetshuis", "De Weverij",
    "Noorderlicht",
)  # fmt: skip
CRAFTS = (
    "Houtbewerking", "Kinderboerderij", "Fietsenmakerij", "Keuken", "Naaiatelier", "Kwekerij",
    "Buurtwinkel", "Drukkerij", "Wasserij", "Kringloop", "Theehuis", "Montage", "Groenploeg",
)  # fmt: skip

FIRST_APART = 100  # the index of the first provider apart
DAY = (Kind.DAGBESTEDING, Kind.VRIJWILLIGERSWERK)
LEARN = (*DAY, Kind.LEERWERKTRAJECT, Kind.STAGE)
WORK = (
    Kind.DAGBESTEDING,
    Kind.BESCHUT_WERK,
    Kind.PARTICIPATIEPLAATS,
    Kind.PROEFPLAATS,
    Kind.REGULIER_WERK,
)


@dataclass(frozen=True, slots=True)
class Provider:
    """`reports_as`: the number it signs its own messages with.  `channel`: how it sends them.

    `town`: the last two digits of the municipality.
    """

    town: int
    index: int
    name: str
    reports_as: Literal["kvk", "agb"]
    channel: Literal["batch", "single", "csv"]

    @property
    def kvk(self) -> str:
        return f"000{self.town:02}{self.index:03}"

    @property
    def agb(self) -> str:
        return f"990{self.town:02}{self.index:03}"

    @property
    def employer(self) -> str:
        return f"lhn:{991_000_000 + 1_000 * self.town + self.index}L01"

    @property
    def id(self) -> str:
        return f"kvk:{self.kvk}" if self.reports_as == "kvk" else f"agb:{self.agb}"


@dataclass(frozen=True, slots=True)
class Place:
    """`funded`: somebody pays for the place itself, whoever sits there."""

    provider: Provider
    code: str
    name: str
    capacity: int
    activities: tuple[Kind, ...]
    funded: bool = False
    sells: bool = False
    reserved: bool = False  # never handed out by `seat`

    @property
    def id(self) -> str:
        return f"{self.provider.id}/{self.code}"


@dataclass(frozen=True, slots=True)
class Stay:
    """A seat taken from the first up to and including the last day; no last day: still taken."""

    first: date
    last: date | None

    def meets(self, other: "Stay") -> bool:
        return (self.last is None or other.first <= self.last) and (
            other.last is None or self.first <= other.last
        )


@dataclass
class World:
    town: int
    chance: Chance
    providers: tuple[Provider, ...]
    home_help: Provider  # helps in the household, has no places
    apart: list[Provider] = field(default_factory=list)  # to whom nobody is sent by chance
    places: list[Place] = field(default_factory=list)
    stays: dict[str, list[Stay]] = field(default_factory=dict)

    def seat(
        self,
        kinds: tuple[Kind, ...],
        stay: Stay,
        *,
        funded: bool = False,
        at: Provider | None = None,
        elsewhere_than: Provider | None = None,
    ) -> Place:
        """Take a seat at a place for these *kinds*; opens a place if all are full."""
        choices = [p for p in self.providers if p is not elsewhere_than]
        provider = at or self.chance.pick(choices)
        for place in self.places:
            fits = place.funded == funded and set(kinds) <= set(place.activities)
            if place.provider is provider and fits and self._free(place, stay):
                return self.sit(place, stay)
        return self.sit(self.open(provider, _activities(kinds), funded=funded), stay)

    def found(self) -> Provider:
        """A provider apart: all that is told of it is told by whoever founds it."""
        number = len(self.apart)
        name = f"{NAMES[number % len(NAMES)]} Verderop"
        provider = _provider(self.town, FIRST_APART + number, name)
        self.apart.append(provider)
        return provider

    def sit(self, place: Place, stay: Stay) -> Place:
        self.stays[place.id].append(stay)
        return place

    def open(
        self,
        provider: Provider,
        activities: tuple[Kind, ...],
        *,
        funded: bool = False,
        capacity: int | None = None,
        reserved: bool = False,
        sells: bool = False,
    ) -> Place:
        """A small post of three to eight, or a workshop of up to twelve."""
        ours = [place for place in self.places if place.provider is provider]
        least, most = (8, 12) if activities == WORK else (3, 8)
        place = Place(
            provider,
            code=f"WP{len(ours) + 1:02}",
            name=self.chance.pick(CRAFTS),
            capacity=capacity or self.chance.between(least, most),
            activities=activities,
            funded=funded,
            sells=sells or activities == (Kind.COOPERATIE,) or (funded and len(ours) % 4 == 2),
            reserved=reserved,
        )
        self.places.append(place)
        self.stays[place.id] = []
        return place

    def _free(self, place: Place, stay: Stay) -> bool:
        """Whether a seat is left on every day of *stay*: it is enough to look at first days."""
        beside = [other for other in self.stays[place.id] if other.meets(stay)]
        days = [stay.first, *(other.first for other in beside if other.first > stay.first)]
        busiest = max(sum(other.meets(Stay(day, day)) for other in beside) for day in days)
        return not place.reserved and busiest < place.capacity


def build(municipality: str, persons: int, chance: Chance) -> World:
    """Six to twelve providers, fewer for few persons; each begins with three places."""
    town = int(municipality) % 100
    count = max(2, min(12, 2 + persons // 20))
    providers = tuple(_provider(town, i, NAMES[i]) for i in range(count))
    world = World(town, chance, providers, home_help=_provider(town, 900, "Thuishulp"))
    for provider in providers:
        for activities, funded in ((DAY, False), (WORK, False), (LEARN, True)):
            world.open(provider, activities, funded=funded)
    return world


def _provider(town: int, index: int, name: str) -> Provider:
    return Provider(
        town,
        index,
        f"{name} (fictief)",
        reports_as="agb" if index % 3 == 2 else "kvk",
        channel="csv" if index % 4 == 3 else "single" if index % 4 == 1 else "batch",
    )


def _activities(kinds: tuple[Kind, ...]) -> tuple[Kind, ...]:
    for activities in (DAY, WORK, LEARN):
        if set(kinds) <= set(activities):
            return activities
    return kinds
