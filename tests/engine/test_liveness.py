"""When a worker is alive and ready, when it ends itself, and with what exit code."""

import asyncio
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from confluent_kafka import KafkaError, KafkaException, Producer
from structlog.testing import capture_logs

from streams.engine import service
from streams.engine.app import App, Monitored, Options
from streams.engine.faults import BrokerFailed, EngineStopped, Misplaced, StepFailed
from streams.engine.health import EXIT_BROKER, EXIT_BUG, Health, Seen
from streams.engine.instance import take_place
from streams.engine.loop import Done
from streams.engine.service import Engine, StepHangs, Unwatched, end_process
from streams.engine.settings import Settings
from streams.engine.step import Step
from streams.engine.topics import Broker

ROOT = Path(__file__).parents[2]
PLACE = "in", 0
QUICK = {"step_timeout": 0.3, "patience": 0.3, "stall_timeout": 0.3}


# -- ready


def test_a_worker_is_ready_when_its_partitions_are_assigned_and_restored():
    """
    Before, it says what it waits for; while it stops, it says that.
    """
    health = Health(Settings("app", "nowhere", "me"))
    said = [health.why_not_ready()]
    health.joined = True
    health.look({PLACE: Seen(0, 0, ready=False)})
    said.append(health.why_not_ready())
    health.look({PLACE: Seen(0, 5, ready=True)})
    said.append(health.why_not_ready())
    health.leaving = True
    said.append(health.why_not_ready())

    assert ["not assigned", "restoring 1 partitions", None, "stopping"] == said


@pytest.mark.parametrize(
    ("then", "stalls"),
    [
        (Seen(3, 5, ready=True, turn=1), True),
        (Seen(4, 4, ready=True, turn=2), False),
        (Seen(3, 5, ready=True, turn=2), False),
        (Seen(3, 0, ready=True, turn=1), False),
    ],
    ids=["no commit", "events", "chunks of a sweep", "nothing to do"],
)
def test_a_partition_stalls_when_it_has_lag_and_nothing_is_committed(then, stalls):
    """
    A sweep over everybody takes no event for minutes, and is progress; an aborted batch is none.
    """
    now = [0.0]
    health = Health(Settings("app", "nowhere", "me"), clock=lambda: now[0], joined=True)
    health.look({PLACE: Seen(3, 5, ready=True, turn=1)})
    now[0] = 200
    health.look({PLACE: then})
    now[0] = 301

    assert ("stalled" if stalls else None) == health.why_not_ready()
    assert (PLACE if stalls else None) == health.stalled()


# -- how it ends


class FakeLoop:
    """Turns as a test wants it to."""

    def __init__(self, turn=lambda: None, abandon=lambda: None):
        self._turn, self._abandon = turn, abandon
        self.beat, self.at, self.since = time.monotonic(), None, 0.0
        self.joined, self.is_restoring = True, False
        self.partitions, self.calls, self.restored = {}, [], 0

    def start(self):
        self.calls.append("start")

    def turn(self):
        self.beat = time.monotonic()
        self._turn()
        time.sleep(0.005)

    def stop(self):
        self.calls.append("stop")

    def abandon(self):
        self.calls.append("abandon")
        self._abandon()

    def lag(self, _):
        return 5

    def is_idle(self):
        return True


