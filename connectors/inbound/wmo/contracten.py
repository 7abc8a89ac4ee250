"""Framework contracts, as the municipality's own system exports them (CSV).

No standard carries them, so the format is ours.  One row is what one contract lets one provider ask
for one product (a category, or a code within it); a later row with the same contract, provider and
product replaces it.  `maximumtarief` is for one `eenheid`; `einddatum` is the last day (*t/m*).
"""

from typing import Annotated

from connectors.inbound import fields as f
from connectors.inbound import versions
from connectors.inbound.csv import Columns, Row, read_rows, table_of
from connectors.inbound.records import ended, municipality_of
from connectors.inbound.versions import version_of
from schemas.contracts import ContractAgreed
from schemas.facts import Record, Source
from schemas.reading import Context, Reading
from schemas.volumes import Unit

SYSTEM = "contracten"
EENHEDEN = {
    "minuut": Unit.MINUTE,
    "uur": Unit.HOUR,
    "dagdeel": Unit.DAGDEEL,
    "etmaal": Unit.ETMAAL,
    "stuk": Unit.PIECE,
}


class Named(versions.Named):
    """What names a price, and all that one that lapses needs."""

    contractnummer: f.Number
    aanbieder: f.Provider
    categorie: Annotated[str, f.matching("category", "[0-9]{2}", "two digits (list WMO020)")]
    productcode: Annotated[str, f.matching("product", r"\S{1,5}", "at most 5 characters")] = ""


class Contract(Named):
    eenheid: Annotated[Unit, f.one_of(EENHEDEN)]
    maximumtarief: f.Euros
    ingangsdatum: f.Day
    einddatum: f.Day | None = None


COLUMNS = Columns(
    required=(
        *("contractnummer", "aanbieder", "categorie", "eenheid", "maximumtarief"),
        "ingangsdatum",
    ),
    optional=("productcode", "einddatum", *versions.COLUMNS),
    numbers=frozenset({"maximumtarief"}),
    dates=frozenset({"ingangsdatum", "einddatum", "gewijzigd_op"}),
)


def read(raw: bytes, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    municipality = municipality_of(None, context, "message")
    table = table_of(raw, context, COLUMNS.known)
    return read_rows(table, COLUMNS, lambda row: _record(row, municipality, context.received))


def _record(row: Row, municipality: str, received: str) -> Record:
    version = version_of(row, COLUMNS, Named, Contract, received)
    said, agreed = version
    names = (said.contractnummer, said.aanbieder, said.categorie, said.productcode or "-")
    return Record(
        municipality=municipality,
        source=Source.WMO,
        system=SYSTEM,
        key="|".join(("contract", *names)),
        stamp=version.stamp,
        deleted=version.deleted,
        facts=(_fact(agreed, row),) if agreed else (),
        place=row.place(),
    )


def _fact(contract: Contract, row: Row) -> ContractAgreed:
    return ContractAgreed(
        number=contract.contractnummer,
        provider=contract.aanbieder,
        category=contract.categorie,
        product=contract.productcode or None,
        unit=contract.eenheid,
        maximum=contract.maximumtarief,
        start=contract.ingangsdatum,
        end=ended(contract.ingangsdatum, contract.einddatum, row.place("einddatum")),
    )
