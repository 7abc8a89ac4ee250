"""What comes in at a place against what it costs, by month."""

from datetime import timedelta

import pytest

from schemas.costs import CostKind
from schemas.policy import Policy
from schemas.tariffs import tariff_on
from schemas.volumes import Unit
from streams.coverage import money_of
from streams.results import results_of
from tests import laws
from tests.given import (
    PLACE,
    POLICY,
    TOWN,
    brought,
    cost,
    day,
    of_place,
    paid,
    part_of_sum,
    policy_set,
    revenue,
    stretch,
    subsidy,
    tariff,
    waiting,
)

WAGE_VALUE, RENT, COACH = CostKind.WAGE_VALUE, CostKind.RENT, CostKind.JOBCOACH
SECOND_TOWN = "9902"
DAY = timedelta(days=1)


def months(*facts, here=(), **settings):
    records = [of_place(fact, record=f"o{n}") for n, fact in enumerate(facts)]
    known = {"tariffs": (tariff(5_000),), "tariff_scenarios": (-20,)} | settings
    policies = {TOWN: POLICY.model_copy(update=known), SECOND_TOWN: POLICY}
    return results_of(records, money_of(PLACE, records), here, policies, TOWN)


def paying(*lines, start="01-01", end="04-01", **more):
    return brought(start, end, 16, [stretch(start, end, *lines)], **more)


def left(month):
    return [result["result_cents"] for result in month["results"]]


def test_a_month_is_told_if_a_cost_of_it_is():
    """
    An income alone has nothing to be held against.
    """
    found = months(cost("01-15", "02-02"), revenue("01-01", "07-01"))

    assert [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")] == [
        (month["start"], month["end"]) for month in found
    ]
    assert [] == months(revenue("01-01", "07-01"), here=[paying(paid(hours=16))])


def test_hours_are_valued_at_the_tariff_and_at_others():
    """
    Sixteen hours are four dagdelen of 50 euro, in the 28 days of February.
    """
    [february] = months(cost("02-01", "03-01", 70_000), here=[paying(paid(hours=16))])

    assert [{"of": "people", "streams": ["wmo"], "cents": 80_000}] == february["income"]
    assert [(0, 80_000, 10_000), (-20, 64_000, -6_000)] == [
        tuple(result.values()) for result in february["results"]
    ]
    assert ["fictief: een tarief van 5000"] == february["tariffs"]


def test_a_known_amount_goes_before_a_tariff_and_stays_what_it_is_under_another():
    """
    A budget is decided; so is a subsidy.
    """
    budget = paid("l2", 16, sum=part_of_sum(59_000, "01-01", "03-01"))
    [february] = months(
        cost("02-01", "03-01", 0), subsidy("02-01", "03-01", 5_000), here=[paying(budget)]
    )

    assert [33_000, 33_000] == left(february)


def test_a_tariff_that_changes_within_a_month_counts_from_its_day():
    """
    Half of February at one price, half at another.
    """
    tariffs = (tariff(5_000), tariff(4_000, "02-15"))
    [february] = months(cost("02-01", "03-01", 0), here=[paying(paid(hours=16))], tariffs=tariffs)

    assert 40_000 + 32_000 == left(february)[0]
    assert 2 == len(february["tariffs"])


def test_what_has_no_amount_and_no_tariff_is_not_counted_and_said_so():
    """
    Nothing is guessed, and a job coach that somebody was granted is no income of the place.
    """
    here = [
        paying(
            paid("l1", stream="wlz", instrument="wlz"),
            paid("l2", 8, stream="participatiewet", instrument="beschut_werk"),
            paid("l3", 8, stream="participatiewet", instrument="beschut_werk"),
            paid("l4", 2, stream="participatiewet", instrument="jobcoach", support=True),
        )
    ]
    [february] = months(
        cost("02-01", "03-01", 100),
        subsidy("01-01", None, 5_000),
        subsidy("01-01", "07-01"),
        here=here,
    )

    assert [
        {"stream": "participatiewet", "reason": "no-tariff", "number": 2},
        {"stream": "subsidy", "reason": "no-amount", "number": 1},
        {"stream": "subsidy", "reason": "no-end", "number": 1},
        {"stream": "wlz", "reason": "no-hours", "number": 1},
    ] == february["not_counted"]
    assert [-100, -100] == left(february)
    assert "income" not in february


def test_each_line_is_valued_by_the_tariffs_of_its_own_municipality():
    """
    A place may be shared; the other municipality has agreed no tariff.
    """
    here = [paying(paid(hours=16), municipality=SECOND_TOWN)]
    [february] = months(cost("02-01", "03-01", 0), here=here)

    assert ["no-tariff"] == [missing["reason"] for missing in february["not_counted"]]


def test_placements_that_share_a_record_count_once():
    """
    Somebody who is renamed travels through two partitions.
    """
    here = [paying(paid(hours=16), who=who, record="r1") for who in ("1", "2")]
    [february] = months(cost("02-01", "03-01", 0), here=here)

    assert 80_000 == left(february)[0]


