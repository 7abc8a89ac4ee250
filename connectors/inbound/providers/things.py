"""What a provider can tell: thirteen things, each with the fields that name it and those it has.

The fields are Dutch, as providers' systems are; a thing is closed to fields that it does not know.
A thing that lapses (`vervallen`) is told by its naming fields alone, or as it last stood.
`tot_en_met` is the last day.  `gemeente` is for providers that work for several municipalities.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from connectors.inbound import fields as f
from schemas.cohorts import Result
from schemas.costs import CostKind
from schemas.funds import Fund
from schemas.programmes import EXCLUDES_MAX
from schemas.values import Frozen

Instrument = Literal["subsidie", "algemene_voorziening", "programma"]
INSTRUMENTS: dict[str, Instrument] = {
    "subsidie": "subsidie",
    "algemene_voorziening": "algemene_voorziening",
    "programma": "programma",
}
Per = Literal["year", "total"]
Receiver = Literal["gemeente", "uwv"]
RECEIVERS: dict[str, Receiver] = {"gemeente": "gemeente", "uwv": "uwv"}
RESULTS: dict[str, Result] = {"afgerond": "finished", "uitgevallen": "dropped-out"}


class Named(Frozen):
    gemeente: f.Municipality | None = None


class NamedWerkplek(Named):
    code: f.PlaceCode


class Werkplek(NamedWerkplek):
    """A place to work, with room for so many people at once; `soort_werk` in your own words."""

    naam: f.PublicText
    capaciteit: Annotated[int, f.whole(0, 100_000)] | None = None
    activiteiten: f.Several[f.Activity] = ()
    soort_werk: f.PublicText | None = None
    adres: f.PublicText | None = None
    postcode: f.Postcode | None = None
    breedtegraad: f.Latitude | None = None
    lengtegraad: f.Longitude | None = None
    vanaf: f.Day
    tot_en_met: f.Day | None = None


class NamedBekostiging(Named):
    nummer: f.Number


class Bekostiging(NamedBekostiging):
    """Money for places as such, with no decision per person.

    `fonds`: whose money it is; `kostenpost`: which cost it is declared for, by the project's code.
    """

    instrument: Annotated[Instrument, f.one_of(INSTRUMENTS)]
    thema: f.PublicText | None = None
    financier: f.PublicText
    werkplekken: f.Several[f.PlaceName] = Field(min_length=1)
    vanaf: f.Day
    tot_en_met: f.Day | None = None
    bedrag_euro: f.Euros | None = None
    fonds: Annotated[Fund, f.one_of({fund.value: fund for fund in Fund})] | None = None
    kostenpost: f.PlaceCode | None = None
    programma: f.PlaceName | None = None


class NamedOpbrengst(Named):
    werkplek: f.PlaceCode
    vanaf: f.Day


class Opbrengst(NamedOpbrengst):
    """What a place sold."""

    tot_en_met: f.Day
    bedrag_euro: f.Euros


class NamedKosten(Named):
    nummer: f.Number


class Kosten(NamedKosten):
    """What places cost in some days.  `verdeling`: how they share it, in parts and in the order of
    `werkplekken`; without, equally.

    Of `loonwaarde_vrijwilliger`: which volunteer, and to whom (`ontvanger`) it is reimbursed.
    """

    kostensoort: Annotated[CostKind, f.one_of({kind.value: kind for kind in CostKind})]
    werkplekken: f.Several[f.PlaceName] = Field(min_length=1)
    verdeling: f.Several[f.Part] = ()
    vanaf: f.Day
    tot_en_met: f.Day
    bedrag_euro: f.Euros
    deelnemer: f.Code | None = None
    ontvanger: Annotated[Receiver, f.one_of(RECEIVERS)] | None = None


class NamedDeelnemer(Named):
    deelnemer: f.Code


class Deelnemer(NamedDeelnemer):
    """A participant, by the provider's own code.  The rest only if the provider may hold it."""

    bsn: f.Bsn | None = None
    achternaam: f.Text | None = None
    voorvoegsel: f.Text | None = None
    partnernaam: f.Text | None = None
    voornamen: f.Text | None = None
    voorletters: f.Text | None = None
    geboortedatum: f.BirthDate | None = None
    geslacht: f.SexWord | None = None
    postcode: f.Postcode | None = None
    huisnummer: f.HouseNumber | None = None
    telefoon: f.Text | None = None
    email: f.Text | None = None


