"""From a message to its events, and from an event back to its messages."""

import json
import re

import pytest
from click.testing import CliRunner

from deploy.cli import main
from tests.deploy import municipality
from tests.deploy.municipality import message


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return municipality.write(tmp_path_factory.mktemp("trace") / "messages")


@pytest.fixture(scope="module")
def events(folder):
    out = folder.parent / "events.ndjson"
    CliRunner().invoke(main, ["replay", str(folder), "--out", str(out)])
    return [json.loads(line) for line in out.read_text().splitlines()]


def trace(folder, name, *options):
    return CliRunner().invoke(main, ["trace", "--replay", str(folder), name, *options])


def way(folder, name):
    done = trace(folder, name, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def names(events):
    return [event["type"].split(".", 2)[2].removesuffix(".v1") for event in events]


def test_a_message_leads_to_its_records_and_to_the_events_it_caused(folder):
    """
    The decision names one person; with it the placement that was provisional has a payer.
    """
    found = way(folder, message(5))
    caused = [event for event in found["events"] if event["caused"]]

    assert ["superseded"] == [record["outcome"] for record in found["records"]]
    assert {
        "persons.linked",
        "funding-mixes.changed",
        "coverages.changed",
        "places.mix-changed",
        "funding-signals.raised",
        "funding-signals.withdrawn",
        "budgets.eligibility-changed",
    } == set(names(caused))
    assert {message(5)} == {event["causationid"] for event in caused}


def test_a_message_leads_to_later_events_that_its_records_have_a_part_in(folder):
    """
    What the provider reported in January is covered by what was decided in March.
    """
    found = way(folder, message(2))
    later = [event for event in found["events"] if not event["caused"]]

    assert [message(5), message(5), message(5), message(6), message(6)] == sorted(
        event["causationid"] for event in later
    )
    assert "coverages.changed" in names(later)


def test_what_could_not_be_read_is_told_with_the_reason(folder):
    """
    A message that was refused as a whole, and one with a single bad row.
    """
    whole, row = way(folder, message(4)), way(folder, message(6))

    assert ("dead-lettered", [], []) == (whole["outcome"], whole["records"], whole["events"])
    assert [("*", "not-xml", True)] == [
        (letter["record"], letter["fault"], letter["open"]) for letter in whole["dead_letters"]
    ]
    assert [("3", "bsn", "row 3, column bsn")] == [
        (letter["record"], letter["fault"], letter["place"]) for letter in row["dead_letters"]
    ]


def test_a_signal_leads_to_its_rule_its_lines_and_the_messages_behind_them(folder, events):
    """
    The gap in June: the rule, the line that pays too little, and who told of both.
    """
    signal = [event for event in events if event["data"].get("rule") == "gap"][-1]
    found = way(folder, signal["id"])

    assert "gap" == found["rule"]["rule"]
    assert [("participatiewet", "beschut_werk", 720)] == [
        (line["stream"], line["instrument"], line["minutes_per_week"]) for line in found["lines"]
    ]
    assert message(6) == found["cause"]
    assert {message(2), message(5), message(6)} == {m["message"] for m in found["messages"]}
    assert {("superseded", message(5)), ("concluded", message(6)), ("concluded", message(2))} == {
        (version["outcome"], version["message"])
        for record in found["records"]
        for version in record["versions"]
    }


def test_what_came_after_an_event_is_not_behind_it(folder, events):
    """
    The place was offered before anybody sat there.
    """
    offered = next(event for event in events if event["type"].endswith("places.mix-changed.v1"))
    found = way(folder, offered["id"])

    assert [message(0)] == [m["message"] for m in found["messages"]]


def test_a_line_is_as_it_was_when_the_event_was_told(folder, events):
    """
    Sixteen hours were decided in February, twelve in March: February's event speaks of sixteen.
    """
    mixes = [event for event in events if event["type"].endswith("funding-mixes.changed.v1")]
    february = next(event for event in mixes if event["causationid"] == message(5))
    found = way(folder, february["id"])

    assert [960] == [line["minutes_per_week"] for line in found["lines"]]
    assert [message(5)] == [m["message"] for m in found["messages"]]
    assert [(message(5), False), (message(6), True)] == [
        (version["message"], version["later"])
        for record in found["records"]
        for version in record["versions"]
    ]


def test_every_event_leads_to_the_message_that_caused_it(folder, events):
    """
    No event without a way back, whatever its type.
    """
    for event in events:
        found = way(folder, event["id"])

        assert event["causationid"] in {m["message"] for m in found["messages"]}
        assert [] != found["records"]


def test_the_tree_shows_the_way_and_nobody(folder, events):
    """
    What people see: the way, in words; neither BSN nor name nor birth date.
    """
    shown = "".join(
        trace(folder, name).output
        for name in [message(5), message(1), *(event["id"] for event in events)]
    )

    assert "beschut_werk at kvk:00010001/groen-1, 2026-01-05 and on" in shown
    assert "gap, 2026-01-05 t/m 2026-06-30" in shown
    assert "is participatiewet/first.csv" in shown
    born = r"\b1987\b"  # as a word: a pseudonym may hold those four digits
    assert [] == [
        known for known in (municipality.NOOR, municipality.WIM, born) if re.search(known, shown)
    ]


def test_a_name_that_nobody_bears_is_said_to_be_unknown(folder):
    """
    A typing error must not look like a message that came to nothing.
    """
    done = trace(folder, "no-such-thing")

    assert (1, True) == (done.exit_code, "no message and no event" in done.output)


def test_one_source_must_be_chosen(folder):
    """
    A broker or a folder; which one is not guessed.
    """
    assert 2 == CliRunner().invoke(main, ["trace", message(1)]).exit_code
