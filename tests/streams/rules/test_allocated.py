"""Allocations held against one another."""

from streams.rules import allocated
from tests.given import HOLDER, KVK, POLICY, allocation, day, of_person, until

FIRST = allocation("02-01", "07-01", product="07D01")


def found(*facts, policy=POLICY):
    """First day and end of each overlap, of allocations in records of their own."""
    records = [of_person(fact, record=f"r{number}") for number, fact in enumerate(facts)]
    return [(f.start, f.end) for f in allocated.overlapping("p1", records, policy)]


def said(start, end=None):
    return day(start), until(end)


def another(start, end=None, number="1002", **more):
    return allocation(start, end, number=number, **{"product": "07D01"} | more)


def test_the_days_of_both_are_told():
    """
    Whichever of the two is told first.
    """
    other = another("06-01", "09-01")

    assert [said("06-01", "07-01")] == found(FIRST, other) == found(other, FIRST)


def test_one_that_begins_when_the_other_has_ended_is_in_order():
    """
    An end is the first day without.
    """
    assert [] == found(FIRST, another("07-01"))
    assert [said("06-30", "07-01")] == found(FIRST, another("06-30"))


def test_a_category_without_a_code_is_the_same_as_any_of_its_products():
    """
    And a budget without a product the same as any; two codes are two products (iWmo TR302).
    """
    of_category = another("03-01", "04-01", product=None)
    of_any = another("03-01", "04-01", product=None, category=None)

    assert [] == found(FIRST, another("03-01", product="07D02"))
    for wider in (of_category, of_any):
        assert [said("03-01", "04-01")] == found(FIRST, wider) == found(wider, FIRST)
    assert [] == found(another("02-01", category="08", product="08A01"), of_category)


def test_two_aids_may_be_had_at_once():
    """
    iWmo OP259: categories 11 to 14, and no others.
    """
    for category in ("11", "12", "13", "14"):
        aid = {"category": category, "product": f"{category}001"}
        assert [] == found(allocation("02-01", **aid), another("03-01", **aid))
    other = {"category": "15", "product": "15001"}
    assert [said("03-01")] == found(allocation("02-01", **other), another("03-01", **other))


def test_who_is_one_organisation_by_the_policy_is_one_provider():
    """
    Another provider may have the same product at once.
    """
    apart = POLICY.model_copy(update={"organisations": ()})

    assert [] == found(FIRST, another("03-01", provider=HOLDER))
    assert [said("03-01", "07-01")] == found(FIRST, another("03-01", provider=KVK))
    assert [] == found(FIRST, another("03-01", provider=KVK), policy=apart)


def test_of_more_than_two_each_is_told_beside_the_one_that_runs_longest():
    """
    Also where a shorter one ended in between.
    """
    short, last = another("03-01", "04-01"), another("05-01", "12-01", number="1003")

    assert [said("03-01", "04-01"), said("05-01", "07-01")] == found(FIRST, short, last)


def test_a_signal_names_both_records_and_is_of_its_later_allocation():
    """
    So that two which begin on one day are two signals.
    """
    records = [of_person(FIRST, record="a"), of_person(another("03-01", "07-01"), record="b")]
    records.append(of_person(another("03-01", number="1003"), record="c"))
    one, other = allocated.overlapping("p1", records, POLICY)

    assert ("a", "b") == one.records
    assert "c" in other.records
    assert one.signal != other.signal
