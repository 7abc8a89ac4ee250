"""The demo shows what a subscriber sees, and leaves nothing behind."""

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from connectors.inbound.wmo.messages import read
from connectors.simulator.folder import Wanted, simulate
from connectors.simulator.telling import Deliveries
from deploy import clock
from deploy.child import free_port
from deploy.cli import main
from deploy.demo.onlooker import Onlooker
from deploy.demo.person import candidates, choose
from deploy.demo.picture import Scale, picture
from deploy.demo.screen import scene
from deploy.demo.show import EMBEDDED
from deploy.demo.timeline import Bar, Row, Timeline, timeline
from deploy.folder import read_manifest
from deploy.reading import told_by
from deploy.tally import tally
from schemas import wire
from schemas.errors import WrongConfiguration
from schemas.facts import AllocationMade, DeliveryStarted, DeliveryStopped
from schemas.reading import Context
from tests.deploy import municipality
from tests.deploy.hubs import post
from tests.fold import fold
from tests.simulated import AS_LISTED, replayed

TODAY = date(2026, 3, 10)
README = Path(__file__).parents[2] / "README.md"
START_SECONDS, CHANGE_SECONDS, STOP_SECONDS = 120, 2, 5


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    folder = municipality.write(tmp_path_factory.mktemp("demo") / "messages")
    return [json.loads(wire.write(event)) for event in replayed(folder, order=AS_LISTED).events]


@pytest.fixture(scope="module")
def onlooker(events):
    seen = Onlooker()
    for event in [*events, *events]:  # at least once
        seen.event(event)
    return seen


@pytest.fixture(scope="module")
def noor(events):
    """The person with a placement, as the events name them."""
    return next(iter(fold(events)["placements"].values()))["person"]


def test_the_onlooker_holds_what_the_hub_concluded(events, onlooker):
    """
    The picture is made of public events alone, by the rules that every subscriber has.
    """
    concluded = fold(events)
    said = {name: doc for name, doc in onlooker.coverages.items() if doc["periods"]}

    assert concluded["coverages"] == said
    assert concluded["placements"] == onlooker.placements
    assert concluded["signals"] == onlooker.signals
    assert concluded["mixes"] == {n: doc for n, doc in onlooker.mixes.items() if doc["periods"]}


def test_an_event_counts_once(events, onlooker):
    """
    The hub may tell an event twice; an onlooker knows it by its id.
    """
    assert len(events) == onlooker.counts.total() == onlooker.changes


def test_a_timeline_says_who_pays_where_somebody_is_and_what_is_missing(onlooker, noor):
    """
    Noor: beschut werk from February till July, at a place since January.
    """
    seen = timeline(onlooker, noor)
    (placement, coverage), *_ = seen.placements

    assert ["Participatiewet beschut werk"] == [row.label for row in seen.lines]
    assert (date(2026, 2, 1), date(2026, 7, 1)) == (seen.lines[0].start, seen.lines[0].end)
    assert ("beschut werk · Groenploeg", date(2026, 1, 5), None) == (
        placement.label,
        placement.start,
        placement.end,
    )
    assert ["gap", "gap", "gap"] == [bar.kind for bar in coverage.bars]
    assert ["gat: geen betaler"] == [row.label for row in seen.signals]


def test_a_picture_shows_each_stretch_in_its_place():
    """
    A timeline as text: what is where it should be, with last days as people say them.
    """
    line = Row("Wmo dagbesteding", (Bar(date(2025, 9, 1), date(2026, 3, 1), "wmo"),))
    place = Row("dagbesteding · Groenploeg", (Bar(date(2025, 9, 1), None, "placement"),))
    covered = Bar(date(2025, 9, 1), date(2026, 3, 1), "covered")
    coverage = Row("  betaald?", (covered, Bar(date(2026, 3, 1), None, "gap")))
    signal_ = Row("gat: geen betaler", (Bar(date(2026, 3, 1), None, "signal-gap"),))
    drawn = picture(Timeline("p", (line,), ((place, coverage),), (signal_,)), TODAY, 98)
    expected = """
                                       jul    2025   jul okt    apr
Wie betaalt
  Wmo dagbesteding                                      ███████         2025-09-01 t/m 2026-02-28
Waar
  dagbesteding · Groenploeg                             ▓▓▓▓▓▓▓▓▓▓▓▓▓▓  vanaf 2025-09-01
    betaald?                                            ███████░░░░░░░  niet vanaf 2026-03-01
Signalen
  gat: geen betaler                                            !!!!!!!  vanaf 2026-03-01
  ██ betaald   ░░ gat   ▒▒ voorlopig
"""

    assert expected.strip("\n").splitlines() == [row.plain.rstrip() for row in drawn]


