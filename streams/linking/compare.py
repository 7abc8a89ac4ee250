"""How two descriptions agree: per field a level, of which 0 says that there is nothing to compare.

    compare(one, other) -> levels, one number per field of FIELDS

A field is compared in one way only: given names that are written out on both sides (`given`), or
else initials (`initials`); the surnames of two women, of whom one may go by her partner's name
(`surname_f`), or those of others (`surname`).
"""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from streams.linking.callnames import are_variants
from streams.linking.keys import heard
from streams.linking.traits import Traits


class Field(NamedTuple):
    """`levels`: what agreement can be told apart, best first; level 0 (missing) is not among them.

    `named`: the levels at which both have the same value, of which it tells how common it is.
    """

    name: str
    levels: tuple[str, ...]


FIELDS = (
    Field("bsn", ("same", "slip", "differs")),
    Field("identifier", ("same", "slip", "differs")),
    Field(
        "given",
        (
            "same",
            "other order",
            "variant",
            "slip",
            "alike",
            "swapped",
            "moved",
            "initials same",
            "differs",
        ),
    ),
    Field("initials", ("same", "first same", "differs")),
    Field("surname", ("same", "one of two", "slip", "alike", "differs")),
    Field("surname_f", ("same", "one of two", "slip", "alike", "differs")),
    Field("born", ("same", "same, 1 January", "swapped", "slip", "in part", "near", "differs")),
    Field("sex", ("same", "differs")),
    Field("phone", ("same", "differs")),
    Field("email", ("same", "differs")),
    Field("postcode", ("same", "slip", "same area", "differs")),
    Field("street_same_code", ("same", "slip", "differs")),
    Field("street_no_code", ("same", "slip", "differs")),
    Field("street_other_code", ("same", "slip", "differs")),
    Field("house_there", ("same", "addition differs", "slip", "differs")),
    Field("house_elsewhere", ("same", "differs")),
    Field("place_there", ("same", "slip", "differs")),
    Field("place_elsewhere", ("same", "slip", "differs")),
)
NAMES = tuple(field.name for field in FIELDS)
BSN, IDENTIFIER, GIVEN, INITIALS, SURNAME, SURNAME_F, BORN, SEX, PHONE, EMAIL = range(10)
POSTCODE, STREET_SAME_CODE, STREET_NO_CODE, STREET_OTHER_CODE = range(10, 14)
HOUSE_THERE, HOUSE_ELSEWHERE, PLACE_THERE, PLACE_ELSEWHERE = range(14, 18)
Levels = tuple[int, ...]

DIFFERS = {number: len(field.levels) for number, field in enumerate(FIELDS)}
GIVEN_DIFFERS, SURNAME_DIFFERS, BORN_DIFFERS = DIFFERS[GIVEN], DIFFERS[SURNAME], DIFFERS[BORN]
ALIKE = 0.88  # Jaro–Winkler; of names that are one slip apart it says 0.9 and more


def compare(one: Traits, other: Traits) -> Levels:
    given, letters, surname = _names(one, other)
    women = one.sex == "f" == other.sex
    return (
        _number(one.bsn, other.bsn),
        _number(one.identifier, other.identifier),
        given,
        letters,
        0 if women else surname,
        surname if women else 0,
        _born(one.born, other.born),
        _plainly(one.sex, other.sex),
        _plainly(one.phone, other.phone),
        _plainly(one.email, other.email),
        *_address(one, other),
    )


def levels_named(levels: Levels) -> dict[str, str]:
    """The levels by name, of the fields that were compared."""
    return {
        field.name: field.levels[level - 1]
        for field, level in zip(FIELDS, levels, strict=True)
        if level
    }


def evidence(levels: Levels) -> str:
    """How two agree, in few letters."""
    return ".".join(str(level) if level else "" for level in levels)


def _plainly(one: str, other: str) -> int:
    if not one or not other:
        return 0
    return 1 if one == other else 2


def _number(one: str, other: str) -> int:
    if not one or not other:
        return 0
    if one == other:
        return 1
    return 2 if OSA.distance(one, other, score_cutoff=1) <= 1 else 3


def _names(one: Traits, other: Traits) -> tuple[int, int, int]:
    """The levels of given names, initials and surnames; two that stand in each other's field are
    compared crosswise.
    """
    given, letters = 0, 0
    if one.given and other.given:
        given = _given(one.given, other.given)
    else:
        letters = _initials(one.initials, other.initials)
    surname = _surnames(one.surnames, other.surnames)
    if given == GIVEN_DIFFERS and surname == SURNAME_DIFFERS:
        match _crossed(one.given, other.surnames) + _crossed(other.given, one.surnames):
            case 2:
                return 6, letters, 0
            case 1:
                return 7, letters, 0
            case _:
                pass
    if given == GIVEN_DIFFERS and _by_initials(one, other):
        given = 8
    return given, letters, surname


def _by_initials(one: Traits, other: Traits) -> bool:
    """The initials of one are not those of the name they go by, and are the other's."""
    short, long = _by_length(one.initials, other.initials)
    if short == "" or not long.startswith(short):
        return False
    return one.initials[0] != one.given[0][0] or other.initials[0] != other.given[0][0]


