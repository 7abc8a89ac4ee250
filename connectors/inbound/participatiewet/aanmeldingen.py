"""Registrations for an assessment, as the municipality's own system exports them (CSV).

Who asks for beschut werk (Participatiewet art. 10b lid 3), or is put forward for it, waits to be
assessed from the day of registration.  No standard carries this, so the format is ours.  One row is
one registration, and a later row with its number replaces it; one that is withdrawn (`vervallen`:
ja) needs no more than its number.
"""

from typing import Annotated, Literal

from connectors.inbound import fields as f
from connectors.inbound import versions
from connectors.inbound.csv import Columns, Row, Table, read_rows
from connectors.inbound.participatiewet import person
from connectors.inbound.records import municipality_of, not_after
from connectors.inbound.versions import version_of
from schemas.facts import Record, Source
from schemas.reading import Context, Reading
from schemas.waiting import AssessmentRequested

SYSTEM = "aanmeldingen"
NUMBER = "aanmeldnummer"  # no other table of this door has it


class Named(versions.Named):
    aanmeldnummer: f.Number


class Aanmelding(Named, person.Named):
    voor: Annotated[Literal["beschut_werk"], f.one_of({"beschut_werk": "beschut_werk"})]
    aangemeld_op: f.Day


COLUMNS = Columns(
    required=(NUMBER, "bsn", "voor", "aangemeld_op"),
    optional=(*person.COLUMNS, *versions.COLUMNS),
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
    version = version_of(row, COLUMNS, Named, Aanmelding, received)
    asked = version.whole
    if asked:
        not_after(asked.aangemeld_op.isoformat(), received, row.place("aangemeld_op"))
        person.check(asked, row, received)
    return Record(
        municipality=municipality,
        source=Source.PARTICIPATIEWET,
        system=SYSTEM,
        key=f"aanmelding|{version.named.aanmeldnummer}",
        stamp=version.stamp,
        deleted=version.deleted,
        who=person.describe(asked) if asked else None,
        facts=(AssessmentRequested(activity=asked.voor, on=asked.aangemeld_op),) if asked else (),
        place=row.place(),
    )
