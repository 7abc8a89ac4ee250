"""The public events: CloudEvents in the NL GOV profile 1.1, structured JSON.

Every type is described once, here; JSON Schemas are generated from it (`schemas/generated/`).
`time` is when the hub received what caused the event; business dates are in `data`.  A period holds
from `start` up to, not including, `end`; no end means open.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import Field

from schemas import topics
from schemas.budget_events import (
    AwaitingAssessmentChanged,
    EligibilityChanged,
    EligibleWaitingChanged,
)
from schemas.cohorts import CohortChanged, Result
from schemas.facts import Kind, Source
from schemas.offers import OfferChanged
from schemas.persons import LinkDoubted, PersonsChanged
from schemas.place_events import (
    DevelopmentReported,
    PlaceFreed,
    PlaceMixChanged,
    PlaceOverbooked,
    ProviderReported,
    WaitingListChanged,
)
from schemas.programmes import BudgetChanged, BudgetWithdrawn, TargetChanged
from schemas.result_events import ResultChanged
from schemas.settlements import SettlementChanged
from schemas.topics import Topic
from schemas.values import Frozen, Municipality
from schemas.volumes import Per, Volume
from schemas.windows import Window

EVENT_MAX = 64 * 1024  # bytes: what intermediaries must forward (CloudEvents 1.0, NL GOV 1.1)
NAMED_MAX = 100  # lines or records that one signal names
NOTES_MAX = 5  # notes on one document, and
NOTED_MAX = 10  # lines that one of them names: all stand in the header of an event


class Line(Frozen):
    """One stream paying one thing."""

    line: str
    record: str
    stream: str
    instrument: str
    ground: Literal["allocation", "decision", "registration", "status", "report"]
    payer: str | None = None
    payee: str | None = Field(default=None, description="to whom, if not the person or provider")
    provider: str | None = None
    place: str | None = None
    employer: str | None = None
    volume: Volume | None = None
    minutes_per_week: int | None = None
    percentage: str | None = None
    amount_cents: int | None = None
    amount_per: Per | None = None


class MixPeriod(Frozen):
    start: date
    end: date | None = None
    lines: tuple[Line, ...]


class Contact(Frozen):
    held: date
    next_due: date


class Note(Frozen):
    """A rule that allows what runs together here, and says so; nothing to look at."""

    rule: str
    start: date
    end: date | None = None
    verdict: str
    law: str
    text_version: str
    confidence: str
    explanation: str = Field(description="Dutch, for a policy officer")
    lines: tuple[str, ...] = Field(default=(), max_length=NOTED_MAX)


class FundingMixChanged(Frozen):
    """Per person: periods with the lines that pay.  `digest` is of all periods once the last
    part (`complete`) of a change is applied.
    """

    person: str
    municipality: Municipality
    contact: Contact | None = None
    notes: tuple[Note, ...] = Field(default=(), max_length=NOTES_MAX)
    window: Window | None = None
    periods: tuple[MixPeriod, ...] = ()
    digest: str
    complete: bool = True


class Signal(Frozen):
    """Something a person should look at.  It informs, it never blocks."""

    signal: str
    rule: str
    municipality: Municipality
    subject_kind: Literal["person", "placement", "place", "account"]
    person: str | None = None
    placement: str | None = None
    place: str | None = None
    provider: str | None = Field(default=None, description="at whom, if the rule is about that")
    account: str | None = Field(default=None, description="a budget or a provider")
    start: date
    end: date | None = None
    minutes_per_week: int | None = None
    number: int | None = Field(default=None, description="what was counted or claimed, if too much")
    maximum: int | None = Field(default=None, description="what it may be")
    mended_by: Literal["provider", "municipality"] | None = Field(
        default=None, description="who can mend it, if one of the two can"
    )
    verdict: str = Field(description="what the law says of it: forbidden, may-refuse, settle …")
    law: str
    text_version: str
    confidence: str = Field(description="how sure the rule is of the law's text")
    explanation: str = Field(description="Dutch, for a policy officer")
    lines: tuple[str, ...] = Field(
        default=(), max_length=NAMED_MAX, description="that caused it; the first, if very many"
    )
    records: tuple[str, ...] = Field(
        default=(), max_length=NAMED_MAX, description="that caused it; the first, if very many"
    )


class Progress(Frozen):
    what: Literal["ladder", "certificate", "activity"]
    on: date
    text: str
    record: str


class PlacementDoc(Frozen):
    """A person at a place, over time: who they work for, what they do, how far they came."""

    placement: str
    municipality: Municipality
    person: str
    label: str
    place: str
    provider: str
    holder: str | None = None
    employer: str | None = None
    activity: Kind
    task: str | None = Field(default=None, description="task or function, in the provider's words")
    start: date
    end: date | None = None
    minutes_per_week: int | None = None
    attended: dict[str, int] = Field(
        default_factory=dict, description="minutes by month; the last, if very many"
    )
    destination: str | None = None
    cohort: str | None = None
    programme: str | None = None
    result: Result | None = None
    progress: tuple[Progress, ...] = Field(
        default=(), description="in order of time; the last, if very many"
    )
    record: str


class PlacementWithdrawn(Frozen):
    """The placement is not what the facts say (any more): as if it was never told."""

    placement: str


class CoveredBy(Frozen):
    line: str
    stream: str
    instrument: str
    minutes_per_week: int | None = None
    support: bool = False


class CoveragePeriod(Frozen):
    start: date
    end: date | None = None
    needed_minutes: int | None = None
    own: tuple[CoveredBy, ...] = ()
    of_place: tuple[CoveredBy, ...] = ()
    uncovered_minutes: int | None = None
    state: Literal["covered", "gap", "provisional", "not-needed"]


class CoverageChanged(Frozen):
    """Per placement: what pays for it, own lines and the place's money together, per week."""

    placement: str
    municipality: Municipality
    person: str
    place: str
    notes: tuple[Note, ...] = Field(default=(), max_length=NOTES_MAX)
    window: Window | None = None
    periods: tuple[CoveragePeriod, ...] = ()
    digest: str
    complete: bool = True


