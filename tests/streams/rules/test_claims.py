"""Claims held against allocations and contracts."""

import pytest

from schemas.volumes import Unit
from streams.rules.claims import maximum_of
from streams.step import CHUNK
from tests import laws
from tests.given import (
    KVK,
    POLICY,
    TOWN,
    allocation,
    claim,
    contract,
    credit,
    of_account,
    policy_set,
    removed,
)

ACCOUNT = f"{TOWN}/{KVK}"
ABOVE = claim("01-01", "02-01", 60_000)  # ten hours at € 60


def running(*messages):
    return laws.run("account", [policy_set(), *messages])


def above(subject):
    """What is claimed, and the most it may be, of each claim above it."""
    signals = laws.documents(subject)["signals"].values()
    return sorted((s["number"], s["maximum"]) for s in signals if "number" in s)


def rules(subject):
    return sorted(s["rule"] for s in laws.documents(subject)["signals"].values())


class TestOfAllocations:
    def test_a_claim_on_an_allocation_that_is_known_is_in_order(self):
        """
        Whatever its days, and whichever comes first: only whether it is there is asked.
        """
        allocated = of_account(allocation("06-01"), record="t")

        assert [] == rules(running(allocated, of_account(ABOVE)))
        assert [] == rules(running(of_account(ABOVE), allocated))

    def test_a_claim_on_a_number_that_nobody_knows_is_told_until_it_is_known(self):
        """
        The allocation may be under way; or another number is meant.
        """
        other = of_account(allocation("06-01", number="1002"), record="u")
        subject = running(of_account(ABOVE), other)

        assert ["claim-without-allocation"] == rules(subject)
        subject.take(of_account(allocation("06-01"), record="t"))
        assert [] == rules(subject)
        subject.take(of_account(record="t", gone=True))
        assert ["claim-without-allocation"] == rules(subject)

    def test_an_allocation_that_was_taken_back_is_another_signal(self):
        """
        The municipality can mend it, not the provider.
        """
        subject = running(of_account(allocation("06-01"), record="t"), of_account(ABOVE))
        subject.take(of_account(removed(), record="t", version="2"))

        (signal,) = laws.documents(subject)["signals"].values()
        assert "claim-on-removed-allocation" == signal["rule"]
        assert ("municipality", KVK) == (signal["mended_by"], signal["provider"])
        assert "person" not in signal

    def test_only_a_credit_of_that_very_claim_takes_it_back(self):
        """
        By the number that the provider gave it, before or after it.
        """
        told, other = of_account(ABOVE), of_account(credit("c2"), record="k")

        assert ["claim-without-allocation"] == rules(running(told, other))
        assert [] == rules(running(told, of_account(credit("c1"), record="k")))
        assert [] == rules(running(of_account(credit("c1"), record="k"), told))

    def test_a_claim_that_turns_out_to_be_on_another_allocation_leaves_the_first(self):
        """
        A later telling replaces it whole.
        """
        subject = running(of_account(allocation("06-01"), record="t"), of_account(ABOVE))
        other = claim("01-01", "02-01", 60_000, allocation="1002")

        subject.take(of_account(other, version="2"))
        assert ["claim-without-allocation"] == rules(subject)


class TestOfContracts:
    def test_a_claim_is_held_against_the_contract_whichever_is_told_first(self):
        """
        Ten hours at € 60 where € 50 is agreed.
        """
        first = running(of_account(contract("01-01"), record="k"), of_account(ABOVE))
        last = running(of_account(ABOVE), of_account(contract("01-01"), record="k"))

        assert [(60_000, 50_000)] == above(first) == above(last)

    def test_the_highest_of_the_contracts_of_its_days_counts(self):
        """
        A price that rose in the month cannot be told apart by day.
        """
        old, new = contract("01-01", "01-15"), contract("01-15", maximum=6_000)
        both = [of_account(c, record=f"k{n}") for n, c in enumerate((old, new))]

        assert [] == above(running(*both, of_account(ABOVE)))

    def test_the_price_of_a_product_goes_before_that_of_its_category(self):
        """
        Higher or lower.
        """
        any_product, this = contract("01-01", maximum=9_000), contract("01-01", product="07B12")
        both = [of_account(c, record=f"k{n}") for n, c in enumerate((any_product, this))]

        assert [(60_000, 50_000)] == above(running(*both, of_account(ABOVE)))

    def test_without_a_contract_nothing_is_too_much(self):
        """
        Nor with one of other days, or of another product.
        """
        others = contract("03-01"), contract("01-01", category="02"), contract("01-01", product="x")
        told = [of_account(c, record=f"k{n}") for n, c in enumerate(others)]

        assert [] == above(running(*told, of_account(ABOVE)))

    def test_a_contract_that_changes_reaches_more_claims_than_one_transaction_takes(self):
        """
        A chunk at a time.
        """
        many = [
            of_account(claim("01-01", "02-01", 60_000, number=f"c{n:03}"), record=f"r{n:03}")
            for n in range(CHUNK + 20)
        ]
        subject = running(*many)
        told = subject.take(of_account(contract("01-01"), record="k"))

        assert len(told) > 2
        assert CHUNK + 20 == len(above(subject))
        subject.take(of_account(record="k", gone=True))
        assert [] == above(subject)

    def test_a_signal_that_is_switched_off_is_withdrawn(self):
        """
        A municipality may not want it.
        """
        allocated = of_account(allocation("01-01"), record="t")
        subject = running(allocated, of_account(contract("01-01"), record="k"), of_account(ABOVE))
        off = POLICY.model_copy(update={"signals": {"claim-above-maximum": False}})

        assert ["funding-signals.withdrawn"] == [name for name, _ in subject.told(policy_set(off))]

    def test_claims_and_contracts_are_concluded_from(self):
        """
        Law 3: it is known what became of them.
        """
        subject = running(of_account(contract("01-01"), record="k"), of_account(ABOVE))
        outcomes = {o["outcome"] for o in laws.forwarded(subject.decided).values()}

        assert {"concluded"} == outcomes


@pytest.mark.parametrize(
    ("unit", "agreed", "most"),
    [
        (Unit.HOUR, Unit.HOUR, 50_000),
        (Unit.MINUTE, Unit.HOUR, 834),  # rounded up
        (Unit.HOUR, Unit.MINUTE, 3_000_000),
        (Unit.DAGDEEL, Unit.HOUR, None),
        (Unit.PIECE, Unit.DAGDEEL, None),
        (Unit.CENTS, Unit.CENTS, None),
    ],
)
def test_what_ten_units_may_cost(unit, agreed, most):
    """
    How long a dagdeel is, is agreed elsewhere: what does not compare is not compared.
    """
    claimed = claim("01-01", "02-01", 1, unit=unit)

    assert most == maximum_of(claimed, contract("01-01", unit=agreed))
