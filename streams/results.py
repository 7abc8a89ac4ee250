"""What comes in at a place against what it costs, month by month, under the tariff and others.

A month is told if a cost of the place is told for one of its days: without a cost there is nothing
to hold an income against.  What comes in is

* the money of the place (subsidy, programme, sales), spread over its days;
* the own lines of the placements there: at the amount that is known of a line, else its hours at
  the tariff of the policy.  Help at the work (a job coach that somebody is granted) is no income.

What has no amount and no tariff is not counted, and told as such.  Of hours it counts those that
were allotted, not those that were attended or claimed.  Another tariff changes what is valued by
it, and nothing else.

A place has few people, and the sums of a place are told however few they are: without them there is
no result.  What would be one person's own is not told apart: streams that pay for fewer people than
the policy's limit are one sum, and what is reimbursed for a volunteer is told with other costs.  If
there are none, the month says only that something is not told.  Nobody is named, and no line or
record.  It is no more than that: whoever lays months, places or events beside one another may still
work out what one person's part is, so no subscriber is told it (`streams.deliveries.table`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from schemas.costs import CostKind, CostReported
from schemas.messages import Brought
from schemas.policy import Policy
from schemas.result_events import Earned, NotCounted, Outlook, Reason, ResultMonth, Spent
from schemas.stretches import PaidBy, Stretch
from schemas.tariffs import Tariff, tariff_on
from schemas.values import Period
from schemas.volumes import Unit
from streams.coverage import Money
from streams.periods import common, months_later
from streams.publish import Stamp, publish_periods
from streams.records import Told
from streams.spreading import Rate, Sum, at_rate, in_days
from streams.step import Draft, Json

WAGE_VALUE = CostKind.WAGE_VALUE


@dataclass
class Income:
    """What comes in in a month.  By stream: cents with a known amount, cents by tariff for each
    percentage, and for whom.
    """

    percentages: tuple[int, ...]
    money: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    valued: Counter[tuple[str, int]] = field(default_factory=Counter)
    persons: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    missing: defaultdict[tuple[str, Reason], set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )
    sources: set[str] = field(default_factory=set)

    def total(self, percentage: int) -> int:
        valued = sum(cents for (_, of), cents in self.valued.items() if of == percentage)
        return self.money.total() + self.known.total() + valued


def results_of(
    records: Sequence[Told],
    money: Sequence[Money],
    placements: Iterable[Brought],
    policies: Mapping[str, Policy],
    municipality: str,
) -> list[Json]:
    """The months of a place, in order, as they are published.

    Placements that share a record count once; each line is valued by the tariffs of its own
    municipality, and the others that are asked about are those of the place's *municipality*.
    """
    costs = [fact for record in records for fact in record.facts if isinstance(fact, CostReported)]
    here = {p.record: p for p in sorted(placements, key=lambda p: p.placement)}.values()
    policy = policies[municipality]
    found = []
    for month in sorted({month for cost in costs for month in _months(cost)}):
        spent = list(_spent(costs, month))
        income = Income((0, *policy.tariff_scenarios))
        _count_money(income, money, month)
        for placement in here:
            _count_lines(income, placement, month, policies[placement.municipality])
        found.append(_told(month, spent, income, policy.small_group))
    return [month.model_dump(mode="json", exclude_defaults=True) for month in found]


def tell_result(draft: Draft, stamp: Stamp, place: str, months: list[Json]) -> None:
    key = f"doc//result//{place}//{place}"
    old = draft.get(key)
    new: Json = {"place": place, "periods": months}
    if old != new and (old or months):
        name = "places.result-changed"
        publish_periods(draft, stamp, name, place, old=old, new=new, part=place)
        draft.put(key, new if months else None)


def _months(cost: CostReported) -> Iterator[Period]:
    start = cost.start.replace(day=1)
    while start < cost.end:
        following = months_later(start, 1)
        yield Period(start, following)
        start = following


def _days(thing: Stretch | Money, month: Period) -> tuple[date, date] | None:
    """The days that *thing* and *month* have in common, which have an end."""
    days = common(thing, month)
    return (days[0], days[1]) if days and days[1] else None


def _count_money(income: Income, money: Iterable[Money], month: Period) -> None:
    for one in money:
        days = _days(one, month)
        if days is None:
            continue
        if one.amount is None:
            income.missing[one.stream, "no-amount"].add(one.line)
        elif one.end is None:
            income.missing[one.stream, "no-end"].add(one.line)
        else:
            income.money[one.stream] += in_days(Sum(one.amount, one.start, one.end), *days)


def _count_lines(income: Income, placement: Brought, month: Period, policy: Policy) -> None:
    for stretch in placement.stretches:
        days = _days(stretch, month)
        if days is None:
            continue
        for line in stretch.lines:
            if not line.support and _count_line(income, line, stretch.start, days, policy):
                income.persons[line.stream].add(placement.person)


def _count_line(
    income: Income, line: PaidBy, since: date, days: tuple[date, date], policy: Policy
) -> bool:
    """Whether (any of) it is counted."""
    if line.sum is not None:
        income.known[line.stream] += in_days(line.sum, *days)
        return True
    if line.minutes is None:
        income.missing[line.stream, "no-hours"].add(line.line)
        return False
    counted = False
    for start, end, tariff in _by_tariff(line, days, policy.tariffs):
        if tariff is None:
            income.missing[line.stream, "no-tariff"].add(line.line)
            continue
        counted = True
        income.sources.add(tariff.source)
        unit = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAGDEEL: policy.minutes_per_dagdeel}
        for percentage in income.percentages:
            rate = Rate(line.minutes, tariff.cents, unit[tariff.unit], since, percentage)
            income.valued[line.stream, percentage] += at_rate(rate, start, end)
    return counted


def _by_tariff(
    line: PaidBy, days: tuple[date, date], tariffs: Sequence[Tariff]
) -> Iterator[tuple[date, date, Tariff | None]]:
    first, last = days
    starts = sorted({first, *(t.start for t in tariffs if first < t.start < last)})
    for start, end in zip(starts, [*starts[1:], last], strict=True):
        yield start, end, tariff_on(tariffs, line.stream, line.instrument, line.product, start)


def _spent(costs: Iterable[CostReported], month: Period) -> Iterator[Spent]:
    """By kind, and by over how many places they are shared."""
    sums: Counter[tuple[CostKind, int]] = Counter()
    for cost in costs:
        term = Sum(cost.amount, cost.start, cost.end)
        if cents := in_days(term, month.start, month.end or month.start):
            sums[cost.cost, cost.over] += cents
    for (kind, over), cents in sorted(sums.items()):
        yield Spent(kinds=(kind,), over=over, cents=cents)


def _told(month: Period, spent: list[Spent], income: Income, few: int) -> ResultMonth:
    end = month.end or month.start
    if spent and all(one.kinds == (WAGE_VALUE,) for one in spent):
        return ResultMonth(start=month.start, end=end, suppressed=True)
    cost = sum(one.cents for one in spent)
    return ResultMonth(
        start=month.start,
        end=end,
        costs=tuple(_not_alone(spent)),
        income=(*_earned(income, few), *_of_place(income)),
        not_counted=tuple(
            NotCounted(stream=stream, reason=reason, number=len(lines))
            for (stream, reason), lines in sorted(income.missing.items())
        ),
        results=tuple(
            Outlook(
                percentage=percentage,
                income_cents=income.total(percentage),
                result_cents=income.total(percentage) - cost,
            )
            for percentage in income.percentages
        ),
        tariffs=tuple(sorted(income.sources)),
    )


def _not_alone(spent: Sequence[Spent]) -> Iterator[Spent]:
    """A wage value is told with the job coach, who does the rest of the guidance; else with all."""
    alone = {WAGE_VALUE}
    if any(WAGE_VALUE in one.kinds for one in spent):
        coached = any(CostKind.JOBCOACH in one.kinds for one in spent)
        alone |= {CostKind.JOBCOACH} if coached else set(CostKind)
    together = [one for one in spent if alone.issuperset(one.kinds)]
    if together:
        yield Spent(
            kinds=tuple(sorted({kind for one in together for kind in one.kinds})),
            over=max(one.over for one in together),
            cents=sum(one.cents for one in together),
        )
    yield from (one for one in spent if one not in together)


def _earned(income: Income, few: int) -> Iterator[Earned]:
    """Of the people there: by stream, if each pays for enough of them; else as one sum."""
    counted = sorted(income.persons)
    apart = all(len(income.persons[stream]) >= few for stream in counted)
    sums = [(stream,) for stream in counted] if apart else [tuple(counted)]
    for together in sums:
        yield Earned(
            of="people",
            streams=together,
            cents=sum(income.known[s] + income.valued[s, 0] for s in together),
        )


def _of_place(income: Income) -> Iterator[Earned]:
    for stream, cents in sorted(income.money.items()):
        yield Earned(of="place", streams=(stream,), cents=cents)
