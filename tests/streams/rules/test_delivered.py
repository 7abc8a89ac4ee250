"""Deliveries held against their allocation, and against one another."""

from streams.rules import delivered
from tests import laws
from tests.given import (
    AGB,
    HOLDER,
    KVK,
    POLICY,
    allocation,
    day,
    of_person,
    policy_set,
    started,
    stopped,
    until,
)

TERM = allocation("02-01", "07-01")


def found(*facts, policy=POLICY):
    """Rule, first day and end of each contradiction, of facts in records of their own."""
    records = [of_person(fact, record=f"r{number}") for number, fact in enumerate(facts)]
    return [(f.rule.id, f.start, f.end) for f in delivered.fired("p1", records, policy)]


def said(rule, start, end=None):
    return rule, day(start), until(end)


def by(provider, fact):
    return fact.model_copy(update={"provider": provider})


class TestOutside:
    def test_a_start_before_the_allocation_begins_is_told_up_to_its_first_day(self):
        """
        From that day on it pays.
        """
        assert [said("start-outside-allocation", "01-15", "02-01")] == found(TERM, started("01-15"))

    def test_the_first_and_the_last_day_of_an_allocation_are_its_own(self):
        """
        The day after is not.
        """
        assert [] == found(TERM, started("02-01"))
        assert [] == found(TERM, started("06-30"))
        assert [said("start-outside-allocation", "07-01")] == found(TERM, started("07-01"))

    def test_a_delivery_longer_than_the_allocation_is_no_contradiction(self):
        """
        What is delivered after it is not paid by it, and shows as a gap.
        """
        assert [] == found(TERM, started("02-01"), stopped("02-01", "09-01"))


class TestBefore:
    def test_a_stop_before_the_allocation_begins_is_told(self):
        """
        It takes the whole line away.
        """
        told = found(TERM, started("01-05"), stopped("01-05", "02-01"))

        assert said("stop-before-allocation", "01-05", "02-01") in told

    def test_a_stop_after_one_day_of_delivery_is_in_order(self):
        """
        `end` is the first day without.
        """
        assert [] == found(TERM, started("02-01"), stopped("02-01", "02-02"))


class TestOfStarts:
    def test_a_stop_repeats_the_first_day_of_a_start(self):
        """
        iWmo TR382; another start of that allocation does not do.
        """
        other = started("03-01")

        assert [said("stop-without-start", "02-01", "03-01")] == found(
            TERM, other, stopped("02-01", "03-01")
        )
        assert [] == found(TERM, other, started("02-01"), stopped("02-01", "03-01"))

    def test_a_delivery_on_an_allocation_that_is_not_known_waits(self):
        """
        Nothing contradicts it yet, whatever else does not fit.
        """
        assert [] == found(stopped("02-01", "03-01"), stopped("02-01", "04-01"))
        assert [] == found(allocation("05-01", number="1002"), started("02-01"))

    def test_a_delivery_that_names_no_allocation_is_held_against_none(self):
        """
        iWmo lets a delivery for a task name a product alone.
        """
        nameless = stopped("01-01", "01-02", number=None)

        assert [] == found(allocation("05-01"), nameless)


class TestOfStops:
    def test_a_pause_may_turn_out_to_be_the_end(self):
        """
        On its own last day or later (iWmo OP377, OP378).
        """
        pause = stopped("02-01", "03-01", temporary=True)

        for end in ("03-01", "04-01"):
            assert [] == found(TERM, started("02-01"), pause, stopped("02-01", end))
        told = found(TERM, started("02-01"), pause, stopped("02-01", "02-20"))
        assert [said("stops-contradict", "02-01", "03-01")] == told

    def test_two_pauses_or_two_ends_of_one_delivery_contradict(self):
        """
        iWmo 9413 and 9415; also where only the reason differs.
        """
        for temporary in (True, False):
            stops = [stopped("02-01", end, temporary=temporary) for end in ("03-01", "04-01")]
            told = found(TERM, started("02-01"), *stops)
            assert [said("stops-contradict", "02-01", "04-01")] == told
        one, other = (
            stopped("02-01", "03-01").model_copy(update={"reason": r}) for r in ("19", "23")
        )
        assert [said("stops-contradict", "02-01", "03-01")] == found(
            TERM, started("02-01"), one, other
        )

    def test_the_same_end_told_under_two_numbers_of_a_provider_is_told_once(self):
        """
        De Werkhaven is both.
        """
        stop = stopped("02-01", "03-01")

        assert [] == found(TERM, started("02-01"), stop, by(KVK, stop))

    def test_stops_of_two_deliveries_do_not_contradict(self):
        """
        After a stop a new start may come, and its stop.
        """
        starts = started("02-01"), started("04-01")
        stops = stopped("02-01", "03-01"), stopped("04-01", "05-01")

        assert [] == found(TERM, *starts, *stops)


