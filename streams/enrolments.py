"""What each placement of a person counts for in its cohort and its programme.

A job follows a track if it begins after the track did and at most so many days
(`follow_on_days`) after it ended, and goes on when the track has ended: an employment that the
payroll figures of UWV tell, or a placement in regular work at an employer.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from schemas import topics
from schemas.facts import EmploymentHeld, Kind
from schemas.messages import Cause, Counted
from streams import cohorts, programmes
from streams.concluded import Conclusion
from streams.placements import Placement
from streams.records import Told
from streams.step import Draft, Emit, Json


class Job(NamedTuple):
    start: date
    end: date | None


def tell_enrolments(draft: Draft, concluded: Conclusion, cause: Cause) -> None:
    prefix = f"enrolled//{concluded.person}//"
    enrolled = [p for p in concluded.placements if p.fact.cohort or p.fact.programme]
    if not enrolled and not draft.get(f"enrols//{concluded.person}"):  # nearly always
        return
    before = draft.under(prefix)
    jobs = list(_jobs(concluded.records, concluded.placements))
    town = concluded.policy.municipality
    counting = [(placement, a) for placement in enrolled for a in _accounts(placement, town)]
    told = [_counted(placement, account, jobs, concluded) for placement, account in counting]
    now = {f"{counted['placement']}//{counted['account']}": counted for counted in told}
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name), now.get(name)
        if old == new:
            continue
        last: Json = new or before[name] | {"gone": True}
        message = Counted.model_validate(last | {"cause": cause})
        key = f"{message.account}|{message.placement}"
        draft.emit(Emit(topics.ACCOUNT_FACTS, key=key, part=message.account, value=message))
        draft.put(prefix + name, new)
    draft.put(f"enrols//{concluded.person}", True if now else None)


def _accounts(placement: Placement, municipality: str) -> Iterator[str]:
    fact = placement.fact
    if fact.cohort:
        yield cohorts.account_of(municipality, fact.cohort)
    if fact.programme:
        yield programmes.account_of(municipality, fact.programme)


def _counted(
    placement: Placement, account: str, jobs: Sequence[Job], concluded: Conclusion
) -> Json:
    fact, policy = placement.fact, concluded.policy
    told = {
        "kind": "counted",
        "municipality": policy.municipality,
        "account": account,
        "place": fact.place,
        "placement": placement.placement,
        "record": placement.record,
        "version": placement.version,
        "activity": fact.activity.value,
        "start": fact.start.isoformat(),
        "end": fact.end.isoformat() if fact.end else None,
    }
    if cohorts.is_cohort(account):
        job = _followed(placement, jobs, policy.follow_on_days)
        told |= {"result": fact.result, "job": job.isoformat() if job else None}
    return {key: value for key, value in told.items() if value is not None}


def _jobs(records: Iterable[Told], placements: Iterable[Placement]) -> Iterator[Job]:
    for record in records:
        for fact in record.facts:
            if type(fact) is EmploymentHeld:
                yield Job(fact.start, fact.end)
    for placement in placements:
        fact = placement.fact
        if fact.activity is Kind.REGULIER_WERK and fact.employer and not fact.cohort:
            yield Job(fact.start, fact.end)


def _followed(track: Placement, jobs: Iterable[Job], days: int) -> date | None:
    """The first day, no earlier than the end of the track, on which there is such a job."""
    ended = track.end
    if ended is None:
        return None
    latest = ended + timedelta(days=days) if (date.max - ended).days > days else date.max
    found = [
        max(job.start, ended)
        for job in jobs
        if track.start < job.start <= latest and (job.end is None or job.end > ended)
    ]
    return min(found, default=None)
