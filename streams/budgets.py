"""A budget of places of a municipality: who is eligible, who waits, and whether that is too many.

State, per account (a municipality and a kind of place): the candidates
(`candidate//<account>//<candidate>`), which accounts there are (`budget//<account>`), and what was
published (`doc//...`).  Candidates that share a record are one: a person who is renamed travels
through two partitions.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from schemas import wire
from schemas.messages import Candidate, Cause, PolicySet
from schemas.policy import PlaceBudget, Policy
from streams import controls
from streams.documents import keep, publish_wanted
from streams.periods import elementary, holds, joined
from streams.publish import Stamp, publish_periods
from streams.queues import periods_by_day
from streams.rules import budget
from streams.rules.budget import Eligibles
from streams.step import Draft, Json


def take(draft: Draft, message: Candidate) -> None:
    account = message.account
    draft.put(
        f"candidate//{account}//{message.candidate}", None if message.gone else wire.plain(message)
    )
    restate(draft, account, controls.policy_of(draft, message.municipality), message.cause)


def restate_all(draft: Draft, message: PolicySet) -> None:
    """Another policy: a municipality has no more of these accounts than there are kinds."""
    for key, _ in list(draft.scan(f"budget//{message.policy.municipality}/")):
        restate(draft, key.removeprefix("budget//"), message.policy, message.cause)


def restate(draft: Draft, account: str, policy: Policy, cause: Cause) -> None:
    """Conclude anew about an account and tell the difference."""
    kept = draft.under(f"candidate//{account}//").values()
    draft.put(f"budget//{account}", policy.municipality if kept else None)
    candidates = sorted(
        {told["record"]: told for told in kept}.values(), key=lambda told: told["record"]
    )
    activity = account.split("/", 1)[1]
    budgets = [b for b in policy.place_budgets if b.activity == activity]
    stretches = eligibles(candidates, budgets)
    stamp = Stamp.of(policy, cause)
    head = {"budget": account, "municipality": policy.municipality, "activity": activity}
    for name, periods in (
        ("eligibility", [_eligible(stretch) for stretch in stretches]),
        ("awaiting-assessment", periods_by_day(_awaiting(candidates))),
        ("eligible-waiting", periods_by_day(_waiting(candidates))),
    ):
        _tell(draft, stamp, name, head, periods)
    found = budget.fired(account, policy.municipality, stretches)
    publish_wanted(draft, policy, cause, account, found)


def _tell(draft: Draft, stamp: Stamp, name: str, head: Json, periods: list[Json]) -> None:
    account = head["budget"]
    old = draft.get(f"doc//{name}//{account}//{account}")
    new = head | {"periods": periods}
    if old != new and (old or periods):
        event = f"budgets.{name}-changed"
        publish_periods(draft, stamp, event, account, old=old, new=new, part=account)
        keep(draft, name, account, account, new if periods else None)


def eligibles(candidates: Iterable[Json], budgets: Iterable[PlaceBudget]) -> list[Eligibles]:
    """How many are eligible, and for how many there are places, as far as anybody is."""
    change: Counter[date] = Counter()
    for candidate in candidates:
        for stretch in candidate["eligible"]:
            change[date.fromisoformat(stretch["start"])] += 1
            if "end" in stretch:
                change[date.fromisoformat(stretch["end"])] -= 1
    budgets = list(budgets)
    bounds = {day for b in budgets for day in (b.start, b.end) if day is not None}
    found, eligible = [], 0
    for start, end in elementary(sorted(bounds | change.keys())):
        eligible += change[start]
        places = next((b.places for b in budgets if holds(b, start)), None)
        if eligible:
            found.append(Eligibles(start, end, eligible, places))
    return joined(found, lambda a, b: a[2:] == b[2:], lambda a, b: a._replace(end=b.end))


def _eligible(stretch: Eligibles) -> Json:
    said = {
        "start": stretch.start.isoformat(),
        "end": stretch.end.isoformat() if stretch.end else None,
        "eligible": stretch.eligible,
        "places": stretch.places,
    }
    return {name: value for name, value in said.items() if value is not None}


def _awaiting(candidates: Iterable[Json]) -> list[tuple[str, Json]]:
    """By date of registration."""
    found = [(c["awaiting"], _who(c)) for c in candidates if "awaiting" in c]
    return sorted(found, key=_by_turn)


def _waiting(candidates: Iterable[Json]) -> list[tuple[str, Json]]:
    """By date of decision; with the first day without a place, and the last on which they may."""
    found = []
    for candidate in candidates:
        if waits := candidate.get("waits"):
            since = {name: waits[name] for name in ("start", "end") if name in waits}
            found.append((waits["decided_on"], _who(candidate) | since))
    return sorted(found, key=_by_turn)


def _who(candidate: Json) -> Json:
    return {name: candidate[name] for name in ("person", "record")}


def _by_turn(turn: tuple[str, Json]) -> tuple[str, str]:
    return turn[0], turn[1]["record"]
