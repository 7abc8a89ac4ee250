"""Decisions under the Participatiewet, as the municipality's own system exports them (CSV).

No standard carries these decisions, so the format is ours; the policy maps the sender's column
names to ours.  One row is one decision, and a later row with its number replaces it:

* `bijstand` is a benefit; `loonkostensubsidie` (art. 10d) is paid to the employer, in % of the WML;
* a reward is paid once, on its first day: a `premie` (art. 31 lid 2 j), or an `onkostenvergoeding`
  to a volunteer (lid 2 k); `eigen_inkomsten` are what somebody on bijstand earns of their own, by
  the month;
* `vaststelling_beschut_werk` says whether somebody can work in beschut werk only (art. 10b lid 1);
* all others are provisions: `beschut_werk` (art. 10b), `participatieplaats` (art. 10a),
  `proefplaats` (art. 8a), `jobcoach` and `werkplekaanpassing` (art. 10), another wage subsidy
  (`tijdelijke_loonkostensubsidie`), and what goes on from before 2015: a `wsw` employment (Wsw art.
  2) and `begeleid_werken` (Wsw art. 7);
* `einddatum` is the last day (*t/m*);
* a decision that is withdrawn (`vervallen`: ja) needs no more than its number.
"""

from datetime import date
from typing import Annotated, Literal, assert_never, get_args

from connectors.inbound import fields as f
from connectors.inbound import versions
from connectors.inbound.csv import Columns, Row, Table, read_rows
from connectors.inbound.participatiewet import person
from connectors.inbound.records import ended, municipality_of, not_after
from connectors.inbound.versions import version_of
from schemas.errors import Rejected, kind_of
from schemas.facts import (
    BenefitReceived,
    DecisionMade,
    ProvisionGranted,
    Record,
    Source,
    WageSubsidyGranted,
)
from schemas.reading import Context, Reading
from schemas.standings import AmountReceived
from schemas.values import day_after
from schemas.volumes import Per, Unit, Volume
from schemas.waiting import EligibilityDecided

SYSTEM = "besluiten"
Provision = Literal[
    "beschut_werk",
    "participatieplaats",
    "proefplaats",
    "jobcoach",
    "werkplekaanpassing",
    "tijdelijke_loonkostensubsidie",
    "wsw",
    "begeleid_werken",
]
Amount = Literal["premie", "onkostenvergoeding", "eigen_inkomsten"]
Soort = Literal["bijstand", "loonkostensubsidie", "vaststelling_beschut_werk"] | Provision | Amount
GRANTED_WITH: dict[str, frozenset[str]] = {
    "bijstand": frozenset({"bedrag_per_maand"}),
    "loonkostensubsidie": frozenset({"werkgever", "werkplek", "loonwaarde"}),
    "vaststelling_beschut_werk": frozenset({"toegekend"}),
    "premie": frozenset({"bedrag"}),
    "onkostenvergoeding": frozenset({"bedrag"}),
    "eigen_inkomsten": frozenset({"bedrag_per_maand"}),
    **dict.fromkeys(
        get_args(Provision), frozenset({"aanbieder", "werkgever", "werkplek", "uren_per_week"})
    ),
}
NEEDED: dict[str, str] = {
    "premie": "bedrag",
    "onkostenvergoeding": "bedrag",
    "eigen_inkomsten": "bedrag_per_maand",
}
DETAILS = tuple(dict.fromkeys(name for names in GRANTED_WITH.values() for name in sorted(names)))


class Named(versions.Named):
    besluitnummer: f.Number


class Besluit(Named, person.Named):
    soort: Annotated[Soort, f.one_of({word: word for word in GRANTED_WITH})]
    besluitdatum: f.Day
    ingangsdatum: f.Day
    einddatum: f.Day | None = None
    aanbieder: f.Provider | None = None
    werkgever: f.Employer | None = None
    werkplek: f.PlaceId | None = None
    uren_per_week: f.MinutesPerWeek | None = None
    loonwaarde: f.Percentage | None = None
    bedrag_per_maand: f.Euros | None = None
    bedrag: f.Euros | None = None
    toegekend: f.YesNo = True


COLUMNS = Columns(
    required=("besluitnummer", "bsn", "soort", "besluitdatum", "ingangsdatum"),
    optional=(
        *person.COLUMNS,
        *("einddatum", *DETAILS, *versions.COLUMNS),
    ),
    numbers=frozenset({"uren_per_week", "loonwaarde", "bedrag_per_maand", "bedrag"}),
    dates=frozenset({"geboortedatum", "besluitdatum", "ingangsdatum", "einddatum", "gewijzigd_op"}),
)


