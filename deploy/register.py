"""A table of people to link: a CSV file as nodes, and what was wrong in it.

Columns: `id`, and any of bsn, identifier, given_names, initials, prefix, surname, partner_name,
birth_date, sex, street, house_number, postcode, place, phone, email, source; others are ignored.
What cannot be compared (a BSN that fails the elfproef, a day that is none) is counted and left out
of the comparison; the record stays.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from schemas.errors import WrongConfiguration
from streams.linking.nodes import Node
from streams.linking.traits import Described, Traits, traits

COLUMNS = ("id", *Described._fields, "source")
DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
NAMED_MAX = 3  # rows that a notice names


@dataclass
class Notice:
    """What was found, how often, and the first rows of it."""

    text: str
    count: int = 0
    rows: list[int] = field(default_factory=list)

    def at(self, row: int) -> None:
        self.count += 1
        if len(self.rows) < NAMED_MAX:
            self.rows.append(row)


@dataclass(frozen=True)
class Register:
    """`nodes` in the order of the rows, named after their ids; `ignored`: columns not known."""

    nodes: list[Node]
    notices: list[Notice]
    ignored: list[str]


def read(path: Path, columns: Mapping[str, str], today: date) -> Register:
    """
    Args:
        path: a CSV file in UTF-8 with a header, with commas or semicolons.
        columns: our name of a column to the file's own, for those that differ.
        today: the last day that somebody can be born on.

    Raises:
        WrongConfiguration: it cannot be read as a table, or an id is missing or stands twice.
    """
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            header, rows = _rows(file)
            return _register(path, header, rows, columns, today)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongConfiguration(str(path), [str(error)]) from error


def mapping(path: Path) -> dict[str, str]:
    """Our names of columns to those of a file, from the table `[columns]` of a TOML file.

    Raises:
        WrongConfiguration: with every fault in it.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongConfiguration(f"columns {path}", [str(error)]) from error
    columns = content.get("columns")
    if not isinstance(columns, dict):
        raise WrongConfiguration(f"columns {path}", ["columns: missing; expected a table"])
    faults = [
        f"columns, {name}: no such column; known: {', '.join(COLUMNS)}"
        for name in columns
        if name not in COLUMNS
    ]
    faults += [
        f"columns, {name}: expected the header of a column, as text"
        for name, header in columns.items()
        if not isinstance(header, str)
    ]
    if faults:
        raise WrongConfiguration(f"columns {path}", faults)
    return columns


def _rows(lines: Iterable[str]) -> tuple[list[str], Iterator[list[str]]]:
    following = iter(lines)
    first = next(following, "")
    delimiter = ";" if first.count(";") > first.count(",") else ","
    header = next(csv.reader([first], delimiter=delimiter), [])
    return [name.strip() for name in header], csv.reader(following, delimiter=delimiter)


def _register(
    path: Path,
    header: Sequence[str],
    rows: Iterator[list[str]],
    columns: Mapping[str, str],
    today: date,
) -> Register:
    at = _places(path, header, columns)
    notices = _Notices()
    found: list[tuple[int, str, str, Described]] = []
    seen: set[str] = set()
    faults: list[str] = []
    for number, cells in enumerate(rows, start=2):
        if not cells:
            continue
        if len(cells) != len(header):
            faults.append(f"row {number}: {len(cells)} cells, where the header has {len(header)}")
            continue
        told = {name: cells[place].strip() for name, place in at.items()}
        if not told["id"]:
            faults.append(f"row {number}, id: empty; expected a name of the record")
        elif told["id"] in seen:
            faults.append(f"row {number}, id: stands twice; expected another for each record")
        seen.add(told["id"])
        described = Described(**{name: told.get(name) or None for name in Described._fields})
        described = described._replace(birth_date=_birth_date(described.birth_date))
        found.append((number, told["id"], told.get("source", ""), described))
    if faults:
        more = [f"and {len(faults) - 10} more"] if len(faults) > 10 else []
        raise WrongConfiguration(str(path), [*faults[:10], *more])
    in_capitals = _in_capitals([described.given_names or "" for *_, described in found])
    nodes: list[Node] = []
    for row, name, source, told_of in found:
        small = told_of.given_names.lower() if in_capitals and told_of.given_names else None
        who = told_of._replace(given_names=small) if small else told_of
        nodes.append(Node(name, source, "", "", "", notices.look(row, who, traits(who), today)))
    known = {at_: name for name, at_ in at.items()}
    ignored = [name for place, name in enumerate(header) if place not in known]
    return Register(nodes, notices.found(), ignored)


def _places(path: Path, header: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Where each of our columns stands."""
    plainly = {name.casefold(): place for place, name in reversed(list(enumerate(header)))}
    at: dict[str, int] = {}
    faults: list[str] = []
    for name in COLUMNS:
        theirs = columns.get(name, name)
        place = plainly.get(theirs.casefold())
        if place is not None:
            at[name] = place
        elif name in columns:
            faults.append(f"{theirs}: no such column in the file, for {name}")
    if "id" not in at and not faults:
        faults.append("id: missing; expected a column that names each record")
    if faults:
        raise WrongConfiguration(str(path), faults)
    return at


def _birth_date(text: str | None) -> str | None:
    """As tables write it: `1987-05-31`, `1987-5-31`, `31-05-1987`, or what is known of it."""
    if found := DAY_FIRST.fullmatch(text or ""):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if found := YEAR_FIRST.fullmatch(text or ""):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    return text


def _in_capitals(names: Sequence[str]) -> bool:
    """Whether the whole column is in capitals, so that a short name is no sign of initials."""
    told = [name for name in names if len(name) > 1]
    return bool(told) and sum(name.isupper() for name in told) > 0.9 * len(told)


class _Notices:
    """What was looked at, and found wanting."""

    def __init__(self) -> None:
        self._of = {
            "bsn": Notice("bsn: not nine digits that pass the elfproef; not compared"),
            "birth_date": Notice("birth_date: no day, or one that fills the field; not compared"),
            "future": Notice("birth_date: after today; not compared"),
            "name": Notice("surname, given_names: stand for nobody (onbekend, NN, test)"),
            "postcode": Notice("postcode: stands for no place; not compared"),
            "empty": Notice("nothing to compare: such a record stays alone"),
        }

    def look(self, row: int, told: Described, found: Traits, today: date) -> Traits:
        if told.bsn and not found.bsn:
            self._of["bsn"].at(row)
        if found.born and found.born > today.strftime("%Y%m%d")[: len(found.born)]:
            self._of["future"].at(row)
            found = found._replace(born="")
        elif told.birth_date and not found.born:
            self._of["birth_date"].at(row)
        no_surname = told.surname and not found.surnames
        if no_surname or (told.given_names and not found.given and not found.initials):
            self._of["name"].at(row)
        if told.postcode and not found.postcode:
            self._of["postcode"].at(row)
        if found._replace(sex="") == Traits():
            self._of["empty"].at(row)
        return found

    def found(self) -> list[Notice]:
        return [notice for notice in self._of.values() if notice.count]
