"""The short cut: what a step sends to its own worker is done in the same transaction."""

import pytest

from streams.engine.faults import StepFailed
from streams.engine.step import Step
from tests.engine.site import PARTITIONS, TEXT, Site, counting

LONG = 60.0
SOON = 3.0  # seconds within which the short cut is open again


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
    loop = opened(site, interval=LONG)
    site.give(b"a")
    site.turn(loop)
    site.give(b"other", topic="mid")
    site.turn(loop)
    loop.stop()
    site.work(site.loop(passing(), telling()))
    said, stands = offsets(site)

    assert [["another wrote to what steps send to"]] == site.told.of("aborted")
    assert sorted([b"a", b"other"]) == sorted(site.held())
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
