"""How two descriptions agree: each level of each field, by an example."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.linking.compare import FIELDS, compare, evidence, levels_named
from tests.streams.linking.people import (
    BSN,
    JAN,
    OTHER_BSN,
    TRAITS,
    jan,
    levels,
    who,
)


def of(field, one, other):
    """The level of a field of two who tell no other."""
    return levels({field: one}, {field: other})


class TestGivenNames:
    @pytest.mark.parametrize(
        ("one", "other", "level"),
        [
            ("Jan", "jan", "same"),
            ("Maria Johanna", "Maria", "same"),
            ("Zoë", "Zoe", "same"),
            ("Maria Johanna", "Johanna Maria", "other order"),
            ("Maria Johanna", "Johanna", "other order"),
            ("Anne-Marie", "Annemarie", "other order"),
            ("Kees", "Cornelis", "variant"),
            ("Johan Kees", "Cornelis", "variant"),
            ("Moestafa", "Mustafa", "variant"),
            ("Mohamed", "Muhammed", "variant"),
            ("Alex", "Alexander", "variant"),
            ("Lein", "Marjolein", "variant"),
            ("Ronnie", "Ronald", "variant"),
            ("Jantje", "Jan", "variant"),
            ("Willemina", "Wilhelmina", "slip"),
            ("Sophie", "Sofie", "slip"),
            ("Catharina", "Katharina", "slip"),
            ("Aleksandra", "Alexandra", "slip"),
            ("Khadija", "Khadidja", "slip"),
            ("Marleen", "Marloes", "alike"),
            ("Petra", "Peter", "alike"),
            ("Jan", "Piet", "differs"),
            ("Jan", "Jon", "differs"),
        ],
    )
    def test_agree(self, one, other, level):
        """
        Call names, transliterations and slips of the pen are told from another name.
        """
        assert {"given": level} == of("given_names", one, other)

    def test_of_two_letters_that_differ_are_no_slip(self):
        """
        In a name of three letters one of them is too much.
        """
        assert {"given": "differs"} == of("given_names", "Tim", "Tom")

    def test_in_the_field_of_the_surname_are_compared_there(self):
        """
        Whoever fills in a form abroad puts them in another order.
        """
        one, other = {"given_names": "Jan", "surname": "Vries"}, {"surname": "Jan"}

        assert {"given": "swapped"} == levels(one, {**other, "given_names": "Vries"})
        assert {"given": "moved"} == levels(one, {**other, "given_names": "Kees"})

    def test_in_the_other_field_do_not_stand_where_the_surname_agrees(self):
        """
        Willem Willems is not crossed with his brother.
        """
        one = {"given_names": "Willem", "surname": "Willem"}
        found = levels(one, {"given_names": "Kees", "surname": "Willem"})

        assert {"given": "differs", "surname": "same"} == found

    def test_of_which_one_is_a_call_name_may_agree_in_the_initials(self):
        """
        Bob is P.J. to the registry, and Piet to a clerk who asked on.
        """
        bob = {"given_names": "Bob", "initials": "P.J."}
        piet = {"given_names": "Piet", "initials": "P."}

        assert "initials same" == levels(bob, piet)["given"]

    def test_that_stand_for_their_own_initials_differ(self):
        """
        Piet and Paul are two names, of which the letter says nothing more.
        """
        assert {"given": "differs"} == of("given_names", "Piet", "Paul")


class TestInitials:
    @pytest.mark.parametrize(
        ("one", "other", "level"),
        [
            ("J.P.", "JP", "same"),
            ("Th.", "T", "same"),
            ("J.P.", "J.", "first same"),
            ("J.P.", "J.M.", "first same"),
            ("J.P.", "P.J.", "differs"),
        ],
    )
    def test_agree(self, one, other, level):
        """
        Many registers hold the first letter only.
        """
        assert {"initials": level} == of("initials", one, other)

    def test_are_compared_where_names_are_not_written_out_on_both_sides(self):
        """
        Jan Piet is J.P.
        """
        assert {"initials": "same"} == levels({"given_names": "Jan Piet"}, {"initials": "J.P."})
        assert {"initials": "same"} == levels({"given_names": "Jan Piet"}, {"given_names": "J.P."})

    def test_are_not_asked_where_names_are_written_out(self):
        """
        A field is compared in one way only, or it counts twice.
        """
        assert "initials" not in levels(JAN, {**JAN, "initials": "J."})


SURNAMES = [
    ("de Vries", "Vries", "same"),
    ("Yılmaz", "Yilmaz", "same"),
    ("Bakker-de Vries", "de Vries-Bakker", "same"),
    ("Bakker-de Vries", "Vries", "one of two"),
    ("Bakker-de Vries", "Jansen-de Vries", "one of two"),
    ("Jansen", "Janssen", "slip"),
    ("Meijer", "Meyer", "slip"),
    ("Visser", "Visscher", "slip"),
    ("Kok", "Cock", "slip"),
    ("Hoogendoorn", "Hogendorn", "slip"),
    ("Bakker-Jansen", "Janssen", "slip"),
    ("Hendriks", "Hendricksen", "alike"),
    ("Elidrissi", "El Idrissi", "alike"),
    ("Bakker", "Jansen", "differs"),
    ("Bos", "Vos", "differs"),
]


class TestSurnames:
    @pytest.mark.parametrize(("one", "other", "level"), SURNAMES)
    def test_agree(self, one, other, level):
        """
        Without the prefix, own and partner's name in any order.
        """
        assert {"surname": level} == of("surname", one, other)

    @pytest.mark.parametrize(("one", "other", "level"), SURNAMES)
    def test_of_two_women_are_compared_apart(self, one, other, level):
        """
        One of them may go by her partner's name, which says less.
        """
        found = levels({"surname": one, "sex": "v"}, {"surname": other, "sex": "v"})

        assert {"surname_f": level, "sex": "same"} == found

    @pytest.mark.parametrize("sexes", [("v", "m"), ("v", None), ("m", "m"), (None, None)])
    def test_of_others_are_compared_as_those_of_men(self, sexes):
        """
        It takes two women.
        """
        one, other = ({"surname": "Vries", "sex": sex} for sex in sexes)

        assert {"surname": "same"} == {k: v for k, v in levels(one, other).items() if k != "sex"}

    def test_in_the_field_of_a_partner_count(self):
        """
        She is Bakker to the one register, and De Vries, partner Bakker, to the other.
        """
        one, other = {"surname": "Vries", "partner_name": "Bakker"}, {"surname": "Bakker"}

        assert {"surname": "one of two"} == levels(one, other)


class TestBirthDates:
    @pytest.mark.parametrize(
        ("one", "other", "level"),
        [
            ("1980-02-03", "1980-02-03", "same"),
            ("1980-01-01", "1980-01-01", "same, 1 January"),
            ("1980-02-03", "1980-03-02", "swapped"),
            ("1980-02-03", "1980-02-08", "slip"),
            ("1980-02-03", "1981-02-03", "slip"),
            ("1980-02-12", "1980-02-21", "slip"),
            ("1980-02-03", "1980-01-01", "in part"),
            ("1980-02-03", "1980-02", "in part"),
            ("1980-02-03", "1980", "in part"),
            ("1980-02", "1980", "in part"),
            ("1980", "1980", "in part"),
            ("1980", "1980-01-01", "in part"),
            ("1980-05", "1980-01-01", "in part"),
            ("1980-05-17", "1980-05-28", "near"),
            ("1980-05-17", "1992-05-17", "near"),
            ("1980-05-17", "1980-11-17", "near"),
            ("1980-02-03", "1999-09-09", "differs"),
            ("1980-05-17", "1980-11-28", "differs"),
            ("1980-02", "1980-03", "differs"),
            ("1980", "1981-01-01", "differs"),
            ("1980", "1981", "differs"),
        ],
    )
    def test_agree(self, one, other, level):
        """
        Exchanged, one wrong figure, 1 January for a day that is not known, known in part.
        """
        assert {"born": level} == of("birth_date", one, other)


ADDRESS = {key: JAN[key] for key in ("street", "house_number", "postcode", "place")}
HOME = {
    "postcode": "same",
    "street_same_code": "same",
    "house_there": "same",
    "place_there": "same",
}
ELSEWHERE = {"postcode": "9876XZ", "street": "Kerkweg", "house_number": "3", "place": "Elders"}


class TestAddresses:
    @pytest.mark.parametrize(
        ("other", "found"),
        [
            ({}, HOME),
            ({"house_number": "12a"}, HOME),
            ({"house_number": "21"}, HOME | {"house_there": "slip"}),
            ({"house_number": "145"}, HOME | {"house_there": "differs"}),
            ({"street": "Dorpstraat"}, HOME | {"street_same_code": "slip"}),
            ({"street": "Kerkweg"}, HOME | {"street_same_code": "differs"}),
            ({"place": "Nergenhuizen"}, HOME | {"place_there": "slip"}),
            ({"place": "Elders"}, HOME | {"place_there": "differs"}),
        ],
    )
    def test_in_one_postcode(self, other, found):
        """
        Six figures and letters are a street, so only the house says more.
        """
        assert found == levels(ADDRESS, ADDRESS | other)

    @pytest.mark.parametrize(
        ("postcode", "found"),
        [
            ("1234AC", {"postcode": "slip", "street_no_code": "same"}),
            ("1243AB", {"postcode": "slip", "street_no_code": "same"}),
            (None, {"street_no_code": "same"}),
            ("1234XZ", {"postcode": "same area", "street_other_code": "same"}),
            ("1234", {"postcode": "same area", "street_other_code": "same"}),
            ("9876XZ", {"postcode": "differs", "street_other_code": "same"}),
        ],
    )
    def test_in_one_street_with_another_postcode(self, postcode, found):
        """
        A postcode wrong, missing, or of the street of that name in another town.
        """
        there = {"house_there": "same", "place_there": "same"}

        assert found | there == levels(ADDRESS, ADDRESS | {"postcode": postcode})

    @pytest.mark.parametrize(
        ("postcode", "field"), [(None, "street_no_code"), ("9876XZ", "street_other_code")]
    )
    def test_in_a_street_that_is_misspelt_without_the_postcode(self, postcode, field):
        """
        What street it is counts for more then.
        """
        found = levels(ADDRESS, ADDRESS | {"postcode": postcode, "street": "Dorpstraat"})

        assert ("slip", "same") == (found[field], found["house_there"])

    def test_of_somebody_who_moved(self):
        """
        All of it changed at once: each part knows that the one before it did.
        """
        found = levels(ADDRESS, ELSEWHERE)

        assert {
            "postcode": "differs",
            "street_other_code": "differs",
            "house_elsewhere": "differs",
            "place_elsewhere": "differs",
        } == found

    def test_of_somebody_who_moved_within_the_town(self):
        """
        The same number elsewhere is chance, and weighed as such.
        """
        found = levels(ADDRESS, ELSEWHERE | {"place": JAN["place"], "house_number": "12"})

        assert ("same", "same") == (found["house_elsewhere"], found["place_elsewhere"])
        assert "slip" == levels(ADDRESS, ELSEWHERE | {"place": "Nergenhuizen"})["place_elsewhere"]

    def test_of_which_the_street_is_wrong_and_the_postcode_missing(self):
        """
        Without a postcode, another street is another address.
        """
        found = levels(ADDRESS, ADDRESS | {"postcode": None, "street": "Kerkweg"})

        assert {
            "street_no_code": "differs",
            "house_elsewhere": "same",
            "place_elsewhere": "same",
        } == found

    @pytest.mark.parametrize(
        ("one", "other", "level"),
        [
            ("12a", "12 A", "same"),
            ("12", "12a", "same"),
            ("12a", "12b", "addition differs"),
            ("12", "13", "slip"),
            ("12", "112", "slip"),
            ("12", "345", "differs"),
        ],
    )
    def test_with_additions_of_a_house_number(self, one, other, level):
        """
        Where one does not tell an addition, it may be the same door.
        """
        home = {"postcode": "1234AB"}
        found = levels(home | {"house_number": one}, home | {"house_number": other})

        assert {"postcode": "same", "house_there": level} == found


@pytest.mark.parametrize(
    ("field", "one", "other", "level"),
    [
        ("bsn", BSN, BSN, "same"),
        ("bsn", BSN, OTHER_BSN, "differs"),
        ("identifier", "V 12", "v-12", "same"),
        ("identifier", "V12", "V13", "slip"),
        ("identifier", "V12", "W99", "differs"),
        ("sex", "man", "M", "same"),
        ("sex", "man", "vrouw", "differs"),
        ("phone", "0612345678", "+31612345678", "same"),
        ("phone", "0612345678", "0612345679", "differs"),
        ("email", "jan@example.nl", "Jan@Example.nl", "same"),
        ("email", "jan@example.nl", "piet@example.nl", "differs"),
    ],
)
def test_numbers_and_the_like_agree(field, one, other, level):
    """
    Written one way, they are the same or they are not.
    """
    assert {field: level} == of(field, one, other)


def test_a_bsn_that_is_one_figure_wrong_and_passes_the_elfproef_is_a_slip():
    """
    Only two figures wrong, or two exchanged far apart, can pass; or one that is missing.
    """
    one, other = who()._replace(bsn="999990019"), who()._replace(bsn="999990091")

    assert {"bsn": "slip"} == levels_named(compare(one, other))


@given(TRAITS, TRAITS)
def test_it_does_not_matter_who_of_two_comes_first(one, other):
    """
    Else the order of arrival would.
    """
    assert compare(one, other) == compare(other, one)


names = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["wa", "an", "jo", "mar", "well"]),
        st.sampled_from(["", "i", "y", "ie", "je", "ke", "n", "an", "etje"]),
    ),
)


@given(*[st.lists(names, min_size=1, max_size=2)] * 2, st.lists(names, max_size=4))
@settings(max_examples=500)
def test_it_does_not_matter_for_any_names_who_comes_first(given_names, others, surnames):
    """
    Wai and Way: neither is the little one of the other, or each is.
    """
    one = who(given_names=" ".join(given_names), surname="-".join(surnames[:2]))
    other = who(given_names=" ".join(others), surname="-".join(surnames[1:3]))

    assert compare(one, other) == compare(other, one)


@given(TRAITS)
def test_whoever_agrees_with_themselves_does_so_in_full(one):
    """
    Best level of each field, but for a birth date that is not known whole.
    """
    found = levels_named(compare(one, one))
    told = found.pop("born", "same")

    assert {"same"} >= set(found.values())
    assert told in {"same", "same, 1 January", "in part"}


@given(TRAITS, TRAITS)
def test_what_is_missing_is_compared_with_nothing(one, other):
    """
    Level 0 wherever one of two does not say.
    """
    nobody = who()

    assert {} == levels_named(compare(one, nobody))
    assert len(FIELDS) == len(compare(one, other))
    assert all(
        0 <= level <= len(field.levels)
        for level, field in zip(compare(one, other), FIELDS, strict=True)
    )


def test_how_two_agree_can_be_told_in_few_letters():
    """
    A decision remembers on which evidence it was made.
    """
    told = evidence(compare(jan(), jan(postcode="9876XZ")))

    assert evidence(compare(jan(), jan())) != told
    assert len(FIELDS) - 1 == told.count(".")
