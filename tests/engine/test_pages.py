"""Large pages are asked for between events, one at a time, and only for memory that is in use."""

import ctypes
import mmap

import pytest

from streams.engine import pages
from streams.engine.pages import LATER, LEAST, PAGE, PAUSE, Linux, Pages

MANY = LEAST // PAGE
START = 0x7F00_0000_0000
FOREIGN = [
    "7e0000000000-7e0080000000 r--p 00000000 fd:01 77 /usr/lib/libfake.so",
    "7e0080000000-7e0100000000 rw-p 00000000 fd:01 77 /usr/lib/libfake.so",
    "7e0100000000-7e0180000000 ---p 00000000 00:00 0",
    "7e0180000000-7e0200000000 rw-p 00000000 00:00 0 [stack]",
    "7e0200000000-7e0280000000 rw-s 00000000 00:00 0",
]


class Kernel:
    """It gives what it is asked for; `number` large pages are in use, but for what is `empty`."""

    def __init__(self, number):
        self.number, self.empty, self.asked, self.lines = number, set(), [], FOREIGN
        self.skew = 0

    def maps(self):
        start, end = START + self.skew, START + self.number * PAGE
        return "\n".join([*self.lines, f"{start:x}-{end:x} rw-p 00000000 00:00 0 "])

    def filled(self, page):
        return 0.0 if page in self.empty else 1.0

    def collapse(self, page):
        self.asked.append(page)
        return True


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Turning:
    """A loop that looks every hundredth of a second."""

    def __init__(self, kernel):
        self.clock = Clock()
        self.pages = Pages(kernel, self.clock)

    def turn(self, seconds):
        for _ in range(round(seconds * 100)):
            self.clock.now += 0.01
            self.pages.look()


def page(number):
    return START + number * PAGE


def test_each_page_is_asked_for_once_and_far_from_the_next():
    kernel = Kernel(MANY)
    turning = Turning(kernel)

    turning.turn(PAUSE * 10)
    assert len(kernel.asked) <= 11
    turning.turn(PAUSE * MANY * 2)

    assert sorted(kernel.asked) == [page(number) for number in range(MANY)]


def test_little_memory_stays_as_it_is():
    kernel = Kernel(MANY - 1)

    Turning(kernel).turn(10 * LATER)

    assert [] == kernel.asked


def test_what_nobody_wrote_to_is_not_made_memory_until_somebody_did():
    kernel = Kernel(MANY)
    kernel.empty = {page(3)}
    turning = Turning(kernel)

    turning.turn(PAUSE * MANY * 2)
    assert page(3) not in kernel.asked
    kernel.empty = set()
    turning.turn(2 * LATER)

    assert 1 == kernel.asked.count(page(3))


def test_memory_that_was_given_back_and_taken_again_is_asked_for_again():
    kernel = Kernel(MANY + 1)
    turning = Turning(kernel)

    turning.turn(PAUSE * MANY * 2)
    kernel.number = MANY
    turning.turn(2 * LATER)
    kernel.number = MANY + 1
    turning.turn(2 * LATER)

    assert 2 == kernel.asked.count(page(MANY))
    assert 1 == kernel.asked.count(page(0))


def test_only_whole_pages_are_asked_for():
    kernel = Kernel(MANY + 2)
    kernel.skew = 4096
    turning = Turning(kernel)

    turning.turn(PAUSE * MANY * 2)

    assert min(kernel.asked) == page(1)
    assert all(asked % PAGE == 0 for asked in kernel.asked)


def test_where_there_is_nobody_to_ask_nothing_happens(monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "MAPS", tmp_path / "none")

    Turning(None).turn(1)


@pytest.fixture
def memory():
    """An aligned large page within memory of this process, and that memory."""
    if not pages.MAPS.exists():
        pytest.skip("this system has no /proc/self/maps: run it on Linux")
    taken = mmap.mmap(-1, 3 * PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    start = ctypes.addressof(ctypes.c_char.from_buffer(taken))
    return -(-start // PAGE) * PAGE, taken


def test_linux_tells_how_much_of_a_page_is_there(memory):
    at, taken = memory

    assert 0.0 == Linux().filled(at)
    taken.write(b"x" * len(taken))

    assert 1.0 == Linux().filled(at)


def test_linux_makes_a_large_page_of_small_ones_and_nothing_in_it_changes(memory):
    at, taken = memory
    taken.write(b"x" * len(taken))

    if not Linux().collapse(at):
        pytest.skip("this kernel does not put pages together: it needs Linux 6.1 with huge pages")

    assert taken[:] == b"x" * len(taken)
