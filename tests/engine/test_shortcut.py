"""The short cut: what a step sends to its own worker is done in the same transaction."""

import pytest

from streams.engine.faults import StepFailed
from streams.engine.loop import WAITING_MAX
from streams.engine.step import Step
from tests.engine.site import PARTITIONS, TEXT, Site, counting

LONG = 60.0
SOON = 4.0  # seconds within which the short cut is open again


def passing(**more):
    """Sends each event on, to the step that tells."""

    def send_on(events, view, out):
        for event in events:
            view.put(event.value().decode(), "seen")
            out.send("mid", event.key(), event.value(), event.partition())

    return counting(**{"run": send_on, "to": ("mid",)} | more)


def telling(bug=None, **more):
    def tell(events, view, out):
        for event in events:
            if event.value() == bug:
                raise RuntimeError
            view.put(event.value().decode(), str(event.offset()))
            out.send("out", event.key(), event.value(), 0)

    given = {"run": tell, "state": TEXT, "to": ("out",)} | more
    return Step("tell", ("mid",), **given)


@pytest.fixture
def site():
    return Site()


def opened(site, *steps, **settings):
    """A worker whose short cut is open."""
    loop = site.loop(*(steps or (passing(), telling())), **settings)
    site.turn(loop)
    site.turns.wait(site.turns.now + SOON)
    site.turn(loop)
    assert loop._short_cut.is_open
    return loop


def transactions(site):
    """What each committed transaction did, by step."""
    return [done.events for (done,) in site.told.of("committed") if done.events]


def offsets(site):
    """Where the second step says that its events stand, and where they do stand."""
    site.broker.settle_all()
    told = site.broker.logs["app-tell-changelog", 0].committed()
    said = {e.key: int(e.value) for e in told if e.value and not e.key.startswith(b"~")}
    return said, {e.value: e.offset for e in site.broker.logs["mid", 0].committed()}


def test_an_event_goes_through_all_steps_in_one_transaction(site):
    """
    It is not read back, and no second commit is waited for.
    """
    loop = opened(site, interval=LONG)
    site.give(b"a", b"b")
    site.turn(loop)
    loop.stop()

    assert [b"a", b"b"] == site.held()
    assert [{"count": 2, "tell": 2}] == transactions(site)


def test_what_took_the_short_cut_is_on_its_topic_too_where_it_was_foretold(site):
    """
    Whoever reads that topic sees what the step saw; a restart goes on behind it.
    """
    loop = opened(site)
    for value in (b"a", b"b", b"c"):
        site.give(value)
        site.turn(loop)
    loop.stop()
    said, stands = offsets(site)

    assert [b"a", b"b", b"c"] == site.held("mid") == site.held()
    assert said == stands
    assert stands[b"c"] + 1 == site.broker.offsets["mid", 0][0]


def test_it_stays_open_from_one_transaction_to_the_next(site):
    """
    Also while the one before is being committed.
    """
    loop = opened(site, beside=True)
    for number in range(40):
        site.give(b"%d" % number)
        site.turn(loop, times=1)
    site.turn(loop)

    assert loop._short_cut.is_open
    assert 40 == len(site.held())
    loop.stop()


def test_what_another_wrote_comes_in_its_turn_and_nothing_is_done_twice(site):
    """
    What was handed on would stand elsewhere: it is undone, and goes by the broker.
    """
    others = [b"other"]

    def send_on(events, view, out):
        for event in events:
            if others:  # somebody is quicker, now
                site.give(others.pop(), topic="mid")
            out.send("mid", event.key(), event.value(), event.partition())

    loop = opened(site, passing(run=send_on), telling())
    site.give(b"a", b"b")
    site.turn(loop)
    loop.stop()
    said, stands = offsets(site)

    ((why,),) = site.told.of("aborted")

    assert why.startswith("another wrote")
    assert [b"other", b"a", b"b"] == site.held()
    assert said == stands


def test_it_is_open_again_once_the_other_is_done(site):
    """
    Somebody who writes once a day does not shut it for good.
    """
    loop = opened(site)
    site.give(b"other", topic="mid")
    site.turn(loop, times=2)
    shut = not loop._short_cut.is_open
    site.turns.wait(site.turns.now + SOON)
    site.turn(loop)

    assert shut
    assert loop._short_cut.is_open
    assert [] == site.told.of("aborted")
    loop.stop()


def test_what_comes_from_outside_waits_a_moment_so_that_it_can_be_opened(site):
    """
    With events all the time there is else always something between the steps.
    """
    loop = opened(site)
    site.give(b"other", topic="mid")
    site.turn(loop, times=2)
    for number in range(int(SOON / 0.01)):
        site.give(b"%d" % number)
        site.turn(loop, times=1)

    assert loop._short_cut.is_open
    loop.stop()


