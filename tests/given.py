"""Facts of one fictitious municipality, as short as a test wants to say them."""

from datetime import date

from schemas.cohorts import CohortPlanned
from schemas.contracts import AllocationRemoved, ClaimSubmitted, ContractAgreed
from schemas.costs import CostKind, CostReported, WageValueReimbursed
from schemas.facts import (
    AllocationMade,
    AttendanceReported,
    BenefitReceived,
    CertificateEarned,
    ContactHeld,
    DeliveryStarted,
    DeliveryStopped,
    EmploymentHeld,
    Kind,
    LadderStepSet,
    LongTermCareStatus,
    PlacementReported,
    PlaceOffered,
    ProvisionGranted,
    RevenueReported,
    Source,
    SubsidyGranted,
    WageSubsidyGranted,
)
from schemas.free_amounts import FreeAmount
from schemas.messages import (
    AccountRecord,
    Brought,
    Candidate,
    Cause,
    Counted,
    DayPassed,
    Developed,
    PersonRecord,
    PlaceRecord,
    PolicySet,
    Waiting,
)
from schemas.policy import Organisation, PlaceBudget, Policy, Product
from schemas.programmes import ProgrammePlanned
from schemas.standings import AgeKnown, AmountReceived, RegistrationHeld
from schemas.stretches import CandidateFor, PaidBy, PartOfSum, Stretch, Years
from schemas.tariffs import Tariff
from schemas.volumes import Per, Unit, Volume
from schemas.waiting import AssessmentRequested, EligibilityDecided, WaitingReported

TOWN = "9901"
KVK = "kvk:90000001"  # De Werkhaven, who has the places
AGB = "agb:99000001"  # the same, as iWmo knows it
HOLDER = "agb:99000002"  # De Driesprong, who only holds allocations
EMPLOYER = "lhn:999999001L01"
PLACE = f"{KVK}/hout"

POLICY = Policy(
    municipality=TOWN,
    name="Voorbeeldstad",
    oin="00000099000000000001",
    in_force=date(2026, 1, 1),
    products=(
        Product(category="07", activity=Kind.DAGBESTEDING),
        Product(category="07", code="07B12", activity=Kind.BESCHUT_WERK),
    ),
    organisations=(Organisation(id=KVK, name="De Werkhaven", known_as=(AGB,)),),
)


def free(of, per, cents, start="2026-01-01", **more):
    source = "fictief: een besluit van Voorbeeldstad"
    return FreeAmount(
        of=of, per=per, cents=cents, start=date.fromisoformat(start), source=source, **more
    )


FREE = (
    free("premie", "year", 150_000),
    free("onkostenvergoeding", "month", 50_000),
    free("onkostenvergoeding", "year", 150_000),
    free("eigen_inkomsten", "month", 27_300, percentage=25, months=6),
    free("eigen_inkomsten", "year", 60_000, start="2026-04-01"),
)


