"""What counts towards an account: here the placements of a provider, by kind, over time.

State, per account: what counts (`counts//<account>//<record>//<placement>`) and under which record
(`under//<account>//<placement>`), the records that name it (`fact//<account>//<record>`), what was
published (`doc//provider//...`).  A provider may have thousands of placements, so one more, or one
fewer, is laid upon what was published.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import assert_never

from schemas import topics, wire
from schemas.messages import AccountRecord, Counted, DayPassed, Outcome, PolicySet
from streams import controls
from streams.documents import keep
from streams.publish import Stamp, publish_periods
from streams.step import NOTHING, Decision, Draft, Emit, Json, View

OPEN = "~"  # after any day


def decide(view: View, message: Counted | AccountRecord | DayPassed | PolicySet) -> Decision:
    draft = Draft(view)
    match message:
        case Counted():
            _count(draft, message)
            return draft.decision()
        case AccountRecord():
            key = f"fact//{message.account}//{message.record}"
            _tell_outcome(draft, message, before=draft.get(key))
            draft.put(key, None if message.gone else wire.plain(message))
            return draft.decision()
        case DayPassed():
            controls.set_day(draft, message)
            return draft.decision()
        case PolicySet():
            controls.set_policy(draft, message)
            return draft.decision() if draft.writes else NOTHING
        case _:
            assert_never(message)


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
    before = _last(draft, of_record)
    draft.put(of_record + placement, entry)
    after = _last(draft, of_record)
    if before == after:
        return periods
    periods = counted(periods, before, -1) if before else periods
    return counted(periods, after, +1) if after else periods


def _last(draft: Draft, prefix: str) -> Json | None:
    values = [value for _, value in draft.scan(prefix)]
    return values[-1] if values else None


def _tell(draft: Draft, message: Counted, old: Json | None, periods: list[Json]) -> None:
    """Tell the difference with what stands published."""
    account = message.account
    new: Json = {
        "provider": account.split("/", 1)[1],
        "municipality": message.municipality,
        "periods": periods,
    }
    left = next(draft.scan(f"counts//{account}//"), None)
    if old == new or (old is None and left is None):
        return
    stamp = Stamp.of(controls.policy_of(draft, message.municipality), message.cause)
    name = "providers.outcomes-reported"
    publish_periods(draft, stamp, name, account, old=old, new=new, part=account)
    keep(draft, "provider", account, account, None if left is None else new)


def counted(periods: list[Json], entry: Json, times: int) -> list[Json]:
    """*periods* with *entry* counted *times* more; those it does not touch stay what they are."""
    first, last = sorted((entry["start"], entry.get("end", OPEN)))
    head = [period for period in periods if period.get("end", OPEN) < first]
    tail = [period for period in periods if period["start"] > last]
    changes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for period in periods[len(head) : len(periods) - len(tail)]:
        for kind, number in period["placements"].items():
            changes[period["start"]][kind] += number
            changes[period.get("end", OPEN)][kind] -= number
    changes[entry["start"]][entry["activity"]] += times
    changes[entry.get("end", OPEN)][entry["activity"]] -= times
    return [*head, *_periods(changes), *tail]


def _periods(changes: Mapping[str, Counter[str]]) -> Iterator[Json]:
    """How many placements of each kind, between the days on which that changes."""
    days = sorted(day for day, change in changes.items() if any(change.values()) and day != OPEN)
    kinds: Counter[str] = Counter()
    for day, next_day in zip_longest(days, days[1:]):
        kinds.update(changes[day])
        if now := {kind: number for kind, number in sorted(kinds.items()) if number}:
            yield {"start": day, "placements": now} | ({"end": next_day} if next_day else {})


def _tell_outcome(draft: Draft, message: AccountRecord, before: Json | None) -> None:
    """What became of this version here; none (any more) for the one it replaces."""
    if before is not None and (message.gone or before["version"] != message.version):
        _emit_outcome(draft, message, before["version"], None)
    if not message.gone:
        outcome = Outcome(
            record=message.record,
            version=message.version,
            step="account",
            subject=message.account,
            source=message.source,
            municipality=message.municipality,
            outcome="without-effect",
            detail="kept; no conclusion of this version uses it here",
            cause=message.cause,
        )
        _emit_outcome(draft, message, message.version, outcome)


def _emit_outcome(
    draft: Draft, message: AccountRecord, version: str, outcome: Outcome | None
) -> None:
    key = f"{message.record}|{version}|account|{message.account}"
    draft.emit(Emit(topics.OUTCOMES, key=key, part=message.record, value=outcome))