def test_streams_that_pay_for_few_people_are_told_as_one_sum():
    """
    Or it would be told what one law pays for one person.
    """
    known = paid("l2", stream="jeugdwet", sum=part_of_sum(28_000, "02-01", "03-01"))
    here = [
        *(paying(paid(hours=16), who=str(n)) for n in range(2)),
        *(paying(known, who=str(n)) for n in range(2, 4)),
    ]

    [apart] = months(cost("02-01", "03-01"), here=here, small_group=2)
    [together] = months(cost("02-01", "03-01"), here=here, small_group=3)

    assert [(["jeugdwet"], 56_000), (["wmo"], 160_000)] == [
        (income["streams"], income["cents"]) for income in apart["income"]
    ]
    assert [(["jeugdwet", "wmo"], 216_000)] == [
        (income["streams"], income["cents"]) for income in together["income"]
    ]


@pytest.mark.parametrize(
    ("costs", "told"),
    [
        ([(COACH, 200), (RENT, 300)], [(["huur"], 300), (["jobcoach"], 200)]),
        (
            [(WAGE_VALUE, 100), (COACH, 200), (RENT, 300)],
            [(["jobcoach", "loonwaarde_vrijwilliger"], 300), (["huur"], 300)],
        ),
        ([(WAGE_VALUE, 100), (RENT, 300)], [(["huur", "loonwaarde_vrijwilliger"], 400)]),
        ([(WAGE_VALUE, 100), (COACH, 0), (RENT, 9)], [(["huur", "loonwaarde_vrijwilliger"], 109)]),
    ],
)
def test_what_is_reimbursed_for_a_volunteer_is_not_told_apart(costs, told):
    """
    It is the wage value of one person.
    """
    [february] = months(*(cost("02-01", "03-01", amount, of) for of, amount in costs))

    assert told == [(spent["kinds"], spent["cents"]) for spent in february["costs"]]


def test_of_a_wage_value_alone_nothing_is_told():
    """
    The sum would be that of one person.
    """
    found = months(cost("02-01", "03-01", 900, WAGE_VALUE), here=[paying(paid(hours=16))])

    assert [{"start": "2026-02-01", "end": "2026-03-01", "suppressed": True}] == found


def test_a_change_tells_the_months_that_it_changes():
    """
    Another cost in March says nothing about January, and somebody who waits nothing at all.
    """
    tariffs = policy_set(POLICY.model_copy(update={"tariffs": (tariff(5_000),)}))
    place = laws.run("oversee", [tariffs, of_place(cost("01-01", "04-01"), record="o1")])
    told = place.told(of_place(cost("03-01", "04-01", 31, RENT), record="o2"))

    [change] = [data for name, data in told if name == "places.result-changed"]
    assert ["2026-03-01"] == [month["start"] for month in change["periods"]]
    assert {"start": "2026-03-01", "end": "2026-04-01"} == change["window"]


def test_somebody_who_comes_or_waits_changes_what_they_change():
    """
    Who comes brings an income; who waits brings nothing.
    """
    tariffs = policy_set(POLICY.model_copy(update={"tariffs": (tariff(5_000),)}))
    place = laws.run("oversee", [tariffs, of_place(cost("02-01", "03-01", 0))])

    (came,) = (d for n, d in place.told(paying(paid(hours=16))) if n == "places.result-changed")
    assert 80_000 == left(came["periods"][0])[0]
    assert "places.result-changed" not in [name for name, _ in place.told(waiting("01-01"))]


def test_ten_years_of_costs_are_told_in_events_that_anybody_can_forward():
    """
    With every tariff that was ever agreed named.
    """
    tariffs = tuple(tariff(5_000 + n, str(day("01-01") + 30 * n * DAY)) for n in range(120))
    policy = POLICY.model_copy(
        update={"tariffs": tariffs, "tariff_scenarios": tuple(range(-10, 0))}
    )
    facts = [cost("01-01", "2035-12-31", 10**9, of, over=n + 1) for n, of in enumerate(CostKind)]
    place = laws.run(
        "oversee",
        [
            policy_set(policy),
            paying(paid(hours=16), end="2036-01-01"),
            *(of_place(fact, record=f"o{n}") for n, fact in enumerate(facts)),
        ],
    )

    (result,) = laws.documents(place)["results"].values()
    assert 120 == len(result["periods"])
    laws.assert_events_are_as_published(place)
    laws.assert_a_subscriber_agrees(place)


def test_a_tariff_of_a_product_goes_before_that_of_its_kind():
    """
    The last that has begun holds, whatever their order.
    """
    tariffs = (
        tariff(3, "07-01"),
        tariff(1, "01-01"),
        tariff(7, "03-01", product="07B12", unit=Unit.HOUR),
    )

    def price(product, on):
        found = tariff_on(tariffs, "wmo", "dagbesteding", product, day(on))
        return found and found.cents

    assert [None, 1, 1, 3] == [price("x", on) for on in ("2025-12-31", "01-01", "06-30", "07-01")]
    assert [1, 7, 7] == [price("07B12", on) for on in ("02-28", "03-01", "08-01")]


def test_one_tariff_of_a_kind_begins_on_a_day():
    """
    Else it would be chance which of them holds.
    """
    twice = [tariff(1).model_dump(), tariff(2).model_dump()]

    with pytest.raises(ValueError, match="wmo dagbesteding from 2026-01-01 named twice"):
        Policy.model_validate(POLICY.model_dump() | {"tariffs": twice})


@pytest.mark.parametrize("percentages", [[0], [-15, -15], [-101], [101], list(range(1, 12))])
def test_other_tariffs_are_percentages_more_or_less_each_named_once(percentages):
    """
    Nought is the tariff itself, and always told.
    """
    with pytest.raises(ValueError, match="tariff_scenarios"):
        Policy.model_validate(POLICY.model_dump() | {"tariff_scenarios": percentages})
