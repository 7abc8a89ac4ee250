"""What the sources tell, as data: one class per thing that a message of a source is about.

Days are as the sources give them: `last` is the last day on which it holds (*t/m*).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from connectors.simulator.people import Human
from connectors.simulator.world import Provider


@dataclass(frozen=True, slots=True)
class Product:
    """What is allocated.  `unit` and `per`: iWmo code lists WJ756 and WMO757."""

    category: str
    code: str | None = None
    amount: int | None = None
    unit: str = "16"
    per: str = "2"
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """A version of a ToegewezenProduct; `decided` is its stamp."""

    number: int
    provider: Provider
    product: Product
    decided: datetime
    start: date
    last: date
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Allocations:
    """A 301: all that is allocated to somebody at one provider."""

    provider: Provider
    rows: tuple[Allocation, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A StartProduct, or with a last day a StopProduct.  `status`: 1 told first, 3 taken back."""

    allocation: Allocation
    begin: date
    status: Literal["1", "3"] = "1"
    last: date | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Deliveries:
    """A 305 (starts) or a 307 (stops)."""

    message: Literal["305", "307"]
    provider: Provider
    rows: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A Prestatie: what was delivered in a month, at a price in cents for one unit of it."""

    reference: str
    allocation: Allocation
    first: date
    last: date
    volume: int
    price: int

    @property
    def amount(self) -> int:
        return self.volume * self.price


@dataclass(frozen=True, slots=True)
class Claims:
    """A 323 about one person: the claims of one month, by its first and last day."""

    provider: Provider
    month: tuple[date, date]
    rows: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of the social service's list of decisions."""

    number: str
    kind: str
    decided: date
    start: date
    stamp: datetime
    last: date | None = None
    provider: str = ""
    employer: str = ""
    place: str = ""
    hours: int | None = None
    wage_value: int | None = None
    amount: int | None = None  # euros a month
    once: int | None = None  # cents, of what is paid once
    void: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """A ReIntegratievoorziening.  `code`: CdTypeRvGsd; none for a loonkostensubsidie."""

    start: date
    last: date | None = None
    code: str | None = None
    number: str | None = None
    wage_value: int | None = None


@dataclass(frozen=True, slots=True)
class Reintegration:
    """The whole answer of the re-integration dossier of one person."""

    rows: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Income:
    """An Inkomstenverhouding of one period.  `sort` and `nature`: CdSrtIkv and CdAardIkv."""

    payer: str
    sort: str
    start: date
    last: date | None = None
    nature: str | None = None
    gross: int = 0  # euros a month
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class Incomes:
    """The whole answer of UWV's income dossier of one person."""

    rows: tuple[Income, ...]


@dataclass(frozen=True, slots=True)
class Insurance:
    """The answer of UWV's dossier of employee insurance: one benefit.  `law`: CdSzWet."""

    law: str
    applied: date
    start: date
    gross: int  # euros a month


@dataclass(frozen=True, slots=True)
class LongTermCare:
    """A row of a Wlz signal."""

    status: Literal["Ja", "Nee", "Onbekend"]
    issued: date
    start: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """What a provider reports; `key` names the thing within the provider's own records."""

    provider: Provider
    thing: str
    key: tuple[str, ...]
    data: dict[str, Any] = field(hash=False)
    void: bool = False


List = Literal["aanmeldingen", "contracten", "jeugdhulp", "voorzieningen"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a list that the municipality keeps; `key` names the record in it."""

    table: List
    key: tuple[str, ...]
    data: dict[str, Any] = field(hash=False)
    void: bool = False


Content = (
    Allocations
    | Deliveries
    | Claims
    | Decision
    | Reintegration
    | Incomes
    | Insurance
    | LongTermCare
    | Reported
    | Listed
)


@dataclass(frozen=True, slots=True)
class Telling:
    """Something said at a moment, about somebody or about nobody in particular."""

    at: datetime
    human: Human | None
    content: Content


@dataclass(frozen=True, slots=True)
class Planted:
    """A signal that the hub must raise.  `end`: the first day without, as the hub says it.

    `account`: a provider by its KvK number, or a budget, of what is about no person and no place.
    """

    rule: str
    start: date
    why: str
    end: date | None = None
    person: str = ""
    place: str = ""
    placement: str = ""
    account: str = ""


Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Promised:
    """What must stand in an event at the end, because a practice asks for it.

    `bullet`: as in `tests/stories/bullets.toml`, P1.3.  `event`: without `nl.samenloop.` and
    `.v1`.  `said`: what its data must hold, and may hold more: fields of a mapping, members of a
    list in any order; a person in it is a true person's id, `None` says that a field is not there.
    With `day` that is said by the period that holds on that day, or by a notice of that day.
    `person`, `place` and `provider` must be named somewhere in it.
    """

    bullet: str
    event: str
    said: Said = field(hash=False)
    day: date | None = None
    person: str = ""
    place: str = ""
    provider: str = ""
