"""What counts towards the target and the budget of a programme."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import given as g
from tests import laws

P, Q = f"{g.KVK}/P", f"{g.KVK}/Q"
ACCOUNT = f"{g.TOWN}/programme:{P}"
TOGETHER = f"{g.TOWN}/programmes"


def concluded(*messages):
    return laws.documents(laws.run("account", [g.policy_set(), *messages]))


def plan(code="P", **more):
    """A programme as the account of all of them is told of it."""
    return g.of_account(g.programme(code, **more), record=f"plan-{code}", account=TOGETHER)


def cost(record, programme=P, amount=100_000, start="02-01", end="03-01", item="a"):
    fact = g.subsidy(
        start, end, amount, instrument="programma", programme=programme, cost_item=item
    )
    return g.of_account(fact, record=record, account=TOGETHER)


def budget(*messages, programme=P):
    return concluded(*messages)["budgets"][f"{g.TOWN}/programme:{programme}"]


def target(*messages, **more):
    of = g.of_account(g.programme(**more), account=ACCOUNT)
    periods = concluded(of, *messages)["targets"][ACCOUNT]["periods"]
    return [(p["start"], p["end"], p["placements"]) for p in periods]


def begun(start, who="1", **more):
    return g.counted(start, who=who, account=ACCOUNT, **more)


def test_a_target_a_year_counts_by_calendar_year():
    """
    The first and the last may be short.
    """
    found = target(
        begun("2026-12-31", "1"),
        begun("2027-01-01", "2"),
        begun("2028-03-01", "3"),
        start="2026-06-01",
        end="2028-03-01",
        target=500,
        target_per="year",
    )

    assert found == [
        ("2026-06-01", "2027-01-01", 1),
        ("2027-01-01", "2028-01-01", 1),
        ("2028-01-01", "2028-03-01", 0),
    ]


def test_a_placement_counts_once_whoever_the_person_is_called():
    """
    Entries that share a record are one.
    """
    assert target(begun("02-01"), begun("02-01", placement="again", record="r1")) == [
        ("2026-01-01", "2026-12-31", 1)
    ]


def test_what_names_a_programme_that_nobody_planned_waits():
    assert concluded(begun("02-01"))["targets"] == {}
    assert concluded(cost("k1"))["budgets"] == {}


def test_it_is_enough_that_one_of_the_two_says_that_they_exclude_one_another():
    """
    Whichever it is.
    """
    for one, other in (((Q,), ()), ((), (P,)), ((Q,), (P,))):
        told = plan(excludes=one), plan("Q", excludes=other), cost("k1"), cost("k2", Q)

        assert budget(*told)["counted_cents"] == budget(*told, programme=Q)["counted_cents"] == 0


@pytest.mark.parametrize(
    "other",
    [
        cost("k2", Q, item="b"),
        cost("k2", Q, start="03-01", end="04-01"),
        cost("k2", f"{g.KVK}/R"),
        cost("k2", P),
    ],
    ids=["another cost", "other days", "not excluded", "its own"],
)
def test_what_is_not_the_same_cost_under_one_that_excludes_it_counts(other):
    told = plan(excludes=(Q,)), plan("Q"), plan("R"), cost("k1"), other

    assert budget(*told)["counted_cents"] == (200_000 if other.facts[0].programme == P else 100_000)
    assert budget(*told)["not_counted"] == []


def test_a_cost_without_a_code_is_compared_with_nothing():
    told = plan(excludes=(Q,)), plan("Q"), cost("k1", item=None), cost("k2", Q, item=None)

    assert budget(*told)["counted_cents"] == 100_000


def test_a_cost_without_an_amount_or_outside_the_days_is_named_and_not_counted():
    told = budget(
        plan(budget=50_000),
        cost("k1", amount=None),
        cost("k2", start="2025-12-31"),
        cost("k3", end=None),
        cost("k4"),
    )

    reasons = [why["reason"] for why in told["not_counted"]]
    assert reasons == ["no-amount", "outside-period", "outside-period"]
    assert (told["counted_cents"], told["left_cents"]) == (100_000, -50_000)


programmes = st.sampled_from([P, Q, f"{g.KVK}/R"])
items = st.sampled_from(["a", "b", None])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(programmes, items, st.sampled_from(["02-01", "03-01"])), max_size=6))
def test_no_cost_counts_under_two_programmes_that_exclude_one_another(costs):
    """
    And every amount of a programme is either counted or named as not counted.
    """
    told = [
        cost(f"k{n}", of, start=day, end="04-01", item=i) for n, (of, i, day) in enumerate(costs)
    ]
    plans = plan(excludes=(Q,)), plan("Q"), plan("R")
    found = concluded(*plans, *told)["budgets"]

    under = {}
    for of in (P, Q):
        document = found[f"{g.TOWN}/programme:{of}"]
        out = {why["record"] for why in document["not_counted"]}
        mine = [message for message in told if message.facts[0].programme == of]
        counted = [message for message in mine if message.record not in out]
        assert document["counted_cents"] == 100_000 * len(counted)
        under[of] = {m.facts[0].cost_item for m in counted} - {None}
    assert under[P] & under[Q] == set()
