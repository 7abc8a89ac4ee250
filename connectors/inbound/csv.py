"""Tables as text: UTF-8 (with or without BOM), separated by `;`, `,` or tab, first row the header.

Rows are counted as a spreadsheet shows them: the header is row 1.  Rows without any text, which
spreadsheets leave at the end, are passed over.  Dates may be written `31-12-2026`, numbers with a
comma.  Columns are named as our formats name them, or as the policy says the sender does.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

from connectors.inbound.records import Part, gather
from schemas.errors import Rejected, kind_of
from schemas.facts import Record
from schemas.reading import Context, Notice, Reading

SEPARATORS = (";", ",", "\t")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DUTCH_DATE = re.compile(r"([0-9]{2})-([0-9]{2})-([0-9]{4})(.*)")
_LINE = re.compile(r"[^\r\n]*")
_NUMBER = re.compile(r"-?[0-9]{1,12}(,[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Columns:
    """What a format's columns hold.  `numbers`, `dates` and `lists` are written the Dutch way."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()

    @property
    def known(self) -> tuple[str, ...]:
        return self.required + self.optional


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its filled cells by our column names, and where in the message it stood."""

    number: int
    order: tuple[str, ...]
    cells: Mapping[str, str]
    names: Mapping[str, str]

    def place(self, column: str = "") -> str:
        where = f"row {self.number}"
        return f"{where}, column {self.names.get(column, column)}" if column else where

    def need_stamp(self, column: str) -> None:
        """A table that has stamps has them in every row: one without would always be the older.

        Raises:
            Rejected: this row has none.
        """
        if column in self.order and column not in self.cells:
            raise Rejected("missing", place=self.place(column), expected="a moment, as elsewhere")

    def values(self, columns: Columns) -> dict[str, object]:
        """The cells as JSON would give them.

        Raises:
            Rejected: a number that is not one.
        """
        return {name: self._value(name, cell, columns) for name, cell in self.cells.items()}

    def _value(self, name: str, cell: str, columns: Columns) -> object:
        if name in columns.lists:
            parts = [part.strip() for part in cell.split("|")]
            return (
                [self._number(name, part) for part in parts] if name in columns.numbers else parts
            )
        if name in columns.dates:
            return _DUTCH_DATE.sub(r"\3-\2-\1\4", cell)
        return self._number(name, cell) if name in columns.numbers else cell

    def _number(self, name: str, cell: str) -> Decimal:
        if not _NUMBER.fullmatch(cell):
            raise Rejected(
                "number",
                place=self.place(name),
                expected="a number, with a comma before its decimals",
                found=kind_of(cell),
            )
        return Decimal(cell.replace(",", "."))


@dataclass(frozen=True, slots=True)
class Table:
    """The header, folded, and the text below it: as rows, all at once, it is many times as large.

    `names`: our name of a column to the sender's.
    """

    header: tuple[str, ...]
    text: str
    separator: str
    names: Mapping[str, str]
    first: int | None  # the first row that holds anything

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        return _filled(self.text, self.separator)

    def position(self, column: str) -> int | None:
        """Which cell of a row is that of *column*."""
        name = _folded(self.names.get(column, column))
        return self.header.index(name) if name in self.header else None


def read_rows(table: Table, columns: Columns, read: Callable[[Row], Record]) -> Reading:
    """Every row alone through *read*.

    Raises:
        Rejected: the header is not that of *columns*.
    """
    order = _order(table, columns)
    if table.first is None:
        return Reading((), notices=(Notice("csv", "no-rows"),))
    return gather(_parts(table, order, read))


def _parts(table: Table, order: tuple[str, ...], read: Callable[[Row], Record]) -> Iterator[Part]:
    for number, cells in table.rows():
        yield str(number), partial(_read, read, number, cells, order, table.names)


def _read(
    read: Callable[[Row], Record],
    number: int,
    cells: tuple[str, ...],
    order: tuple[str, ...],
    names: Mapping[str, str],
) -> Record:
    return read(_row(number, cells, order, names))


def _row(
    number: int, cells: tuple[str, ...], order: tuple[str, ...], names: Mapping[str, str]
) -> Row:
    filled = Row(
        number,
        order,
        {n: c.strip() for n, c in zip(order, cells, strict=False) if c.strip()},
        names,
    )
    if len(cells) != len(order):
        raise Rejected(
            "ragged",
            place=filled.place(),
            expected=f"{len(order)} cells, as in the header",
            found=f"{len(cells)} cells",
        )
    for name, cell in filled.cells.items():
        if _CONTROL.search(cell):
            raise Rejected(
                "control-character",
                place=filled.place(name),
                expected="text without control characters",
                found=kind_of(cell),
            )
    return filled


def _order(table: Table, columns: Columns) -> tuple[str, ...]:
    """Our names of the columns, in the order in which they stand."""
    ours = _ours(columns.known, table.names)
    order: list[str] = []
    for number, name in enumerate(table.header, 1):
        # by its number: in a table without header this is somebody's value
        place = f"row 1, column {number}"
        if (known := ours.get(name)) is None:
            expected = f"only {_listed(table, columns.known)}"
            found = "a column of another name"
            raise Rejected("unknown-column", place=place, expected=expected, found=found)
        if known in order:
            expected, found = "every column once", "one that was there already"
            raise Rejected("column-twice", place=place, expected=expected, found=found)
        order.append(known)
    if missing := [name for name in columns.required if name not in order]:
        expected = f"a column {_listed(table, missing)}"
        raise Rejected("missing-column", place="row 1", expected=expected)
    return tuple(order)


def _listed(table: Table, columns: list[str] | tuple[str, ...]) -> str:
    return ", ".join(table.names.get(name, name) for name in columns)


def table_of(raw: bytes, context: Context, known: tuple[str, ...]) -> Table:
    """*raw* as a table.  Of the separators, the one that shows most of the *known* columns.

    Raises:
        Rejected: it is no such table.
    """
    text = _decoded(raw)
    names = _ours(known, context.columns).keys()
    top = _top(text)
    header = {by: tuple(map(_folded, _first_row(top, by))) for by in SEPARATORS}
    separator = max(SEPARATORS, key=lambda by: len(names & header[by]))
    if names.isdisjoint(header[separator]):
        raise Rejected(
            "header",
            place="row 1",
            expected="the names of the columns, separated by ; or , or tab",
            found=f"a row of {max(len(cells) for cells in header.values())} cells",
        )
    first = None
    for number, _ in _filled(text, separator):  # to the end: a quote without its pair spoils all
        first = first or number
    return Table(header[separator], text, separator, context.columns, first)


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start + 1
    else:
        if (nul := text.find("\0")) < 0:
            return text
        place = f"line {text.count(chr(10), 0, nul) + 1}"
        raise Rejected("nul", place=place, expected="text without NUL characters")
    raise Rejected("encoding", place=f"byte {at}", expected="text in UTF-8")


def _filled(text: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows below the header that hold anything."""
    for number, cells in _rows(text, separator):
        if number > 1 and any(map(str.strip, cells)):
            yield number, cells


def _top(text: str) -> str:
    """Enough of *text* to read its first row: the first line, if no quotes could make it longer."""
    line = _LINE.match(text)
    return text if line is None or '"' in line[0] else line[0]


def _first_row(text: str, separator: str) -> tuple[str, ...]:
    try:
        return next((cells for _, cells in _rows(text, separator)), ())
    except Rejected:
        return ()  # with another separator the quotes may be in order


def _rows(text: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(table, 1):
            yield number, tuple(cells)
    except csv.Error:
        at = number + 1
    else:
        return
    expected = (
        f'cells of at most {csv.field_size_limit()} characters, whose quotes (") come in pairs'
    )
    raise Rejected("quoting", place=f"row {at}", expected=expected)


def _ours(known: tuple[str, ...], names: Mapping[str, str]) -> Mapping[str, str]:
    """Our names of columns by how they are written, folded."""
    if not names:
        return _as_known(known)
    return {_folded(names.get(name, name)): name for name in known}


@lru_cache(maxsize=64)  # formats
def _as_known(known: tuple[str, ...]) -> Mapping[str, str]:
    return {_folded(name): name for name in known}


def _folded(name: str) -> str:
    return name.strip().casefold()
