"""A record in a few plain words, for people: what it says, and of a person only what is known.

No name, number or date that could tell who somebody is, and no number of a case.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import assert_never

from schemas import facts as f
from schemas.cohorts import CohortPlanned
from schemas.contracts import AllocationRemoved, ClaimSubmitted, ContractAgreed
from schemas.costs import CostReported, WageValueReimbursed
from schemas.facts import Fact, PersonDescribed, Record
from schemas.programmes import ProgrammePlanned
from schemas.standings import AgeKnown, AmountReceived, RegistrationHeld
from schemas.volumes import Per, Unit, Volume
from schemas.waiting import AssessmentRequested, EligibilityDecided, WaitingReported

KNOWN = {
    "local": "a code of the provider",
    "bsn": "BSN",
    "surname": "surname",
    "prefix": "prefix",
    "partner_name": "partner's name",
    "given_names": "given names",
    "initials": "initials",
    "birth_date": "birth date",
    "sex": "sex",
    "street": "street",
    "house_number": "house number",
    "postcode": "postcode",
    "place": "place",
    "phone": "telephone",
    "email": "e-mail",
}

UNITS = {
    Unit.MINUTE: "minutes",
    Unit.HOUR: "hours",
    Unit.DAGDEEL: "dagdelen",
    Unit.ETMAAL: "etmalen",
    Unit.PIECE: "pieces",
    Unit.CENTS: "cents",
}


def lines_of(record: Record) -> Iterator[str]:
    """The record's first line, and one line for each fact."""
    parts = [record.place]
    if record.who:
        parts.append(person(record.who))
    if record.deleted:
        parts.append("no longer there")
    yield ": ".join(parts)
    for fact in record.facts:
        yield f"  {wording(fact)}"


def person(who: PersonDescribed) -> str:
    """What is known of somebody, not what it is."""
    known = [word for name, word in KNOWN.items() if getattr(who, name) is not None]
    return f"a person with {', '.join(known)}" if known else "a person of whom nothing is known"


def wording(fact: Fact) -> str:
    return " ".join(word for word in _words(fact) if word)


OfPlaces = f.PlaceOffered | f.SubsidyGranted | f.RevenueReported | CostReported
Wmo = f.Wmo | ClaimSubmitted
OfContract = ContractAgreed | AllocationRemoved


def _words(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, Wmo):
        return _of_wmo(fact)
    if isinstance(fact, OfContract):
        return _of_contract(fact)
    if isinstance(fact, f.Income):
        return _of_income(fact)
    if isinstance(fact, f.Support):
        return _of_support(fact)
    if isinstance(fact, f.Standing):
        return _of_standing(fact)
    if isinstance(fact, CohortPlanned):
        return (f"cohort {fact.cohort} ({fact.name})", *_term(fact))
    if isinstance(fact, ProgrammePlanned):
        named = f"programme {fact.programme} ({fact.name}) from {fact.payer}"
        return (named, _money(fact.budget), *_term(fact))
    return _of_places(fact) if isinstance(fact, OfPlaces) else _of_course(fact)


def _of_wmo(fact: Wmo) -> tuple[str, ...]:
    codes = " ".join(code for code in (fact.category, fact.product) if code)
    product = (f"of product {codes}" if codes else "of any product", f"by {fact.provider}")
    match fact:
        case f.AllocationMade():
            return ("Wmo allocation", *product, _volume(fact.volume), *_term(fact))
        case f.DeliveryStarted():
            return ("Wmo delivery started", *product, f"on {fact.start}")
        case f.DeliveryStopped():
            stopped = "stopped for a while" if fact.temporary else "stopped"
            return (f"Wmo delivery {stopped}", *product, *_term(fact))
        case ClaimSubmitted():
            what = "credit of a Wmo claim" if fact.credit else "Wmo claim"
            volume = f"{fact.volume} {UNITS[fact.unit]}"
            return (what, *product, volume, _money(fact.amount), *_term(fact))
        case _:
            assert_never(fact)


def _of_contract(fact: OfContract) -> tuple[str, ...]:
    match fact:
        case ContractAgreed():
            codes = " ".join(code for code in (fact.category, fact.product) if code)
            most = f"at most {_money(fact.maximum)} for one of {UNITS[fact.unit]}"
            return (f"contract with {fact.provider} for product {codes}", most, *_term(fact))
        case AllocationRemoved():
            return ("Wmo allocation taken back",)
        case _:
            assert_never(fact)


def _of_income(fact: f.Income) -> tuple[str, ...]:
    match fact:
        case f.BenefitReceived():
            amount = _money(fact.amount, fact.amount_per)
            return (f"benefit {fact.law} paid by {fact.payer}", amount, *_term(fact))
        case f.EmploymentHeld():
            return (f"employment ({fact.contract}) at {fact.employer}", *_term(fact))
        case f.IncomeReported():
            hours = "" if fact.hours is None else f"for {fact.hours} hours"
            return (f"income at {fact.employer}", _money(fact.amount), hours, *_term(fact))
        case f.DecisionMade():
            granted = {True: "granted", False: "not granted", None: ""}[fact.granted]
            decided = f"on {fact.decided_on}" if fact.decided_on else ""
            return (f"decision ({fact.law}): {fact.subject}", granted, decided)
        case _:
            assert_never(fact)


