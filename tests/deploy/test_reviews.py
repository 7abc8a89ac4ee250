"""`samenloop reviews`, `explain` and `models` as an operator sees them, on a folder of messages."""

import json
import shutil
from dataclasses import replace

import pytest
from click.testing import CliRunner

from deploy.cli import main
from deploy.models import save
from streams.linking.shipped import shipped
from tests.stories.telling import FOLDER

STORY = FOLDER / "messages" / "a1_een_twijfel_die_iemand_oplost"
POLICY = FOLDER.parent.parent / "deploy/policy/example.toml"
COLUMNS = "file,source,message,received,municipality,sender,media_type"
MESSAGES = (
    ("providers", "fatma_bij_de_werkhaven.json", "application/json", "2026-01-05T18:00:00"),
    ("wmo", "toewijzing.xml", "application/xml", "2026-01-12T12:00:00"),
)
LATER = ("providers", "fatma_met_geboortedatum.json", "application/json", "2099-03-02T18:00:00")


def run(*words, code=0):
    done = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)

    assert done.exit_code == code, done.output
    return done.stdout


@pytest.fixture
def folder(tmp_path):
    shutil.copy(POLICY, tmp_path / "policy.toml")
    (tmp_path / "hmac.key").write_text("ab" * 32)
    tell(tmp_path, *MESSAGES)
    return tmp_path


def tell(folder, *messages):
    manifest = folder / "manifest.csv"
    known = manifest.read_text().splitlines() if manifest.exists() else [COLUMNS]
    for source, file, media_type, received in messages:
        (folder / source).mkdir(exist_ok=True)
        shutil.copy(STORY / file, folder / source / file)
        name = f"00000000-0000-4000-8000-{len(known):012d}"
        moment = f"{received}.000000+00:00"
        known.append(f"{source}/{file},{source},{name},{moment},9901,,{media_type}")
    manifest.write_text("\n".join(known) + "\n")


def listed(folder):
    return [
        json.loads(line)
        for line in run("reviews", "list", "--replay", folder, "--json").splitlines()
    ]


def state(folder, *more):
    path = folder.parent / "state.json"
    run("replay", folder, "--state", path, *more)
    return path.read_bytes()


class TestReviews:
    def test_a_doubt_is_listed_shown_rejected_comes_back_changed_and_is_accepted(self, folder):
        """
        Each decision is a fact in the folder: what is rebuilt from it is the same, byte for byte.
        """
        (review,) = listed(folder)
        shown = run("reviews", "show", review["review"], "--replay", folder)
        assert review["reason"] == "uncertain"
        assert "fatma" in shown
        assert "fatima" in shown
        assert "birth date" in shown
        assert f"{review['weight']:+.1f}" in shown

        run("reviews", "reject", review["review"], "--replay", folder, "--by", "een medewerker")
        assert listed(folder) == []

        tell(folder, LATER)
        (again,) = listed(folder)
        assert again["reason"] == "evidence-changed"
        assert again["review"] == review["review"]
        assert again["decided"].startswith("different, een medewerker, ")
        assert again["weight"] > review["weight"]

        run("reviews", "accept", again["review"], "--replay", folder, "--by", "een medewerker")
        assert listed(folder) == []
        assert len(json.loads(state(folder))["persons"]) == 1
        assert state(folder) == state(folder)
        assert state(folder) == state(folder, "--shuffle", 7, "--duplicate")

    def test_a_decision_can_be_withdrawn(self, folder):
        """
        What is computed holds again.
        """
        (review,) = listed(folder)
        run("reviews", "accept", review["review"], "--replay", folder, "--by", "een medewerker")
        run("reviews", "withdraw", review["review"], "--replay", folder, "--by", "een ander")

        assert listed(folder) == [review]

    def test_no_bsn_is_shown(self, folder):
        """
        That both have one, or one of them, is enough to decide.
        """
        (review,) = listed(folder)

        assert "999900092" not in json.dumps(review)
        assert "known" in {review[side]["described"].get("bsn") for side in ("one", "other")}

    @pytest.mark.parametrize("command", ["show", "accept", "reject", "withdraw"])
    def test_what_is_not_there_is_said(self, folder, command):
        """
        A review may have been settled since it was listed.
        """
        by = ["--by", "een medewerker"] if command != "show" else []

        done = CliRunner().invoke(
            main, ["reviews", command, "nothing", "--replay", str(folder), *by]
        )

        assert done.exit_code == 1
        assert "nothing" in done.output

    def test_a_wrong_line_among_the_decisions_is_named(self, folder):
        """
        Nothing is decided on half of them.
        """
        (folder / "decisions.ndjson").write_text('{"kind": "link-decided"}\n')

        done = CliRunner().invoke(main, ["reviews", "list", "--replay", str(folder)])

        assert done.exit_code == 2
        assert "line 1: municipality" in done.output


class TestExplain:
    def test_a_person_is_explained_field_by_field(self, folder):
        """
        In the terminal and as data; the parts add up.
        """
        tell(folder, LATER)
        (person,) = json.loads(state(folder))["persons"]

        text = run("explain", person, "--replay", folder)
        data = json.loads(run("explain", person, "--replay", folder, "--json"))

        assert len(data["records"]) == 2
        (link,) = data["joined"]
        assert sum(part["weight"] for part in link["parts"]) == pytest.approx(
            link["weight"], abs=0.05
        )
        assert link["weight"] >= link["link"]
        assert {"birth date", "given names", "surname"} <= {
            word for word in ("birth date", "given names", "surname") if word in text
        }
        assert {turn["field"] for turn in link["turns"]} >= {"born"}

    def test_a_record_is_explained_with_whom_it_comes_near(self, folder):
        """
        Why it is not linked, and what would have changed that.
        """
        (review,) = listed(folder)

        data = json.loads(run("explain", review["one"]["record"], "--replay", folder, "--json"))

        assert data["person"] == review["one"]["person"]
        (near,) = data["near"]
        assert near["reason"] == "uncertain"
        assert near["review"] <= near["weight"] < near["link"]
        assert {turn["field"]: turn["what"] for turn in near["turns"]}["bsn"] == (
            "if both had the same"
        )

    def test_who_is_not_there_is_said(self, folder):
        done = CliRunner().invoke(main, ["explain", "nobody", "--replay", str(folder)])

        assert done.exit_code == 1
        assert "nobody" in done.output


class TestModels:
    def test_another_model_is_compared_before_it_is_set(self, folder):
        """
        Where fifty times as many pairs are one person's, the two would be.
        """
        lenient = replace(shipped(), match=shipped().match * 50)
        save(lenient, folder.parent / "lenient.json")

        said = run("models", "compare", folder.parent / "lenient.json", "--replay", folder, code=1)

        assert said.splitlines()[0] == "0 persons the same, 1 merged, 0 split, 0 otherwise"
        assert said.splitlines()[1].startswith("merged: {")

    def test_the_same_model_changes_nobody(self, folder):
        said = run("models", "compare", "nl-1", "--replay", folder)

        assert said == "2 persons the same, 0 merged, 0 split, 0 otherwise\n"

    def test_a_model_that_cannot_be_read_is_named(self, folder):
        (folder.parent / "broken.json").write_text('{"version": "x"}')

        done = CliRunner().invoke(
            main,
            ["models", "compare", str(folder.parent / "broken.json"), "--replay", str(folder)],
        )

        assert done.exit_code == 2
        assert "broken.json" in done.output

    def test_what_is_shipped_is_listed(self):
        assert run("models", "list").startswith("nl-1 (in force until another is set)")
