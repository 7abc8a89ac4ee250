r"""What the text of an element may be: the simple types of the XML standards, in a few words each.

A leaf is named in a table of elements (see `shape`) as a word and its arguments, such as
`text 35` or `code COD046`.  Texts keep their white space; numbers and dates lose it, as XML
Schema says.  Where a schema's `\d` takes the digits of every script, only 0-9 are taken here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from connectors.inbound.xml import BLANK
from schemas.values import passes_elfproef

Value = str | int | date
Lists = Mapping[str, Mapping[str, str]]
LISTED_MAX = 20  # a longer list of codes is only named


@dataclass(frozen=True, slots=True)
class Leaf:
    """How to read a text.  `read` gives nothing if it is not as `expected`."""

    expected: str
    read: Callable[[str], Value | None]
    fault: str = "value"


def leaf(words: str, lists: Lists) -> Leaf:
    """The leaf that *words* name; code lists come from *lists*."""
    word, _, rest = words.partition(" ")
    if word == "code":
        return _code(rest, lists[rest])
    return LEAVES[word](rest)


def _code(name: str, codes: Mapping[str, str]) -> Leaf:
    listed = f": {', '.join(codes)}" if len(codes) <= LISTED_MAX else ""
    expected = f"a code of list {name}{listed}"
    return Leaf(expected, lambda text: text if text in codes else None, "code")


def _matching(pattern: str, expected: str, fault: str = "value") -> Leaf:
    matches = re.compile(pattern, re.ASCII).fullmatch
    return Leaf(expected, lambda text: text if matches(text) else None, fault)


def _text(longest: str) -> Leaf:
    """Not blank, and on one line."""
    most = int(longest)

    def read(text: str) -> str | None:
        good = len(text) <= most and text.strip(BLANK) and "\n" not in text and "\r" not in text
        return text if good else None

    return Leaf(f"one line of text, 1 to {most} characters, not blank", read)


def _filled(_: str) -> Leaf:
    return Leaf("text that is not blank", lambda text: text if text.strip(BLANK) else None)


def _upto(longest: str) -> Leaf:
    most = int(longest)
    return Leaf(f"at most {most} characters", lambda text: text if len(text) <= most else None)


def _wordy(lengths: str) -> Leaf:
    """Without digits of any script.  `wordy 10`: up to ten characters, `wordy 2..2`: two."""
    first, _, last = lengths.rpartition("..")
    least, most = int(first or 0), int(last)

    def read(text: str) -> str | None:
        good = least <= len(text) <= most and not any(c.isdecimal() for c in text)
        return text if good else None

    return Leaf(f"{least} to {most} characters without digits", read)


def _sized(length: str) -> Leaf:
    size = int(length)
    return Leaf(f"{size} characters", lambda text: text if len(text) == size else None)


def _digits(lengths: str) -> Leaf:
    expected = "one digit" if lengths == "1" else f"{lengths.replace(',', ' to ')} digits"
    return _matching(rf"[0-9]{{{lengths}}}", expected)


def _letters(longest: str) -> Leaf:
    return _matching(
        rf"[a-zA-ZÀ-ỳ]{{1,{longest}}}", f"1 to {longest} letters, without dots or spaces"
    )


def _bsn(rule: str) -> Leaf:
    return Leaf(
        f"nine digits that pass the elfproef{f' ({rule})' if rule else ''}",
        lambda text: text if passes_elfproef(text) else None,
        "bsn",
    )


def _whole(bounds: str) -> Leaf:
    """A whole number between two bounds."""
    least, most = (int(bound) for bound in bounds.split(".."))

    def read(text: str) -> int | None:
        if not _INTEGER.fullmatch(bare := text.strip(BLANK)):
            return None
        return number if least <= (number := int(bare)) <= most else None

    return Leaf(f"a whole number from {least} to {most}", read, "number")


_INTEGER = re.compile(r"[+-]?[0-9]{1,30}")


def _date(_: str) -> Leaf:
    def read(text: str) -> date | None:
        if not _DATE.fullmatch(bare := text.strip(BLANK)):
            return None
        try:
            return date.fromisoformat(bare)
        except ValueError:
            return None  # such as 31 February: refused as any other text that is no date

    return Leaf("a date of the calendar as jjjj-mm-dd, without time zone", read, "date")


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _time(_: str) -> Leaf:
    """A time, in a form whose text order is time order: no zeros at the end of a fraction."""

    def read(text: str) -> str | None:
        if not _TIME.fullmatch(bare := text.strip(BLANK)):
            return None
        return bare.rstrip("0").rstrip(".") if "." in bare else bare

    return Leaf("a time as uu:mm:ss, without time zone", read, "time")


_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?")


def _suwi_date(_: str) -> Leaf:
    """A date as Suwi writes it: what is not known of it is zeros (Basisschema v0801)."""
    unknown_year = r"0000(0000|(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01]))"
    some_year = r"(?!0000)[0-9]{4}(0[0-9]|1[0-2])([0-2][0-9]|3[01])"
    return _matching(rf"{unknown_year}|{some_year}", "a date as JJJJMMDD, zeros if unknown", "date")


LEAVES: Mapping[str, Callable[[str], Leaf]] = {
    "any": lambda _: Leaf("text", lambda text: text),
    "bsn": _bsn,
    "date": _date,
    "digits": _digits,
    "filled": _filled,
    "is": lambda value: Leaf(value, lambda text: text if text == value else None),
    "letters": _letters,
    "like": lambda pattern: _matching(pattern, f"text of the form {pattern}"),
    "numeral": lambda value: Leaf(value, lambda text: text if text.strip(BLANK) == value else None),
    "sized": _sized,
    "suwidate": _suwi_date,
    "text": _text,
    "time": _time,
    "upto": _upto,
    "whole": _whole,
    "wordy": _wordy,
}
