"""Which placements a person has, how far they came, and which own lines pay for each."""

import pytest

from schemas.facts import Kind
from streams.lines import lines_of
from streams.placements import pays_for, placements_of, stretches_of
from tests.given import (
    AGB,
    EMPLOYER,
    HOLDER,
    KVK,
    PLACE,
    POLICY,
    allocation,
    attended,
    certificate,
    day,
    ladder,
    long_term_care,
    of_person,
    placement,
    provision,
    subsidised_wage,
    until,
)

ELSEWHERE = "kvk:90000009"


def concluded(*facts):
    """Placements and lines of a person who has each fact in a record of its own."""
    records = [of_person(fact, record=f"r{number}") for number, fact in enumerate(facts)]
    return placements_of("p1", records, POLICY), lines_of(records, POLICY)


def placements(*facts):
    return concluded(*facts)[0]


def paying(*facts):
    """Per placement in order of start, the stretches with the minutes of each line."""
    found, lines = concluded(*facts)
    stretches = stretches_of(found, lines)
    return [
        [(s.start, s.end, [line.minutes for line in s.lines]) for s in stretches[p.placement]]
        for p in found
    ]


def pays(line_of, at):
    (there,), (line,) = concluded(line_of, at)
    return pays_for(line, there)


def period(start, end, *minutes):
    return day(start), until(end), list(minutes)


def test_a_placement_needs_no_law_behind_it():
    """
    Al het werk heeft waarde: a placement is a placement, whoever pays.
    """
    (found,) = placements(placement("01-01", activity=Kind.VRIJWILLIGERSWERK))

    assert (PLACE, KVK, False) == (found.fact.place, found.provider, found.needs_cover)


@pytest.mark.parametrize("kind", Kind)
def test_which_activities_somebody_has_to_pay_for(kind):
    """
    Work that pays itself, or asks for no pay, needs no cover.
    """
    covered = {"dagbesteding", "beschut_werk", "participatieplaats", "proefplaats"}

    (found,) = placements(placement("01-01", activity=kind))

    assert found.needs_cover == (kind.value in covered | {"leerwerktraject"})


def test_who_holds_the_funding_may_be_another_than_where_the_person_works():
    """
    De Driesprong holds it, De Werkhaven has the work.
    """
    (found,) = placements(placement("01-01", holder=HOLDER))

    assert (KVK, HOLDER) == (found.provider, found.holder)


def test_the_same_placement_keeps_its_name_when_it_is_told_anew():
    """
    Its name follows from person, place and record, not from its dates.
    """
    (before,), (after,) = placements(placement("01-01")), placements(placement("02-01", "03-01"))

    assert before.placement == after.placement


def test_steps_on_the_ladder_and_certificates_belong_to_the_placement_of_that_day():
    """
    What was reached while at a place was reached there.
    """
    first, second = placements(
        placement("01-01", "03-01"),
        placement("03-01", place=f"{KVK}/groen"),
        ladder(2, "02-01"),
        certificate("VCA", "03-01"),
        ladder(3, "04-01"),
    )

    assert [("ladder", "2")] == [(step.what, step.text) for step in first.progress]
    assert [("certificate", "VCA"), ("ladder", "3")] == [
        (step.what, step.text) for step in second.progress
    ]


def test_moving_up_is_progress():
    """
    From day activities to sheltered work, and from there to a regular job (Almere).
    """
    found = placements(
        placement("01-01", "02-01"),
        placement("02-01", "03-01", activity=Kind.BESCHUT_WERK),
        placement("03-01", activity=Kind.REGULIER_WERK),
    )

    assert [[], ["dagbesteding > beschut_werk"], ["beschut_werk > regulier_werk"]] == [
        [step.text for step in one.progress] for one in found
    ]


def test_moving_down_or_aside_is_not_told_as_progress():
    """
    Nor as its opposite: the hub does not judge.
    """
    found = placements(
        placement("01-01", "02-01", activity=Kind.BESCHUT_WERK),
        placement("02-01", "03-01"),
        placement("03-01", activity=Kind.VRIJWILLIGERSWERK),
    )

    assert [(), (), ()] == [one.progress for one in found]


