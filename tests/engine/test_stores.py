"""The stores: one contract for all, and what only a store on disk must stand."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from itertools import count

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from streams.engine import rocks
from streams.engine.rocks import Rocks, StateUnusable
from streams.engine.settings import Settings
from streams.engine.step import State, Step
from streams.engine.stores import MemoryStore, opener

SOME = hypothesis_settings(max_examples=20, stateful_step_count=25, deadline=None)
JSON = State(encode=lambda value: json.dumps(value).encode(), decode=json.loads)
DAY = 24 * 60 * 60

# Characters whose order differs in UTF-16, and whose UTF-8 is of every length
KEYS = st.text("a/b~é\uffff😀", min_size=1, max_size=4)
VALUES = st.one_of(st.none(), st.integers(), st.dictionaries(st.text("ab", max_size=1), st.text()))
BATCHES = st.dictionaries(KEYS, VALUES, max_size=6)


def kept(folder, number=0, changelog="app-step-changelog", state=JSON, **known):
    return Rocks(folder, **{"app": "app"} | known).open("step", number, changelog, state)


class Contract(RuleBasedStateMachine):
    """A store does what a dictionary does that forgets keys with nothing in them."""

    store = None

    @initialize()
    def begin(self):
        self.store, self.known = self.make(), {}
        self.positions = count(1)

    @rule(writes=BATCHES)
    def apply(self, writes):
        self.store.apply(writes, next(self.positions))
        self.know(writes)

    @rule(writes=BATCHES)
    def restore(self, writes):
        records = {k.encode(): None if v is None else JSON.encode(v) for k, v in writes.items()}
        self.store.restore(records, next(self.positions))
        self.know(writes)

    @rule(key=KEYS)
    def get(self, key):
        assert self.known.get(key) == self.store.get(key)

    @rule(prefix=st.one_of(st.just(""), KEYS), after=st.one_of(st.just(""), KEYS))
    def scan(self, prefix, after):
        expected = [
            (key, value)
            for key, value in sorted(self.known.items(), key=lambda item: item[0].encode())
            if key.startswith(prefix) and key.encode() > after.encode()
        ]

        assert expected == list(self.store.scan(prefix, after))

    def know(self, writes):
        self.known |= writes
        self.known = {key: value for key, value in self.known.items() if value is not None}

    def teardown(self):
        if self.store is not None:
            self.store.close()


class MemoryContract(Contract):
    def make(self):
        return MemoryStore(JSON.decode)

    @rule()
    def count(self):
        assert len(self.known) == len(self.store)


class RocksContract(Contract):
    def make(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        return kept(self.folder)

    @rule()
    def reopen(self):
        position = self.store.position
        self.store.close()
        self.store = kept(self.folder)

        assert position == self.store.position


def test_a_store_in_memory_keeps_the_contract():
    """
    Whatever is written and asked in whatever order, the answer is what was written last.
    """
    MemoryContract.TestCase.settings = SOME
    MemoryContract.TestCase().runTest()


def test_a_store_on_disk_keeps_the_same_contract(tmp_path):
    """
    And it does so through being closed and opened again at any moment.
    """
    RocksContract.folder = tmp_path / "state"
    RocksContract.TestCase.settings = SOME
    RocksContract.TestCase().runTest()


def test_a_store_on_disk_tells_about_how_much_it_holds(tmp_path):
    """
    For the metrics, without counting; what was closed and opened is counted as well.
    """
    store = kept(tmp_path)
    store.apply({str(n): n for n in range(100)}, 1)
    store.close()
    again = kept(tmp_path)

    assert (100, True) == (len(again), again.size() > 0)


def test_a_store_can_be_opened_in_one_thread_and_used_in_another(tmp_path):
    """
    State is restored beside the work that goes on, and then handed over.
    """
    store = kept(tmp_path)
    store.restore({b"a": b"1"}, 1)
    seen = []

    def use():
        store.apply({"b": 2}, 2)
        seen.extend(store.scan(""))
        store.close()

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()

    assert [("a", 1), ("b", 2)] == seen


def test_a_store_that_is_opened_again_shares_the_cache(tmp_path):
    """
    One budget of memory for all partitions of a worker, after a restart as before it.
    """
    opened = Rocks(tmp_path, "app")
    store = opened.open("step", 0, "app-step-changelog", JSON)
    store.apply({f"{n:06}": "value" * 100 for n in range(2_000)}, 1)
    store.close()
    again = opened.open("step", 0, "app-step-changelog", JSON)
    before = opened._cache.get_usage()
    list(again.scan(""))

    assert opened._cache.get_usage() > before + 500_000


def test_a_value_that_changed_is_never_shown_as_it_was(tmp_path):
    """
    What was read lately is kept at hand; a write or a restore must reach that too.
    """
    store = kept(tmp_path)
    seen = []
    for write in ({"a": 1}, {"a": 2}, {"a": None}, {"a": 3}):
        store.apply(write, 1)
        seen.append(store.get("a"))
    store.restore({b"a": b"4"}, 2)
    seen.append(store.get("a"))
    store.apply({str(n): n for n in range(5_000)} | {"a": "long" * 5_000}, 3)
    seen.append(store.get("a") == "long" * 5_000)

    assert [1, 2, None, 3, 4, True] == seen


# -- what only a store on disk must stand

WRITER = """
import sys, time
from pathlib import Path
from tests.engine.test_stores import kept

