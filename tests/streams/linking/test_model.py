"""How much agreement weighs: parts that add up, rare names, relatives; and models as files."""

import json
from dataclasses import replace
from math import log2

import pytest
from hypothesis import given

from streams.linking.compare import compare, levels_named
from streams.linking.model import WrongModel, parts, plain, read, weight, with_thresholds
from streams.linking.shipped import FIRST, VERSIONS, shipped
from tests.streams.linking.people import BSN, MODEL, OTHER_BSN, TRAITS, jan, weigh, who

MOVED = {"postcode": "9876XZ", "street": "Kerkweg", "house_number": "3", "place": "Elders"}


def parts_of(one, other, model=MODEL):
    return {part.field: part for part in parts(model, one, other, compare(one, other))}


class TestWeights:
    @given(TRAITS, TRAITS)
    def test_add_up_to_their_parts(self, one, other):
        """
        What is shown of a link is why it was made, and nothing besides.
        """
        levels = compare(one, other)
        found = sum(part.weight for part in parts(MODEL, one, other, levels))

        assert weight(MODEL, one, other, levels) == pytest.approx(found, abs=1e-4)

    @given(TRAITS, TRAITS)
    def test_name_the_fields_that_were_compared(self, one, other):
        """
        And the level of each; the prior goes first, that they may be relatives last.
        """
        levels = compare(one, other)
        first, *found, last = parts(MODEL, one, other, levels)

        assert levels_named(levels) == {part.field: part.level for part in found}
        assert ("prior", "family") == (first.field, last.field)

    @given(TRAITS, TRAITS)
    def test_do_not_depend_on_who_comes_first(self, one, other):
        """
        To the last bit: they are kept on both sides.
        """
        assert weigh(one, other) == weigh(other, one)

    def test_of_nothing_are_the_prior(self):
        """
        Missing is 0: nobody becomes likelier or less likely by what is not known.
        """
        assert weigh(who(), jan()) == pytest.approx(MODEL.prior, abs=1e-3)

    @pytest.mark.parametrize(
        "field", ["birth_date", "sex", "postcode", "house_number", "street", "place", "surname"]
    )
    def test_of_a_field_that_one_lacks_are_none(self, field):
        """
        Neither the field nor a fine for its absence stands among the parts.
        """
        names = {field, {"birth_date": "born", "house_number": "house_there"}.get(field, field)}

        assert set() == names & parts_of(jan(), jan(**{field: None})).keys()

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"bsn": BSN}, {"bsn": OTHER_BSN}),
            ({}, {"surname": "Bakker"}),
            ({}, {"birth_date": "1999-09-09"}),
            ({}, {"given_names": "Piet"}),
            ({}, {"sex": "vrouw"}),
        ],
    )
    def test_fall_with_each_field_that_differs(self, one, other):
        """
        Each says something against it.
        """
        assert weigh(jan(**one), jan(**one)) > weigh(jan(**one), jan(**other))

    def test_of_the_same_bsn_are_very_strong(self):
        """
        By itself it is enough to link.
        """
        assert weigh(who(bsn=BSN), who(bsn=BSN)) > MODEL.link


class TestRareNames:
    def test_weigh_more_than_common_ones(self):
        """
        Two called Jansen are less likely one than two called Zeldenrust, if they live apart.
        """
        common, rare = (jan(surname=name, **MOVED) for name in ("Jansen", "Zeldenrust"))

        assert weigh(jan(surname="Jansen"), common) + 4 < weigh(jan(surname="Zeldenrust"), rare)

    def test_weigh_no_more_within_a_household(self):
        """
        Of a family at one address every member has the surname, however rare it is.
        """
        common, rare = (jan(surname=name) for name in ("Jansen", "Zeldenrust"))

        assert weigh(common, common) == pytest.approx(weigh(rare, rare), abs=0.01)

    def test_weigh_more_among_given_names_and_initials_too(self):
        """
        Maria is many; so is J.
        """
        for common, rare in (({"given_names": "Maria"}, {"given_names": "Quirinia"}),):
            assert weigh(jan(**common), jan(**common)) < weigh(jan(**rare), jan(**rare))
        ours, theirs = (jan(given_names=None, initials=letters) for letters in ("J.", "Q.X.Z."))
        assert weigh(ours, ours) < weigh(theirs, theirs)

    def test_count_where_one_of_two_surnames_is_shared(self):
        """
        The one that both have, and not the other.
        """
        one = jan(surname="Zeldenrust-Jansen")
        rare, common = (jan(surname=name) for name in ("Zeldenrust", "Jansen"))

        assert parts_of(one, rare)["surname"].rarity > parts_of(one, common)["surname"].rarity

    def test_say_what_of_their_weight_is_rarity(self):
        """
        The rest is that they agree.
        """
        rare, common = (parts_of(jan(surname=n), jan(surname=n)) for n in ("Zeldenrust", "Jansen"))

        assert rare["surname"].weight - common["surname"].weight == pytest.approx(
            rare["surname"].rarity - common["surname"].rarity
        )

    def test_say_nothing_where_they_differ(self):
        """
        Of two names that differ, rare or not, neither is shared.
        """
        assert 0 == parts_of(jan(surname="Zeldenrust"), jan(surname="Bakker"))["surname"].rarity


