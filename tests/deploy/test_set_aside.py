"""A record that a step fails at is set aside by an operator, and brought in after the fix."""

import json

import pytest
from click.testing import CliRunner

from deploy.cli import main
from streams.engine.health import EXIT_BUG
from tests.deploy.test_dead_letters import Tool
from tests.streams.test_shell_stops import noted, toy_worker
from tests.streams.toy import told

pytestmark = pytest.mark.kafka


def aside(settings, topic, partition, offset):
    where = ["--bootstrap", settings.bootstrap, "--prefix", settings.prefix]
    words = ["set-aside", topic, str(partition), str(offset), *where]
    return CliRunner().invoke(main, [*words, "--reason", "fails on this one", "--by", "op"])


def names(settings):
    return [note["name"] for note in told(settings)]


def test_an_operator_goes_on_without_one_record_and_brings_it_in_after_the_fix(
    kafka_broker, prefix
):
    """
    One record must not keep a whole municipality waiting, and must not be forgotten either.
    """
    settings = noted(kafka_broker, prefix, "a", "bad", "c")
    tool = Tool(kafka_broker, prefix)
    stopped = toy_worker(settings, 3, bug="bad")
    why = json.loads(stopped.stderr.splitlines()[-1])["why"]
    *_, topic, partition, _, offset = why.split()

    done = aside(settings, topic, partition, offset)
    went_on = toy_worker(settings, 3, bug="bad")
    without = names(settings)
    (letter,) = tool.listed()
    again = aside(settings, topic, partition, offset)
    shown = tool.run("show", letter["message"])
    retried = tool.run("retry", letter["message"])
    mended = toy_worker(settings, 4)

    assert EXIT_BUG == stopped.returncode
    assert (0, True) == (done.exit_code, "Start the worker again" in done.output), done.output
    assert (0, ["a", "c"]) == (went_on.returncode, without), went_on.stderr
    assert ("facts/0/1", "set-aside", "set aside: fails on this one") == (
        letter["message"],
        letter["fault"],
        letter["expected"],
    )
    assert (2, True) == (again.exit_code, "dealt with already" in again.output)
    assert 0 == shown.exit_code, shown.output
    assert "facts/0/1: put back" in retried.output
    assert (0, ["a", "c", "bad"]) == (mended.returncode, names(settings))
    assert [] == tool.listed()


@pytest.mark.parametrize(
    ("topic", "partition", "offset", "reason"),
    [
        ("facts", 0, 7, "no record stands there"),
        ("facts", 5, 0, "no such partition"),
        ("outcomes", 0, 0, "no step reads it"),
    ],
)
def test_only_a_record_that_a_step_would_come_to_can_be_set_aside(
    kafka_broker, prefix, topic, partition, offset, reason
):
    """
    A typing error must not look like a decision.
    """
    settings = noted(kafka_broker, prefix, "a")

    done = aside(settings, topic, partition, offset)

    assert (2, True) == (done.exit_code, reason in done.output), done.output
