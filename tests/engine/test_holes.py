"""Where Faust 0.15.3 loses or repeats, and that a step cannot: the rows of the engine's README.

A test `test_faust_…` shows the hole in Faust as it ships; `test_a_step_…` the same on the engine.
"""

import asyncio
import gc
import logging
import re
import time
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple
from unittest.mock import AsyncMock

import faust
import pytest
from confluent_kafka import KafkaError, TopicPartition
from faust.types import TP
from mode.supervisors import CrashingSupervisor

from streams.engine import clients, producer
from streams.engine.app import App
from streams.engine.faults import StepFailed
from streams.engine.rocks import Rocks
from streams.engine.settings import Settings
from streams.engine.step import Refused, State, Step
from tests.chaos.world import failing
from tests.engine.plain import IN, Faust
from tests.engine.world import PLACE, TEXT, Crash, World

ENGINE = Path(clients.__file__).parent
HOLES = [*(f"L{n}" for n in range(1, 16)), *(f"D{n}" for n in range(1, 4)), "EO"]


@pytest.fixture
def plain(tmp_path):
    """Makes Faust apps; what they log is not our concern."""
    logging.disable(logging.CRITICAL)
    yield lambda **conf: Faust(tmp_path, **conf)
    logging.disable(logging.NOTSET)
    gc.collect()  # streams that were cut off end now, not in the middle of another test


def counting(bug=None, **of):
    """A step that counts and tells; *bug* is called with each value before."""

    def count(events, view, out):
        for event in events:
            value = event if isinstance(event, bytes) else event.value()
            if bug is not None:
                bug(value)
            number = int(view.get("k") or 0) + 1
            view.put("k", str(number))
            out.send("out", b"k", b"%s=%d" % (value, number))

    return Step("count", ("in",), count, to=("out",), state=TEXT, **of)


def must_not(what):
    def bug(value):
        if value == what:
            raise ValueError("a bug")

    return bug


# -- L1, L2, L5, L10: what raises


def test_faust_takes_an_event_whose_agent_raised_for_done(plain):
    """
    L1: the second of five failed; all up to it are acknowledged, so it never comes back.
    """

    async def run():
        faust, stream = (it := plain()), it.topic(value_type=bytes).stream()
        await faust.deliver(stream, b"1", b"2", b"3")
        await faust.run(raising(stream, b"2"))
        return faust.acked

    assert [1, 2] == asyncio.run(run())


def test_faust_commits_over_an_event_that_crashed_the_worker(plain):
    """
    L2: the supervisor that stops the worker does not help: it commits on its way out.
    """

    async def run():
        it = plain()
        body = raising_at(b"1")
        agent = it.app.agent(it.topic(value_type=bytes), supervisor_strategy=CrashingSupervisor)(
            body
        )
        await agent.start()
        await asyncio.sleep(0)
        (channel,) = it.app.topics
        await it.deliver(SimpleNamespace(channel=channel), b"1", first=0)
        await it.run(asyncio.sleep(0.1))
        crashed = agent.crashed
        await it.stop()
        await agent.stop()
        return crashed, it.sent_to_broker

    assert (True, [1]) == asyncio.run(run())


def test_faust_takes_a_whole_batch_that_raised_for_done(plain):
    """
    L5: `take` acknowledges every event of the batch, whatever became of it.
    """

    async def run():
        it = plain()
        stream = it.topic(value_type=bytes).stream()
        await it.deliver(stream, b"1", b"2", b"3")
        await it.run(taking(stream))
        return it.acked

    assert [1, 2, 3] == asyncio.run(run())


def test_faust_drops_an_event_for_which_it_finds_no_group(plain):
    """
    L10: what goes wrong in the function of `group_by` is logged, and the event acknowledged.
    """

    async def run():
        it = plain()
        stream = it.topic(value_type=bytes).stream()
        stream.add_processor(lambda value: stream._format_key(must_not(b"1"), value))
        await it.deliver(stream, b"1")
        await it.run(raising(stream, b""))
        return it.acked

    assert [1] == asyncio.run(run())


def test_a_step_that_raises_stops_the_worker_and_commits_nothing():
    """
    Not the record, not its batch, not what was sent before: the mended version does them, once.
    """
    world = World(b"a", b"b", b"c")
    loop = world.worker(counting(must_not(b"b")))
    with pytest.raises(StepFailed, match="step count failed at in 0 offset 1"):
        world.turn(loop)
    loop.abandon()
    before = world.committed, world.told(), world.state
    world.turn(world.worker(counting()))

    assert (None, [], None) == before
    assert (3, [b"a=1", b"b=2", b"c=3"], b"3") == (world.committed, world.told(), world.state)


