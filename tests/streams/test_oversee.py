"""What happens at a place."""

from schemas.facts import Kind
from schemas.topics import ACCOUNT_FACTS, OUTCOMES
from tests import laws
from tests.given import (
    HOLDER,
    KVK,
    PLACE,
    POLICY,
    TOWN,
    brought,
    cost,
    day_passed,
    of_place,
    offer,
    paid,
    policy_set,
    revenue,
    stretch,
    subsidy,
)

SECOND_TOWN = "9902"
SECOND_OIN = "00000099000000000002"
BOTH = (
    policy_set(),
    policy_set(POLICY.model_copy(update={"municipality": SECOND_TOWN, "oin": SECOND_OIN})),
)


def running(*messages):
    return laws.run("oversee", [*BOTH, *messages])


def open_signals(subject):
    return sorted(s["rule"] for s in laws.documents(subject)["signals"].values())


def told_signals(subject, *messages):
    """What was raised and withdrawn because of *messages*."""
    return [
        f"{data['rule']} {name.removeprefix('funding-signals.')}"
        for name, data in subject.told(*messages)
        if name.startswith("funding-signals")
    ]


def accounts_told(decided):
    return [
        (emit.value.account, emit.value.placement, emit.value.gone)
        for one in decided
        for emit in one.emits
        if emit.topic is ACCOUNT_FACTS
    ]


def covered_until(end, hours=8, **more):
    paying = stretch("01-01", end, paid(hours=hours))
    return brought("01-01", None, 8, [paying, stretch(end)], **more)


def test_coverage_tells_own_lines_and_the_money_of_the_place_together():
    """
    Per week: what is needed, who pays, what is missing.
    """
    subject = running(
        of_place(subsidy("02-01")),
        brought("01-01", None, 8, [stretch("01-01", None, paid(hours=4))]),
    )

    (document,) = laws.documents(subject)["coverages"].values()

    assert [
        ("2026-01-01", "gap", 480, 240, ["dagbesteding"], []),
        ("2026-02-01", "covered", 480, 0, ["dagbesteding"], ["subsidie"]),
    ] == [
        (
            p["start"],
            p["state"],
            p["needed_minutes"],
            p["uncovered_minutes"],
            [line["instrument"] for line in p["own"]],
            [line["instrument"] for line in p["of_place"]],
        )
        for p in document["periods"]
    ]


def test_the_mix_of_a_place_tells_who_is_there_and_who_pays():
    """
    Finance places: what stands beside what, with the share of the subsidy in cents.
    """
    subject = running(
        of_place(offer("01-01"), record="o1"),
        of_place(subsidy("01-01", amount=90_001, places=(PLACE, f"{KVK}/groen")), record="o2"),
        brought("01-01", None, 8, [stretch("01-01", None, paid(hours=8))]),
        brought("01-01", who="2", activity=Kind.VRIJWILLIGERSWERK, needs_cover=False),
    )

    place = laws.documents(subject)["places"][PLACE]
    (period,) = place["periods"]

    assert (KVK, "Houtwerkplaats", 2, 8) == (
        place["provider"],
        place["name"],
        period["occupancy"],
        period["capacity"],
    )
    assert [("wmo", 1, 480)] == [
        (s["stream"], s["persons"], s["minutes_per_week"]) for s in period["shares"]
    ]
    assert [("subsidie", 45_000)] == [(m["instrument"], m["amount_cents"]) for m in period["money"]]


def test_two_that_pay_the_same_hours_are_a_signal_with_both_lines():
    """
    Overlap: what to look at, and which lines caused it.
    """
    twice = [stretch("01-01", None, paid("l1", hours=8), paid("l2", hours=4))]
    subject = running(brought("01-01", None, 8, twice))

    (signal,) = laws.documents(subject)["signals"].values()

    assert ("overlap", 240, ["l1", "l2"]) == (
        signal["rule"],
        signal["minutes_per_week"],
        signal["lines"],
    )


def test_the_ninth_at_a_place_for_eight_overbooks_it_until_one_leaves():
    """
    A signal and an event; both are taken back.
    """
    here = [brought("01-01", who=str(n), needs_cover=False) for n in range(8)]
    subject = running(of_place(offer("01-01")), *here)

    came = subject.told(brought("02-01", who="9", needs_cover=False))
    went = subject.told(brought("01-01", "02-01", who="1", needs_cover=False))

    assert ["places.mix-changed", "places.overbooked", "funding-signals.raised"] == [
        name for name, _ in came if name != "coverages.changed"
    ]
    assert ["places.mix-changed", "places.overbooked", "funding-signals.withdrawn"] == [
        name for name, _ in went if name != "coverages.changed"
    ]
    assert laws.documents(subject)["overbooked"] == {}