store = kept(Path(sys.argv[1]))
if sys.argv[2] == "restored":
    store.restore({b"old/%d" % n: b"%d" % n for n in range(1_000)}, 1)
for turn in range(store.position + 1, 1_000_000):
    store.apply({"last": turn, f"turn/{turn:06}": turn, f"turn/{turn - 3:06}": None}, turn)
    print(turn, flush=True)
"""


def killed_writer(folder, how, after):
    """A process that writes until it is killed; the last turn it told of."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), how], stdout=subprocess.PIPE, text=True
    )
    for line in writer.stdout:
        if int(line) >= after:
            break
    writer.send_signal(signal.SIGKILL)
    told = [line, *writer.stdout.readlines()]
    writer.wait()
    return int([line for line in told if line.endswith("\n")][-1])


def is_whole(store):
    """Values and position are of the same moment."""
    at = store.position
    expected = {f"turn/{turn:06}": turn for turn in range(max(2, at - 2), at + 1)}
    return (store.get("last"), dict(store.scan("turn/"))) == (at, expected)


@pytest.mark.parametrize("how", ["empty", "restored"])
def test_a_worker_killed_midway_leaves_whole_transactions(tmp_path, how):
    """
    kill -9 loses nothing that was written, and values and position are of the same moment.  The
    same right after a restore, which is not logged.
    """
    begun = 2 if how == "restored" else 3
    told = killed_writer(tmp_path, how, after=200)
    store = kept(tmp_path)

    assert store.position in (told, told + 1)
    assert is_whole(store)
    assert (1_000 if begun == 2 else 0) == len(list(store.scan("old/")))


def test_a_machine_that_stops_midway_leaves_whole_transactions(tmp_path):
    """
    What the disk had not yet is gone, from the end: the rest is a moment of the past.
    """
    told = killed_writer(tmp_path / "state", "empty", after=200)
    (log,) = (tmp_path / "state").glob("*/*/*.log")
    size = log.stat().st_size
    positions = []
    for cut in range(0, size, size // 12):
        copy = tmp_path / f"cut-{cut}"
        shutil.copytree(tmp_path / "state", copy)
        os.truncate(copy / log.relative_to(tmp_path / "state"), size - cut)
        store = kept(copy)
        if store.position:
            assert is_whole(store)
        positions.append(store.position)
        store.close()

    assert sorted(positions, reverse=True) == positions
    assert told - 50 > positions[6] > positions[11]


def test_writes_without_a_position_leave_it_where_it_was(tmp_path):
    """
    A restart then reads them again, which changes nothing.
    """
    store = kept(tmp_path)
    store.apply({"a": 1}, 7)
    store.apply({"a": 2})
    store.close()
    again = kept(tmp_path)

    assert (7, 2) == (again.position, again.get("a"))


@pytest.mark.parametrize(
    "other",
    [
        {"app": "another"},
        {"changelog": "another-step-changelog"},
        {"topic_ids": {"app-step-changelog": "made anew"}},
    ],
    ids=lambda other: next(iter(other)),
)
def test_the_state_of_another_changelog_is_thrown_away(tmp_path, other):
    """
    A folder that stayed while the app or its topics were replaced must not lend its persons.
    """
    store = kept(tmp_path)
    store.apply({"a": 1}, 7)
    store.close()
    another = kept(tmp_path, **other)

    assert (0, None) == (another.position, another.get("a"))


def test_partitions_do_not_share_state(tmp_path):
    """
    A folder renamed by hand is not taken for another partition's either.
    """
    store = kept(tmp_path)
    store.apply({"a": 1}, 7)
    store.close()
    (tmp_path / "step-0").rename(tmp_path / "step-1")

    assert (0, None) == ((other := kept(tmp_path, number=1)).position, other.get("a"))


@pytest.mark.parametrize(("away", "position"), [(2, 7), (4, 0)])
def test_a_copy_that_was_away_for_long_is_restored_from_the_start(tmp_path, away, position):
    """
    The changelog forgets deletions after a week, so an old copy would bring back who was removed.
    """
    store = kept(tmp_path)
    store.apply({"a": 1}, 7)
    store.close()

    assert position == kept(tmp_path, now=lambda: time.time() + away * DAY).position


def test_a_restore_does_not_make_a_copy_younger(tmp_path):
    """
    One that was broken off has not seen the deletions further on, however old they are.
    """
    store = kept(tmp_path, now=lambda: time.time() - 2 * DAY)
    store.apply({"a": 1}, 7)
    store.close()
    again = kept(tmp_path)
    again.restore({b"b": b"2"}, 9)
    again.close()

    third = kept(tmp_path)
    third.close()

    assert 9 == third.position
    assert 0 == kept(tmp_path, now=lambda: time.time() + 2 * DAY).position


def test_a_copy_that_another_worker_holds_on_to_is_left_alone(tmp_path):
    """
    A worker that hangs keeps its copy open.  Who takes over begins anew, beside it; once it is
    gone, the copy that was used last goes on.
    """
    holder = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), "empty"], stdout=subprocess.PIPE, text=True
    )
    holder.stdout.readline()
    holder.send_signal(signal.SIGSTOP)
    beside = kept(tmp_path)
    begun = beside.position
    beside.apply({"mine": 1}, 9_000_000)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    beside.close()

    assert 0 == begun
    assert 9_000_000 == kept(tmp_path).position


