"""How far people came at a provider, from what is known anyway."""

import pytest

from schemas.facts import Kind
from streams.development import wage_values, years_of
from streams.placements import placements_of
from tests import laws
from tests.given import (
    HOLDER,
    KVK,
    POLICY,
    TOWN,
    day,
    day_passed,
    developed,
    of_person,
    placement,
    policy_set,
    subsidised_wage,
)

ACCOUNT = f"{TOWN}/{KVK}"
BESCHUT, REGULIER = Kind.BESCHUT_WERK, Kind.REGULIER_WERK
GROEN = f"{KVK}/groen"


def years(*facts, today="2026-12-31"):
    records = [of_person(fact, record=f"r{n}") for n, fact in enumerate(facts)]
    return years_of(placements_of("p1", records, POLICY), wage_values(records), day(today))


def at_werkhaven(*facts, **more):
    return years(*facts, **more).get(KVK, {}).get("2026", {})


class TestMoves:
    def test_on_to_a_higher_kind_is_vertical_for_whom_the_person_comes_from(self):
        """
        Out of the sheltered setting, at whomever they go on.
        """
        up = years(placement("01-01", "03-01"), placement("03-01", activity=BESCHUT))
        away = years(
            placement("01-01", "03-01", activity=BESCHUT),
            placement("03-01", activity=REGULIER, provider=HOLDER, place=f"{HOLDER}/x"),
        )

        assert {KVK: {"2026": {"vertical": 1}}} == up == away

    def test_back_to_a_lower_kind_is_no_move(self):
        """
        It is not counted against anybody either.
        """
        assert {} == at_werkhaven(placement("01-01", "03-01", activity=BESCHUT), placement("03-01"))

    def test_to_another_place_of_the_same_kind_is_horizontal(self):
        """
        Inside the sheltered setting, at the same provider; the same place is nothing new.
        """
        one, other = placement("01-01", "03-01"), placement("03-01", place=GROEN)

        assert {"horizontal": 1} == at_werkhaven(one, other)
        assert {} == at_werkhaven(one, placement("03-01"))
        assert {} == at_werkhaven(
            placement("01-01", "03-01", activity=REGULIER),
            placement("03-01", activity=REGULIER, place=GROEN),
        )

    def test_to_another_task_or_function_at_the_same_place_is_too(self):
        """
        Inside the sheltered setting, at the same provider.
        """
        kas, shop = {"task": "kas"}, {"task": "winkel"}

        assert {"horizontal": 1} == at_werkhaven(
            placement("01-01", "03-01", **kas), placement("03-01", **shop)
        )
        assert {} == at_werkhaven(
            placement("01-01", "03-01", activity=REGULIER, **kas),
            placement("03-01", activity=REGULIER, **shop),
        )
        assert {} == at_werkhaven(
            placement("01-01", "03-01", **kas),
            placement("03-01", provider=HOLDER, place=f"{HOLDER}/x", **shop),
        )

    @pytest.mark.parametrize(
        ("one", "other"),
        [("kas", "Kas "), ("in de kas", "in  de Kas"), (None, "kas"), ("kas", None), (None, None)],
    )
    def test_what_may_be_the_same_task_is_no_move(self, one, other):
        """
        How it is capitalised and spaced, or that nobody told it, makes it no other.
        """
        assert {} == at_werkhaven(
            placement("01-01", "03-01", task=one), placement("03-01", task=other)
        )

    def test_who_goes_on_with_what_they_did_moves_nowhere(self):
        """
        Beside something else, or as before in what is told anew.
        """
        kas, shop = {"task": "kas"}, {"task": "winkel"}
        was = placement("01-01", "04-01", **kas), placement("01-01", "04-01", **shop)

        assert {} == at_werkhaven(*was, placement("04-01", **kas), placement("04-01", **shop))
        assert {} == at_werkhaven(placement("01-01", **kas), placement("02-05", **shop))
        assert {"horizontal": 1} == at_werkhaven(*was, placement("04-01", place=GROEN))

    def test_of_two_moves_in_a_year_a_person_counts_once(self):
        """
        Persons are counted, not steps.
        """
        assert {"horizontal": 1} == at_werkhaven(
            placement("01-01", "03-01"),
            placement("03-01", "05-01", place=GROEN),
            placement("05-01"),
        )

    def test_what_lies_ahead_has_not_happened(self):
        """
        A placement that is planned may yet not begin.
        """
        planned = placement("01-01", "03-01"), placement("03-01", activity=BESCHUT)

        assert {} == at_werkhaven(*planned, today="2026-02-28")
        assert {"vertical": 1} == at_werkhaven(*planned, today="2026-03-01")


