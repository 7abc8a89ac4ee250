"""What could not be read is listed and shown with the reason, and put back after a fix."""

import json
import time

import pytest
from click.testing import CliRunner

from deploy.cli import main
from deploy.letters import of_messages, open_letters
from schemas.messages import Cause, DeadLetter, Outcome
from tests.deploy import municipality
from tests.deploy.hubs import hub, post

RECEIVED = "2026-01-01T00:00:00.00000{}+00:00"
COLUMNS = '[columns.participatiewet]\nbesluitnummer = "Zaaknummer"\n'
DECISION = municipality.DECISIONS.format(hours=16, month=2).replace("besluitnummer", "Zaaknummer")
PATIENCE_SECONDS = 20


def letter(message, record="*", received=0):
    return DeadLetter(
        message=message,
        source="wlz",
        received=RECEIVED.format(received),
        record=record,
        fault="bsn",
        place="row 2",
        expected="nine digits",
        found="8 digits",
        raw_topic="raw.wlz",
    )


def concluded(message, *refused):
    return Outcome(
        record=f"message:{message}",
        version="",
        step="normalise",
        subject="wlz",
        source="wlz",
        outcome="dead-lettered" if refused else "passed",
        refused=refused,
        cause=Cause(message=message, received=RECEIVED.format(0)),
    )


def test_a_dead_letter_is_open_while_its_message_says_so():
    """
    Dead letters are kept; whether one still matters follows from the latest reading.
    """
    letters = [letter("b", "3", 1), letter("b", "2", 1), letter("a"), letter("settled")]
    outcomes = [concluded("b", "3", "2"), concluded("a", "*"), concluded("settled")]

    assert [("a", "*"), ("b", "2"), ("b", "3")] == [
        (one.message, one.record) for one in open_letters(outcomes, letters)
    ]


def test_a_dead_letter_is_open_while_its_message_refuses_more_than_it_names():
    """
    Of very many bad rows the outcome names the first; the others are as bad.
    """
    many = concluded("a", "1", "2").model_copy(update={"refused_total": 3})

    assert ["2", "3"] == [
        one.record for one in open_letters([many], [letter("a", "2"), letter("a", "3")])
    ]


def test_a_message_is_put_back_once():
    """
    Two bad rows of a file are one message to read again.
    """
    assert ["b", "a"] == [
        one.message for one in of_messages([letter("b", "3"), letter("b", "2"), letter("a")])
    ]


class Tool:
    """`samenloop dead-letters` on one hub."""

    def __init__(self, broker, prefix):
        self._where = ["--bootstrap", broker.bootstrap, "--prefix", prefix]

    def run(self, command, *arguments):
        words = ["dead-letters", command, *self._where, *map(str, arguments)]
        return CliRunner().invoke(main, words)

    def listed(self, *options):
        done = self.run("list", "--json", *options)
        assert done.exit_code == 0, done.output
        return [json.loads(line) for line in done.stdout.splitlines()]

    def listed_when(self, number):
        """The open ones, once there are so many; as they are when time is up."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            found = self.listed()
            if len(found) == number or time.monotonic() > deadline:
                return found
            time.sleep(0.3)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "hmac.key").write_text(municipality.KEY)
    (tmp_path / "before.toml").write_text(municipality.POLICY)
    (tmp_path / "after.toml").write_text(municipality.POLICY + COLUMNS)
    return tmp_path


@pytest.mark.embedded
def test_a_message_that_was_refused_is_read_after_the_fix(embedded_broker, prefix, folder):
    """
    The sender calls a column otherwise; once the policy knows that, nobody has to send it again.
    """
    tool = Tool(embedded_broker, prefix)
    with hub(embedded_broker, prefix, folder, folder / "before.toml") as listen:
        address = f"http://{listen}/v1/messages/participatiewet"
        message = post(address, DECISION.encode(), "text/csv")
        other = post(f"http://{listen}/v1/messages/wlz", b"no table", "text/csv")
        before = tool.listed_when(2)
        shown = tool.run("show", message, "--bytes", folder / "raw.csv")
        again = tool.run("show", message, "--bytes", folder / "raw.csv")
    with hub(embedded_broker, prefix, folder, folder / "after.toml"):
        retried = tool.run("retry", "--source", "participatiewet")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while tool.listed("--source", "participatiewet") == before[:1]:
            assert time.monotonic() < deadline
            time.sleep(0.3)
        after = tool.listed()

    assert [(message, "*"), (other, "*")] == [(one["message"], one["record"]) for one in before]
    assert "raw.participatiewet" in shown.output
    assert DECISION.encode() == (folder / "raw.csv").read_bytes()
    assert 0o600 == (folder / "raw.csv").stat().st_mode & 0o777
    assert (1, True) == (again.exit_code, "is there already" in again.output)
    assert (0, True) == (retried.exit_code, retried.output.startswith("1 put back"))
    # the row with a wrong BSN stays refused; the other one is read, and keeps its time of receipt
    assert [(message, "3", "bsn"), (other, "*", "header")] == [
        (one["message"], one["record"], one["fault"]) for one in after
    ]
    assert before[0]["received"] == after[0]["received"]


def test_what_to_retry_must_be_said(embedded_broker, prefix):
    """
    Nothing is put back by accident.
    """
    assert 2 == Tool(embedded_broker, prefix).run("retry").exit_code
    assert 2 == Tool(embedded_broker, prefix).run("retry", "--all", "m").exit_code


def test_a_hub_that_is_not_there_is_said_so(embedded_broker, prefix):
    """
    A wrong prefix must not look like a hub without faults.
    """
    done = Tool(embedded_broker, prefix).run("list")

    assert (2, True) == (done.exit_code, f"there is no topic {prefix}" in done.output)
