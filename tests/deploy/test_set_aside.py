"""A record that a step fails at is set aside by an operator, and brought in after the fix."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from deploy.cli import main
from deploy.engine import beside
from deploy.reading import told_by
from deploy.settings import load
from deploy.tally import tally
from streams.engine.aside import Aside
from streams.engine.aside import set_aside as record
from streams.engine.health import EXIT_BUG
from streams.settings import AppSettings
from streams.topology import topology
from tests import simulated
from tests.deploy import municipality
from tests.deploy.test_dead_letters import Tool
from tests.streams import running, toy
from tests.streams.test_shell_stops import noted, toy_worker

pytestmark = pytest.mark.kafka


def aside(settings, topic, partition, offset):
    where = ["--bootstrap", settings.bootstrap, "--prefix", settings.prefix]
    words = ["set-aside", topic, str(partition), str(offset), *where]
    return CliRunner().invoke(main, [*words, "--reason", "fails on this one", "--by", "op"])


def names(settings):
    return [note["name"] for note in toy.told(settings)]


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


# A policy and a day stand before it, each with the marker of its transaction
FIRST = 4
LAST_DAY = date(2026, 3, 2)  # of a receipt, as a replay has it


def test_a_record_between_the_steps_comes_back_and_all_is_as_if_it_had_never_been_away(
    kafka_broker, prefix, tmp_path
):
    """
    Nothing is lost meanwhile: what was set aside has an outcome, and a better one after the fix.
    """
    folder = municipality.write(tmp_path)
    settings = AppSettings(kafka_broker.bootstrap, 1, prefix)
    serving = load([folder / "policy.toml"], [folder / "hmac.key"])
    steps = topology(simulated.READERS, serving.policies, serving.keys)
    running.prepare(settings, serving)
    running.pass_day(settings, LAST_DAY)
    messages = running.send(settings, folder)
    for topic in ("person.facts", "place.facts"):
        place = settings.prefix + topic, 0, FIRST
        record(beside(settings), Aside(*place, "op", "2026-01-01T00:00:00Z", "a bug"))

    running.work(settings, steps, lambda: running.finished(settings, steps, messages + 2))
    without = running.restored_state(settings, steps)
    before = told(settings)
    names = f"person.facts/0/{FIRST}", f"place.facts/0/{FIRST}"
    retried = Tool(kafka_broker, prefix).run("retry", *names)
    running.work(settings, steps, lambda: running.finished(settings, steps, messages + 2))
    after = told(settings)

    replayed = simulated.replayed(folder)
    accepted = [municipality.message(number) for number in range(messages)]
    assert 0 == retried.exit_code, retried.output
    assert replayed.state != without
    assert replayed.state == running.restored_state(settings, steps)
    assert ((), ()) == tuple(
        tally(accepted, said.outcomes, said.letters, []).lost for said in (before, after)
    )
    assert 2 == len([o for o in before.outcomes if o.detail == "set aside: a bug" and o.version])
    assert [] == [o for o in after.outcomes if o.detail == "set aside: a bug"]


def told(settings):
    return told_by(settings.bootstrap, settings.prefix)
