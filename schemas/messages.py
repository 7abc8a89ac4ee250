"""What travels between the steps.  Each is one record on a topic; `kind` tells them apart.

Outside the identity zone (`raw.*`, `facts`, identity's own state) a person or a record is only
a pseudonym, made under the municipality's key.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from schemas.cohorts import Result
from schemas.facts import Fact, Kind, PersonDescribed, Source
from schemas.policy import Policy
from schemas.stretches import CandidateFor, Stretch, Years
from schemas.values import Frozen, Municipality


class Cause(Frozen):
    """Which message made this happen, and when the hub received it.

    `message` is the id minted at the door; for a day or a policy it is that fact's own name.
    `received` is UTC, ISO 8601 with microseconds, so that text order is time order.
    """

    message: str
    received: str
    place: str = ""
    traceparent: str = ""


class Raw(Frozen):
    """A message as received: what stands in the headers of `raw.<source>`, and the bytes."""

    message: str
    source: Source
    received: str
    municipality: Municipality | None = None
    sender: str = ""
    media_type: str = ""
    traceparent: str = ""
    partition: int = -1
    offset: int = -1
    body: bytes


class Version(Frozen):
    """Which telling of a record is the current one: the greatest.

    The source's stamp where it has one, then the time of receipt, then the content.
    """

    stamp: str
    received: str
    digest: str

    def rank(self) -> tuple[str, str, str]:
        return self.stamp, self.received, self.digest

    def __str__(self) -> str:
        return f"{self.stamp}~{self.received}~{self.digest}"


class RecordTold(Frozen):
    """One version of one record, in our words (topic `facts`).

    `record` and `node` are pseudonyms: of the thing at the source, and of the person as that
    source (system) knows them.  Records with the same node are about the same person.
    `contested`, said by `identify`: another telling of the same moment says something else.
    """

    kind: Literal["record-told"] = "record-told"
    municipality: Municipality
    source: Source
    system: str
    record: str
    version: Version
    occasion: str = ""
    deleted: bool = False
    node: str | None = None
    who: PersonDescribed | None = None
    facts: tuple[Fact, ...] = ()
    contested: Literal[True] | None = None
    cause: Cause


class PersonRecord(Frozen):
    """The current facts of one record, under a person (topic `person.facts`)."""

    kind: Literal["person-record"] = "person-record"
    municipality: Municipality
    person: str
    record: str
    version: str
    source: Source
    facts: tuple[Fact, ...] = ()
    gone: bool = False
    cause: Cause


class PlaceRecord(Frozen):
    """The current facts of one record about a place or its money (topic `place.facts`)."""

    kind: Literal["place-record"] = "place-record"
    municipality: Municipality
    place: str
    record: str
    version: str
    source: Source
    facts: tuple[Fact, ...] = ()
    gone: bool = False
    cause: Cause


class Brought(Frozen):
    """What one placement of a person brings to a place (topic `place.facts`)."""

    kind: Literal["brought"] = "brought"
    municipality: Municipality
    place: str
    person: str
    placement: str
    record: str
    version: str
    provider: str
    holder: str | None = None
    activity: Kind
    start: date
    end: date | None = None
    minutes_per_week: int | None = None
    needs_cover: bool
    stretches: tuple[Stretch, ...] = ()
    gone: bool = False
    cause: Cause


class Waiting(Frozen):
    """A person who waits for a seat at a place (topic `place.facts`).  `waiting`: its own name."""

    kind: Literal["waiting"] = "waiting"
    municipality: Municipality
    place: str
    person: str
    waiting: str
    record: str
    since: date
    gone: bool = False
    cause: Cause


class Counted(Frozen):
    """One placement as it counts towards an account: a provider, or a cohort with how it ended
    there and since when a job followed (topic `account.facts`).
    """

    kind: Literal["counted"] = "counted"
    municipality: Municipality
    account: str
    place: str
    placement: str
    record: str
    version: str
    activity: Kind
    start: date
    end: date | None = None
    result: Result | None = None
    job: date | None = None
    gone: bool = False
    cause: Cause


class Candidate(Frozen):
    """A person as they count for a budget of places (topic `account.facts`).

    `awaiting`: registered on that day and not assessed since; `waits`: eligible, without a place.
    """

    kind: Literal["candidate"] = "candidate"
    municipality: Municipality
    account: str
    candidate: str
    person: str
    record: str
    activity: Kind
    awaiting: date | None = None
    eligible: tuple[CandidateFor, ...] = ()
    waits: CandidateFor | None = None
    gone: bool = False
    cause: Cause


class Developed(Frozen):
    """How a person developed at a provider, by year (topic `account.facts`).

    A year holds `vertical`, `horizontal`, `dropped_out` (1 if so) and `change`, of the wage value
    in hundredths of a percent, if it was set anew.
    """

    kind: Literal["developed"] = "developed"
    municipality: Municipality
    account: str
    development: str
    person: str
    record: str
    present: tuple[Years, ...] = ()
    years: dict[str, dict[str, int]] = Field(default_factory=dict)
    gone: bool = False
    cause: Cause


class AccountRecord(Frozen):
    """The current facts of one record about money or a contract (topic `account.facts`).

    `client`: a name for whom an allocation, or what is told on one, is about; it is no person's
    id.  `contested` as in `RecordTold`.
    """

    kind: Literal["account-record"] = "account-record"
    municipality: Municipality
    account: str
    record: str
    version: str
    source: Source
    facts: tuple[Fact, ...] = ()
    client: str | None = None
    contested: Literal[True] | None = None
    gone: bool = False
    cause: Cause


class DayPassed(Frozen):
    """A day is over: `day` is the new day.  Time reaches the steps in no other way."""

    kind: Literal["day-passed"] = "day-passed"
    day: date
    cause: Cause


class PolicySet(Frozen):
    """The policy of a municipality that is in force from here on."""

    kind: Literal["policy-set"] = "policy-set"
    policy: Policy
    cause: Cause


class ModelSet(Frozen):
    """The model by which descriptions are compared from here on (`streams.linking.model`)."""

    kind: Literal["model-set"] = "model-set"
    version: str
    digest: str
    model: dict[str, Any]
    cause: Cause


class LinkDecided(Frozen):
    """Somebody decided about two nodes: they are one person, they are not, or nothing any more.

    The latest (`at`, then `cause`) about a pair holds, in whatever order they come.  `review` is
    what was looked at, and `evidence` how the two agreed then.
    """

    kind: Literal["link-decided"] = "link-decided"
    municipality: Municipality
    one: str
    other: str
    verdict: Literal["same", "different", "withdrawn"]
    by: str = Field(min_length=1)
    at: str = Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})$")
    why: str = ""
    review: str = ""
    evidence: str = ""
    cause: Cause

    @field_validator("other")
    @classmethod
    def _two(cls, other: str, info: ValidationInfo) -> str:
        if other == info.data.get("one"):
            raise ValueError("about two nodes, not one")
        return other


Control = DayPassed | PolicySet
FactsMessage = Annotated[RecordTold | LinkDecided | ModelSet | Control, Field(discriminator="kind")]
PersonMessage = Annotated[PersonRecord | Control, Field(discriminator="kind")]
PlaceMessage = Annotated[PlaceRecord | Brought | Waiting | Control, Field(discriminator="kind")]
AccountMessage = Annotated[
    AccountRecord | Counted | Candidate | Developed | Control, Field(discriminator="kind")
]


Fate = Literal["passed", "concluded", "without-effect", "pending", "superseded", "dead-lettered"]


class Outcome(Frozen):
    """What became of a version of a record at one step (topic `outcomes`).

    A message as a whole has one too, by `normalise`: its record is `message:<id>`, `refused` names
    the first records of it that could not be read and `refused_total` how many they are,
    `unlisted` the code lists that lack a code of it.
    """

    record: str
    version: str
    step: str
    subject: str
    source: Source | None = None  # none: not from a door
    municipality: Municipality | None = None
    outcome: Fate
    detail: str = ""
    refused: tuple[str, ...] = ()
    refused_total: int = 0
    unlisted: tuple[str, ...] = ()
    cause: Cause

    def refuses(self, record: str) -> bool:
        """Whether *record* could not be read; of one that is not named for their number, yes."""
        return record in self.refused or len(self.refused) < self.refused_total


class DeadLetter(Frozen):
    """What could not be read, why, and where its bytes are (topic `dead-letters`).

    `record` numbers the bad record within the message (`*`: the message as a whole).  A record on a
    topic that is not of that topic, whoever put it there, is a message named after its place.
    """

    message: str
    source: Source | None = None
    received: str
    municipality: Municipality | None = None
    record: str
    fault: str
    place: str
    expected: str
    found: str
    raw_topic: str
    raw_partition: int = -1
    raw_offset: int = -1
