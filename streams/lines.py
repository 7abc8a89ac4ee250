"""Which lines pay for a person: one stream, one thing, for a period.

Every line comes from facts of one record.  Three rules:

* a Wmo allocation runs for its own term, less the days after a stop (iWmo 307) on which no new
  start (305) was reported; a start without a known allocation waits for it (it is *pending*);
  a stop that contradicts its allocation or another counts, and `rules.delivered` tells it;
* a benefit is income: it is a line of the person, and pays for no placement;
* a Wlz status `yes` is a line without hours; a `no` that names the term of the indication that was
  is a line for that term (a `no` follows an earlier `yes`), a `no` without it is none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from schemas.costs import WageValueReimbursed
from schemas.facts import (
    AllocationMade,
    BenefitReceived,
    DeliveryStarted,
    DeliveryStopped,
    Kind,
    LongTermCareStatus,
    ProvisionGranted,
    WageSubsidyGranted,
)
from schemas.policy import Policy
from schemas.standings import AmountReceived
from schemas.values import digest
from schemas.volumes import Per, Unit, Volume
from streams.instruments import (
    COVERS,
    NEEDS_COVER,
    PARTICIPATIEWET_LAWS,
    SUPPORT,
    UWV_LAWS,
    kinds_of,
    payer_of,
)
from streams.records import Told
from streams.spreading import Sum

Ground = Literal["allocation", "decision", "registration", "status", "report"]


class PayingLine(NamedTuple):
    """A line and what it pays for.  `reach`: what a placement must share with it to be paid by it;
    `kinds`: which activities it is for (none given: any).
    """

    line: str
    record: str
    stream: str
    instrument: str
    ground: Ground
    start: date
    end: date | None
    reach: Literal["place", "provider", "employer", "kind", "nothing"]
    kinds: frozenset[Kind] = frozenset()
    payer: str | None = None
    payee: str | None = None
    provider: str | None = None
    place: str | None = None
    employer: str | None = None
    volume: Volume | None = None
    minutes: int | None = None
    percentage: str | None = None
    amount: int | None = None
    amount_per: Per | None = None
    product: str | None = None
    sum: Sum | None = None

    @property
    def support(self) -> bool:
        return self.instrument in SUPPORT


def lines_of(records: Sequence[Told], policy: Policy) -> list[PayingLine]:
    """Every line of a person, in order of start."""
    told = [(r.record, number, fact) for r in records for number, fact in enumerate(r.facts)]
    paying = [of for of in told if type(of[2]) in PAYING]
    deliveries = [
        fact
        for _, _, fact in told
        if type(fact) is DeliveryStarted or type(fact) is DeliveryStopped
    ]
    lines = _indications(paying)
    for record, number, fact in paying:
        if one := ONE_LINE.get(type(fact)):
            lines.append(one(_name(record, number), record, fact, policy))
        elif type(fact) is AllocationMade:
            lines += _allocated(_name(record, number), record, fact, deliveries, policy)
    return sorted(lines, key=_in_order)


def _in_order(line: PayingLine) -> tuple[date, str]:
    return line.start, line.line


def _name(record: str, number: int) -> str:
    """Of the line that comes of a record's fact of that number."""
    return digest("line", record, str(number))


def _indications(paying: Iterable[tuple[str, int, object]]) -> list[PayingLine]:
    """Wlz lines.  Of two indications the one issued later holds from its own first day on."""
    told = sorted(
        (
            (fact.issued or start, start, record, number, fact.end)
            for record, number, fact in paying
            if type(fact) is LongTermCareStatus and (start := _first_day(fact)) is not None
        ),
        key=lambda indication: indication[:4],
    )
    lines: list[PayingLine] = []
    for _, start, record, number, end in told:
        lines = [
            line._replace(end=min(start, line.end or start)) for line in lines if line.start < start
        ]
        lines.append(
            PayingLine(
                _name(record, number),
                record,
                "wlz",
                "wlz",
                "status",
                start,
                end,
                "kind",
                COVERS["wlz"],
            )
        )
    return lines


def _first_day(status: LongTermCareStatus) -> date | None:
    """Of a right to long-term care: a `yes`, or a `no` that names the term of the `yes` it ends."""
    ended = status.status == "no" and status.end is not None
    return status.start if status.status == "yes" or ended else None


def _allocated(
    name: str,
    record: str,
    fact: AllocationMade,
    deliveries: Sequence[DeliveryStarted | DeliveryStopped],
    policy: Policy,
) -> Iterator[PayingLine]:
    activity = policy.activity(fact.category, fact.product)
    line = PayingLine(
        name,
        record,
        stream="wmo",
        instrument=activity.value if activity else f"wmo-{fact.category or 'onbepaald'}",
        ground="allocation",
        start=fact.start,
        end=fact.end,
        reach="provider" if activity else "nothing",
        kinds=NEEDS_COVER,
        provider=policy.organisation(fact.provider),
        volume=fact.volume,
        minutes=minutes_per_week(fact.volume, policy),
        amount=fact.budget,
        product=fact.product,
        sum=Sum(fact.budget, fact.start, fact.end) if fact.budget and fact.end else None,
    )
    told = [d for d in deliveries if d.allocation == fact.number]
    for number, (start, end) in enumerate(without_stops(fact.start, fact.end, told)):
        if (number, start, end) == (0, line.start, line.end):  # nearly always
            yield line
            continue
        part = name if number == 0 else digest("line", name, start.isoformat())
        amount = line.amount if number == 0 else None  # one budget, told once
        yield line._replace(line=part, start=start, end=end, amount=amount)


