"""What counts towards an account: here the placements of a provider, by kind, over time.

`cohorts` and `programmes` say what counts towards those; `claims` and `removed` what is held
against a provider's allocations, `contested` which of these contradict themselves, `clients` which
are another client's.

State, per account: what counts (`counts//<account>//<record>//<placement>`) and under which record
(`under//<account>//<placement>`), the records that name it (`fact//<account>//<record>`), what was
published (`doc//provider//...`).  A provider may have thousands of placements, so one more, or one
fewer, is laid upon what was published.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import assert_never

from schemas import topics, wire
from schemas.contracts import AllocationRemoved, ClaimSubmitted, ContractAgreed
from schemas.facts import AllocationMade, DeliveryStarted, DeliveryStopped
from schemas.messages import (
    AccountRecord,
    Candidate,
    Cause,
    Counted,
    DayPassed,
    Developed,
    Outcome,
    PolicySet,
)
from schemas.values import trusted
from streams import (
    budgets,
    by_allocation,
    claims,
    clients,
    cohorts,
    contested,
    controls,
    developed,
    programmes,
    removed,
)
from streams.documents import keep, put_among
from streams.laid import OPEN, laid
from streams.publish import Stamp, publish_periods
from streams.step import NOTHING, Decision, Draft, Emit, Json, View

_AGAINST = "claims are held against it"
USED: Mapping[type, str] = {
    AllocationMade: _AGAINST,
    AllocationRemoved: _AGAINST,
    ContractAgreed: _AGAINST,
    ClaimSubmitted: "held against allocations and contracts",
}
BY_ALLOCATION: Mapping[str, by_allocation.Restate] = {
    of.PREFIX: of.restate for of in (removed, contested, clients)
}
DELIVERIES = frozenset({DeliveryStarted, DeliveryStopped})
KEPT = "kept; no conclusion of this version uses it here"
# Most are on an allocation that stands: then nothing is concluded of them here
KEPT_OF_DELIVERIES = "kept; held against the allocation if that is taken back, or is not theirs"


def decide(
    view: View, message: Counted | Candidate | Developed | AccountRecord | DayPassed | PolicySet
) -> Decision:
    draft = Draft(view)
    match message:
        case Counted():
            _counting(message.account)(draft, message)
            return draft.decision()
        case Candidate():
            budgets.take(draft, message)
            return draft.decision()
        case Developed():
            developed.take(draft, message)
            return draft.decision()
        case AccountRecord():
            key = f"fact//{message.account}//{message.record}"
            before = draft.get(key)
            _tell_outcome(draft, message, before)
            now = None if message.gone else wire.plain(message)
            draft.put(key, now)
            if restate := _restating(message.account):
                restate(draft, message.account, message.municipality, message.cause)
                return draft.decision()
            of_claims = claims.take(draft, message, before, now)
            removed.take(draft, message, before, now)
            contested.take(draft, message, before)
            clients.take(draft, message, before, now)
            return draft.decision(sweep=of_claims)
        case DayPassed():
            before = draft.get("day")
            if controls.set_day(draft, message):
                developed.of_day(draft, message, before)
            return draft.decision()
        case PolicySet():
            if not controls.set_policy(draft, message):
                return NOTHING
            budgets.restate_all(draft, message)
            developed.restate_all(draft, message)
            return draft.decision(sweep=_policy_cursor(draft, message))
        case _:
            assert_never(message)


def sweep(view: View, cursor: Json) -> Decision:
    """A contract or a policy changed: what it touches, a chunk at a time; then what comes after."""
    draft = Draft(view)
    kind = cursor["prefix"].partition("//")[0]
    if restate := BY_ALLOCATION.get(kind):
        going_on = by_allocation.sweep(draft, cursor, restate)
    else:
        going_on = claims.sweep(draft, cursor)
    if going_on is not None:
        return draft.decision(sweep=going_on)
    then = cursor.get("then", ())
    return draft.decision(sweep={**then[0], "then": then[1:]} if then else None)


def _policy_cursor(draft: Draft, message: PolicySet) -> Json | None:
    """Through the claims, the deliveries, what is contested, and who all of it is about."""
    others = (by_allocation.cursor(draft, prefix, message) for prefix in BY_ALLOCATION)
    of_each = claims.of_policy(draft, message), *others
    first, *then = [cursor for cursor in of_each if cursor] or [None]
    return {**first, "then": then} if first else None


def _counting(account: str) -> Callable[[Draft, Counted], None]:
    if cohorts.is_cohort(account):
        return cohorts.count
    return programmes.count if programmes.is_programme(account) else _count


def _restating(account: str) -> Callable[[Draft, str, str, Cause], None] | None:
    """What records of an account are for; of a provider's claims alone are held against others."""
    if cohorts.is_cohort(account):
        return cohorts.restate
    return programmes.restate if programmes.is_programme(account) else None