class Known(Frozen):
    """The last record of a kind that a source told: that there is one, not what it says."""

    what: Literal[
        "allocation",
        "decision",
        "provision",
        "wage-value",
        "benefit",
        "placement",
        "employment",
        "registration",
        "ladder-step",
        "certificate",
        "contact",
    ]
    source: Source
    on: date
    record: str


class TransferPrepared(Frozen):
    """The person goes from one law to another: what is already known and proven of them, so that
    the receiving side asks for nothing twice.
    """

    transfer: str
    municipality: Municipality
    person: str
    left: Literal["wmo", "participatiewet"]
    entered: Literal["wmo", "participatiewet"]
    ended: date = Field(description="first day without a line of the law that is left")
    begins: date = Field(description="first day of the law that is entered")
    known: tuple[Known, ...] = ()


class TransferWithdrawn(Frozen):
    """The change of law is not what the facts say (any more): as if it was never told."""

    transfer: str


@dataclass(frozen=True, slots=True)
class EventType:
    """`type` on the wire is `nl.samenloop.<name>.v1`."""

    name: str
    topic: Topic
    data: type[Frozen]
    subject: str
    type: str = field(init=False)
    schema: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "type", f"nl.samenloop.{self.name}.v1")
        object.__setattr__(self, "schema", f"urn:nld:samenloop:schema:{self.name}.v1")

    @property
    def delivered_schema(self) -> str:
        """As a subscriber is told it: without what it may not know."""
        return f"urn:nld:samenloop:schema:{self.name}.delivered.v1"


_EVENTS = (
    *(
        EventType(f"persons.{change}", topics.PERSONS, PersonsChanged, "person")
        for change in ("linked", "unlinked", "merged", "split", "renamed")
    ),
    EventType("persons.link-doubted", topics.PERSONS, LinkDoubted, "record"),
    EventType("funding-mixes.changed", topics.FUNDING_MIXES, FundingMixChanged, "person"),
    EventType(
        "funding-signals.raised",
        topics.FUNDING_SIGNALS,
        Signal,
        "person, placement, place or account",
    ),
    EventType(
        "funding-signals.withdrawn",
        topics.FUNDING_SIGNALS,
        Signal,
        "person, placement, place or account",
    ),
    EventType("settlements.changed", topics.SETTLEMENTS, SettlementChanged, "person"),
    EventType("transfers.prepared", topics.TRANSFERS, TransferPrepared, "transfer"),
    EventType("transfers.withdrawn", topics.TRANSFERS, TransferWithdrawn, "transfer"),
    *(
        EventType(f"placements.{change}", topics.PLACEMENTS, PlacementDoc, "placement")
        for change in ("started", "changed", "ended", "progressed")
    ),
    EventType("placements.withdrawn", topics.PLACEMENTS, PlacementWithdrawn, "placement"),
    EventType("coverages.changed", topics.COVERAGES, CoverageChanged, "placement"),
    EventType("places.mix-changed", topics.PLACES, PlaceMixChanged, "place"),
    EventType("places.overbooked", topics.PLACES, PlaceOverbooked, "place"),
    EventType("places.result-changed", topics.PLACES, ResultChanged, "place"),
    EventType("cohorts.changed", topics.COHORTS, CohortChanged, "cohort"),
    EventType("programmes.target-changed", topics.PROGRAMMES, TargetChanged, "programme"),
    EventType("programmes.budget-changed", topics.PROGRAMMES, BudgetChanged, "programme"),
    EventType("programmes.budget-withdrawn", topics.PROGRAMMES, BudgetWithdrawn, "programme"),
    EventType("places.freed", topics.PLACES, PlaceFreed, "place"),
    EventType("places.offer-changed", topics.PLACES, OfferChanged, "place"),
    EventType("places.waiting-list-changed", topics.PLACES, WaitingListChanged, "place"),
    EventType("providers.outcomes-reported", topics.PROVIDERS, ProviderReported, "provider"),
    EventType("providers.development-reported", topics.PROVIDERS, DevelopmentReported, "provider"),
    EventType("budgets.eligibility-changed", topics.BUDGETS, EligibilityChanged, "budget"),
    EventType(
        "budgets.awaiting-assessment-changed", topics.BUDGETS, AwaitingAssessmentChanged, "budget"
    ),
    EventType("budgets.eligible-waiting-changed", topics.BUDGETS, EligibleWaitingChanged, "budget"),
)
EVENTS = {event.name: event for event in _EVENTS}
