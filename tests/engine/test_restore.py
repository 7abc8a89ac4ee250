from types import SimpleNamespace

import pytest
from confluent_kafka import KafkaError

from streams.engine.faults import Misplaced
from streams.engine.partition import MARK, Mark
from streams.engine.restore import CHUNK, Restorer, Restoring
from streams.engine.settings import Settings
from streams.engine.stores import MemoryStore
from tests.chaos.simulated import Message, error
from tests.chaos.world import Entry
from tests.engine.site import Site, counting

LONG = 60.0
CHANGELOG = "app-count-changelog"


@pytest.fixture
def site():
    return Site()


def test_a_worker_goes_on_with_the_state_of_the_one_before(site):
    """
    Nothing is counted twice, nothing begins anew.
    """
    site.give(b"a", b"b")
    site.work(site.loop())
    site.give(b"c")
    site.work(site.loop())

    assert ({"k": "3"}, [b"a", b"b", b"c"]) == (site.state(), site.held())


def test_what_a_dead_worker_left_open_is_waited_for(site):
    """
    Whether it is still committed or not: the state fits the offsets.
    """
    site.give(b"a", b"b")
    site.broker.marker_delay = 2.0
    first = site.loop(name="first")
    while not site.broker._ending:
        site.turn(first, times=1)
    site.kill(first)
    site.work(site.loop(name="second"))

    assert ({"k": "2"}, [b"a", b"b"]) == (site.state(), site.held())


def test_a_compacted_changelog_gives_the_same_state(site):
    """
    Of each key and of the marks the last remains.
    """
    for value in (b"a", b"b", b"c"):
        site.give(value)
        site.work(site.loop())
    site.broker.logs[CHANGELOG, 0].compact()
    site.give(b"d")
    site.work(site.loop())

    assert ({"k": "4"}, 4) == (site.state(), site.committed())


def test_a_long_changelog_with_one_mark_does_not_pile_up_in_memory():
    """
    A million persons behind a single mark come back in bites, and the position only at the end.
    """
    store, step = Bitten(), SimpleNamespace(name="count", state=None)
    job = Restoring(step, "in", 0, store, isolated=True)
    job.expect(None)
    for number in range(2 * CHUNK + 5):
        job.take([entry(number, b"k%d" % number, b"1")])
    job.take([entry(2 * CHUNK + 5, MARK.encode(), Mark(7, 3).encode())])
    job.take([entry(2 * CHUNK + 6, b"last", b"1")])
    job.finish()

    assert [(CHUNK, 0), (CHUNK, 0), (6, 2 * CHUNK + 5)] == store.bites
    assert Mark(7, 3) == job.mark


def test_what_stands_behind_the_end_that_was_asked_for_is_not_taken():
    """
    Who took over meanwhile wrote it; the offsets that were asked before do not know of it.
    """
    there = [
        entry(0, MARK.encode(), Mark(1, 1).encode()),
        entry(1, b"k", b"1"),
        Message(CHANGELOG, 0, offset=2, error=error(KafkaError._PARTITION_EOF)),
        entry(2, MARK.encode(), Mark(2, 2).encode()),
        entry(3, b"k", b"2"),
    ]
    reader = SimpleNamespace(assign=lambda _: None, consume=lambda *_: there)
    job = Restoring(SimpleNamespace(name="count", state=True), "in", 0, MemoryStore(), True)
    job.expect(Mark(1, 1))
    place = CHANGELOG, 0
    Restorer(None, Settings("app", "", "w"), None)._read(reader, {place: job}, {place: 2}, 0.0)

    assert (b"1", Mark(1, 1)) == (job.store.get("k"), job.mark)


def entry(offset, key, value):
    return Message(CHANGELOG, 0, Entry(offset, key, value))


class Bitten:
    position = 0

    def __init__(self):
        self.bites = []

    def restore(self, records, position):
        self.bites.append((len(records), position))


def test_offsets_that_kafka_forgot_are_known_to_the_changelog(site):
    """
    An app that was away for longer than offsets are kept goes on where it was.
    """
    site.give(b"a", b"b")
    site.work(site.loop())
    site.broker.offsets.clear()
    site.give(b"c")
    site.work(site.loop())

    assert ({"k": "3"}, [b"a", b"b", b"c"]) == (site.state(), site.held())


def test_a_changelog_that_is_older_than_the_offsets_stops_the_worker(site):
    """
    State was lost; to go on would conclude from a part of it.
    """
    site.give(b"a", b"b")
    site.work(site.loop())
    site.broker.make(CHANGELOG, 2)
    loop = site.loop()

    with pytest.raises(Misplaced, match="committed up to 2, its state up to 0"):
        site.turn(loop)
    loop.abandon()


def test_offsets_that_were_set_back_stop_the_worker(site):
    """
    The events would be counted once more.
    """
    site.give(b"a", b"b")
    site.work(site.loop())
    site.broker.offsets["in", 0] = (1, "")
    loop = site.loop()

    with pytest.raises(Misplaced, match="committed up to 1, its state up to 2"):
        site.turn(loop)
    loop.abandon()


def test_a_copy_on_disk_reads_only_what_came_since(site):
    """
    From the last mark it has, over and over.
    """
    site.give(*(b"%d" % number for number in range(20)))
    site.work(site.loop(kept=True, events_max=1, batch=1))
    read = []
    for _ in range(3):
        site.told.all.clear()
        site.work(site.loop(kept=True))
        read.append({number: records for _, number, records, _ in site.told.of("assigned")})

    # a mark and its record
    assert [{0: 2, 1: 0}] * 3 == read
    assert {"k": "20"} == site.state()


