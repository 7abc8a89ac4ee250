"""Wlz statuses of people with a Wmo provision (CSV).

CIZ gives a municipality these five fields (its questions and answers for municipalities):  BSN,
status, date of issue, first and last day.  The wire format is not published, so this one is ours.
A status is `Ja`, `Nee` (after an earlier positive one) or `Onbekend` (a profile with which Wmo may
still be delivered).  A malformed BSN gets `Nee` there, so the elfproef is checked first.

One row is the status of one indication: of one person, from one first day on; the later date of
issue stands.  So a `Nee` takes back or ends the indication with its first day, and no other: what
was paid under an earlier one stays known.  Statuses without a first day are one thing together,
and end nothing.  A row without date of issue is as old as the day it came, or a `Nee` without date
could never follow a dated `Ja`.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator

from connectors.inbound import fields as f
from connectors.inbound.csv import Columns, Row, read_rows, table_of
from connectors.inbound.records import ended, municipality_of, not_after, told
from schemas.errors import Rejected
from schemas.facts import LongTermCareStatus, PersonDescribed, Record, Source
from schemas.reading import Context, Reading
from schemas.values import Frozen

Status = Literal["yes", "no", "unknown"]
STATUS: dict[str, Status] = {"ja": "yes", "nee": "no", "onbekend": "unknown"}
COLUMNS = Columns(
    required=("bsn", "status"),
    optional=("afgiftedatum", "ingangsdatum", "einddatum"),
    dates=frozenset({"afgiftedatum", "ingangsdatum", "einddatum"}),
)


BEGAN = date(2015, 1, 1)


def _since_it_began(day: date) -> date:
    if day < BEGAN:
        raise f.wrong("too-early", f"a day from {BEGAN} on, when the Wlz began")
    return day


Day = Annotated[f.Day, AfterValidator(_since_it_began)]


class Signaal(Frozen):
    bsn: f.Bsn
    status: Annotated[Status, f.one_of(STATUS)]
    afgiftedatum: Day | None = None
    ingangsdatum: Day | None = None
    einddatum: Day | None = None


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
        key=f"wlz|{signaal.bsn}|{signaal.ingangsdatum or '-'}",
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
    """Without a first day the day of issue is the first on which something can end."""
    first = signaal.ingangsdatum or signaal.afgiftedatum or BEGAN
    return ended(first, signaal.einddatum, row.place("einddatum"))