def test_whoever_watches_is_told_when_it_opens_and_why_it_shuts(site):
    """
    While it is shut everything takes longer, which somebody may wonder about.
    """
    loop = opened(site)
    site.give(b"other", topic="mid")
    site.turn(loop, times=2)
    site.turns.wait(site.turns.now + SOON)
    site.turn(loop)
    site.weather.abort = 1.0
    site.give(b"a")
    site.turn(loop)
    site.weather.abort = 0.0
    site.turn(loop, times=100)
    loop.stop()
    (_, opened_first), (by_another, shut), _, (by_abort, _), *_ = site.told.of("short_cut")

    assert (True, False) == (opened_first, shut)
    assert by_another.startswith("another wrote")
    assert site.told.of("aborted")[0] == [by_abort]


def test_whoever_watches_is_told_why_it_will_not_open(site):
    """
    Whoever waits for it should not.
    """
    site.loop(passing(), telling(), short_cut=False).stop()
    site.loop(passing()).stop()
    said = [why for why, _ in site.told.of("short_cut")]

    assert "switched off, for good" == said[0]
    assert "no step sends to another, for good" == said[1]


def test_it_stays_shut_while_another_worker_has_a_partition(site):
    """
    That one sends to our partitions, and we to its.
    """
    steps = passing(), telling()
    first = opened(site, *steps, name="first")
    second = site.loop(*steps, name="second")
    site.turn(first, second)
    shut = not (first._short_cut.is_open or second._short_cut.is_open)
    for number in range(PARTITIONS):
        site.give(b"a", partition=number)
    site.turn(first, second)
    site.work(first, second)

    assert shut
    assert [b"a", b"a"] == site.held()


def test_an_abort_takes_what_was_handed_on_with_it(site):
    """
    Its sender sends it anew.
    """
    loop = opened(site)
    site.weather.abort = 0.9
    site.give(b"a", b"b", b"c")
    site.turn(loop)
    site.weather.abort = 0.0
    site.turn(loop, times=100)
    loop.stop()
    said, stands = offsets(site)

    assert site.told.of("aborted")
    assert [b"a", b"b", b"c"] == site.held() == site.held("mid")
    assert said == stands


def test_a_bug_names_a_record_that_is_on_the_broker(site):
    """
    So that it can be looked at, and set aside.
    """
    loop = opened(site, passing(), telling(bug=b"b"))
    site.give(b"a", b"b")
    with pytest.raises(StepFailed) as failed:
        site.turn(loop)
    loop.abandon()
    stands = {e.value: e.offset for e in site.broker.logs["mid", 0].committed()}

    assert ("mid", stands[b"b"]) == (failed.value.topic, failed.value.offset)


def test_a_record_without_a_partition_goes_by_the_broker(site):
    """
    Only the client knows which one its key chooses.
    """

    def send_on(events, view, out):
        for event in events:
            out.send("mid", event.key(), event.value())

    loop = opened(site, passing(run=send_on), telling())
    site.give(b"a", b"b")
    site.turn(loop)
    site.turns.wait(site.turns.now + SOON)
    site.turn(loop)

    assert [b"a", b"b"] == site.held()
    assert not loop._short_cut.is_open
    loop.stop()


def test_a_reader_is_given_the_event_its_sender_had_at_hand(site):
    """
    It is not decoded, nor validated, once more.
    """
    given = []

    def send_on(events, view, out):
        for event in events:
            out.send("mid", event.key(), event.value(), 0, event=("decoded", event.value()))

    def keep(events, view, out):
        given.extend(events)

    decode = {"decode": lambda message: ("from the broker", message.value())}
    loop = opened(site, passing(run=send_on), telling(run=keep, **decode))
    site.give(b"a")
    site.turn(loop)
    loop.stop()

    assert [("decoded", b"a")] == given


def test_it_can_be_switched_off(site):
    """
    Each step then has a transaction of its own.
    """
    loop = site.loop(passing(), telling(), short_cut=False)
    site.give(b"a")
    site.turn(loop)

    assert [{"count": 1}, {"tell": 1}] == transactions(site)
    loop.stop()


def sending(name, read, to, waits=None):
    """A step without state that sends each event on; *waits*: how long it takes for one."""

    def send_on(events, view, out):
        for event in events:
            if waits is not None:
                waits(event)
            out.send(to, event.key(), event.value(), event.partition())

    return Step(name, (read,), send_on, to=(to,))


def sweeping(to_go, told=0):
    """A second step that sweeps for so many chunks when it is told to."""

    def tell(events, view, out):
        for number, event in enumerate(events, 1):
            if event.value() == b"sweep":
                view.cursor = str(to_go)
                return number
            view.put(event.value().decode(), "seen")
        return None

    def sweep(view, out):
        left = int(view.cursor) - 1
        for number in range(told):
            out.send("out", b"k", b"%d" % number, 0)
        view.cursor = str(left) if left else None

    return telling(run=tell, sweep=sweep)


