"""How a cohort goes: who started, finished, dropped out and went on to a job, over time.

State, per cohort: what counts in it (`enrolled//<account>//<placement>`), beside the records that
plan it (`fact//<account>//<record>`, kept by `account`).  Who ends has the result that was told;
without one they finished if they stayed until the cohort's last day, and dropped out if not.  Of a
cohort whose days nobody told nothing of that is known.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from schemas import wire
from schemas.cohorts import CohortPlanned
from schemas.messages import Cause, Counted
from streams import controls, records
from streams.documents import keep
from streams.periods import elementary
from streams.publish import Stamp, publish_periods
from streams.step import Draft, Json


class Enrolled(NamedTuple):
    start: date
    end: date | None
    result: str
    job: date | None


def account_of(municipality: str, cohort: str) -> str:
    return f"{municipality}/cohort:{cohort}"


def is_cohort(account: str) -> bool:
    return "/cohort:" in account


def count(draft: Draft, message: Counted) -> None:
    key = f"enrolled//{message.account}//{message.placement}"
    counts = {name: value for name, value in wire.plain(message).items() if name != "cause"}
    draft.put(key, None if message.gone else counts)
    restate(draft, message.account, message.municipality, message.cause)


def restate(draft: Draft, account: str, municipality: str, cause: Cause) -> None:
    """Conclude anew about a cohort, and tell the difference."""
    plan = _plan(draft.under(f"fact//{account}//").values())
    counted = _once(draft.under(f"enrolled//{account}//"))
    enrolled = [_enrolled(value, plan) for value in counted]
    old = draft.get(f"doc//cohort//{account}//{account}")
    new: Json = {
        "cohort": account.split(":", 1)[1],
        "municipality": municipality,
        "periods": [_period(*days, enrolled) for days in elementary(_days(enrolled))],
    }
    if plan is not None:
        said = {"provider": plan.provider, "name": plan.name}
        days = {"planned_start": plan.start.isoformat(), "planned_end": plan.end.isoformat()}
        new |= {**said, **days}
    empty = plan is None and not enrolled
    if old == new or (old is None and empty):
        return
    stamp = Stamp.of(controls.policy_of(draft, municipality), cause)
    publish_periods(draft, stamp, "cohorts.changed", account, old=old, new=new, part=account)
    keep(draft, "cohort", account, account, None if empty else new)


def _plan(kept: Iterable[Json]) -> CohortPlanned | None:
    """Where several records plan it, the last to begin."""
    told = [
        (fact.start, record.record, fact)
        for record in records.kept(kept)
        for fact in record.facts
        if isinstance(fact, CohortPlanned)
    ]
    return max(told, key=lambda plan: plan[:2])[2] if told else None


def _once(enrolled: Mapping[str, Json]) -> Sequence[Json]:
    """Of those that share a record (a person renamed travels through two partitions) the last."""
    of_record = {value["record"]: value for _, value in sorted(enrolled.items())}
    return [of_record[record] for record in sorted(of_record)]


def _enrolled(value: Json, plan: CohortPlanned | None) -> Enrolled:
    end = _day(value.get("end"))
    result = value.get("result")
    if end is None:
        result = "running"
    elif result is None and plan is not None:
        result = "finished" if end >= plan.end else "dropped-out"
    start = date.fromisoformat(value["start"])
    return Enrolled(start, end, result or "ended", _day(value.get("job")))


def _days(enrolled: Iterable[Enrolled]) -> list[date]:
    days = {day for e in enrolled for day in (e.start, e.end, e.job)}
    return sorted(day for day in days if day is not None)


def _period(start: date, end: date | None, enrolled: Sequence[Enrolled]) -> Json:
    left = [e for e in enrolled if e.end is not None and e.end <= start]
    here = sum(e.start <= start and e not in left for e in enrolled)
    numbers = {
        "started": sum(e.start <= start for e in enrolled),
        "running": here,
        **dict(_results(left)),
        "follow_on_jobs": sum(e.job is not None and e.job <= start for e in enrolled),
    }
    days = {"start": start.isoformat()} | ({"end": end.isoformat()} if end else {})
    return {**days, **numbers}


def _results(left: Sequence[Enrolled]) -> Iterator[tuple[str, int]]:
    for result in ("finished", "dropped-out", "ended"):
        yield result.replace("-", "_"), sum(e.result == result for e in left)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
