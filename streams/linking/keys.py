"""Under which keys a description is looked for: two that share none are never compared.

A key has a coarse part and finer ones.  A block that is over-full is not read whole, but only the
finer blocks of it that a record stands in, for all in it alike.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from streams.linking.traits import Traits

# Different descriptions that a block may hold before it is divided: who is looked at for one record
# more is about as many, however large the town.
BLOCK_MAX = 10
NUMBER_MAX = 100  # the same, of a number that is one person's, however often they are described


class Key(NamedTuple):
    """`finer`: what divides the block when it holds more than `most`, in this order; nothing is a
    part.
    """

    name: str
    coarse: str
    finer: tuple[str, str]
    most: int = BLOCK_MAX


class _Heard(NamedTuple):
    """What keys are made of: names and street as one hears them, the day if it is known whole."""

    first: str
    letter: str
    names: tuple[str, ...]
    day: str
    year: str
    area: str
    street: str


def keys(one: Traits) -> Iterator[Key]:
    first = sound(one.given[0]) if one.given else ""
    found = _Heard(
        first=first,
        letter=one.initials[:1] or first[:1],
        names=tuple(sound(name) for name in one.surnames),
        day=_day(one.born),
        year=one.born[:4],
        area=one.postcode[:4],
        street=sound(one.street) if one.street else "",
    )
    yield from _by_number(one, found)
    if found.day:
        yield from _by_birth(one, found)
    yield from _by_home(one, found)
    if first:
        yield from _by_names(found)


def _by_number(one: Traits, found: _Heard) -> Iterator[Key]:
    for name, number in (("bsn", one.bsn), ("identifier", one.identifier)):
        if number:
            yield Key(name, number, (one.born, found.letter), NUMBER_MAX)
    for name, number in (("phone", one.phone), ("email", one.email)):
        if number:
            yield Key(name, number, (found.letter, found.year))


def _by_birth(one: Traits, found: _Heard) -> Iterator[Key]:
    yield Key("born", found.day, ("".join(found.names), found.first))
    for name in found.names:
        yield Key("born+name", f"{found.day}|{name}", (found.letter, one.postcode))
    if found.first:
        yield Key("born+name", f"{found.day}|{found.first}", ("".join(found.names), one.postcode))


def _by_home(one: Traits, found: _Heard) -> Iterator[Key]:
    """A Dutch postcode is a part of a street: who has one is looked for neither in the street nor
    among all who live there.
    """
    finer = (found.letter, found.year)
    if one.postcode and one.house[0]:
        yield Key("number+postcode", f"{one.postcode}|{one.house[0]}", finer)
    homes = [one.postcode]
    if not _is_dutch(one.postcode):
        homes.append(found.street)
        if one.postcode and found.street:
            named = (found.first, "".join(found.names))
            yield Key("home", f"{one.postcode}|{found.street}", named)
    for where, home in zip(("postcode", "street"), homes, strict=False):
        for name in (found.first, *found.names):
            if home and name:
                yield Key(f"name+{where}", f"{name}|{home}", finer)


def _is_dutch(postcode: str) -> bool:
    """A whole one: four digits and two letters (BAG)."""
    return len(postcode) == 6 and postcode[:4].isdecimal() and postcode[4:].isalpha()


def _by_names(found: _Heard) -> Iterator[Key]:
    for name in found.names:
        both = "|".join(sorted((found.first, name)))
        yield Key("names", both, (found.year, found.area))


def _day(born: str) -> str:
    """A whole birth date; day and month in order of size, so that two exchanged come out alike."""
    if len(born) < 8:
        return ""
    return born[:4] + "".join(sorted((born[4:6], born[6:])))


_SOUNDS = (
    ("sch", "s"), ("ij", "i"), ("ei", "i"), ("ey", "i"), ("y", "i"), ("ck", "k"), ("ph", "f"),
    ("th", "t"), ("dt", "t"), ("ch", "g"), ("gh", "g"), ("qu", "k"), ("x", "ks"), ("c", "k"),
    ("z", "s"), ("v", "f"), ("d", "t"), ("w", "f"), ("j", "y"), ("b", "p"), ("oe", "u"),
    ("ou", "u"), ("ae", "a"), ("h", ""),
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def heard(name: str) -> str:
    """*name* as one hears it: spellings of one sound alike, no letter twice in a row.

    >>> heard("axoy"), heard("aksoy"), heard("moestafa"), heard("mustafa")
    ('aksoi', 'aksoi', 'mustafa', 'mustafa')
    """
    text = name
    for written, sounds in _SOUNDS:
        text = text.replace(written, sounds)
    return text[:1] + "".join(letter for before, letter in pairwise(text) if letter != before)


@lru_cache(maxsize=1 << 16)
def sound(name: str) -> str:
    """The consonants of *name* as one hears them, at most five, with its first letter.

    >>> sound("visser"), sound("fischer"), sound("mohamed"), sound("muhammed")
    ('fsr', 'fsr', 'mmt', 'mmt')
    """
    text = heard(name)
    first = "a" if text[:1] in "aeiouy" else text[:1]
    return (first + "".join(letter for letter in text[1:] if letter not in "aeiouy"))[:5]
