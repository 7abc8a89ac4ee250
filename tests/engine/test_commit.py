"""Steps go on while the broker takes a commit, but not far."""

import pytest

from streams.engine.commit import Commits
from streams.engine.faults import Aborted
from streams.engine.settings import Settings
from streams.engine.shortcut import ShortCut
from streams.engine.transaction import Outbox
from tests.engine.site import Told


class Transaction:
    """Remembers what was asked of it."""

    def __init__(self):
        self.asked, self.fails = [], False

    def begin(self):
        self.asked.append("begin")

    def send(self, records):
        self.asked.append(("send", *(value for _, value, *_ in records)))

    def commit(self, offsets, group, must_stand=None):
        self.asked.append("commit")
        if self.fails:
            raise Aborted("refused")

    def abort(self):
        self.asked.append("abort")


class Held:
    """Something beside the loop that gets no further until somebody waits for it."""

    def __init__(self, run):
        self._run, self.over = run, False

    def is_alive(self):
        return not self.over

    def join(self, timeout=None):
        self.over = True
        self._run()


class Site:
    def __init__(self):
        self.now, self.transaction, self.told = 0.0, Transaction(), Told()
        settings = Settings("app", "nowhere", "me", interval=0.02, interval_behind=0.2)
        self.commits = Commits(
            self.transaction,
            settings,
            self.told,
            Held,
            lambda: self.now,
            partitions=list,
            group=lambda: None,
            short_cut=ShortCut((), None, settings, lambda _: 1, self.told, lambda: self.now),
        )

    def step(self, value, seconds):
        """A call that sends *value*, and takes its time."""
        out = Outbox(lambda _: 1)
        out.send("out", b"k", value)
        self.commits.open()
        self.commits.add(out, 1)
        self.now += seconds
        self.commits.go_on()


@pytest.fixture
def site():
    return Site()


def test_what_is_done_during_a_commit_is_sent_after_it(site):
    """
    It belongs to the next transaction.
    """
    site.step(b"1", 0.03)
    site.step(b"2", 0.03)
    before = list(site.transaction.asked)
    site.commits.finish()

    first = ["begin", ("send", b"1"), "begin"]
    assert first == before
    assert [*first, "commit", "begin", ("send", b"2"), "begin", "commit"] == site.transaction.asked


def test_steps_do_not_run_far_ahead_of_a_commit(site):
    """
    What they do meanwhile must fit into one transaction: with a slow broker they wait.
    """
    site.step(b"1", 0.03)
    site.step(b"2", 0.1)
    before = site.told.of("committed")
    site.step(b"3", 0.15)

    assert [] == before
    assert 1 == len(site.told.of("committed"))


def test_a_commit_that_fails_takes_with_it_what_came_after(site):
    """
    That was built on it: none of it is ever sent.
    """
    site.transaction.fails = True
    site.step(b"1", 0.03)
    site.step(b"2", 0.03)
    with pytest.raises(Aborted):
        site.commits.finish()
    site.commits.undo("refused")
    site.commits.finish()

    assert ("send", b"2") not in site.transaction.asked
    assert "abort" == site.transaction.asked[-1]
    assert [["refused"]] == site.told.of("aborted")
