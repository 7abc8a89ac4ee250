"""A person's names as one register holds them."""

from collections.abc import Mapping
from random import Random
from typing import Literal, NamedTuple, assert_never

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

Form = Literal["partner", "partner-own", "own-partner", "apart", "own", "noted"]

# How each system holds the name of somebody who goes by the partner's, or by both.
FORMS: Mapping[str, Weighted[Form]] = {
    "wmo": Weighted(
        [("partner", 0.20), ("partner-own", 0.50), ("own-partner", 0.10), ("apart", 0.20)]
    ),
    "uwv": Weighted(
        [("partner", 0.10), ("partner-own", 0.25), ("own-partner", 0.15), ("apart", 0.50)]
    ),
    "participatiewet": Weighted(
        [("partner", 0.20), ("partner-own", 0.45), ("own-partner", 0.10), ("apart", 0.25)]
    ),
    "providers": Weighted([("partner", 0.60), ("partner-own", 0.25), ("own-partner", 0.15)]),
}
DOTTED = ("{}.", "{}.", "{}.", "{}.", "{}.", "{}.", "{}.", "{}", "{}", "{} ")


class Names(NamedTuple):
    given_names: str
    initials: str
    prefix: str
    surname: str
    partner_name: str


def names(person: Person, source: str, chance: Random, kinds: list[str]) -> Names:
    """Adds to *kinds* what makes the names hard."""
    given = _given(person, source, chance, kinds)
    form = _form(person, source, chance)
    given, own = _spelled(person, given, form, chance, kinds)
    prefix, surname, partner = _family_name(person.partner, own, form)
    if form not in ("own", "noted"):
        kinds.append(f"partner:{form}")
    if prefix and chance.random() < PREFIX_ASTRAY:
        prefix, surname = _astray(prefix, surname, chance, kinds)
    if chance.random() < SURNAME_TYPO:
        surname = mistyped(surname, chance)
        kinds.append("surname-typo")
    if given and chance.random() < GIVEN_TYPO:
        first, _, others = given.partition(" ")
        given = f"{mistyped(first, chance)} {others}".strip()
        kinds.append("given-typo")
    initials = ""
    if not given or chance.random() < INITIALS_TOO[source]:
        initials = _initials(person.given, chance)
    return _marked(Names(given, initials, prefix, surname, partner), chance, kinds)


def _given(person: Person, source: str, chance: Random, kinds: list[str]) -> str:
    """All given names; of a provider the first, or what people call them; or initials alone."""
    if chance.random() < INITIALS_ONLY.get(source, 0):
        kinds.append("initials-only")
        return ""
    if source != "providers":
        return " ".join(person.given)
    if chance.random() >= CALL_NAME[source] or person.call == person.given[0]:
        return person.given[0]
    kinds.append("call-name")
    return person.call


def _form(person: Person, source: str, chance: Random) -> Form:
    """How the surname stands beside the partner's."""
    if person.uses_partner:
        return FORMS[source].draw(chance)
    noted = person.partner and source != "providers" and chance.random() < PARTNER_NOTED
    return "noted" if noted else "own"


def _spelled(
    person: Person, given: str, form: Form, chance: Random, kinds: list[str]
) -> tuple[str, Surname]:
    """Given names and surname, now and then the one or the other or both in another spelling."""
    own, spelling = person.surname, person.group.spelling
    if spelling == "none" or chance.random() >= TRANSLITERATED:
        return given, own
    written = given
    which = chance.choice(("given", "surname", "both"))
    if given and (which != "surname" or form == "partner"):
        first, _, others = given.partition(" ")
        written = f"{respelled(first, spelling, chance)} {others}".strip()
    if form != "partner" and (which != "given" or not given):
        own = _respelled_surname(own, spelling, chance)
    if (written, own) != (given, person.surname):
        kinds.append("other-spelling")
    return written, own


def _respelled_surname(own: Surname, spelling: Spelling, chance: Random) -> Surname:
    """El Idrissi, Elidrissi, Al-Idrissi, or the same with another sound."""
    stem = own.stem
    if own.prefix[:1].isupper() and chance.random() < 0.7:
        glued = (f"{own.prefix}{stem.lower()}", f"{own.prefix}-{stem}", f"{own.prefix} {stem}")
        return Surname("", chance.choice((*glued, stem)))
    return own._replace(stem=respelled(stem, spelling, chance))


def _family_name(partner: Surname | None, own: Surname, form: Form) -> tuple[str, str, str]:
    """Prefix, surname, and the partner's name where it stands apart."""
    if partner is None or form == "own":
        return own.prefix, own.stem, ""
    match form:
        case "partner":
            return partner.prefix, partner.stem, ""
        case "partner-own":
            return partner.prefix, f"{partner.stem}-{own}", ""
        case "own-partner":
            return own.prefix, f"{own.stem}-{partner}", ""
        case "apart" | "noted":
            return own.prefix, own.stem, str(partner)
        case _:
            assert_never(form)


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
    form = chance.choice(DOTTED)
    return "".join(form.format(name[0]) for name in given).strip()


def _marked(names: Names, chance: Random, kinds: list[str]) -> Names:
    """Half of the records lose the marks on their letters."""
    if all(map(str.isascii, names)) or chance.random() >= DIACRITICS_LOST:
        return names
    kinds.append("no-diacritics")
    return Names(*map(plain, names))
