"""What of a description takes part in linking, written one way.

Two spellings of one thing must come out alike (`Van der Béké` and prefix `van der` + `Beke`, `+31 6
12345678` and `0612345678`), and what stands in a field only because it had to be filled in must
come out as nothing: it compares with everybody.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from schemas.values import may_hold_bsn, passes_elfproef

PLACEHOLDER_NAMES = frozenset(
    re.findall(
        r"\w+",
        "nn onbekend unknown anoniem anonymous test testpersoon tester nvt geen niemand",
    )
)
PLACEHOLDER_BIRTH_DATES = frozenset(("1900-01-01", "1900-01", "1900", "9999-12-31", "9999"))
PLACEHOLDER_POSTCODES = frozenset(("9999XX", "9999ZZ", "0000AA", "0000", "9999"))
INITIALS_MAX = 3  # letters in capitals without stops: `JPM`
BORN_MIN = 1890

# The words that Dutch surname prefixes (voorvoegsels) are made of.
PREFIX_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        aan af al am bij d da dal de del della den der des di do dos du el het in l la las le les
        lo los onder op over s t te ten ter toe tot uit van ver vom von voor zu zum zur ibn bin ben
        """,
    )
)
# Letters that Unicode does not take apart into a letter and a mark.
LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_BETWEEN = re.compile(r"[\s'’`.,]+")
# Between two surnames: a hyphen, or what a clerk writes for *echtgenote van* and *geboren*.
_HYPHENS = re.compile(r"\s+(?:e/v|e\.v\.|geb\.?)\s+|\s*[-/=–]\s*", re.IGNORECASE)
_SEXES = {"m": "m", "1": "m", "f": "f", "v": "f", "2": "f"}
_DIGITS = re.compile("[0-9]")
_HOUSE = re.compile(r"\s*([0-9]+)\s*(.*)", re.DOTALL)


class Traits(NamedTuple):
    """What is compared of one description; nothing stands for what is not known.

    `given`: given names written out, in order; `initials`: the first letters of all that are known.
    `surnames`: own and partner's name, without prefixes, in order of the alphabet.  `born` is eight
    digits, or the four or six that are known.  `house` is number and addition.
    """

    bsn: str = ""
    identifier: str = ""
    given: tuple[str, ...] = ()
    initials: str = ""
    surnames: tuple[str, ...] = ()
    born: str = ""
    sex: str = ""
    postcode: str = ""
    house: tuple[str, str] = ("", "")
    street: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""


class Described(NamedTuple):
    """A description as a source or a table gives it: text, or nothing."""

    bsn: str | None = None
    identifier: str | None = None
    given_names: str | None = None
    initials: str | None = None
    prefix: str | None = None
    surname: str | None = None
    partner_name: str | None = None
    birth_date: str | None = None
    sex: str | None = None
    street: str | None = None
    house_number: str | None = None
    postcode: str | None = None
    place: str | None = None
    phone: str | None = None
    email: str | None = None


@lru_cache(maxsize=1 << 12)  # two steps ask of each record, soon after one another
def traits(who: Described) -> Traits:
    given = given_names(who.given_names)
    letters, told = "".join(name[0] for name in given), initials(who.initials)
    letters = letters if letters.startswith(told) else told
    letters = letters or ("" if given else initials(who.given_names))
    return Traits(
        bsn=bsn(who.bsn),
        identifier=plain(who.identifier or ""),
        given=given,
        initials=letters,
        surnames=surnames(who.surname, who.partner_name),
        born=born(who.birth_date),
        sex=_SEXES.get((who.sex or "").strip().lower()[:1], ""),
        postcode=postcode(who.postcode),
        house=house(who.house_number),
        street=plain(who.street or ""),
        place=plain(who.place or ""),
        phone=phone(who.phone),
        email=email(who.email),
    )


def said(of: Traits) -> dict[str, str]:
    """What is known, for people to read; of a BSN only that it is, in whatever field it stands."""
    text = {
        "bsn": "known" if of.bsn else "",
        "identifier": "known" if of.identifier else "",
        "given_names": " ".join(of.given),
        "initials": of.initials,
        "surname": " ".join(of.surnames),
        "birth_date": "-".join(filter(None, (of.born[:4], of.born[4:6], of.born[6:]))),
        "sex": of.sex,
        "street": of.street,
        "house_number": "".join(of.house),
        "postcode": of.postcode,
        "place": of.place,
        "phone": of.phone,
        "email": of.email,
    }
    return {
        name: "a number" if may_hold_bsn(value) else value for name, value in text.items() if value
    }


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """*text* without case, marks, spaces and punctuation.

    >>> plain("Bēkè-D'Ørsted")
    'bekedorsted'
    """
    if text.isascii():  # nearly every name: nothing to take apart
        return "".join(filter(str.isalnum, text.lower()))
    folded = unicodedata.normalize("NFKD", text).casefold()
    apart = unicodedata.normalize("NFKD", folded).translate(LETTERS)
    return "".join(filter(str.isalnum, apart))


