"""Which lines pay for a person."""

import pytest

from schemas.volumes import Per, Unit, Volume
from streams.instruments import NEEDS_COVER
from streams.lines import lines_of, minutes_per_week, without_stops
from streams.spreading import Sum
from tests.given import (
    AGB,
    EMPLOYER,
    HOLDER,
    KVK,
    PLACE,
    POLICY,
    allocation,
    benefit,
    contact,
    day,
    long_term_care,
    of_person,
    per_week,
    provision,
    reimbursed,
    started,
    stopped,
    subsidised_wage,
    until,
)


def lines(*facts, policy=POLICY):
    """Lines of a person who has each fact in a record of its own."""
    records = [of_person(fact, record=f"r{number}") for number, fact in enumerate(facts)]
    return lines_of(records, policy)


def line(*facts):
    (only,) = lines(*facts)
    return only


def terms(*facts):
    return [(one.start, one.end) for one in lines(*facts)]


def term(start, end=None):
    return day(start), until(end)


def test_two_lines_of_one_record_have_each_a_name():
    """
    One would be told twice, and the other not.
    """
    told = of_person(subsidised_wage("02-01", "10-01"), long_term_care("02-01", "06-01"))
    names = {(one.instrument, one.line) for one in lines_of([told], POLICY)}

    assert {"loonkostensubsidie", "wlz"} == {instrument for instrument, _ in names}
    assert len(names) == len({name for _, name in names})


def test_an_allocation_pays_at_its_provider_for_what_its_product_stands_for():
    """
    What a product code stands for is agreed locally: the policy says it.
    """
    found = line(allocation("01-01", hours=8))

    assert (found.stream, found.instrument, found.ground) == ("wmo", "dagbesteding", "allocation")
    assert (found.reach, found.provider, found.minutes) == ("provider", KVK, 480)


def test_a_product_code_of_its_own_goes_before_its_category():
    """
    In this town 07B12 is sheltered work, all else of category 07 day activities.
    """
    found = line(allocation("01-01", product="07B12"))

    assert found.instrument == "beschut_werk"


def test_an_allocation_of_a_product_that_is_no_activity_pays_for_no_placement():
    """
    Household help is a line of the person, and no work.
    """
    found = line(allocation("01-01", category="01"))

    assert (found.instrument, found.reach) == ("wmo-01", "nothing")


def test_an_allocation_pays_only_for_activities_that_need_somebody_to_pay():
    """
    The hours of day activities are not spent on somebody's regular job at the same provider.
    """
    found = line(allocation("01-01", hours=8))

    assert found.kinds == NEEDS_COVER


def test_a_provider_is_one_organisation_however_it_is_numbered():
    """
    iWmo knows it by AGB code, the chamber of commerce by KvK number.
    """
    assert sorted(
        one.provider
        for one in lines(
            allocation("01-01", provider=AGB), allocation("01-01", number="2", provider=HOLDER)
        )
    ) == [HOLDER, KVK]


def test_an_employer_is_one_organisation_however_it_is_numbered():
    """
    Payroll tax knows it by loonheffingennummer, the provider by KvK number.
    """
    both = POLICY.organisations[0].model_copy(update={"known_as": (AGB, EMPLOYER)})
    policy = POLICY.model_copy(update={"organisations": (both,)})

    found = lines(
        subsidised_wage("01-01"), provision("01-01", "02-01", employer=EMPLOYER), policy=policy
    )

    assert [one.employer for one in found] == [KVK, KVK]


def test_a_line_runs_for_the_term_that_was_allocated():
    """
    A start report (305) does not make it shorter.
    """
    assert [term("01-01", "07-01")] == terms(allocation("01-01", "07-01"), started("02-01"))


def test_a_stop_ends_the_line():
    """
    After a 307 nobody delivers, whatever the term.
    """
    facts = allocation("01-01", "12-31"), started("01-01"), stopped("01-01", "03-01")

    assert [term("01-01", "03-01")] == terms(*facts)


def test_a_new_start_after_a_stop_begins_a_new_line():
    """
    The days between are paid by nobody.
    """
    facts = allocation("01-01"), stopped("01-01", "03-01", temporary=True), started("04-01")

    found = lines(*facts)

    assert [term("01-01", "03-01"), term("04-01")] == [(one.start, one.end) for one in found]
    assert len({one.line for one in found}) == 2


