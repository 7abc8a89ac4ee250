"""Decisions and models on a running hub's log: they hold, and what is rebuilt from it is equal."""

import json
import shutil
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from deploy import settings as configuration
from deploy.cli import main
from deploy.models import save
from deploy.places import committed
from deploy.verifying import behind, inputs, read_kept
from streams.linking.shipped import shipped
from streams.settings import AppSettings
from streams.topology import topology
from tests import simulated
from tests.deploy.test_reviews import MESSAGES, POLICY, tell
from tests.streams import running

pytestmark = pytest.mark.kafka


class Running:
    """A hub that took the messages of a doubt, and goes on when it is told to."""

    def __init__(self, bootstrap, folder):
        shutil.copy(POLICY, folder / "policy.toml")
        (folder / "hmac.key").write_text("ab" * 32)
        tell(folder, *MESSAGES)
        self.folder = folder
        self.settings = AppSettings(bootstrap, 2, "reviewed-")
        serving = configuration.load([folder / "policy.toml"], [folder / "hmac.key"])
        self.steps = topology(simulated.READERS, serving.policies, serving.keys)
        running.prepare(self.settings, serving)
        running.pass_day(self.settings, date(2026, 1, 1))
        running.send(self.settings, folder)
        self.go_on()

    def go_on(self):
        places = inputs(self.settings, self.steps)

        def is_through():
            if behind(self.settings, self.steps, committed(self.settings, places)):
                return False
            return not read_kept(self.settings, self.steps, lambda *_: None).sweeping

        running.work(self.settings, self.steps, is_through)

    def run(self, *words, files=False):
        where = ["--bootstrap", self.settings.bootstrap, "--prefix", self.settings.prefix]
        policy, key = str(self.folder / "policy.toml"), str(self.folder / "hmac.key")
        own = ["--policy", policy, "--key-file", key] if files else []
        done = CliRunner().invoke(main, [*map(str, words), *where, *own], catch_exceptions=False)

        assert done.exit_code == 0, done.output
        return done.stdout

    def reviews(self):
        return [json.loads(line) for line in self.run("reviews", "list", "--json").splitlines()]


def test_a_decision_on_the_log_holds_and_a_model_set_goes_through_everybody(kafka_broker, tmp_path):
    """
    Shown, rejected, withdrawn; another model merges the two; and verify finds the same each time.
    """
    hub = Running(kafka_broker.bootstrap, tmp_path)
    (review,) = hub.reviews()
    explained = json.loads(hub.run("explain", review["one"]["person"], "--json", files=True))
    assert explained["near"][0]["reason"] == "uncertain"
    own = " ".join(hub.run("overview", review["one"]["person"], files=True).split())
    assert "Een medewerker kan ernaar kijken" in own
    assert "dat u op een plek begint" in own or "een toewijzing bij De Werkhaven" in own

    hub.run("reviews", "reject", review["review"], "--by", "een medewerker")
    hub.go_on()
    assert hub.reviews() == []
    assert "differ" not in hub.run("verify", files=True)

    hub.run("reviews", "withdraw", review["review"], "--by", "een medewerker")
    hub.go_on()
    assert hub.reviews() == [review]

    save(replace(shipped(), match=shipped().match * 50), tmp_path / "lenient.json")
    hub.run("models", "set", tmp_path / "lenient.json")
    hub.go_on()
    assert hub.reviews() == []
    explained = json.loads(hub.run("explain", review["one"]["record"], "--json", files=True))
    assert len(explained["records"]) == 2
    assert "differ" not in hub.run("verify", files=True)
