"""Tells the board of the short cut: whether it is open, and how much it handed on.

The board outlives the worker, so this is known of those that were killed, too.
"""

from streams.engine.commit import Commits
from streams.engine.shortcut import ShortCut
from tests.chaos.board import Board


def tell(board: Board) -> None:
    _tell_whether_open(board)
    _tell_of_records(board)


def _tell_whether_open(board: Board) -> None:
    opened, shut = ShortCut._open, ShortCut.shut

    def open_and_tell(short_cut, *args):
        opened(short_cut, *args)
        board.is_open = True
        board.count("opened")

    def shut_and_tell(short_cut, why):
        shut(short_cut, why)
        board.is_open = False

    ShortCut._open, ShortCut.shut = open_and_tell, shut_and_tell


def _tell_of_records(board: Board) -> None:
    """They count when their transaction is committed; until then they are at risk."""
    take, settle, undo = ShortCut.take, Commits.settle, Commits.undo

    def take_and_tell(short_cut, sent):
        take(short_cut, sent)
        if short_cut._handed.places:
            board.at_risk = True

    def settle_and_tell(commits):
        commit = commits._under_way
        settle(commits)
        if commit is not None:
            places = commit.handed.places.values()
            board.count("handed on", sum(last - first + 1 for _, first, last in places))
            board.at_risk = bool(commits._short_cut._handed.places)

    def undo_and_tell(commits, *reason):
        undo(commits, *reason)
        board.at_risk = False

    ShortCut.take = take_and_tell
    Commits.settle, Commits.undo = settle_and_tell, undo_and_tell
