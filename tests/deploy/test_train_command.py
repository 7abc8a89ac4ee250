"""`samenloop train`: the weights of a register as a file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from connectors.simulator.registers.population import Wanted
from connectors.simulator.registers.registers import write
from deploy import models
from deploy.cli import main
from streams.linking.compare import FIELDS


@pytest.fixture
def town(tmp_path, monkeypatch):
    """A register in the folder that is worked in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("streams.linking.train.SAMPLE", 20_000)
    write(Wanted(persons=900, seed=5), tmp_path)
    return tmp_path


def train(*arguments, expect=0):
    done = CliRunner().invoke(main, ["train", *arguments])
    assert done.exit_code == expect, done.output
    return done.output


def test_it_writes_a_model_that_links(town):
    """
    Called after its file, with what it was learned from.
    """
    said = train("records.csv", "--out", "ours.json")
    model = models.load("ours.json")
    used = CliRunner().invoke(
        main, ["link", "records.csv", "--out", "c.csv", "--model", "ours.json"]
    )

    assert "ours" == model.version
    assert "model ours written to ours.json" in said
    assert model.diagnostics["records"] > 2_000
    assert used.exit_code == 0, used.output


def test_it_may_be_called_otherwise(town):
    """
    A version to keep.
    """
    train("records.csv", "--out", "m.json", "--version", "nl-9")

    assert "nl-9" == models.load("m.json").version


def test_the_same_table_gives_the_same_file(town):
    """
    Byte for byte, in another order of rows too.
    """
    train("records.csv", "--out", "one.json", "--version", "x")
    header, *rows = Path("records.csv").read_text(encoding="utf-8").splitlines()
    Path("other.csv").write_text("\n".join([header, *rows[::-1]]) + "\n", encoding="utf-8")
    train("other.csv", "--out", "two.json", "--version", "x")

    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()


def test_it_shows_what_each_level_weighs(town):
    """
    One line per level of each field.
    """
    said = train("records.csv", "--out", "m.json", "--weights")
    lines = [line for line in said.splitlines() if line[:18].strip() in {f.name for f in FIELDS}]

    assert sum(len(field.levels) for field in FIELDS) == len(lines)


def test_the_file_holds_no_name_that_few_have_and_no_number(town):
    """
    It goes to whoever uses it.
    """
    train("records.csv", "--out", "m.json")
    told = json.loads(Path("m.json").read_text(encoding="utf-8"))
    counts = [share * 2_000 for share in told["common"]["surname"].values()]

    assert min(counts) > 1
    assert not any(char.isdigit() for names in told["common"].values() for n in names for char in n)


def test_a_table_that_is_too_small_teaches_nothing(town):
    """
    A model of it would be what was believed before, under another name.
    """
    header, *rows = Path("records.csv").read_text(encoding="utf-8").splitlines()
    Path("few.csv").write_text("\n".join([header, *rows[:50]]) + "\n", encoding="utf-8")

    assert "too little to learn from" in train("few.csv", "--out", "m.json", expect=2)
    assert not Path("m.json").exists()


def test_a_model_that_cannot_be_written_leaves_what_was_there(town):
    """
    It is said, with the path.
    """
    said = train("records.csv", "--out", "records.csv/m.json", expect=2)

    assert "records.csv/m.json" in said
