"""What is offered near a postcode: distances, where postcodes lie, and what may be asked."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from multidict import MultiDict

from connectors.inbound.problems import Problem
from connectors.outbound import postcodes as tables
from connectors.outbound.distance import Point, kilometres
from connectors.outbound.nearby import ASKABLE, LIMIT_MAX, answer, asked_by
from connectors.outbound.postcodes import Postcodes
from schemas.errors import WrongConfiguration
from schemas.offers import OfferPeriod, OfferStanding

DAY = date(2026, 2, 1)
ROOT = Path(__file__).parents[2]
README = (ROOT / "connectors/README.md").read_text(encoding="utf-8")
TOWN = Postcodes({"4411": Point(52.70, 5.30), "4411AB": Point(52.71, 5.30)})


def standing(code, north=0.0, free=None, **more):
    """A place so many degrees north of 4411; none: nobody knows where it is."""
    at = {} if north is None else {"latitude": f"{52.7 + north:.6f}", "longitude": "5.300000"}
    known = {"start": date(2026, 1, 1), "name": code} | at | more
    periods = (OfferPeriod(**known),)
    return OfferStanding(place=f"kvk:1/{code}", provider="kvk:1", periods=periods, free=free)


def asked(**more):
    return asked_by(MultiDict({"postcode": "4411", "within": "10"} | more))


def found(*standings, **more):
    """The codes of the places that are told, in order."""
    told = answer(standings, asked(**more), TOWN, DAY)
    return [offer["place"].partition("/")[2] for offer in told["offers"]]


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        pytest.param((52.0, 5.0), (52.0, 5.0), 0.0, id="itself"),
        pytest.param((52.0, 5.0), (53.0, 5.0), 111.195, id="a degree of latitude"),
        pytest.param((0.0, 5.0), (0.0, 6.0), 111.195, id="a degree of the equator"),
        pytest.param((60.0, 5.0), (60.0, 6.0), 55.597, id="half of it at sixty degrees"),
        pytest.param((36.12, -86.67), (33.94, -118.40), 2886.448, id="Nashville to Los Angeles"),
    ],
)
def test_a_distance_is_that_of_the_great_circle(one, other, km):
    """
    The last is the worked example that goes round for this formula, with 6371.0088 km.
    """
    there, back = kilometres(Point(*one), Point(*other)), kilometres(Point(*other), Point(*one))

    assert km == pytest.approx(there, abs=0.001)
    assert there == back


def test_the_nearest_comes_first_and_of_two_as_near_the_first_by_name():
    """
    Whatever order they are known in.
    """
    far, near = standing("far", 0.05), standing("near", 0.01)
    a, b = standing("a", 0.02), standing("b", 0.02)

    assert ["near", "a", "b", "far"] == found(b, far, a, near)
    assert ["near", "a", "b", "far"] == found(near, a, far, b)


def test_within_is_measured_before_it_is_rounded():
    """
    What is told as 1.1 km may lie within 1.12 and not within 1.11.
    """
    place = standing("a", 0.01)  # 1.112 km

    assert [] == found(place, within="1.11")
    assert ["a"] == found(place, within="1,12")
    assert 1.1 == answer([place], asked(), TOWN, DAY)["offers"][0]["km"]


def test_what_nobody_can_locate_is_counted():
    """
    It may be near, so it is not kept silent; one with a postcode of the table is located by that.
    """
    told = answer(
        [
            standing("nowhere", None),
            standing("elsewhere", None, postcode="9999ZZ"),
            standing("by-six", None, postcode="4411AB"),
            standing("by-four", None, postcode="4411ZZ"),
        ],
        asked(),
        TOWN,
        DAY,
    )

    assert 2 == told["not_located"]
    assert [("by-four", "pc4"), ("by-six", "pc6")] == [
        (offer["name"], offer["located_by"]) for offer in told["offers"]
    ]


@pytest.mark.parametrize(
    ("postcode", "by"), [("4411 ab", "pc6"), ("4411ZZ", "pc4"), ("4411", "pc4")]
)
def test_the_answer_says_by_what_the_postcode_was_found(postcode, by):
    """
    And never which postcode it was.
    """
    told = answer([], asked(postcode=postcode), TOWN, DAY)

    assert by == told["postcode_by"]
    assert "4411" not in str(told)


def test_only_what_holds_on_the_day_is_told():
    """
    From the first day on, and not on the day after the last.
    """
    over = standing("over", 0.0, end=DAY)
    last = standing("last", 0.0, end=date(2026, 2, 2))
    first = standing("first", 0.0, start=DAY)
    later = standing("later", 0.0, start=date(2026, 2, 2))

    assert ["first", "last"] == found(over, last, first, later)


def test_only_places_that_are_known_to_have_a_free_seat():
    """
    How many are near and do not say how many seats they have is told beside it.
    """
    there = [standing("full", free=0), standing("free", free=2), standing("who-knows")]

    assert ["free"] == found(*there, free="true")
    assert 1 == answer(there, asked(free="true"), TOWN, DAY)["free_unknown"]
    assert ["free", "full", "who-knows"] == found(*there)


def test_what_somebody_wants_to_do():
    """
    One of the kinds of activity, and all words in the name or the type of work, in any case.
    """
    wood = standing("Hout", activities=("dagbesteding", "stage"), work="Meubels van HOUT maken")
    kitchen = standing("Keuken", activities=("beschut_werk",), work="koken")

    assert ["Hout"] == found(wood, kitchen, activity="stage")
    assert ["Hout"] == found(wood, kitchen, work="hout maken")
    assert ["Keuken"] == found(wood, kitchen, work="KEUKEN")
    assert [] == found(wood, kitchen, work="hout", activity="beschut_werk")
    both = MultiDict([("postcode", "4411"), ("within", "5")])
    both.extend([("activity", "stage"), ("activity", "beschut_werk")])
    assert 2 == answer([wood, kitchen], asked_by(both), TOWN, DAY)["found"]


def test_no_more_are_told_than_asked_and_how_many_there_are_is():
    """
    The nearest; who wants the rest asks for more.
    """
    there = [standing(f"{number:03}", number / 10_000) for number in range(LIMIT_MAX + 20)]
    told = answer(there, asked(limit="2"), TOWN, DAY)

    assert ["000", "001"] == [offer["name"] for offer in told["offers"]]
    assert LIMIT_MAX + 20 == told["found"]
    assert 50 == len(found(*there))
    assert LIMIT_MAX == len(found(*there, limit=str(LIMIT_MAX)))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"within": "5"}, "postcode is four digits"),
        ({"postcode": "0411", "within": "5"}, "postcode is four digits"),
        ({"postcode": "4411A", "within": "5"}, "postcode is four digits"),
        ({"postcode": "9999ZZ", "within": "5"}, "postcode is not in this hub's table"),
        ({"postcode": "4411"}, "within is a number of kilometres"),
        ({"postcode": "4411", "within": "far"}, "within is a number of kilometres"),
        ({"postcode": "4411", "within": "0"}, "within is a number of kilometres"),
        ({"postcode": "4411", "within": "-5"}, "within is a number of kilometres"),
        ({"postcode": "4411", "within": "501"}, "within is a number of kilometres"),
        ({"postcode": "4411", "within": "nan"}, "within is a number of kilometres"),
        ({"postcode": "4411", "within": "5", "radius": "1"}, "a parameter of another name"),
        ({"postcode": "4411", "within": "5", "activity": "slapen"}, "activity is one of dagb"),
        ({"postcode": "4411", "within": "5", "free": "ja"}, "free is true or false"),
        ({"postcode": "4411", "within": "5", "limit": "0"}, "limit is a whole number"),
        ({"postcode": "4411", "within": "5", "limit": "201"}, "limit is a whole number"),
        ({"postcode": "4411", "within": "5", "work": "x" * 101}, "work is at most 100"),
    ],
)
def test_what_is_wrong_with_a_question_is_named_and_not_repeated(query, says):
    """
    A postcode is somebody's, and the name of a parameter may hold anything.
    """
    with pytest.raises(Problem) as refused:
        answer([], asked_by(MultiDict(query)), TOWN, DAY)

    assert 400 == refused.value.status
    assert says in refused.value.detail
    assert not any(value in refused.value.detail for value in ("9999ZZ", "radius", "slapen", "xxx"))


def test_a_parameter_that_is_given_twice_is_refused():
    """
    Which of the two was meant nobody knows.
    """
    query = MultiDict([("postcode", "4411"), ("postcode", "4412"), ("within", "5")])

    with pytest.raises(Problem, match="postcode is given more than once"):
        asked_by(query)


def test_readme_shows_an_answer_as_it_is():
    """
    With all that it may hold but `free_unknown` and `end`, which go with another question.
    """
    asks = README.split("## What is there in the neighbourhood?")[1]
    shown = json.loads(re.search(r"```json\n(.*?)```", asks, re.DOTALL)[1])
    (offer,) = shown["offers"]
    names = ("name", "activities", "work", "capacity", "address", "postcode", "start")
    at = {name: f"{offer[name]:.6f}" for name in ("latitude", "longitude")}
    period = OfferPeriod(**{name: offer[name] for name in names}, **at)
    known = OfferStanding(
        place=offer["place"], provider=offer["provider"], periods=(period,), free=offer["free"]
    )
    table = tables.load(ROOT / "deploy/postcodes/example.csv")

    told = answer([known], asked(postcode="4411AB"), table, date.fromisoformat(shown["day"]))
    assert shown == {"fresh_at": shown["fresh_at"], **told}
    assert all(f"| `{name}` |" in asks for name in ASKABLE)


def table(tmp_path, *rows, header="postcode;breedtegraad;lengtegraad"):
    file = tmp_path / "postcodes.csv"
    file.write_text("\n".join([header, *rows, ""]))
    return tables.load(file)


def test_a_table_is_read_as_people_write_it(tmp_path):
    """
    A comma or a point, small letters, a space, empty rows, columns in any order and others beside.
    """
    read = table(
        tmp_path,
        "Voorbeeldstad;5,3;52.7;4411",
        ";;;",
        ";5.300000;52,710000;4411 ab",
        header="\ufeffplaats;lengtegraad;Breedtegraad;postcode",
    )

    assert (Point(52.70, 5.30), "pc4") == read.find("4411ZZ")
    assert (Point(52.71, 5.30), "pc6") == read.find("4411AB")
    assert None is read.find("4412AB")


def test_four_digits_without_a_row_lie_in_the_middle_of_their_postcodes(tmp_path):
    """
    With a row of their own, there.
    """
    sixes = "4411AB;52,70;5,30", "4411AC;52,72;5,34", "4412AB;52,80;5,40"
    read = table(tmp_path, *sixes, "4412;52,81;5,41")
    middle, own = read.find("4411"), read.find("4412ZZ")

    assert (52.71, 5.32) == pytest.approx(middle.point)
    assert ("pc4", "pc4") == (middle.by, own.by)
    assert Point(52.81, 5.41) == own.point


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["441;52,7;5,3"], "row 2, column postcode: expected four digits, with or without two"),
        (["4411;5,3;52,7"], "row 2: expected the latitude in decimal degrees (WGS84), from 50 to"),
        (["4411;52,7;"], "row 2: expected the longitude in decimal degrees"),
        (["4411;52,7"], "row 2: too few cells"),
        (["4411;52,7;5,3", "4411;52,8;5,3"], "row 3, column postcode: it stands elsewhere in"),
        (['"4411;52,7;5,3'], "not a table in UTF-8"),
        ([], "it has no rows"),
        (["x;x;x"] * 30, "and perhaps more"),
    ],
)
def test_what_is_wrong_with_a_table_is_told_by_its_row(tmp_path, rows, says):
    """
    At the start of the hub, and all of it at once.
    """
    with pytest.raises(WrongConfiguration) as wrong:
        table(tmp_path, *rows)

    assert says in str(wrong.value)


def test_a_table_without_a_column_or_a_file_is_told(tmp_path):
    """
    Which column, and which file.
    """
    with pytest.raises(WrongConfiguration, match="lengtegraad not there"):
        table(tmp_path, "4411;52,7", header="postcode;breedtegraad")
    with pytest.raises(WrongConfiguration, match=r"nowhere\.csv"):
        tables.load(tmp_path / "nowhere.csv")
