"""Registrations for an assessment, as the municipality's own system exports them (CSV).

Who asks for beschut werk (Participatiewet art. 10b lid 3), or is put forward for it, waits to be
assessed from the day of registration.  No standard carries this, so the format is ours.  One row is
one registration, and a later row with its number replaces it; one that is withdrawn (`vervallen`:
ja) needs no more than its number.
"""

from typing import Annotated, Literal

from connectors.inbound import fields as f
from connectors.inbound.csv import Columns, Row, Table, read_rows
from connectors.inbound.participatiewet import person
from connectors.inbound.records import municipality_of, not_after, told
from schemas.facts import Record, Source
from schemas.reading import Context, Reading
from schemas.values import Frozen
from schemas.waiting import AssessmentRequested

SYSTEM = "aanmeldingen"
NUMBER = "aanmeldnummer"  # no other table of this door has it


class Withdrawn(Frozen):
    """A registration that is no longer there."""

    aanmeldnummer: f.Number
    gewijzigd_op: f.Moment = ""
    vervallen: f.YesNo = False


class Aanmelding(Withdrawn, person.Named):
    voor: Annotated[Literal["beschut_werk"], f.one_of({"beschut_werk": "beschut_werk"})]
    aangemeld_op: f.Day


COLUMNS = Columns(
    required=(NUMBER, "bsn", "voor", "aangemeld_op"),
    optional=(*person.COLUMNS, "gewijzigd_op", "vervallen"),
    dates=frozenset({"aangemeld_op", "geboortedatum", "gewijzigd_op"}),
)


def read(table: Table, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    municipality = municipality_of(None, context, "message")
    return read_rows(table, COLUMNS, lambda row: _record(row, municipality, context.received))


def _record(row: Row, municipality: str, received: str) -> Record:
    values = row.values(COLUMNS)
    deleted = row.cells.get("vervallen", "").casefold() == "ja"
    short = deleted and values.keys() <= Withdrawn.model_fields.keys()
    said = told(Withdrawn if short else Aanmelding, values, row.place)
    row.need_stamp("gewijzigd_op")
    not_after(said.gewijzigd_op, received, row.place("gewijzigd_op"))
    asked = said if isinstance(said, Aanmelding) and not deleted else None
    if asked:
        not_after(asked.aangemeld_op.isoformat(), received, row.place("aangemeld_op"))
        person.check(asked, row, received)
    return Record(
        municipality=municipality,
        source=Source.PARTICIPATIEWET,
        system=SYSTEM,
        key=f"aanmelding|{said.aanmeldnummer}",
        stamp=said.gewijzigd_op,
        deleted=deleted,
        who=person.describe(asked) if asked else None,
        facts=(AssessmentRequested(activity=asked.voor, on=asked.aangemeld_op),) if asked else (),
        place=row.place(),
    )
