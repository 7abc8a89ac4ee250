"""What happens at a place: who pays for each placement, who is there, what does not add up.

State, per place: its offers, money and costs (`fact//<place>//<record>`), what each placement
brings (`here//<place>//<placement>`), who waits for it (`waits//<place>//<waiting>`), what was
published (`doc//...`), what was told to accounts (`told//<place>//...`) and to the read API
(`standing//<place>`), and an index of days on which a conclusion changes by itself
(`due//<day>//<place>`), which a day that passes sweeps.  What one placement changes is laid upon
the mix of the place as it was published.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import assert_never

from pydantic import TypeAdapter

from schemas import topics, wire
from schemas.costs import CostReported
from schemas.facts import PlaceOffered
from schemas.messages import (
    Brought,
    Cause,
    DayPassed,
    Outcome,
    PlaceRecord,
    PolicySet,
    Waiting,
)
from schemas.policy import Policy
from schemas.values import trusted
from streams import controls, occupancy, seats
from streams.coverage import Money, coverage_of, fired, money_of, next_missing, next_missing_day
from streams.documents import documents, publish_signals
from streams.offers import tell_offer
from streams.overseen import Change, Overseen, tell_accounts, tell_coverages, tell_place
from streams.publish import Stamp
from streams.records import Told
from streams.records import kept as kept_records
from streams.results import results_of, tell_result
from streams.rules import cover, offered, places
from streams.step import CHUNK, NOTHING, Decision, Draft, Emit, Json, View

PLACEMENTS = TypeAdapter(list[Brought])
NOBODY = Change("-", before=None, now=None)  # no placement brings something else

OFFER = frozenset({"place-offered"})
MONEY = frozenset({"subsidy-granted", "revenue-reported", "cost-reported"})
# What the people there may raise; other rules look only at what is told of the place itself
OF_PEOPLE = frozenset(r.id for r in (*cover.RULES, *(of[0] for of in places.OF_PLACEMENT)))


def decide(
    view: View, message: PlaceRecord | Brought | Waiting | DayPassed | PolicySet
) -> Decision:
    draft = Draft(view)
    match message:
        case PlaceRecord():
            key = f"fact//{message.place}//{message.record}"
            _tell_outcome(draft, message, before=draft.get(key))
            draft.put(key, None if message.gone else wire.plain(message))
            restate(draft, message.place, message.cause)
            return draft.decision()
        case Brought():
            key = f"here//{message.place}//{message.placement}"
            before, now = draft.get(key), None if message.gone else message
            draft.put(key, None if now is None else wire.plain(now))
            change = Change(message.placement, before, now)
            restate(draft, message.place, message.cause, change)
            return draft.decision()
        case Waiting():
            key = f"waits//{message.place}//{message.waiting}"
            draft.put(key, None if message.gone else wire.plain(message))
            restate(draft, message.place, message.cause, NOBODY)
            return draft.decision()
        case DayPassed():
            if not controls.set_day(draft, message):
                return NOTHING
            return draft.decision(sweep=_due_cursor(message))
        case PolicySet():
            if not controls.set_policy(draft, message):
                return NOTHING
            return draft.decision(sweep=_policy_cursor(message))
        case _:
            assert_never(message)


def sweep(view: View, cursor: Json) -> Decision:
    """A day passed or a policy changed: the places it touches, a chunk at a time."""
    draft = Draft(view)
    cause = Cause.model_validate(cursor["cause"])
    taken = 0
    last = cursor["after"]
    of = cursor["municipality"]
    for key, municipalities in view.scan(cursor["prefix"], after=cursor["after"]):
        if key > cursor["until"]:
            break
        if taken == CHUNK:
            return draft.decision(sweep=cursor | {"after": last})
        if of is None or of in municipalities:
            place = key.rsplit("//", 1)[1]
            if cursor["by_day"]:
                restate(draft, place, cause, _missing(draft, place), by_day=True)
            else:
                restate(draft, place, cause)
        taken, last = taken + 1, key
    if cursor["by_day"] and cursor["prefix"] != seats.RISES and any(draft.scan(seats.RISES)):
        until = {"prefix": seats.RISES, "until": f"{seats.RISES}\uffff", "after": ""}
        return draft.decision(sweep=cursor | until)
    return draft.decision()


def _due_cursor(message: DayPassed) -> Json:
    """What is due; and then where more seats are free than was told."""
    until = f"due//{message.day.isoformat()}//\uffff"
    return _cursor("due//", until, None, message.cause) | {"by_day": True}


def _policy_cursor(message: PolicySet) -> Json:
    return _cursor("place//", "place//\uffff", message.policy.municipality, message.cause)


def _cursor(prefix: str, until: str, municipality: str | None, cause: Cause) -> Json:
    return {
        "prefix": prefix,
        "until": until,
        "municipality": municipality,
        "cause": wire.plain(cause),
        "after": "",
        "by_day": False,
    }


def _missing(draft: Draft, place: str) -> Change | None:
    """Nobody, if on this day nothing of a placement is concluded otherwise: only seats are."""
    missing = (draft.get(f"dueof//{place}") or {}).get("missing", "~")
    return None if missing <= draft.get("day") else NOBODY


def restate(
    draft: Draft, place: str, cause: Cause, change: Change | None = None, *, by_day: bool = False
) -> None:
    """Conclude anew about *place* and tell the difference; *by_day*: because a day passed.

    If only one placement brings something else (*change*), the others stand as they were told.
    """
    overseen = oversee(draft, place, change)
    if overseen is None:
        return
    stamps = {m: Stamp.of(policy, cause) for m, policy in overseen.policies.items()}
    tell_coverages(draft, stamps, overseen)
    stamp = stamps[overseen.municipality]
    tell_place(draft, stamp, overseen)
    tell_offer(draft, stamp, overseen)
    if overseen.result is not None:
        tell_result(draft, stamp, place, overseen.result)
    seats.tell_waiting_list(draft, stamp, place, overseen.queue)
    seats.tell_freed(draft, stamp, place, overseen.seats, overseen.queue, by_day=by_day)
    rules = OF_PEOPLE if change else None
    publish_signals(draft, stamps, place, overseen.fired, overseen.only, rules)
    tell_accounts(draft, overseen, cause)
    _remember_due(draft, overseen)


def oversee(draft: Draft, place: str, change: Change | None = None) -> Overseen | None:
    """What the facts about one place come to; none if there never were any."""
    today = date.fromisoformat(draft.get("day") or "0001-01-01")
    told = draft.under(f"fact//{place}//").values()
    here = draft.under(f"here//{place}//")
    waits = draft.under(f"waits//{place}//").values()
    of = _municipalities(told, here.values(), waits)
    known = draft.get(f"place//{place}") or {}
    if not of and not known:
        return None
    policies = {m: controls.policy_of(draft, m) for m in {*of, *known}}
    municipality = _speaking(told, of) or min(known)
    records = kept_records(told if change is None else (v for v in told if _tells(v, MONEY)))
    money = money_of(place, records)
    offers = occupancy.offers_of(records) if change is None else []
    changed, only = _changed(here, change), change.placement if change else None
    mix = _mix(draft.get(f"doc//place//{place}//{place}"), here, offers, money, change)
    over = occupancy.overbooked(mix)
    coverages = {p.placement: coverage_of(p, money) for p in changed}
    signals = [f for p in changed for f in fired(p, coverages[p.placement], today)]
    signals += [f for p in changed for f in places.of_placement(p, coverages[p.placement])]
    signals += occupancy.fired(place, municipality, over)
    if change is None:
        signals += places.of_money(place, municipality, money)
        signals += offered.of_records(place, municipality, records, policies[municipality])
    wanted = [f for f in signals if policies[f.municipality].signals_on(f.rule.id)]
    due = [next_missing(stretches, today) for stretches in coverages.values()]
    if only is not None:
        due.append(_due_of_others(draft, place, only, today))
    return Overseen(
        place=place,
        municipality=municipality,
        municipalities=of,
        policies=policies,
        only=only,
        changed=changed,
        offers=offers,
        coverages=coverages,
        mix=mix,
        over=over,
        seats=seats.seats_on(today, mix),
        queue=seats.waiting_list(waits, here.values()),
        result=_result(records, money, here, policies, municipality) if change != NOBODY else None,
        fired=[f for f in wanted if not f.allowed],
        notes=[f for f in wanted if f.allowed],
        missing=min((day for day in due if day is not None), default=None),
    )


def _changed(here: Mapping[str, Json], change: Change | None) -> list[Brought]:
    if change is None:
        return PLACEMENTS.validate_python(list(here.values()))
    return [change.now] if change.now else []


def _mix(
    told: Json | None,
    here: Mapping[str, Json],
    offers: Sequence[PlaceOffered],
    money: Sequence[Money],
    change: Change | None,
) -> list[Json]:
    """Who is there and what pays, over time; what one placement changes is laid upon what stands
    *told*.
    """
    if change is None:
        placements = [occupancy.present(value) for value in here.values()]
        return occupancy.published(occupancy.place_over_time(placements, offers, money))
    others = [value for name, value in here.items() if name != change.placement]
    mix = told["periods"] if told else []
    return occupancy.relaid(mix, others, change.before, here.get(change.placement))


def _result(
    records: Sequence[Told],
    money: Sequence[Money],
    here: Mapping[str, Json],
    policies: Mapping[str, Policy],
    municipality: str,
) -> list[Json]:
    """Of few places a cost is told; only there all that is brought is read again."""
    if not any(type(fact) is CostReported for record in records for fact in record.facts):
        return []
    placements = PLACEMENTS.validate_python(list(here.values()))
    return results_of(records, money, placements, policies, municipality)


def _municipalities(
    told: Iterable[Json], here: Iterable[Json], waits: Iterable[Json]
) -> dict[str, list[str]]:
    """Whose place it is, and by what: by what is told of the place itself (`place`), by what its
    people do there, or because they wait for it (`waits`).
    """
    ties: defaultdict[str, set[str]] = defaultdict(set)
    for value in told:
        ties[value["municipality"]].add("place")
    for value in here:
        ties[value["municipality"]].add(value["activity"])
    for value in waits:
        ties[value["municipality"]].add("waits")
    return {municipality: sorted(ties[municipality]) for municipality in sorted(ties)}


def _speaking(told: Iterable[Json], of: Mapping[str, list[str]]) -> str:
    """A place shared by municipalities speaks under the one that offers it, else the first by code
    of those that tell of the place itself: that others have people there is not for everybody.
    """
    offering = [value["municipality"] for value in told if _tells(value, OFFER)]
    telling = [municipality for municipality, ties in of.items() if "place" in ties]
    return min(offering or telling or of, default="")


def _tells(record: Json, kinds: frozenset[str]) -> bool:
    return any(fact["kind"] in kinds for fact in record["facts"])


def _due_of_others(draft: Draft, place: str, only: str, today: date) -> date | None:
    """As `next_missing`, of the other placements: as it stands told, unless *only* is why."""
    told = (draft.get(f"dueof//{place}") or {}).get("missing")
    if told is None:
        return None
    first, own = date.fromisoformat(told), draft.get(f"doc//coverage//{place}//{only}")
    if first > today and (own is None or next_missing_day(own["periods"], today) != first):
        return first
    others = (of for name, of in documents(draft, "coverage", place).items() if name != only)
    days = (next_missing_day(document["periods"], today) for document in others)
    return min((day for day in days if day is not None), default=None)


def _remember_due(draft: Draft, overseen: Overseen) -> None:
    place = overseen.place
    draft.put(f"place//{place}", overseen.municipalities or None)
    before: Json = draft.get(f"dueof//{place}") or {}
    due = {"missing": overseen.missing, "seats": overseen.seats.due}
    now = {of: day.isoformat() for of, day in due.items() if day is not None}
    if before != now:
        was, next_due = min(before.values(), default=None), min(now.values(), default=None)
        if was != next_due and was is not None:
            draft.put(f"due//{was}//{place}", None)
        if was != next_due and next_due is not None:
            draft.put(f"due//{next_due}//{place}", place)
        draft.put(f"dueof//{place}", now or None)


def _tell_outcome(draft: Draft, message: PlaceRecord, before: Json | None) -> None:
    """What became of this version here; none (any more) for the one it replaces."""
    if before is not None and (message.gone or before["version"] != message.version):
        _emit_outcome(draft, message, before["version"], None)
    if not message.gone:
        outcome = trusted(
            Outcome,
            record=message.record,
            version=message.version,
            step="oversee",
            subject=message.place,
            source=message.source,
            municipality=message.municipality,
            outcome="concluded",
            cause=message.cause,
        )
        _emit_outcome(draft, message, message.version, outcome)


def _emit_outcome(
    draft: Draft, message: PlaceRecord, version: str, outcome: Outcome | None
) -> None:
    key = f"{message.record}|{version}|oversee|{message.place}"
    draft.emit(Emit(topics.OUTCOMES, key=key, part=message.record, value=outcome))