# -- L3, L4, L12, L15: which offset is committed


@pytest.mark.parametrize(("hole", "committed"), [("L3", 2), ("L4", None)])
def test_faust_commits_over_an_event_that_is_not_done(plain, hole, committed):
    """
    L3: off by one, the event right at the committed offset; L4: any, as long as none is committed.
    """

    async def run():
        consumer = plain().consumer
        consumer._committed_offset[IN] = committed
        consumer._acked[IN] = [3, 4, 5]  # 2 is not done
        return consumer._new_offset(IN)

    assert 6 == asyncio.run(run())


def test_faust_takes_an_event_of_a_former_assignment_for_done(plain):
    """
    L12: where it runs without its compiled parts, one that is skipped is acknowledged.
    """

    async def run():
        it = plain()
        stream = it.topic(value_type=bytes).stream()
        await it.deliver(stream, b"1", generation=7)
        await it.run(each(stream._py_aiter()))
        return it.acked

    assert [1] == asyncio.run(run())


def test_faust_commits_an_event_that_was_cut_off_by_the_stop(plain):
    """
    L15: without `stream_wait_empty` the agent is cancelled, the event acknowledged and committed.
    """

    async def run():
        it = plain(stream_wait_empty=False)
        stream = it.topic(value_type=bytes).stream()
        await it.deliver(stream, b"1", first=0)
        await it.run(each(stream, asyncio.sleep, 60))
        await it.stop()
        return it.sent_to_broker

    assert [1] == asyncio.run(run())


def test_a_step_commits_the_offset_after_the_last_event_it_took():
    """
    In order, none left out: of a batch of which it took one, that one.
    """
    world = World(b"a", b"b", b"c")
    taken = []

    def first(events, view, out):
        taken.append(events[0].value())
        return 1

    loop = world.worker(Step("count", ("in",), first, state=TEXT), events_max=1, batch=3)
    seen = []
    for _ in range(20):
        world.turn(loop, times=1)
        seen.append((world.committed or 0, len(taken)))

    assert {(n, n) for n in range(4)} == set(seen)
    assert [b"a", b"b", b"c"] == taken


def test_a_step_of_a_former_assignment_commits_nothing():
    """
    The broker refuses what comes from a former generation of the group: it is undone, done again.
    """
    world = World(b"a")
    loop = world.worker(counting(), interval=60.0)
    world.turn(loop)
    world.broker.generation += 1
    loop.stop()
    before = world.committed, world.told()
    world.turn(world.worker(counting()))

    assert (None, []) == before
    assert (1, [b"a=1"]) == (world.committed, world.told())


def test_a_step_that_is_cut_off_did_nothing():
    """
    Killed in the middle of a batch: the next worker does all of it, once.
    """
    world = World(b"a", b"b")
    with pytest.raises(Crash):
        world.turn(loop := world.worker(counting(killed_at(b"b"))))
    world.kill(loop)
    before = world.committed, world.told()
    world.turn(world.worker(counting()))

    assert (None, []) == before
    assert (2, [b"a=1", b"b=2"]) == (world.committed, world.told())


# -- L6, L7, L8, L13, L14: what is sent


def test_faust_gives_up_waiting_for_what_it_has_not_sent(plain):
    """
    L6: after a tenth of a second without progress `flush` returns, and the offsets are committed.
    """

    async def run():
        it = plain()
        await it.producer.buffer.start()
        it.producer.buffer._send_pending = lambda _: asyncio.sleep(60)
        for _ in range(3):
            it.producer.buffer.put(object())
        await asyncio.sleep(0.01)
        committed = await it.consumer._commit_offsets({IN: 3})
        left = it.producer.buffer.size
        return committed, left, it.sent_to_broker

    assert (True, 2, [3]) == asyncio.run(run())


def test_faust_commits_though_what_it_sent_did_not_arrive(plain):
    """
    L7: a failed send is a line in the log, and nobody waits for its future.
    """

    async def run():
        it = plain()
        out = it.app.topic("out", value_serializer="raw")
        told = await out.send(value=b"1")
        await asyncio.sleep(0)
        await it.consumer._commit_offsets({IN: 1})
        return type(told.exception()), it.sent_to_broker

    assert (ConnectionError, [1]) == asyncio.run(run())