def day(text):
    """`2026-01-31`, or of 2026 alone `01-31`."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def until(text):
    return day(text) if text else None


def cause(number=1):
    return Cause(message=f"m-{number}", received=f"2026-01-01T00:00:00.{number:06d}+00:00")


def per_week(amount, unit=Unit.HOUR):
    return Volume(amount=amount, unit=unit, per=Per.WEEK)


def allocation(start, end=None, hours=None, number="1001", provider=AGB, **more):
    return AllocationMade(
        number=number,
        provider=provider,
        start=day(start),
        end=until(end),
        volume=more.pop("volume", per_week(hours) if hours else None),
        decided_at=f"{day(start)}T00:00:00",
        **{"category": "07"} | more,
    )


def started(start, number="1001", product=None):
    return DeliveryStarted(
        allocation=number, category="07", product=product, provider=AGB, start=day(start)
    )


def stopped(start, end, number="1001", temporary=False):
    reason = "20" if temporary else "02"
    return DeliveryStopped(
        allocation=number,
        category="07",
        provider=AGB,
        start=day(start),
        end=day(end),
        reason=reason,
        temporary=temporary,
    )


def provision(start, end=None, instrument="beschut_werk", hours=None, **more):
    return ProvisionGranted(
        instrument=instrument,
        start=day(start),
        end=until(end),
        volume=per_week(hours) if hours else None,
        **more,
    )


def subsidised_wage(start, end=None, employer=EMPLOYER, **more):
    return WageSubsidyGranted(employer=employer, start=day(start), end=until(end), **more)


def benefit(start, end=None, law="bijstand", payer="gemeente", **more):
    return BenefitReceived(law=law, payer=payer, start=day(start), end=until(end), **more)


def granted(start, end=None, instrument="no_risk", stream="uwv", **more):
    return provision(start, end, instrument=instrument, stream=stream, **more)


def employed(start, end=None, contract="arbeidsovereenkomst", employer=EMPLOYER):
    return EmploymentHeld(employer=employer, contract=contract, start=day(start), end=until(end))


def registered(start, end=None):
    return RegistrationHeld(start=day(start), end=until(end))


def received(start, end=None, what="premie", amount=100_000):
    return AmountReceived(what=what, start=day(start), end=until(end), amount=amount)


def aged(start, end=None, age="under-18"):
    return AgeKnown(age=age, start=day(start), end=until(end))


def long_term_care(start, end=None, status="yes"):
    return LongTermCareStatus(status=status, start=until(start), end=until(end))


def placement(start, end=None, hours=None, activity=Kind.DAGBESTEDING, place=PLACE, **more):
    return PlacementReported(
        place=place,
        provider=more.pop("provider", KVK),
        activity=activity,
        start=day(start),
        end=until(end),
        minutes_per_week=None if hours is None else hours * 60,
        **more,
    )


def cohort(start="02-01", end="05-01", code="EA", name="Energieacademie"):
    return CohortPlanned(
        cohort=f"{KVK}/{code}", provider=KVK, name=name, start=day(start), end=day(end)
    )


def programme(code="P", start="01-01", end="12-31", **more):
    return ProgrammePlanned(
        programme=f"{KVK}/{code}",
        name=f"Programma {code}",
        payer="Rijk",
        start=day(start),
        end=day(end),
        **more,
    )


def attended(month, hours, place=PLACE):
    return AttendanceReported(place=place, month=month, minutes=hours * 60)


def ladder(step, on):
    return LadderStepSet(step=step, on=day(on))


def certificate(name, on):
    return CertificateEarned(name=name, on=day(on))


def contact(on):
    return ContactHeld(on=day(on))


def waits(since, place=PLACE):
    return WaitingReported(place=place, provider=KVK, since=day(since))


def contract(start, end=None, maximum=5_000, category="07", product=None, unit=Unit.HOUR):
    return ContractAgreed(
        number="C1",
        provider=KVK,
        category=category,
        product=product,
        unit=unit,
        maximum=maximum,
        start=day(start),
        end=until(end),
    )


def claim(start, end, amount, number="c1", **more):
    return ClaimSubmitted(
        number=number,
        allocation=more.pop("allocation", "1001"),
        category=more.pop("category", "07"),
        product=more.pop("product", "07B12"),
        provider=KVK,
        start=day(start),
        end=day(end),
        volume=more.pop("volume", 10),
        unit=more.pop("unit", Unit.HOUR),
        amount=amount,
        **more,
    )


def credit(of, start="01-01", end="02-01", amount=50_000, **more):
    return claim(start, end, amount, number=f"credit-{of}", previous=of, credit=True, **more)


def removed(number="1001"):
    return AllocationRemoved(number=number, provider=KVK)


def asked(on):
    return AssessmentRequested(on=day(on))


def eligible(start, end=None, decided=None, yes=True):
    return EligibilityDecided(
        eligible=yes, decided_on=day(decided or start), start=day(start), end=until(end)
    )


def offer(start, end=None, capacity=8, place=PLACE, name="Houtwerkplaats", **more):
    return PlaceOffered(
        place=place,
        provider=KVK,
        name=name,
        capacity=capacity,
        start=day(start),
        end=until(end),
        **more,
    )


def subsidy(start, end=None, amount=None, places=(PLACE,), instrument="subsidie", **more):
    return SubsidyGranted(
        number="S1",
        instrument=instrument,
        payer="gemeente",
        places=places,
        start=day(start),
        end=until(end),
        amount=amount,
        **more,
    )


def revenue(start, end, amount=100_000, place=PLACE):
    return RevenueReported(place=place, provider=KVK, start=day(start), end=day(end), amount=amount)


def cost(start, end, amount=100_000, of=CostKind.JOBCOACH, places=(PLACE,), **more):
    term = {"start": day(start), "end": day(end), "amount": amount}
    return CostReported(cost=of, provider=KVK, places=places, **term, **more)


def reimbursed(start, end, amount=90_000, to="gemeente"):
    return WageValueReimbursed(provider=AGB, to=to, start=day(start), end=day(end), amount=amount)


def tariff(cents, start="01-01", unit=Unit.DAGDEEL, stream="wmo", instrument="dagbesteding", **of):
    source = f"fictief: een tarief van {cents}"
    known = {"stream": stream, "instrument": instrument, "unit": unit, "cents": cents}
    return Tariff(**known, start=day(start), source=source, **of)


def part_of_sum(cents, start, end, number=0, over=1):
    return PartOfSum(cents=cents, start=day(start), end=day(end), number=number, over=over)


def of_person(*facts, record="r1", person="p1", version="1", **more):
    """A record under a person."""
    return PersonRecord(
        municipality=more.pop("municipality", TOWN),
        person=person,
        record=record,
        version=version,
        source=more.pop("source", Source.PROVIDERS),
        facts=facts,
        cause=more.pop("cause", cause()),
        **more,
    )


def of_place(*facts, record="o1", place=PLACE, version="1", **more):
    """A record about a place."""
    return PlaceRecord(
        municipality=more.pop("municipality", TOWN),
        place=place,
        record=record,
        version=version,
        source=Source.PROVIDERS,
        facts=facts,
        cause=more.pop("cause", cause()),
        **more,
    )


def of_account(*facts, record="a1", account=f"{TOWN}/{KVK}", version="1", **more):
    """A record about money or a contract."""
    return AccountRecord(
        municipality=TOWN,
        account=account,
        record=record,
        version=version,
        source=Source.PROVIDERS,
        facts=facts,
        cause=more.pop("cause", cause()),
        **more,
    )


def brought(start, end=None, hours=None, stretches=(), who="1", **more):
    """What the placement of person *who* brings to a place."""
    return Brought(
        municipality=more.pop("municipality", TOWN),
        place=more.pop("place", PLACE),
        person=more.pop("person", f"p{who}"),
        placement=more.pop("placement", f"placement-{who}"),
        record=more.pop("record", f"r{who}"),
        version="1",
        provider=more.pop("provider", KVK),
        activity=more.pop("activity", Kind.DAGBESTEDING),
        start=day(start),
        end=until(end),
        minutes_per_week=None if hours is None else hours * 60,
        needs_cover=more.pop("needs_cover", True),
        stretches=tuple(stretches),
        cause=more.pop("cause", cause()),
        **more,
    )


def waiting(since, who="1", **more):
    """Person *who* waits for a seat at a place."""
    return Waiting(
        municipality=more.pop("municipality", TOWN),
        place=more.pop("place", PLACE),
        person=more.pop("person", f"p{who}"),
        waiting=f"waiting-{who}",
        record=more.pop("record", f"w{who}"),
        since=day(since),
        cause=more.pop("cause", cause()),
        **more,
    )


def since(start, end=None, decided=None):
    return CandidateFor(start=day(start), end=until(end), decided_on=day(decided or start))


def candidate(who="1", awaiting=None, eligible=(), waits=None, **more):
    """Person *who*, as they count for the places of beschut werk."""
    return Candidate(
        municipality=TOWN,
        account=f"{TOWN}/beschut_werk",
        candidate=f"candidate-{who}",
        person=more.pop("person", f"p{who}"),
        record=more.pop("record", f"e{who}"),
        activity=Kind.BESCHUT_WERK,
        awaiting=until(awaiting),
        eligible=tuple(eligible),
        waits=waits,
        cause=more.pop("cause", cause()),
        **more,
    )


def developed(who="1", first=2026, last=None, years=None, **more):
    """How person *who* developed at a provider."""
    return Developed(
        municipality=TOWN,
        account=f"{TOWN}/{KVK}",
        development=f"development-{who}",
        person=f"p{who}",
        record=more.pop("record", f"r{who}"),
        present=(Years(first=first, last=last),),
        years=years or {},
        cause=more.pop("cause", cause()),
        **more,
    )


def stretch(start, end=None, *paid):
    return Stretch(start=day(start), end=until(end), lines=paid)


def paid(line="l1", hours=None, stream="wmo", instrument="dagbesteding", **more):
    minutes = None if hours is None else hours * 60
    return PaidBy(line=line, stream=stream, instrument=instrument, minutes=minutes, **more)


def counted(start, end=None, who="1", activity=Kind.DAGBESTEDING, provider=KVK, **more):
    return Counted(
        municipality=TOWN,
        account=more.pop("account", f"{TOWN}/{provider}"),
        place=PLACE,
        placement=more.pop("placement", f"placement-{who}"),
        record=more.pop("record", f"r{who}"),
        version="1",
        activity=activity,
        start=day(start),
        end=until(end),
        cause=more.pop("cause", cause()),
        **more,
    )


def places(number, start, last=None):
    return PlaceBudget(
        activity=Kind.BESCHUT_WERK, places=number, start=day(start), last=until(last)
    )


def day_passed(text):
    passed = day(text)
    received = f"{passed}T00:00:00.000000+00:00"
    return DayPassed(day=passed, cause=Cause(message=f"day:{passed}", received=received))


def policy_set(policy=POLICY):
    name = f"policy:{policy.municipality}:{policy.fingerprint()}"
    return PolicySet(
        policy=policy, cause=Cause(message=name, received="2026-01-01T00:00:00.000000+00:00")
    )
