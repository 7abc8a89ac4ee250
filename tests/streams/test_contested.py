"""An allocation of which two things are told at one moment: from `identify` to the account."""

from itertools import permutations

import pytest

from schemas.contracts import AllocationRemoved
from schemas.standings import AgeKnown
from schemas.topics import ACCOUNT_FACTS, PERSON_FACTS
from streams.step import CHUNK
from tests import laws
from tests.given import AGB, HOLDER, KVK, POLICY, allocation, day, of_account, policy_set
from tests.streams.identities import ALL, BSN, JAN, OTHER_BSN, PIET, Hub, policy, told, with_bsn

MOMENT, LATER = "2026-02-01T10:00:00", "2026-02-01T10:00:01"
LONG, SHORT = allocation("02-01", "12-01"), allocation("02-01", "07-01")
OFF = POLICY.model_copy(update={"signals": {"allocation-contradicts": False}})
REMOVED = AllocationRemoved(number="1001", provider=AGB)


def of(fact, at, stamp=MOMENT, who=None, **more):
    who = None if fact == REMOVED else who or with_bsn(JAN, BSN)
    return told("a", who, at=at, facts=(fact,), stamp=stamp, node="jan" if who else None, **more)


def last_told(hub):
    """The allocation at the account, its number aside, and whether it is contested; in the end."""
    (last,) = [e.value for e in hub.sent if e.topic is ACCOUNT_FACTS][-1:]
    (fact,) = last.facts
    return fact.model_copy(update={"number": LONG.number}), last.contested


ONE_MOMENT = [of(LONG, 1), of(SHORT, 2), of(SHORT, 3)]


@pytest.mark.parametrize("order", permutations(range(3)))
def test_the_last_received_counts_and_is_contested_in_any_order(order):
    """
    Sent once more it is no less so.
    """
    hub = Hub(policy(ALL)).tell(*(ONE_MOMENT[number] for number in order))

    assert (SHORT, True) == last_told(hub)


@pytest.mark.parametrize("order", permutations(range(4)))
def test_a_later_moment_settles_it_in_any_order(order):
    """
    What was told of the moment before does not matter any more.
    """
    tellings = [*ONE_MOMENT, of(LONG, 4, LATER)]
    hub = Hub(policy(ALL)).tell(*(tellings[number] for number in order))

    assert (LONG, None) == last_told(hub)


@pytest.mark.parametrize("order", permutations(range(2)))
def test_who_takes_back_what_it_tells_of_one_moment_contests_it(order):
    """
    Of nobody any more.
    """
    tellings = [of(LONG, 1), of(REMOVED, 2)]
    hub = Hub(policy(ALL)).tell(*(tellings[number] for number in order))

    assert (REMOVED, True) == last_told(hub)


def test_a_resend_contests_nothing():
    """
    It keeps the moment and says no more why the allocation changed (iWmo IV013, IV099).
    """
    changed = LONG.model_copy(update={"change_reason": "04"})
    hub = Hub(policy(ALL)).tell(of(changed, 1), of(LONG, 2))

    assert (LONG, None) == last_told(hub)


def test_only_what_is_said_of_the_allocation_contests_it():
    """
    Whose birth date was corrected since is of another age on some day.
    """
    minor = AgeKnown(age="under-18", start=day("02-01"), end=day("03-01"))
    tellings = [
        told("a", with_bsn(JAN, BSN), at=at, facts=facts, stamp=MOMENT, node="jan")
        for at, facts in enumerate([(LONG,), (LONG, minor)])
    ]
    hub = Hub(policy(ALL)).tell(*tellings)

    assert (LONG, None) == last_told(hub)


def test_one_number_and_moment_for_two_clients_contest_one_another():
    """
    By their BSN: names and addresses may be told anew.
    """
    moved = with_bsn(JAN.model_copy(update={"postcode": "1111AA"}), BSN)
    another = with_bsn(PIET, OTHER_BSN)

    for who, contested in ((moved, None), (another, True)):
        hub = Hub(policy(ALL)).tell(of(LONG, 1), of(LONG, 2, who=who))
        assert (LONG, contested) == last_told(hub)


def test_a_message_that_is_read_twice_contests_nothing():
    """
    A later version of the hub may read more in it.
    """
    first = of(LONG, 1)
    again = of(SHORT, 2).model_copy(update={"cause": first.cause})

    assert (SHORT, None) == last_told(Hub(policy(ALL)).tell(first, again))


def test_an_allocation_that_went_to_another_provider_leaves_the_first():
    """
    Contested or not.
    """
    elsewhere = LONG.model_copy(update={"provider": HOLDER})
    hub = Hub(policy(ALL)).tell(of(LONG, 1), of(elsewhere, 2))

    left = [e.value.account for e in hub.sent if e.topic is ACCOUNT_FACTS and e.value.gone]
    assert [f"9999/{AGB}"] == left


def test_a_person_hears_of_the_same_facts_once():
    """
    That they are contested is told at the account.
    """
    hub = Hub(policy(ALL)).tell(of(SHORT, 2), of(LONG, 1))

    assert 1 == len([e for e in hub.sent if e.topic is PERSON_FACTS])


def at_account(fact, **more):
    return of_account(fact, record="a", version=f"{MOMENT}~r~d", **more)


def test_the_signal_says_since_when_and_who_can_mend_it():
    """
    Of nobody in particular.
    """
    subject = laws.run("account", [policy_set(), at_account(LONG, contested=True)])

    (signal,) = laws.documents(subject)["signals"].values()
    assert ("2026-02-01", KVK, "municipality", ["a"]) == (
        signal["start"],
        signal["provider"],
        signal["mended_by"],
        signal["records"],
    )
    assert "person" not in signal


@pytest.mark.parametrize(
    ("away", "back"),
    [
        (policy_set(OFF), policy_set()),
        (at_account(LONG), at_account(LONG, contested=True)),
        (of_account(record="a", gone=True), at_account(LONG, contested=True)),
        (of_account(record="a", gone=True, contested=True), at_account(LONG, contested=True)),
    ],
)
def test_the_signal_goes_when_it_is_settled_unwanted_or_gone(away, back):
    """
    And comes back with its cause.
    """
    subject = laws.run("account", [policy_set(), at_account(LONG, contested=True)])

    assert ["funding-signals.withdrawn"] == [name for name, _ in subject.told(away)]
    assert ["funding-signals.raised"] == [name for name, _ in subject.told(back)]


def test_a_policy_that_changes_goes_through_all_of_it():
    """
    More than one transaction takes.
    """
    numbers = [f"{number:04}" for number in range(CHUNK + 20)]
    told = [
        of_account(allocation("02-01", number=n), record=n, version=f"{MOMENT}~r~d", contested=True)
        for n in numbers
    ]
    subject = laws.run("account", [policy_set(), *told])

    for given, left in ((policy_set(OFF), 0), (policy_set(), len(numbers))):
        decided = subject.take(given)
        assert left == len(laws.documents(subject)["signals"])
        assert max(len(decision.emits) for decision in decided) <= CHUNK
