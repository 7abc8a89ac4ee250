"""Which two agree in so little that there is no need to weigh it.

    are_far(look(one), look(other)) -> whether the two are passed over

Most of those who share a key are relatives who live together, or strangers of one street or one
birth date.  Where a model knows of relatives (`Model.has_relatives`), what they share weighs next
to nothing, and a look at a few letters tells that sooner than a comparison of all.
"""

from string import ascii_letters, digits
from zlib import crc32

from streams.linking.traits import Traits

LOOK = 12  # letters
UNKNOWN = "-"
_LETTERS = ascii_letters + digits


def look(one: Traits) -> str:
    """A letter each: the initial, two surnames', birth year, month, day, area, street, BSN, other
    identifier, telephone and e-mail.

    What is not known, or may stand for anything, is `UNKNOWN`.  Two years, homes or numbers may
    have one letter: then more is compared, and nobody is lost.
    """
    return (
        f"{one.initials[:1] or UNKNOWN}{_names(one.surnames)}{_born(one.born)}"
        f"{_letter(one.postcode[:4])}{_letter(one.street)}{_letter(one.bsn)}"
        f"{_letter(one.identifier)}{_letter(one.phone)}{_letter(one.email)}"
    )


def are_far(one: str, other: str) -> bool:
    """Whether two are passed over, by their looks: they share no number, and agree neither in
    initial and surname nor in birth date and one of initial, surname (also a given name written
    there) and home.  What is missing agrees.

    A surname agrees by its first letter, and a birth date by two of its three parts, so that a slip
    does not part anybody.  Of those who share a key in a simulated population of 50,000 that is
    more than half, and no match.
    """
    a, a1, a2, a_year, a_month, a_day, a_area, a_street, a_bsn, a_id, a_phone, a_email = tuple(one)
    b, b1, b2, b_year, b_month, b_day, b_area, b_street, b_bsn, b_id, b_phone, b_email = tuple(
        other
    )
    if UNKNOWN in (a_year, b_year):
        born = True
    else:
        alike = (a_month == b_month) + (a_day == b_day)
        crossed = (a_month == b_day) + (a_day == b_month)
        born = (a_year == b_year) + max(alike, crossed) >= 2
    named = a1 in (b1, b2, UNKNOWN) or a2 in (b1, b2) or b1 == UNKNOWN
    if a in (b, UNKNOWN) or b == UNKNOWN:
        near = born or named
    else:
        near = born and (
            named
            or a in (b1, b2)
            or b in (a1, a2)
            or _share_a_home(a_area, a_street, b_area, b_street)
        )
    return not (
        near
        or a_bsn == b_bsn != UNKNOWN
        or a_id == b_id != UNKNOWN
        or a_phone == b_phone != UNKNOWN
        or a_email == b_email != UNKNOWN
    )


def _share_a_home(area: str, street: str, other_area: str, other_street: str) -> bool:
    """Or nothing is known that tells their homes apart."""
    areas = area != UNKNOWN != other_area
    streets = street != UNKNOWN != other_street
    if not areas and not streets:
        return True
    return (areas and area == other_area) or (streets and street == other_street)


def _names(surnames: tuple[str, ...]) -> str:
    """The first letters of one or two; three may be anything."""
    if not 0 < len(surnames) <= 2:
        return UNKNOWN * 2
    return surnames[0][0] + surnames[-1][0]


def _born(born: str) -> str:
    """1 January stands for any day."""
    if len(born) < 8 or born.endswith("0101"):
        return UNKNOWN * 3
    year, month, day = int(born[:4]) % len(_LETTERS), int(born[4:6]), int(born[6:])
    return _LETTERS[year] + _LETTERS[month] + _LETTERS[day]


def _letter(text: str) -> str:
    return _LETTERS[crc32(text.encode()) % len(_LETTERS)] if text else UNKNOWN
