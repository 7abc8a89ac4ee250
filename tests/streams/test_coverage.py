"""Who pays for a placement, week by week."""

from datetime import date

import pytest

from streams.coverage import coverage_of, fired, money_of, next_missing
from tests.given import (
    PLACE,
    brought,
    day,
    of_place,
    paid,
    part_of_sum,
    revenue,
    stretch,
    subsidy,
    until,
)

LATE = date(2030, 1, 1)


def money(*facts):
    return money_of(PLACE, [of_place(fact, record=f"o{n}") for n, fact in enumerate(facts)])


def states(placement, *facts):
    return [(s.start, s.end, s.state, s.uncovered) for s in coverage_of(placement, money(*facts))]


def period(start, end, state, uncovered=0):
    return day(start), until(end), state, uncovered


def signals(placement, *facts, today=LATE):
    return [
        (f.rule.id, f.start, f.end, f.minutes)
        for f in fired(placement, coverage_of(placement, money(*facts)), today)
    ]


def test_hours_that_are_paid_are_covered():
    """
    Eight hours of work, eight hours allocated.
    """
    placement = brought("01-01", hours=8, stretches=[stretch("01-01", None, paid(hours=8))])

    assert [period("01-01", None, "covered")] == states(placement)
    assert signals(placement) == []


def test_work_that_nobody_has_to_pay_for_is_never_a_gap():
    """
    A volunteer, a trainee, a pensioner: no law behind them, and none missing.
    """
    placement = brought("01-01", hours=8, needs_cover=False)

    assert [period("01-01", None, "not-needed")] == states(placement)
    assert signals(placement) == []


def test_a_placement_that_nothing_has_paid_for_yet_is_provisional():
    """
    Start before the decision (Doetinchem): an open item, not an error.
    """
    placement = brought("01-01", "03-01", hours=8)

    assert [period("01-01", "03-01", "provisional", 480)] == states(placement)
    assert [("provisional", day("01-01"), day("03-01"), 480)] == signals(placement)


def test_a_stretch_without_cover_beside_a_covered_one_is_a_gap():
    """
    Somebody paid, and then nobody did.
    """
    placement = brought(
        "01-01", hours=8, stretches=[stretch("01-01", "02-01", paid(hours=8)), stretch("02-01")]
    )

    assert [
        period("01-01", "02-01", "covered"),
        period("02-01", None, "gap", 480),
    ] == states(placement)
    assert [("gap", day("02-01"), None, 480)] == signals(placement)


def test_hours_that_are_paid_in_part_are_a_gap_of_the_rest():
    """
    Twelve hours of work, eight paid: four are missing.
    """
    placement = brought("01-01", hours=12, stretches=[stretch("01-01", None, paid(hours=8))])

    assert [period("01-01", None, "gap", 240)] == states(placement)
    assert [("gap", day("01-01"), None, 240)] == signals(placement)


def test_a_line_without_hours_fills_the_gap():
    """
    It pays, but not by the hour: a Wlz indication, an allocation of a whole.
    """
    lines = paid("l1", hours=4), paid("l2", stream="wlz")
    placement = brought("01-01", hours=12, stretches=[stretch("01-01", None, *lines)])

    assert [period("01-01", None, "covered")] == states(placement)


def test_a_job_coach_fills_no_gap():
    """
    Help at the work pays for none of its hours.
    """
    coach = paid(stream="participatiewet", instrument="jobcoach", support=True)
    placement = brought("01-01", hours=8, stretches=[stretch("01-01", None, coach)])

    assert [period("01-01", None, "provisional", 480)] == states(placement)


@pytest.mark.parametrize("hours", [8, None])
def test_the_money_of_a_place_covers_those_who_have_no_line_of_their_own(hours):
    """
    Finance places, not indications: no decision per person is needed.
    """
    placement = brought("01-01", hours=hours)

    assert [period("01-01", None, "covered")] == states(placement, subsidy("2025-01-01"))


def test_the_money_of_a_place_covers_while_it_lasts():
    """
    A subsidy of half a year leaves the rest open.
    """
    assert [
        period("01-01", "07-01", "covered"),
        period("07-01", None, "gap", 480),
    ] == states(brought("01-01", hours=8), subsidy("2025-01-01", "07-01"))


def test_a_placement_of_unknown_hours_is_covered_by_any_hours():
    """
    Nobody knows how many are missing, so none are said to be.
    """
    placement = brought("01-01", stretches=[stretch("01-01", "02-01", paid(hours=8))])

    assert [
        period("01-01", "02-01", "covered"),
        period("02-01", None, "gap", None),
    ] == states(placement)


