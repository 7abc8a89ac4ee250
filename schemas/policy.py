"""A municipality's policy: `policy.toml`, validated.  The shipped example explains every key.

Numbers that change by year are data with a validity period.  Secrets are never policy.
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, model_validator

from schemas.errors import WrongConfiguration
from schemas.facts import Kind, Source
from schemas.values import Frozen, Municipality, Oin, digest

RULES = ("overlap", "gap", "provisional", "overbooked", "R01", "R07")


class Ground(Frozen):
    """Systems whose records may be linked to one person, and the legal ground for it."""

    sources: tuple[Source, ...] = Field(min_length=2)
    basis: str = Field(min_length=10)


class Product(Frozen):
    """What kind of activity a Wmo product stands for here; product codes are agreed locally."""

    category: str = Field(pattern=r"^[0-9]{2}$")
    code: str | None = Field(default=None, max_length=5)
    activity: Kind


class Organisation(Frozen):
    """One organisation that systems know under several numbers (agb:…, kvk:…, oin:…)."""

    id: str = Field(pattern=r"^(agb|kvk|oin|lhn):[0-9A-Z]+$")
    name: str
    known_as: tuple[str, ...] = ()


class Retention(Frozen):
    """How long things are kept, in days."""

    raw: int = Field(default=365, ge=1)
    dead_letters: int = Field(default=365, ge=1)
    public: int = Field(default=365, ge=1)
    done_files: int = Field(default=30, ge=0)


class Policy(Frozen):
    municipality: Municipality
    name: str = Field(min_length=1)
    oin: Oin
    in_force: date
    label: str = Field(default="deelnemer", description="what people call the person")
    minutes_per_dagdeel: int = Field(default=240, ge=1, le=720)
    contact_term_months: int = Field(default=24, ge=1, le=120)
    small_group: int = Field(default=5, ge=2)
    signals: dict[str, bool] = Field(default_factory=dict)
    grounds: tuple[Ground, ...] = ()
    products: tuple[Product, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    columns: dict[str, dict[str, str]] = Field(default_factory=dict)
    retention: Retention = Retention()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if unknown := sorted(set(self.signals) - set(RULES)):
            raise ValueError(
                f"signals: no rule called {', '.join(unknown)}; known: {', '.join(RULES)}"
            )
        if unknown := sorted(set(self.columns) - {str(source) for source in Source}):
            raise ValueError(f"columns: no source called {', '.join(unknown)}")
        granted = [source for ground in self.grounds for source in ground.sources]
        if double := sorted({source for source in granted if granted.count(source) > 1}):
            raise ValueError(
                f"grounds: {', '.join(double)} in two grounds; what may be linked to one may be"
                " linked to all of it, so write them as one ground"
            )
        names = [n for o in self.organisations for n in (o.id, *o.known_as)]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"organisations: {', '.join(twice)} named twice")
        return self

    def domain(self, source: Source) -> str:
        """The set of sources that may be linked with *source*, as one word; itself if alone."""
        for ground in self.grounds:
            if source in ground.sources:
                return "+".join(sorted(ground.sources))
        return str(source)

    def organisation(self, number: str) -> str:
        """The one id of the organisation known as *number*; *number* itself if not listed."""
        for organisation in self.organisations:
            if number in organisation.known_as:
                return organisation.id
        return number

    def activity(self, category: str | None, code: str | None) -> Kind | None:
        """The kind of activity of a Wmo product, by code first, then by category."""
        of_category = [p for p in self.products if p.category == category]
        for product in of_category:
            if product.code is not None and product.code == code:
                return product.activity
        return next((p.activity for p in of_category if p.code is None), None)

    def signals_on(self, rule: str) -> bool:
        return self.signals.get(rule, True)

    def fingerprint(self) -> str:
        return digest(self.model_dump_json())


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
        faults = [f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors()]
        raise WrongConfiguration(f"policy {path}", faults) from error