def test_attendance_belongs_to_the_months_in_which_the_placement_ran():
    """
    Reported per month: the first and the last count too, what lies outside does not.
    """
    (found,) = placements(
        placement("02-15", "04-01"),
        *(attended(f"2026-{month}", 10) for month in ("01", "02", "03", "04")),
        attended("2026-03", 99, place=f"{KVK}/groen"),
    )

    assert (("2026-02", 600), ("2026-03", 600)) == found.attended


def test_an_allocation_pays_at_its_provider_and_where_its_provider_places_people():
    """
    At the provider itself, or at another that names it as holder; not anywhere else.
    """
    held = allocation("01-01", provider=HOLDER)

    assert pays(allocation("01-01", provider=AGB), placement("01-01"))
    assert pays(held, placement("01-01", holder=HOLDER))
    assert not pays(held, placement("01-01"))


def test_an_allocation_does_not_pay_for_work_that_needs_no_payer():
    """
    The hours for day activities are not spent on volunteering there.
    """
    volunteering = placement("01-01", activity=Kind.VRIJWILLIGERSWERK)

    assert not pays(allocation("01-01", provider=AGB), volunteering)


def test_a_provision_pays_where_it_says():
    """
    The place it names, else the provider, else the employer, else its kind of activity.
    """
    sheltered = placement("01-01", activity=Kind.BESCHUT_WERK)

    assert pays(provision("01-01", place=PLACE), sheltered)
    assert not pays(provision("01-01", place=f"{KVK}/groen"), sheltered)
    assert pays(provision("01-01", provider=AGB), sheltered)
    assert not pays(provision("01-01", provider=ELSEWHERE), sheltered)
    assert pays(provision("01-01"), sheltered)
    assert not pays(provision("01-01"), placement("01-01"))


def test_a_job_coach_helps_at_any_work_of_the_provider_it_is_for():
    """
    Also at work that needs nobody to pay its hours.
    """
    coach = provision("01-01", instrument="jobcoach", provider=KVK)

    assert pays(coach, placement("01-01", activity=Kind.REGULIER_WERK))


def test_a_provision_that_we_have_no_word_for_pays_for_nothing_by_its_kind():
    """
    Nothing is guessed: it is a line of the person, and no more.
    """
    assert not pays(provision("01-01", instrument="rv-22"), placement("01-01"))


def test_a_wage_subsidy_pays_at_the_employer():
    """
    Whether the person is placed there by another, or works at the employer's own place.
    """
    work = {"activity": Kind.REGULIER_WERK}

    assert pays(subsidised_wage("01-01"), placement("01-01", employer=EMPLOYER, **work))
    assert pays(subsidised_wage("01-01", employer=KVK), placement("01-01", **work))
    assert not pays(subsidised_wage("01-01"), placement("01-01", **work))


def test_a_wlz_indication_pays_for_day_activities_alone():
    """
    Wlz art. 3.1.1: day activities are in its package, work is not.
    """
    assert pays(long_term_care("01-01"), placement("01-01"))
    assert not pays(long_term_care("01-01"), placement("01-01", activity=Kind.BESCHUT_WERK))


def test_a_placement_falls_into_stretches_where_its_lines_change():
    """
    Nothing, then an allocation, then nothing again.
    """
    found = paying(placement("01-01", "12-01", hours=8), allocation("02-01", "03-01", hours=8))

    assert [
        [
            period("01-01", "02-01"),
            period("02-01", "03-01", 480),
            period("03-01", "12-01"),
        ]
    ] == found


def test_two_placements_share_the_hours_of_one_line_in_order_of_start():
    """
    Each takes what it needs, the last what is left: no hour is counted twice.
    """
    found = paying(
        placement("01-01", hours=8),
        placement("01-02", hours=8, place=f"{KVK}/groen"),
        allocation("01-02", hours=12),
    )

    assert [
        [period("01-01", "01-02"), period("01-02", None, 480)],
        [period("01-02", None, 240)],
    ] == found


