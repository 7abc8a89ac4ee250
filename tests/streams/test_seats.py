"""Who waits for a seat at a place, and the notice that one became free."""

from schemas import wire
from schemas.events import EVENT_MAX
from tests import laws
from tests.given import PLACE, brought, day_passed, of_place, offer, policy_set, waiting


def running(*messages):
    return laws.run("oversee", [policy_set(), *messages])


def freed(subject, *messages):
    """On which day how many seats became free, because of *messages*."""
    told = subject.told(*messages)
    return [(d["on"], d["freed"], d["free"]) for name, d in told if name == "places.freed"]


def queue(subject):
    document = laws.documents(subject)["waiting-lists"].get(PLACE, {"periods": []})
    return [who["person"] for period in document["periods"] for who in period["waiting"]]


FULL = (
    of_place(offer("01-01", capacity=2)),
    brought("01-01", who="1"),
    brought("01-01", "03-01", who="2"),
)


def test_a_seat_is_free_with_the_day_on_which_its_person_is_gone():
    """
    Not a day earlier, and it is told once.
    """
    subject = running(*FULL, day_passed("02-01"))

    assert [] == freed(subject, day_passed("02-28"))
    assert [("2026-03-01", 1, 1)] == freed(subject, day_passed("03-01"))
    assert [] == freed(subject, day_passed("03-02"), day_passed("06-01"))


def test_a_seat_that_turns_out_to_be_free_is_told_with_the_next_day():
    """
    The departure was reported late.
    """
    subject = running(*FULL, day_passed("02-01"))

    assert [] == freed(subject, brought("01-01", "01-15", who="1"))
    assert [("2026-02-02", 1, 1)] == freed(subject, day_passed("02-02"))


def test_several_days_that_pass_at_once_are_told_as_one():
    """
    A hub that was away catches up.
    """
    subject = running(*FULL, day_passed("02-01"))

    assert [("2026-07-01", 1, 1)] == freed(subject, day_passed("07-01"))


def test_a_person_who_gets_another_name_within_a_day_frees_nothing():
    """
    The one goes before the other comes.
    """
    subject = running(*FULL, day_passed("02-01"))
    renamed = brought("01-01", who="1", placement="placement-new", person="p-new")

    assert [] == freed(subject, brought("01-01", who="1", gone=True), renamed, day_passed("02-02"))


def test_a_place_that_opens_frees_nothing_and_one_that_grows_does():
    """
    Seats that nobody had did not become free.
    """
    subject = running(of_place(offer("02-01", capacity=2)), day_passed("01-01"))

    assert [] == freed(subject, day_passed("02-01"), day_passed("02-02"))
    subject.take(of_place(offer("02-01", capacity=3), version="2"))
    assert [("2026-02-03", 1, 3)] == freed(subject, day_passed("02-03"))


def test_a_policy_that_changes_frees_nothing():
    """
    A notice comes with a day.
    """
    subject = running(*FULL, day_passed("02-01"), brought("01-01", "01-15", who="1"))
    other = policy_set(policy_set().policy.model_copy(update={"label": "medewerker"}))

    assert [] == freed(subject, other)


def test_who_is_freed_a_seat_for_is_who_waits_the_longest():
    """
    By the day of registration, whichever was told first.
    """
    subject = running(*FULL, waiting("01-20", who="8"), waiting("01-10", who="9"))

    told = dict(subject.told(day_passed("02-01"), day_passed("03-01")))

    assert ["p9", "p8"] == queue(subject)
    assert "p9" == told["places.freed"]["next"]["person"]


def test_who_had_a_seat_since_waits_no_longer_and_who_left_before_does():
    """
    The list of the provider may be behind.
    """
    subject = running(*FULL, waiting("02-01", person="p2"), waiting("04-01", who="3", person="p2"))

    assert ["p2"] == queue(subject)
    assert "2026-04-01" == laws.documents(subject)["waiting-lists"][PLACE]["next"]["since"]


def test_a_person_is_on_a_list_once():
    """
    Two codes of one provider turned out to be one person; of a record that two persons share, one.
    """
    subject = running(
        waiting("02-01", who="1", person="p"),
        waiting("01-01", who="2", person="p"),
        waiting("03-01", who="3", person="old", record="r"),
        waiting("03-01", who="4", person="new", record="r"),
    )

    assert ["p", "new"] == queue(subject)
    subject.take(waiting("03-01", who="4", person="new", record="r", gone=True))
    assert ["p", "old"] == queue(subject)


def test_a_place_of_which_only_waiting_is_told_has_no_mix():
    """
    Nobody offered it yet.
    """
    subject = running(waiting("02-01"))

    assert {} == laws.documents(subject)["places"]
    laws.assert_a_subscriber_agrees(subject)


def test_a_long_list_comes_in_events_that_everybody_can_forward():
    """
    Twelve hundred people registered on one day.
    """
    many = [waiting("02-01", who=f"{n:032}") for n in range(1200)]
    subject = running(*many[:-1])

    events = laws.events(subject.take(many[-1], waiting("02-01", who="0", gone=True)))

    assert max(len(wire.write(event)) for event in events) <= EVENT_MAX
    laws.assert_a_subscriber_agrees(subject)