def test_a_copy_on_disk_that_is_ahead_of_its_changelog_stops_the_worker(site):
    """
    The changelog was made anew, or is another's.
    """
    site.give(b"a", b"b")
    site.work(site.loop(kept=True, events_max=1, batch=1))
    site.broker.make(CHANGELOG, 2)
    loop = site.loop(kept=True)

    with pytest.raises(Misplaced, match="of another changelog"):
        site.turn(loop)
    loop.abandon()


def test_other_partitions_go_on_while_one_is_restored(site):
    """
    A worker that takes over a large partition goes on with its own.
    """
    site.give(b"a", partition=0)
    first = site.loop(name="first")
    second = site.loop(name="second", beside=True)
    site.turn(first, second)
    taken = next(number for _, number in second.partitions)
    before = len(site.held())
    # an open transaction of nobody in the changelog: restoring it waits
    other = next(number for _, number in first.partitions)
    stranger = site.broker.init("stranger")
    open_one = site.broker.transaction("stranger", stranger)
    site.broker.logs[CHANGELOG, other].append(b"x", b"x", transaction=open_one)
    site.kill(first)
    site.turn(second)
    site.give(b"meanwhile", partition=taken)
    site.turn(second)
    waiting = second.partitions["in", other].is_ready
    site.broker.end("stranger", stranger, commit=False)
    site.turn(second)

    assert not waiting
    assert site.held()[before:] == [b"meanwhile"]
    assert second.partitions["in", other].is_ready
    second.stop()


def test_a_partition_may_be_taken_away_while_it_is_restored(site):
    """
    Its copy is closed at once, so that whoever gets it can open it; it may come back later.
    """
    site.give(b"a")
    site.work(site.loop(kept=True))
    stranger = site.broker.init("stranger")
    open_one = site.broker.transaction("stranger", stranger)
    for number in (0, 1):
        site.broker.logs[CHANGELOG, number].append(b"x", b"x", transaction=open_one)
    first = site.loop(name="first", kept=True, beside=True)
    site.turn(first)
    before = len(site.disk.open)
    second = site.loop(name="second", beside=True)
    site.turn(first, second)
    after = len(site.disk.open)
    site.broker.end("stranger", stranger, commit=False)
    site.turn(first, second)

    assert (2, 1) == (before, after)
    assert [True] == [p.is_ready for p in first.partitions.values()]
    assert [True] == [p.is_ready for p in second.partitions.values()]
    site.work(first, second)


def test_a_worker_that_slept_while_it_restored_is_not_told_of_lost_records(site):
    """
    Its partition went on elsewhere: it hears so from the group, and leaves it.
    """
    site.give(b"a")
    site.work(site.loop())
    first = site.loop(name="first", beside=True)
    reader = first._assignment._restorer._clients.reader
    asked = []

    def slow(**how):
        made = reader(**how)
        fetch = made.assign

        def assign(places):
            asked.append(places)
            first._consumer.process.asleep_until = site.turns.now + 20.0
            site.turns.wait(site.turns.now + 20.0)
            fetch(places)

        made.assign = assign
        return made

    first._assignment._restorer._clients.reader = slow
    site.turn(first, times=3)
    first._assignment._restorer._clients.reader = reader
    second = site.loop(name="second")
    while not second.partitions:
        site.turns.wait(site.turns.now + 1.0)
        site.turn(second)
    site.give(b"b", b"c")
    site.turn(second)
    site.turns.wait(site.turns.now + 20.0)
    site.work(first, second)

    assert asked
    assert ({"k": "3"}, [b"a", b"b", b"c"]) == (site.state(), site.held())


# -- where aborted records stay visible


@pytest.fixture
def visible(site):
    site.broker.isolated = False
    return site


def left_behind(site, mark, **values):
    """What a transaction wrote to the changelog that never was committed."""
    site.give(mark.encode(), topic=CHANGELOG, key=b"~mark")
    for key, value in values.items():
        site.give(value.encode(), topic=CHANGELOG, key=key.encode())


def test_state_that_goes_further_than_the_offsets_was_never_committed(visible):
    """
    Where a broker shows it, it is passed over, and done again.
    """
    visible.give(b"a", b"b")
    visible.work(visible.loop())
    left_behind(visible, Mark(3, 2), k="99")
    visible.give(b"c")
    visible.work(visible.loop())

    assert "3" == visible.state()["k"]


def test_a_turn_that_was_taken_twice_counts_the_second_time(visible):
    """
    Later the offsets have gone further, and the mark of what was aborted no longer stands out.
    """
    visible.give(b"a", b"b")
    visible.work(visible.loop())
    left_behind(visible, Mark(3, 2), torn="99")
    visible.give(b"c", b"d")
    visible.work(visible.loop())
    loop = visible.loop()
    visible.turn(loop)

    assert [("k", "4")] == list(loop.partitions["in", 0].view.scan(""))
    loop.stop()


def test_a_step_without_state_goes_on_at_its_offset(site):
    """
    It has no changelog to go by.
    """

    def tell(events, _, out):
        for event in events:
            out.send("out", event.key(), event.value(), 0)

    step = counting(run=tell, state=None)
    site.give(b"a", b"b")
    site.work(site.loop(step))
    site.give(b"c")
    site.work(site.loop(step))

    assert [b"a", b"b", b"c"] == site.held()
