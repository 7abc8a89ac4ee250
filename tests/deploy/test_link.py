"""`samenloop link` as somebody with a table sees it."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from connectors.simulator.registers.population import Wanted
from connectors.simulator.registers.registers import write
from deploy import models
from deploy.cli import main
from streams.linking import table as linking
from streams.linking.shipped import FIRST, shipped
from tests.streams.linking.people import BSN, OTHER_BSN

HEADER = "id,bsn,given_names,surname,birth_date,postcode,house_number,source"
SMALL = f"""{HEADER}
a,{BSN},Jan,de Vries,1980-02-03,1234AB,12,wmo
b,,Jan,Vreis,1980-02-03,1234AB,12,providers
c,{OTHER_BSN},Fatima,El Idrissi,1991-07-19,9876XZ,3,wmo
d,,Karel,Bakker,1970-11-30,5555CD,7,uwv
"""


@pytest.fixture
def at(tmp_path, monkeypatch):
    """A folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def link(*arguments, text=SMALL, expect=0):
    """The outcome of linking *text*: what was said, and the rows that were written."""
    Path("records.csv").write_text(text, encoding="utf-8")
    done = CliRunner().invoke(main, ["link", "records.csv", "--out", "clusters.csv", *arguments])
    assert done.exit_code == expect, done.output
    return done.output


def rows(path="clusters.csv"):
    with Path(path).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def persons(path="clusters.csv"):
    """Each record's person."""
    return {row["id"]: row["person"] for row in rows(path)}


class TestWhatIsWritten:
    def test_is_each_record_with_its_person_in_the_order_of_the_table(self, at):
        """
        The person is called after the first record that is about it.
        """
        link()

        assert {"a": "a", "b": "a", "c": "c", "d": "d"} == persons()
        assert ["id", "person", "weight"] == list(rows()[0])
        assert list("abcd") == [row["id"] for row in rows()]

    def test_says_the_weight_that_joined_it(self, at):
        """
        Log2 of the odds; who is alone has none.
        """
        link()
        weights = {row["id"]: row["weight"] for row in rows()}

        assert weights["a"] == weights["b"] != ""
        assert float(weights["a"]) > shipped().link
        assert "" == weights["c"] == weights["d"]

    def test_is_the_same_each_time_byte_for_byte(self, at):
        """
        No clock and no chance; nor does the hash of a word matter.
        """
        Path("records.csv").write_text(SMALL, encoding="utf-8")
        written = []
        for seed in ("1", "2"):
            ran = subprocess.run(
                [sys.executable, "-m", "deploy", "link", "records.csv", "--out", f"{seed}.csv"],
                env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                check=True,
            )
            written.append((Path(f"{seed}.csv").read_bytes(), ran.stdout))

        assert written[0] == written[1]
        assert written[0][0].startswith(b"id,person,weight\na,a,")

    def test_is_the_same_persons_in_another_order_of_rows(self, at):
        """
        Only who names them differs.
        """
        link()
        before = groups()
        header, *records = SMALL.splitlines()
        link(text="\n".join([header, *records[::-1]]) + "\n")

        assert before == groups()

    def test_stands_in_a_folder_that_is_made(self, at):
        """
        And nothing is left beside it.
        """
        Path("records.csv").write_text(SMALL, encoding="utf-8")
        done = CliRunner().invoke(main, ["link", "records.csv", "--out", "new/deep/out.csv"])

        assert done.exit_code == 0, done.output
        assert ["out.csv"] == [path.name for path in (at / "new/deep").iterdir()]

    def test_is_nothing_if_the_table_is_wrong(self, at):
        """
        What stood there stays.
        """
        Path("clusters.csv").write_text("before", encoding="utf-8")
        link(text=SMALL + "a,,,,,,,\n", expect=2)

        assert "before" == Path("clusters.csv").read_text(encoding="utf-8")

    def test_is_nothing_if_the_writing_fails(self, at, monkeypatch):
        """
        Half a table would be taken for a whole one.
        """
        Path("clusters.csv").write_text("before", encoding="utf-8")

        class Full:
            def __init__(self, *_, **__):
                self.left = 2

            def writerow(self, _):
                self.left -= 1
                if not self.left:
                    raise OSError(28, "No space left on device")

        monkeypatch.setattr("deploy.commands.link.csv.writer", Full)
        said = link(expect=2)

        assert "No space left" in said
        assert "before" == Path("clusters.csv").read_text(encoding="utf-8")
        assert {"records.csv", "clusters.csv"} == {path.name for path in at.iterdir()}

    def test_cannot_stand_within_a_file(self, at):
        """
        It is said, with the path, and not as our fault.
        """
        Path("records.csv").write_text(SMALL, encoding="utf-8")
        done = CliRunner().invoke(main, ["link", "records.csv", "--out", "records.csv/out.csv"])

        assert done.exit_code == 2
        assert "records.csv/out.csv" in done.output