class TestDropOut:
    def test_who_leaves_and_of_whom_nothing_follows_dropped_out(self):
        """
        As far as is known.
        """
        assert {"dropped_out": 1} == at_werkhaven(placement("01-01", "03-01"))
        assert {} == at_werkhaven(placement("01-01", "03-01"), today="2026-02-28")

    @pytest.mark.parametrize(
        "follows",
        [
            placement("03-01", provider=HOLDER, place=f"{HOLDER}/x", activity=Kind.STAGE),
            placement("04-01", provider=HOLDER, place=f"{HOLDER}/x", activity=Kind.STAGE),
            placement("02-01", provider=HOLDER, place=f"{HOLDER}/x", activity=Kind.STAGE),
        ],
        ids=["at once", "within a month", "beside it"],
    )
    def test_who_goes_on_elsewhere_did_not(self, follows):
        """
        Whatever they do there.
        """
        assert {} == at_werkhaven(placement("01-01", "03-01"), follows)

    def test_who_goes_on_later_or_went_to_a_job(self):
        """
        More than a month is a new beginning; a destination is where they went.
        """
        late = placement("04-02", place=f"{HOLDER}/x", provider=HOLDER, activity=Kind.STAGE)

        assert {"dropped_out": 1} == at_werkhaven(placement("01-01", "03-01"), late)
        assert {} == at_werkhaven(placement("01-01", "03-01", destination="baan"))


class TestWageValue:
    def test_a_wage_value_that_is_set_anew_counts_where_the_person_is_then(self):
        """
        In hundredths of a percent; the first value is no growth.
        """
        values = [
            subsidised_wage("2025-06-01", "03-01", wage_value="40"),
            subsidised_wage("03-01", "05-01", wage_value="42.5"),
            subsidised_wage("05-01", wage_value="41"),
        ]

        assert {"change": 100} == at_werkhaven(placement("2025-01-01"), *values)
        assert {} == at_werkhaven(placement("06-01"), *values)
        assert {} == at_werkhaven(placement("2025-01-01"), *values[:1])


def running(*messages, small=5, today="2026-06-01"):
    policy = policy_set(POLICY.model_copy(update={"small_group": small}))
    return laws.run("account", [policy, day_passed(today), *messages])


def told(subject):
    return laws.documents(subject)["developments"][ACCOUNT]["periods"]


def test_of_a_group_below_the_limit_nothing_is_told():
    """
    Not even how many they are.
    """
    four = [developed(str(n), years={"2026": {"vertical": 1}}) for n in range(4)]

    assert [{"start": "2026-01-01", "end": "2027-01-01", "suppressed": True}] == told(
        running(*four)
    )
    assert 4 == told(running(*four, small=4))[0]["persons"]


def test_of_wage_values_the_group_is_those_whose_value_was_set():
    """
    Five persons may be told of, and the growth of two of them not.
    """
    of = [{"change": -250}, {"change": 100}, {}, {}, {}]
    five = [developed(str(n), years={"2026": year}) for n, year in enumerate(of)]

    assert "wage_value" not in told(running(*five))[0]
    assert {"persons": 2, "mean_change": "-0.75"} == told(running(*five, small=2))[0]["wage_value"]


def test_a_year_that_begins_is_told_of_who_is_still_there():
    """
    Whoever left does not come along.
    """
    subject = running(developed("1"), developed("2"), developed("3", last=2026), small=2)

    subject.take(day_passed("2027-01-01"))
    assert [3, 2] == [period["persons"] for period in told(subject)]


def test_a_person_who_is_renamed_counts_once():
    """
    They travel through two partitions.
    """
    twice = [developed(who, record="r") for who in ("1", "2")]
    subject = running(*twice, developed("3"), small=2)

    assert [2] == [period["persons"] for period in told(subject)]


def test_when_the_last_goes_nothing_is_left():
    """
    As if it was never told.
    """
    subject = running(developed("1"), developed("1", gone=True))

    assert {} == laws.documents(subject)["developments"]


def test_a_day_brings_what_was_told_before():
    """
    Somebody goes on in March, which was known in January.
    """
    subject = laws.run("combine", [policy_set(), day_passed("01-10")])
    subject.take(of_person(placement("01-01", "03-01"), placement("03-01", activity=BESCHUT)))
    before = laws.forwarded(subject.decided)
    subject.take(day_passed("03-01"))
    after = laws.forwarded(subject.decided)
    of = next(key for key, value in after.items() if value.get("kind") == "developed")

    assert ({}, {"2026": {"vertical": 1}}) == (before[of]["years"], after[of]["years"])