def bsn(text: str | None) -> str:
    """A BSN that passes the elfproef; some systems drop its leading zero."""
    digits = _digits(text or "")
    digits = digits.zfill(9) if len(digits) == 8 else digits
    return digits if passes_elfproef(digits) else ""


@lru_cache(maxsize=1 << 16)
def given_names(text: str | None) -> tuple[str, ...]:
    """Given names, if they are names: `J.P.`, `JP` and `Th.` in their field are initials.

    A short name in capitals (`JAN`) may be initials too, and is not taken for a name.

    >>> given_names("Maria Johanna"), given_names("M.J."), given_names("onbekend")
    (('maria', 'johanna'), (), ())
    """
    words = (text or "").replace("-", " ").split()
    if not words or all(_is_initials(word) for word in words):
        return ()
    return tuple(name for word in words if (name := _name(word)))


@lru_cache(maxsize=1 << 16)
def surnames(own: str | None, partner: str | None = None) -> tuple[str, ...]:
    """Every surname somebody goes by, each without its prefix.

    >>> surnames("van den Berg-de Vries"), surnames("Berg, van den", "de Vries")
    (('berg', 'vries'), ('berg', 'vries'))
    """
    parts = [part for text in (own, partner) for part in _HYPHENS.split(text or "")]
    return tuple(sorted({name for part in parts if (name := _name(_unprefixed(part)))}))


@lru_cache(maxsize=1 << 16)
def initials(text: str | None) -> str:
    """First letters: `J.P.`, `JP`, `J P` and `Th.` (one letter).

    >>> initials("J.P."), initials("jp"), initials("Th. M."), initials("NN")
    ('jp', 'jp', 'tm', '')
    """
    parts = [plain(part) for part in re.split(r"[\s.\-]+", text or "")]
    parts = [part for part in parts if part]
    letters = "".join(parts)
    if _is_filler(letters) and letters != "x":
        return ""
    if len(parts) == 1 and "." not in (text or ""):
        return parts[0] if len(parts[0]) <= INITIALS_MAX + 2 else parts[0][0]
    return "".join(part[0] for part in parts)


def born(text: str | None) -> str:
    """`YYYYMMDD`, or what of it is known; nothing for a day that is none, or fills a field.

    >>> born("1987-05-31"), born("19870531"), born("1987-05-00"), born("1987-02-31"), born("1987")
    ('19870531', '19870531', '198705', '', '1987')
    """
    if not text or text in PLACEHOLDER_BIRTH_DATES:
        return ""
    digits = _digits(text)
    if len(digits) not in {4, 6, 8} or int(digits[:4]) < BORN_MIN or digits == "19000101":
        return ""
    while len(digits) > 4 and digits.endswith("00"):
        digits = digits[:-2]
    try:
        date(int(digits[:4]), int(digits[4:6] or 1), int(digits[6:] or 1))
    except ValueError:  # 31 February: no day, so nothing to compare
        return ""
    return digits


def postcode(text: str | None) -> str:
    """A postcode without its spaces, or nothing.

    >>> postcode("1234 bc"), postcode("0000AA")
    ('1234BC', '')
    """
    code = "".join(filter(str.isalnum, (text or "").upper()))
    return "" if code in PLACEHOLDER_POSTCODES else code


def house(text: str | None) -> tuple[str, str]:
    """Number and addition.

    >>> house("12 bis"), house("12-A"), house("0012a"), house("t/o 5")
    (('12', 'bis'), ('12', 'a'), ('12', 'a'), ('', 'to5'))
    """
    found = _HOUSE.fullmatch(text or "")
    if found is None:
        return "", plain(text or "")
    return found[1].lstrip("0"), plain(found[2])


def phone(text: str | None) -> str:
    """The last nine digits: what is the same with and without country code.

    >>> phone("+31 6-12345678"), phone("06 1234 5678"), phone("0600000000")
    ('612345678', '612345678', '')
    """
    digits = _digits(text or "")[-9:]
    return digits if len(digits) == 9 and len(set(digits)) > 2 else ""


def email(text: str | None) -> str:
    address = (text or "").strip().lower()
    name, at, host = address.partition("@")
    return address if at and name and host and plain(name) not in PLACEHOLDER_NAMES else ""


def _digits(text: str) -> str:
    if text.isascii() and text.isdigit():  # as most are
        return text
    return "".join(_DIGITS.findall(text))


def _unprefixed(text: str) -> str:
    """A surname without its prefix, which may stand before or behind it."""
    words = [word for word in _BETWEEN.split(text) if plain(word)]
    while len(words) > 1 and plain(words[0]) in PREFIX_WORDS:
        words = words[1:]
    while len(words) > 1 and plain(words[-1]) in PREFIX_WORDS:
        words = words[:-1]
    return "".join(words)


def _is_initials(word: str) -> bool:
    if word.endswith(".") or all(len(plain(part)) < 2 for part in word.split(".")):
        return True
    letters = plain(word)
    return len(letters) <= INITIALS_MAX and word.isupper()


def _name(text: str) -> str:
    name = plain(text)
    return "" if _is_filler(name) else name


def _is_filler(name: str) -> bool:
    return name in PLACEHOLDER_NAMES or set(name) == {"x"}
