"""Telling what of own earnings is set off against bijstand, as a document and events."""

from schemas.settlements import Settled
from streams.concluded import Conclusion
from streams.documents import keep
from streams.publish import Stamp, publish_periods
from streams.rules.settling import Month, settle
from streams.rules.terms import Term
from streams.step import Draft, Json

LINES_MAX = 100  # lines that one month names


def tell_settlement(draft: Draft, stamp: Stamp, concluded: Conclusion) -> None:
    person = concluded.person
    periods = [_month(month) for month in settle(concluded.terms)]
    old = draft.get(f"doc//settlement//{person}//{person}")
    new: Json = {
        "person": person,
        "municipality": concluded.policy.municipality,
        "periods": periods,
    }
    if old == new or (old is None and not periods):
        return
    publish_periods(draft, stamp, "settlements.changed", person, old=old, new=new, part=person)
    keep(draft, "settlement", person, person, new if periods else None)


def _month(month: Month) -> Json:
    settled = Settled(
        start=month.start,
        end=month.end,
        earned_cents=month.earned,
        free_cents=month.free,
        set_off_cents=None if month.free is None else month.earned - month.free,
        earnings=_lines(month.earnings),
        benefits=_lines(month.benefits),
        sources=month.sources,
    )
    return settled.model_dump(mode="json", exclude_none=True)


def _lines(terms: tuple[Term, ...]) -> tuple[str, ...]:
    return tuple(sorted({term.line for term in terms if term.line is not None}))[:LINES_MAX]
