"""What counts towards the target and the budget of a programme.

A programme has an account of its own for the placements that name it, of which those count that
begin in its days.  The costs of all programmes of a municipality stand in one account together,
for one programme may exclude another: a cost (the same `cost_item`, on some of the same days)
that both claim is counted under neither, because which of the two may have it is not for the hub
to say.  Either of the two may say that they exclude one another.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from schemas.events import NAMED_MAX
from schemas.facts import SubsidyGranted
from schemas.messages import Cause, Counted
from schemas.programmes import ProgrammePlanned
from streams import controls, records
from streams.documents import documents, keep
from streams.periods import common
from streams.publish import Stamp, publish, publish_periods
from streams.records import Kept
from streams.step import Draft, Json


class Cost(NamedTuple):
    record: str
    fact: SubsidyGranted


def account_of(municipality: str, programme: str) -> str:
    return f"{municipality}/programme:{programme}"


def together(municipality: str) -> str:
    """The account of all programmes of a municipality."""
    return f"{municipality}/programmes"


def is_programme(account: str) -> bool:
    return "/programme:" in account or account.endswith("/programmes")


def count(draft: Draft, message: Counted) -> None:
    key = f"begun//{message.account}//{message.placement}"
    begun = {"record": message.record, "start": message.start.isoformat()}
    draft.put(key, None if message.gone else begun)
    restate(draft, message.account, message.municipality, message.cause)


def restate(draft: Draft, account: str, municipality: str, cause: Cause) -> None:
    """Conclude anew, and tell the difference."""
    told = records.kept(draft.under(f"fact//{account}//").values())
    stamp = Stamp.of(controls.policy_of(draft, municipality), cause)
    plans = _plans(told)
    if account == together(municipality):
        _tell_budgets(draft, stamp, municipality, plans, list(_costs(told)))
    else:
        _tell_target(draft, stamp, account, municipality, next(iter(plans.values()), None))


def _plans(told: Iterable[Kept]) -> dict[str, ProgrammePlanned]:
    """By programme; where several records plan one, the last to begin."""
    found = [
        (fact.start, record.record, fact)
        for record in told
        for fact in record.facts
        if isinstance(fact, ProgrammePlanned)
    ]
    return {fact.programme: fact for *_, fact in sorted(found, key=lambda plan: plan[:2])}


def _costs(told: Iterable[Kept]) -> Iterator[Cost]:
    for record in sorted(told, key=lambda record: record.record):
        for fact in record.facts:
            if isinstance(fact, SubsidyGranted) and fact.programme:
                yield Cost(record.record, fact)


def _tell_target(
    draft: Draft, stamp: Stamp, account: str, municipality: str, plan: ProgrammePlanned | None
) -> None:
    begun = draft.under(f"begun//{account}//")
    of_record = {value["record"]: value["start"] for _, value in sorted(begun.items())}
    old = draft.get(f"doc//target//{account}//{account}")
    new: Json = {
        "programme": account.split(":", 1)[1],
        "municipality": municipality,
        "periods": _periods(plan, list(of_record.values())) if plan else [],
    }
    if plan:
        new["name"] = plan.name
    if old == new or (old is None and plan is None):
        return
    name = "programmes.target-changed"
    publish_periods(draft, stamp, name, account, old=old, new=new, part=account)
    keep(draft, "target", account, account, new if plan else None)


def _periods(plan: ProgrammePlanned, starts: Sequence[str]) -> list[Json]:
    return [
        {
            "start": start.isoformat(),
            "end": end.isoformat(),
            **({} if plan.target is None else {"target": plan.target}),
            "placements": sum(start.isoformat() <= day < end.isoformat() for day in starts),
        }
        for start, end in _days(plan)
    ]


def _days(plan: ProgrammePlanned) -> Iterator[tuple[date, date]]:
    """Its calendar years, or all of it."""
    start = plan.start
    while plan.target_per == "year" and start.year < plan.end.year:
        following = date(start.year + 1, 1, 1)
        yield start, following
        start = following
    if start < plan.end:
        yield start, plan.end


def _tell_budgets(
    draft: Draft,
    stamp: Stamp,
    municipality: str,
    plans: Mapping[str, ProgrammePlanned],
    costs: Sequence[Cost],
) -> None:
    owner = together(municipality)
    now = {
        account_of(municipality, name): _budget(municipality, plan, plans, costs)
        for name, plan in plans.items()
    }
    before = documents(draft, "budget", owner)
    for account in sorted(before.keys() - now.keys()):
        data = {"programme": before[account]["programme"]}
        publish(draft, stamp, "programmes.budget-withdrawn", account, data, part=owner)
        keep(draft, "budget", owner, account, None)
    for account, new in sorted(now.items()):
        if before.get(account) != new:
            publish(draft, stamp, "programmes.budget-changed", account, new, part=owner)
            keep(draft, "budget", owner, account, new)


def _budget(
    municipality: str,
    plan: ProgrammePlanned,
    plans: Mapping[str, ProgrammePlanned],
    costs: Sequence[Cost],
) -> Json:
    rivals = _rivals(plan, plans, costs)
    counted = 0
    left_out: list[Json] = []
    for cost in costs:
        if cost.fact.programme != plan.programme:
            continue
        why = _why_not(cost, plan, rivals)
        if why:
            left_out.append(why)
        else:
            counted += cost.fact.amount or 0
    told: Json = {
        "programme": plan.programme,
        "municipality": municipality,
        "name": plan.name,
        "payer": plan.payer,
        "fund": plan.fund.value if plan.fund else None,
        "start": plan.start.isoformat(),
        "end": plan.end.isoformat(),
        "budget_cents": plan.budget,
        "counted_cents": counted,
        "left_cents": None if plan.budget is None else plan.budget - counted,
        "not_counted": left_out[:NAMED_MAX],
    }
    return {key: value for key, value in told.items() if value is not None}


Rivals = Mapping[str, Sequence[Cost]]  # by cost item


def _rivals(
    plan: ProgrammePlanned, plans: Mapping[str, ProgrammePlanned], costs: Iterable[Cost]
) -> Rivals:
    """The costs of programmes that exclude this one, or that this one excludes."""
    found: defaultdict[str, list[Cost]] = defaultdict(list)
    for cost in costs:
        other = cost.fact.programme or ""
        excluding = plans[other].excludes if other in plans else ()
        if other != plan.programme and (other in plan.excludes or plan.programme in excluding):
            found[cost.fact.cost_item or ""].append(cost)
    return found


def _why_not(cost: Cost, plan: ProgrammePlanned, rivals: Rivals) -> Json | None:
    fact = cost.fact
    inside = plan.start <= fact.start and fact.end is not None and fact.end <= plan.end
    theirs = rivals.get(fact.cost_item, ()) if fact.cost_item else ()
    twice = sorted(other.fact.programme or "" for other in theirs if common(fact, other.fact))
    if twice:
        reason = "claimed-twice"
    elif not inside:
        reason = "outside-period"
    elif fact.amount is None:
        reason = "no-amount"
    else:
        return None
    told = {
        "record": cost.record,
        "reason": reason,
        "cost_item": fact.cost_item,
        "amount_cents": fact.amount,
        "other": twice[0] if twice else None,
    }
    return {key: value for key, value in told.items() if value is not None}