class TestRelatives:
    def test_share_an_address_a_surname_and_a_telephone(self):
        """
        So without given names all that says little.
        """
        at_home = {"given_names": None, "initials": None, "birth_date": None, "phone": "0612345678"}

        assert weigh(jan(**at_home), jan(**at_home)) < MODEL.link

    def test_cost_the_weight_that_they_would_share(self):
        """
        In a table where nobody lives with family the same says more.
        """
        alone = replace(MODEL, relatives=0.0)

        assert weigh(jan(given_names=None), jan(given_names=None), alone) > weigh(
            jan(given_names=None), jan(given_names=None)
        )
        assert 0 == parts_of(jan(), jan(), alone)["family"].weight

    def test_take_away_little_where_the_birth_date_differs_from_theirs(self):
        """
        Two strangers are no relatives, so there is nothing to take away.
        """
        other = jan(surname="Bakker", postcode="9876XZ", street=None, house_number=None)

        assert 0 == pytest.approx(parts_of(jan(), other)["family"].weight, abs=1e-3)


class TestThresholds:
    def test_are_given_as_probabilities(self):
        """
        As somebody writes them into a policy: 0.95 is odds of nineteen to one.
        """
        model = with_thresholds(MODEL, 0.95, 0.5)

        assert (pytest.approx(log2(19)), 0.0) == (model.link, model.review)

    def test_that_are_not_given_stay(self):
        """
        A model comes with its own.
        """
        assert MODEL == with_thresholds(MODEL, None, None)


class TestFiles:
    @pytest.mark.parametrize("version", VERSIONS)
    def test_hold_the_shipped_models(self, version):
        """
        Under the version that they say themselves.
        """
        assert version == shipped(version).version
        assert FIRST in VERSIONS

    def test_make_the_same_model_again(self):
        """
        Chances are rounded once, and from then on the same.
        """
        text = json.dumps(plain(MODEL))

        assert MODEL == read(json.loads(text))
        assert text == json.dumps(plain(read(json.loads(text))))

    @pytest.mark.parametrize("lacking", ["version", "pairs", "thresholds", "chances", "rare"])
    def test_that_lack_something_are_wrong(self, lacking):
        """
        The error names what.
        """
        told = plain(MODEL)
        del told[lacking]

        with pytest.raises(WrongModel, match=lacking):
            read(told)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (lambda m: m["pairs"].update(match=0), "parts of one"),
            (lambda m: m["pairs"].update(match=1.0), "parts of one"),
            (lambda m: m["pairs"].update(relatives=-0.1), "parts of one"),
            (lambda m: m["pairs"].update(relatives=1), "parts of one"),
            (lambda m: m["pairs"].update(match=0.6, relatives=0.6), "parts of one"),
            (lambda m: m.update(rare=0), "parts of one"),
            (lambda m: m["chances"]["born"].update(same=[0, 0.1, 0.1]), "chances of born"),
            (lambda m: m["chances"]["born"].update(same=[0.1, 1.5, 0.1]), "chances of born"),
            (lambda m: m["chances"]["born"].update(same=[0.1, float("nan"), 0.1]), "chances of"),
            (lambda m: m["chances"]["born"].update(same=[0.1, 0.1]), "relatives"),
            (lambda m: m["chances"].pop("sex"), "sex"),
            (lambda m: m["chances"]["sex"].pop("differs"), "differs"),
            (lambda m: m["common"].pop("given"), "common lacks given"),
            (lambda m: m["common"]["given"].update(jan="often"), "often"),
            (lambda m: m["common"]["given"].update(jan=0), "common"),
            (lambda m: m["thresholds"].update(link="high"), "high"),
            (lambda m: m["thresholds"].update(link=float("nan")), "thresholds"),
            (lambda m: m["thresholds"].update(review=9.0), "thresholds"),
        ],
    )
    def test_that_say_what_cannot_be_are_wrong(self, change, said):
        """
        With the first thing that is, and where.
        """
        told = json.loads(json.dumps(plain(MODEL)))
        change(told)

        with pytest.raises(WrongModel, match=said):
            read(told)

    @pytest.mark.parametrize("told", [None, [], "model", 7, {}])
    def test_that_are_no_model_are_wrong(self, told):
        """
        And nothing else goes wrong.
        """
        with pytest.raises(WrongModel):
            read(told)
