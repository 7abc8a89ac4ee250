"""What of a thing a subscriber is told: the table, carried out.  Pure."""

import re
from itertools import pairwise
from typing import Any, assert_never

from schemas.persons import Member
from schemas.values import Frozen
from streams.deliveries.fields import Field
from streams.deliveries.reader import Reader
from streams.deliveries.table import TABLE
from streams.step import Json

OURS = re.compile(r"[0-9a-f]{32}")  # a pseudonym of the hub's own within a longer name


def entitled(kind: type[Frozen], said: Json, reader: Reader, whole: Json = None) -> Json | None:
    """As much of *said*, which is a *kind* and part of *whole*, as *reader* may know; none: that it
    is there is not for them to know.
    """
    shown = TABLE.get(kind)
    if shown is None or not shown.to(reader, said, whole):
        return None
    told: dict[str, Any] = {}
    for name, value in said.items():
        field = shown.fields.get(name)
        if field is not None and field.reaches(reader):
            now = _told(field, value, reader, said)
            if now is not None and (now or not field.if_any):
                told[name] = now
    if shown.says and not any(name in told and told[name] != [] for name in shown.says):
        return None
    return told


def _told(field: Field, value: Json, reader: Reader, said: Json) -> Json | None:
    match field.how:
        case "as-is":
            return value
        case "name":
            return _each(value, reader.pseudonym)
        case "organisation":
            return OURS.sub(lambda found: reader.pseudonym(found[0]), value)
        case "part":
            assert field.of is not None
            return _parts(field.of, value, reader, said)
        case "kinds":
            kept = {kind: n for kind, n in value.items() if reader.may_know(kind)}
            return kept or []  # says nothing
        case "participant":
            return reader.participant(value) or reader.pseudonym(value)
        case "aliases":
            return _aliases(reader, said)
        case "none":
            return None
        case _:
            assert_never(field.how)


def _each(value: Json, name: Any) -> Json:
    return [name(one) for one in value] if isinstance(value, list) else name(value)


def _parts(kind: type[Frozen], value: Json, reader: Reader, said: Json) -> Json | None:
    if not isinstance(value, list):
        return entitled(kind, value, reader, said)
    told = [now for one in value if (now := entitled(kind, one, reader, said)) is not None]
    return joined(told) if TABLE[kind].joins else told


def joined(periods: list[Json]) -> list[Json]:
    """Those that say the same and follow one another as one."""
    result = periods[:1]
    for before, period in pairwise(periods):
        last = result[-1]
        if before.get("end") == period["start"] and _says(last) == _says(period):
            result[-1] = {**{k: v for k, v in last.items() if k != "end"}, **_end(period)}
        else:
            result.append(period)
    return result


def _says(period: Json) -> Json:
    return {name: value for name, value in period.items() if name not in ("start", "end")}


def _end(period: Json) -> Json:
    return {"end": period["end"]} if "end" in period else {}


def _aliases(reader: Reader, said: Json) -> list[str]:
    """What the person would be called after each of the members that are told."""
    may = TABLE[Member].to
    told = [m["record"] for m in said["members"] if may(reader, m, said)]
    names = {reader.former(member) for member in told} - {said["person"]}
    return sorted(reader.pseudonym(name) for name in names)