class TestOverlap:
    def test_a_delivery_that_goes_on_when_the_next_begins_is_told_on_the_days_of_both(self):
        """
        Not stopped, or with an end after that begin; also where a pause came before that end.
        """
        both = TERM, started("02-01"), started("04-01")
        pause, end = stopped("02-01", "03-01", temporary=True), stopped("02-01", "06-01")

        assert [said("deliveries-overlap", "04-01")] == found(*both)
        assert [said("deliveries-overlap", "04-01", "06-01")] == found(*both, end)
        assert [said("deliveries-overlap", "04-01", "06-01")] == found(*both, pause, end)
        assert [said("deliveries-overlap", "04-01", "05-01")] == found(
            *both, stopped("04-01", "05-01")
        )

    def test_a_delivery_that_ends_on_the_day_before_the_next_is_in_order(self):
        """
        For good or for now; of a start alone nothing is beside it.
        """
        for temporary in (True, False):
            stop = stopped("02-01", "04-01", temporary=temporary)
            assert [] == found(TERM, started("02-01"), stop, started("04-01"))
        assert [] == found(TERM, started("02-01"), started("02-01"))

    def test_on_the_last_day_of_a_delivery_the_next_may_begin(self):
        """
        A start is allowed after any stop (iWmo OP379): nothing says that it is not on that day.
        """
        stop = stopped("02-01", "04-02")

        assert [] == found(TERM, started("02-01"), stop, started("04-01"))
        assert [said("deliveries-overlap", "03-31", "04-02")] == found(
            TERM, started("02-01"), stop, started("03-31")
        )

    def test_of_several_that_go_on_the_longest_is_told_with_each_begin(self):
        """
        Whatever stopped in between.
        """
        told = found(
            TERM,
            started("02-01"),
            *(started("03-01"), stopped("03-01", "04-01")),
            *(started("05-01"), stopped("05-01", "06-01")),
        )

        assert [
            said("deliveries-overlap", "03-01", "04-01"),
            said("deliveries-overlap", "05-01", "06-01"),
        ] == told

    def test_deliveries_on_two_allocations_and_a_stop_without_a_start_overlap_nothing(self):
        """
        A stop without a start is told as that.
        """
        other = allocation("02-01", "07-01", number="1002")

        assert [] == found(TERM, other, started("02-01"), started("03-01", number="1002"))
        assert [said("stop-without-start", "03-01", "04-01")] == found(
            TERM, started("02-01"), stopped("03-01", "04-01")
        )


class TestOfAnotherProduct:
    def test_a_delivery_names_what_the_allocation_names(self):
        """
        Category and code, a category alone, or nothing (iWmo IV075); one signal for all of it.
        """
        of_code = allocation("02-01", "07-01", product="07D01")
        of_nothing = allocation("02-01", "07-01", category=None)
        start, stop = started("02-01"), stopped("02-01", "03-01")
        other = start.model_copy(update={"product": "07D02"})
        same = start.model_copy(update={"product": "07D01"})

        assert [] == found(TERM, start) == found(of_code, same)
        for told in ((TERM, other), (of_code, other), (of_code, start, stop), (of_nothing, start)):
            assert [said("delivery-of-another-product", "02-01")] == found(*told)
        later = other.model_copy(update={"start": day("03-01")})
        told = [of_person(f, record=r) for f, r in ((TERM, "a"), (later, "l"), (other, "o"))]
        signal, *_ = delivered.fired("p1", told, POLICY)
        assert "delivery-of-another-product" == signal.rule.id
        assert (day("02-01"), ("a", "l", "o")) == (signal.start, signal.records)


class TestByAnother:
    def test_a_delivery_on_an_allocation_to_another_is_told_once_for_all_of_it(self):
        """
        Of whoever delivers, up to the end of the last delivery if all were stopped.
        """
        start, stop = by(HOLDER, started("03-01")), by(HOLDER, stopped("03-01", "04-01"))

        assert [said("delivery-by-another-provider", "03-01")] == found(TERM, start)
        told = found(TERM, start, stop)
        assert [said("delivery-by-another-provider", "03-01", "04-01")] == told

    def test_who_is_one_organisation_by_the_policy_is_not_another(self):
        """
        Without that word they are two.
        """
        apart = POLICY.model_copy(update={"organisations": ()})
        told = TERM, by(KVK, started("03-01"))

        assert [] == found(*told)
        assert ["delivery-by-another-provider"] == [rule for rule, *_ in found(*told, policy=apart)]


def test_a_contradiction_names_the_records_and_who_can_mend_it():
    """
    The start and the allocation, and the provider of the start.
    """
    told = [of_person(TERM, record="a"), of_person(started("01-15"), record="s")]
    subject = laws.run("combine", [policy_set(), *told])

    (signal,) = laws.documents(subject)["signals"].values()
    assert (["a", "s"], "provider", KVK) == (
        signal["records"],
        signal["mended_by"],
        signal["provider"],
    )
    assert AGB == TERM.provider


def test_a_contradiction_goes_when_it_is_mended_or_switched_off():
    """
    And leaves nothing.
    """
    off = POLICY.model_copy(update={"signals": {"start-outside-allocation": False}})
    subject = laws.run("combine", [policy_set(), of_person(TERM, record="a")])

    assert ["funding-signals.raised"] == names(subject.told(of_person(started("01-15"))))
    assert ["funding-signals.withdrawn"] == names(subject.told(policy_set(off)))
    assert ["funding-signals.raised"] == names(subject.told(policy_set()))
    mended = of_person(started("02-01"), version="2")
    assert ["funding-signals.withdrawn"] == names(subject.told(mended))
    assert {} == laws.documents(subject)["signals"]


def names(told):
    return [name for name, _ in told if name.startswith("funding-signals")]
