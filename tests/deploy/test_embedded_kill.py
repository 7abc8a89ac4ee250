"""A hub on the embedded broker that is killed again and again: what holds there, and what does not.

The embedded broker shows what a killed worker left unfinished, so some records stand there twice.
"""

import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import orjson
import pytest

from connectors.inbound.producer import RawProducer
from deploy import clock
from deploy.child import free_port
from deploy.folder import raw_of, read_manifest
from deploy.tally import tally
from deploy.verifying import read_kept
from schemas.messages import DeadLetter, Outcome
from schemas.topics import DEAD_LETTERS, OUTCOMES, PUBLIC
from streams.settings import AppSettings
from streams.topology import topology
from tests import simulated
from tests.fold import fold
from tests.streams import running

pytestmark = [pytest.mark.embedded, pytest.mark.storm]
PERSONS, SEED, PARTITIONS, KILLS = 60, 7, 2, 3


class Killed:
    """`samenloop run` with the same folder each time."""

    def __init__(self, settings, folder, data):
        where = ["--bootstrap", settings.bootstrap, "--prefix", settings.prefix]
        where += ["--partitions", str(PARTITIONS), "--listen", f"127.0.0.1:{free_port()}"]
        files = ["--policy", folder / "policy.toml", "--key-file", folder / "hmac.key"]
        self._command = [sys.executable, "-m", "deploy", "run", *where, *files, "--data", data]
        self.log = Path(data, "log")
        self._process = None

    def start(self):
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(self._command, stderr=log)

    def kill(self):
        status = self._process.poll()
        self._process.kill()
        self._process.wait()
        assert status is None, self.log.read_text()[-3000:]


class Ran:
    """A town that went through a hub that was killed while it worked."""

    def __init__(self, broker):
        self.settings = AppSettings(broker.bootstrap, PARTITIONS, "killed-")
        folder = simulated.folder(PERSONS, SEED)
        serving = simulated.serving(folder)
        self.steps = topology(simulated.READERS, serving.policies, serving.keys)
        self.listed = read_manifest(folder)
        running.prepare(self.settings, serving)
        with tempfile.TemporaryDirectory() as data:
            self.kills = self._storm(Killed(self.settings, folder, data), folder)
        self.replayed = simulated.replayed(folder, until=clock.today())
        self.records = running.read(
            self.settings, *map(self.settings.topic, (OUTCOMES, DEAD_LETTERS, *PUBLIC))
        )

    def _storm(self, hub, folder):
        """Kills at moments of a seed, most of them while messages come in."""
        chance = random.Random(SEED)
        feeding = threading.Thread(target=self._feed, args=[folder])
        hub.start()
        feeding.start()
        for _ in range(KILLS):
            time.sleep(chance.uniform(2.0, 8.0))
            hub.kill()
            hub.start()
        feeding.join()
        deadline = time.monotonic() + 120
        while not self._is_done():
            assert time.monotonic() < deadline, hub.log.read_text()[-3000:]
            time.sleep(1)
        hub.kill()

    def _feed(self, folder):
        producer = RawProducer(self.settings.bootstrap, prefix=self.settings.prefix)
        assert producer.wait_until_ready(20)
        for line in self.listed:
            producer.append(raw_of(folder, line)).result(30)
        producer.close()

    def _told(self):
        (outcomes,) = running.read(self.settings, self.settings.topic(OUTCOMES)).values()
        return len(outcomes)

    def _is_done(self):
        return running.finished(self.settings, self.steps, len(self.listed))

    def events(self):
        """Every public event as it stands there, by topic and partition."""
        places = defaultdict(list)
        for topic in map(self.settings.topic, PUBLIC):
            for record in self.records[topic]:
                places[topic, record.partition()].append(orjson.loads(record.value()))
        return places


@pytest.fixture(scope="module")
def ran(embedded_broker):
    return Ran(embedded_broker)


def test_nothing_is_missing(ran):
    """
    Every message that was taken in has an outcome, and every record of it.
    """
    last = {r.key(): r.value() for r in ran.records[ran.settings.topic(OUTCOMES)]}
    outcomes = [Outcome.model_validate_json(value) for value in last.values() if value]
    letters = {r.key(): r.value() for r in ran.records[ran.settings.topic(DEAD_LETTERS)]}
    numbers = tally(
        [line.message for line in ran.listed],
        outcomes,
        map(DeadLetter.model_validate_json, letters.values()),
        [],
    )

    assert () == numbers.lost
    assert len(ran.listed) == numbers.messages


def test_the_hub_keeps_what_a_replay_concludes(ran):
    """
    However often it was killed: what a next start would restore is right.
    """
    kept = read_kept(ran.settings, ran.steps, lambda _what, _number: None)

    assert ran.replayed.state == kept.state


def test_a_subscriber_who_drops_known_ids_agrees_with_the_hub(ran):
    """
    What a killed worker left unfinished is told once more, under the same id, in the same words.
    """
    known = {}
    events = []
    for place in ran.events().values():
        for event in place:
            if known.setdefault(event["id"], event) is event:
                events.append(event)
            assert known[event["id"]] == event

    assert ran.replayed.state == fold(events)
