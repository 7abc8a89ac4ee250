"""What a place offers, over time and as it stands."""

import pytest

from schemas import wire
from schemas.facts import Kind
from schemas.policy import Organisation
from schemas.topics import PLACE_OFFERS
from tests import laws
from tests.given import KVK, PLACE, POLICY, brought, day_passed, of_place, offer, policy_set
from tests.streams.test_oversee import SECOND_TOWN, running

HOUT = {"work": "meubels", "postcode": "4411AB", "latitude": "52.708300", "longitude": "5.359400"}


def changed(subject, *messages):
    """The events about what is offered, because of *messages*."""
    told = subject.told(*messages)
    return [data for name, data in told if name == "places.offer-changed"]


def standing(subject):
    """What the read API was told last: periods, and the free seats."""
    told = laws.forwarded(subject.decided).get((PLACE_OFFERS.name, PLACE))
    return told and ([(p["start"], p.get("end")) for p in told["periods"]], told.get("free"))


def test_an_offer_is_told_with_what_is_done_where_and_for_how_many():
    """
    Under the id that the municipality has for its provider.
    """
    (told,) = changed(
        running(), of_place(offer("01-01", capacity=8, activities=(Kind.STAGE,), **HOUT))
    )

    assert "kvk:90000001" == told["provider"]
    assert [
        {
            "start": "2026-01-01",
            "name": "Houtwerkplaats",
            "activities": ["stage"],
            "capacity": 8,
            **HOUT,
        }
    ] == told["periods"]


def test_a_day_that_passes_changes_no_event_and_does_change_the_free_seats():
    """
    An event says when an offer holds; only who asks today wants to know what is free.
    """
    subject = running(of_place(offer("02-01", "05-01", capacity=3)), brought("03-01", "04-01"))
    free = []
    for day in ("01-15", "02-01", "03-01", "04-01", "05-01"):
        assert [] == changed(subject, day_passed(day))
        free.append(standing(subject)[1])

    assert [None, 3, 2, 3, None] == free


def test_of_two_offers_of_one_place_the_last_to_begin_counts():
    """
    Neighbours that say the same are one; between two offers there is nothing.
    """
    subject = running(
        of_place(offer("01-01", "03-01", capacity=4), record="o1"),
        of_place(offer("02-01", "03-01", capacity=6), record="o2"),
        of_place(offer("05-01", capacity=6), record="o3"),
    )
    periods = laws.documents(subject)["offers"][PLACE]["periods"]

    assert [
        ("2026-01-01", "2026-02-01", 4),
        ("2026-02-01", "2026-03-01", 6),
        ("2026-05-01", None, 6),
    ] == [(p["start"], p.get("end"), p["capacity"]) for p in periods]


def test_an_offer_that_is_withdrawn_ends_for_subscribers_and_for_the_api():
    """
    No period is left, and the record of the topic is taken away.
    """
    subject = running(of_place(offer("01-01"), record="o1"), day_passed("01-02"))
    before = standing(subject)
    (told,) = changed(subject, of_place(record="o1", version="2", gone=True))

    assert ([("2026-01-01", None)], 8) == before
    assert [] == told["periods"]
    assert {} == laws.documents(subject)["offers"]
    assert None is standing(subject)


def test_who_comes_and_goes_is_no_other_offer():
    """
    No event for each placement: how many are there stands in the mix of the place.
    """
    subject = running(of_place(offer("01-01", capacity=2)), day_passed("01-02"))

    assert [] == changed(subject, brought("01-01", who="1"), brought("01-01", who="2"))
    assert ([("2026-01-01", None)], 0) == standing(subject)


def test_no_person_is_in_what_the_api_is_told():
    """
    A process that answers what is near needs no pseudonym of anybody.
    """
    subject = running(of_place(offer("01-01")), brought("01-01", who="somebody"))
    told = [
        wire.write(emit.value)
        for decision in subject.decided
        for emit in decision.emits
        if emit.topic is PLACE_OFFERS
    ]

    assert told
    assert not any(b"somebody" in value or b"person" in value for value in told)


def test_another_id_of_the_provider_is_told():
    """
    The municipality changed its list of organisations.
    """
    subject = running(of_place(offer("01-01")))
    known = Organisation(id="oin:00000099000000009999", name="De Werkhaven", known_as=(KVK,))
    (told,) = changed(subject, policy_set(POLICY.model_copy(update={"organisations": (known,)})))

    assert known.id == told["provider"]
    assert [] == told["periods"], "of which none is another"


FACTS = (
    of_place(offer("01-01", "03-01", capacity=4), record="o1"),
    of_place(offer("02-01", "04-01", capacity=6), record="o2", municipality=SECOND_TOWN),
    brought("02-15", "06-01", who="1"),
    of_place(offer("05-01", "06-01", capacity=1), record="o3"),
)


@pytest.mark.parametrize("day", ["01-01", "02-20", "03-15", "04-01", "04-15", "05-02", "07-01"])
def test_it_ends_the_same_whenever_the_day_passes(day):
    """
    Before all facts, after them, or one day at a time in between: also when the last offer is over.
    """
    before = running(day_passed(day), *FACTS)
    days = [f"{month:02}-{number:02}" for month in range(1, 8) for number in (1, 15)]
    between = running(*FACTS, *(day_passed(d) for d in days if d < day), day_passed(day))

    backwards = running(*reversed(FACTS), day_passed(day))

    assert laws.concluded(before) == laws.concluded(between) == laws.concluded(backwards)
