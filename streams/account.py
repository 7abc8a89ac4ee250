"""What counts towards an account: here the placements of a provider, by kind, over time.

State, per account: what counts (`counts//<account>//<placement>`), the records that name it
(`fact//<account>//<record>`), what was published (`doc//provider//...`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, assert_never

from schemas import topics, wire
from schemas.messages import AccountRecord, Cause, Counted, DayPassed, Outcome, PolicySet
from streams import controls
from streams.documents import keep
from streams.publish import Stamp, publish_periods
from streams.step import NOTHING, Decision, Draft, Emit, Json, View


def decide(view: View, message: Counted | AccountRecord | DayPassed | PolicySet) -> Decision:
    draft = Draft(view)
    match message:
        case Counted():
            key = f"counts//{message.account}//{message.placement}"
            draft.put(key, None if message.gone else wire.plain(message))
            restate(draft, message.account, message.municipality, message.cause)
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


def restate(draft: Draft, account: str, municipality: str, cause: Cause) -> None:
    """Count anew for *account* and tell the difference."""
    counted = [value for _, value in draft.scan(f"counts//{account}//")]
    new: dict[str, Any] = {
        "provider": account.split("/", 1)[1],
        "municipality": municipality,
        "periods": list(_periods(counted)),
    }
    old = draft.get(f"doc//provider//{account}//{account}")
    if old == new or (old is None and not counted):
        return
    stamp = Stamp.of(controls.policy_of(draft, municipality), cause)
    name = "providers.outcomes-reported"
    publish_periods(draft, stamp, name, account, old=old, new=new, part=account)
    keep(draft, "provider", account, account, new if counted else None)


def _periods(counted: list[Json]) -> Iterator[Json]:
    """How many placements of each kind, between the days on which that changes.

    Entries that share a record count once.  In one pass over the days, since a provider may have
    thousands of placements.
    """
    changes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in {entry["record"]: entry for entry in counted}.values():
        changes[entry["start"]][entry["activity"]] += 1
        if "end" in entry:
            changes[entry["end"]][entry["activity"]] -= 1
    days = sorted(day for day, change in changes.items() if any(change.values()))
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
