"""Who is at a place, what it can hold, and which streams pay there."""

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import wire
from streams.coverage import money_of
from streams.occupancy import (
    fired,
    offers_of,
    overbooked,
    place_over_time,
    present,
    published,
    relaid,
)
from tests.given import (
    PLACE,
    TOWN,
    brought,
    day,
    of_place,
    offer,
    paid,
    revenue,
    stretch,
    subsidy,
    until,
)


def over_time(placements=(), *facts):
    records = [of_place(fact, record=f"o{n}") for n, fact in enumerate(facts)]
    money = money_of(PLACE, records)
    here = [present(wire.plain(placement)) for placement in placements]
    return place_over_time(here, offers_of(records), money)


def occupancies(placements, *facts):
    return [(s.start, s.end, s.occupancy, s.capacity) for s in over_time(placements, *facts)]


def period(start, end, *rest):
    return day(start), until(end), *rest


def test_a_place_that_nothing_is_known_of_has_no_timeline():
    """
    Its last record was deleted.
    """
    assert over_time() == []


def test_occupancy_follows_who_comes_and_goes():
    """
    A place for eight with one person, then two, then one.
    """
    here = [brought("01-01", who="1"), brought("02-01", "03-01", who="2")]

    assert [
        period("01-01", "02-01", 1, 8),
        period("02-01", "03-01", 2, 8),
        period("03-01", None, 1, 8),
    ] == occupancies(here, offer("01-01"))


def test_two_placements_of_one_record_count_once():
    """
    A person who gets another name travels through two partitions: nobody sits on two chairs.
    """
    here = [brought("01-01", who="1", record="same"), brought("01-01", who="2", record="same")]

    assert [period("01-01", None, 1, None)] == occupancies(here)


def test_what_pays_counts_for_the_place_only_while_they_are_there():
    """
    A record may tell of two terms at one place: the last counts, and what pays for it.
    """
    stretches = [stretch("01-01", "02-01", paid()), stretch("03-01", None, paid())]
    here = brought("04-01", "05-01", stretches=stretches)

    found = over_time([here], offer("01-01"))

    assert [period("04-01", "05-01", 1)] == [
        (s.start, s.end, persons) for s in found for _, persons, _, _ in s.shares
    ]


def test_a_changed_capacity_holds_from_its_first_day():
    """
    Of several offers that hold, the last to begin counts.
    """
    found = occupancies([], offer("01-01"), offer("02-01", "03-01", capacity=4))

    assert [
        period("01-01", "02-01", 0, 8),
        period("02-01", "03-01", 0, 4),
        period("03-01", None, 0, 8),
    ] == found


def test_a_place_for_eight_is_overbooked_by_the_ninth():
    """
    Eight fit; nine do not.
    """
    eight = [brought("01-01", who=str(n)) for n in range(8)]
    ninth = brought("02-01", "03-01", who="9")

    assert overbooked(published(over_time(eight, offer("01-01")))) == []
    (run,) = overbooked(published(over_time([*eight, ninth], offer("01-01"))))
    assert period("02-01", "03-01", 9, 8) == (run.start, run.end, run.occupancy, run.capacity)


def test_a_place_without_a_known_capacity_is_never_overbooked():
    """
    Nothing is guessed.
    """
    here = [brought("01-01", who=str(n)) for n in range(100)]

    assert overbooked(published(over_time(here))) == []


def test_an_overbooking_is_one_signal_however_many_are_too_many():
    """
    Two too many, then one: one thing to look at.
    """
    here = [
        brought("01-01", "04-01", who="1"),
        brought("01-01", "03-01", who="2"),
        brought("02-01", "04-01", who="3"),
    ]

    over = overbooked(published(over_time(here, offer("01-01", capacity=1))))
    (found,) = fired(PLACE, TOWN, over)

    assert ("overbooked", day("01-01"), day("04-01")) == (found.rule.id, found.start, found.end)


def test_the_mix_of_a_place_counts_persons_and_hours_by_stream():
    """
    Two on Wmo hours, one on the Wlz, and a volunteer whom nobody pays for.
    """
    here = [
        brought("01-01", who="1", stretches=[stretch("01-01", None, paid("l1", hours=8))]),
        brought("01-01", who="2", stretches=[stretch("01-01", None, paid("l2", hours=4))]),
        brought("01-01", who="3", stretches=[stretch("01-01", None, paid("l3", stream="wlz"))]),
        brought("01-01", who="4", needs_cover=False),
    ]

    (found,) = over_time(here)

    assert (4, (("wlz", 1, 0, 1), ("wmo", 2, 720, 0))) == (found.occupancy, found.shares)


def test_the_money_of_a_place_stands_beside_its_mix():
    """
    Money without hours belongs to the place, not to a person.
    """
    found = over_time([], subsidy("01-01", "07-01"), revenue("02-01", "03-01"))

    assert [["subsidie"], ["subsidie", "omzet"], ["subsidie"]] == [
        [money.instrument for money in stretch.money] for stretch in found
    ]


def test_one_person_with_two_placements_at_a_place_is_one_person():
    """
    Mornings in the kitchen, afternoons at the counter: one seat.
    """
    kitchen = brought("01-01", who="1")
    counter = brought("01-01", who="2", person=kitchen.person)

    assert [period("01-01", None, 1, None)] == occupancies([kitchen, counter])


MONTHS = [f"{month:02}-01" for month in range(1, 7)]
lines = st.lists(
    st.sampled_from([paid("l1", 8), paid("l2", 4), paid("l3"), paid("l4", stream="wlz")]),
    unique=True,
)
numbers = st.sampled_from(["1", "2", "3"])


@st.composite
def placements(draw):
    """With lines for some of its days, or others; its person or record may have another."""
    start, end, since, to = [draw(st.sampled_from(MONTHS)) for _ in range(4)]
    stretches = [stretch(start, since, *draw(lines)), stretch(since, to, *draw(lines))]
    return wire.plain(
        brought(start, end, stretches=stretches, person=draw(numbers), record=draw(numbers))
    )


@settings(max_examples=300, deadline=None)
@given(
    others=st.lists(placements(), max_size=4),
    before=st.none() | placements(),
    now=st.none() | placements(),
)
def test_what_one_placement_changes_is_laid_upon_what_stands_told(others, before, now):
    """
    It comes to what all of them come to, whoever shares a person or a record with whom.
    """
    records = [of_place(offer("03-01"), subsidy("04-01"))]
    offers, money = offers_of(records), money_of(PLACE, records)

    def mix(one):
        here = [present(value) for value in (*others, one) if value is not None]
        return published(place_over_time(here, offers, money))

    assert mix(now) == relaid(mix(before), others, before, now)