def _of_support(fact: f.Support) -> tuple[str, ...]:
    match fact:
        case f.ProvisionGranted():
            provider = f"by {fact.provider}" if fact.provider else ""
            hours = _volume(fact.volume)
            return (f"provision {fact.instrument}", provider, *_at(fact), hours, *_term(fact))
        case f.WageSubsidyGranted():
            value = f"loonwaarde {fact.wage_value} %" if fact.wage_value else ""
            return ("loonkostensubsidie", value, *_at(fact), *_term(fact))
        case f.LongTermCareStatus():
            issued = f"issued {fact.issued}" if fact.issued else ""
            return (f"Wlz status {fact.status}", issued, *_term(fact))
        case _:
            assert_never(fact)


def _of_standing(fact: f.Standing) -> tuple[str, ...]:
    match fact:
        case RegistrationHeld():
            return (f"in the {fact.name}", *_term(fact))
        case AmountReceived():
            return (fact.what, _money(fact.amount), *_term(fact))
        case WageValueReimbursed():
            paid = f"loonwaarde reimbursed by {fact.provider} to {fact.to}"
            return (paid, _money(fact.amount), *_term(fact))
        case AgeKnown():
            return (f"age {fact.age}", *_term(fact))
        case AssessmentRequested():
            return (f"to be assessed for {fact.activity}, registered on {fact.on}",)
        case EligibilityDecided():
            eligible = "eligible" if fact.eligible else "not eligible"
            return (f"{eligible} for {fact.activity}, decided on {fact.decided_on}", *_term(fact))
        case _:
            assert_never(fact)


def _of_course(fact: f.Course) -> tuple[str, ...]:
    match fact:
        case f.PlacementReported():
            hours = _minutes(fact.minutes_per_week, "per week")
            cohort = f"in cohort {fact.cohort}" if fact.cohort else ""
            result = fact.result or ""
            where = f"placement ({fact.activity}) at {fact.place}"
            task = f"task {fact.task}" if fact.task else ""
            return (where, task, hours, cohort, result, *_term(fact))
        case f.AttendanceReported():
            return (f"attendance at {fact.place}", _minutes(fact.minutes, f"in {fact.month}"))
        case f.LadderStepSet():
            return (f"step {fact.step} of the participatieladder on {fact.on}",)
        case f.CertificateEarned():
            return (f"certificate {fact.name!r} on {fact.on}",)
        case f.ContactHeld():
            return (f"spoken to on {fact.on}",)
        case WaitingReported():
            return (f"waits for {fact.place} since {fact.since}",)
        case _:
            assert_never(fact)


def _of_places(fact: OfPlaces) -> tuple[str, ...]:
    match fact:
        case f.PlaceOffered():
            room = "" if fact.capacity is None else f"with room for {fact.capacity}"
            kinds = f"for {', '.join(fact.activities)}" if fact.activities else ""
            on_map = f"at {fact.latitude}, {fact.longitude}" if fact.latitude else ""
            words = (room, kinds, fact.work or "", on_map)
            return (f"place {fact.place} ({fact.name})", *words, *_term(fact))
        case f.SubsidyGranted():
            places = f"for {', '.join(fact.places)}"
            money = _money(fact.amount)
            return (f"{fact.instrument} from {fact.payer}", money, places, *_term(fact))
        case f.RevenueReported():
            return (f"revenue of {fact.place}", _money(fact.amount), *_term(fact))
        case CostReported():
            shared = f"shared {'|'.join(map(str, fact.shares))}" if fact.shares else ""
            places = f"of {', '.join(fact.places)}"
            return (f"cost ({fact.cost}) {places}", shared, _money(fact.amount), *_term(fact))
        case _:
            assert_never(fact)


def _at(fact: f.ProvisionGranted | f.WageSubsidyGranted) -> tuple[str, str]:
    place = f"at {fact.place}" if fact.place else ""
    return place, f"for employer {fact.employer}" if fact.employer else ""


def _volume(volume: Volume | None) -> str:
    if volume is None:
        return ""
    often = "in total" if volume.per is Per.TOTAL else f"per {volume.per}"
    return f"{volume.amount} {UNITS[volume.unit]} {often}"


def _minutes(minutes: int | None, often: str) -> str:
    if minutes is None:
        return ""
    hours = f"{minutes // 60} hours" if minutes % 60 == 0 else f"{minutes} minutes"
    return f"{hours} {often}"


def _money(cents: int | None, per: Per | None = None) -> str:
    if cents is None:
        return ""
    return f"€ {cents // 100}.{cents % 100:02}" + (f" per {per}" if per else "")


Lasting = (
    f.AllocationMade
    | f.DeliveryStopped
    | ClaimSubmitted
    | ContractAgreed
    | f.BenefitReceived
    | f.EmploymentHeld
    | f.IncomeReported
    | f.ProvisionGranted
    | f.WageSubsidyGranted
    | f.LongTermCareStatus
    | RegistrationHeld
    | AmountReceived
    | WageValueReimbursed
    | AgeKnown
    | EligibilityDecided
    | f.PlacementReported
    | f.PlaceOffered
    | f.SubsidyGranted
    | f.RevenueReported
    | CostReported
    | CohortPlanned
    | ProgrammePlanned
)


def _term(fact: Lasting) -> tuple[str, str]:
    """From and up to and including: people count a last day in (t/m)."""
    last: date | None = fact.end - timedelta(days=1) if fact.end else None
    start = f"from {fact.start}" if fact.start else ""
    return start, f"t/m {last}" if last else ""
