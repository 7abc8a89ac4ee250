import pytest

from streams.engine.faults import BrokerFailed, Misplaced, StepFailed
from streams.engine.step import Refused
from tests.engine.site import Site, counting

LONG = 60.0  # seconds that no transaction of these tests lasts


@pytest.fixture
def site():
    return Site()


def refusing(*bad):
    def decode(message):
        if message.value() in bad:
            raise Refused("not of this topic")
        return message

    return decode


def raising_at(bad):
    """The step that counts, and raises in the middle of a batch."""
    right = counting().run

    def run(events, view, out):
        for event in events:
            if event.value() == bad:
                raise KeyError(event.value())
            right([event], view, out)

    return run


def test_a_batch_is_one_transaction(site):
    """
    What it sent, what it knows and where it is are there together.
    """
    site.give(b"a", b"b", b"c")
    site.work(site.loop())

    assert [b"a", b"b", b"c"] == site.held()
    assert ({"k": "3"}, 3, [3]) == (site.state(), site.committed(), site.marks())


def test_a_transaction_closes_at_its_number_of_events(site):
    """
    However many wait.
    """
    site.give(b"a", b"b", b"c", b"d", b"e")
    site.work(site.loop(events_max=2, batch=1, interval=LONG))

    assert [2, 4, 5] == site.marks()


def test_a_transaction_closes_after_its_time(site):
    """
    However few came.
    """
    site.give(b"a")
    loop = site.loop(interval=0.2)
    site.turn(loop, times=8)
    before = site.held()
    site.turn(loop, times=40)

    assert ([], [b"a"]) == (before, site.held())


def test_a_bug_names_the_record_and_does_nothing(site):
    """
    Not the record, not its batch: a mended version does them all.
    """
    site.give(b"a", b"b", b"bad", b"c")
    loop = site.loop(counting(run=raising_at(b"bad")))
    with pytest.raises(StepFailed, match="step count failed at in 0 offset 2") as failed:
        site.turn(loop)
    loop.abandon()
    before = site.held(), site.state(), site.committed()
    site.work(site.loop())

    assert ("count", "in", 0, 2) == tuple(
        getattr(failed.value, name) for name in ("step", "topic", "partition", "offset")
    )
    assert isinstance(failed.value.__cause__, KeyError)
    assert ([], {}, 0) == before
    assert ([b"a", b"b", b"bad", b"c"], {"k": "4"}) == (site.held(), site.state())


def test_a_bug_in_the_second_batch_undoes_the_first(site):
    """
    They are one transaction; the record is named by the batch it is in.
    """
    site.give(b"a", b"b", b"c", b"bad")
    loop = site.loop(counting(run=raising_at(b"bad")), batch=2, interval=LONG)
    with pytest.raises(StepFailed, match="offset 3"):
        site.turn(loop)
    loop.abandon()

    assert ([], 0) == (site.held(), site.committed())


def test_a_bug_that_no_record_shows_by_itself_names_the_first_of_its_batch(site):
    """
    Of a step that raises at two events together, say.
    """

    def run(events, view, out):
        assert len(events) == 1, "two at once"

    site.give(b"a")
    loop = site.loop(counting(run=run), interval=LONG)
    site.turn(loop)
    site.give(b"b", b"c")

    with pytest.raises(StepFailed, match="offset 1"):
        site.turn(loop)
    loop.abandon()


@pytest.mark.parametrize("answer", [0, -1, 4])
def test_a_step_that_says_it_took_what_cannot_be_is_a_bug(site, answer):
    """
    To believe it would lose events, or never end.
    """
    site.give(b"a", b"b", b"c")
    loop = site.loop(counting(run=lambda *_: answer))
    with pytest.raises(StepFailed):
        site.turn(loop)
    loop.abandon()

    assert 0 == site.committed()


def test_a_step_that_took_fewer_is_given_the_others_again(site):
    """
    In order, none left out.
    """
    right, given = counting().run, []

    def first_two(events, view, out):
        given.append([event.value() for event in events])
        right(events[:2], view, out)
        return min(2, len(events))

    site.give(b"a", b"b", b"c")
    site.work(site.loop(counting(run=first_two)))

    assert [[b"a", b"b", b"c"], [b"c"]] == given
    assert ([b"a", b"b", b"c"], {"k": "3"}) == (site.held(), site.state())


