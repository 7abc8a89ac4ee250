"""A municipality's policy: `policy.toml`, validated.  The shipped example explains every key.

Numbers that change by year are data with a validity period.  Secrets are never policy.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StrictBool, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from schemas.errors import WrongConfiguration
from schemas.facts import Kind, Source
from schemas.free_amounts import FreeAmount
from schemas.rule_names import RULES
from schemas.subscribers import Subscriber
from schemas.tariffs import Tariff
from schemas.values import Frozen, Municipality, Oin, day_after, digest

FROM_MEMORY = frozenset({"R25", "R26"})  # of which no law text was read: off unless asked for


NUMBER = r"^(agb:[0-9]{8}|kvk:[0-9]{8}|oin:[0-9A-Z]{20}|lhn:[0-9]{9}L[0-9]{2})$"
Number = Annotated[str, Field(pattern=NUMBER)]
Percentage = Annotated[int, Field(ge=-100, le=100)]


class Ground(Frozen):
    """Systems whose records may be linked to one person, and the legal ground for it."""

    sources: tuple[Source, ...] = Field(min_length=2)
    basis: str = Field(min_length=10)


class Product(Frozen):
    """What kind of activity a Wmo product stands for here; product codes are agreed locally."""

    category: str = Field(pattern=r"^[0-9]{2}$")
    code: str | None = Field(default=None, min_length=1, max_length=5)
    activity: Kind


class Organisation(Frozen):
    """One organisation that systems know under several numbers (agb:…, kvk:…, oin:…, lhn:…)."""

    id: Number
    name: str = Field(min_length=1)
    known_as: tuple[Number, ...] = ()


class Agreement(Frozen):
    """Days on which municipality and UWV have agreed that the college may help UWV's people
    (Participatiewet art. 7 lid 7).  `last`: the last day.
    """

    start: date
    last: date | None = None


class PlaceBudget(Frozen):
    """How many places of a kind a municipality has in these days.  `last`: the last day."""

    activity: Literal[Kind.BESCHUT_WERK]
    places: int = Field(ge=0, le=100_000)
    start: date
    last: date | None = None

    @property
    def end(self) -> date | None:
        return day_after(self.last)


class Retention(Frozen):
    """How long things are kept, in days."""

    raw: int = Field(default=365, ge=1)
    dead_letters: int = Field(default=365, ge=1)
    public: int = Field(default=365, ge=1)
    done_files: int = Field(default=30, ge=0)


class Linking(Frozen):
    """From which probability on two descriptions are linked, or shown to somebody; none: as the
    model has it.
    """

    link: float | None = Field(default=None, gt=0.5, lt=1)
    review: float | None = Field(default=None, gt=0, lt=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.link is not None and self.review is not None and self.review > self.link:
            raise ValueError("review is not above link")
        return self


class Policy(Frozen):
    municipality: Municipality
    name: str = Field(min_length=1)
    oin: Oin
    in_force: date
    label: str = Field(default="deelnemer", min_length=1, description="what people call the person")
    minutes_per_dagdeel: int = Field(default=240, ge=1, le=720)
    contact_term_months: int = Field(default=24, ge=1, le=120)
    contact_notice_days: int = Field(default=60, ge=0, le=366)
    stay_months: int = Field(default=24, ge=1, le=240)
    transfer_gap_days: int = Field(default=31, ge=0, le=366)
    follow_on_days: int = Field(default=92, ge=0, le=366)
    small_group: int = Field(default=5, ge=2)
    signals: dict[str, StrictBool] = Field(default_factory=dict)
    grounds: tuple[Ground, ...] = ()
    linking: Linking = Linking()
    products: tuple[Product, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    agreements_with_uwv: tuple[Agreement, ...] = ()
    free_amounts: tuple[FreeAmount, ...] = ()
    place_budgets: tuple[PlaceBudget, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    tariff_scenarios: tuple[Percentage, ...] = Field(default=(), max_length=10)
    subscribers: tuple[Subscriber, ...] = ()
    columns: dict[str, dict[str, str]] = Field(default_factory=dict)
    retention: Retention = Retention()

    @field_validator("signals")
    @classmethod
    def _known_rules(cls, signals: dict[str, bool]) -> dict[str, bool]:
        if unknown := sorted(set(signals) - set(RULES)):
            raise ValueError(f"no rule called {', '.join(unknown)}; known: {', '.join(RULES)}")
        return signals

    @field_validator("grounds")
    @classmethod
    def _one_ground_each(cls, grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
        if twice := _twice(source.value for ground in grounds for source in ground.sources):
            raise ValueError(
                f"{', '.join(twice)} named twice; what may be linked to one may be linked to all"
                " of it, so write them as one ground, each once"
            )
        return grounds

    @field_validator("products")
    @classmethod
    def _one_activity_each(cls, products: tuple[Product, ...]) -> tuple[Product, ...]:
        if twice := _twice(" ".join(filter(None, (p.category, p.code))) for p in products):
            raise ValueError(f"{', '.join(twice)} named twice; one product is one activity")
        return products

    @field_validator("organisations")
    @classmethod
    def _one_organisation_each(cls, known: tuple[Organisation, ...]) -> tuple[Organisation, ...]:
        if twice := _twice(number for o in known for number in (o.id, *o.known_as)):
            raise ValueError(f"{', '.join(twice)} named twice; a number is of one organisation")
        return known

    @field_validator("free_amounts")
    @classmethod
    def _one_amount_each(cls, amounts: tuple[FreeAmount, ...]) -> tuple[FreeAmount, ...]:
        if twice := _twice(f"{a.of} per {a.per} from {a.start}" for a in amounts):
            raise ValueError(f"{', '.join(twice)} named twice; one amount holds at a time")
        return amounts

    @field_validator("place_budgets")
    @classmethod
    def _one_budget_a_day(cls, budgets: tuple[PlaceBudget, ...]) -> tuple[PlaceBudget, ...]:
        in_order = sorted(budgets, key=lambda budget: budget.start)
        for one, other in pairwise(in_order):
            if one.end is None or one.end > other.start:
                raise ValueError(f"two numbers of places on {other.start}; one is meant")
        if any(b.end is not None and b.end <= b.start for b in budgets):
            raise ValueError("a last day before the first")
        return budgets

    @field_validator("tariffs")
    @classmethod
    def _one_tariff_each(cls, tariffs: tuple[Tariff, ...]) -> tuple[Tariff, ...]:
        if twice := _twice(f"{' '.join(filter(None, t.kind))} from {t.start}" for t in tariffs):
            raise ValueError(f"{', '.join(twice)} named twice; one tariff holds at a time")
        return tariffs

    @field_validator("tariff_scenarios")
    @classmethod
    def _other_tariffs(cls, percentages: tuple[int, ...]) -> tuple[int, ...]:
        if 0 in percentages or _twice(map(str, percentages)):
            raise ValueError("percentages more or less than the tariff, each named once")
        return percentages

    @field_validator("subscribers")
    @classmethod
    def _one_name_each(cls, subscribers: tuple[Subscriber, ...]) -> tuple[Subscriber, ...]:
        if twice := _twice(subscriber.name for subscriber in subscribers):
            raise ValueError(f"{', '.join(twice)} named twice; one name is one subscriber")
        return subscribers

    @field_validator("columns")
    @classmethod
    def _known_sources(cls, columns: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        if unknown := sorted(set(columns) - {source.value for source in Source}):
            raise ValueError(f"no source called {', '.join(unknown)}; known: {', '.join(Source)}")
        for source, names in columns.items():
            if twice := _twice(name.strip().casefold() for name in names.values()):
                raise ValueError(f"{source}: {', '.join(twice)} stands for two of our columns")
        return columns

    def domain(self, source: str) -> str:
        """The set of sources that may be linked with *source*, as one word; itself if alone."""
        return self._domains.get(source, str(source))

    def subscriber(self, name: str) -> Subscriber | None:
        return next((s for s in self.subscribers if s.name == name), None)

    def organisation(self, number: str) -> str:
        """The one id of the organisation known as *number*; *number* itself if not listed."""
        return self._ids.get(number, number)

    @cached_property
    def _domains(self) -> dict[str, str]:
        return {
            source: "+".join(sorted(ground.sources))
            for ground in self.grounds
            for source in ground.sources
        }

    @cached_property
    def _ids(self) -> dict[str, str]:
        return {number: o.id for o in self.organisations for number in o.known_as}

    @cached_property
    def _activities(self) -> dict[tuple[str | None, str | None], Kind]:
        return {(p.category, p.code): p.activity for p in self.products}

    def __copy__(self) -> Self:
        """Without what was worked out from the settings: the copy may get others."""
        copied = super().__copy__()
        for name in ("_activities", "_domains", "_ids"):
            copied.__dict__.pop(name, None)
        return copied

    def activity(self, category: str | None, code: str | None) -> Kind | None:
        """The kind of activity of a Wmo product, by code first, then by category."""
        found = self._activities.get((category, code))
        return found or self._activities.get((category, None))

    def signals_on(self, rule: str) -> bool:
        return self.signals.get(rule, rule not in FROM_MEMORY)

    def fingerprint(self) -> str:
        """The same settings in another order are the same policy."""
        return digest(json.dumps(self.model_dump(mode="json"), sort_keys=True))


def load(path: Path) -> Policy:
    """
    Raises:
        WrongConfiguration: with every fault in the file, each with its place.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongConfiguration(f"policy {path}", [str(error)]) from error
    try:
        return Policy.model_validate(content)
    except ValidationError as error:
        faults = [f"{_place(fault['loc'])}: {_said(fault)}" for fault in error.errors()]
        raise WrongConfiguration(f"policy {path}", faults) from error


def _place(path: tuple[int | str, ...]) -> str:
    """Where in the file: `products no. 2, category`."""
    place = ""
    for part in path:
        match part:
            case int():
                place += f" no. {part + 1}"
            case str():
                place += f", {part}" if place else part
    return place or "file"


def _said(fault: ErrorDetails) -> str:
    match fault["type"]:
        case "extra_forbidden":
            return "no such key"
        case "missing":
            return "missing"
        case _:
            return fault["msg"].removeprefix("Value error, ")


def _twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)