class NamedPlaatsing(Named):
    plaatsing: f.Code


class Plaatsing(NamedPlaatsing):
    """A participant at a place.  `houder`: who holds the funding, if another than the place's;
    `afronding`: how the track of the `cohort` ended for them.

    `taak`: their task or function there, in your words.  Who gets another ends one placement and
    begins the next, as with another `activiteit` or `werkplek`: a later version of a placement
    says that it was never otherwise.
    """

    deelnemer: f.Code
    werkplek: f.PlaceName
    activiteit: f.Activity
    taak: f.PublicText | None = None
    vanaf: f.Day
    tot_en_met: f.Day | None = None
    uren_per_week: f.MinutesPerWeek | None = None
    houder: f.Provider | None = None
    werkgever: f.Employer | None = None
    bestemming: f.PublicText | None = None
    cohort: f.PlaceName | None = None
    programma: f.PlaceName | None = None
    afronding: Annotated[Result, f.one_of(RESULTS)] | None = None


class NamedCohort(Named):
    cohort: f.PlaceCode


class Cohort(NamedCohort):
    """A track of some months that people begin and end together; placements name it."""

    naam: f.PublicText
    vanaf: f.Day
    tot_en_met: f.Day


class NamedProgramma(Named):
    programma: f.PlaceCode


class Programma(NamedProgramma):
    """Money with a budget, a period and a target: a Regio Deal, ESF, a sector deal.

    `doel`: so many placements, `doel_per` year or in all; `sluit_uit`: other programmes under which
    its costs may not be counted too.
    """

    naam: f.PublicText
    financier: f.PublicText
    fonds: Annotated[Fund, f.one_of({fund.value: fund for fund in Fund})] | None = None
    vanaf: f.Day
    tot_en_met: f.Day
    budget_euro: f.Euros | None = None
    doel: Annotated[int, f.whole(0, 1_000_000)] | None = None
    doel_per: Annotated[Per, f.one_of({"jaar": "year", "totaal": "total"})] = "total"
    sluit_uit: f.Several[f.PlaceName] = Field(default=(), max_length=EXCLUDES_MAX)


class NamedAanwezigheid(Named):
    deelnemer: f.Code
    werkplek: f.PlaceName
    maand: f.Month


class Aanwezigheid(NamedAanwezigheid):
    """Hours that a participant was there in a month."""

    uren: f.MinutesPerMonth


class NamedTrede(Named):
    deelnemer: f.Code
    op: f.Day


class Trede(NamedTrede):
    """A step on the participatieladder."""

    trede: Annotated[int, f.whole(1, 6)]


class NamedCertificaat(Named):
    deelnemer: f.Code
    kenmerk: f.Number


class Certificaat(NamedCertificaat):
    """A certificate that a participant earned."""

    naam: f.PublicText
    op: f.Day


class Gesprek(Named):
    """The participant was spoken to about their development."""

    deelnemer: f.Code
    op: f.Day


class NamedWachtende(Named):
    deelnemer: f.Code
    werkplek: f.PlaceName


class Wachtende(NamedWachtende):
    """A participant on the waiting list of a place.  Off it, they lapse."""

    sinds: f.Day


@dataclass(frozen=True, slots=True)
class Thing:
    """`plural` stands in the event type and in the column `soort`."""

    plural: str
    named: type[Named]
    whole: type[Named]


THINGS = {
    thing.plural: thing
    for thing in (
        Thing("werkplekken", NamedWerkplek, Werkplek),
        Thing("bekostigingen", NamedBekostiging, Bekostiging),
        Thing("opbrengsten", NamedOpbrengst, Opbrengst),
        Thing("kosten", NamedKosten, Kosten),
        Thing("deelnemers", NamedDeelnemer, Deelnemer),
        Thing("plaatsingen", NamedPlaatsing, Plaatsing),
        Thing("cohorten", NamedCohort, Cohort),
        Thing("programmas", NamedProgramma, Programma),
        Thing("aanwezigheden", NamedAanwezigheid, Aanwezigheid),
        Thing("treden", NamedTrede, Trede),
        Thing("certificaten", NamedCertificaat, Certificaat),
        Thing("gesprekken", Gesprek, Gesprek),
        Thing("wachtenden", NamedWachtende, Wachtende),
    )
}