def test_what_is_refused_in_the_middle_of_a_batch_goes_to_dead_letters(site):
    """
    Those before and behind it are done, in order.
    """
    site.give(b"a", b"bad", b"bad", b"b")
    site.work(site.loop(counting(decode=refusing(b"bad")), interval=LONG))

    assert ([b"a", b"b"], [b"not of this topic"] * 2) == (site.held(), site.held("dead"))
    assert ({"k": "2"}, 4, [4]) == (site.state(), site.committed(), site.marks())
    assert [["count", ("in", 0), n, "not of this topic"] for n in (1, 2)] == site.told.of("refused")


def test_what_was_refused_in_an_aborted_transaction_is_told_once(site):
    """
    Its dead letter is part of the transaction.
    """
    site.give(b"bad", b"a")
    site.weather.abort = 0.7
    loop = site.loop(counting(decode=refusing(b"bad")))
    site.turn(loop, times=100)
    site.weather.abort = 0.0
    site.work(loop)

    assert site.told.of("aborted")
    assert ([b"not of this topic"], [b"a"]) == (site.held("dead"), site.held())


def test_a_record_that_is_set_aside_goes_to_dead_letters_and_no_step_sees_it(site):
    """
    An operator decided to go on without the record that a bug cannot take.
    """
    site.give(b"a", b"bad", b"b")
    aside = {("in", 0, 1): "breaks the sum"}
    site.work(site.loop(counting(run=raising_at(b"bad")), aside=aside))

    assert ([b"a", b"b"], [b"set aside: breaks the sum"]) == (site.held(), site.held("dead"))
    assert 3 == site.committed()


def sweeping(chunk=1, bug=None):
    """Counts; at `all` it goes through its keys, some at a time."""
    right = counting().run

    def run(events, view, out):
        for taken, event in enumerate(events, 1):
            if event.value() == b"all":
                view.cursor = "-"
                return taken
            right([event], view, out)
        return None

    def sweep(view, out):
        found = [key for key, _ in view.scan("k", view.cursor)][:chunk]
        for key in found:
            if key == bug:
                raise KeyError(key)
            out.send("out", key.encode(), f"swept {key}".encode(), 0)
        view.cursor = found[-1] if found else None

    return counting(run=run, sweep=sweep)


def keyed(site, *keys):
    for key in keys:
        site.give(b"of " + key, key=key)


def test_a_sweep_is_cut_into_transactions_by_their_time(site):
    """
    A million keys do not have to fit in one, nor does each chunk wait for the broker.
    """
    keyed(site, b"k1", b"k2", b"k3")
    site.give(b"all", b"behind", key=b"k1")
    site.work(site.loop(sweeping(), interval=0.0, interval_behind=0.0))

    assert [b"swept k1", b"swept k2", b"swept k3"] == site.held()[3:6]
    # that it was asked for, then each chunk, that there is no more, and what waited for it
    assert [4, 4, 4, 4, 4, 5] == site.marks()


def test_no_event_comes_between_the_chunks_of_a_sweep(site):
    """
    A worker that takes over goes on where the sweep stands.
    """
    keyed(site, b"k1", b"k2", b"k3")
    site.give(b"all", b"behind", key=b"k1")
    first = site.loop(sweeping())
    while b"swept k2" not in site.held():
        site.turn(first, times=1)
    site.kill(first)
    site.work(site.loop(sweeping()))

    assert [b"swept k1", b"swept k2", b"swept k3", b"behind"] == site.held()[3:]


def test_a_bug_in_a_sweep_names_the_record_that_asked_for_it(site):
    """
    The chunks before it stay done.
    """
    keyed(site, b"k1", b"k2", b"k3")
    site.give(b"all", key=b"k1")
    loop = site.loop(sweeping(bug="k3"))
    with pytest.raises(StepFailed, match="offset 3"):
        site.turn(loop)
    loop.abandon()

    assert [b"swept k1", b"swept k2"] == site.held()[3:]


def test_events_of_other_partitions_go_on_while_one_sweeps(site):
    """
    A sweep that takes long stops its own partition only.
    """
    keyed(site, *(b"k%d" % n for n in range(40)))
    site.give(b"all", key=b"k1")
    loop = site.loop(sweeping())
    while not any(value.startswith(b"swept") for value in site.held()):
        site.turn(loop, times=1)
    site.give(b"meanwhile", partition=1)
    site.turn(loop, times=10)
    swept = sum(value.startswith(b"swept") for value in site.held())

    assert b"meanwhile" in site.held()
    assert swept < 40
    loop.stop()