def test_of_a_temporary_and_a_definitive_stop_the_first_ends_the_delivery():
    """
    iWmo OP377: a definitive stop after a temporary one is no second delivery.
    """
    definitive = stopped("01-01", "05-01")
    temporary = stopped("01-01", "03-01", temporary=True)

    for stops in [(definitive, temporary), (temporary, definitive)]:
        assert [term("01-01", "03-01")] == terms(allocation("01-01"), *stops)


def test_every_delivery_may_stop():
    """
    Two deliveries, both stopped: two lines, both ended.
    """
    facts = (
        allocation("01-01"),
        stopped("01-01", "02-01"),
        started("03-01"),
        stopped("03-01", "04-01"),
    )

    assert [term("01-01", "02-01"), term("03-01", "04-01")] == terms(*facts)


def test_a_stop_of_another_allocation_says_nothing_about_this_one():
    """
    Deliveries belong to an allocation by its number.
    """
    assert [term("01-01")] == terms(allocation("01-01"), stopped("01-01", "03-01", number="2"))


def test_a_stop_after_the_term_changes_nothing():
    """
    The term was over already.
    """
    assert [term("01-01", "03-01")] == terms(
        allocation("01-01", "03-01"), stopped("01-01", "05-01"), started("06-01")
    )


def test_a_delivery_after_the_term_is_no_line():
    """
    Started again when the term was over: the allocation pays for none of it.
    """
    facts = stopped("01-01", "02-01"), started("04-01"), stopped("04-01", "05-01")

    assert [term("01-01", "02-01")] == terms(allocation("01-01", "03-01"), *facts)


def test_a_delivery_that_stopped_before_the_term_leaves_no_line():
    """
    Stopped before it began: nothing is paid.
    """
    assert terms(allocation("03-01"), stopped("01-01", "02-01")) == []


