"""What of a description is compared: two spellings of one thing come out alike."""

import pytest

from schemas.facts import PersonDescribed
from streams.names import compared
from tests.streams.identities import BSN, JAN

FULL = ("vries", "jan", "1980-02-03", "1234AB")


def exact(**other):
    return compared(JAN.model_copy(update=other)).exact


def test_a_full_description_is_compared_on_name_birth_date_and_postcode():
    """
    The prefix (tussenvoegsel) stays out: half of the sources write it into the surname.
    """
    assert compared(JAN).exact == FULL
    assert compared(JAN).initial == ("vries", "j", "1980-02-03", "1234AB")
    assert compared(JAN).spelled


@pytest.mark.parametrize(
    "other",
    [
        {"surname": "de Vries", "prefix": None},
        {"surname": "DE VRIES", "prefix": "de"},
        {"surname": " Vriés "},
        {"given_names": " jan "},
        {"postcode": "1234 ab"},
    ],
)
def test_the_same_written_otherwise_compares_the_same(other):
    """
    Capitals, accents, spaces and the place of the prefix are habits of systems.
    """
    assert exact(**other) == FULL


@pytest.mark.parametrize(
    ("surname", "expected"),
    [
        ("van den Berg", "berg"),
        ("Op 't Land", "land"),
        ("d'Hondt", "hondt"),
        ("Van", "van"),
        ("De Groot-van Dijk", "grootvandijk"),
        ("Ørsted", "orsted"),
        ("Şahin", "sahin"),
        ("Vandenberg", "vandenberg"),
    ],
)
def test_a_surname_is_compared_without_its_prefix(surname, expected):
    """
    As long as something of the name is left.
    """
    assert exact(surname=surname)[0] == expected


@pytest.mark.parametrize(
    "other",
    [
        {"surname": None},
        {"surname": "NN"},
        {"surname": "N.N."},
        {"surname": "Onbekend"},
        {"surname": "-"},
        {"surname": "xxx"},
        {"given_names": None},
        {"given_names": "Test"},
        {"given_names": "J."},
        {"given_names": "J.P."},
        {"given_names": "JP"},
        {"given_names": "J-P"},
        {"given_names": "Th."},
        {"given_names": "Th. J."},
        {"given_names": "j.p"},
        {"given_names": "JAN"},
        {"birth_date": None},
        {"birth_date": "1980"},
        {"birth_date": "1980-02"},
        {"birth_date": "1980-02-31"},
        {"birth_date": "1900-01-01"},
        {"postcode": None},
        {"postcode": "1234"},
        {"postcode": "0000AA"},
        {"postcode": "9999 XX"},
    ],
)
def test_what_is_missing_or_only_filled_in_makes_no_exact_key(other):
    """
    Else all that is unknown would be one person.
    """
    assert exact(**other) is None


@pytest.mark.parametrize(
    ("other", "letter"),
    [
        ({"given_names": None, "initials": "J.P."}, "j"),
        ({"given_names": "J.P."}, "j"),
        ({"given_names": "NN", "initials": "J"}, "j"),
        ({"given_names": None, "initials": "Ö."}, "o"),
    ],
)
def test_initials_are_no_given_names(other, letter):
    """
    They raise a doubt at most.
    """
    found = compared(JAN.model_copy(update=other))

    assert found.initial == ("vries", letter, "1980-02-03", "1234AB")
    assert not found.spelled


def test_a_bsn_that_fails_the_elfproef_is_none():
    """
    The doors refuse it; what stands in the state may be older than the door.
    """
    assert compared(PersonDescribed(bsn=BSN)).bsn == BSN
    assert compared(PersonDescribed(bsn="999900007")).bsn is None


def test_a_birth_date_that_was_only_filled_in_agrees_with_any():
    """
    1 January 1900 is what systems hold when nobody knows.  Other first of Januaries are real.
    """
    assert compared(PersonDescribed(birth_date="1900-01-01")).born is None
    assert compared(PersonDescribed(birth_date="1980-01-01")).born == "1980-01-01"


@pytest.mark.parametrize(
    ("given_names", "expected"),
    [("MARIA", "maria"), ("Bo", "bo"), ("Th. Maria", "thmaria"), ("Jan P.", "janp")],
)
def test_given_names_are_names_if_one_of_them_is_written_out(given_names, expected):
    """
    Initials beside a name do not make it initials.
    """
    assert exact(given_names=given_names)[1] == expected


@pytest.mark.parametrize("given_names", ["JP", "Th.", "J. P.", "JAN"])
def test_initials_in_the_field_of_given_names_are_compared_as_initials(given_names):
    """
    So that they are doubted, and not taken for another name.
    """
    found = compared(JAN.model_copy(update={"given_names": given_names}))

    assert not found.spelled
    assert found.initial == ("vries", given_names[0].lower(), "1980-02-03", "1234AB")
