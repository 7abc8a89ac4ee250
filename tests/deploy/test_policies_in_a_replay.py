"""A folder of messages in which the municipality changed its policy: `policies.csv`."""

import csv
import json
import shutil

import pytest
from click.testing import CliRunner

from deploy import settings
from deploy.cli import main
from deploy.rerun import Order
from deploy.settings import Changed
from tests.given import POLICY
from tests.stories import folders, telling

STORY = "p7_lang_zonder_ontwikkeling"


@pytest.fixture
def folder(tmp_path):
    (path := tmp_path / "messages").mkdir()
    folders.write(telling.read(telling.FOLDER / f"{STORY}.story"), path)
    return path


def replay(folder, *options):
    out, state = folder.parent / "events.ndjson", folder.parent / "state.json"
    command = ["replay", str(folder), "--out", str(out), "--state", str(state), *options]
    done = CliRunner().invoke(main, command)
    return done, out, state


def raised(folder, *options):
    done, out, _ = replay(folder, "--every-day", "--until", "2028-06-03", *options)
    assert done.exit_code == 0, done.output
    events = [json.loads(line) for line in out.read_bytes().splitlines()]
    return [e["data"]["start"] for e in events if "signals.raised" in e["type"]]


def test_each_policy_holds_from_its_time_on(folder):
    """
    Three years, one year, and off: what is long follows.
    """
    assert ["2026-03-01", "2028-05-11", "2027-05-11"] == raised(folder)


def test_a_policy_that_is_given_holds_throughout(folder, tmp_path):
    """
    Who tries out another one wants to see what that one does.
    """
    given = shutil.copy(folder / "policy.toml", tmp_path / "given.toml")

    assert ["2026-03-01", "2028-05-11"] == raised(folder, "--policy", str(given))


def test_columns_are_read_as_they_are_called_by_then(tmp_path):
    """
    The example policy calls the number of a decision *Zaaknummer*, as the file of this story does.
    """
    story = telling.read(telling.FOLDER / "p1_een_plek_in_het_netwerk.story")
    folders.write(story, tmp_path)
    policy = (tmp_path / "policy.toml").read_text()
    assert "Zaaknummer" in policy
    (tmp_path / "by-then.toml").write_text(policy)
    (tmp_path / "policy.toml").write_text(policy.replace("Zaaknummer", "Nummer"))

    refused, *_ = replay(tmp_path)
    (tmp_path / "policies.csv").write_text(
        "received,file\n2026-01-04T00:00:00.000000+00:00,by-then.toml\n"
    )
    read, *_ = replay(tmp_path)
    shuffled = [replay(tmp_path, "--shuffle", str(seed))[0] for seed in range(6)]

    assert "dead letters: participatiewet unknown-column 1" in refused.output
    assert "dead letters: participatiewet" not in read.output
    assert {read.output.partition("dead")[2]} == {d.output.partition("dead")[2] for d in shuffled}


@pytest.mark.parametrize("options", [("--shuffle", "3"), ("--shuffle", "4", "--duplicate")])
def test_in_another_order_it_ends_the_same(folder, options):
    """
    Messages come in any order; a policy does not come before the one that it replaced.
    """
    in_order, _, state = replay(folder)
    expected = state.read_bytes()
    other, _, state = replay(folder, *options)

    assert in_order.exit_code == other.exit_code == 0
    assert expected == state.read_bytes()


@pytest.mark.parametrize("seed", range(20))
def test_a_policy_never_comes_before_the_one_that_it_replaced(seed):
    """
    Nor twice.
    """
    policies = [Changed(f"2026-0{month}-01", POLICY) for month in (1, 2, 3)]

    came = Order(shuffle=seed, duplicate=True).of([*policies, *map(str, range(5))])

    assert policies == [line for line in came if isinstance(line, Changed)]
    assert 13 == len(came)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ([["when", "file"]], "line 1: expected the columns received, file"),
        ([["received", "file"], ["1 February", "x.toml"]], "line 2: received: expected a time"),
        (
            [["received", "file"], ["2026-02-31T09:00:00.000000+00:00", "x.toml"]],
            "line 2: received: expected a time",
        ),
        ([["received", "file"], ["2026-02-01T09:00:00.000000+00:00"]], "line 2: expected 2 cells"),
        (
            [["received", "file"], ["2026-02-01T09:00:00.000000+00:00", ""]],
            "line 2: file: expected the name of a policy in this folder",
        ),
        (
            [["received", "file"], ["2026-02-01T09:00:00.000000+00:00", "away.toml"]],
            "line 2: file: expected the name of a policy in this folder",
        ),
        (
            [["received", "file"], ["2026-02-01T09:00:00.000000+00:00", "other.toml"]],
            "line 2: municipality: 9902 has no first policy",
        ),
        ([], "line 1: expected the columns received, file"),
    ],
    ids=[
        *("columns", "time", "no-such-day", "too-short", "no-file", "no-such-file"),
        *("other-municipality", "empty"),
    ],
)
def test_what_is_wrong_in_it_is_named(folder, wrong, fault):
    """
    And nothing is replayed.
    """
    policy = (folder / "policy.toml").read_text()
    (folder / "other.toml").write_text(policy.replace('"9901"', '"9902"', 1))
    with (folder / "policies.csv").open("w", newline="") as file:
        csv.writer(file).writerows(wrong)

    done, out, _ = replay(folder)

    assert done.exit_code != 0
    assert fault in done.output
    assert not out.exists()


def test_a_table_that_a_spreadsheet_wrote_is_read(folder):
    """
    It begins with a mark, and ends with an empty line.
    """
    listed = (folder / "policies.csv").read_text()
    (folder / "policies.csv").write_text(f"\ufeff{listed}\n,\n")

    assert ["2026-03-01", "2028-05-11", "2027-05-11"] == raised(folder)


def test_a_table_in_another_encoding_is_refused(folder):
    """
    In words, as every wrong file.
    """
    (folder / "policies.csv").write_bytes(b"received,file\n\xe9,\n")

    done, *_ = replay(folder)

    assert done.exit_code == 2
    assert "policies.csv" in done.output


def test_a_running_hub_knows_no_later_policies(folder):
    """
    It takes each when its file changes.
    """
    serving = settings.load([folder / "policy.toml"], [folder / "hmac.key"])

    assert () == serving.later
