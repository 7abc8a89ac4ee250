"""Time cut into stretches."""

from typing import NamedTuple

from streams.periods import Running, always, common, cuts, elementary, holds, joined
from tests.given import day, until


class Stay(NamedTuple):
    start: object
    end: object
    who: str = ""


def stay(start, end=None, who=""):
    return Stay(day(start), until(end), who)


def test_time_is_cut_on_every_day_on_which_something_begins_or_has_ended():
    """
    Between two cuts nothing changes, so one look per stretch is enough.
    """
    found = cuts([stay("01-01", "03-01"), stay("02-01"), stay("01-01", "02-01")])

    assert [day("01-01"), day("02-01"), day("03-01")] == found


def test_the_last_stretch_is_open():
    """
    What has no last day goes on until somebody says otherwise.
    """
    found = list(elementary([day("01-01"), day("02-01")]))

    assert [(day("01-01"), day("02-01")), (day("02-01"), None)] == found


def test_where_nothing_ever_was_there_are_no_stretches():
    """
    A person whose last fact is deleted has no timeline, which is no fault.
    """
    assert list(elementary(cuts([]))) == []


def test_only_stretches_within_a_period_are_given_if_one_is_asked_for():
    """
    Money from before a placement says nothing about the placement.
    """
    days = [day("01-01"), day("02-01"), day("03-01"), day("04-01")]

    found = list(elementary(days, within=stay("02-01", "04-01")))

    assert [(day("02-01"), day("03-01")), (day("03-01"), day("04-01"))] == found


def test_the_end_is_the_first_day_without():
    """
    Up to and including 31 January is until 1 February.
    """
    january = stay("01-01", "02-01")

    found = [holds(january, day(text)) for text in ("2025-12-31", "01-01", "01-31", "02-01")]

    assert found == [False, True, True, False]


def test_the_days_that_two_have_in_common():
    """
    Two that follow one another have no day in common; two that are open have all later days.
    """
    january, february = stay("01-01", "02-01"), stay("02-01", "03-01")

    assert None is common(january, february)
    assert (day("01-15"), day("02-01")) == common(january, stay("01-15"))
    assert (day("02-01"), None) == common(stay("01-01"), stay("02-01"))


def test_neighbours_that_say_the_same_become_one():
    """
    A period is told once, however many facts made it.
    """
    stays = [stay("01-01", "02-01", "a"), stay("02-01", "03-01", "a"), stay("03-01", None, "b")]

    found = joined(
        stays,
        lambda one, other: one.who == other.who,
        lambda one, other: one._replace(end=other.end),
    )

    assert [stay("01-01", "03-01", "a"), stay("03-01", None, "b")] == found


def test_stretches_with_days_between_them_stay_apart():
    """
    A stretch that stops and comes back is two.
    """
    stays = [stay("01-01", "02-01"), stay("03-01", "04-01")]

    assert stays == joined(stays, always, lambda one, other: one._replace(end=other.end))


def test_what_runs_on_a_day_is_found_in_one_pass():
    """
    The same answer as looking at everything each day, however many things there are.
    """
    spans = [("01-01", "03-01"), ("01-01", None), ("02-01", "02-15"), ("01-20", "02-01")]
    things = [stay(*span, who=str(number)) for number, span in enumerate(spans)]
    running = Running(things)

    for start, _ in elementary(cuts(things)):
        expected = sorted((t for t in things if holds(t, start)), key=lambda t: t.start)

        assert expected == running.on(start)
