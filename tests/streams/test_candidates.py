"""Who awaits an assessment, who is eligible, and who waits for a place in beschut werk."""

from schemas.facts import Kind
from streams.candidates import awaiting_since, eligible_of, waits_of
from tests import laws
from tests.given import (
    TOWN,
    asked,
    candidate,
    day,
    eligible,
    of_person,
    placement,
    places,
    policy_set,
    provision,
    since,
    until,
)

ACCOUNT = f"{TOWN}/beschut_werk"


def records(*facts):
    return [of_person(fact, record=f"r{n}") for n, fact in enumerate(facts)]


def awaiting(*facts):
    return awaiting_since(records(*facts))


def stretches(*facts):
    return [(s.start, s.end, s.decided_on) for s in eligible_of(records(*facts))]


def first_decided(*facts):
    (decided,) = {decided for _, _, decided in stretches(*facts)}
    return decided


def waits(*facts):
    found = waits_of(records(*facts))
    return found and (found.start, found.end, found.decided_on)


def stretch(start, end, decided):
    return day(start), until(end), day(decided)


class TestAwaiting:
    def test_a_registration_waits_until_something_is_decided(self):
        """
        Eligible or not: it was assessed.
        """
        assert day("02-01") == awaiting(asked("02-01"))
        assert awaiting(asked("02-01"), eligible("03-01")) is None
        assert awaiting(asked("02-01"), eligible("03-01", yes=False)) is None

    def test_a_decision_on_the_day_of_registration_answers_it_and_an_older_one_does_not(self):
        """
        Somebody may ask again.
        """
        assert awaiting(asked("02-01"), eligible("02-01")) is None
        assert day("02-02") == awaiting(asked("02-02"), eligible("02-01", yes=False))

    def test_of_two_registrations_the_first_that_is_open_counts(self):
        """
        Asking twice costs nobody their turn.
        """
        assert day("02-01") == awaiting(asked("04-01"), asked("02-01"))
        assert day("04-01") == awaiting(asked("04-01"), asked("02-01"), eligible("03-01"))

    def test_who_has_the_provision_was_assessed(self):
        """
        The college may decide both at once.
        """
        assert awaiting(asked("02-01"), provision("03-01")) is None


class TestEligible:
    def test_who_is_found_not_eligible_any_more_is_so_up_to_that_day(self):
        """
        A later decision ends the one before.
        """
        found = stretches(eligible("01-01"), eligible("05-01", yes=False))

        assert [stretch("01-01", "05-01", "01-01")] == found

    def test_the_decision_that_was_taken_later_goes_before_one_that_begins_later(self):
        """
        For as long as it holds; what it ended does not come back after it.
        """
        earlier = eligible("02-15", decided="01-05")
        no = eligible("02-01", decided="03-05", yes=False)
        no_until = eligible("02-01", "04-01", decided="03-05", yes=False)
        yes_until = eligible("02-15", "04-01", decided="03-05")

        assert [] == stretches(earlier, no)
        assert [stretch("04-01", None, "01-05")] == stretches(earlier, no_until)
        assert [stretch("02-15", "04-01", "01-05")] == stretches(earlier, yes_until)
        assert [stretch("02-01", None, "03-05")] == stretches(
            eligible("02-15", decided="01-05", yes=False), eligible("02-01", decided="03-05")
        )

    def test_who_is_found_eligible_once_more_keeps_their_turn(self):
        """
        From the same day on, from an earlier or from a later one; a no in between ends it.
        """
        first, no = (
            eligible("02-01", decided="01-05"),
            eligible("02-01", decided="02-10", yes=False),
        )
        again = [eligible(day, decided="03-01") for day in ("02-01", "01-15", "02-02")]

        assert [day("01-05")] * 3 == [first_decided(first, one) for one in again]
        assert day("03-01") == first_decided(first, no, eligible("02-01", decided="03-01"))

    def test_of_one_day_the_decision_that_begins_later_ends_the_other(self):
        """
        Which of the two holds is a signal.
        """
        yes = eligible("02-01", decided="01-05")
        no = eligible("03-01", decided="01-05", yes=False)

        assert [stretch("02-01", "03-01", "01-05")] == stretches(yes, no) == stretches(no, yes)

    def test_eligibility_that_is_renewed_keeps_its_first_decision(self):
        """
        Nobody loses their turn by being assessed again.
        """
        found = stretches(eligible("01-01", "05-01"), eligible("05-01", decided="04-15"))

        assert [stretch("01-01", None, "01-01")] == found

    def test_who_has_the_provision_is_eligible(self):
        """
        It can be given to nobody else (Participatiewet art. 10b lid 1).
        """
        assert [stretch("03-01", None, "03-01")] == stretches(provision("03-01"))
        assert [] == stretches(provision("03-01", instrument="wsw"))


class TestWaits:
    def test_who_is_eligible_and_has_no_place_waits_by_the_day_of_the_decision(self):
        """
        From the first day of eligibility.
        """
        assert stretch("02-01", None, "01-15") == waits(eligible("02-01", decided="01-15"))

    def test_who_has_a_place_does_not_wait_whoever_told_of_it(self):
        """
        The provision, or the provider's placement.
        """
        told = eligible("02-01")

        assert waits(told, provision("03-01")) is None
        assert waits(told, placement("03-01", activity=Kind.BESCHUT_WERK)) is None
        assert waits(told, placement("03-01", activity=Kind.DAGBESTEDING)) is not None

    def test_who_loses_a_place_waits_again_from_that_day(self):
        """
        Under the decision there was.
        """
        found = waits(eligible("02-01"), provision("03-01", "06-01"))

        assert stretch("06-01", None, "02-01") == found


def running(*messages, budgets=()):
    policy = policy_set().policy.model_copy(update={"place_budgets": budgets})
    return laws.run("account", [policy_set(policy), *messages])


def test_a_person_who_is_told_of_by_two_records_of_one_name_counts_once():
    """
    A renamed person travels through two partitions.
    """
    one, other = (
        candidate(who, eligible=[since("01-01")], waits=since("01-01"), record="r")
        for who in ("1", "2")
    )
    documents = laws.documents(running(one, other))

    (period,) = documents["eligibilities"][ACCOUNT]["periods"]
    (day_of,) = documents["eligible-waiting"][ACCOUNT]["periods"]
    assert (1, 1) == (period["eligible"], len(day_of["waiting"]))


def test_a_budget_ends_with_its_last_day():
    """
    On New Year's Eve three are too many; of the next year nothing is known.
    """
    three = [candidate(str(n), eligible=[since("01-01")]) for n in range(3)]
    (signal,) = laws.documents(running(*three, budgets=(places(2, "01-01", "12-31"),)))[
        "signals"
    ].values()

    assert ("2026-01-01", "2027-01-01") == (signal["start"], signal["end"])
    assert (3, 2, ACCOUNT) == (signal["number"], signal["maximum"], signal["account"])


def test_when_the_last_candidate_goes_nothing_is_left():
    """
    As if it was never told.
    """
    subject = running(
        candidate("1", "01-01", [since("01-01")], since("01-01")),
        candidate("1", gone=True),
        budgets=(places(0, "01-01"),),
    )

    assert all(documents == {} for documents in laws.documents(subject).values())


def test_who_is_no_candidate_is_told_to_no_account():
    """
    Nearly everybody.
    """
    subject = laws.run("combine", [policy_set(), of_person(placement("01-01"))])

    told = laws.forwarded(subject.decided).values()
    assert [] == [message for message in told if message.get("kind") == "candidate"]
