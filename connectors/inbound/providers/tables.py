"""Providers' tables (CSV), for those whose system sends no events: one file holds one thing.

The columns are the fields of the thing, and besides them `aanbieder` (which provider),
`gewijzigd_op` (the stamp of this version; without it the later message stands) and `vervallen`
(ja: the thing lapses).  The column `soort` says which thing it is; without it, the header does.
Several values in one cell are separated by `|`.
"""

from functools import cache

from connectors.inbound import fields as f
from connectors.inbound.csv import Columns, Row, Table, read_rows, table_of
from connectors.inbound.providers.facts import Telling, record
from connectors.inbound.providers.things import THINGS, Thing
from connectors.inbound.records import not_after, told
from schemas.errors import Rejected, kind_of
from schemas.facts import Record
from schemas.reading import Context, Reading
from schemas.values import Frozen

NUMBERS = frozenset(
    {
        "capaciteit",
        "bedrag_euro",
        "budget_euro",
        "doel",
        "uren_per_week",
        "uren",
        "trede",
        "verdeling",
    }
)
DATES = frozenset({"vanaf", "tot_en_met", "op", "sinds", "geboortedatum", "gewijzigd_op"})
LISTS = frozenset({"activiteiten", "werkplekken", "verdeling", "sluit_uit"})


class About(Frozen):
    """The columns of every table."""

    aanbieder: f.Provider
    soort: str = ""
    gewijzigd_op: f.Moment = ""
    vervallen: f.YesNo = False


def read(raw: bytes, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    table = table_of(raw, context, _every_column())
    thing = _by_word(table) or _by_header(table)
    return read_rows(table, columns_of(thing), lambda row: _record(row, thing, context))


@cache
def _every_column() -> tuple[str, ...]:
    return tuple({name: None for thing in THINGS.values() for name in columns_of(thing).known})


@cache
def columns_of(thing: Thing) -> Columns:
    fields = thing.whole.model_fields
    required = [name for name, field in fields.items() if field.is_required()]
    optional = [name for name, field in fields.items() if not field.is_required()]
    return Columns(
        required=("aanbieder", *required),
        optional=("soort", *optional, "gewijzigd_op", "vervallen"),
        numbers=NUMBERS,
        dates=DATES,
        lists=LISTS,
    )


def _by_word(table: Table) -> Thing | None:
    """The thing that the column `soort` names first."""
    if (at := table.position("soort")) is None or table.first is None:
        return None
    words = (cells[at].strip().casefold() for _, cells in table.rows() if at < len(cells))
    if thing := next((THINGS[word] for word in words if word in THINGS), None):
        return thing
    place = f"row {table.first}, column {at + 1}"
    raise Rejected("unknown-word", place=place, expected=f"one of {', '.join(THINGS)}")


def _by_header(table: Table) -> Thing:
    """The thing with most of its columns there, of those whose required columns all are."""
    fit = [
        thing
        for thing in THINGS.values()
        if all(table.position(name) is not None for name in columns_of(thing).required)
    ]
    if not fit:
        expected = "aanbieder and the required columns of one thing, or a column soort"
        raise Rejected("header", place="row 1", expected=expected)
    return max(fit, key=lambda thing: len(columns_of(thing).required))


def _record(row: Row, thing: Thing, context: Context) -> Record:
    values = row.values(columns_of(thing))
    about = told(
        About,
        {name: values.pop(name) for name in About.model_fields if name in values},
        row.place,
    )
    if about.soort.casefold() not in ("", thing.plural):
        expected = f"{thing.plural}, as in the rest of the table"
        found = kind_of(about.soort)
        raise Rejected("unknown-word", place=row.place("soort"), expected=expected, found=found)
    row.need_stamp("gewijzigd_op")
    not_after(about.gewijzigd_op, context.received, row.place("gewijzigd_op"))
    telling = Telling(
        thing=thing,
        provider=about.aanbieder,
        stamp=about.gewijzigd_op,
        lapsed=about.vervallen,
        values=values,
        at=row.place(),
        place=row.place,
    )
    return record(telling, context)
