"""Who is passed over without being weighed: two who agree in next to nothing."""

import pytest
from hypothesis import given

from streams.linking.compare import compare
from streams.linking.far import LOOK, are_far, look
from streams.linking.model import weight
from tests.streams.linking.people import BSN, MODEL, TRAITS, jan

OTHER = {"given_names": "Kees", "initials": "K."}
LATER = {"birth_date": "1991-11-24"}
ELSE = {"surname": "Bakker"}
MOVED = {"postcode": "9876XZ", "street": "Kerkweg", "house_number": "3", "place": "Elders"}

FAR = {
    "a brother who lives there": OTHER | LATER,
    "a stranger of one street": OTHER | LATER | ELSE,
    "a stranger of one street and first name": LATER | ELSE,
    "a stranger of one birth date": OTHER | ELSE | MOVED,
}
NOT_FAR = {
    "the same": {},
    "a twin": OTHER,
    "who moved": MOVED,
    "who goes by a partner's name": ELSE,
    "who moved and goes by a partner's name": ELSE | MOVED,
    "a namesake": LATER | MOVED,
    "a slip in the surname": {"surname": "Vriez"} | MOVED,
    "a slip in the birth date": {"birth_date": "1980-02-08"} | ELSE,
    "day and month swapped": {"birth_date": "1980-03-02"} | ELSE,
    "whose names are swapped": {"given_names": "Vries", "surname": "Jan"} | MOVED,
    "registered on 1 January": {"birth_date": "1980-01-01"} | ELSE,
    "of whom only a year is known": {"birth_date": "1991"} | ELSE,
    "whose birth date is not known": {"birth_date": None} | OTHER,
    "whose names are not known": {"given_names": None, "initials": None} | ELSE,
    "who shares a BSN only": OTHER | LATER | ELSE | MOVED,
}
NUMBERED = {"who shares a BSN only": BSN}


@pytest.mark.parametrize("differs", FAR.values(), ids=FAR)
def test_relatives_and_strangers_who_share_a_key_are_passed_over(differs):
    assert are_far(look(jan()), look(jan(**differs)))


@pytest.mark.parametrize("named", NOT_FAR)
def test_who_may_be_one_person_is_not_passed_over(named):
    bsn = NUMBERED.get(named)

    assert not are_far(look(jan(bsn=bsn)), look(jan(bsn=bsn, **NOT_FAR[named])))


@pytest.mark.parametrize("differs", FAR.values(), ids=FAR)
def test_who_is_passed_over_would_not_even_be_doubted(differs):
    one, other = jan(), jan(**differs)

    assert weight(MODEL, one, other, compare(one, other)) < MODEL.review


NUMBERS = {"phone": "0612345678", "email": "jan@example.org"}


@pytest.mark.parametrize("number", NUMBERS)
def test_who_shares_a_number_is_not_passed_over(number):
    shared = {number: NUMBERS[number]}

    assert not are_far(look(jan(**shared)), look(jan(**shared, **OTHER, **LATER, **ELSE, **MOVED)))


def test_a_third_surname_may_be_anybodys():
    three = jan(surname="Mulder-Smit", partner_name="Dekker")

    assert not are_far(look(jan()), look(three))


@given(TRAITS)
def test_every_look_is_of_one_length(one):
    assert len(look(one)) == LOOK


@given(TRAITS, TRAITS)
def test_it_does_not_matter_who_comes_first(one, other):
    assert are_far(look(one), look(other)) == are_far(look(other), look(one))


@given(TRAITS)
def test_nobody_is_far_from_themselves(one):
    assert not are_far(look(one), look(one))