@pytest.mark.parametrize(
    ("start", "end", "columns"),
    [
        (date(2026, 1, 1), None, (0, 10)),
        (date(2025, 1, 1), date(2026, 1, 6), (0, 5)),
        (date(2026, 1, 6), date(2026, 1, 7), (5, 6)),
        (date(2026, 1, 10), date(2026, 1, 11), (9, 10)),
        (date(2025, 1, 1), date(2026, 1, 1), (0, 0)),
        (date(2026, 1, 11), None, (0, 0)),
    ],
)
def test_a_bar_stands_in_its_columns(start, end, columns):
    """
    What can be seen is at least one column wide; what lies outside is not drawn.
    """
    scale = Scale(date(2026, 1, 1), date(2026, 1, 11), 10)

    assert columns == scale.of(Bar(start, end, "wmo"))


def test_somebody_who_was_not_seen_yet_has_no_picture():
    """
    The demo begins before the first event.
    """
    about = {"title": "t", "total": 1200, "sent": 0, "width": 80}
    seen = scene(Onlooker(), "nobody", TODAY, **about)

    assert ["nog niet gezien"] == [text.plain for text in seen.person]
    assert seen.line.startswith("0 van 1.200 berichten aangeboden")


@pytest.mark.parametrize("seed", range(1, 6))
def test_the_ready_message_stops_an_open_delivery(seed):
    """
    Whoever is shown: the WMO307 is valid, and repeats allocation and start as they were told.
    """
    until = TODAY - timedelta(days=1)
    simulated = simulate(Wanted("0034", 120, seed, date(2025, 1, 1), until))
    shown = choose(simulated)
    received = f"{TODAY}T09:00:00.000000+00:00"
    (record,) = read(shown.stop(TODAY, "0034"), Context(received)).records
    (stop,) = record.facts
    told = [
        (r.who.bsn, fact)
        for message in simulated.messages
        if message.source == "wmo"
        for r in read(message.body, Context(f"{until}T23:00:00.000000+00:00", "0034")).records
        if r.who is not None
        for fact in r.facts
    ]
    starts = [f for bsn, f in told if bsn == record.who.bsn and isinstance(f, DeliveryStarted)]
    stops = [f for bsn, f in told if bsn == record.who.bsn and isinstance(f, DeliveryStopped)]
    allocations = [f.number for _, f in told if isinstance(f, AllocationMade)]

    assert 2 <= len(shown.streams)
    assert isinstance(stop, DeliveryStopped)
    assert stop.allocation in allocations
    assert (stop.allocation, stop.start, stop.provider) in [
        (start.allocation, start.start, start.provider) for start in starts
    ]
    assert [] == [other for other in stops if other.allocation == stop.allocation]
    assert stop.start < stop.end <= TODAY


def test_nobody_is_a_candidate_whose_delivery_was_stopped():
    """
    A second stop of one delivery would be no change to see.
    """
    simulated = simulate(Wanted("0034", 300, 1, date(2025, 1, 1), TODAY))
    found = candidates(simulated)
    stopped = {
        (row.allocation.number, row.begin)
        for shown in found
        for telling in shown.life.tellings
        if isinstance(telling.content, Deliveries) and telling.content.message == "307"
        for row in telling.content.rows
    }

    assert set() != stopped
    assert set() == stopped & {(s.delivery.allocation.number, s.delivery.begin) for s in found}


def samenloop(*arguments):
    return [sys.executable, "-m", "deploy", *arguments]


@pytest.mark.embedded
def test_once_processes_everything_and_ends(tmp_path):
    """
    `make demo-once`: a summary, exit code 0, and no process left.
    """
    port = ["--port", str(free_port())]
    command = samenloop("demo", "--once", "--persons", "30", "--folder", str(tmp_path / "d"), *port)
    done = subprocess.run(command, capture_output=True, text=True, timeout=150, check=False)
    messages = len(read_manifest(tmp_path / "d"))

    assert 0 == done.returncode, done.stderr
    assert f"Berichten verwerkt: {messages}" in done.stdout
    assert "Elke registratie van elk bericht heeft een uitkomst." in done.stdout
    assert "Niet te lezen: 1\n  wlz bsn: 1" in done.stdout
    assert EMBEDDED in " ".join(done.stdout.split()), "what this broker cannot promise is said"
    assert [] == processes(str(tmp_path / "d"))


@pytest.mark.embedded
def test_a_loss_is_no_success(monkeypatch):
    """
    `demo --once` fails if a record of a message has no outcome.
    """
    lost = tally(["never-read"], [], [], [])
    monkeypatch.setattr("deploy.demo.show.tally", lambda *_: lost)
    monkeypatch.setattr("deploy.demo.show.LOST_SECONDS", 0)
    port = ["--port", str(free_port())]
    done = CliRunner().invoke(main, ["demo", "--once", "--persons", "10", "--seed", "1", *port])

    assert (1, True) == (done.exit_code, "VERLOREN, zonder uitkomst: 1" in done.output)


