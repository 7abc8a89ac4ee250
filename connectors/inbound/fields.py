"""What may stand in a field of the formats that are our own: decisions, Wlz statuses, providers.

Each type reads one field, as JSON gives it, and says what it expected if it cannot.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from schemas.facts import Kind, Sex
from schemas.values import passes_elfproef

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")
TEXT_MAX = 200  # as long as the longest name that Suwi's base schema allows
NAME_MAX = 64  # of what a source calls its own things
LIST_MAX = 200
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PROVIDER = r"(?:agb:[0-9]{8}|kvk:[0-9]{8}|oin:[0-9A-Z]{20})"
_CODE = r"[A-Za-z0-9._-]{1,64}"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BIRTH_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Za-z]{2}")
_DIGITS = re.compile(r"[0-9]+")
_DIGITS_AND_MARK = re.compile("([0-9]+)( {2}|[ ._/\u00a0\u2009\u202f\u2013-]?)")
_ABROAD = re.compile(r"(?:\+|\b00)31[0-9 .()-]*")
_CENT = Decimal("0.01")
_DEGREES = re.compile(r"[0-9]{1,2}([.,][0-9]{1,15})?")
_MICRO = Decimal("0.000001")  # of a degree: eleven centimetres


def wrong(fault: str, expected: str) -> PydanticCustomError:
    return PydanticCustomError(fault, "{expected}", {"expected": expected})


def text(most: int) -> BeforeValidator:
    def read(value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise wrong("text", "text")
        if len(value) > most:
            raise wrong("too-long", f"text of at most {most} characters")
        if _CONTROL.search(value):
            raise wrong("control-character", "text without control characters")
        return value.strip()

    return BeforeValidator(read)


def without_bsn(value: str) -> str:
    """For what leaves the identity zone as it is written: a BSN in it would travel along."""
    return _without(value, _DIGITS.findall(value))


def without_written_bsn(value: str) -> str:
    """For text that people write: also where its digits stand in groups, as `9999 00 006`.

    A phone number is no BSN if it says so itself, by its +31.
    """
    return _without(value, (*_DIGITS.findall(value), *_grouped(_ABROAD.sub("", value))))


def _without(value: str, numbers: Iterable[str]) -> str:
    if any(map(passes_elfproef, numbers)):
        raise wrong("bsn-in-text", "text without nine digits that could be a BSN")
    return value


def _grouped(value: str) -> Iterator[str]:
    """What digits are if they are read on over a mark, as long as it is the same one."""
    groups = list(_DIGITS_AND_MARK.finditer(value))
    for first, group in enumerate(groups):
        (digits, mark), end = group.groups(), group.end()
        for more in groups[first + 1 :]:
            if not mark or more.start() != end or len(digits) > len("999900006"):
                break
            digits, end = digits + more[1], more.end()
            yield digits
            if more[2] != mark:
                break


def matching(fault: str, pattern: str, expected: str) -> BeforeValidator:
    """Text of one form."""
    form = re.compile(pattern)

    def read(value: object) -> str:
        if not isinstance(value, str) or not form.fullmatch(value):
            raise wrong(fault, expected)
        return value

    return BeforeValidator(read)


def one_of(words: Mapping[str, Any]) -> BeforeValidator:
    """One of *words*, in whatever case it is written."""

    def read(value: object) -> object:
        if not isinstance(value, str) or value.strip().casefold() not in words:
            raise wrong("unknown-word", f"one of {', '.join(words)}")
        return words[value.strip().casefold()]

    return BeforeValidator(read)


def bsn(value: object) -> str:
    if not isinstance(value, str) or not passes_elfproef(value):
        raise wrong("bsn", "nine digits that pass the elfproef, leading zeros included")
    return value


def day(value: object) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass  # such as 31 February: the reason below says all there is to say
    raise wrong("date", "a day of the calendar, as jjjj-mm-dd")


def birth_date(value: object) -> str:
    """A date of birth, or what is known of it."""
    if isinstance(value, str) and _BIRTH_DATE.fullmatch(value):
        day((value + "-01-01")[:10])
        return value
    raise wrong(
        "date", "a day of the calendar as jjjj-mm-dd, or what is known of it: jjjj-mm, jjjj"
    )


def month(value: object) -> str:
    if isinstance(value, str) and _MONTH.fullmatch(value):
        return value
    raise wrong("month", "a month as jjjj-mm")


def moment(value: object) -> str:
    """A moment as UTC text of one length, so that text order is time order.

    A moment without offset is Dutch time; a day is its first moment.
    """
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            read = datetime.fromisoformat(value)
            local = read if read.tzinfo else read.replace(tzinfo=DUTCH_TIME)
            return local.astimezone(UTC).isoformat(timespec="microseconds")
        except (ValueError, OverflowError):
            pass  # as for a day
    raise wrong("moment", "a moment as jjjj-mm-dd, or jjjj-mm-ddTuu:mm:ss with or without offset")


_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


def number(value: object, expected: str, least: int, most: int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise wrong("number", expected)
    exact = Decimal(str(value))
    if not (exact.is_finite() and least <= exact <= most):
        raise wrong("number", expected)
    return exact or Decimal(0)  # which may be written -0


def whole(least: int, most: int) -> BeforeValidator:
    expected = f"a whole number from {least} to {most}"

    def read(value: object) -> int:
        exact = number(value, expected, least, most)
        if exact != int(exact):
            raise wrong("number", expected)
        return int(exact)

    return BeforeValidator(read)


def minutes(hours_max: int) -> BeforeValidator:
    """Hours as whole minutes, half a minute upwards."""

    def read(value: object) -> int:
        exact = number(value, f"hours, from 0 to {hours_max}", 0, hours_max)
        return int((exact * 60).quantize(Decimal(1), ROUND_HALF_UP))

    return BeforeValidator(read)


def cents(value: object) -> int:
    expected = "euros from 0 to 99999999, with at most two decimals"
    exact = number(value, expected, 0, 99_999_999)  # nine digits could be a BSN in a wrong column
    if exact != exact.quantize(_CENT):
        raise wrong("amount", expected)
    return int(exact * 100)


def percentage(value: object) -> str:
    """A percentage as text with a point and no more digits than it needs."""
    expected = "a percentage from 0 to 100, with at most two decimals"
    exact = number(value, expected, 0, 100)
    if exact != exact.quantize(_CENT):
        raise wrong("number", expected)
    return f"{exact.normalize():f}"


def degrees(what: str, least: int, most: int) -> BeforeValidator:
    """A coordinate (WGS84) within the Netherlands or just over its border, with six decimals.

    Elsewhere it is exchanged with the other one, or in metres of the Rijksdriehoek.  As text it may
    have a point or a comma: there are no thousands that it could be mistaken for.
    """
    expected = f"{what} in decimal degrees (WGS84), from {least} to {most}"

    def read(value: object) -> str:
        if isinstance(value, str) and _DEGREES.fullmatch(value):
            value = Decimal(value.replace(",", "."))
        exact = number(value, expected, least, most)
        return f"{exact.quantize(_MICRO, ROUND_HALF_UP):f}"

    return BeforeValidator(read)


def postcode(value: object) -> str:
    if isinstance(value, str) and _POSTCODE.fullmatch(value):
        return value.replace(" ", "").upper()
    raise wrong("postcode", "a postcode such as 1234 AB")


def several(value: object) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise wrong("list", "a list")
    if len(value) > LIST_MAX:
        raise wrong("too-long", f"a list of at most {LIST_MAX}")
    return tuple(value)


T = TypeVar("T")
Several = Annotated[tuple[T, ...], BeforeValidator(several)]
Text = Annotated[str, text(TEXT_MAX)]
PublicText = Annotated[str, text(TEXT_MAX), AfterValidator(without_written_bsn)]
Number = Annotated[str, text(NAME_MAX)]  # whatever it holds, it leaves as a pseudonym
Bsn = Annotated[str, BeforeValidator(bsn)]
Day = Annotated[date, BeforeValidator(day)]
BirthDate = Annotated[str, BeforeValidator(birth_date)]
Month = Annotated[str, BeforeValidator(month)]
Moment = Annotated[str, BeforeValidator(moment)]
MinutesPerWeek = Annotated[int, minutes(168)]
MinutesPerMonth = Annotated[int, minutes(744)]
Euros = Annotated[int, BeforeValidator(cents)]
Part = Annotated[int, whole(1, 10_000)]
Percentage = Annotated[str, BeforeValidator(percentage)]
Postcode = Annotated[str, BeforeValidator(postcode)]
Latitude = Annotated[str, degrees("the latitude", 50, 54)]
Longitude = Annotated[str, degrees("the longitude", 3, 8)]
HouseNumber = Annotated[
    str, matching("house-number", r"[0-9]{1,5}[A-Za-z0-9 /-]{0,10}", "a house number")
]
SexWord = Annotated[Sex, one_of({"man": Sex.MALE, "vrouw": Sex.FEMALE})]
YesNo = Annotated[bool, one_of({"ja": True, "nee": False})]
Activity = Annotated[Kind, one_of({kind.value: kind for kind in Kind})]
Municipality = Annotated[str, matching("municipality", "[0-9]{4}", "a gemeentecode of four digits")]
Code = Annotated[
    str, matching("code", _CODE, "at most 64 letters, digits, points, hyphens and underscores")
]
Provider = Annotated[
    str,
    matching("organisation", _PROVIDER, "agb:<8 digits>, kvk:<8 digits> or oin:<20 characters>"),
]
Employer = Annotated[
    str,
    matching(
        "organisation",
        r"lhn:[0-9]{9}L[0-9]{2}|kvk:[0-9]{8}",
        "lhn:<9 digits>L<2 digits> (loonheffingennummer) or kvk:<8 digits>",
    ),
]
PlaceCode = Annotated[Code, AfterValidator(without_bsn)]
PlaceId = Annotated[
    str,
    matching(
        "work-place",
        f"{_PROVIDER}/{_CODE}",
        "a place with its provider: agb:, kvk: or oin:<number>/<code>",
    ),
    AfterValidator(without_bsn),
]
PlaceName = Annotated[
    str,
    matching(
        "work-place",
        f"(?:{_PROVIDER}/)?{_CODE}",
        "a code of a place, or agb:, kvk: or oin:<number>/<code> for another provider's",
    ),
    AfterValidator(without_bsn),
]