def _count(draft: Draft, message: Counted) -> None:
    account, placement = message.account, message.placement
    old = draft.get(f"doc//provider//{account}//{account}")
    periods: list[Json] = old["periods"] if old else []
    under = f"under//{account}//{placement}"
    was = draft.get(under)
    if was is not None and was != message.record:
        periods = _put(draft, periods, f"counts//{account}//{was}//", placement, None)
    entry = None if message.gone else wire.plain(message)
    periods = _put(draft, periods, f"counts//{account}//{message.record}//", placement, entry)
    draft.put(under, None if message.gone else message.record)
    _tell(draft, message, old, periods)


def _put(
    draft: Draft, periods: list[Json], of_record: str, placement: str, entry: Json | None
) -> list[Json]:
    """*periods* with *entry* put.  Of entries that share a record one counts: the last."""
    before, after = put_among(draft, of_record, placement, entry)
    if before == after:
        return periods
    periods = counted(periods, before, -1) if before else periods
    return counted(periods, after, +1) if after else periods


def _tell(draft: Draft, message: Counted, old: Json | None, periods: list[Json]) -> None:
    """Tell the difference with what stands published."""
    account = message.account
    new: Json = {
        "provider": account.split("/", 1)[1],
        "municipality": message.municipality,
        "periods": periods,
    }
    left = bool(periods) or next(draft.scan(f"counts//{account}//"), None) is not None
    if old == new or (old is None and not left):
        return
    stamp = Stamp.of(controls.policy_of(draft, message.municipality), message.cause)
    name = "providers.outcomes-reported"
    publish_periods(draft, stamp, name, account, old=old, new=new, part=account)
    keep(draft, "provider", account, account, new if left else None)


def counted(periods: list[Json], entry: Json, times: int) -> list[Json]:
    """*periods* with *entry* counted *times* more."""
    first, last = entry["start"], entry.get("end", OPEN)
    if last < first:
        first, last, times = last, first, -times
    return laid(periods, first, last, partial(_with, kind=entry["activity"], times=times))


def _with(period: Json, kind: str, times: int) -> Json:
    there: Mapping[str, int] = period.get("placements", {})
    now = {**there, kind: there.get(kind, 0) + times}
    placements = {kind: now[kind] for kind in sorted(now) if now[kind]}
    return {"placements": placements} if placements else {}


def _tell_outcome(draft: Draft, message: AccountRecord, before: Json | None) -> None:
    """What became of this version here; none (any more) for the one it replaces."""
    if before is not None and (message.gone or before["version"] != message.version):
        _emit_outcome(draft, message, before["version"], None)
    restated = _restating(message.account) is not None
    if not message.gone:
        told = (USED[type(fact)] for fact in message.facts if type(fact) in USED)
        used = next(told, "")
        delivers = any(type(fact) in DELIVERIES for fact in message.facts)
        kept = KEPT_OF_DELIVERIES if delivers else KEPT
        outcome = trusted(
            Outcome,
            record=message.record,
            version=message.version,
            step="account",
            subject=message.account,
            source=message.source,
            municipality=message.municipality,
            outcome="concluded" if used or restated else "without-effect",
            detail=used or ("" if restated else kept),
            cause=message.cause,
        )
        _emit_outcome(draft, message, message.version, outcome)


def _emit_outcome(
    draft: Draft, message: AccountRecord, version: str, outcome: Outcome | None
) -> None:
    key = f"{message.record}|{version}|account|{message.account}"
    draft.emit(Emit(topics.OUTCOMES, key=key, part=message.record, value=outcome))
