"""What a person's own lines say."""

import pytest

from schemas.facts import Kind
from schemas.topics import PLACE_FACTS
from streams.controls import MissingPolicy
from streams.periods import months_later
from tests import laws
from tests.given import (
    EMPLOYER,
    HOLDER,
    KVK,
    PLACE,
    POLICY,
    allocation,
    attended,
    benefit,
    certificate,
    contact,
    day,
    day_passed,
    ladder,
    long_term_care,
    of_person,
    placement,
    policy_set,
    provision,
    started,
    stopped,
)


def running(*messages):
    return laws.run("combine", [policy_set(), *messages])


def documents(*facts):
    """What is concluded about a person who has each fact in a record of its own."""
    told = (of_person(fact, record=f"r{number}") for number, fact in enumerate(facts))
    return laws.documents(running(*told))


def mix(*facts):
    (document,) = documents(*facts)["mixes"].values()
    return document


def places_told(decided):
    return [
        emit.value for one in decided for emit in one.emits if emit.topic.name == PLACE_FACTS.name
    ]


def test_the_mix_says_per_period_who_pays():
    """
    Benefit all year, day activities from February to April.
    """
    found = mix(benefit("01-01"), allocation("02-01", "05-01", hours=8))

    assert [
        ("2026-01-01", ["bijstand"]),
        ("2026-02-01", ["bijstand", "dagbesteding"]),
        ("2026-05-01", ["bijstand"]),
    ] == [(p["start"], [line["instrument"] for line in p["lines"]]) for p in found["periods"]]


def test_days_on_which_nobody_pays_are_no_period():
    """
    Between two lines there is nothing to tell.
    """
    found = mix(benefit("01-01", "02-01"), long_term_care("03-01"))

    assert [("2026-01-01", "2026-02-01"), ("2026-03-01", None)] == [
        (p["start"], p.get("end")) for p in found["periods"]
    ]


def test_a_line_says_on_which_ground_from_whom_and_how_much():
    """
    Enough for a policy officer to find the decision back.
    """
    (found,) = mix(provision("01-01", hours=20, provider=KVK, decided_on=day("01-01")))["periods"]
    (line,) = found["lines"]

    assert {
        "record": "r0",
        "stream": "participatiewet",
        "instrument": "beschut_werk",
        "ground": "decision",
        "payer": "gemeente",
        "provider": KVK,
        "volume": {"amount": 20, "unit": "hour", "per": "week"},
        "minutes_per_week": 1200,
    } == {key: value for key, value in line.items() if key != "line"}


def test_a_start_changes_who_pays_only_where_delivery_stopped():
    """
    Until then a line runs for the term of its allocation, whenever delivery began.
    """
    granted = of_person(allocation("01-01"), record="r1")
    stop = of_person(stopped("01-01", "03-01"), record="r2")
    again = of_person(started("05-01"), record="r3")
    withdrawn = of_person(gone=True, record="r3")

    told = [
        {name for name, _ in subject.told(message)} & {"funding-mixes.changed"}
        for subject in (running(granted), running(granted, stop))
        for message in (again, withdrawn)
    ]

    assert [set(), set(), {"funding-mixes.changed"}, {"funding-mixes.changed"}] == told


def test_a_contact_sets_the_date_by_which_the_next_is_due():
    """
    Everyone is spoken to within the term of the policy: here two years (Den Haag).
    """
    assert mix(contact("2025-03-31"), contact("2024-01-01"))["contact"] == {
        "held": "2025-03-31",
        "next_due": "2027-03-31",
    }


@pytest.mark.parametrize(
    ("held", "months", "due"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-06-15", 24, "2027-06-15"),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_that_month(held, months, due):
    """
    There is no 30 February.
    """
    assert day(due) == months_later(day(held), months)


def test_a_placement_starts_changes_progresses_and_ends():
    """
    Each told once, as what it is.
    """
    subject = running()
    steps = (
        (placement("01-01", hours=8),),
        (placement("01-01", hours=16),),
        (placement("01-01", hours=16), ladder(3, "02-01")),
        (placement("01-01", "07-01", hours=16, destination="opleiding"), ladder(3, "02-01")),
    )

    told = [subject.told(of_person(*facts))[0] for facts in steps]

    assert ["started", "changed", "progressed", "ended"] == [
        name.removeprefix("placements.") for name, _ in told
    ]
    assert ("2026-07-01", "opleiding") == (told[-1][1]["end"], told[-1][1]["destination"])


def test_a_placement_that_is_no_longer_told_is_withdrawn():
    """
    A deletion is not an end: it is as if it was never told.
    """
    subject = running(of_person(placement("01-01")))

    told = dict(subject.told(of_person(gone=True)))

    assert list(told) == ["placements.withdrawn"]
    assert laws.documents(subject)["placements"] == {}


def test_a_placement_says_who_holds_it_and_who_employs():
    """
    Apart from where the person works.
    """
    (found,) = documents(
        placement("01-01", holder=HOLDER, employer=EMPLOYER, activity=Kind.REGULIER_WERK),
        certificate("VCA", "02-01"),
        attended("2026-01", 30),
    )["placements"].values()

    assert (PLACE, KVK, HOLDER, EMPLOYER) == tuple(
        found[name] for name in ("place", "provider", "holder", "employer")
    )
    assert ({"2026-01": 1800}, ["VCA"]) == (
        found["attended"],
        [step["text"] for step in found["progress"]],
    )


def test_people_are_called_what_the_policy_calls_them():
    """
    Medewerker, deelnemer, inwoner: the practices disagree on purpose.
    """
    subject = running(of_person(placement("01-01")))

    told = subject.told(policy_set(POLICY.model_copy(update={"label": "medewerker"})))

    assert [("placements.changed", "medewerker")] == [(name, d["label"]) for name, d in told]


def test_a_place_hears_what_each_placement_brings_and_when_it_goes():
    """
    The place needs to know who pays, not who the person is elsewhere.
    """
    facts = of_person(allocation("01-01", hours=8), placement("01-01", hours=8))
    subject = running()

    (came,) = places_told(subject.take(facts))
    again = places_told(subject.take(facts, of_person(benefit("01-01"), record="r9")))
    (went,) = places_told(subject.take(of_person(gone=True)))

    assert (False, [480]) == (came.gone, [line.minutes for line in came.stretches[0].lines])
    assert [] == again
    assert (True, came.placement) == (went.gone, went.placement)


def test_a_person_without_facts_leaves_nothing_but_its_sequences():
    """
    A deleted person is forgotten; the sequence goes on if it comes back.
    """
    facts = of_person(benefit("01-01"), placement("01-01"), contact("01-01"))
    subject = running(facts, of_person(gone=True))

    left = {key.split("/")[0] for key, _ in subject.state.scan("")}

    assert {"policy", "seq"} == left
    assert {"3", "2"} == {
        event["sequence"].strip("0") for event in laws.events(subject.take(facts))
    }


def test_a_day_that_passes_changes_nothing_by_itself():
    """
    What a person's own lines say holds for all days.
    """
    assert running(of_person(benefit("01-01", law="ww"))).told(day_passed("2030-01-01")) == []


def test_facts_before_any_policy_are_our_own_fault():
    """
    The shell publishes policies first; going on would be guessing.
    """
    with pytest.raises(MissingPolicy, match="9901"):
        laws.run("combine", [of_person(benefit("01-01"))])


def test_a_new_policy_leaves_other_municipalities_alone():
    """
    Each is its own controller.
    """
    other = POLICY.model_copy(update={"municipality": "9902", "label": "inwoner"})

    assert running(of_person(placement("01-01"))).told(policy_set(other)) == []
