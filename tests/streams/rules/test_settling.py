"""Own earnings beside bijstand, by the month."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from streams.concluded import Conclusion
from streams.rules import settling
from streams.rules.settling import YEARS_MAX, next_due, settle
from tests import given as g

QUARTER = g.free("eigen_inkomsten", "month", 27_300, percentage=25, months=6)


def terms(*facts, today="2026-12-31", free=(QUARTER,)):
    policy = g.POLICY.model_copy(update={"free_amounts": tuple(free)})
    records = [g.of_person(fact, record=f"r{number}") for number, fact in enumerate(facts)]
    return Conclusion("p1", records, policy, g.day(today)).terms


def earned(start, end=None, amount=40_001):
    return g.received(start, end, what="eigen_inkomsten", amount=amount)


def said(of):
    return [(str(month.start)[:7], month.earned, month.free) for month in settle(of)]


def test_a_share_is_rounded_down_and_never_above_its_amount():
    """
    A quarter of 400.01 euros is a hundred.
    """
    found = terms(
        g.benefit("01-01"), earned("01-01", "02-01"), earned("02-01", "03-01", amount=200_000)
    )

    assert said(found) == [("2026-01", 40_001, 10_000), ("2026-02", 200_000, 27_300)]


def test_a_month_is_settled_once_however_often_bijstand_begins_in_it():
    """
    Whole, with all that was earned in it beside bijstand.
    """
    found = terms(
        g.benefit("01-01", "01-10"),
        g.benefit("01-20", "02-01"),
        earned("01-01", "01-05"),
        earned("01-25", "02-01", amount=100),
    )

    assert said(found) == [("2026-01", 40_101, 10_025)]


def test_free_months_are_those_of_bijstand_that_goes_on():
    """
    They begin anew when bijstand does, not when another decision follows without a day between.
    """
    together = terms(g.benefit("01-01", "04-01"), g.benefit("04-01"), earned("01-01"))
    apart = terms(g.benefit("01-01", "04-01"), g.benefit("06-01"), earned("01-01"))

    assert [free for *_, free in said(together)] == [10_000] * 6 + [0] * 6
    assert [free for *_, free in said(apart)] == [10_000] * 3 + [10_000] * 6 + [0]


def test_without_an_amount_nothing_is_worked_out():
    """
    That nothing is known to be free does not say that nothing is.
    """
    assert said(terms(g.benefit("01-01", "02-01"), earned("01-01"), free=())) == [
        ("2026-01", 40_001, None)
    ]


def test_a_month_that_has_not_begun_waits_for_its_first_day():
    found = terms(g.benefit("01-01"), earned("01-15"), today="2026-02-28")

    assert [month for month, *_ in said(found)] == ["2026-01", "2026-02"]
    assert next_due(found) == date(2026, 3, 1)
    assert next_due(terms(g.benefit("01-01"), earned("01-15", "02-02"))) is None
    assert next_due(terms(g.benefit("01-01"))) is None
    assert next_due(terms(g.benefit("01-01"), earned("06-15"), today="2026-01-31")) == date(
        2026, 6, 1
    )


def test_what_is_very_old_is_not_settled():
    """
    A first day with a wrong century does not become thousands of months.
    """
    found = settle(terms(g.benefit("0206-01-01"), earned("0206-01-01")))

    assert len(found) == 12 * (YEARS_MAX + 1)
    assert settling.settle(terms(g.benefit("01-01"), earned("01-01"), today="0001-01-01")) == []


months = st.sampled_from([f"{number:02}-01" for number in range(1, 13)])
amounts = st.integers(0, 200_000)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(months, amounts), min_size=1, max_size=6),
    st.lists(months, max_size=2),
    st.one_of(st.none(), st.integers(0, 100_000)),
)
def test_what_is_free_and_what_is_set_off_add_up_and_keep_to_the_year(told, ends, cents):
    """
    To the cent, in every month; and no year leaves more alone than its amount.
    """
    free = [QUARTER] if cents is None else [QUARTER, g.free("eigen_inkomsten", "year", cents)]
    benefits = [g.benefit("01-01", end if end > "01-01" else None) for end in (ends or [""])]
    found = settle(terms(*benefits, *(earned(start, None, a) for start, a in told), free=free))

    assert all(0 <= (month.free or 0) <= month.earned for month in found)
    assert [m.start for m in found] == sorted({m.start for m in found})
    if cents is not None:
        assert sum(month.free or 0 for month in found) <= cents
