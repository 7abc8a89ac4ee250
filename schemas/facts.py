"""Facts: what a source said, in our words.

English names; a Dutch legal term stays where a translation would lose it.  `start` is the first
day on which something holds, `end` the first day on which it no longer does (none: open).
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, SerializeAsAny

from schemas.cohorts import CohortPlanned, Result
from schemas.contracts import AllocationRemoved, ClaimSubmitted, ContractAgreed
from schemas.costs import CostReported, WageValueReimbursed
from schemas.funds import Fund
from schemas.programmes import ProgrammePlanned
from schemas.standings import AgeKnown, AmountReceived, RegistrationHeld
from schemas.values import Degrees, Frozen, Municipality
from schemas.volumes import Per, Volume
from schemas.waiting import AssessmentRequested, EligibilityDecided, WaitingReported

Cents = int


class Source(StrEnum):
    WMO = "wmo"
    UWV = "uwv"
    PARTICIPATIEWET = "participatiewet"
    WLZ = "wlz"
    JEUGDWET = "jeugdwet"
    PROVIDERS = "providers"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Kind(StrEnum):
    """What somebody does at a place."""

    DAGBESTEDING = "dagbesteding"
    BESCHUT_WERK = "beschut_werk"
    REGULIER_WERK = "regulier_werk"
    PARTICIPATIEPLAATS = "participatieplaats"
    PROEFPLAATS = "proefplaats"
    LEERWERKTRAJECT = "leerwerktraject"
    STAGE = "stage"
    VRIJWILLIGERSWERK = "vrijwilligerswerk"
    COOPERATIE = "cooperatie"


class PersonDescribed(Frozen):
    """How a source describes the person a record is about.

    `local` is the source's own name for the person (a participant id) when it has one: every
    record that bears it is about the same person.  A birth date may be known in part
    (`1987`, `1987-05`); what is not known is not there.
    """

    local: str | None = None
    bsn: str | None = None
    surname: str | None = None
    prefix: str | None = None
    partner_name: str | None = None
    given_names: str | None = None
    initials: str | None = None
    birth_date: str | None = Field(default=None, pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")
    sex: Sex | None = None
    street: str | None = None
    house_number: str | None = None
    postcode: str | None = None
    place: str | None = None
    phone: str | None = None
    email: str | None = None


class AllocationMade(Frozen):
    """A *toewijzing*: the municipality grants this person this product (iWmo 301)."""

    kind: Literal["allocation-made"] = "allocation-made"
    number: str
    category: str | None = None
    product: str | None = None
    provider: str
    start: date
    end: date | None = None
    volume: Volume | None = None
    budget: Cents | None = None
    decided_at: str
    change_reason: str | None = None


class DeliveryStarted(Frozen):
    """Delivery began (iWmo 305)."""

    kind: Literal["delivery-started"] = "delivery-started"
    allocation: str | None = None
    category: str | None = None
    product: str | None = None
    provider: str
    start: date


class DeliveryStopped(Frozen):
    """Delivery that began on `start` stopped; `end` is the first day without it (iWmo 307)."""

    kind: Literal["delivery-stopped"] = "delivery-stopped"
    allocation: str | None = None
    category: str | None = None
    product: str | None = None
    provider: str
    start: date
    end: date
    reason: str
    temporary: bool = False


class BenefitReceived(Frozen):
    """A benefit under `law` (in our words, or the source's code if we have no word for it)."""

    kind: Literal["benefit-received"] = "benefit-received"
    law: str
    code: str | None = None
    payer: str
    start: date
    end: date | None = None
    decided_on: date | None = None
    amount: Cents | None = None
    amount_per: Per | None = None


class EmploymentHeld(Frozen):
    kind: Literal["employment-held"] = "employment-held"
    employer: str
    contract: str
    start: date
    end: date | None = None


class IncomeReported(Frozen):
    kind: Literal["income-reported"] = "income-reported"
    employer: str
    start: date
    end: date | None = None
    amount: Cents | None = None
    hours: int | None = None


class DecisionMade(Frozen):
    """A decision on a provision or benefit: what was applied for, when decided, granted or not."""

    kind: Literal["decision-made"] = "decision-made"
    law: str
    subject: str
    number: str
    decided_on: date | None = None
    granted: bool | None = None
    code: str | None = None


class ProvisionGranted(Frozen):
    """Beschut werk, participatieplaats, job coach …; what UWV grants; help under the Jeugdwet."""

    kind: Literal["provision-granted"] = "provision-granted"
    stream: Literal["participatiewet", "uwv", "jeugdwet"] = "participatiewet"
    instrument: str
    code: str | None = None
    number: str | None = None
    provider: str | None = None
    employer: str | None = None
    place: str | None = None
    start: date
    end: date | None = None
    volume: Volume | None = None
    decided_on: date | None = None


class WageSubsidyGranted(Frozen):
    """*Loonkostensubsidie* (Participatiewet 10d): paid to the employer, in % of the WML."""

    kind: Literal["wage-subsidy-granted"] = "wage-subsidy-granted"
    number: str | None = None
    employer: str | None = None
    place: str | None = None
    start: date
    end: date | None = None
    wage_value: str | None = Field(default=None, description="loonwaarde, % of the WML")
    decided_on: date | None = None


class LongTermCareStatus(Frozen):
    """A Wlz-signaal: `yes`, `no` (after an earlier yes) or `unknown`."""

    kind: Literal["long-term-care-status"] = "long-term-care-status"
    status: Literal["yes", "no", "unknown"]
    issued: date | None = None
    start: date | None = None
    end: date | None = None


class PlacementReported(Frozen):
    """A person at a place, as the provider reports it.  Needs no law, decision or BSN."""

    kind: Literal["placement-reported"] = "placement-reported"
    place: str
    provider: str
    activity: Kind
    task: str | None = Field(default=None, description="task or function, in the provider's words")
    start: date
    end: date | None = None
    minutes_per_week: int | None = Field(default=None, ge=0, le=10_080)
    holder: str | None = Field(default=None, description="who holds the funding, if not provider")
    employer: str | None = None
    destination: str | None = Field(default=None, description="where the person went next")
    cohort: str | None = Field(default=None, description="the track that it belongs to")
    programme: str | None = Field(default=None, description="towards whose target it counts")
    result: Result | None = Field(default=None, description="how the track ended for them")


class AttendanceReported(Frozen):
    kind: Literal["attendance-reported"] = "attendance-reported"
    place: str
    month: str = Field(pattern=r"^[0-9]{4}-[0-9]{2}$")
    minutes: int = Field(ge=0, le=44_640)


class LadderStepSet(Frozen):
    """A step on the participatieladder (VNG), 1 to 6."""

    kind: Literal["ladder-step-set"] = "ladder-step-set"
    step: int = Field(ge=1, le=6)
    on: date


class CertificateEarned(Frozen):
    kind: Literal["certificate-earned"] = "certificate-earned"
    name: str
    on: date


class ContactHeld(Frozen):
    """The person was spoken to about their development."""

    kind: Literal["contact-held"] = "contact-held"
    on: date


class PlaceOffered(Frozen):
    """A workplace with its capacity, what is done there and where it is.

    `work`: what is done, in the provider's words.  `latitude` and `longitude` come together.
    """

    kind: Literal["place-offered"] = "place-offered"
    place: str
    provider: str
    name: str
    capacity: int | None = Field(default=None, ge=0)
    activities: tuple[Kind, ...] = ()
    work: str | None = None
    address: str | None = None
    postcode: str | None = None
    latitude: Degrees | None = None
    longitude: Degrees | None = None
    start: date
    end: date | None = None


class SubsidyGranted(Frozen):
    """Money for places, with no decision per person: shared by the places it names."""

    kind: Literal["subsidy-granted"] = "subsidy-granted"
    number: str
    instrument: Literal["subsidie", "algemene_voorziening", "programma"]
    theme: str | None = None
    payer: str
    places: tuple[str, ...] = Field(min_length=1)
    start: date
    end: date | None = None
    amount: Cents | None = Field(default=None, ge=0)
    fund: Fund | None = None
    cost_item: str | None = Field(default=None, description="the cost that is declared, by code")
    programme: str | None = Field(default=None, description="whose budget it comes from")


class RevenueReported(Frozen):
    """Sales of a place."""

    kind: Literal["revenue-reported"] = "revenue-reported"
    place: str
    provider: str
    start: date
    end: date
    amount: Cents = Field(ge=0)


Wmo = AllocationMade | DeliveryStarted | DeliveryStopped
Income = BenefitReceived | EmploymentHeld | IncomeReported | DecisionMade
Support = ProvisionGranted | WageSubsidyGranted | LongTermCareStatus
Known = RegistrationHeld | AmountReceived | AgeKnown | WageValueReimbursed
Standing = Known | AssessmentRequested | EligibilityDecided
Reported = PlacementReported | AttendanceReported | WaitingReported
Course = Reported | LadderStepSet | CertificateEarned | ContactHeld
PersonFact = Wmo | Income | Support | Standing | Course
PlaceFact = PlaceOffered | SubsidyGranted | RevenueReported | CostReported
Contract = ContractAgreed | ClaimSubmitted | AllocationRemoved
AccountFact = CohortPlanned | ProgrammePlanned | Contract  # of an account alone
# written as what it is: by the union, it would be made a dictionary first
Fact = SerializeAsAny[Annotated[PersonFact | PlaceFact | AccountFact, Field(discriminator="kind")]]


class Record(Frozen):
    """What a door reads: one version of one thing the source keeps, replaced as a whole.

    `key` is the thing's own name at the source (unique within source and municipality);
    `stamp` the source's own stamp of this version, empty where it gives none; `occasion` the
    message's own number, where telling the same message twice is telling it once;
    `place` where in the message it stood.
    """

    municipality: Municipality
    source: Source
    system: str = Field(default="", description="which register of the source, where it has many")
    key: str
    stamp: str = ""
    occasion: str = ""
    deleted: bool = False
    who: PersonDescribed | None = None
    facts: tuple[Fact, ...] = ()
    place: str = ""
