"""What the facts about one person come to: each part concluded when it is asked for."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from schemas.facts import AllocationMade, ContactHeld
from schemas.policy import Policy
from streams.lines import PayingLine, lines_of
from streams.placements import Placement, Stretch, placements_of, stretches_of
from streams.records import Told
from streams.rules import concurrence
from streams.rules.rule import Fired
from streams.step import Json


@dataclass(frozen=True)
class Conclusion:
    """`records`: all of a person's, or those that bear on what is asked."""

    person: str
    records: Sequence[Told]
    policy: Policy

    @cached_property
    def lines(self) -> list[PayingLine]:
        return lines_of(self.records, self.policy)

    @cached_property
    def placements(self) -> list[Placement]:
        return placements_of(self.person, self.records, self.policy)

    @cached_property
    def stretches(self) -> Mapping[str, tuple[Stretch, ...]]:
        return stretches_of(self.placements, self.lines)

    @property
    def fired(self) -> list[Fired]:
        fired = concurrence.fired(self.person, self.policy.municipality, self.lines)
        return [f for f in fired if self.policy.signals_on(f.rule.id)]

    @property
    def contact(self) -> Json | None:
        """When the person was last spoken to, and by when again (practices, P5)."""
        held = [f.on for r in self.records for f in r.facts if isinstance(f, ContactHeld)]
        if not held:
            return None
        last = max(held)
        due = months_later(last, self.policy.contact_term_months)
        return {"held": last.isoformat(), "next_due": due.isoformat()}

    @cached_property
    def allocations(self) -> frozenset[str]:
        allocated = (f for r in self.records for f in r.facts if isinstance(f, AllocationMade))
        return frozenset(fact.number for fact in allocated)


def months_later(day: date, months: int) -> date:
    """The same day *months* later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