def test_faust_does_not_flush_its_producer_in_a_thread(plain):
    """
    L8: with `producer_threaded` the flush before a commit passes the producer by.
    """

    async def run():
        it = faust.App("threaded", broker="kafka://nowhere", producer_threaded=True)
        it.finalize()
        threaded = it.producer.threaded_producer = AsyncMock()
        await it.producer.flush()
        return threaded.flush.await_count

    assert 0 == asyncio.run(run())


def test_faust_does_not_wait_for_what_an_agent_yields(plain):
    """
    L13: a sink, `forward` and `send_soon` are sent and forgotten, so L7 holds for each of them.
    """

    async def run():
        it = plain()
        agent = it.app.agent(it.topic(value_type=bytes), sink=[it.app.topic("out")])(each)
        await agent._delegate_to_sinks("1")
        return len(it.producer.sent)

    assert 1 == asyncio.run(run())


def test_faust_lets_the_broker_store_a_retry_twice(plain):
    """
    L14: its producer is not idempotent, unless it runs in transactions.
    """
    app = faust.App("plain", broker="kafka://nowhere")
    app.finalize()
    settings = {**app.producer._settings_default(), **app.producer._settings_extra()}

    assert "enable_idempotence" not in settings


def test_a_step_commits_nothing_before_all_it_sent_has_arrived():
    """
    A record that got lost on its way fails the transaction: undone, and done again until it holds.
    """
    world = World(b"a", b"b")
    world.weather.lost = 1.0
    loop = world.worker(counting())
    world.turn(loop)
    before = world.committed, world.told()
    world.weather.lost = 0.0
    world.turn(loop)

    assert (None, []) == before
    assert (2, [b"a=1", b"b=2"], b"2") == (world.committed, world.told(), world.state)


def test_a_step_sends_idempotently(monkeypatch, tmp_path):
    """
    A transactional producer is an idempotent one; so is what sends for timers and pages.
    """
    made = []
    monkeypatch.setattr(clients, "Producer", made.append)
    monkeypatch.setattr(producer, "Producer", lambda settings: made.append(settings) or Quiet())
    clients.Librdkafka(Settings("ours", "nowhere", "worker")).producer()
    asyncio.run(started_and_stopped(App("ours", broker="kafka://nowhere", datadir=tmp_path)))
    of_steps, of_timers = made

    assert "ours-worker" == of_steps["transactional.id"]
    assert "enable.idempotence" not in of_steps  # said by the line above, and cannot be taken back
    assert (True, "all") == (of_timers["enable.idempotence"], of_timers["acks"])
    assert "transactional.id" not in of_timers  # else it would fence that of the steps


# -- L9, L11: what cannot be read


def test_faust_drops_an_event_it_cannot_decode(plain):
    """
    L9: acknowledged without a word to any agent.
    """

    async def run():
        it = plain()
        stream = it.topic(value_serializer="json").stream()
        await it.deliver(stream, b"{no json")
        return it.acked, stream.channel.queue.qsize()

    assert ([1], 0) == asyncio.run(run())


def test_a_step_that_cannot_decode_an_event_sends_it_to_dead_letters():
    """
    In the same transaction as its offset.
    """
    world = World(b"a", b"no", b"c")

    def decode(message):
        if message.value() == b"no":
            raise Refused("not of this topic")
        return message.value()

    world.turn(world.worker(counting(decode=decode)))

    assert [b"not of this topic"] == world.told("dead")
    assert (3, [b"a=1", b"c=2"]) == (world.committed, world.told())


def test_faust_goes_on_with_a_state_it_could_not_read(plain):
    """
    L11: what goes wrong while a table is recovered is a warning in the log.
    """

    async def run():
        it = plain()
        recovery, tables = it.app.tables.recovery, it.app.tables
        table = it.app.Table("t", partitions=1)
        changelog = TP("changelog", 0)
        recovery.add_active(table, changelog)
        tables.changelog_queue.put_nowait(SimpleNamespace(message=None))  # raises inside
        stray = SimpleNamespace(tp=TP("stray", 0), offset=3)
        for message in (SimpleNamespace(tp=changelog, offset=0), stray):
            tables.changelog_queue.put_nowait(SimpleNamespace(message=message))
        table.on_changelog_event = AsyncMock()
        await it.run(type(recovery)._slurp_changelogs.fun(recovery))
        return recovery.crashed, table.on_changelog_event.await_count

    assert (False, 2) == asyncio.run(run())  # of which one is another topic's


