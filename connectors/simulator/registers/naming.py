"""A person's names as one register holds them."""

from random import Random
from typing import NamedTuple

from connectors.simulator.registers.chances import (
    CALL_NAME,
    DIACRITICS_LOST,
    GIVEN_TYPO,
    INITIALS_ONLY,
    INITIALS_TOO,
    PARTNER_NOTED,
    PREFIX_ASTRAY,
    SURNAME_TYPO,
    TRANSLITERATED,
)
from connectors.simulator.registers.draw import Weighted
from connectors.simulator.registers.groups import Spelling
from connectors.simulator.registers.population import Person
from connectors.simulator.registers.spelling import mistyped, plain, respelled
from connectors.simulator.registers.surnames import Surname

# How each system holds the name of somebody who goes by the partner's.
FORMS = {
    "wmo": Weighted.of({"partner": 0.20, "partner-own": 0.50, "own-partner": 0.10, "apart": 0.20}),
    "uwv": Weighted.of({"partner": 0.10, "partner-own": 0.25, "own-partner": 0.15, "apart": 0.50}),
    "participatiewet": Weighted.of(
        {"partner": 0.20, "partner-own": 0.45, "own-partner": 0.10, "apart": 0.25}
    ),
    "providers": Weighted.of({"partner": 0.60, "partner-own": 0.25, "own-partner": 0.15}),
}
DOTTED = ("{}.", "{}.", "{}.", "{}.", "{}.", "{}.", "{}.", "{}", "{}", "{} ")
DIGRAPHS = ("IJ", "Ij")


class Names(NamedTuple):
    given_names: str
    initials: str
    prefix: str
    surname: str
    partner_name: str


def names(person: Person, source: str, chance: Random, kinds: list[str]) -> Names:
    """Adds to *kinds* what makes the names hard."""
    given, call, own = _spelled(person, chance, kinds)
    prefix, surname, partner = _family_name(person, own, source, chance, kinds)
    if prefix and chance.random() < PREFIX_ASTRAY:
        prefix, surname = _astray(prefix, surname, chance, kinds)
    if chance.random() < SURNAME_TYPO:
        surname = mistyped(surname, chance)
        kinds.append("surname-typo")
    first = _given(given, call, source, chance, kinds)
    initials = ""
    if not first or chance.random() < INITIALS_TOO[source]:
        initials = _initials(given, chance)
    return _marked(Names(first, initials, prefix, surname, partner), chance, kinds)


def _spelled(
    person: Person, chance: Random, kinds: list[str]
) -> tuple[tuple[str, ...], str, Surname]:
    """Given names, call name and surname, now and then in another spelling."""
    given, call, own = person.given, person.call, person.surname
    spelling = person.group.spelling
    if spelling == "none" or chance.random() >= TRANSLITERATED:
        return given, call, own
    which = chance.choice(("given", "surname", "both"))
    if which != "surname":
        given, call = _respelled(given, call, spelling, chance)
    if which != "given":
        own = _respelled_surname(own, spelling, chance)
    if (given, call, own) != (person.given, person.call, person.surname):
        kinds.append("other-spelling")
    return given, call, own


def _respelled(
    given: tuple[str, ...], call: str, spelling: Spelling, chance: Random
) -> tuple[tuple[str, ...], str]:
    """The first name, and the call name alike if it is the same."""
    first = respelled(given[0], spelling, chance)
    called = first if call == given[0] else respelled(call, spelling, chance)
    return (first, *given[1:]), called


def _respelled_surname(own: Surname, spelling: Spelling, chance: Random) -> Surname:
    """El Idrissi, Elidrissi, Al-Idrissi, or the same with another sound."""
    stem = own.stem
    if own.prefix[:1].isupper() and chance.random() < 0.7:
        glued = (f"{own.prefix}{stem.lower()}", f"{own.prefix}-{stem}", f"{own.prefix} {stem}")
        return Surname("", chance.choice((*glued, stem)))
    return own._replace(stem=respelled(stem, spelling, chance))


def _given(given: tuple[str, ...], call: str, source: str, chance: Random, kinds: list[str]) -> str:
    """All given names; of a provider the first, or what people call them; or initials alone."""
    if chance.random() < INITIALS_ONLY.get(source, 0):
        kinds.append("initials-only")
        return ""
    if source == "providers":
        called = chance.random() < CALL_NAME[source]
        written = call if called else given[0]
        if written != given[0]:
            kinds.append("call-name")
    else:
        written = " ".join(given)
    if chance.random() < GIVEN_TYPO:
        first, _, others = written.partition(" ")
        written = f"{mistyped(first, chance)} {others}".strip()
        kinds.append("given-typo")
    return written


def _family_name(
    person: Person, own: Surname, source: str, chance: Random, kinds: list[str]
) -> tuple[str, str, str]:
    """Prefix, surname, and the partner's name where it stands apart."""
    partner = person.partner
    if partner is None:
        return own.prefix, own.stem, ""
    if not person.uses_partner:
        noted = source != "providers" and chance.random() < PARTNER_NOTED
        return own.prefix, own.stem, str(partner) if noted else ""
    form = FORMS[source].draw(chance)
    kinds.append(f"partner:{form}")
    match form:
        case "partner":
            return partner.prefix, partner.stem, ""
        case "partner-own":
            return partner.prefix, f"{partner.stem}-{own}", ""
        case "own-partner":
            return own.prefix, f"{own.stem}-{partner}", ""
        case _:
            return own.prefix, own.stem, str(partner)


def _astray(prefix: str, surname: str, chance: Random, kinds: list[str]) -> tuple[str, str]:
    """The prefix is missing, stands in the surname, or behind it."""
    form = chance.choice(("missing", "inside", "behind"))
    kinds.append(f"prefix:{form}")
    match form:
        case "missing":
            return "", surname
        case "inside":
            glued = prefix.replace(" ", "").capitalize() + surname.lower()
            return "", f"{prefix} {surname}" if chance.random() < 0.75 else glued
        case _:
            return "", f"{surname}, {prefix}"


def _initials(given: tuple[str, ...], chance: Random) -> str:
    letters = [name[:2].upper() if name[:2] in DIGRAPHS else name[0] for name in given]
    form = chance.choice(DOTTED)
    return "".join(form.format(letter) for letter in letters).strip()


def _marked(names: Names, chance: Random, kinds: list[str]) -> Names:
    """Half of the records lose the marks on their letters."""
    if all(map(str.isascii, names)) or chance.random() >= DIACRITICS_LOST:
        return names
    kinds.append("no-diacritics")
    return Names(*map(plain, names))