def test_a_transaction_is_bounded_in_time_however_long_each_call_takes(site):
    """
    Calls that are allowed by themselves would together outlast what the broker waits.
    """

    def wait(event):
        if event.value().startswith(b"heavy"):
            site.turns.wait(site.turns.now + 3.0)

    steps = sending("count", "in", "mid", wait), sending("tell", "mid", "out", wait)
    loop = opened(site, *steps, interval=0.05, batch=1)
    for number in range(5):
        site.give(b"light")
        loop.turn()
        for partition in range(PARTITIONS):
            site.give(b"heavy%d" % number, partition=partition)
        site.turn(loop, times=40)

    assert [] == site.told.of("aborted")
    loop.stop()


def test_what_waits_for_a_partition_that_sweeps_is_left_to_the_broker(site):
    """
    A sweep through a million keys would fill the memory with events.
    """
    loop = opened(site, passing(), sweeping(1_000))
    site.give(b"sweep")
    site.turn(loop, times=2)
    waiting = []
    for turn in range(100):
        site.give(*[b"%d-%d" % (turn, number) for number in range(300)])
        site.turn(loop, times=1)
        waiting.append(len(loop.partitions["mid", 0].waiting))

    assert max(waiting) < WAITING_MAX + 1_000
    assert not loop._short_cut.is_open
    loop.stop()


def test_others_have_their_turn_while_one_partition_makes_much_work(site):
    """
    One file may become ten thousand events; whoever sent one message does not wait for them.
    """
    site.broker.make("mid2", PARTITIONS)
    seen = []

    def spread(events, view, out):
        for event in events:
            for number in range(1 if event.partition() else 2_000):
                out.send("mid", event.key(), b"%d" % number, event.partition())

    def see(events, view, out):
        for event in events:
            site.turns.wait(site.turns.now + 0.01)
            seen.append((event.partition(), event.value()))

    steps = passing(run=spread), telling(run=see, to=())
    loop = opened(site, *steps, batch=5)
    site.give(b"a file")
    site.turn(loop, times=2)
    site.give(b"a message", partition=1)
    while (1, b"0") not in seen:
        site.turn(loop, times=1)

    assert len(seen) < 200
    loop.abandon()


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05])
def test_it_is_not_opened_on_what_is_committed_and_not_yet_marked(site, delay):
    """
    Kafka answers a commit before its markers are written: our own records would seem another's.
    """
    site.broker.marker_delay = delay
    site.broker.make("mid2", PARTITIONS)
    steps = (
        sending("one", "in", "mid"),
        sending("two", "mid", "mid2"),
        sending("three", "mid2", "out"),
    )
    loop = opened(site, *steps)
    site.give(b"other", topic="mid")
    for number in range(2_000):
        site.give(b"%d" % number)
        site.turn(loop, times=1)

    assert loop._short_cut.is_open
    assert len(site.told.of("aborted")) <= 1
    loop.stop()


def test_it_is_open_again_while_there_is_still_much_to_do(site):
    """
    When it is needed most.
    """

    def spread(events, view, out):
        for event in events:
            for number in range(17):
                out.send("mid", event.key(), b"%d" % number, event.partition())

    steps = passing(run=spread), telling(run=lambda *_: None, to=())
    loop = opened(site, *steps, batch=100)
    site.give(*[b"%d" % number for number in range(5_000)])
    site.give(b"other", topic="mid")
    while loop._short_cut.is_open:
        site.turn(loop, times=1)
    until = site.turns.now + 10.0
    while not loop._short_cut.is_open and site.turns.now < until:
        site.turn(loop, times=1)

    assert loop._short_cut.is_open
    assert loop.partitions["in", 0].lag(5_000) > 1_000
    loop.abandon()


def test_a_fault_that_is_none_with_records_of_the_broker_ends_the_short_cut(site):
    """
    An event that its sender said wrongly: it is done right from then on, and told.
    """

    def send_on(events, view, out):
        for event in events:
            out.send("mid", event.key(), event.value(), 0, event={"wrong": "shape"})

    def keep(events, view, out):
        for event in events:
            event.decode()

    steps = passing(run=send_on), telling(run=keep, decode=lambda message: message.value(), to=())
    loop = opened(site, *steps)
    for number in range(2_000):
        site.give(b"%d" % number)
        site.turn(loop, times=1)
    told = [reason for (reason,) in site.told.of("aborted")]

    assert 3 == len(told)
    assert all(reason.startswith("AttributeError at ") for reason in told)
    assert not loop._short_cut.is_open
    loop.stop()


def test_steps_in_a_ring_go_by_the_broker(site):
    """
    An event that comes back has no end that could be waited for.
    """
    loop = site.loop(passing(), telling(to=("out", "in")))
    site.turn(loop)
    site.turns.wait(site.turns.now + SOON)
    site.turn(loop)

    assert not loop._short_cut.is_open
    loop.stop()


def test_what_a_step_is_busy_with_has_no_place_before_it_is_on_the_broker(site):
    """
    Whoever sets aside by a foretold place may hit another record.
    """
    at = []
    loop = opened(site, passing(), telling(run=lambda *_: at.append(loop.at), to=()))
    site.give(b"a")
    site.turn(loop)

    assert [("tell", ("mid", 0), -1)] == at
    loop.stop()