def test_a_step_whose_state_cannot_be_read_stops_the_worker():
    """
    Nothing is concluded from half a state.
    """
    world = World(b"a")
    world.turn(first := world.worker(counting()))
    world.kill(first)
    world.broker.logs["app-count-changelog", 0].append(b"k", b"\xff")

    with pytest.raises(UnicodeDecodeError):
        world.turn(world.worker(counting()))


# -- D1, D2, D3: what is done twice


def test_faust_forgets_what_is_done_when_partitions_move(plain):
    """
    D1: acknowledged events are forgotten before they are committed; the next owner repeats them.
    """

    async def run():
        it = plain()
        it.consumer._acked[IN] = [0, 1, 2]
        it.consumer._committed_offset[IN] = 0
        commits = []
        it.consumer._on_partitions_revoked = AsyncMock(
            side_effect=lambda _: commits.append(it.consumer._new_offset(IN))
        )
        await it.consumer.on_partitions_revoked({IN})
        return commits

    assert [None] == asyncio.run(run())


def test_a_step_commits_what_is_done_before_its_partition_moves():
    """
    The next owner goes on where this one was.
    """
    world = World(b"a", b"b")
    first = world.worker(counting(), interval=60.0)
    world.turn(first)
    before = world.committed
    first._on_revoke(first._consumer, first._consumer.position([tp(first)]))

    assert None is before
    assert (2, [b"a=1", b"b=2"]) == (world.committed, world.told())


def test_faust_counts_twice_what_was_in_the_changelog_before_the_crash(plain):
    """
    D2: a table's change is sent at once, the offset committed seconds later.
    """

    async def run():
        it, sent = plain(), []
        table = it.app.Table("t", default=int, partitions=1)
        table.changelog_topic.send_soon = lambda **of: sent.append(of)
        topic = it.topic(value_type=bytes)
        stream = topic.stream()
        await it.deliver(stream, b"1", first=0)
        await it.run(counted(stream, table))
        return len(sent), sent[0]["value"], it.sent_to_broker

    # one change told, no offset: after a restart the table is 1 and the event comes again
    assert (1, 1, []) == asyncio.run(run())


def test_faust_keeps_on_disk_what_it_has_not_told_the_changelog(plain):
    """
    D3: RocksDB has the change before the changelog does; after a crash it is ahead of both.
    """

    async def run():
        it = plain(store="rocksdb://?driver=rocksdict")
        table = it.app.Table("t", default=int, partitions=1)
        stream = it.topic(value_type=bytes).stream()
        await it.deliver(stream, b"1", first=0)
        await it.run(counted(stream, table))
        (db,) = table.data._dbs.values()
        return db.get(b'"k"'), it.producer.sent

    kept, sent = asyncio.run(run())

    assert (b"1", []) == (kept, sent)


def test_a_step_counts_once_what_was_sent_before_the_crash():
    """
    Outputs and changelog lie at the broker, uncommitted: the next worker's start aborts them.
    """
    world = World(b"a", b"b")
    loop = world.worker(counting(), interval=60.0)
    world.turn(loop)
    loop._transaction._producer.flush(1)
    sent = world.broker.logs["out", 0].high
    world.kill(loop)
    world.turn(world.worker(counting()))

    assert 2 == sent
    assert (2, [b"a=1", b"b=2"], b"2") == (world.committed, world.told(), world.state)


@pytest.mark.parametrize(
    ("moment", "held"),
    [
        ("all was sent, nothing committed", b"2"),
        ("the broker committed, the store has not heard", b"2"),
        ("the store was written", b"3"),
        ("all was undone", b"2"),
    ],
)
def test_a_step_with_its_state_on_disk_counts_once_wherever_it_crashes(tmp_path, moment, held):
    """
    A copy holds what was committed, or less; never what was undone.  The changelog has the rest.
    """
    world = World(b"a", folder=tmp_path)
    world.turn(loop := world.worker(counting()))
    world.add(b"b")
    world.turn(loop)
    world.add(b"c")
    dies_when(moment, world, loop)
    world.kill(loop)
    sent, crashed = [e.value for e in world.broker.logs["out", 0].entries], copy(tmp_path)
    tail = len(world.changelog(crashed.position))
    world.turn(after := world.worker(counting()))
    world.kill(after)

    assert b"c=3" in sent
    assert held == crashed.value
    assert crashed.position > 0
    assert tail == after.restored  # it went on from the copy, and did not begin anew
    assert (3, [b"a=1", b"b=2", b"c=3"], b"3") == (world.committed, world.told(), world.state)
    assert (b"3", ["count-0/0"]) == (copy(tmp_path).value, copies(tmp_path))


