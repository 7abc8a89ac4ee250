"""Deliveries and claims on somebody else's allocation: from `identify` to the account."""

from itertools import permutations

import pytest

from schemas.topics import ACCOUNT_FACTS
from streams.step import CHUNK
from tests import laws
from tests.given import (
    KVK,
    POLICY,
    allocation,
    claim,
    contract,
    of_account,
    policy_set,
    started,
    stopped,
)
from tests.streams.identities import ALL, BSN, JAN, OTHER_BSN, PIET, Hub, policy, told, with_bsn

RULE = "allocation-of-another-client"
OFF = POLICY.model_copy(update={"signals": {RULE: False, "claim-on-removed-allocation": False}})
TERM = allocation("02-01", "07-01")
CONTRACT = contract("01-01", maximum=5_000)
MADE = of_account(TERM, record="t", client="noor")


def running(*messages):
    return laws.run("account", [policy_set(), *messages])


def found(subject):
    signals = laws.documents(subject)["signals"].values()
    return [(s["start"], s.get("end"), s["records"]) for s in signals if s["rule"] == RULE]


def of(client, fact, record, **more):
    return of_account(fact, record=record, client=client, **more)


def test_what_is_told_of_another_client_meets_the_allocation_whichever_comes_first():
    """
    At the account, of nobody by name; the client's own is in order.
    """
    start, own = of("sem", started("02-03"), "s"), of("noor", started("02-02"), "o")

    for messages in ((MADE, start, own), (own, start, MADE)):
        subject = running(*messages)
        assert [("2026-02-03", None, ["t", "s"])] == found(subject)
        (signal,) = laws.documents(subject)["signals"].values()
        assert (KVK, "provider") == (signal["provider"], signal["mended_by"])
        assert not {"person", "client"} & signal.keys()


def test_an_allocation_that_is_not_there_is_nobodys():
    """
    Nor is one of whose client nothing is known, as of what a message without a BSN tells.
    """
    start = of("sem", started("02-03"), "s")

    assert [] == found(running(start))
    assert [] == found(running(of_account(TERM, record="t"), start))
    assert [] == found(running(MADE, of_account(started("02-03"), record="s")))


def test_it_ends_when_all_of_it_has_ended():
    """
    A claim has an end of its own.
    """
    start, stop = of("sem", started("02-03"), "s"), of("sem", stopped("02-03", "03-01"), "e")
    claimed = of("sem", claim("02-01", "04-01", 1, "c1", allocation="1001"), "c")

    assert [("2026-02-03", "2026-03-01", ["t", "e", "s"])] == found(running(MADE, start, stop))
    assert [("2026-02-01", "2026-04-01", ["t", "c"])] == found(running(MADE, claimed))
    assert [("2026-02-01", None, ["t", "c", "s"])] == found(running(MADE, claimed, start))
    piet = of("piet", started("02-03"), "p")
    assert [("2026-02-03", None, ["t", "e", "p", "s"])] == found(running(MADE, start, stop, piet))


@pytest.mark.parametrize("order", permutations(range(3)))
@pytest.mark.parametrize("on", ["1001", "1002"])
def test_a_claim_that_was_credited_asks_nothing(order, on):
    """
    Whatever allocation the credit names, and whichever comes first.
    """
    claimed = of("sem", claim("02-01", "04-01", 1, "c1", allocation="1001"), "c")
    back = claim("02-01", "04-01", 1, "c2", allocation=on, credit=True, previous="c1")
    messages = [MADE, claimed, of("sem", back, "k")]
    subject = running(*(messages[number] for number in order))

    assert [] == found(subject)
    subject.take(of_account(record="k", gone=True))
    assert 1 == len(found(subject))


def test_only_a_credit_takes_a_claim_back():
    """
    A claim that names another is a claim; a credit that names none takes nothing back.
    """
    first = of("sem", claim("02-01", "04-01", 1, "c1", allocation="1001"), "c")
    again = of("sem", claim("02-01", "04-01", 1, "c2", allocation="1001", previous="c1"), "d")
    nothing = of("sem", claim("02-01", "04-01", 1, "c3", allocation="1001", credit=True), "k")

    assert [("2026-02-01", "2026-04-01", ["t", "c", "d"])] == found(running(MADE, first, again))
    assert [] == found(running(MADE, nothing))


def test_whose_a_contested_allocation_is_nobody_can_say():
    """
    The municipality hears of that; the provider of nothing.
    """
    start, moment = of("sem", started("02-03"), "s"), "2026-02-01T10:00:00~r~d"
    contested = of("noor", TERM, "t", contested=True, version=moment)

    assert [] == found(running(contested, start))


def test_what_is_taken_back_leaves_nothing():
    """
    Of the two sides either.
    """
    start = of("sem", started("02-03"), "s")
    subject = running(MADE, start)
    for away, back in (
        (of_account(record="s", gone=True), start),
        (of_account(record="t", gone=True), MADE),
        (of("sem", TERM, "t"), MADE),
    ):
        subject.take(away)
        assert [] == found(subject)
        subject.take(back)
        assert 1 == len(found(subject))


def test_a_policy_that_changes_goes_through_all_of_it():
    """
    More than one transaction takes, and more of claims and deliveries besides.
    """
    numbers = [f"{number:04}" for number in range(CHUNK + 20)]
    messages = [
        message
        for n in numbers
        for message in (
            of("noor", allocation("02-01", number=n), f"t{n}"),
            of("sem", started("02-01", number=n), f"s{n}"),
            of("sem", claim("02-01", "03-01", 1, n, allocation=n), f"c{n}"),
        )
    ]
    subject = running(*messages)

    assert len(numbers) == len(found(subject))
    subject.take(policy_set(OFF))
    assert [] == found(subject)
    subject.take(policy_set())
    assert len(numbers) == len(found(subject))


def test_a_client_has_one_name_in_all_that_is_told_on_allocations():
    """
    Which is no BSN, and not the id of the person.
    """
    one, other = with_bsn(JAN, BSN), with_bsn(PIET, OTHER_BSN)
    hub = Hub(policy(ALL)).tell(
        told("a", one, facts=(TERM,), node="jan"),
        told("s", one, at=1, facts=(started("02-01"),), node="jan"),
        told("x", other, at=2, facts=(started("02-03"),), node="piet"),
        told("n", JAN, at=3, facts=(started("02-04"),), node="nobody"),
    )

    names = [e.value.client for e in hub.sent if e.topic is ACCOUNT_FACTS]
    assert names[0] == names[1] != names[2]
    assert names[3] is None
    hub = Hub(policy(ALL)).tell(told("c", one, facts=(CONTRACT,), node="jan"))
    assert [None] == [e.value.client for e in hub.sent if e.topic is ACCOUNT_FACTS]
    assert not {BSN, *hub.persons()} & {*names}
