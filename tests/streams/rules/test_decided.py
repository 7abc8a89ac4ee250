"""Two decisions of one day on one thing."""

from streams.rules import decided
from tests.given import POLICY, day, eligible, of_person


def found(*facts):
    records = [of_person(fact, record=f"r{number}") for number, fact in enumerate(facts)]
    return [(f.start, f.end, f.records) for f in decided.fired("p1", records, POLICY)]


def test_yes_and_no_of_one_day_for_the_same_days_contradict():
    """
    Nobody can say which holds.
    """
    told = found(eligible("02-01", decided="01-05"), eligible("02-01", decided="01-05", yes=False))

    assert [(day("02-01"), None, ("r0", "r1"))] == told


def test_another_last_day_contradicts_too():
    """
    Up to the later of the two.
    """
    told = found(*(eligible("02-01", end, decided="01-05") for end in ("05-01", "07-01")))

    assert [(day("02-01"), day("07-01"), ("r0", "r1"))] == told


def test_yes_and_no_of_one_day_contradict_on_the_days_of_both():
    """
    Whatever their first days; another last day is then no contradiction.
    """
    yes = eligible("02-01", decided="01-05")
    no, yes_too = (eligible("03-01", "06-01", decided="01-05", yes=y) for y in (False, True))
    both = [(day("03-01"), day("06-01"), ("r0", "r1"))]

    assert both == found(yes, no) == found(no, yes)
    assert [] == found(yes, yes_too)


def test_each_first_day_of_a_contradiction_is_told_once():
    """
    With all decisions that contradict one another from that day on.
    """
    yes, no = (eligible("02-01", decided="01-05", yes=y) for y in (True, False))
    later = eligible("04-01", "05-01", decided="01-05", yes=False)

    assert [
        (day("02-01"), None, ("r0", "r1")),
        (day("04-01"), day("05-01"), ("r0", "r2")),
    ] == found(yes, no, later)


def test_what_a_later_decision_settled_contradicts_no_more():
    """
    From its first day on it holds instead of both.
    """
    both = [eligible("02-01", decided="01-05", yes=yes) for yes in (True, False)]

    assert [] == found(*both, eligible("02-01", decided="01-20"))
    assert [(day("02-01"), day("06-01"), ("r0", "r1"))] == found(
        *both, eligible("06-01", decided="01-20")
    )


def test_a_later_decision_goes_before_an_earlier_one():
    """
    And two of one day that follow one another, or say the same, go together.
    """
    first = eligible("02-01", "03-01", decided="01-05")

    assert [] == found(first, eligible("02-01", decided="01-06", yes=False))
    assert [] == found(first, eligible("03-01", decided="01-05", yes=False))
    assert [] == found(first, first)
