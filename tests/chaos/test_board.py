"""What a storm knows of its workers: whom a kill is for, who was a zombie, what was at risk."""

import pytest

from tests.chaos.board import Board
from tests.chaos.storm import Kill, Moment
from tests.chaos.workers import HANDED_ON, Worker, Workers


@pytest.fixture
def board(tmp_path):
    return Board(tmp_path / "a.board")


@pytest.fixture
def workers(tmp_path):
    """Three, none of which is more than a board."""
    them = Workers(tmp_path, None)
    for slot in range(3):
        board = Board(tmp_path / f"{slot}.board")
        them._workers[slot] = Worker(slot, None, board, tmp_path / "log", 0.0)
    return them


def test_a_new_worker_has_handed_nothing_on_and_is_no_zombie(board):
    """
    Else each start would count.
    """
    board.fenced()
    board.ousted()

    assert (False, False) == (board.is_open, board.at_risk)
    assert {0} == set(board.counts().values())


def test_a_woken_worker_is_fenced_and_ousted_once_however_often_it_is_told(board):
    """
    A column of zombies that found out cannot be longer than that of zombies.
    """
    board.wake()
    board.begin()
    for _ in range(3):
        board.fenced()
        board.ousted()

    assert (1, 1) == (board.counts()["fenced"], board.counts()["ousted"])


def test_a_commit_that_was_under_way_proves_nothing_and_one_begun_after_waking_does(board):
    """
    The old owner's commit may still count while another has its partitions; its next does not.
    """
    board.wake()
    board.committed()
    board.begin()
    board.fenced()
    board.wake()
    board.begin()
    board.committed()
    board.fenced()

    assert board.counts()["fenced"] == 1


def test_what_is_at_risk_is_known_when_the_worker_is_gone(board, tmp_path):
    """
    The storm reads it after the kill.
    """
    board.is_open = board.at_risk = True
    board.count("handed on", 7)
    after = Board(tmp_path / "a.board")

    assert (True, True, 7) == (after.is_open, after.at_risk, after.counts()["handed on"])


def test_a_kill_at_the_start_of_a_worker_is_for_one_that_has_it_before_it(workers):
    """
    Who joined does not join again: waiting for that, it fell at any moment.
    """
    reach(workers, Moment.SENDING, Moment.COMMITTED, Moment.JOINING)

    assert not workers.kill(Kill(1.0, 0, Moment.JOINING))
    assert workers.kill(Kill(1.0, 0, Moment.RESTORING))
    assert [False, False, True] == [bool(worker.due) for worker in workers.alive]


def test_a_kill_in_a_lull_waits_until_the_only_worker_handed_records_on(workers):
    """
    With nothing handed on it would be one more kill like the others.
    """
    kill = Kill(1.0, 0, Moment.COMMITTING, in_lull=True)
    reach(workers, Moment.SENDING, Moment.SENDING, Moment.SENDING)
    board = workers.alive[0].board

    assert not workers.kill(kill)
    for slot in (1, 2):
        del workers._workers[slot]
    board.is_open = True
    assert not workers.kill(kill)
    board.count("handed on", HANDED_ON)
    assert workers.kill(kill)


def reach(workers, *moments):
    for worker, moment in zip(workers.alive, moments, strict=True):
        worker.board.at(moment)