# -- processing_guarantee="exactly_once", and what is not in the path of a step


def test_faust_cannot_send_exactly_once_to_a_topic_it_does_not_read(plain):
    """
    Its transactions are by the group of the topic sent to: one per output, none with the input.
    """
    app = faust.App("plain", broker="kafka://nowhere", processing_guarantee="exactly_once")
    app.finalize()

    with pytest.raises(KeyError):
        app.assignor.group_for_topic("out")


def test_a_step_needs_no_part_of_faust_that_reads_acknowledges_or_recovers():
    """
    No module of the engine knows them, and an app with steps alone starts none of them.
    """
    app = App("ours", broker="kafka://nowhere", engine=None)
    app.add_step(counting())
    app._engine = SimpleNamespace()
    started = {type(service).__name__ for service in app.boot_strategy.server()}
    known = {module for path in ENGINE.glob("*.py") for module in imported(path)}

    assert {"StepProducer", "AgentManager", "SimpleNamespace"} == started
    assert {
        "faust",
        "faust.app.base",
        "faust.transport",
        "faust.transport.drivers",
        "faust.types",
        "faust.types.tuples",
    } == {module for module in known if module.startswith("faust")}


# -- the table


def test_every_hole_has_a_row_and_every_row_a_test():
    """
    A claim without a test is none.
    """
    readme = (ENGINE / "README.md").read_text()
    rows = dict(re.findall(r"^\| ([LD]\d+|EO) \|(.*)\|$", readme, re.MULTILINE))
    named = {hole: re.findall(r"`(test_\w+)`", row) for hole, row in rows.items()}

    assert sorted(HOLES) == sorted(rows)
    assert set() == {name for names in named.values() for name in names} - set(globals())
    for hole, names in named.items():
        assert any(name.startswith("test_faust") for name in names), hole
        assert any(name.startswith("test_a_step") for name in names), hole


# -- what the tests above are made of


class Quiet:
    """A producer that was given nothing to send."""

    def poll(self, seconds):
        time.sleep(0.001)

    def flush(self, seconds):
        return 0


async def started_and_stopped(app):
    """What sends for the app's timers and pages."""
    sender = app.producer
    await sender.start()
    await sender.stop()


async def raising(stream, at):
    async for value in stream:
        must_not(at)(value)


def raising_at(value):
    async def body(stream):
        await raising(stream, value)

    return body


async def taking(stream):
    async for _ in stream.take(3, within=1):
        raise ValueError("a bug")


async def each(stream, wait=None, *how):
    async for _ in stream:
        if wait is not None:
            await wait(*how)


async def counted(stream, table):
    async for _ in stream:
        table["k"] += 1
        raise SystemError("here the machine stops")


def killed_at(what):
    def bug(value):
        if value == what:
            raise Crash

    return bug


def dies_when(moment, world, loop):
    """The worker, with its next commit."""
    producer, store = loop._transaction._producer, loop.partitions[PLACE].store
    match moment:
        case "all was sent, nothing committed":
            producer.commit_transaction = crash_after(producer.flush)
        case "the broker committed, the store has not heard":
            producer.commit_transaction = crash_after(producer.commit_transaction)
        case "the store was written":
            store.apply = crash_after(store.apply)
        case "all was undone":
            producer.abort_transaction = crash_after(producer.abort_transaction)
            producer.commit_transaction = refused
    with pytest.raises(Crash):
        world.turn(loop)


def crash_after(call):
    def crash(*args):
        call(*args)
        raise Crash

    return crash


def refused(_):
    raise failing(KafkaError._STATE, abort=True)


class Copy(NamedTuple):
    """What lies on disk, while no worker runs."""

    value: bytes | None
    position: int


def copy(folder):
    store = Rocks(folder, "app").open("count", 0, "app-count-changelog", State())
    found = Copy(store.get("k"), store.position)
    store.close()
    return found


def copies(folder):
    return [str(path.relative_to(folder)) for path in folder.glob("*/*")]


def tp(loop):
    ((topic, number),) = loop.partitions
    return TopicPartition(topic, number)


def imported(path):
    return re.findall(r"^(?:from|import) (\S+)", path.read_text(), re.MULTILINE)
