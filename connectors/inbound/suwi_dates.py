"""Dates as Suwi writes them: JJJJMMDD, with zeros for what is not known (Basisschema v0801)."""

from datetime import date

from connectors.inbound.node import Node
from schemas.errors import Rejected
from schemas.values import day_after


def day(told: Node, name: str) -> date:
    """A date that is known to the day.

    A fact of which the day is not known cannot be placed in time; of such a dossier nothing is
    taken, because what is left out of it would be withdrawn.
    """
    text = told.text(name)
    if "0000" in (text[:4], text[4:]) or "00" in (text[4:6], text[6:]):
        raise Rejected(
            "date-unknown",
            place=told.place(name),
            expected="a date that is known to the day, to place the fact in time",
            found="a date with unknown parts",
        )
    return _calendar(told, name, text)


def day_or_none(told: Node, name: str) -> date | None:
    return day(told, name) if name in told else None


def day_if_known(told: Node, name: str) -> date | None:
    """For what need not be placed in time: none if not known to the day."""
    known = known_of(told, name)
    return date.fromisoformat(known) if known and len(known) == len("jjjj-mm-dd") else None


def term(told: Node, first: str, last: str) -> tuple[date, date | None]:
    """The first day, and the first day after the last."""
    if first not in told:
        raise Rejected(
            "missing",
            place=told.place(first),
            expected=f"{first}, to place the fact in time (the schema lets it be left out)",
        )
    start, end = day(told, first), day_or_none(told, last)
    if end is not None and end < start:
        raise Rejected(
            "period", place=told.place(last), expected=f"a day not before {first}", found="earlier"
        )
    return start, day_after(end)


def known_of(told: Node, name: str) -> str | None:
    """What is known of a date: `1987`, `1987-05` or `1987-05-14`."""
    if name not in told or (text := told.text(name)).startswith("0000"):
        return None
    if text[4:6] == "00":
        return text[:4]
    if text[6:] == "00":
        return f"{text[:4]}-{text[4:6]}"
    return _calendar(told, name, text).isoformat()


def _calendar(told: Node, name: str, text: str) -> date:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise Rejected(
            "date", place=told.place(name), expected="a day of the calendar", found="8 digits"
        ) from None  # its text would show part of the date
