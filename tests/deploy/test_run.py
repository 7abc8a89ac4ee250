"""`samenloop run` as an operator runs it: a process, signals, a kill, several roles."""

import json
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import orjson
import pytest

from deploy import clock
from deploy.child import free_port
from schemas.topics import PUBLIC
from streams.settings import AppSettings
from streams.topology import topology
from tests import simulated
from tests.fold import fold
from tests.streams import running

pytestmark = pytest.mark.kafka
PARTITIONS = 2
STOP_SECONDS = 5
READY_SECONDS = 40


@pytest.fixture
def settings(kafka_broker, prefix):
    return AppSettings(kafka_broker.bootstrap, PARTITIONS, prefix)


@pytest.fixture(scope="module")
def folder():
    return simulated.folder(20, 7)


@contextmanager
def hub(settings, folder, *more):
    """A running hub; `url` answers when it is ready."""
    port = free_port()
    arguments = ["--bootstrap", settings.bootstrap, "--prefix", settings.prefix]
    arguments += ["--partitions", str(settings.partitions), "--listen", f"127.0.0.1:{port}"]
    arguments += ["--policy", folder / "policy.toml", "--key-file", folder / "hmac.key", *more]
    command = [Path(sys.executable).with_name("samenloop"), "run", *arguments]
    with tempfile.TemporaryFile("w+") as log, subprocess.Popen(command, stderr=log) as process:
        process.url, process.log = f"http://127.0.0.1:{port}", log
        try:
            wait_until_ready(process)
            yield process
        finally:
            process.kill()


def logged(process):
    process.log.seek(0)
    return process.log.read()


def wait_until_ready(process):
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, logged(process)
        try:
            return get(process, "/readyz")
        except OSError:
            time.sleep(0.1)
    raise AssertionError("not ready in time")


def get(process, path):
    with urllib.request.urlopen(process.url + path, timeout=20) as answer:
        return answer.read().decode()


def ended(process, number):
    started = time.monotonic()
    process.send_signal(number)
    status = process.wait(20)
    return status, time.monotonic() - started


def wait_until(done):
    deadline = time.monotonic() + 60
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_hub_cleanly(settings, folder, number):
    """
    An orderly end within five seconds, also while a subscriber is listening.
    """
    with hub(settings, folder, "--inbox", folder.parent / settings.prefix) as process:
        listening = urllib.request.urlopen(f"{process.url}/v1/events", timeout=20)
        listening.readline()
        status, seconds = ended(process, number)
        log = logged(process)
        *_, last = listening.read().splitlines() or [b"{}"]

    assert 0 == status, log
    assert seconds < STOP_SECONDS
    assert {"next"} == set(json.loads(last))
    assert "hub_stopping" in log


def test_what_a_kill_interrupts_is_done_after_it(settings, folder):
    """
    A power cut in the middle of the work: the same conclusions, and events that fold to them.
    """
    serving = simulated.serving(folder)
    steps = topology(simulated.READERS, serving.policies, serving.keys)
    with hub(settings, folder) as process:
        messages = running.send(settings, folder)
        wait_until(lambda: len(public(settings)) > 20)
        process.kill()
    with hub(settings, folder):
        wait_until(lambda: running.finished(settings, steps, messages))

    events = public(settings)
    state = running.restored_state(settings, steps)
    assert simulated.replayed(folder, until=clock.today()).state == state
    assert state == fold(events)


def public(settings):
    topics = running.read(settings, *(settings.topic(topic) for topic in PUBLIC))
    return [orjson.loads(record.value()) for records in topics.values() for record in records]


def test_roles_share_the_work_over_processes(settings, folder):
    """
    One process takes messages in, another concludes, a third one tells.
    """
    with (
        hub(settings, folder, "--role", "streams"),
        hub(settings, folder, "--role", "ingest") as door,
        hub(settings, folder, "--role", "api") as api,
    ):
        event = {
            "specversion": "1.0",
            "id": "1",
            "time": "2026-01-02T00:00:00Z",
            "source": "urn:nld:hr:kvknummer:90000001",
            "type": "nl.aanbieders.werkplekken.gemeld.v1",
            "data": {"code": "W1", "naam": "Werkplaats", "vanaf": "2026-01-01", "capaciteit": 4},
        }
        event["data"]["activiteiten"] = ["dagbesteding"]
        headers = {"Content-Type": "application/cloudevents+json"}
        request = urllib.request.Request(
            f"{door.url}/v1/messages/providers", json.dumps(event).encode(), headers
        )
        taken = json.load(urllib.request.urlopen(request, timeout=20))
        told = first_event(api)
        refused = status_of(api, "/v1/messages/providers"), status_of(door, "/v1/events")

    assert taken["message"] == told["causationid"]
    assert told["type"] == "nl.samenloop.places.mix-changed.v1"
    assert refused == (404, 404)


def first_event(process):
    with urllib.request.urlopen(f"{process.url}/v1/events", timeout=20) as lines:
        return next(event for line in lines if (event := json.loads(line).get("event")))


def status_of(process, path):
    try:
        get(process, path)
    except urllib.error.HTTPError as error:
        return error.code
    return 200


def test_a_hub_that_others_can_reach_wants_tokens(settings, folder):
    """
    Nobody opens personal data to the network by accident.
    """
    with started(folder, settings.bootstrap, "--listen", "0.0.0.0:0") as process:
        _, said = process.communicate(timeout=30)

    assert 2 == process.returncode
    assert "configure registrations" in said


def test_a_hub_without_a_broker_ends_so_that_it_is_started_again(folder):
    """
    A broker that comes up a little later is no reason to call somebody.
    """
    with started(folder, f"127.0.0.1:{free_port()}") as process:
        _, said = process.communicate(timeout=60)

    assert 75 == process.returncode
    assert "is it running?" in said
    assert "Traceback" not in said


def test_a_signal_ends_a_hub_that_still_starts(folder):
    """
    A broker that takes calls and answers none makes a start long; whoever stops it does not wait.
    """
    silent = socket.create_server(("127.0.0.1", 0))
    with silent, started(folder, f"127.0.0.1:{silent.getsockname()[1]}") as process:
        silent.accept()
        begun = time.monotonic()
        process.terminate()
        process.communicate(timeout=60)

    assert time.monotonic() - begun < STOP_SECONDS + 1
    assert process.returncode in {0, 1}


def started(folder, bootstrap, *more):
    """A hub of which only the end matters."""
    arguments = ["--bootstrap", bootstrap, "--policy", folder / "policy.toml"]
    arguments += ["--key-file", folder / "hmac.key", *more]
    return subprocess.Popen(
        [Path(sys.executable).with_name("samenloop"), "run", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_worker_that_is_alone_takes_the_short_cut_unless_it_is_told_not_to(
    settings, folder, kafka_broker
):
    """
    It may have to be ruled out when something is looked into.
    """
    with hub(settings, folder, "--role", "streams", "--state", "memory") as process:
        opens = wait_for_short_cut(process)
    with hub(settings, folder, "--role", "streams", "--no-short-cut") as process:
        why = logged(process)

    assert opens or kafka_broker.name != "kafka"
    assert "switched off, for good" in why


def wait_for_short_cut(process):
    """Whether it opened, or will not."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and "for good" not in logged(process):
        if "samenloop_engine_short_cut 1.0" in get(process, "/metrics"):
            return True
        time.sleep(0.2)
    return False
