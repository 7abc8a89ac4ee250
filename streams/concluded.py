"""What the facts about one person come to: each part concluded when it is asked for."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Generic, TypeVar, assert_never

from schemas.facts import AllocationMade, ContactHeld
from schemas.policy import Policy
from streams.bearing import Family
from streams.development import next_due
from streams.lines import PayingLine, lines_of
from streams.periods import months_later
from streams.placements import (
    Placement,
    Stretch,
    months_at,
    placements_of,
    runs_of_months,
    stretches_of,
)
from streams.records import Told
from streams.rules import (
    allocated,
    bijstand,
    concurrence,
    contact,
    decided,
    delivered,
    settling,
    stay,
)
from streams.rules.contact import Awaited
from streams.rules.rule import Fired, notes_of
from streams.rules.stay import Stay
from streams.rules.terms import Terms, terms_of
from streams.step import Json

RULES_OF: Mapping[Family, frozenset[str]] = {
    "concurrence": frozenset(entry.rule.id for entry in concurrence.TABLE),
    "contact": frozenset(rule.id for rule in contact.RULES),
    "stay": frozenset(rule.id for rule in stay.RULES),
    "deliveries": frozenset(rule.id for rule in (*delivered.RULES, allocated.OVERLAP)),
    "eligibility": frozenset(rule.id for rule in decided.RULES),
}


@cache
def rules_of(families: tuple[Family, ...]) -> frozenset[str]:
    return frozenset(rule for of in families for rule in RULES_OF[of])


S = TypeVar("S")
T = TypeVar("T")


class once(Generic[S, T]):  # noqa: N801  (read as a decorator)
    """Concluded when it is asked for first.  As `cached_property`, which up to Python 3.12 takes a
    lock, and that costs as much as many a conclusion.
    """

    def __init__(self, conclude: Callable[[S], T]) -> None:
        self._conclude, self._name = conclude, conclude.__name__

    def __get__(self, one: S, _: type[S]) -> T:
        concluded = one.__dict__[self._name] = self._conclude(one)
        return concluded


@dataclass(frozen=True)
class Conclusion:
    """`records`: all of a person's, or those that bear on what is asked; `today`: the last day
    that passed.
    """

    person: str
    records: Sequence[Told]
    policy: Policy
    today: date

    @once
    def lines(self) -> list[PayingLine]:
        return lines_of(self.records, self.policy)

    @once
    def placements(self) -> list[Placement]:
        return placements_of(self.person, self.records, self.policy)

    @once
    def _months_at(self) -> Mapping[str, tuple[list[str], list[str]]]:
        """By place, from which months, and to which, somebody is there, in order."""
        found = months_at((placement.record, placement.fact) for placement in self.placements)
        runs = {place: runs_of_months(months) for place, months in found.items()}
        return {
            at: ([first for first, _ in of], [last for _, last in of]) for at, of in runs.items()
        }

    def was_at(self, place: str, month: str) -> bool:
        """Whether a placement at *place* holds on a day of *month* (`2026-01`)."""
        first, last = self._months_at.get(place, ((), ()))
        before = bisect_right(first, month)
        return before > 0 and month <= last[before - 1]

    @once
    def stretches(self) -> Mapping[str, tuple[Stretch, ...]]:
        return stretches_of(self.placements, self.lines)

    @once
    def terms(self) -> Terms:
        return terms_of(self.lines, self.records, self.policy, self.today)

    @once
    def concurring(self) -> list[Fired]:
        return list(concurrence.fired(self.person, self.terms, self.policy))

    @once
    def awaited(self) -> list[Awaited]:
        return contact.awaited(self.terms, self.records, self.policy)

    @once
    def stays(self) -> list[Stay]:
        return stay.stays(self.placements, self.lines, self.records, self.policy)

    def due(self, of: Family) -> date | None:
        """The next day on which something else is concluded, if nothing else is told."""
        match of:
            case "concurrence":
                days = (bijstand.next_due(self.terms), settling.next_due(self.terms))
                return min((day for day in days if day is not None), default=None)
            case "contact":
                return contact.next_due(self.awaited, self.today)
            case "stay":
                known = self.placements, self.records
                days = (stay.next_due(self.stays, self.today), next_due(*known, self.today))
                return min((day for day in days if day is not None), default=None)
            case "deliveries" | "eligibility":  # no day makes facts contradict one another
                return None
            case _:
                assert_never(of)

    def fired(self, of: Family) -> list[Fired]:
        """What somebody should look at."""
        match of:
            case "concurrence":
                return [fired for fired in self.concurring if not fired.allowed]
            case "contact":
                found = contact.fired(self.person, self.awaited, self.today, self.policy)
                return [fired for fired in found if self.policy.signals_on(fired.rule.id)]
            case "stay":
                found = stay.fired(self.person, self.stays, self.today, self.policy)
                return [fired for fired in found if self.policy.signals_on(fired.rule.id)]
            case "deliveries":
                of_person = self.person, self.records, self.policy
                told = chain(delivered.fired(*of_person), allocated.overlapping(*of_person))
                return [fired for fired in told if self.policy.signals_on(fired.rule.id)]
            case "eligibility":
                found = decided.fired(self.person, self.records, self.policy)
                return [fired for fired in found if self.policy.signals_on(fired.rule.id)]
            case _:
                assert_never(of)

    @property
    def notes(self) -> list[Json]:
        """What a rule allows, and says so."""
        return notes_of(self.concurring)

    @property
    def contact(self) -> Json | None:
        """When the person was last spoken to, and by when again (practices, P5)."""
        held = [f.on for r in self.records for f in r.facts if type(f) is ContactHeld]
        if not held:
            return None
        last = max(held)
        due = months_later(last, self.policy.contact_term_months)
        return {"held": last.isoformat(), "next_due": due.isoformat()}

    @once
    def allocations(self) -> frozenset[str]:
        allocated = (f for r in self.records for f in r.facts if type(f) is AllocationMade)
        return frozenset(fact.number for fact in allocated)