def groups():
    found = {}
    for record, person in persons().items():
        found.setdefault(person, set()).add(record)
    return sorted(map(sorted, found.values()))


ROOT = Path(__file__).parents[2]


class TestWhatIsSaid:
    def test_is_how_many_persons_of_how_many_records(self, at):
        """
        And how large they are.
        """
        said = link()

        assert "4 records are 3 persons" in said
        assert "2 persons of 1 record\n" in said
        assert "1 persons of 2 records" in said
        assert "written to clusters.csv" in said

    def test_is_which_model_a_small_table_uses(self, at):
        """
        Four records teach nothing.
        """
        assert f"too few records to learn from: model {FIRST} is used" in link()

    def test_is_which_columns_are_ignored(self, at):
        """
        A column with another name is not taken for ours.
        """
        said = link(text="id,achternaam,surname\n1,Vries,Vries\n")

        assert "notice: ignored columns: achternaam" in said

    def test_is_what_is_wrong_in_the_table(self, at):
        """
        How often, and in which rows; it stops nothing.
        """
        said = link(
            text=f"""{HEADER}
a,999900007,Jan,Vries,1980-02-03,1234AB,12,
b,,onbekend,NN,2099-01-01,0000AA,,
c,,,,,,,
"""
        )

        assert "1 x bsn: not nine digits that pass the elfproef; not compared (rows 2)" in said
        assert "1 x birth_date: after today; not compared (rows 3)" in said
        assert "1 x surname, given_names: stand for nobody (onbekend, NN, test) (rows 3)" in said
        assert "1 x postcode: stands for no place; not compared (rows 3)" in said
        assert "2 x nothing to compare: such a record stays alone (rows 3, 4)" in said
        assert {"a": "a", "b": "b", "c": "c"} == persons()

    def test_is_who_comes_near(self, at):
        """
        Two BSNs, and all else the same: somebody should look.
        """
        text = f"{HEADER}\n" + "".join(
            f"{n},{bsn},Jan,Vries,1980-02-03,1234AB,12,\n" for n, bsn in ((1, BSN), (2, OTHER_BSN))
        )

        assert "not linked, and worth a look: 1 two-bsns" in link(text=text)


class TestColumns:
    def test_are_mapped(self, at):
        """
        A file with names of its own.
        """
        Path("columns.toml").write_text(
            '[columns]\nid = "nr"\nsurname = "achternaam"\nbirth_date = "geboren"\n',
            encoding="utf-8",
        )
        text = "nr;achternaam;given_names;geboren\n1;Vries;Jan;3-2-1980\n2;Vries;Jan;1980-02-03\n"
        link("--columns", "columns.toml", text=text)

        assert {"1": "1", "2": "1"} == persons()

    @pytest.mark.parametrize(
        ("mapping", "said"),
        [
            ('[columns]\nsurname = "naaam"\n', "naaam: no such column in the file, for surname"),
            ('[columns]\nlastname = "surname"\n', "lastname: no such column"),
            ("surname", "columns.toml"),
        ],
    )
    def test_that_are_mapped_wrongly_are_said(self, at, mapping, said):
        """
        And nothing is written.
        """
        Path("columns.toml").write_text(mapping, encoding="utf-8")

        assert said in link("--columns", "columns.toml", expect=2)
        assert not Path("clusters.csv").exists()


