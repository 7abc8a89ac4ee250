"""Deliveries on allocations that were taken back."""

from streams.step import CHUNK
from tests import laws
from tests.given import (
    KVK,
    POLICY,
    allocation,
    claim,
    of_account,
    policy_set,
    removed,
    started,
    stopped,
)

RULE = "delivery-on-removed-allocation"
OFF = POLICY.model_copy(update={"signals": {RULE: False, "claim-on-removed-allocation": False}})
START = of_account(started("02-01"), record="s")
GONE = of_account(removed(), record="t", version="2")


def running(*messages):
    return laws.run("account", [policy_set(), *messages])


def found(subject):
    signals = laws.documents(subject)["signals"].values()
    return [(s["rule"], s["start"], s.get("end"), s["records"]) for s in signals]


def test_a_delivery_on_an_allocation_that_was_taken_back_is_told_whichever_comes_first():
    """
    Of the provider, and of nobody in particular.
    """
    for told in [(START, GONE), (GONE, START)]:
        subject = running(*told)
        assert [(RULE, "2026-02-01", None, ["s", "t"])] == found(subject)
        (signal,) = laws.documents(subject)["signals"].values()
        assert (KVK, "municipality") == (signal["provider"], signal["mended_by"])
        assert "person" not in signal


def test_a_delivery_that_was_stopped_ends():
    """
    On its first day without.
    """
    stop = of_account(stopped("02-01", "03-01"), record="e")

    assert [(RULE, "2026-02-01", "2026-03-01", ["e", "s", "t"])] == found(
        running(START, GONE, stop)
    )


def test_an_allocation_that_is_there_or_that_nobody_knows_contradicts_nothing():
    """
    The second is waited for.
    """
    assert [] == found(running(START))
    assert [] == found(running(START, of_account(allocation("01-01"), record="t")))
    assert [] == found(running(START, of_account(removed("1002"), record="u")))
    assert [] == found(running(GONE))


def test_what_is_taken_back_or_allocated_again_leaves_nothing():
    """
    Start or allocation.
    """
    subject = running(START, GONE)

    subject.take(of_account(record="s", gone=True))
    assert [] == found(subject)
    subject.take(START)
    assert 1 == len(found(subject))
    subject.take(of_account(allocation("01-01"), record="t", version="3"))
    assert [] == found(subject)


def test_a_policy_that_changes_goes_through_claims_and_deliveries():
    """
    More of both than one transaction takes.
    """
    numbers = [f"{number:04}" for number in range(CHUNK + 20)]
    told = [
        message
        for n in numbers
        for message in (
            of_account(started("02-01", number=n), record=f"s{n}"),
            of_account(removed(n), record=f"t{n}"),
            of_account(claim("02-01", "03-01", 1, n, allocation=n), record=f"c{n}"),
        )
    ]
    subject = running(*told)

    assert 2 * len(numbers) == len(found(subject))
    subject.take(policy_set(OFF))
    assert [] == found(subject)
    subject.take(policy_set())
    assert 2 * len(numbers) == len(found(subject))
