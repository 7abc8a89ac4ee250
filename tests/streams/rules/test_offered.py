"""Two things told of one place for the same days."""

import pytest

from schemas.facts import Kind, PlaceOffered
from streams.rules.offered import OF_THE_PLACE
from tests import laws
from tests.given import KVK, PLACE, POLICY, of_place, offer, policy_set, revenue

NEXT = "9902"
TOLD = {
    "work": "hout",
    "postcode": "4411AB",
    "activities": (Kind.DAGBESTEDING, Kind.VRIJWILLIGERSWERK),
    "latitude": "51.400000",
    "longitude": "3.600000",
}
OFFER = offer("01-01", "07-01", **TOLD)


def signals(*records):
    of_next = POLICY.model_copy(update={"municipality": NEXT, "oin": "00000099000000000002"})
    subject = laws.run("oversee", [policy_set(), policy_set(of_next), *records])
    found = laws.documents(subject)["signals"].values()
    return [(s["rule"], s["start"][5:], s.get("end", "")[5:], s["municipality"]) for s in found]


def both(*facts):
    """The first as the town hears it, the second as the next town does."""
    return signals(of_place(facts[0]), of_place(facts[1], record="o2", municipality=NEXT))


@pytest.mark.parametrize(
    "other",
    [
        {"capacity": 6},
        {"name": "Hout"},
        {"work": "meubels"},
        {"postcode": "1234AB"},
        {"capacity": 0},
        {"activities": (Kind.DAGBESTEDING, Kind.BESCHUT_WERK)},
        {"latitude": "51.500000", "longitude": "3.600000"},
    ],
    ids=str,
)
def test_another_offer_for_the_same_days_is_told_on_those_days(other):
    """
    Whatever it is that differs; under the municipality that the place speaks under.
    """
    told = both(OFFER, offer("03-01", **(TOLD | other)))

    assert [("offers-contradict", "03-01", "07-01", "9901")] == told


def test_the_same_offer_to_two_municipalities_is_one():
    """
    Also where the one holds longer.
    """
    assert [] == both(OFFER, offer("02-01", **TOLD))


@pytest.mark.parametrize("name", ["capacity", "work", "postcode", "activities"])
def test_what_is_told_to_one_municipality_alone_contradicts_nothing(name):
    """
    The other heard less, and nothing else.
    """
    nothing = () if name == "activities" else None

    assert [] == both(OFFER, offer("02-01", **(TOLD | {name: nothing})))
    assert [] == both(offer("02-01", **(TOLD | {name: nothing})), OFFER)


def test_of_three_offers_those_that_say_something_are_compared():
    """
    Whichever was told first.
    """
    less, other = (offer("01-01", "07-01", **(TOLD | {"work": w})) for w in (None, "metaal"))
    told = signals(
        of_place(less),
        of_place(OFFER, record="o2"),
        of_place(other, record="o3", municipality=NEXT),
    )

    assert [("offers-contradict", "01-01", "07-01", "9901")] == told


def test_one_offer_is_no_other_for_the_order_of_its_activities_or_the_name_of_its_provider():
    """
    Each municipality has its own numbers for organisations.
    """
    turned = offer("01-01", "07-01", **(TOLD | {"activities": TOLD["activities"][::-1]}))

    assert [] == both(OFFER, turned)
    assert [] == both(OFFER, OFFER.model_copy(update={"provider": "agb:99000009"}))
    assert [] == both(OFFER, OFFER.model_copy(update={"name": f" {OFFER.name.upper()} "}))


def test_what_follows_an_offer_may_differ_from_it():
    """
    From the first day without.
    """
    assert [] == both(OFFER, offer("07-01", capacity=2))


def test_revenue_of_the_same_days_is_told_and_of_other_days_is_not():
    """
    The same amount too: it is counted twice.
    """
    first = revenue("01-01", "04-01")

    told = both(first, revenue("03-01", "05-01"))
    assert [("revenue-overlaps", "03-01", "04-01", "9901")] == told
    assert [("revenue-overlaps", "01-01", "04-01", "9901")] == both(first, first)
    assert [] == both(first, revenue("04-01", "05-01"))


def test_a_contradiction_about_a_place_names_records_and_provider():
    """
    Who can mend it.
    """
    subject = laws.run("oversee", [policy_set(), of_place(OFFER)])
    subject.take(of_place(offer("01-01", capacity=2), record="o2"))

    (signal,) = laws.documents(subject)["signals"].values()
    assert (["o1", "o2"], KVK, PLACE) == (signal["records"], signal["provider"], signal["place"])
    subject.take(of_place(record="o2", gone=True))
    assert {} == laws.documents(subject)["signals"]


def test_everything_that_an_offer_says_of_its_place_is_compared():
    """
    All but which place it is, when, and whose.
    """
    apart = {"kind", "place", "provider", "start", "end"}

    assert set(PlaceOffered.model_fields) - apart == set(OF_THE_PLACE)
