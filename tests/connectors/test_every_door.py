"""What we ask of every door, asked once."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from connectors.inbound.doors import DOORS
from schemas.errors import Rejected
from schemas.facts import Record, Source
from schemas.reading import Context, Reading

MESSAGES = Path(__file__).parent / "messages"
RECEIVED = "2026-11-22T12:00:00.000000+00:00"
# Words of the formats themselves: a reason may name them though they stand in a message as well.
OURS = {"1.0", "dagbesteding", "beschut_werk", "bijstand", "plaatsingen", "deelnemers"}


def examples(kind):
    return [
        pytest.param(
            Source(path.parent.parent.name), path, id=f"{path.parent.parent.name}-{path.stem}"
        )
        for path in sorted(MESSAGES.glob(f"*/{kind}/*"))
    ]


VALID, BROKEN = examples("valid"), examples("broken")
one_of_the_valid = st.sampled_from([(case.values[0], case.values[1]) for case in VALID])


def context(media_type=""):
    return Context(received=RECEIVED, municipality="0034", media_type=media_type)


def read(source, raw, media_type=""):
    return DOORS[source].read(raw, context(media_type))


def reasons(source, raw):
    """Why the message, or records of it, are refused."""
    try:
        return [refused.reason for refused in read(source, raw).refused]
    except Rejected as reason:
        return [reason]


def values(path):
    """Everything that the message says: its values, without the names of its fields."""
    raw = path.read_bytes()
    try:
        match path.suffix:
            case ".json":
                return set(leaves(json.loads(raw)))
            case ".xml":
                return {text.strip() for text in etree.fromstring(raw).itertext()}
    except (ValueError, etree.XMLSyntaxError):
        pass
    below_the_header = raw.decode(errors="replace").split("\n", 1)[-1]
    return {cell.strip(' "\r\0') for cell in re.split(r"[;,\t\n|<>]", below_the_header)}


def leaves(value):
    match value:
        case dict():
            return [leaf for part in value.values() for leaf in leaves(part)]
        case list():
            return [leaf for part in value for leaf in leaves(part)]
        case _:
            return [str(value)]


def test_every_source_has_a_door_with_examples():
    """
    A door without an example of what it takes and what it refuses is not finished.
    """
    assert set(DOORS) == set(Source)
    assert {case.values[0] for case in VALID} == set(Source)
    assert {s for s in Source if sum(c.values[0] is s for c in BROKEN) >= 8} == set(Source)


@pytest.mark.parametrize(("source", "path"), VALID)
def test_a_valid_message_is_read_whole(source, path):
    """
    Nothing of a valid message is refused, and a message without records says why it has none.
    """
    reading = read(source, path.read_bytes())

    assert reading.refused == ()
    assert reading.records or reading.notices


@pytest.mark.parametrize(("source", "path"), VALID)
def test_a_record_says_where_it_belongs_and_where_it_stood(source, path):
    """
    Each record names its municipality, its source, its own name there and its place in the message.
    """
    records = read(source, path.read_bytes()).records

    assert {record.source for record in records} <= {source}
    assert all(re.fullmatch("[0-9]{4}", record.municipality) for record in records)
    assert all(record.key and record.place for record in records)
    assert all(record.facts == () for record in records if record.deleted)


@pytest.mark.parametrize(("source", "path"), VALID)
def test_facts_hold_no_more_than_the_model_allows(source, path):
    """
    A record survives the topic: written and read again by its closed model, it is the same.
    """
    for record in read(source, path.read_bytes()).records:
        assert Record.model_validate_json(record.model_dump_json(exclude_none=True)) == record


@pytest.mark.parametrize(("source", "path"), VALID)
def test_reading_twice_gives_the_same(source, path):
    """
    A reader knows no clock and no chance: raw messages can be read again.
    """
    raw = path.read_bytes()

    assert read(source, raw) == read(source, raw)


@pytest.mark.parametrize(("source", "path"), BROKEN)
def test_what_is_broken_is_refused_with_its_place_and_what_was_expected(source, path):
    """
    The sender can find the fault and repair it with no more than the reason.
    """
    found = reasons(source, path.read_bytes())

    assert found != []
    assert all(reason.fault and reason.place and reason.expected for reason in found)
    assert all(re.fullmatch(r"[a-z0-9-]+", reason.fault) for reason in found)


@pytest.mark.parametrize(("source", "path"), BROKEN)
def test_a_reason_holds_no_value_from_the_message(source, path):
    """
    Reasons are read by people and kept in logs, and values are personal data.
    """
    told = {value for value in values(path) - OURS if len(value) > 2}
    said = [
        value
        for reason in reasons(source, path.read_bytes())
        for value in told
        if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", str(reason))
    ]

    assert said == []


@pytest.mark.parametrize("source", Source)
@given(raw=st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_arbitrary_bytes_are_rejected_and_nothing_else(source, raw):
    """
    Whatever the bytes say, a reader answers with a reading or with a reason.
    """
    with pytest.raises(Rejected):
        read(source, raw)


@pytest.mark.parametrize("media_type", ["", "text/csv", "application/xml", "application/json", "x"])
@pytest.mark.parametrize("source", Source)
def test_a_wrong_media_type_breaks_no_reader(source, media_type):
    """
    What the sender calls its message is a hint, and may be wrong.
    """
    for raw in (b"", b"{}", b"[]", b"null", b"<a/>", b"a;b\n1;2\n", b"\xff\xfe<\0", b"\0"):
        with pytest.raises(Rejected):
            read(source, raw, media_type)


@given(example=one_of_the_valid, data=st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_message_cut_off_is_read_or_rejected(example, data):
    """
    A line that drops gives half a message; half a table can still hold whole rows.
    """
    source, path = example
    raw = path.read_bytes()
    cut = raw[: data.draw(st.integers(0, len(raw) - 1))]

    assert answers(source, cut)


@given(example=one_of_the_valid, data=st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_message_with_other_bytes_in_it_is_read_or_rejected(example, data):
    """
    Bytes that were changed, put in or left out never come out as another error.
    """
    source, path = example
    raw = path.read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(start + 12, len(raw))))
    put_in = data.draw(st.binary(max_size=12) | st.text(max_size=6).map(str.encode))

    assert answers(source, raw[:start] + put_in + raw[end:])


def answers(source, raw):
    try:
        return isinstance(read(source, raw), Reading)
    except Rejected as reason:
        return bool(reason.fault and reason.place and reason.expected)


def test_each_port_takes_what_its_examples_are():
    """
    A door's folder takes every example it can read.
    """
    strays = [
        path.name
        for case in VALID
        for source, path in [case.values]
        if path.suffix not in DOORS[source].port.suffixes
    ]

    assert strays == []


def test_media_types_and_suffixes_are_written_as_they_are_compared():
    """
    Both are compared in lower case, without parameters.
    """
    for source, door in DOORS.items():
        assert door.port.source is source
        assert all(re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", m) for m in door.port.media_types)
        assert all(re.fullmatch(r"\.[a-z]+", suffix) for suffix in door.port.suffixes)


@pytest.mark.parametrize(
    ("source", "path"), [case for case in VALID if case.values[0] in (Source.WMO, Source.UWV)]
)
def test_a_message_of_one_door_is_refused_at_another(source, path):
    """
    A file in the wrong folder is told so; it is never half understood.
    """
    for other in set(Source) - {source}:
        with pytest.raises(Rejected):
            read(other, path.read_bytes())
