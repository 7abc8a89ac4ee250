"""A folder of messages, put through the hub again: the same each time, in whatever order."""

import json
import os

import pytest
from click.testing import CliRunner

from deploy.cli import COMMANDS, main
from deploy.folder import make_manifest, read_manifest
from deploy.rerun import Order
from deploy.tally import tally
from schemas.messages import Cause, Outcome
from tests.deploy import municipality
from tests.fold import Disagreement, fold
from tests.stories import folders, telling


@pytest.fixture
def folder(tmp_path):
    return municipality.write(tmp_path / "messages")


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def replay(folder, *options):
    """What was written: the events, the state; and what was said."""
    out, state = folder.parent / "events.ndjson", folder.parent / "state.json"
    done = run("replay", folder, "--out", out, "--state", state, *options)
    assert done.exit_code == 0, done.output
    return out.read_bytes(), state.read_bytes(), done.stderr


def test_the_same_folder_gives_the_same_bytes(folder):
    """
    Who doubts a conclusion replays the messages and holds the files side by side.
    """
    assert replay(folder) == replay(folder)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("twice", [(), ("--duplicate",)], ids=["once", "twice"])
def test_the_order_of_arrival_does_not_change_the_state(folder, seed, twice):
    """
    Messages that come late, early or twice end in the same conclusions, byte for byte.
    """
    _, expected, _ = replay(folder)
    _, actual, _ = replay(folder, "--shuffle", seed, *twice)

    assert expected == actual


def test_other_orders_are_other_orders_and_nothing_is_left_out(folder):
    """
    A shuffle that moved nothing would prove nothing.
    """
    listed = read_manifest(folder)
    shuffled = Order(shuffle=1).of(listed)
    doubled = Order(shuffle=1, duplicate=True).of(listed)

    assert sorted(listed, key=str) == sorted(shuffled, key=str)
    assert listed != shuffled
    assert shuffled == list(dict.fromkeys(doubled))
    assert sorted([*listed, *listed], key=str) == sorted(doubled, key=str)
    assert doubled != [line for line in shuffled for _ in range(2)]


@pytest.mark.parametrize("options", [(), ("--shuffle", 3, "--duplicate")], ids=["listed", "mixed"])
def test_a_subscriber_who_applies_every_event_agrees(folder, options):
    """
    Law 4, for a subscriber who knows the published schemas alone.
    """
    lines, state, _ = replay(folder, *options)
    events = [json.loads(line) for line in lines.splitlines()]

    assert json.loads(state) == fold(events)
    assert json.loads(state) == fold([*events, *events])  # at least once


def test_a_subscriber_notices_a_loss(folder):
    """
    An event that does not arrive shows: in a sequence, or in a digest.
    """
    events = [json.loads(line) for line in replay(folder)[0].splitlines()]
    first = next(
        i for i, event in enumerate(events) if event["type"].endswith("coverages.changed.v1")
    )

    with pytest.raises(Disagreement):
        fold(events[:first] + events[first + 1 :])


def test_the_last_day_decides_what_is_missing_by_now(folder):
    """
    Until the end of January nobody pays and nothing is decided; that is an open item, not a gap.
    """
    before = json.loads(replay(folder, "--until", "2026-01-31")[1])
    early = json.loads(replay(folder, "--until", "2026-01-04")[1])

    assert ["gap"] == [signal["rule"] for signal in before["signals"].values()]
    assert {} == early["signals"]


def test_with_every_day_a_seat_is_free_on_the_day_it_comes_free(tmp_path):
    """
    As a running hub tells it at that midnight; without it, when a message or the end comes.
    """
    story = telling.read(telling.FOLDER / "p8_wie_is_de_volgende.story")
    (folder := tmp_path / "messages").mkdir()
    folders.write(story, folder)
    manifest = folder / "manifest.csv"
    lines = manifest.read_text().splitlines(keepends=True)
    manifest.write_text("".join(lines[:5]))  # the last one: somebody leaves on the fourteenth
    for line in lines[5:]:
        (folder / line.split(",")[0]).unlink()

    at_the_end, state, _ = replay(folder, "--until", "2026-02-28")
    that_day, same, _ = replay(folder, "--until", "2026-02-28", "--every-day")

    assert (["2026-02-28"], ["2026-02-14"]) == (freed(at_the_end), freed(that_day))
    assert state == same


def freed(lines):
    events = map(json.loads, lines.splitlines())
    return [event["data"]["on"] for event in events if "places.freed" in event["type"]]


def test_what_became_of_the_messages_is_counted(folder):
    """
    A short summary says whether something needs a person's attention.
    """
    *_, said = replay(folder)

    assert [
        "messages: 7",
        "records: concluded 5, superseded 1",
        "dead letters: participatiewet bsn 2, wmo not-xml 1",
    ] == [line for line in said.splitlines() if not line.startswith("events:")]