class TestModels:
    @pytest.fixture
    def town(self, at, monkeypatch):
        """A table that is large enough to learn from; with less drawn at random, to be quick."""
        monkeypatch.setattr("streams.linking.train.SAMPLE", 20_000)
        write(Wanted(persons=900, seed=5), at / "town")
        return (at / "town/records.csv").read_text(encoding="utf-8")

    def test_are_learned_from_a_table_that_is_large_enough(self, town):
        """
        And that is said.
        """
        said = link(text=town)

        assert "learning the weights from this table" in said
        assert "pairs are one person's" in said
        assert "pairs that share a key" in said

    def test_that_were_asked_for_are_used(self, town):
        """
        By version, without learning; by file, the same.
        """
        said = link("--model", FIRST, text=town)
        by_version = rows()
        models.save(shipped(), Path("m.json"))
        link("--model", "m.json", text=town)

        assert "learning" not in said
        assert by_version == rows()

    def test_are_learned_from_a_small_table_if_somebody_wants_it(self, at):
        """
        From a single record as well: it is their table.
        """
        assert "learning the weights from this table" in link("--train")
        assert "learning" in link("--train", text=f"{HEADER}\na,,Jan,Vries,,,,\n")

    def test_are_given_or_learned_and_not_both(self, at):
        """
        Else one of two wishes would be passed over.
        """
        assert "--model and --train: one or the other" in link(
            "--model", FIRST, "--train", expect=2
        )

    @pytest.mark.parametrize("text", ["no model", "{}", "[]", '{"version": "x"}', "\xff"])
    def test_that_are_wrong_are_named(self, at, text):
        """
        With the file, and what is wrong in it.
        """
        Path("wrong.json").write_bytes(text.encode("latin-1"))

        assert "model wrong.json" in link("--model", "wrong.json", expect=2)
        assert not Path("clusters.csv").exists()

    def test_that_are_not_there_are_named_with_those_that_are(self, at):
        """
        A version is written wrongly sooner than a path.
        """
        said = link("--model", "nl-0", expect=2)

        assert "model nl-0" in said
        assert f"no such file or version ({FIRST})" in said

    def test_with_thresholds_of_their_own_link_by_those(self, at):
        """
        Who wants to see everything first.
        """
        from streams.linking.model import plain

        strict = json.loads(json.dumps(plain(shipped())))
        strict["thresholds"]["link"] = 60.0
        Path("strict.json").write_text(json.dumps(strict), encoding="utf-8")

        assert "1 uncertain" in link("--model", "strict.json")
        assert 4 == len(set(persons().values()))


class TestMany:
    def test_of_one_record_are_one_person(self, at):
        """
        A thousand copies: no source, so one person may stand there so often.
        """
        row = "Jan,Vries,1980-02-03,1234AB,12,"
        text = f"{HEADER}\n" + "".join(f"{n},,{row}\n" for n in range(1_000))

        assert "1,000 records are 1 persons" in link(text=text)
        assert {"0"} == set(persons().values())

    def test_of_one_record_in_one_source_are_as_many_persons(self, at):
        """
        A register keeps a person once; two of one source are one only if they share a BSN.
        """
        row = "Jan,Vries,1980-02-03,1234AB,12,wmo"
        text = f"{HEADER}\n" + "".join(f"{n},,{row}\n" for n in range(100))

        assert "100 records are 100 persons" in link(text=text)

    def test_in_one_block_are_divided_and_it_is_said(self, at, monkeypatch):
        """
        Ten thousand with one telephone number: none is compared by it, and none is one with
        another.
        """
        compared = []
        told = linking.compare
        monkeypatch.setattr(linking, "compare", lambda *two: compared.append(two) or told(*two))
        text = "id,phone,email\n" + "".join(
            f"{n},0612345678,n{n}@example.nl\n" for n in range(10_000)
        )
        said = link(text=text)

        assert "divided by finer keys: 1 of phone" in said
        assert "notice: 1 of phone in more than 10 descriptions" in said
        assert "10,000 records are 10,000 persons" in said
        assert [] == compared