def read(table: Table, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    municipality = municipality_of(None, context, "message")
    return read_rows(table, COLUMNS, lambda row: _record(row, municipality, context.received))


def _record(row: Row, municipality: str, received: str) -> Record:
    version = version_of(row, COLUMNS, Named, Besluit, received)
    decision = version.whole
    if decision:
        _check(decision, row, received)
    return Record(
        municipality=municipality,
        source=Source.PARTICIPATIEWET,
        system=SYSTEM,
        key=f"besluit|{version.named.besluitnummer}",
        stamp=version.stamp,
        deleted=version.deleted,
        who=person.describe(decision) if decision else None,
        facts=_facts(decision, row) if decision else (),
        place=row.place(),
    )


def _check(besluit: Besluit, row: Row, received: str) -> None:
    not_after(besluit.besluitdatum.isoformat(), received, row.place("besluitdatum"))
    person.check(besluit, row, received)
    for name in DETAILS:
        if name in row.cells and name not in GRANTED_WITH[besluit.soort]:
            raise Rejected(
                "not-applicable",
                place=row.place(name),
                expected=f"nothing, in a decision on {besluit.soort}",
                found=kind_of(row.cells[name]),
            )
    if (needed := NEEDED.get(besluit.soort)) is not None and needed not in row.cells:
        expected = f"an amount, in a decision on {besluit.soort}"
        raise Rejected("missing", place=row.place(needed), expected=expected)


Granted = (
    AmountReceived | BenefitReceived | EligibilityDecided | ProvisionGranted | WageSubsidyGranted
)


def _facts(besluit: Besluit, row: Row) -> tuple[Granted, DecisionMade]:
    end = ended(besluit.ingangsdatum, besluit.einddatum, row.place("einddatum"))
    decision = DecisionMade(
        law="participatiewet",
        subject=besluit.soort,
        number=besluit.besluitnummer,
        decided_on=besluit.besluitdatum,
        granted=besluit.toegekend,
    )
    return _granted(besluit, end), decision


def _granted(besluit: Besluit, end: date | None) -> Granted:
    match besluit.soort:
        case "bijstand":
            return BenefitReceived(
                law="bijstand",
                payer="gemeente",
                start=besluit.ingangsdatum,
                end=end,
                decided_on=besluit.besluitdatum,
                amount=besluit.bedrag_per_maand,
                amount_per=None if besluit.bedrag_per_maand is None else Per.MONTH,
            )
        case "vaststelling_beschut_werk":
            return EligibilityDecided(
                eligible=besluit.toegekend,
                decided_on=besluit.besluitdatum,
                start=besluit.ingangsdatum,
                end=end,
            )
        case "premie" | "onkostenvergoeding" | "eigen_inkomsten":
            return _amount(besluit, besluit.soort, end)
        case (
            "beschut_werk"
            | "participatieplaats"
            | "proefplaats"
            | "jobcoach"
            | "werkplekaanpassing"
            | "tijdelijke_loonkostensubsidie"
            | "wsw"
            | "begeleid_werken"
        ):
            return _provision(besluit, besluit.soort, end)
        case "loonkostensubsidie":
            return WageSubsidyGranted(
                number=besluit.besluitnummer,
                employer=besluit.werkgever,
                place=besluit.werkplek,
                start=besluit.ingangsdatum,
                end=end,
                wage_value=besluit.loonwaarde,
                decided_on=besluit.besluitdatum,
            )
        case _:
            assert_never(besluit.soort)


def _provision(besluit: Besluit, instrument: Provision, end: date | None) -> ProvisionGranted:
    return ProvisionGranted(
        instrument=instrument,
        number=besluit.besluitnummer,
        provider=besluit.aanbieder,
        employer=besluit.werkgever,
        place=besluit.werkplek,
        start=besluit.ingangsdatum,
        end=end,
        volume=_volume(besluit.uren_per_week),
        decided_on=besluit.besluitdatum,
    )


def _amount(besluit: Besluit, what: Amount, end: date | None) -> AmountReceived:
    """A reward is there on one day."""
    once = what != "eigen_inkomsten"
    amount = besluit.bedrag if once else besluit.bedrag_per_maand
    assert amount is not None, "it was asked for"
    return AmountReceived(
        what=what,
        start=besluit.ingangsdatum,
        end=day_after(besluit.ingangsdatum) if once else end,
        amount=amount,
    )


def _volume(minutes: int | None) -> Volume | None:
    """Hours where they are whole, else minutes."""
    if minutes is None:
        return None
    if minutes % 60:
        return Volume(amount=minutes, unit=Unit.MINUTE, per=Per.WEEK)
    return Volume(amount=minutes // 60, unit=Unit.HOUR, per=Per.WEEK)