def test_a_copy_that_this_worker_is_about_to_close_is_waited_for(tmp_path):
    """
    A partition that leaves and comes back at once may still be on its way out.
    """
    store = kept(tmp_path)
    store.apply({"a": 1}, 7)
    threading.Timer(0.3, store.close).start()

    assert 7 == kept(tmp_path).position


def test_a_copy_that_was_damaged_is_restored_from_the_start(tmp_path):
    """
    The changelog has it all; nobody needs to be woken.
    """
    store = kept(tmp_path)
    store.apply({"a": 1}, 7)
    store.close()
    (tmp_path / "step-0" / "0" / "CURRENT").write_text("nonsense")

    assert (0, None) == ((again := kept(tmp_path)).position, again.get("a"))


def test_a_folder_that_cannot_be_written_says_so(tmp_path):
    """
    And what to do about it.
    """
    (tmp_path / "step-0").write_text("a file where a folder should be")

    with pytest.raises(StateUnusable, match="step-0"):
        kept(tmp_path)


def test_what_will_not_be_used_again_is_removed(tmp_path):
    """
    State tells of persons: a copy that nobody will trust does not stay on the disk.
    """
    kept(tmp_path).close()
    held = kept(tmp_path, number=1)
    (tmp_path / "step-0" / "gone-1").mkdir()
    later = Rocks(tmp_path, "app", now=lambda: time.time() + 4 * DAY)
    rocks.OWN_THREAD_SECONDS, before = 0.1, rocks.OWN_THREAD_SECONDS
    later.tidy()
    rocks.OWN_THREAD_SECONDS = before
    held.close()

    assert ["step-1/0"] == [str(p.relative_to(tmp_path)) for p in tmp_path.glob("*/*")]


def test_only_the_hub_may_read_what_it_keeps(tmp_path):
    """
    State tells of persons.
    """
    kept(tmp_path / "state").close()
    modes = [p.stat().st_mode & 0o777 for p in (tmp_path / "state", *tmp_path.glob("state/*/*"))]

    assert [0o700, 0o700] == modes


def test_a_step_without_state_needs_no_folder(tmp_path):
    """
    Its partitions are assigned and restored as the others are.
    """
    disk = Settings("app", "nowhere:9092", "i", store="rocks")
    open_store = opener(disk, tmp_path / "state")
    stateless = Step("plain", ("in",), run=lambda *_: None)
    stateful = Step("step", ("in",), run=lambda *_: None, state=JSON)
    open_store(stateless, 0).close()
    open_store(stateful, 0).close()

    assert ["step-0"] == [path.name for path in (tmp_path / "state").iterdir()]
    assert not opener(Settings("app", "nowhere:9092", "i"))(stateful, 0).is_kept
