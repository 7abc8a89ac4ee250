"""Log lines: one form for all, and no value of a message in them."""

import json
import logging

import pytest
import structlog

from deploy import logs

BSN = "999900006"


@pytest.fixture
def configured():
    yield logs.configure
    structlog.reset_defaults()
    logging.basicConfig(handlers=[], level=logging.WARNING, force=True)
    for name in logs.LIBRARIES:
        logging.getLogger(name).setLevel(logging.NOTSET)


def test_an_exception_is_told_by_its_kind_and_place_not_by_its_text(configured, capsys):
    """
    The text of an exception quotes what it fell over: that may be a BSN.
    """
    configured("json")
    for log in (structlog.get_logger(), logging.getLogger("some.library")):
        try:
            {}[BSN]
        except KeyError:
            log.exception("lookup_failed")

    written = capsys.readouterr().err
    ours, theirs = map(json.loads, written.splitlines())

    assert BSN not in written
    assert ("lookup_failed", "KeyError") == (ours["event"], ours["error"])
    assert ("lookup_failed", "KeyError") == (theirs["event"], theirs["error"])
    assert "test_logs.py" in ours["code"][-1]


def test_a_library_that_repeats_itself_is_heard_once_in_a_while(configured, capsys):
    """
    A broker that is away would fill the disk with one sentence.
    """
    configured("json")
    for number in range(3):
        logging.getLogger("aiokafka.conn").error("Unable to connect to %s", number)
        structlog.get_logger().warning("folder_waits_for_kafka")

    said = [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()]

    assert 1 == sum(event.startswith("Unable to connect") for event in said)
    assert 3 == said.count("folder_waits_for_kafka")


def test_for_people_the_same_lines_are_easier_to_read(configured, capsys):
    """
    JSON for machines; words for who looks at a terminal.
    """
    configured("console")
    structlog.get_logger().info("hub_ready", roles=["api"])

    assert "hub_ready" in capsys.readouterr().err