def _crossed(given: tuple[str, ...], surnames: tuple[str, ...]) -> bool:
    for name in given:
        for surname in surnames:
            if _are_alike(name, surname):
                return True
    return False


def _given(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    first, theirs = one[0], other[0]
    if first == theirs:
        return 1
    if first in other or theirs in one or "".join(one) == "".join(other):
        return 2
    if are_variants(first, theirs) or _short_for(first, theirs):
        return 3
    if _slip(first, theirs) or heard(first) == heard(theirs):
        return 4
    if len(one) + len(other) > 2 and any(are_variants(a, b) for a in one for b in other):
        return 3
    return 5 if _are_alike(first, theirs) else GIVEN_DIFFERS


def _surnames(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    if not one or not other:
        return 0
    if one == other:
        return 1
    if not set(one).isdisjoint(other):
        return 2
    for name in one:
        for theirs in other:
            if _slip(name, theirs) or heard(name) == heard(theirs):
                return 3
    return 4 if _crossed(one, other) else SURNAME_DIFFERS


def _initials(one: str, other: str) -> int:
    if not one or not other:
        return 0
    if one == other:
        return 1
    return 2 if one[0] == other[0] else 3


_LITTLE = ("etje", "tje", "ke", "je", "ie", "y")


def _short_for(one: str, other: str) -> bool:
    """One is part of the other, or a little one of its beginning: `alex` and `alexander`, `lein`
    and `marjolein`, `ronnie` and `ronald`.
    """
    short, long = _by_length(one, other)
    if long.startswith(short) or (len(short) >= 4 and long.endswith(short)):
        return len(short) >= 2
    if long[:2] != short[:2]:
        return False
    return _is_little(short, long) or (len(short) == len(long) and _is_little(long, short))


def _by_length(one: str, other: str) -> tuple[str, str]:
    return (one, other) if len(one) <= len(other) else (other, one)


def _is_little(name: str, of: str) -> bool:
    for ending in _LITTLE:
        stem = name.removesuffix(ending)
        if stem != name and len(stem) >= 2:
            stem = stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
            return len(stem) >= 2 and of.startswith(stem)
    return False


def _slip(one: str, other: str) -> bool:
    """One wrong key: a letter too many, too few, wrong, or two exchanged; two in long names."""
    shorter = min(len(one), len(other))
    if shorter < 4:
        return False
    most = 2 if shorter >= 9 else 1
    return OSA.distance(one, other, score_cutoff=most) <= most


def _are_alike(one: str, other: str) -> bool:
    if one > other:  # else it would depend on who comes first
        one, other = other, one
    return JaroWinkler.similarity(one, other, score_cutoff=ALIKE) >= ALIKE


def _born(one: str, other: str) -> int:
    if not one or not other:
        return 0
    if one == other:
        if len(one) < 8:
            return 5
        return 2 if one[4:] == "0101" else 1
    if len(one) == len(other) == 8:
        if one[:4] == other[:4] and one[4:6] == other[6:] and one[6:] == other[4:6]:
            return 3
        if OSA.distance(one, other, score_cutoff=1) <= 1:
            return 4
        if one[:4] == other[:4] and (one[4:] == "0101" or other[4:] == "0101"):
            return 5
        parts = (one[:4] == other[:4]) + (one[4:6] == other[4:6]) + (one[6:] == other[6:])
        return 6 if parts == 2 else 7
    if one.startswith(other) or other.startswith(one):
        return 5
    short, long = _by_length(one, other)
    if short[:4] == long[:4] and long[4:] == "0101":
        return 5
    return 7


def _address(one: Traits, other: Traits) -> tuple[int, int, int, int, int, int, int, int]:
    """Postcode; then the street, knowing that; then number and place, knowing whether it is there.

    Who moved has all of it changed at once, so each part is asked about knowing those before it.
    """
    code = _postcode(one.postcode, other.postcode)
    street = _written(one.street, other.street)
    there = code in {1, 2} or street in {1, 2}
    house = _house(one.house, other.house)
    place = _written(one.place, other.place)
    elsewhere = 0 if there or not house else 1 if house < 3 else 2
    return (
        code,
        street if code == 1 else 0,
        street if code in {0, 2} else 0,
        street if code > 2 else 0,
        house if there else 0,
        elsewhere,
        place if there else 0,
        0 if there else place,
    )


def _postcode(one: str, other: str) -> int:
    if not one or not other:
        return 0
    if one == other:
        return 1
    if OSA.distance(one, other, score_cutoff=1) <= 1:
        return 2
    return 3 if len(one) > 4 and one[:4] == other[:4] else 4


def _house(one: tuple[str, str], other: tuple[str, str]) -> int:
    (number, addition), (theirs, another) = one, other
    if not number or not theirs:
        return 0
    if number == theirs:
        return 1 if addition == another or not addition or not another else 2
    return 3 if OSA.distance(number, theirs, score_cutoff=1) <= 1 else 4


@lru_cache(maxsize=1 << 16)
def _written(one: str, other: str) -> int:
    if not one or not other:
        return 0
    if one == other:
        return 1
    return 2 if _slip(one, other) or _are_alike(one, other) else 3
