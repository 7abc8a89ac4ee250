"""What a provider told, as a record in our words.

A place is `<provider>/<code>`; a participant is `<provider>|<code>`, and who that is says the
record of the participant alone: a placement names no one.
"""

from dataclasses import dataclass
from typing import Any

from connectors.inbound.providers import things as t
from connectors.inbound.providers.costs import costs
from connectors.inbound.records import Place, ended, municipality_of, not_after, told
from schemas.cohorts import CohortPlanned
from schemas.errors import Rejected
from schemas.facts import (
    AttendanceReported,
    CertificateEarned,
    ContactHeld,
    Fact,
    LadderStepSet,
    PersonDescribed,
    PlacementReported,
    PlaceOffered,
    Record,
    RevenueReported,
    Source,
    SubsidyGranted,
)
from schemas.programmes import YEARS_MAX, ProgrammePlanned
from schemas.reading import Context
from schemas.values import trusted
from schemas.waiting import WaitingReported


@dataclass(frozen=True, slots=True)
class Telling:
    """One version of one thing, as an event or a row brings it."""

    thing: t.Thing
    provider: str
    stamp: str
    lapsed: bool
    values: dict[str, Any]
    at: str
    place: Place


def record(telling: Telling, context: Context) -> Record:
    """
    Raises:
        Rejected: a field is not what it should be.
    """
    named = telling.lapsed and telling.values.keys() <= telling.thing.named.model_fields.keys()
    model = telling.thing.named if named else telling.thing.whole
    said = told(model, telling.values, telling.place)
    municipality = municipality_of(said.gemeente, context, telling.place("gemeente"))
    return trusted(
        Record,
        municipality=municipality,
        source=Source.PROVIDERS,
        system=telling.provider,
        key=_key(said, telling.provider),
        stamp=telling.stamp,
        deleted=telling.lapsed,
        who=None if telling.lapsed else _who(said, telling.provider),
        facts=() if telling.lapsed else _facts(said, telling, context.received),
        place=telling.at,
    )


def _key(said: t.Named, provider: str) -> str:
    of_person = _key_of_person(said, provider)  # as most are
    parts = of_person or _key_of_others(said)
    return "|".join([parts[0], provider, *parts[1:]])


def _key_of_others(said: t.Named) -> list[str]:
    match said:
        case t.NamedWerkplek():
            return ["werkplek", said.code]
        case t.NamedBekostiging():
            return ["bekostiging", said.nummer]
        case t.NamedOpbrengst():
            return ["opbrengst", said.werkplek, said.vanaf.isoformat()]
        case t.NamedKosten():
            return ["kosten", said.nummer]
        case t.NamedCohort():
            return ["cohort", said.cohort]
        case t.NamedProgramma():
            return ["programma", said.programma]
        case _:
            raise AssertionError(type(said))


def _key_of_person(said: t.Named, provider: str) -> list[str] | None:
    match said:
        case t.NamedAanwezigheid():
            place = _place(said.werkplek, provider)
            return ["aanwezigheid", said.deelnemer, place, said.maand]
        case t.NamedPlaatsing():
            return ["plaatsing", said.plaatsing]
        case t.NamedDeelnemer():
            return ["deelnemer", said.deelnemer]
        case t.NamedTrede():
            return ["trede", said.deelnemer, said.op.isoformat()]
        case t.NamedCertificaat():
            return ["certificaat", said.deelnemer, said.kenmerk]
        case t.Gesprek():
            return ["gesprek", said.deelnemer, said.op.isoformat()]
        case t.NamedWachtende():
            return ["wachtende", said.deelnemer, _place(said.werkplek, provider)]
        case _:
            return None


def _who(said: t.Named, provider: str) -> PersonDescribed | None:
    match said:
        case (
            t.Aanwezigheid()
            | t.Plaatsing()
            | t.Trede()
            | t.Certificaat()
            | t.Gesprek()
            | t.Wachtende()
        ):
            return trusted(PersonDescribed, local=f"{provider}|{said.deelnemer}")
        case t.Deelnemer():
            return trusted(
                PersonDescribed,
                local=f"{provider}|{said.deelnemer}",
                bsn=said.bsn,
                surname=said.achternaam,
                prefix=said.voorvoegsel,
                partner_name=said.partnernaam,
                given_names=said.voornamen,
                initials=said.voorletters,
                birth_date=said.geboortedatum,
                sex=said.geslacht,
                postcode=said.postcode,
                house_number=said.huisnummer,
                phone=said.telefoon,
                email=said.email,
            )
        case t.Kosten() if said.deelnemer:
            return trusted(PersonDescribed, local=f"{provider}|{said.deelnemer}")
        case _:
            return None


def _facts(said: t.Named, telling: Telling, received: str) -> tuple[Fact, ...]:
    match said:
        case t.Aanwezigheid() | t.Plaatsing():
            return (_at_a_place(said, telling),)
        case t.Trede() | t.Certificaat() | t.Gesprek():
            not_after(said.op.isoformat(), received, telling.place("op"))
            return (_progress(said),)
        case t.Deelnemer():
            if said.geboortedatum:
                not_after(said.geboortedatum, received, telling.place("geboortedatum"))
            return ()
        case t.Werkplek() | t.Bekostiging() | t.Opbrengst():
            return (_about_a_place(said, telling),)
        case t.Kosten():
            places = _places(said.werkplekken, telling.provider)
            return costs(said, telling.provider, places, telling.place)
        case t.Cohort() | t.Programma():
            return (_planned(said, telling),)
        case t.Wachtende():
            not_after(said.sinds.isoformat(), received, telling.place("sinds"))
            return (_waiting(said, telling.provider),)
        case _:
            raise AssertionError(type(said))


