"""What a subscriber may know of a document: the table, field by field."""

from typing import get_args

import pytest
from pydantic import BaseModel, ValidationError

from schemas import sides
from schemas.events import EVENTS
from schemas.facts import Kind
from schemas.policy import Organisation
from schemas.rule_names import RULES
from schemas.subscribers import Subscriber
from streams.deliveries.entitled import entitled, joined
from streams.deliveries.fields import NOBODY, row
from streams.deliveries.reader import Reader
from streams.deliveries.table import TABLE
from streams.deliveries.told import CALLED, DATA, PERSON, WHOLE, WINDOWED
from streams.state import NAMES
from tests.given import POLICY

KEY = b"a fictitious key of a fictitious town"


def reader(**told):
    return Reader.of(Subscriber(name="wie", **told), POLICY, KEY)


WORK = reader(streams=("participatiewet", "uwv"))
CARE = reader(streams=("wmo", "wlz"))
OWN = reader(provider="kvk:90000001")


def held(annotation):
    """The models that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return set().union(*map(held, get_args(annotation)))


def models(kinds):
    """*kinds* and every model that a field of theirs holds."""
    found, todo = set(), set(kinds)
    while todo:
        found |= todo
        todo = {
            m for k in todo for f in k.model_fields.values() for m in held(f.annotation)
        } - found
    return found


EVERY = models(event.data for event in EVENTS.values())


def test_the_table_names_each_kind_of_thing_that_events_hold():
    """
    A new event is for nobody until somebody says here whom it is for.
    """
    assert EVERY == TABLE.keys()


@pytest.mark.parametrize("kind", sorted(EVERY, key=str), ids=lambda kind: kind.__name__)
def test_the_table_names_each_field(kind):
    """
    A new field is told to nobody until somebody says here to whom.
    """
    assert kind.model_fields.keys() == TABLE[kind].fields.keys()


@pytest.mark.parametrize("kind", sorted(EVERY, key=str), ids=lambda kind: kind.__name__)
def test_what_is_part_of_something_is_told_by_its_own_row(kind):
    """
    A part that went as it is would carry its new fields along.
    """
    for name, field in TABLE[kind].fields.items():
        parts = held(kind.model_fields[name].annotation)
        wanted = {field.of} if field.how == "part" else set()

        assert wanted == parts or field == NOBODY


def test_what_the_table_does_not_name_is_told_to_nobody():
    """
    Neither a field nor a kind of thing.
    """
    line = {"line": "l", "record": "r", "stream": "uwv", "instrument": "ww", "novel": "wlz"}
    mixes = {"person": "p", "municipality": "9901", "periods": [{"start": "2026", "lines": [line]}]}
    kind = EVENTS["funding-mixes.changed"].data

    assert "novel" not in str(entitled(kind, mixes, WORK))
    assert entitled(type(POLICY), {"name": "x"}, WORK) is None


def test_every_document_of_the_hub_has_an_event_that_tells_it():
    """
    Of doubts nobody is told; who a person is is told in ways of its own.
    """
    assert NAMES.keys() == DATA.keys() == {*WINDOWED, *WHOLE, PERSON, "doubt"}
    assert CALLED.keys() <= DATA.keys()


def test_every_stream_activity_and_rule_is_of_a_side():
    """
    What is of no side in the tables would be told by chance, or never.
    """
    assert set(RULES) == sides.TOLD_BY_RULE.keys()
    assert set(Kind) == sides.TOLD_BY_ACTIVITY.keys()
    assert sides.EVERY == set(get_args(sides.Stream))
    assert all(told <= sides.EVERY for told in sides.TOLD_BY_RULE.values())
    assert set() == sides.CARE & sides.WORK


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({}, id="neither"),
        pytest.param({"streams": ["uwv"], "provider": "kvk:90000001"}, id="both"),
        pytest.param({"streams": ["uwv", "wlz"]}, id="care and work without a ground"),
        pytest.param({"streams": ["welzijn"]}, id="no such stream"),
        pytest.param({"provider": "lhn:999999001L01"}, id="an employer"),
    ],
)
def test_a_subscriber_is_entitled_to_something_that_holds_together(told):
    """
    A policy that says otherwise is refused, with what is wrong.
    """
    with pytest.raises(ValidationError):
        Subscriber(name="wie", **told)


def test_care_and_work_together_need_a_legal_ground():
    """
    The hub keeps them apart unless the municipality says why it may not have to.
    """
    ground = "fictief: een grond die voor beide geldt"

    assert Subscriber(name="wie", streams=("uwv", "wlz"), basis=ground)


def test_periods_that_differ_in_what_is_left_out_are_one():
    """
    Else the day between them would tell when care began.
    """
    periods = [
        {"start": "2026-01-01", "end": "2026-02-01", "lines": [1]},
        {"start": "2026-02-01", "end": "2026-03-01", "lines": [1]},
        {"start": "2026-03-01", "lines": [1]},
        {"start": "2027-01-01", "lines": [1]},
    ]

    assert [
        {"start": "2026-01-01", "lines": [1]},
        {"start": "2027-01-01", "lines": [1]},
    ] == joined(periods)


def test_a_signal_about_two_laws_is_for_who_may_know_of_both():
    """
    Dagbesteding beside beschut werk tells the one side of the other.
    """
    kind = EVENTS["funding-signals.raised"].data
    signal = {"signal": "s", "rule": "R05", "subject_kind": "person", "person": "p"}
    both = reader(streams=("participatiewet", "wmo"), basis="fictief: een grond voor beide")

    assert [None, None, None] == [entitled(kind, signal, who) for who in (WORK, CARE, OWN)]
    assert "R05" == entitled(kind, signal, both)["rule"]


def test_a_provider_hears_that_its_placement_is_paid_and_not_by_what():
    """
    Nor where the law behind it changes.
    """
    kind = EVENTS["coverages.changed"].data
    line = {"line": "l", "stream": "wlz", "instrument": "wlz", "support": False}
    covered = {"needed_minutes": 480, "own": [line], "of_place": [], "state": "covered"}
    bare = covered | {"own": [], "of_place": [line], "uncovered_minutes": 0}
    said = {
        "placement": "p",
        "municipality": "9901",
        "person": "q",
        "place": "kvk:90000001/hout",
        "periods": [
            {"start": "2026-01-01", "end": "2026-02-01", **covered},
            {"start": "2026-02-01", **bare},
        ],
    }

    told = entitled(kind, said, OWN)

    assert [{"start": "2026-01-01", "needed_minutes": 480, "state": "covered"}] == told["periods"]
    assert entitled(kind, said | {"place": "kvk:90000002/hout"}, OWN) is None


@pytest.mark.parametrize("who", [WORK, CARE, OWN], ids=["work", "care", "provider"])
def test_when_somebody_was_spoken_to_is_told_to_nobody(who):
    """
    Of somebody on bijstand too it may be care that they spoke with.
    """
    kind = EVENTS["funding-mixes.changed"].data
    line = {"line": "l", "record": "r", "instrument": "i", "ground": "decision"}
    lines = [
        line | {"stream": stream, "provider": "kvk:90000001"}
        for stream in ("participatiewet", "wlz")
    ]
    contact = {"held": "2026-01-05", "next_due": "2028-01-05"}
    said = {"person": "p", "municipality": "9901", "contact": contact}
    said |= {"periods": [{"start": "2026-01-01", "lines": lines}]}

    told = entitled(kind, said, who)

    assert told["periods"]
    assert "contact" not in told


def test_that_somebody_came_from_care_is_not_told_to_work_or_to_a_provider():
    """
    A step up from dagbesteding says what came before, and that may have been with another.
    """
    kind = EVENTS["placements.started"].data
    said = {"placement": "p", "provider": "kvk:90000001", "activity": "beschut_werk", "record": "r"}
    step = {"what": "activity", "on": "2026-03-01", "text": "dagbesteding > beschut_werk"}
    said |= {"progress": [step | {"record": "r"}]}
    both = reader(streams=("participatiewet", "wmo"), basis="fictief: een grond voor beide")

    told = [entitled(kind, said, who)["progress"] for who in (WORK, OWN, both)]

    assert [0, 0, 1] == [len(progress) for progress in told]


def test_a_provider_is_known_under_all_its_numbers():
    """
    The policy says which are one organisation.
    """
    one = Organisation(id="kvk:90000001", name="De Werkhaven", known_as=("agb:99000001",))
    policy = POLICY.model_copy(update={"organisations": (one,)})
    by_agb = Reader.of(Subscriber(name="wie", provider="agb:99000001"), policy, KEY)

    assert by_agb.is_own_place("kvk:90000001/hout")
    assert by_agb.is_own_place("agb:99000001/hout")
    assert not by_agb.is_own_place("kvk:90000002/hout")


def test_two_subscribers_have_two_names_for_one_person():
    """
    And each the same one every time.
    """
    other = Reader.of(Subscriber(name="ander", streams=("uwv",)), POLICY, KEY)

    assert WORK.pseudonym("p") == CARE.pseudonym("p")  # the same subscriber, entitled otherwise
    assert WORK.pseudonym("p") != other.pseudonym("p") != "p"


def test_a_row_without_a_word_of_whom_it_is_for_cannot_be_made_by_a_typing_error():
    """
    A name that stands twice in a row would be told as the last of the two.
    """
    with pytest.raises(AssertionError):
        row((NOBODY, "law"), (NOBODY, "law"))