@pytest.fixture
def run(monkeypatch):
    """Runs an engine on a fake loop for a while; returns it, and its failures."""
    monkeypatch.setattr(service, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(service, "ABANDON_SECONDS", 0.2)
    monkeypatch.setattr(service, "GRACE_SECONDS", 0.2)

    def run(loop, seconds=0.8):
        failures = []

        async def go():
            engine = Engine(
                [],
                Settings("app", "nowhere", "me", **QUICK),
                open_store=None,
                dead_letter=None,
                on_failure=failures.append,
            )
            engine._make_loop = lambda: loop
            await engine.start()
            await asyncio.sleep(seconds)
            await engine.stop()
            return engine

        return asyncio.run(go()), failures

    return run


def test_a_step_that_does_not_come_back_ends_the_worker_and_is_named(run):
    """
    Which step, which record, and the line of code at which it was.
    """
    loop, awake = FakeLoop(), threading.Event()

    def hang():
        loop.at, loop.since = ("count", PLACE, 7), time.monotonic()
        awake.wait(5)

    loop._turn = hang
    _, failures = run(loop)
    awake.set()
    (failure,) = failures

    assert isinstance(failure, StepHangs)
    assert "step count failed at in 0 offset 7" in str(failure)
    assert any("hang" in line for line in failure.code)


def test_a_process_that_was_stopped_for_a_while_is_no_step_that_hangs(run):
    """
    A suspended machine, or a SIGSTOP: it goes on where it was, if it still may.
    """
    loop = FakeLoop()
    engine, _ = run(loop, seconds=0.0)
    failures = []
    engine._on_failure, engine._halt = failures.append, threading.Event()
    engine._thread = threading.current_thread()
    loop.at, loop.since = ("count", PLACE, 7), time.monotonic() - 60
    loop.beat, engine._woke = loop.since, time.monotonic()
    engine._must_go_on(loop)
    told = list(failures)
    engine._woke = 0.0
    engine._must_go_on(loop)

    assert [] == told
    assert [StepHangs] == list(map(type, failures))


def test_a_loop_that_no_longer_turns_ends_the_worker(run):
    """
    Whatever it waits for: the partitions are more use to another.
    """
    awake = threading.Event()
    _, failures = run(FakeLoop(lambda: awake.wait(5)), seconds=1.2)
    awake.set()

    assert ["waiting: the loop no longer turns"] == list(map(str, failures))


def test_a_partition_that_stalls_ends_the_worker(run):
    """
    It has lag and nothing is committed.
    """
    loop = FakeLoop()
    mark = SimpleNamespace(next=3, turn=1)
    loop.partitions = {PLACE: SimpleNamespace(mark=mark, is_ready=True, store=None)}
    _, failures = run(loop)

    assert ["waiting: no progress at in 0"] == list(map(str, failures))


def test_a_restore_that_hangs_ends_the_worker(run):
    """
    Its partitions would wait for ever.
    """
    loop = FakeLoop()
    loop.partitions = {PLACE: SimpleNamespace(is_ready=False)}
    _, failures = run(loop)

    assert ["waiting: no progress at in 0"] == list(map(str, failures))


def test_a_restore_that_goes_on_may_take_its_time(run):
    """
    A large state is no stall.
    """
    loop = FakeLoop()
    loop.partitions = {PLACE: SimpleNamespace(is_ready=False)}
    loop._turn = lambda: setattr(loop, "restored", loop.restored + 1)
    _, failures = run(loop)

    assert [] == failures


def test_a_step_may_not_take_as_long_as_a_transaction():
    """
    The broker would abort it, again and again.
    """
    with pytest.raises(ValueError, match="shorter than transaction_timeout"):
        Settings("app", "nowhere", "me", step_timeout=10, transaction_timeout=10)


@pytest.mark.parametrize(
    "error",
    [
        StepFailed("count", "in", 0, 7),
        Misplaced("the state is of another changelog"),
        KafkaException(KafkaError(KafkaError._FATAL, "fenced", True)),
        ZeroDivisionError("a bug of the engine's own"),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("leaves", ["well", "badly", "never"])
def test_the_first_thing_that_went_wrong_is_told_once(run, error, leaves):
    """
    Also where leaving fails too, or hangs because the broker is what failed.
    """
    awake = threading.Event()
    ways = {"well": lambda: None, "badly": lambda: 1 / 0, "never": lambda: awake.wait(5)}
    loop = FakeLoop(lambda: throw(error), ways[leaves])
    engine, failures = run(loop)
    awake.set()
    (failure,) = failures

    assert "abandon" in loop.calls
    assert error in {failure, failure.__cause__}
    assert isinstance(failure, BrokerFailed) == isinstance(error, KafkaException)
    assert engine.health.why_not_ready() == "stopping"


def test_a_stop_finishes_the_batch_and_leaves(run):
    """
    What SIGTERM comes to.
    """
    loop = FakeLoop()
    engine, failures = run(loop, seconds=0.1)

    assert (["start", "stop"], [], False) == (loop.calls, failures, engine.alive)


def test_a_stop_waits_for_no_step_longer_than_its_grace(run):
    """
    What it leaves undone was not committed; the next worker does it.
    """
    awake = threading.Event()
    with capture_logs() as logs:
        began = time.monotonic()
        _, failures = run(FakeLoop(lambda: awake.wait(5)), seconds=0.1)
        took = time.monotonic() - began
    awake.set()

    assert ["left_unfinished"] == [line["event"] for line in logs]
    assert [] == failures
    assert took < 4


def test_a_stop_while_it_starts_starts_nothing(run):
    """
    The broker may take long to answer; who does not wait for it is obeyed.
    """
    loop, engine = (
        FakeLoop(),
        Engine([], Settings("a", "n", "me"), open_store=None, dead_letter=None),
    )

    async def go():
        engine._make_loop = lambda: time.sleep(0.3) or loop
        starting = asyncio.create_task(engine.start())
        await asyncio.sleep(0.1)
        await engine.stop()
        await starting

    asyncio.run(go())

    assert (["abandon"], False) == (loop.calls, engine.alive)


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (StepFailed("count", "in", 0, 7), EXIT_BUG),
        (StepHangs("count", PLACE, 7, ["step.py:3 count"]), EXIT_BUG),
        (Misplaced("state and offsets"), EXIT_BUG),
        (KeyError("999900006"), EXIT_BUG),
        (BrokerFailed("committing", "away"), EXIT_BROKER),
    ],
    ids=lambda value: type(value).__name__,
)
def test_the_exit_code_says_whose_turn_it_is_and_the_line_what_to_do(monkeypatch, failure, status):
    """
    70: the programmer's; 75: whoever runs the broker.  No value of a record is in the line.
    """
    ended = []
    monkeypatch.setattr(os, "_exit", ended.append)
    with capture_logs() as logs:
        end_process(failure)
    (line,) = logs

    assert [status] == ended
    assert ("worker_ends", type(failure).__name__) == (line["event"], line["error"])
    assert isinstance(failure, EngineStopped) == ("advice" in line)
    assert "999900006" not in str(line)


@pytest.mark.kafka
def test_a_worker_whose_step_hangs_ends_with_70(kafka_broker, tmp_path):
    """
    A whole worker, from the command line; the record before is done, and stays done.
    """
    Broker(Settings("stuck", kafka_broker.bootstrap, "test")).make("stuck-in", 1, {})
    producer = Producer({"bootstrap.servers": kafka_broker.bootstrap, "log_level": 0})
    for value in (b"fine", b"hang"):
        producer.produce("stuck-in", value, b"k", 0)
    assert producer.flush(30) == 0
    command = ["-m", "faust", "-A", "tests.engine.stuck", "--datadir", str(tmp_path), "worker"]
    ended = subprocess.run(
        [sys.executable, *command],
        check=False,
        cwd=ROOT,
        env=os.environ | {"BROKER": f"kafka://{kafka_broker.bootstrap}"},
        capture_output=True,
        text=True,
        timeout=90,
    )

    assert EXIT_BUG == ended.returncode, ended.stderr
    assert "step wait failed at stuck-in 0 offset 1" in ended.stderr + ended.stdout
    assert "stuck.py" in ended.stderr + ended.stdout


# -- who a worker is

HOLD = """
import sys, time
from pathlib import Path
from streams.engine.instance import take_place
place = take_place(Path(sys.argv[1]))
print(place.id, flush=True)
time.sleep(60)
"""


def test_two_workers_never_share_a_place_and_a_killed_ones_is_taken_again(tmp_path):
    """
    With its id: so its successor ends what it left open, and reads its state from the disk.
    """
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    first = holder.stdout.readline().strip()
    second = take_place(tmp_path)
    holder.kill()
    holder.communicate()
    third = take_place(tmp_path)
    second.release()
    fourth = take_place(tmp_path)

    assert first != second.id
    assert (first, second.id) == (third.id, fourth.id)
    assert ["worker-0", "worker-1"] == [third.folder.name, fourth.folder.name]


def test_an_id_that_was_lost_with_the_power_is_made_anew(tmp_path):
    """
    An empty one would be shared by every machine that it happened to.
    """
    take_place(tmp_path).release()
    (tmp_path / "worker-0/id").write_text("")

    assert take_place(tmp_path).id


def test_a_place_is_kept_until_the_loop_has_left(tmp_path, monkeypatch):
    """
    Another worker on the machine would fence what this one still finishes.
    """
    held = []

    async def go():
        app = App("a", broker="kafka://nowhere", datadir=tmp_path, topic_allow_declare=False)
        app.add_step(Step("count", ("in",), lambda events, view, out: None))
        monkeypatch.setattr(app.BootStrategy, "kafka_producer", lambda _: [])
        engine = app.engine
        engine._make_loop = FakeLoop
        stop = engine.on_stop

        async def on_stop():
            held.append(is_held(app))
            await stop()

        engine.on_stop = on_stop
        await app.start()
        await app.stop()
        held.append(is_held(app))

    asyncio.run(go())

    assert [True, False] == held


def is_held(app):
    place = take_place(app._instance.folder.parent)
    place.release()
    return place.id != app._instance.id


# -- what Faust shows


@pytest.mark.parametrize("asked", [False, True])
def test_faust_shows_its_pages_only_where_the_app_asks(asked):
    """
    Its command line turns them on by itself; they show state to anybody.
    """
    app = App("a", broker="kafka://nowhere", **({"web_enabled": True} if asked else {}))
    app.conf.web_enabled = True  # as `faust worker` does
    started = {type(part).__name__ for part in app.boot_strategy.server()}

    assert asked == ("Web" in started)


def test_fausts_monitor_counts_what_steps_do():
    """
    Beside what agents do.
    """
    app = App("a", broker="kafka://nowhere", engine=Options())
    watch = Monitored(app.monitor, Unwatched())
    watch.assigned("count", 0, 10, 0.1)
    watch.committed(Done({"count": 3, "tell": 2}))

    assert (5, 5) == (app.monitor.events_total, app.monitor.messages_received_total)
    assert 1 == app.monitor.rebalances


def throw(error):
    raise error
