"""Decisions on help under the Jeugdwet, as the municipality's own system exports them (CSV).

Between municipality and provider iJw carries these; its schemas are not at hand here, so the
format is ours.  One row is one decision, and a later row with its number replaces it; `einddatum`
is the last day.  Whether somebody is under 18 is what the law asks, so the birth date is required.
"""

from connectors.inbound import fields as f
from connectors.inbound import versions
from connectors.inbound.csv import Columns, Row, read_rows, table_of
from connectors.inbound.records import ended, municipality_of, not_after
from connectors.inbound.versions import version_of
from schemas.facts import PersonDescribed, ProvisionGranted, Record, Source
from schemas.reading import Context, Reading
from schemas.volumes import Per, Unit, Volume

COLUMNS = Columns(
    required=("beschikkingnummer", "bsn", "geboortedatum", "ingangsdatum"),
    optional=(
        *("achternaam", "voorvoegsel", "voornamen", "voorletters", "geslacht"),
        *("besluitdatum", "einddatum", "aanbieder", "uren_per_week", *versions.COLUMNS),
    ),
    numbers=frozenset({"uren_per_week"}),
    dates=frozenset({"geboortedatum", "besluitdatum", "ingangsdatum", "einddatum", "gewijzigd_op"}),
)


class Named(versions.Named):
    beschikkingnummer: f.Number


class Besluit(Named):
    bsn: f.Bsn
    geboortedatum: f.BirthDate
    achternaam: f.Text | None = None
    voorvoegsel: f.Text | None = None
    voornamen: f.Text | None = None
    voorletters: f.Text | None = None
    geslacht: f.SexWord | None = None
    besluitdatum: f.Day | None = None
    ingangsdatum: f.Day
    einddatum: f.Day | None = None
    aanbieder: f.Provider | None = None
    uren_per_week: f.MinutesPerWeek | None = None


def read(raw: bytes, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    municipality = municipality_of(None, context, "message")
    table = table_of(raw, context, COLUMNS.known)
    return read_rows(table, COLUMNS, lambda row: _record(row, municipality, context.received))


def _record(row: Row, municipality: str, received: str) -> Record:
    version = version_of(row, COLUMNS, Named, Besluit, received)
    granted = version.whole
    if granted:
        not_after(granted.geboortedatum, received, row.place("geboortedatum"))
    return Record(
        municipality=municipality,
        source=Source.JEUGDWET,
        key=f"besluit|{version.named.beschikkingnummer}",
        stamp=version.stamp,
        deleted=version.deleted,
        who=_who(granted) if granted else None,
        facts=(_fact(granted, row),) if granted else (),
        place=row.place(),
    )


def _who(besluit: Besluit) -> PersonDescribed:
    return PersonDescribed(
        bsn=besluit.bsn,
        surname=besluit.achternaam,
        prefix=besluit.voorvoegsel,
        given_names=besluit.voornamen,
        initials=besluit.voorletters,
        birth_date=besluit.geboortedatum,
        sex=besluit.geslacht,
    )


def _fact(besluit: Besluit, row: Row) -> ProvisionGranted:
    minutes = besluit.uren_per_week
    return ProvisionGranted(
        stream="jeugdwet",
        instrument="jeugdhulp",
        number=besluit.beschikkingnummer,
        provider=besluit.aanbieder,
        start=besluit.ingangsdatum,
        end=ended(besluit.ingangsdatum, besluit.einddatum, row.place("einddatum")),
        volume=None if minutes is None else Volume(amount=minutes, unit=Unit.MINUTE, per=Per.WEEK),
        decided_on=besluit.besluitdatum,
    )