def test_a_placement_of_unknown_hours_leaves_what_others_need():
    """
    It takes what is left: nobody knows how much it needs.
    """
    found = paying(
        placement("01-01"),
        placement("01-02", hours=8, place=f"{KVK}/groen"),
        allocation("01-02", hours=12),
    )

    assert [
        [period("01-01", "01-02"), period("01-02", None, 240)],
        [period("01-02", None, 480)],
    ] == found


def test_the_only_placement_of_a_line_gets_all_its_hours():
    """
    More hours than it needs are told as they are: oversee sees an overlap only with a second line.
    """
    found = paying(placement("01-01", hours=8), allocation("01-01", hours=12))

    assert [[period("01-01", None, 720)]] == found


def test_a_line_without_hours_reaches_every_placement_whole():
    """
    What has no hours cannot be used up.
    """
    found = paying(
        placement("01-01", hours=8),
        placement("01-01", hours=4, place=f"{KVK}/groen"),
        allocation("01-01"),
    )

    assert [[period("01-01", None, None)], [period("01-01", None, None)]] == found


def test_who_has_nothing_has_no_placements_and_no_stretches():
    """
    A person whose records are gone.
    """
    assert ([], {}) == (placements(), stretches_of([], []))


def test_volunteering_takes_no_hours_from_day_activities():
    """
    It began earlier at the same provider, and needs nobody to pay.
    """
    found = paying(
        placement("01-01", hours=8, activity=Kind.VRIJWILLIGERSWERK),
        placement("02-01", hours=8, place=f"{KVK}/groen"),
        allocation("02-01", hours=8),
    )

    assert [period("02-01", None, 480)] == found[1]


def test_a_line_for_one_place_pays_there_before_a_broad_one_does():
    """
    Sixteen hours for the wood shop and sixteen for the whole provider cover sixteen in each.
    """
    narrow = provision("01-02", hours=16, instrument="dagbesteding", place=PLACE)
    broad = allocation("01-01", hours=16)
    wood = placement("01-02", hours=16)
    green = placement("01-03", hours=16, place=f"{KVK}/groen")

    at_wood, at_green = paying(narrow, broad, wood, green)

    assert [960] == at_wood[-1][2]
    assert [960] == at_green[-1][2]


def test_two_placements_that_begin_together_are_no_step_up():
    """
    Which of the two came first would be chance.
    """
    found = placements(
        placement("01-02", activity=Kind.DAGBESTEDING),
        placement("01-02", activity=Kind.BESCHUT_WERK, place=f"{KVK}/groen"),
    )

    assert [(), ()] == [p.progress for p in found]


def test_an_internship_in_between_does_not_hide_a_step_up():
    """
    Day activities, a stage, sheltered work: the person moved up.
    """
    found = placements(
        placement("01-02", activity=Kind.DAGBESTEDING),
        placement("02-02", activity=Kind.STAGE),
        placement("03-02", activity=Kind.BESCHUT_WERK),
    )

    assert ["dagbesteding > beschut_werk"] == [step.text for step in found[-1].progress]


def test_attendance_of_a_month_that_two_placements_share_is_told_once():
    """
    The later placement at the place has it.
    """
    found = placements(placement("01-02", "03-11"), placement("03-11"), attended("2026-03", 30))

    assert [(), (("2026-03", 1800),)] == [p.attended for p in found]


def test_a_budget_is_worth_an_equal_part_at_each_placement_that_it_pays_for():
    """
    While there are two of them; the one that is left has all.
    """
    found, lines = concluded(
        placement("01-01", "03-01", hours=8),
        placement("02-01", hours=8, place=f"{KVK}/groen"),
        allocation("01-01", "05-01", budget=100_001),
    )
    stretches = stretches_of(found, lines)

    assert [[(0, 1), (0, 2)], [(1, 2), (0, 1)]] == [
        [(line.sum.number, line.sum.over) for s in stretches[p.placement] for line in s.lines]
        for p in found
    ]