def without_stops(
    start: date, end: date | None, deliveries: Iterable[DeliveryStarted | DeliveryStopped]
) -> Iterator[tuple[date, date | None]]:
    """The allocated term less the days between a stop and the next start.

    A stop belongs to the start whose begin date it repeats (iWmo TR382); of a temporary and a
    definitive stop the first ends the delivery (OP377).  A delivery that began since goes
    on, also if the stop comes after its begin: that the two overlap is a signal.
    """
    stopped: dict[date, date] = {}
    begins: set[date] = set()
    for delivery in deliveries:
        begins.add(delivery.start)
        if type(delivery) is DeliveryStopped:
            stopped[delivery.start] = min(delivery.end, stopped.get(delivery.start, date.max))
    for begin in sorted(stopped):
        halt = stopped[begin]
        again = min((day for day in begins if day > begin), default=None)
        if start < halt:
            yield start, halt if end is None else min(halt, end)
        if again is None:
            return
        start = max(start, again, halt)
        if end is not None and start >= end:
            return
    if end is None or start < end:
        yield start, end


def _benefit(name: str, record: str, fact: BenefitReceived, _: Policy) -> PayingLine:
    if fact.law in PARTICIPATIEWET_LAWS:
        stream = "participatiewet"
    else:
        stream = "uwv" if fact.law in UWV_LAWS else "other"
    return PayingLine(
        name,
        record,
        stream=stream,
        instrument=fact.law,
        ground="decision" if fact.decided_on else "registration",
        start=fact.start,
        end=fact.end,
        reach="nothing",
        payer=fact.payer,
        amount=fact.amount,
        amount_per=fact.amount_per,
    )


def _amount(name: str, record: str, fact: AmountReceived, _: Policy) -> PayingLine:
    """A premie is paid by the municipality, an onkostenvergoeding by whoever has the volunteer;
    what somebody earns is their own.
    """
    earned = fact.what == "eigen_inkomsten"
    return PayingLine(
        name,
        record,
        stream="revenue" if earned else "participatiewet",
        instrument=fact.what,
        ground="report" if earned else "decision",
        start=fact.start,
        end=fact.end,
        reach="nothing",
        payer="gemeente" if fact.what == "premie" else None,
        amount=fact.amount,
        amount_per=Per.MONTH if earned else Per.TOTAL,
    )


def _reimbursement(name: str, record: str, fact: WageValueReimbursed, _: Policy) -> PayingLine:
    """The provider pays, out of what its places have; it is no income of the volunteer."""
    return PayingLine(
        name,
        record,
        stream="provider",
        instrument="loonwaardevergoeding",
        ground="report",
        start=fact.start,
        end=fact.end,
        reach="nothing",
        payer=fact.provider,
        payee=fact.to,
        amount=fact.amount,
        amount_per=Per.TOTAL,
    )


def _provision(name: str, record: str, fact: ProvisionGranted, policy: Policy) -> PayingLine:
    reach: Literal["place", "provider", "employer", "kind"] = "kind"
    if fact.place:
        reach = "place"
    elif fact.provider:
        reach = "provider"
    elif fact.employer:
        reach = "employer"
    return PayingLine(
        name,
        record,
        stream=fact.stream,
        instrument=fact.instrument,
        ground="decision" if fact.decided_on else "registration",
        start=fact.start,
        end=fact.end,
        reach=reach,
        kinds=kinds_of(fact.instrument, reach),
        payer=payer_of(fact.stream, fact.instrument),
        provider=policy.organisation(fact.provider) if fact.provider else None,
        place=fact.place,
        employer=policy.organisation(fact.employer) if fact.employer else None,
        volume=fact.volume,
        minutes=minutes_per_week(fact.volume, policy),
    )


def _wage_subsidy(name: str, record: str, fact: WageSubsidyGranted, policy: Policy) -> PayingLine:
    reach: Literal["place", "employer", "kind"] = "kind"
    if fact.place:
        reach = "place"
    elif fact.employer:
        reach = "employer"
    return PayingLine(
        name,
        record,
        stream="participatiewet",
        instrument="loonkostensubsidie",
        ground="decision" if fact.decided_on else "registration",
        start=fact.start,
        end=fact.end,
        reach=reach,
        kinds=COVERS["loonkostensubsidie"] if reach == "kind" else frozenset(),
        payer="gemeente",
        place=fact.place,
        employer=policy.organisation(fact.employer) if fact.employer else None,
        percentage=fact.wage_value,
    )


def minutes_per_week(volume: Volume | None, policy: Policy) -> int | None:
    """A volume as minutes a week; none where it says no hours, or not how they are spread."""
    if volume is None:
        return None
    units = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAGDEEL: policy.minutes_per_dagdeel}
    each = units.get(volume.unit)
    if each is None:
        return None
    match volume.per:
        case Per.WEEK:
            return volume.amount * each
        case Per.MONTH:
            return round(volume.amount * each * 12 / 52)
        case _:
            return None


# What is one line; an allocation may be several, and indications end one another.
ONE_LINE: Mapping[type, Callable[[str, str, Any, Policy], PayingLine]] = {
    AmountReceived: _amount,
    BenefitReceived: _benefit,
    ProvisionGranted: _provision,
    WageSubsidyGranted: _wage_subsidy,
    WageValueReimbursed: _reimbursement,
}
PAYING = frozenset({AllocationMade, LongTermCareStatus, *ONE_LINE})