def _about_a_place(said: t.Werkplek | t.Bekostiging | t.Opbrengst, telling: Telling) -> Fact:
    end = ended(said.vanaf, said.tot_en_met, telling.place("tot_en_met"))
    match said:
        case t.Werkplek():
            _located(said, telling)
            return PlaceOffered(
                place=_place(said.code, telling.provider),
                provider=telling.provider,
                name=said.naam,
                capacity=said.capaciteit,
                activities=said.activiteiten,
                work=said.soort_werk,
                address=said.adres,
                postcode=said.postcode,
                latitude=said.breedtegraad,
                longitude=said.lengtegraad,
                start=said.vanaf,
                end=end,
            )
        case t.Bekostiging():
            return SubsidyGranted(
                number=said.nummer,
                instrument=said.instrument,
                theme=said.thema,
                payer=said.financier,
                places=_places(said.werkplekken, telling.provider),
                start=said.vanaf,
                end=end,
                amount=said.bedrag_euro,
                fund=said.fonds,
                cost_item=said.kostenpost,
                programme=_place(said.programma, telling.provider) if said.programma else None,
            )
        case t.Opbrengst():
            if end is None:
                at = telling.place("tot_en_met")
                raise Rejected("period", place=at, expected="a period that ends")
            return RevenueReported(
                place=_place(said.werkplek, telling.provider),
                provider=telling.provider,
                start=said.vanaf,
                end=end,
                amount=said.bedrag_euro,
            )


def _located(said: t.Werkplek, telling: Telling) -> None:
    """
    Raises:
        Rejected: one coordinate says nothing without the other.
    """
    both = {"breedtegraad": said.breedtegraad, "lengtegraad": said.lengtegraad}
    absent = [name for name, value in both.items() if value is None]
    if len(absent) == 1:
        expected = "breedtegraad and lengtegraad together, or neither"
        raise Rejected("missing", place=telling.place(absent[0]), expected=expected)


def _planned(said: t.Cohort | t.Programma, telling: Telling) -> Fact:
    end = ended(said.vanaf, said.tot_en_met, telling.place("tot_en_met"))
    if end is None:
        at = telling.place("tot_en_met")
        raise Rejected("period", place=at, expected="a period that ends")
    match said:
        case t.Cohort():
            return CohortPlanned(
                cohort=_place(said.cohort, telling.provider),
                provider=telling.provider,
                name=said.naam,
                start=said.vanaf,
                end=end,
            )
        case t.Programma():
            if end.year - said.vanaf.year > YEARS_MAX:
                at, expected = telling.place("tot_en_met"), f"at most {YEARS_MAX} years"
                raise Rejected("period", place=at, expected=expected, found="more")
            return ProgrammePlanned(
                programme=_place(said.programma, telling.provider),
                name=said.naam,
                payer=said.financier,
                fund=said.fonds,
                start=said.vanaf,
                end=end,
                budget=said.budget_euro,
                target=said.doel,
                target_per=said.doel_per,
                excludes=_places(said.sluit_uit, telling.provider),
            )


def _at_a_place(said: t.Plaatsing | t.Aanwezigheid, telling: Telling) -> Fact:
    place = _place(said.werkplek, telling.provider)
    match said:
        case t.Plaatsing():
            if said.afronding and not (said.cohort and said.tot_en_met):
                expected = "nothing, without a cohort and the last day"
                at = telling.place("afronding")
                raise Rejected("not-applicable", place=at, expected=expected, found="a result")
            return trusted(
                PlacementReported,
                place=place,
                provider=place.partition("/")[0],
                activity=said.activiteit,
                task=said.taak,
                start=said.vanaf,
                end=ended(said.vanaf, said.tot_en_met, telling.place("tot_en_met")),
                minutes_per_week=said.uren_per_week,
                holder=said.houder,
                employer=said.werkgever,
                destination=said.bestemming,
                cohort=_place(said.cohort, telling.provider) if said.cohort else None,
                programme=_place(said.programma, telling.provider) if said.programma else None,
                result=said.afronding,
            )
        case t.Aanwezigheid():
            return trusted(AttendanceReported, place=place, month=said.maand, minutes=said.uren)


def _progress(said: t.Trede | t.Certificaat | t.Gesprek) -> Fact:
    match said:
        case t.Trede():
            return trusted(LadderStepSet, step=said.trede, on=said.op)
        case t.Certificaat():
            return trusted(CertificateEarned, name=said.naam, on=said.op)
        case t.Gesprek():
            return trusted(ContactHeld, on=said.op)


def _waiting(said: t.Wachtende, provider: str) -> WaitingReported:
    place = _place(said.werkplek, provider)
    return WaitingReported(place=place, provider=place.partition("/")[0], since=said.sinds)


def _place(name: str, provider: str) -> str:
    """A place's full name; a code alone is one of the provider's own."""
    return name if "/" in name else f"{provider}/{name}"


def _places(names: tuple[str, ...], provider: str) -> tuple[str, ...]:
    """Each place once, or the money would be shared out unequally."""
    return tuple(dict.fromkeys(_place(name, provider) for name in names))
