"""A rule broken on purpose: one change in a module's text, or in what a rule finds or says.

A changed module is run anew, and what it defines takes the place of the original wherever that is
used; all of it is put back afterwards.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType

from streams.rules import bijstand, care, concurrence, parameters, places, settling, uwv, wages
from streams.rules.catalogue import CONCURRENCE

DAY = timedelta(days=1)
OF_RULES = (care, wages, uwv, bijstand, settling)


@dataclass(frozen=True)
class Text:
    """Another text in a module."""

    rule: str
    what: str
    module: str
    old: str
    new: str


@dataclass(frozen=True)
class Said:
    """A rule says another verdict, or is surer or less sure than it is."""

    rule: str
    what: str
    part: str
    field: str
    value: str


@dataclass(frozen=True)
class Days:
    """A rule finds its days a day too early or too late."""

    rule: str
    what: str
    part: str
    edge: str
    days: int


@dataclass(frozen=True)
class Number:
    """An age, a term or an amount is another one."""

    rule: str
    what: str
    parameter: str
    more: int


Mutant = Text | Said | Days | Number


@contextmanager
def broken(mutant: Mutant) -> Iterator[None]:
    undo: list[tuple[object, str, object]] = []

    def put(owner: object, name: str, value: object) -> None:
        undo.append((owner, name, getattr(owner, name)))
        setattr(owner, name, value)

    try:
        _break(mutant, put)
        yield
    finally:
        for owner, name, value in reversed(undo):
            setattr(owner, name, value)


def _break(mutant, put):
    match mutant:
        case Text():
            _another_text(mutant, put)
        case Number():
            values = parameters.PARAMETERS[mutant.parameter]
            other = tuple(replace(v, value=v.value + mutant.more) for v in values)
            put(parameters, "PARAMETERS", {**parameters.PARAMETERS, mutant.parameter: other})
        case Said():
            _another_rule(mutant, put)
        case Days():
            _other_days(mutant, put)


def _another_text(mutant, put):
    module = importlib.import_module(mutant.module)
    text = Path(module.__file__).read_text(encoding="utf-8")
    assert text.count(mutant.old) == 1, f"{mutant.what}: {mutant.old!r} is not there once"
    changed = ModuleType(module.__name__)
    changed.__file__ = module.__file__
    exec(compile(text.replace(mutant.old, mutant.new), module.__file__, "exec"), vars(changed))
    for name, value in list(vars(module).items()):
        if not name.startswith("__") and not isinstance(value, ModuleType):
            for user in _users(name, value):
                put(user, name, vars(changed).get(name, value))
    if module in OF_RULES:
        _table(put, [e for m in OF_RULES for e in (changed if m is module else m).RULES])


def _users(name, value):
    """The modules of ours that hold it under its name."""
    for module in list(sys.modules.values()):
        ours = getattr(module, "__name__", "").startswith(("streams.", "schemas.policy"))
        if ours and vars(module).get(name) is value:
            yield module


def _another_rule(mutant, put):
    def changed(rule):
        if (rule.id, rule.part) != (mutant.rule, mutant.part):
            return rule
        return replace(rule, **{mutant.field: mutant.value})

    _table(put, [replace(entry, rule=changed(entry.rule)) for entry in concurrence.TABLE])
    put(places, "OF_PLACEMENT", tuple((changed(r), *more) for r, *more in places.OF_PLACEMENT))
    put(places, "OF_ONE_COST", tuple((changed(r), *more) for r, *more in places.OF_ONE_COST))


def _other_days(mutant, put):
    def moved(found):
        day = getattr(found, mutant.edge)
        if day is None:
            return found
        new = {mutant.edge: day + DAY * mutant.days}
        return found._replace(**new) if hasattr(found, "_replace") else replace(found, **new)

    def entry_moved(entry):
        if (entry.rule.id, entry.rule.part) != (mutant.rule, mutant.part):
            return entry
        return replace(entry, finds=lambda terms: map(moved, entry.finds(terms)))

    def of_rule(function):
        return lambda *given: (
            moved(f) if f.rule.id == mutant.rule else f for f in function(*given)
        )

    _table(put, [entry_moved(entry) for entry in concurrence.TABLE])
    put(places, "of_placement", of_rule(places.of_placement))
    put(places, "of_money", of_rule(places.of_money))


def _table(put, entries):
    put(concurrence, "TABLE", tuple(entries))
    put(concurrence, "BY_FIRST_WORD", concurrence.by_first_word(tuple(entries)))


def of_every_rule() -> Iterator[Mutant]:
    """What can be broken in any rule: its verdict, how sure it is, its first and last day."""
    for rule in CONCURRENCE:
        of = rule.id, rule.part
        name = f"{rule.id} {rule.part}".strip()
        other = "forbidden" if rule.verdict != "forbidden" else "may-refuse"
        yield Said(rule.id, f"{name}: another verdict", rule.part, "verdict", other)
        allowed = "allowed" if rule.verdict != "allowed" else "settle"
        yield Said(
            rule.id, f"{name}: a note for a signal, or the reverse", of[1], "verdict", allowed
        )
        sure = "confirmed" if rule.confidence != "confirmed" else "open"
        yield Said(rule.id, f"{name}: another certainty", rule.part, "confidence", sure)
        yield Days(rule.id, f"{name}: begins a day late", rule.part, "start", 1)
        yield Days(rule.id, f"{name}: begins a day early", rule.part, "start", -1)
        yield Days(rule.id, f"{name}: ends a day late", rule.part, "end", 1)
        yield Days(rule.id, f"{name}: ends a day early", rule.part, "end", -1)
        for parameter in rule.parameters:
            for more in (1, -1):
                what = f"{name}: {parameter} {more:+}"
                yield Number(rule.id, what, parameter, more)
