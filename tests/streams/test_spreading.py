"""A sum is spread over places and over days, in whole cents that add up."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from streams.spreading import Rate, Sum, at_rate, in_days, share
from tests.given import day

cents = st.integers(0, 10**10)
names = st.lists(st.text("abcdef", min_size=1, max_size=3), min_size=1, max_size=8, unique=True)
FIRST = day("01-01")


@st.composite
def cut(draw, days):
    """Days from before the first to after the last, at which a term is cut in stretches."""
    inside = draw(st.lists(st.integers(0, days), max_size=12))
    return [FIRST + timedelta(days=n) for n in sorted({-3, *inside, days + 3})]


def test_an_amount_is_shared_equally_and_the_first_have_what_is_left():
    """
    A hundred cents over three places: 34, 33, 33.
    """
    places = ["c", "a", "b"]

    assert [34, 33, 33] == [share(100, place, places) for place in ("a", "b", "c")]
    assert share(None, "a", places) is None


def test_agreed_shares_are_those_of_the_places_in_their_order():
    """
    Two parts and one part of a euro and a cent: the cent that is left goes to the first by name.
    """
    assert [68, 33] == [share(101, place, ["a", "b"], [2, 1]) for place in ("a", "b")]
    assert [34, 67] == [share(101, place, ["a", "b"], [1, 2]) for place in ("a", "b")]


@given(cents, names, st.data())
def test_shares_add_up_to_the_cent_and_differ_by_no_more_from_what_was_agreed(amount, places, data):
    """
    Whatever the parts and the number of places.
    """
    some = st.lists(st.integers(1, 10_000), min_size=len(places), max_size=len(places))
    shares = data.draw(st.one_of(st.just([]), some))
    parts = shares or [1] * len(places)

    found = [share(amount, place, places, shares) for place in places]

    assert amount == sum(found)
    for one, part in zip(found, parts, strict=True):
        assert abs(one * sum(parts) - amount * part) <= sum(parts)


@given(cents, st.integers(1, 800), st.data())
def test_the_days_of_a_sum_add_up_to_the_cent_however_they_are_cut(amount, days, data):
    """
    Nothing is earned before the first day or after the last.
    """
    of = Sum(amount, FIRST, FIRST + timedelta(days=days))
    at = data.draw(cut(days))

    found = [in_days(of, start, end) for start, end in pairwise(at)]

    assert amount == sum(found)
    assert min(found) >= 0
    assert 0 == in_days(of, of.end, of.end + timedelta(days=9))


@given(cents, st.integers(1, 800), st.integers(1, 5), st.data())
def test_equal_parts_of_a_sum_add_up_in_any_days(amount, days, over, data):
    """
    What a line is worth at each of the placements that it pays for.
    """
    end = FIRST + timedelta(days=days)
    parts = [Sum(amount, FIRST, end, number, over) for number in range(over)]
    at = data.draw(cut(days))

    for start, until in pairwise(at):
        found = [in_days(part, start, until) for part in parts]

        assert in_days(Sum(amount, FIRST, end), start, until) == sum(found)
        assert min(found) >= 0


@given(st.integers(0, 10_080), cents, st.sampled_from([1, 60, 210, 240]), st.data())
def test_hours_at_a_tariff_add_up_however_the_days_are_cut(minutes, price, unit, data):
    """
    And no more than a cent is lost on the whole.
    """
    percentage = data.draw(st.sampled_from([0, -15, -20, 10, -100]))
    rate = Rate(minutes, price, unit, FIRST, percentage)
    at = [on for on in data.draw(cut(370)) if on >= FIRST]

    found = sum(at_rate(rate, start, end) for start, end in pairwise([FIRST, *at]))

    days = (at[-1] - FIRST).days
    exact = minutes * days * price * (100 + percentage)
    assert 0 <= exact - found * 7 * unit * 100 < 7 * unit * 100