def test_a_record_without_an_outcome_is_named():
    """
    Law 3: what was accepted and came to nothing at all is a loss, and a loss must show.
    """
    cause = Cause(message="m", received="2026-01-01T00:00:00.000000+00:00")
    common = {"version": "v", "subject": "-", "source": "wmo", "outcome": "passed", "cause": cause}
    told = [
        Outcome(record="message:m", step="normalise", **common),
        Outcome(record="lost", step="normalise", **common),
        Outcome(record="kept", step="normalise", **common),
        Outcome(record="kept", step="identify", **(common | {"outcome": "superseded"})),
    ]
    numbers = tally(["m", "never-read"], told, [], [])

    assert ("message never-read", "record lost version v") == numbers.lost


def test_a_lost_record_fails_the_replay(folder, monkeypatch):
    """
    A script that replays a folder notices a loss by the exit code.
    """
    monkeypatch.setattr("deploy.tally.fates", lambda outcomes: {("a", "b"): None})

    assert 1 == run("replay", folder).exit_code


def test_a_folder_without_a_manifest_gets_one(folder):
    """
    The first time each file counts as received when it last changed; from then on that is fixed.
    """
    (folder / "manifest.csv").unlink()
    os.utime(folder / "wmo" / "broken.xml", (0, 1_700_000_000.5))
    first = replay(folder)
    os.utime(folder / "wmo" / "broken.xml")
    second = replay(folder)

    assert "wrote one" in first[2]
    assert first[:2] == second[:2]
    assert "2023-11-14T22:13:20.500000+00:00" == read_manifest(folder)[0].received


def test_a_file_that_nobody_listed_is_named(folder):
    """
    A message that is silently not replayed is a message lost.
    """
    (folder / "uwv").mkdir()
    (folder / "uwv" / "forgotten.xml").write_text("<a/>")
    (folder / "wlz" / "signals.csv").unlink()
    done = run("replay", folder)

    assert 2 == done.exit_code
    assert "uwv/forgotten.xml: not in the manifest" in done.output
    assert "wlz/signals.csv is missing" in done.output


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("message,", "id,", "line 1: expected the columns"),
        ("+00:00", "+01:00", "received: expected UTC"),
        (municipality.message(1), municipality.message(0), "listed 2 times"),
        (municipality.message(1), "1", "message: expected a UUID"),
        (
            "providers/place.json",
            "wmo/../providers/place.json",
            "file: expected a file in providers/",
        ),
        (",0999,", ",999,", "municipality: expected a gemeentecode"),
        (",wlz,", ",zvw,", "source: expected one of"),
        (",test,", ",", "expected 7 columns"),
    ],
)
def test_a_manifest_with_a_fault_is_refused_with_the_fault(folder, old, new, fault):
    """
    Nothing of a manifest is guessed; every fault is told at once.
    """
    manifest = folder / "manifest.csv"
    manifest.write_text(manifest.read_text().replace(old, new))
    done = run("replay", folder)

    assert (2, True) == (done.exit_code, fault in done.output), done.output


def test_an_empty_folder_is_no_replay(tmp_path):
    """
    A wrong path must not look like a municipality where nothing happened.
    """
    (tmp_path / "policy.toml").write_text(municipality.POLICY)
    (tmp_path / "hmac.key").write_text(municipality.KEY)
    done = run("replay", tmp_path)

    assert (2, True) == (done.exit_code, "no messages" in done.output)


def test_another_policy_and_key_may_be_given(folder):
    """
    What a municipality would conclude under another policy, without touching the folder.
    """
    policy = folder.parent / "other.toml"
    policy.write_text(municipality.POLICY + "[signals]\ngap = false\n")
    key = folder.parent / "0999.key"
    key.write_text("6b" * 32)
    _, before, _ = replay(folder)
    _, after, _ = replay(folder, "--policy", policy, "--key-file", key)
    before, after = json.loads(before), json.loads(after)

    assert (1, {}) == (len(before["signals"]), after["signals"])
    assert set() == before["persons"].keys() & after["persons"].keys()


def test_hidden_files_are_no_messages(folder):
    """
    What an editor or a file manager leaves behind was sent by nobody.
    """
    (folder / "wlz" / ".DS_Store").write_text("x")

    assert len(municipality.MESSAGES) == len(make_manifest(folder, "0999"))


@pytest.mark.parametrize("wrong", ["policy.toml", "hmac.key"])
def test_wrong_configuration_is_told_in_words(folder, wrong):
    """
    The operator reads what to put right, not a traceback.
    """
    (folder / wrong).unlink()
    done = run("replay", folder)

    assert (2, True) == (done.exit_code, done.output.startswith("Error: configuration:"))


def test_every_command_is_there():
    """
    Help names them all, and each has help of its own.
    """
    listed = run("--help").output

    assert [] == [name for name in COMMANDS if name not in listed]
    assert [] == [name for name in COMMANDS if run(name, "--help").exit_code != 0]


def test_a_command_that_lacks_a_package_says_so_and_leaves_the_others_alone(folder, monkeypatch):
    """
    Production does not install what the demo needs.
    """
    monkeypatch.setitem(COMMANDS, "absent", "needs what is not there")
    done = run("absent")

    assert (2, True) == (done.exit_code, "not installed" in done.output)
    assert 0 == run("replay", folder).exit_code