def test_a_place_of_two_municipalities_shows_all_and_tells_of_each_under_its_own_name():
    """
    Occupancy is of all; what is said of a person comes from its own municipality.
    """
    subject = running(
        of_place(offer("01-01", capacity=1)),
        brought("01-01", None, 8, who="1"),
        brought("01-01", None, 8, who="2", municipality=SECOND_TOWN),
        day_passed("01-02"),
    )

    told = {(e["subject"], e["source"].split(":")[3]) for e in laws.events(subject.decided)}

    assert 2 == laws.documents(subject)["places"][PLACE]["periods"][0]["occupancy"]
    assert {
        ("placement-1", POLICY.oin),
        ("placement-2", SECOND_OIN),
        (PLACE, POLICY.oin),
    } == told


def test_each_municipality_switches_signals_off_for_its_own():
    """
    One does without a signal that another wants.
    """
    quiet = POLICY.model_copy(update={"signals": {"provisional": False}})
    subject = running(
        day_passed("02-01"),
        brought("01-01", None, 8, who="1"),
        brought("01-01", None, 8, who="2", municipality=SECOND_TOWN),
    )

    told = told_signals(subject, policy_set(quiet))

    assert ["provisional withdrawn"] == told
    assert [SECOND_TOWN] == [s["municipality"] for s in laws.documents(subject)["signals"].values()]


def test_what_does_not_add_up_is_told_by_a_municipality_that_tells_of_the_place():
    """
    One that only has somebody in care there would tell of it by speaking for it.
    """
    told = of_place(revenue("01-01", "03-01"), revenue("02-01", "04-01"), municipality=SECOND_TOWN)
    subject = running(told, brought("01-01", None, 8, who="1"))

    signals = laws.documents(subject)["signals"].values()

    assert [SECOND_TOWN] == [s["municipality"] for s in signals if s["subject_kind"] == "place"]


def test_the_money_of_a_place_takes_back_what_it_covers():
    """
    A subsidy that is told later fills what seemed open, and opens it again when it goes.
    """
    subject = running(day_passed("02-01"), brought("01-01", None, 8))

    assert ["provisional withdrawn"] == told_signals(subject, of_place(subsidy("01-01")))
    assert ["provisional raised"] == told_signals(subject, of_place(gone=True))


def test_the_provider_hears_of_each_placement_once_and_when_it_moves():
    """
    Counted at one provider, never at two.
    """
    subject = running()
    account, other = f"{TOWN}/{KVK}", f"{TOWN}/{HOLDER}"

    assert [(account, "placement-1", False)] == accounts_told(subject.take(brought("01-01")))
    assert accounts_told(subject.take(of_place(offer("01-01")))) == []
    assert [(account, "placement-1", True), (other, "placement-1", False)] == accounts_told(
        subject.take(brought("01-01", provider=HOLDER))
    )
    assert [(other, "placement-1", True)] == accounts_told(
        subject.take(brought("01-01", provider=HOLDER, gone=True))
    )


def test_every_record_of_a_place_has_an_outcome_while_it_is_current():
    """
    A replaced version and a deleted record have none here any more.
    """
    subject = running(
        of_place(offer("01-01")),
        of_place(offer("02-01"), version="2"),
        of_place(revenue("01-01", "02-01"), record="o2"),
        of_place(record="o2", gone=True),
    )

    left = {key for (topic, key) in laws.forwarded(subject.decided) if topic == OUTCOMES.name}

    assert {f"o1|2|oversee|{PLACE}"} == left


def test_a_place_without_facts_leaves_nothing_but_its_sequences():
    """
    What is deleted is forgotten.
    """
    subject = running(
        day_passed("01-02"),
        of_place(offer("01-01", capacity=0)),
        covered_until("02-01"),
        covered_until("02-01", gone=True),
        of_place(gone=True),
    )

    assert {"policy", "seq", "day"} == {key.split("/")[0] for key, _ in subject.state.scan("")}


def test_what_goes_before_it_came_changes_nothing():
    """
    A place that nothing was ever told of stays unknown.
    """
    subject = running()

    assert subject.told(of_place(gone=True), brought("01-01", gone=True)) == []


def test_a_place_of_which_only_a_cost_is_known_has_no_mix():
    """
    What stands when its offer is gone is what a subscriber is left with: nothing.
    """
    oversee = laws.run("oversee", [policy_set(), of_place(offer("01-01"))])
    oversee.take(of_place(cost("01-01", "02-01"), record="o2"))

    told = oversee.told(of_place(record="o1", version="2", gone=True))

    assert [[]] == [data["periods"] for name, data in told if name == "places.mix-changed"]
    assert {} == laws.documents(oversee)["places"]
