"""What of a description is compared: two spellings of one thing come out alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.linking.traits import (
    Described,
    Traits,
    born,
    bsn,
    email,
    given_names,
    house,
    initials,
    phone,
    plain,
    postcode,
    said,
    surnames,
    traits,
)
from tests.streams.linking.people import BSN, DESCRIBED, JAN, jan, who


class TestSurnames:
    @pytest.mark.parametrize(
        "told",
        [
            {"surname": "de Vries", "prefix": None},
            {"surname": "DE VRIES", "prefix": "de"},
            {"surname": " Vriés "},
            {"surname": "Vries, de", "prefix": None},
            {"surname": "Vries de", "prefix": None},
        ],
    )
    def test_written_otherwise_are_the_same(self, told):
        """
        Capitals, accents, spaces and the place of the prefix are habits of systems.
        """
        assert ("vries",) == jan(**told).surnames

    @pytest.mark.parametrize(
        ("surname", "expected"),
        [
            ("van den Berg", "berg"),
            ("Op 't Land", "land"),
            ("'t Hart", "hart"),
            ("d'Hondt", "hondt"),
            ("El Idrissi", "idrissi"),
            ("da Silva", "silva"),
            ("Ben Ali", "ali"),
            ("Vandenberg", "vandenberg"),
            ("O'Neill", "oneill"),
        ],
    )
    def test_stand_without_their_prefix(self, surname, expected):
        """
        Half of the sources write the tussenvoegsel into the surname.
        """
        assert (expected,) == surnames(surname)

    @pytest.mark.parametrize("surname", ["Van", "De", "Het"])
    def test_that_are_a_prefix_stay(self, surname):
        """
        Something of the name must be left: Van is Vietnamese, too.
        """
        assert (surname.lower(),) == surnames(surname)

    @pytest.mark.parametrize(
        ("own", "partner"),
        [
            ("Bakker-de Vries", None),
            ("de Vries - Bakker", None),
            ("Bakker/Vries", None),
            ("Vries", "Bakker"),
            ("Bakker", "de Vries"),
            ("Bakker-de Vries", "Vries, de"),
            ("de Vries e/v Bakker", None),
            ("Bakker geb. de Vries", None),
        ],
    )
    def test_of_somebody_who_is_married_are_two_in_any_order(self, own, partner):
        """
        Own name first, partner's first, or each in a field of its own.
        """
        assert ("bakker", "vries") == surnames(own, partner)

    @pytest.mark.parametrize(
        ("surname", "expected"),
        [
            ("Ørsted", "orsted"),
            ("Şahin", "sahin"),
            ("Yılmaz", "yilmaz"),
            ("YILMAZ", "yilmaz"),
            ("Weiß", "weiss"),
            ("Ðorđević", "dordevic"),
            ("Łukasz", "lukasz"),
            ("Cœur", "coeur"),
        ],
    )
    def test_of_other_alphabets_come_to_plain_letters(self, surname, expected):
        """
        Half of the registers lose the diacritics.
        """
        assert (expected,) == surnames(surname)

    @pytest.mark.parametrize("filler", [None, "", "-", "NN", "N.N.", "Onbekend", "xxx", "test"])
    def test_that_stand_for_nobody_are_none(self, filler):
        """
        Else all that is unknown would be one family.
        """
        assert () == surnames(filler)


class TestGivenNames:
    @pytest.mark.parametrize(
        ("told", "expected"),
        [
            ("Maria Johanna", ("maria", "johanna")),
            ("Anne-Marie", ("anne", "marie")),
            ("José Luis", ("jose", "luis")),
            ("Bo", ("bo",)),
            ("Th. Maria", ("th", "maria")),
            ("Jan P.", ("jan", "p")),
            ("MARIA", ("maria",)),
        ],
    )
    def test_are_names_if_one_of_them_is_written_out(self, told, expected):
        """
        Initials beside a name do not make it initials.
        """
        assert expected == given_names(told)

    @pytest.mark.parametrize(
        ("told", "letters"),
        [("J.", "j"), ("J.P.", "jp"), ("JP", "jp"), ("J P", "jp"), ("Th.", "t"), ("Th. J.", "tj")],
    )
    def test_that_are_initials_are_compared_as_initials(self, told, letters):
        """
        So that J. is not taken for another name than Jan.
        """
        assert () == given_names(told)
        assert letters == jan(given_names=told).initials

    def test_of_three_capitals_may_be_initials(self):
        """
        JAN is a name or three letters: nobody can say, so it is no name.
        """
        assert () == given_names("JAN")

    @pytest.mark.parametrize("filler", [None, "", "NN", "N.N.", "Test", "onbekend", "xxxx", "-"])
    def test_that_stand_for_nobody_are_none(self, filler):
        """
        Nor are their first letters initials.
        """
        assert ((), "") == (jan(given_names=filler).given, jan(given_names=filler).initials)


class TestInitials:
    @pytest.mark.parametrize("told", ["J.P.", "JP", "jp", "J P", "J. P.", "J-P"])
    def test_are_letters_however_they_are_written(self, told):
        """
        With and without stops and spaces.
        """
        assert "jp" == initials(told)

    @pytest.mark.parametrize(("told", "letter"), [("Th.", "t"), ("Chr.", "c"), ("Ö.", "o")])
    def test_of_two_letters_are_one(self, told, letter):
        """
        Theodora is Th. to one register and T. to another.
        """
        assert letter == initials(told)

    def test_of_a_name_that_is_written_out_are_its_letters(self):
        """
        Nobody told them.
        """
        assert "mj" == who(given_names="Maria Johanna").initials

    def test_that_are_told_go_before_those_of_a_call_name(self):
        """
        Bob, who is registered as P.J.
        """
        assert "pj" == who(given_names="Bob", initials="P.J.").initials

    def test_that_are_told_in_part_do_not_shorten_the_name(self):
        """
        The first letter of Maria Johanna is no more than the names already say.
        """
        assert "mj" == who(given_names="Maria Johanna", initials="M.").initials

    def test_of_nobody_are_none(self):
        """
        N.N. is a nomen nescio.
        """
        assert ["", "", ""] == [initials("NN"), initials("N.N."), initials(None)]


class TestBirthDates:
    @pytest.mark.parametrize(
        ("told", "expected"),
        [
            ("1980-02-03", "19800203"),
            ("19800203", "19800203"),
            ("1980-02", "198002"),
            ("1980-02-00", "198002"),
            ("1980", "1980"),
            ("1980-00-00", "1980"),
            ("1980-01-01", "19800101"),
            ("2000-02-29", "20000229"),
        ],
    )
    def test_hold_what_is_known(self, told, expected):
        """
        Of many who came from elsewhere only the year is.
        """
        assert expected == born(told)

    @pytest.mark.parametrize(
        "filler",
        [
            *(None, "", "onbekend", "1900-01-01", "19000101", "1900", "9999-12-31", "0000-00-00"),
            *("1980-02-31", "1981-02-29", "1980-13-01", "1889-12-31", "80"),
        ],
    )
    def test_that_are_no_day_or_fill_a_field_are_none(self, filler):
        """
        1 January 1900 is what systems hold when nobody knows.  Other first of Januaries are real.
        """
        assert "" == born(filler)


class TestNumbers:
    def test_a_bsn_passes_the_elfproef(self):
        """
        The doors refuse it; what stands in a table went through no door.
        """
        assert [BSN, BSN, ""] == [bsn(BSN), bsn(" 9999 00 006"), bsn("999900007")]

    def test_a_bsn_may_have_lost_its_leading_zero(self):
        """
        Spreadsheets take it for a number.
        """
        assert "012345672" == bsn("12345672")

    @pytest.mark.parametrize("filler", [None, "", "0", "000000000", "onbekend"])
    def test_a_bsn_that_is_none_is_nothing(self, filler):
        """
        000000000 passes the elfproef and is nobody's.
        """
        assert "" == bsn(filler)

    @pytest.mark.parametrize(
        "told", ["0612345678", "06-12345678", "+31 6 1234 5678", "0031612345678", "(06) 12345678"]
    )
    def test_a_telephone_number_is_the_same_with_and_without_its_country(self, told):
        """
        What differs is how it is written.
        """
        assert "612345678" == phone(told)

    @pytest.mark.parametrize("filler", [None, "", "12345", "0000000000", "0600000000", "geen"])
    def test_a_telephone_number_that_nobody_has_is_none(self, filler):
        """
        Too short, or the same figure all along.
        """
        assert "" == phone(filler)

    def test_an_e_mail_address_has_somebody_before_the_at(self):
        """
        Capitals do not matter.
        """
        assert "jan@example.nl" == email(" Jan@Example.NL")
        assert ["", "", "", ""] == [email(t) for t in ("geen", "jan@", "@example.nl", None)]
        assert ["", ""] == [email(t) for t in ("onbekend@example.nl", "N.N.@example.nl")]


class TestAddresses:
    @pytest.mark.parametrize("told", ["1234AB", "1234 ab", " 1234  Ab "])
    def test_a_postcode_has_no_spaces(self, told):
        """
        Nor small letters.
        """
        assert "1234AB" == postcode(told)

    @pytest.mark.parametrize("filler", [None, "", "0000AA", "9999 xx", "9999ZZ", "0000"])
    def test_a_postcode_of_nowhere_is_none(self, filler):
        """
        It fills the field of those who have no address.
        """
        assert "" == postcode(filler)

    @pytest.mark.parametrize(
        ("told", "expected"),
        [
            ("12", ("12", "")),
            ("0012", ("12", "")),
            ("12a", ("12", "a")),
            ("12-A", ("12", "a")),
            ("12 bis II", ("12", "bisii")),
            ("t/o 12", ("", "to12")),
            ("0", ("", "")),
            (None, ("", "")),
        ],
    )
    def test_a_house_has_a_number_and_an_addition(self, told, expected):
        """
        12a and 12-A are one door; 12 bis is another.
        """
        assert expected == house(told)


@pytest.mark.parametrize(
    ("told", "sex"),
    [
        *(("male", "m"), ("M", "m"), ("man", "m"), ("female", "f"), ("v", "f"), ("Vrouw", "f")),
        *(("1", "m"), ("2", "f"), ("0", ""), ("9", ""), ("onbekend", ""), ("X", ""), (None, "")),
    ],
)
def test_a_sex_that_is_not_known_differs_from_nobodys(told, sex):
    """
    Registers write words, letters or figures; what is neither man nor woman compares with all.
    """
    assert sex == who(sex=told).sex


def test_what_somebody_may_read_of_a_description_holds_no_number_of_a_citizen():
    """
    That a BSN is known is said, not which.
    """
    told = said(jan(bsn=BSN, identifier="V-12345"))

    assert ("known", "known") == (told["bsn"], told["identifier"])
    assert "1980-02-03" == told["birth_date"]
    assert BSN not in repr(told)
    assert "12345" not in repr(told)


def test_what_is_said_of_nobody_is_nothing():
    """
    An empty description compares with all and everybody.
    """
    assert {} == said(who())
    assert Traits() == who()
    assert Traits() == who(**dict.fromkeys(JAN, ""))


@given(DESCRIBED)
def test_what_was_compared_once_compares_the_same_again(told):
    """
    Traits told as a description have the same traits.
    """
    once = traits(told)
    again = traits(
        Described(
            *(once.bsn, once.identifier, " ".join(once.given), once.initials, None),
            *("-".join(once.surnames), None, once.born, once.sex, once.street),
            *("".join(once.house), once.postcode, once.place, once.phone, once.email),
        )
    )

    assert once == again


@given(st.text(max_size=30))
def test_any_text_can_be_read(text):
    """
    What stands in a table may be anything; nothing of it stops the hub, or has marks and spaces.
    """
    found = traits(Described(*[text] * len(Described._fields)))

    assert all(name == plain(name) != "" for name in (*found.given, *found.surnames))
    assert found == traits(Described(*[text] * len(Described._fields)))