def test_two_lines_that_pay_more_hours_than_there_are_overlap():
    """
    The same hours are paid twice.
    """
    lines = paid("l1", hours=8), paid("l2", hours=6)
    placement = brought("01-01", hours=8, stretches=[stretch("01-01", "03-01", *lines)])

    assert ("overlap", day("01-01"), day("03-01"), 360) in signals(placement)


def test_one_line_with_more_hours_than_there_are_is_no_overlap():
    """
    An allocation may be wider than what is used of it.
    """
    placement = brought("01-01", hours=8, stretches=[stretch("01-01", None, paid(hours=12))])

    assert signals(placement) == []


def test_two_lines_that_pay_the_hours_together_do_not_overlap():
    """
    Part Wmo, part Participatiewet: that is what the hub is for.
    """
    lines = paid("l1", hours=4), paid("l2", hours=4, stream="participatiewet")
    placement = brought("01-01", hours=8, stretches=[stretch("01-01", None, *lines)])

    assert signals(placement) == []


def test_a_line_without_hours_and_the_money_of_a_place_never_overlap():
    """
    Unquantified cover fills gaps and makes no overlap.
    """
    lines = paid("l1", hours=8), paid("l2", stream="wlz")
    placement = brought("01-01", hours=8, stretches=[stretch("01-01", None, *lines)])

    assert signals(placement, subsidy("01-01")) == []


def test_what_lies_ahead_is_not_missing_yet():
    """
    An allocation that ends next month may still be prolonged.
    """
    placement = brought(
        "01-01", hours=8, stretches=[stretch("01-01", "02-01", paid(hours=8)), stretch("02-01")]
    )

    assert signals(placement, today=day("01-31")) == []
    assert [("gap", day("02-01"), None, 480)] == signals(placement, today=day("02-01"))


def test_the_next_day_on_which_something_will_be_missing():
    """
    The day on which a conclusion changes by itself: a day that passes looks only at those.
    """
    placement = brought(
        "01-01", hours=8, stretches=[stretch("01-01", "02-01", paid(hours=8)), stretch("02-01")]
    )
    stretches = coverage_of(placement, [])

    assert day("02-01") == next_missing(stretches, day("01-31"))
    assert next_missing(stretches, day("02-01")) is None


def test_a_gap_is_one_signal_even_if_its_size_changes_on_the_way():
    """
    One thing to look at: from the first day without cover to the last, at the most that is missing.
    """
    placement = brought(
        "01-01",
        "05-01",
        hours=8,
        stretches=[
            stretch("01-01", "02-01", paid(hours=8)),
            stretch("02-01", "03-01", paid(hours=4)),
            stretch("03-01", "05-01"),
        ],
    )

    assert [("gap", day("02-01"), day("05-01"), 480)] == signals(placement)


def test_a_gap_that_is_filled_in_between_is_two():
    """
    Each has a first day of its own.
    """
    placement = brought("01-01", "04-01", hours=8)

    found = signals(placement, subsidy("02-01", "03-01"))

    assert [
        ("gap", day("01-01"), day("02-01"), 480),
        ("gap", day("03-01"), day("04-01"), 480),
    ] == found


def test_money_is_named_by_what_it_is():
    """
    A subsidy, an algemene voorziening (Wmo), a programme, and what is sold.
    """
    found = money(
        subsidy("01-01", theme="waardevol werk"),
        subsidy("01-02", instrument="algemene_voorziening"),
        subsidy("01-03", instrument="programma"),
        revenue("01-04", "02-01"),
    )

    assert [
        ("subsidy", "subsidie", "waardevol werk"),
        ("wmo", "algemene_voorziening", None),
        ("programme", "programma", None),
        ("revenue", "omzet", None),
    ] == [(m.stream, m.instrument, m.theme) for m in found]


def test_how_a_sum_is_shared_out_is_no_change_of_coverage():
    """
    A second place that the same budget pays for leaves the first as covered as it was.
    """
    alone, shared = (part_of_sum(1_000, "01-01", "12-31", 0, over) for over in (1, 2))
    stretches = [
        stretch("01-01", "02-01", paid(sum=alone)),
        stretch("02-01", None, paid(sum=shared)),
    ]

    assert [period("01-01", None, "covered")] == states(brought("01-01", None, 8, stretches))