def test_too_few_people_to_show_somebody_is_said():
    """
    The operator reads what to put right, before anything was started.
    """
    simulated = simulate(Wanted("0034", 1, 3, date(2025, 1, 1), TODAY))

    with pytest.raises(WrongConfiguration, match="give more --persons"):
        choose(simulated._replace(lives=[]))


class Demo:
    """The demo in a pipe, and what it has said so far."""

    def __init__(self, folder):
        self.folder = folder
        self.ready = folder.with_name("ready") / "wmo307.xml"
        options = ["--folder", str(folder), "--ready", str(self.ready)]
        options += ["--port", str(free_port())]  # another test may have the usual one
        command = samenloop("demo", "--persons", "30", "--rate", "0", *options)
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.lines = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def wait_for(self, pattern, seconds, after=0):
        """The first line with *pattern*, and how long that took."""
        began = time.monotonic()
        while (passed := time.monotonic() - began) < seconds and self._reader.is_alive():
            for line in list(self.lines[after:]):
                if re.search(pattern, line):
                    return line.strip(), passed
            time.sleep(0.02)
        said = "".join(self.lines[-40:])
        raise AssertionError(f"{pattern} was not said in {passed:.0f} s:\n{said}")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    running = Demo(tmp_path_factory.mktemp("live") / "d")
    yield running
    running.process.kill()
    running.process.wait()


@pytest.mark.embedded
def test_the_hub_on_a_broker_ends_where_a_replay_ends(demo):
    """
    The same messages, through Kafka and without it: the same conclusions.
    """
    demo.wait_for("^curl ", START_SECONDS)
    told = told_by(bootstrap(demo))
    expected = json.loads(wire.write(replayed(demo.folder, until=clock.today()).state))

    assert expected == fold(told.events)


@pytest.mark.embedded
def test_a_posted_message_changes_the_picture_at_once(demo):
    """
    The WMO307 by the shown command: within two seconds the days after it are a gap.
    """
    command, _ = demo.wait_for("^curl ", START_SECONDS)
    *_, data, address = shlex.split(command)
    before = len(demo.lines)
    message = post(address, demo.ready.read_bytes(), "application/xml")
    last = clock.today().replace(day=1) - timedelta(days=1)
    _, seconds = demo.wait_for(f"Wmo dagbesteding .* t/m {last}$", CHANGE_SECONDS, before)
    demo.wait_for(rf"gat: geen betaler .* vanaf {clock.today().replace(day=1)}$", 1, before)
    way = trace(demo, message)

    (raised,) = [event for event in way["events"] if event["data"].get("rule") == "gap"]
    back = trace(demo, raised["id"])

    assert f"@{demo.ready}" == data
    assert seconds < CHANGE_SECONDS
    assert ["concluded"] == [record["outcome"] for record in way["records"]]
    assert ("nl.samenloop.funding-signals.raised.v1", True) == (raised["type"], raised["caused"])
    assert ("gap", message) == (back["rule"]["rule"], back["cause"])
    assert message in [v["message"] for record in back["records"] for v in record["versions"]]
    assert ["dagbesteding"] == [line["instrument"] for line in back["lines"]]


@pytest.mark.embedded
def test_the_demo_answers_which_places_are_near(demo):
    """
    By the shown command, which README has too; nobody lies outside the table that comes with it.
    """
    command, _ = demo.wait_for("^curl .*/v1/offers", START_SECONDS)
    *_, address = shlex.split(command)
    with urllib.request.urlopen(address, timeout=20) as answer:
        told = json.load(answer)

    assert told["offers"]
    assert 0 == told["not_located"]
    assert all(offer["free"] > 0 and offer["km"] <= 5 for offer in told["offers"])
    assert address.partition("/v1/")[2] in README.read_text(encoding="utf-8")


@pytest.mark.embedded
def test_ctrl_c_ends_everything(demo):
    """
    Within five seconds, without an error, and no process or file left of broker and hub.
    """
    demo.wait_for("^curl ", START_SECONDS)
    where = bootstrap(demo)
    demo.process.send_signal(signal.SIGINT)
    status = demo.process.wait(STOP_SECONDS)

    assert (0, []) == (status, processes(where))


def bootstrap(demo):
    line, _ = demo.wait_for("^samenloop trace", START_SECONDS)
    return shlex.split(line)[3]


def trace(demo, message):
    done = CliRunner().invoke(main, ["trace", "--bootstrap", bootstrap(demo), message, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def processes(word):
    """Command lines of processes that name *word*."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().decode().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if word in line and int(process.name) != os.getpid():
            found.append(line)
    return found