def test_a_worker_that_stops_finishes_what_is_under_way(site):
    """
    SIGTERM leaves nothing half done, and nothing to be done again.
    """
    site.give(b"a")
    loop = site.loop(interval=LONG)
    site.turn(loop)
    before = site.held()
    loop.stop()

    assert ([], [b"a"], 1) == (before, site.held(), site.committed())
    assert {} == loop.partitions


def test_a_worker_that_abandons_leaves_nothing_behind(site):
    """
    The next one does it from the start.
    """
    site.give(b"a")
    loop = site.loop(interval=LONG)
    site.turn(loop)
    loop.abandon()

    assert ([], 0) == (site.held(), site.committed())


def test_a_worker_that_cannot_abort_does_not_commit_when_it_leaves_the_group(site):
    """
    Leaving takes its partitions away, which otherwise commits what is under way.
    """
    site.give(b"a")
    loop = site.loop(interval=LONG, patience=1.0)
    site.turn(loop)
    site.broker.go_away(60.0)
    with pytest.raises(BrokerFailed, match="aborting"):
        loop.abandon()
    site.turns.wait(site.turns.now + 120.0)

    assert ([], 0) == (site.held(), site.committed())


def test_what_a_step_noted_is_told_once_it_is_committed(site):
    """
    Who counts what came out does not count what was undone.
    """
    site.give(b"a", b"b")
    site.weather.abort = 0.8
    loop = site.loop()
    site.turn(loop, times=100)
    site.weather.abort = 0.0
    site.work(loop)
    done = [said for (said,) in site.told.of("committed")]

    assert site.told.of("aborted")
    assert [b"a", b"b"] == [note for each in done for note in each.notes.get("count", ())]
    assert 2 == sum(each.events.get("count", 0) for each in done)


def test_what_is_done_is_committed_before_a_partition_goes_to_another(site):
    """
    The other one goes on behind it.
    """
    site.give(b"a", partition=0)
    site.give(b"a", partition=1)
    first = site.loop(name="first", interval=LONG)
    site.turn(first)
    second = site.loop(name="second")
    site.turn(first, second)

    assert 1 == len(first.partitions) == len(second.partitions)
    assert 1 == site.committed(0) == site.committed(1)
    site.work(first, second)


def test_a_worker_that_slept_too_long_undoes_what_it_did(site):
    """
    Its partitions are another's by then, who did it.
    """
    site.give(b"a")
    first = site.loop(name="first", interval=LONG)
    site.turn(first, times=5)
    first._consumer.process.asleep_until = site.turns.now + 8.0
    second = site.loop(name="second")
    while not second.partitions:
        site.turn(second)
    site.turn(second)
    site.turns.wait(site.turns.now + 8.0)
    site.work(first, second)

    assert [b"a"] == site.held()
    assert {"k": "1"} == site.state()


def test_a_topic_that_was_trimmed_stops_the_worker(site):
    """
    Records were lost: to go on as if nothing happened would lose them without a word.
    """
    site.give(b"a", b"b", b"c")
    site.work(site.loop())
    site.give(b"d", b"e")
    site.broker.logs["in", 0].trim(4)
    loop = site.loop()

    with pytest.raises(Misplaced):
        site.turn(loop)
    loop.abandon()


def test_a_topic_that_was_made_anew_stops_the_worker(site):
    """
    Its first records would be taken for ones that are done.
    """
    site.give(b"a", b"b", b"c")
    site.work(site.loop())
    site.broker.make("in", 2)
    site.give(b"other")
    loop = site.loop()

    with pytest.raises(Misplaced):
        site.turn(loop)
    loop.abandon()


def test_a_partition_that_is_at_its_end_has_no_lag(site):
    """
    Markers of the transactions that wrote it stand behind the last event.
    """
    site.give(b"a", b"b")
    first = site.loop(interval=LONG)
    site.work(first)
    reader = site.loop(counting(run=lambda *_: None))
    site.broker.logs["in", 0].append(None, None, is_marker=True)
    site.turn(reader)

    assert 0 == reader.lag(("in", 0))
    reader.stop()


def test_the_loop_says_what_a_step_is_busy_with(site):
    """
    So that one that takes too long can be named.
    """
    seen = []
    right = counting().run

    def run(events, view, out):
        seen.append(loop.at)
        right(events, view, out)

    site.give(b"a")
    loop = site.loop(counting(run=run))
    site.turn(loop)

    assert [("count", ("in", 0), 0)] == seen
    assert loop.at is None
    loop.stop()
