"""What UWV gives a person or an employer, as a municipality keeps it (CSV).

No Suwinet service for municipalities tells these, and no standard was found, so the format is ours.
One row is one grant, and a later row with its number replaces it.  `einddatum` is the last day.

* `wia35_...`: a provision at work or for travel to it (WIA art. 35);
* `uwv_proefplaatsing`: unpaid, with the benefit going on (WW 76a, WIA 37, Wajong 2:24);
* `no_risk`: UWV pays the wage in case of illness (ZW art. 29b);
* `lkv_...`: a loonkostenvoordeel (Wtl), by its kind; UWV works it out, the tax office pays it.
"""

from typing import Annotated

from connectors.inbound import fields as f
from connectors.inbound import versions
from connectors.inbound.csv import Columns, Row, read_rows, table_of
from connectors.inbound.records import ended, municipality_of
from connectors.inbound.versions import version_of
from schemas.facts import PersonDescribed, ProvisionGranted, Record, Source
from schemas.reading import Context, Reading

SYSTEM = "voorzieningen"
SOORTEN = (
    *("wia35_jobcoach", "wia35_werkplekaanpassing", "wia35_vervoer"),
    *("uwv_proefplaatsing", "no_risk"),
    *("lkv_oudere_werknemer", "lkv_arbeidsgehandicapte", "lkv_banenafspraak", "lkv_herplaatsen"),
)
COLUMNS = Columns(
    required=("kenmerk", "bsn", "soort", "ingangsdatum"),
    optional=("einddatum", "werkgever", *versions.COLUMNS),
    dates=frozenset({"ingangsdatum", "einddatum", "gewijzigd_op"}),
)


class Named(versions.Named):
    kenmerk: f.Number


class Voorziening(Named):
    bsn: f.Bsn
    soort: Annotated[str, f.one_of({word: word for word in SOORTEN})]
    ingangsdatum: f.Day
    einddatum: f.Day | None = None
    werkgever: f.Employer | None = None


def read(raw: bytes, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    municipality = municipality_of(None, context, "message")
    table = table_of(raw, context, COLUMNS.known)
    return read_rows(table, COLUMNS, lambda row: _record(row, municipality, context.received))


def _record(row: Row, municipality: str, received: str) -> Record:
    version = version_of(row, COLUMNS, Named, Voorziening, received)
    granted = version.whole
    return Record(
        municipality=municipality,
        source=Source.UWV,
        system=SYSTEM,
        key=f"voorziening|{version.named.kenmerk}",
        stamp=version.stamp,
        deleted=version.deleted,
        who=PersonDescribed(bsn=granted.bsn) if granted else None,
        facts=(_fact(granted, row),) if granted else (),
        place=row.place(),
    )


def _fact(granted: Voorziening, row: Row) -> ProvisionGranted:
    return ProvisionGranted(
        stream="uwv",
        instrument=granted.soort,
        number=granted.kenmerk,
        employer=granted.werkgever,
        start=granted.ingangsdatum,
        end=ended(granted.ingangsdatum, granted.einddatum, row.place("einddatum")),
    )
