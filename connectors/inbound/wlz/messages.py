"""Wlz statuses of people with a Wmo provision (CSV).

CIZ gives a municipality these five fields (its questions and answers for municipalities):  BSN,
status, date of issue, first and last day.  The wire format is not published, so this one is ours.
A status is `Ja`, `Nee` (after an earlier positive one) or `Onbekend` (a profile with which Wmo may
still be delivered).  A malformed BSN gets `Nee` there, so the elfproef is checked first.

One row is the status of one person; the later date of issue stands.  A row without one is as old
as the day it came, or a `Nee` without date could never follow a dated `Ja`.
"""

from datetime import date
from typing import Annotated, Literal

from connectors.inbound import fields as f
from connectors.inbound.csv import Columns, Row, read_rows, table_of
from connectors.inbound.records import ended, municipality_of, not_after, told
from schemas.errors import Rejected
from schemas.facts import LongTermCareStatus, PersonDescribed, Record, Source
from schemas.reading import Context, Reading
from schemas.values import Frozen, day_after

Status = Literal["yes", "no", "unknown"]
STATUS: dict[str, Status] = {"ja": "yes", "nee": "no", "onbekend": "unknown"}
COLUMNS = Columns(
    required=("bsn", "status"),
    optional=("afgiftedatum", "ingangsdatum", "einddatum"),
    dates=frozenset({"afgiftedatum", "ingangsdatum", "einddatum"}),
)


class Signaal(Frozen):
    bsn: f.Bsn
    status: Annotated[Status, f.one_of(STATUS)]
    afgiftedatum: f.Day | None = None
    ingangsdatum: f.Day | None = None
    einddatum: f.Day | None = None


def read(raw: bytes, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    municipality = municipality_of(None, context, "message")
    table = table_of(raw, context, COLUMNS.known)
    return read_rows(table, COLUMNS, lambda row: _record(row, municipality, context.received))


def _record(row: Row, municipality: str, received: str) -> Record:
    signaal = told(Signaal, row.values(COLUMNS), row.place)
    if signaal.status == "yes" and signaal.ingangsdatum is None:
        raise Rejected(
            "missing", place=row.place("ingangsdatum"), expected="a day, as status is Ja"
        )
    issued = signaal.afgiftedatum.isoformat() if signaal.afgiftedatum else ""
    not_after(issued, received, row.place("afgiftedatum"))
    return Record(
        municipality=municipality,
        source=Source.WLZ,
        key=f"wlz|{signaal.bsn}",
        stamp=issued or received[:10],
        who=PersonDescribed(bsn=signaal.bsn),
        facts=(
            LongTermCareStatus(
                status=signaal.status,
                issued=signaal.afgiftedatum,
                start=signaal.ingangsdatum,
                end=_end(signaal, row),
            ),
        ),
        place=row.place(),
    )


def _end(signaal: Signaal, row: Row) -> date | None:
    if signaal.ingangsdatum is None:
        return day_after(signaal.einddatum)
    return ended(signaal.ingangsdatum, signaal.einddatum, row.place("einddatum"))
