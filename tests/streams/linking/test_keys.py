"""Under which keys a description is looked for: two of one person share one, whatever the error."""

import pytest
from hypothesis import given

from streams.linking.keys import BLOCK_MAX, NUMBER_MAX, heard, keys, sound
from tests.streams.linking.people import BSN, JAN, TRAITS, jan, who

FULL = {**JAN, "given_names": "Mohammed", "prefix": None, "surname": "Visser", "initials": "M."}
MOVED = {"street": "Kerkweg", "house_number": "3", "postcode": "9876XZ", "place": "Elders"}


def shared(one, other):
    """The names of the keys that two share."""
    ours, theirs = ({key[:2] for key in keys(of)} for of in (one, other))
    return {name for name, _ in ours & theirs}


ERRORS = {
    "nothing": {},
    "surname misspelt": {"surname": "Fischer"},
    "surname another": {"surname": "Bakker"},
    "surname missing": {"surname": None},
    "partner's name first": {"surname": "Bakker-Visser"},
    "tussenvoegsel": {"surname": "van der Visser"},
    "given name misspelt": {"given_names": "Muhamed"},
    "given name another": {"given_names": "Simo"},
    "given names missing": {"given_names": None},
    "initials only": {"given_names": "M."},
    "names swapped": {"given_names": "Visser", "surname": "Mohammed"},
    "day and month swapped": {"birth_date": "1980-03-02"},
    "a wrong day": {"birth_date": "1980-02-08"},
    "1 January": {"birth_date": "1980-01-01"},
    "year only": {"birth_date": "1980"},
    "birth date missing": {"birth_date": None},
    "moved": MOVED,
    "postcode misspelt": {"postcode": "1243AB"},
    "postcode missing": {"postcode": None},
    "house number": {"house_number": "99"},
    "street misspelt": {"street": "Dorpstraat"},
    "address missing": dict.fromkeys(MOVED),
    "sex": {"sex": "vrouw"},
}


@pytest.mark.parametrize("error", ERRORS)
def test_two_of_one_person_share_a_key_in_spite_of(error):
    """
    Whoever shares no key is never compared.
    """
    assert shared(who(**FULL), who(**{**FULL, **ERRORS[error]})) != set()


@pytest.mark.parametrize("error", [error for error in ERRORS if error not in {"moved", "nothing"}])
def test_two_of_one_person_who_moved_share_a_key_in_spite_of(error):
    """
    A move takes all of the address along; names or the birth date are left to find them by.
    """
    if error in {"surname missing", "surname another", "birth date missing"}:
        other = {**FULL, **ERRORS[error], **MOVED}
    else:
        other = {**FULL, **MOVED, **ERRORS[error]}

    assert shared(who(**FULL), who(**other)) != set()


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("bsn", BSN, "bsn"),
        ("identifier", "V-1", "identifier"),
        ("phone", "0612345678", "phone"),
        ("email", "jan@example.nl", "email"),
    ],
)
def test_a_number_is_a_key_of_its_own(field, value, name):
    """
    Whoever shares it is compared, though all else differs.
    """
    assert {name} == shared(who(**{field: value}), jan(**{field: value}))


def test_strangers_share_none():
    """
    Else everybody would be compared with everybody.
    """
    other = {"given_names": "Karel", "surname": "Bakker", "birth_date": "1991-07-19"}

    assert set() == shared(jan(), who(**other, **MOVED))


def test_a_first_name_a_surname_or_a_sex_is_no_key():
    """
    Too many share it.
    """
    assert [] == list(keys(who(surname="Vries", sex="man")))
    assert [] == list(keys(who(given_names="Jan")))
    assert [] == list(keys(who(place="Nergenshuizen", birth_date="1980")))


def test_a_number_that_is_one_persons_is_divided_later():
    """
    However often they are described: a day, a street or a telephone is many people's.
    """
    most = {key.name: key.most for key in keys(who(**FULL, bsn=BSN, phone="0612345678"))}

    assert NUMBER_MAX == most.pop("bsn")
    assert {BLOCK_MAX} == set(most.values())
    assert {"born", "number+postcode", "phone"} <= most.keys()


def test_the_finer_parts_of_a_block_keep_one_person_together():
    """
    The wide block of a day is divided by surname, then by first name, each as one hears it.
    """
    parts = {
        (key.name, key.coarse): key.finer
        for surname in ("Visser", "Fischer")
        for key in keys(who(**{**FULL, "surname": surname}))
        if key.name == "born"
    }

    assert {("born", "19800203"): (sound("visser"), sound("mohammed"))} == parts


def test_a_part_that_is_not_known_is_nothing():
    """
    It divides like any other: those who lack it stand together.
    """
    (key,) = keys(who(bsn=BSN))

    assert ("", "") == key.finer


def test_a_birth_date_that_is_known_in_part_is_no_key():
    """
    A year is everybody's.
    """
    names = {key.name for key in keys(jan(birth_date="1980"))}

    assert not {name for name in names if name.startswith("born")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("visser", "fischer"),
        ("mohamed", "muhammed"),
        ("jansen", "janssen"),
        ("meijer", "meyer"),
        ("kok", "cock"),
        ("schouten", "souten"),
        ("dijkstra", "dykstra"),
        ("thijs", "tijs"),
        ("bram", "pram"),
    ],
)
def test_names_that_sound_alike_come_out_alike(one, other):
    """
    Voiced and voiceless, ij and y, ck and k: one hears no difference at a counter.
    """
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("axoy", "aksoy"), ("moestafa", "mustafa"), ("philip", "filip"), ("boudewijn", "budefyn")],
)
def test_spellings_of_one_sound_are_heard_alike(one, other):
    """
    Vowels count here, so that Jan and Jon stay two.
    """
    assert heard(one) == heard(other)
    assert heard("jan") != heard("jon")


@given(TRAITS)
def test_a_description_shares_its_own_keys_each_once(one):
    """
    The same words, the same blocks; and no part is anything but text.
    """
    found = list(keys(one))

    assert found == list(keys(one))
    assert all(key.coarse and key.most > 0 for key in found)


@given(TRAITS)
def test_the_order_of_two_surnames_does_not_matter(one):
    """
    Own name first or partner's first.
    """
    other = one._replace(surnames=one.surnames[::-1])
    ours, theirs = ({key[:2] for key in keys(of)} for of in (one, other))

    assert ours == theirs


@pytest.mark.parametrize(
    ("home", "found"),
    [
        ({}, {"number+postcode", "name+postcode"}),
        ({"house_number": None}, {"name+postcode"}),
        ({"postcode": "5081"}, {"number+postcode", "name+postcode", "home", "name+street"}),
        ({"postcode": None}, {"name+street"}),
    ],
    ids=["a Dutch address", "no number", "a foreign one", "no postcode"],
)
def test_who_has_a_dutch_postcode_is_not_looked_for_among_all_who_live_there(home, found):
    """
    It is a part of a street already.
    """
    elsewhere = {"birth_date": None, "initials": None}
    names = {key.name for key in keys(jan(**elsewhere, **home))}

    assert found == names - {"names"}


LITTLE = {"given_names": "Fatma", "birth_date": "1987"}


def test_who_is_known_by_a_first_name_and_a_postcode_is_found_beside_a_whole_description():
    """
    A workshop knows little more, and the weight of it may be enough.
    """
    fatma = jan(given_names="Fatma", surname="Yilmaz", sex="female", birth_date="1987-05-31")

    assert shared(who(**LITTLE, postcode="1234AB"), fatma) != set()
