"""Given names and call names, by group, sex and year of birth."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from connectors.simulator.registers.chances import UNRELATED_CALL_NAME
from connectors.simulator.registers.draw import Weighted, by_rank

# Chance of one, two or three given names.
DUTCH_OLD, DUTCH_NEW = {1: 0.25, 2: 0.40, 3: 0.35}, {1: 0.45, 2: 0.35, 3: 0.20}
BETWEEN, MOSTLY_ONE = {1: 0.50, 2: 0.42, 3: 0.08}, {1: 0.90, 2: 0.10}
SEVERAL = ("creole", "antillean", "indonesian", "iberian", "western", "ghanaian", "hindustani")
NEW = 1970


def given_names(chance: Random, group: str, sex: str, year: int) -> tuple[str, ...]:
    """One to three; the second and third of the Dutch are those of their grandparents."""
    wanted = _how_many(group, year).draw(chance)
    names = list(_names(group, sex, _period(group, year)).draw(chance).split())
    while len(names) < wanted:
        more = _names(group, sex, 1900 if group == "dutch" else 0).draw(chance).split()
        names.extend(name for name in more if name not in names)
    return tuple(names[:3])


def call_name(chance: Random, given: tuple[str, ...], group: str, sex: str, year: int) -> str:
    """What people call somebody: a short form, the first name, or something else altogether."""
    forms = short_forms().get(given[0])
    if chance.random() >= UNRELATED_CALL_NAME:
        return forms.draw(chance) if forms else given[0]
    related = {*given, *(forms.things if forms else ())}
    while (name := _names(group, sex, _period(group, year)).draw(chance).split()[0]) in related:
        pass
    return name


@cache
def short_forms() -> dict[str, Weighted[str]]:
    """Per given name its call names."""
    table: dict[str, str] = _data("call_names.toml")["call_names"]
    return {
        name: Weighted(by_rank(forms.split(), steep=1.0, start=2)) for name, forms in table.items()
    }


@cache
def _how_many(group: str, year: int) -> Weighted[int]:
    if group == "dutch":
        return Weighted.of(DUTCH_OLD if year < NEW else DUTCH_NEW)
    return Weighted.of(BETWEEN if group in SEVERAL else MOSTLY_ONE)


def _period(group: str, year: int) -> int:
    if group != "dutch":
        return 0
    return max(first for first in (1900, 1950, 1970, 1990) if first <= year)


@cache
def _names(group: str, sex: str, period: int) -> Weighted[str]:
    """The older the period, the fewer names most people shared."""
    text = _data("given_names.toml")[group][sex]
    listed = text[str(period)] if period else text
    names = list(dict.fromkeys(" ".join(name.split()) for name in listed.split(",")))
    steep = {1900: 0.95, 1950: 0.85, 1970: 0.7, 1990: 0.55}.get(period, 0.6)
    return Weighted(by_rank(names, steep=steep, start=3))


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
