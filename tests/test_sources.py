"""Code is read alike, whatever earlier tests left behind."""

import gc
import sys
import traceback

import pytest

from tests.sources import parsed


class LeavesBadly:
    def __init__(self):
        self.me = self

    def __del__(self):
        raise OSError("closed by the other side")


@pytest.fixture
def collecting_often(monkeypatch):
    """What fails unseen is told with its traceback, as pytest tells it."""
    monkeypatch.setattr(
        sys, "unraisablehook", lambda failed: traceback.format_exception(failed.exc_value)
    )
    usual = gc.get_threshold()
    gc.set_threshold(50, 5, 5)
    yield
    gc.set_threshold(*usual)


@pytest.mark.usefixtures("collecting_often")
def test_code_is_parsed_while_what_was_left_behind_fails_on_leaving():
    source = "\n".join(f"def f{n}(a, b):\n    return [a, b, {n}]" for n in range(200))

    for _ in range(20):
        LeavesBadly()
        assert 200 == len(parsed(source).body)
