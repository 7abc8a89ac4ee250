"""What of a description may be compared, written one way: names, birth date, postcode, BSN.

Two spellings of one name must come out alike (`Van der Béké`, prefix `van der` + `Beke`), and what
stands in a field only because it had to be filled in must come out as nothing: it compares with
everybody.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from schemas.facts import PersonDescribed, Sex
from schemas.values import passes_elfproef

Exact = tuple[str, str, str, str]  # surname, given names, birth date, postcode
Initial = tuple[str, str, str, str]  # surname, first letter, birth date, postcode

PLACEHOLDER_NAMES = {"nn", "onbekend", "unknown", "anoniem", "test", "testpersoon", "nvt"}
PLACEHOLDER_BIRTH_DATES = {"1900-01-01", "1900-01", "1900"}
PLACEHOLDER_POSTCODES = {"9999XX", "9999ZZ"}  # 0000AA has no form of a postcode at all
INITIALS_MAX = 3  # letters in capitals without stops: `JPM`
_BETWEEN = re.compile(r"[\s'’`]+")
POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")

# The words that Dutch surname prefixes (voorvoegsels) are made of.
PREFIX_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        aan af al am bij d da dal de del della den der des di do dos du el het in l la las le les
        lo los onder op over s t te ten ter toe tot uit van ver vom von voor zu zum zur
        """,
    )
)
# Letters that Unicode does not take apart into a letter and a mark.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Compared:
    """What of a person's description takes part in linking.

    `exact` is there only if nothing of it is missing; `initial` too.  `spelled`: given names are
    known in full, not as initials only.
    """

    bsn: str | None = None
    born: str | None = None
    sex: Sex | None = None
    exact: Exact | None = None
    initial: Initial | None = None
    spelled: bool = False

    def said(self) -> str:
        """All of it, as one text."""
        return repr((self.bsn, self.born, self.sex, self.exact, self.initial, self.spelled))


def compared(who: PersonDescribed) -> Compared:
    born = _born(who.birth_date)
    surname, given = _surname(who.surname), _given(who.given_names)
    letter = given[0] if given else _letter(who.given_names) or _letter(who.initials)
    day, code = _whole_day(born), postcode(who.postcode)
    exact: Exact | None = None
    initial: Initial | None = None
    if surname and day and code:
        exact = (surname, given, day, code) if given else None
        initial = (surname, letter, day, code) if letter else None
    bsn = who.bsn if who.bsn is not None and passes_elfproef(who.bsn) else None
    return Compared(bsn, born, who.sex, exact, initial, spelled=given is not None)


def plain(text: str) -> str:
    """*text* without case, marks, spaces and punctuation.

    >>> plain("Bēkè-D'Ørsted")
    'bekedorsted'
    """
    if text.isascii():  # nearly every name: nothing to take apart
        return "".join(filter(str.isalnum, text.lower()))
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS)
    return "".join(filter(str.isalnum, apart))


def postcode(text: str | None) -> str | None:
    """Four digits and two letters, or nothing.

    >>> postcode("1234 ab"), postcode("0000AA")
    ('1234AB', None)
    """
    code = "".join((text or "").split()).upper()
    return code if POSTCODE.fullmatch(code) and code not in PLACEHOLDER_POSTCODES else None


def _surname(text: str | None) -> str | None:
    """The surname without prefix: some sources keep the prefix apart, some do not."""
    words = [word for word in _BETWEEN.split(text or "") if plain(word)]
    while len(words) > 1 and plain(words[0]) in PREFIX_WORDS:
        words = words[1:]
    return _name("".join(words))


def _given(text: str | None) -> str | None:
    """Given names, if they are names: `J.P.`, `JP` and `Th.` in their field are initials.

    A short name in capitals (`JAN`) may be initials too, and is not taken for a name.
    """
    words = (text or "").split()
    return None if all(_is_initials(word) for word in words) else _name("".join(words))


def _is_initials(word: str) -> bool:
    if word.endswith(".") or all(len(plain(part)) < 2 for part in word.split(".")):
        return True
    letters = plain(word)
    return len(letters) <= INITIALS_MAX and word.isupper()


def _letter(text: str | None) -> str | None:
    """The first letter of what may be initials."""
    name = _name(text)
    return name[0] if name else None


def _name(text: str | None) -> str | None:
    name = plain(text or "")
    filler = name in PLACEHOLDER_NAMES or set(name) == {"x"}
    return name if name and not filler else None


def _born(text: str | None) -> str | None:
    return text if text and text not in PLACEHOLDER_BIRTH_DATES else None


def _whole_day(text: str | None) -> str | None:
    if text is None or len(text) != len("2000-01-01"):
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:  # 31 February: no day, so nothing to compare
        return None
