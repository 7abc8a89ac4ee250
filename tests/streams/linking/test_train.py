"""Weights without labels: EM finds how often the records of one person agree, and how many do."""

import json
from random import Random

import pytest

from streams.linking import train as training
from streams.linking.compare import BORN, FIELDS, GIVEN, POSTCODE, SURNAME
from streams.linking.model import plain, read
from streams.linking.table import LEARN_MIN, Table, enough
from tests.streams.linking.people import who
from tests.streams.linking.tables import SAME, Town, registers, taught


@pytest.fixture(autouse=True)
def _few_drawn_at_random(monkeypatch):
    """As many as these small tables need."""
    monkeypatch.setattr(training, "SAMPLE", 30_000)


@pytest.fixture(scope="module")
def town():
    """Fifteen hundred people in one register, a thousand of them in another too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "SAMPLE", 30_000)
        nodes = registers(Town(1), 1_500, both=1_000)
        return nodes, taught(nodes)


def test_it_finds_how_many_pairs_are_one_persons(town):
    """
    Of three and a half million pairs a thousand.
    """
    _, model = town

    assert 1_000 == pytest.approx(model.diagnostics["matches"], rel=0.03)


@pytest.mark.parametrize(
    ("field", "told"),
    [(GIVEN, "given_names"), (SURNAME, "surname"), (BORN, "birth_date"), (POSTCODE, "postcode")],
)
def test_it_finds_how_often_the_records_of_one_person_agree(town, field, told):
    """
    Nobody said which records are one person's.  Who differs in too much at once is not found, which
    makes it a little more than the truth.
    """
    _, model = town

    assert SAME[told] == pytest.approx(model.chances[field][0].match, abs=0.035)


def test_it_counts_how_often_two_strangers_agree(town):
    """
    Of four hundred surnames each is shared by one pair in four hundred.
    """
    _, model = town

    assert 1 / 400 == pytest.approx(model.chances[SURNAME][0].random, rel=0.15)
    assert 1 / 200 == pytest.approx(model.chances[GIVEN][0].random, rel=0.25)
    assert 1 / (201 * 16) == pytest.approx(model.chances[POSTCODE][0].random, rel=0.25)


def test_the_chances_of_a_field_are_all_there_is(town):
    """
    The levels of a field exclude one another.
    """
    _, model = town
    for of_field in model.chances:
        for chances in zip(*of_field, strict=True):
            assert 1 == pytest.approx(sum(chances))


def test_no_level_is_impossible(town):
    """
    However little was seen of it: a clerk makes an error that no clerk made before.
    """
    _, model = town
    lowest = min(levels.match for of_field in model.chances for levels in of_field)

    assert lowest > 0.8 * training.SURPRISE


def test_it_knows_the_names_that_several_have(town):
    """
    With the share that they have; who is the only one stands in no table.
    """
    nodes, model = town
    names = [name for node in nodes for name in node.traits.surnames]
    (first, share) = next(iter(model.common["surname"].items()))

    assert names.count(first) / len(names) == pytest.approx(share, abs=1e-6)
    assert {n for n in names if names.count(n) >= training.COMMON_MIN} == {*model.common["surname"]}
    assert min(model.common["surname"].values()) > model.rare


def test_the_same_records_give_the_same_model(town):
    """
    To the last figure: no clock and no chance.
    """
    nodes, model = town

    assert plain(model) == plain(taught(nodes))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_records_does_not_matter(town, seed):
    """
    A table sorted otherwise is the same table.
    """
    nodes, model = town

    assert plain(model) == plain(taught(Random(seed).sample(nodes, len(nodes))))


def test_a_model_that_was_learned_can_be_kept(town):
    """
    Written and read it is a model like the shipped one.
    """
    _, model = town
    again = read(json.loads(json.dumps(plain(model))))

    assert plain(model) == plain(again)


@pytest.mark.parametrize("seed", [1, 2, 8])
def test_a_table_without_families_has_no_relatives(seed):
    """
    One person's records with another given name are better explained as that.
    """
    model = taught(registers(Town(seed), 1_500, both=1_000))

    assert not model.has_relatives
    assert 0 == model.diagnostics["relatives"]


def test_a_table_with_families_has_relatives():
    """
    Four of five hundred surnames at one address each: they share that, and not the birth date.
    """
    made = Town(2)
    heads = [made.person() for _ in range(400)]
    people = heads + [made.family(head) for head in heads for _ in range(2)]
    model = taught(registers(made, people, both=900))

    assert model.has_relatives
    assert 900 == pytest.approx(model.diagnostics["matches"], rel=0.05)
    assert model.chances[SURNAME][0].relatives > 0.9
    assert model.chances[POSTCODE][0].relatives > 0.9
    assert model.chances[BORN][0].relatives < 0.02


def test_a_table_in_which_records_agree_less_teaches_that():
    """
    Weights follow from the table, not from what is believed beforehand.
    """
    careless = Town(3, same={**SAME, "postcode": 0.5})
    model = taught(registers(careless, 1_500, both=1_000))

    assert 0.5 == pytest.approx(model.chances[POSTCODE][0].match, abs=0.06)


@pytest.mark.parametrize("people", [0, 1, 5])
def test_a_table_too_small_to_learn_from_says_so_and_breaks_nothing(people):
    """
    What is believed beforehand stands, whole.
    """
    nodes = registers(Town(4), people, both=people)
    table = Table(nodes)
    compared = list(table.compared())

    assert not enough(table, compared)
    if nodes:
        assert len(FIELDS) == len(read(plain(taught(nodes))).chances)


def test_a_table_of_many_who_share_nothing_is_too_small_as_well():
    """
    A thousand records teach nothing of one person's if no two may be.
    """
    nodes = registers(Town(5), LEARN_MIN + 1, both=0)
    table = Table(nodes)

    assert not enough(table, list(table.compared()))


def test_a_filler_repeated_a_thousand_times_is_no_thousand_persons(town):
    """
    Else half a million pairs of it would teach that one person's records agree in nothing else.
    """
    nodes, model = town
    filler = who(surname="Vries", place="Nergenshuizen")
    more = [nodes[0]._replace(name=f"f{n}", source="", traits=filler) for n in range(1_000)]
    taught_with = taught([*nodes, *more])

    assert model.diagnostics["matches"] == pytest.approx(
        taught_with.diagnostics["matches"], rel=0.05
    )
