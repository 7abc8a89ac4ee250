"""What is told of a record that no step takes: nothing disappears without an outcome."""

from dataclasses import dataclass, field

import orjson
import pytest

from deploy.letters import open_letters
from deploy.tally import tally
from schemas import topics, wire
from schemas.messages import Brought, Cause, DeadLetter, Outcome, PersonRecord, Raw
from streams.engine.step import Refused
from streams.fates import fates
from streams.settings import AppSettings
from streams.shell import dead_letter
from streams.topology import topology

SETTINGS = AppSettings("nowhere:1", 2, "p-")
CAUSE = Cause(message="m1", received="2026-01-01T00:00:00.000000+00:00")
PERSON = PersonRecord(
    municipality="0999", person="P", record="R", version="V", source="wlz", cause=CAUSE
)
BROUGHT = Brought(
    municipality="0999",
    place="A",
    person="P",
    placement="L",
    record="R",
    version="V",
    provider="kvk:1",
    activity="beschut_werk",
    start="2026-01-01",
    needs_cover=True,
    cause=CAUSE,
)
RAW = Raw(message="m1", source="wlz", received=CAUSE.received, municipality="0999", body=b"x")


@dataclass
class Record:
    """A record as librdkafka hands it over."""

    name: str
    content: bytes | None
    head: list = field(default_factory=list)

    def topic(self):
        return SETTINGS.prefix + self.name

    def partition(self):
        return 1

    def offset(self):
        return 42

    def value(self):
        return self.content

    def headers(self):
        return self.head

    def timestamp(self):
        return 1, 1_700_000_000_000


def told_of(record, why="set aside: a bug"):
    """Letters and outcomes."""
    steps = topology({}, {}, {})
    sent = list(dead_letter(SETTINGS, steps)(record, Refused(why)))
    letters = [r.value for r in sent if r.topic == SETTINGS.topic(topics.DEAD_LETTERS)]
    outcomes = {r.key: r.value for r in sent if r.topic == SETTINGS.topic(topics.OUTCOMES)}
    assert len(letters) + len(outcomes) == len(sent)
    return (
        [DeadLetter.model_validate_json(letter) for letter in letters],
        {key.decode(): Outcome.model_validate_json(value) for key, value in outcomes.items()},
    )


def test_a_message_that_was_set_aside_has_the_letter_of_that_message():
    """
    A later reading of the message replaces what is told of it, as after any refusal.
    """
    letters, outcomes = told_of(Record("raw.wlz", b"x", wire.raw_headers(RAW)))

    assert [("m1", "*", "set-aside", "raw.wlz", 1, 42)] == [
        (at.message, at.record, at.fault, at.raw_topic, at.raw_partition, at.raw_offset)
        for at in letters
    ]
    assert ["message:m1||normalise|"] == list(outcomes)
    assert letters == open_letters(outcomes.values(), letters)
    assert () == tally(["m1"], outcomes.values(), letters, []).lost


@pytest.mark.parametrize(
    ("topic", "record", "key"),
    [
        ("person.facts", PERSON, "R|V|combine|P"),
        ("place.facts", BROUGHT, "R|V|oversee|A"),
    ],
)
def test_a_record_that_was_set_aside_on_its_way_has_an_outcome(topic, record, key):
    """
    The tally of a day must not call it lost: somebody decided to go on without it.
    """
    letters, outcomes = told_of(Record(topic, wire.write(record)))
    before = outcomes[key].model_copy(update={"step": "identify", "outcome": "passed"})

    assert {f"message:{topic}/1/42||engine|", key} == outcomes.keys()
    assert ("dead-lettered", "set aside: a bug") == (outcomes[key].outcome, outcomes[key].detail)
    assert "dead-lettered" == fates([before, *outcomes.values()])["R", "V"]
    assert letters == open_letters(outcomes.values(), letters)


@pytest.mark.parametrize(
    "record",
    [
        Record("person.facts", b"garbage"),
        Record("place.facts", None),
        Record("facts", orjson.dumps({"kind": "unheard-of"})),
        Record("raw.wlz", b"x", [("message", b"\xff")]),
        Record("raw.wlz", b"x"),
    ],
)
def test_what_nobody_can_read_is_named_by_its_place(record):
    """
    Nothing in it can be relied on, not even whose it is.
    """
    letters, outcomes = told_of(record, "no value")
    name = f"{record.name}/1/42"

    assert [(name, "not-of-this-topic", "no value")] == [
        (letter.message, letter.fault, letter.expected) for letter in letters
    ]
    assert [f"message:{name}||engine|"] == list(outcomes)
    assert letters == open_letters(outcomes.values(), letters)