@pytest.mark.parametrize("told", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_order_of_deliveries_does_not_matter(told):
    """
    Starts and stops are dated: which was told first says nothing.
    """
    deliveries = stopped("01-01", "02-01"), started("03-01"), stopped("03-01", "04-01")

    found = list(without_stops(day("01-01"), None, [deliveries[n] for n in told]))

    assert [term("01-01", "02-01"), term("03-01", "04-01")] == found


def test_a_start_or_stop_alone_is_no_line():
    """
    It waits for its allocation.
    """
    assert lines(started("01-01"), stopped("01-01", "02-01")) == []


def test_a_benefit_is_income_and_pays_for_no_placement():
    """
    Who keeps a benefit while working is not paid for twice.
    """
    found = line(benefit("01-01", amount=120_000, amount_per=Per.MONTH))

    assert (
        found.stream,
        found.instrument,
        found.reach,
    ) == ("participatiewet", "bijstand", "nothing")
    assert (found.amount, found.amount_per) == (120_000, Per.MONTH)


@pytest.mark.parametrize(
    ("law", "stream"),
    [("wajong", "uwv"), ("ww", "uwv"), ("ioaw", "participatiewet"), ("43x", "other")],
)
def test_a_benefit_belongs_to_the_stream_of_who_pays_it(law, stream):
    """
    A code that we have no word for is carried as itself.
    """
    found = line(benefit("01-01", law=law, payer=EMPLOYER))

    assert (stream, law) == (found.stream, found.instrument)


@pytest.mark.parametrize(
    ("given", "reach"),
    [
        ({"place": PLACE, "provider": KVK}, "place"),
        ({"provider": AGB}, "provider"),
        ({"employer": EMPLOYER}, "employer"),
        ({}, "kind"),
    ],
)
def test_a_provision_reaches_as_far_as_the_decision_is_precise(given, reach):
    """
    A decision that names the place is for that place; one that names nobody is for its kind.
    """
    assert reach == line(provision("01-01", hours=20, **given)).reach


def test_a_job_coach_is_support_and_pays_for_no_hours():
    """
    It helps at the work: the hours are still to be paid by somebody.
    """
    coach = line(provision("01-01", instrument="jobcoach"))
    work = line(provision("01-01"))

    assert (coach.support, work.support) == (True, False)


def test_a_wage_subsidy_goes_to_the_employer():
    """
    Participatiewet art. 10d: paid to whom employs, as a share of the minimum wage.
    """
    found = line(subsidised_wage("01-01", wage_value="42.5"))

    assert (found.reach, found.employer, found.percentage) == ("employer", EMPLOYER, "42.5")


def test_a_wlz_indication_is_a_line_without_hours():
    """
    The municipality hears that there is one, not how much care it is.
    """
    found = line(long_term_care("01-01"))

    assert (found.stream, found.ground, found.minutes) == ("wlz", "status", None)


@pytest.mark.parametrize(("start", "status"), [("01-01", "no"), (None, "unknown"), (None, "yes")])
def test_only_a_dated_yes_of_the_wlz_is_a_line(start, status):
    """
    `Nee` and `Onbekend` pay for nothing, and a `Ja` without first day not yet.
    """
    assert lines(long_term_care(start, status=status)) == []


def test_what_pays_for_nothing_is_no_line():
    """
    A conversation is kept, and is no money.
    """
    assert lines(contact("01-01")) == []


@pytest.mark.parametrize(
    ("volume", "minutes"),
    [
        (per_week(2, Unit.DAGDEEL), 480),
        (per_week(8, Unit.HOUR), 480),
        (per_week(90, Unit.MINUTE), 90),
        (Volume(amount=52, unit=Unit.HOUR, per=Per.MONTH), 720),
        (Volume(amount=100, unit=Unit.HOUR, per=Per.TOTAL), None),
        (Volume(amount=1, unit=Unit.HOUR, per=Per.DAY), None),
        (per_week(3, Unit.ETMAAL), None),
        (per_week(5_000, Unit.CENTS), None),
        (None, None),
    ],
)
def test_a_volume_counts_in_minutes_a_week_if_it_says_how_it_is_spread(volume, minutes):
    """
    A month is 52/12 weeks; a total for the whole term says nothing about a week.
    """
    assert minutes == minutes_per_week(volume, POLICY)


def test_a_dagdeel_is_as_long_as_the_policy_says():
    """
    Four hours, unless agreed otherwise.
    """
    short = POLICY.model_copy(update={"minutes_per_dagdeel": 210})

    assert minutes_per_week(per_week(2, Unit.DAGDEEL), short) == 420


def test_lines_come_in_order_of_start():
    """
    Whoever reads the timeline starts at its beginning.
    """
    found = lines(benefit("03-01"), allocation("01-01"), long_term_care("02-01"))

    assert [day("01-01"), day("02-01"), day("03-01")] == [one.start for one in found]


def test_a_wlz_indication_that_was_keeps_the_term_it_had():
    """
    A `Nee` that names the term of an earlier `Ja` ends it; it does not undo it.
    """
    (line,) = lines(long_term_care("01-01", "03-01", status="no"))

    assert ("wlz", day("01-01"), day("03-01")) == (line.stream, line.start, line.end)


def test_a_budget_is_told_once_however_often_delivery_stops():
    """
    Two parts of one allocation are one budget.
    """
    parts = lines(
        allocation("01-01", "12-31", budget=100_000), stopped("01-01", "03-01"), started("04-01")
    )

    assert [100_000, None] == [line.amount for line in parts]


def test_of_a_budget_no_day_is_earned_on_which_delivery_stops():
    """
    Its parts are spread over the term of the whole, so each day is worth the same.
    """
    parts = lines(
        allocation("01-01", "12-31", budget=100_000), stopped("01-01", "03-01"), started("04-01")
    )

    assert [Sum(100_000, day("01-01"), day("12-31"))] * 2 == [line.sum for line in parts]


def test_what_is_reimbursed_for_a_volunteer_is_a_line_that_pays_for_no_placement():
    """
    The provider pays whoever pays the benefit; it is no income of the volunteer.
    """
    found = line(reimbursed("01-01", "04-01"))

    assert ("provider", "loonwaardevergoeding") == (found.stream, found.instrument)
    assert (AGB, "gemeente", 90_000) == (found.payer, found.payee, found.amount)
    assert ("nothing", None, None) == (found.reach, found.minutes, found.sum)


def test_an_indication_issued_later_holds_from_its_own_first_day():
    """
    A new one follows the old one; one that begins earlier takes its place.
    """
    first = long_term_care("01-01").model_copy(update={"issued": day("01-01")})
    after = long_term_care("06-01").model_copy(update={"issued": day("05-01")})
    instead = long_term_care("01-01").model_copy(update={"issued": day("05-01")})
    later = long_term_care("03-01").model_copy(update={"issued": day("02-01")})

    assert [term("01-01", "06-01"), term("06-01")] == terms(first, after)
    assert [term("01-01")] == terms(later, instead)
