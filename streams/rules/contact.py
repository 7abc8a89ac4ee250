"""Who on bijstand should be spoken to: some days before the term ends, and once it has ended.

The term runs from the last conversation, or from the first day of the bijstand where that is later
or nobody ever spoke to this person.  Bijstand that goes on under another decision, without a day
between, is one; it counts as far as its start is known.  Who has no bijstand today has no term,
and whose bijstand is known to end before the term does needs no notice of it.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from schemas.facts import ContactHeld
from schemas.policy import Policy
from streams.periods import months_later
from streams.records import Told
from streams.rules.meeting import runs
from streams.rules.rule import Fired, Rule
from streams.rules.terms import Term, Terms

_LAW = "het beleid van de gemeente (contact_term_months); geen wettelijke termijn"
_FROM = (
    "De termijn loopt vanaf het laatste gesprek, of vanaf de eerste dag van de bijstand als die "
    "later is of als er nog nooit gesproken is."
)
DUE = Rule(
    "contact-due",
    law=_LAW,
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    explanation=(
        "Iemand met bijstand moet binnenkort gesproken worden: de termijn voor een gesprek over "
        f"ontwikkeling loopt bijna af. {_FROM}"
    ),
)
OVERDUE = Rule(
    "contact-overdue",
    law=_LAW,
    text_version="n.v.t.",
    verdict="open-point",
    confidence="from-facts",
    explanation=(
        "Iemand met bijstand is langer niet gesproken dan de gemeente heeft afgesproken: de "
        f"termijn voor een gesprek over ontwikkeling is voorbij. {_FROM}"
    ),
)
RULES = (DUE, OVERDUE)


class Awaited(NamedTuple):
    """A stretch of bijstand, and until when somebody on it should have been spoken to."""

    start: date
    end: date | None
    notice: date
    until: date
    terms: tuple[Term, ...]
    contact: str | None


def awaited(terms: Terms, records: Sequence[Told], policy: Policy) -> list[Awaited]:
    held = [(f.on, r.record) for r in records for f in r.facts if type(f) is ContactHeld]
    last, contact = max(held, default=(date.min, None))
    return [_awaited(run, last, contact, policy) for run in runs(terms.get("bijstand", ()))]


def _awaited(run: Sequence[Term], last: date, contact: str | None, policy: Policy) -> Awaited:
    start = run[0].start
    ends = [term.end for term in run if term.end is not None]
    end = max(ends) if len(ends) == len(run) else None
    until = months_later(max(start, last), policy.contact_term_months)
    notice = until - timedelta(days=policy.contact_notice_days)
    return Awaited(start, end, notice, until, tuple(run), contact if last >= start else None)


def fired(person: str, waiting: Sequence[Awaited], today: date, policy: Policy) -> Iterator[Fired]:
    """Of the bijstand that runs today."""
    for wait in waiting:
        if not (wait.start <= today and (wait.end is None or today < wait.end)):
            continue
        if wait.until <= today:
            yield _fired(OVERDUE, person, wait, wait.until, wait.end, policy)
        elif wait.notice <= today and (wait.end is None or wait.until < wait.end):
            yield _fired(DUE, person, wait, max(wait.start, wait.notice), wait.until, policy)


def _fired(
    rule: Rule, person: str, wait: Awaited, start: date, end: date | None, policy: Policy
) -> Fired:
    records = {term.record for term in wait.terms} | ({wait.contact} if wait.contact else set())
    return Fired(
        rule,
        subject_kind="person",
        subject=person,
        person=person,
        municipality=policy.municipality,
        start=start,
        end=end,
        lines=tuple(sorted(term.line for term in wait.terms if term.line is not None)),
        records=tuple(sorted(records)),
    )


def next_due(waiting: Sequence[Awaited], today: date) -> date | None:
    """The first day to come on which one of them begins, ends, or falls due."""
    days = [day for w in waiting for day in (w.start, w.notice, w.until, w.end) if day is not None]
    return min((day for day in days if day > today), default=None)
