"""What a worker holds in memory comes to lie in large pages, where the machine has them."""

import ctypes
import errno
import mmap
import time
from pathlib import Path

import pytest

from streams.engine import pages
from streams.engine.pages import LARGE, SMALL, Memory, Pages

PARTS = range(LARGE // SMALL)


class Stretch:
    """Memory of its own, of which 2 MiB begin at `place`; in use as far as it is written."""

    def __init__(self, parts=()):
        private = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
        self._mapped = mmap.mmap(-1, 2 * LARGE, flags=private)
        begin = ctypes.addressof(ctypes.c_char.from_buffer(self._mapped))
        self.place = -(-begin // LARGE) * LARGE
        self._first = self.place - begin
        self.write(parts)

    def write(self, parts):
        for number in parts:
            self._mapped[self._first + number * SMALL] = 1

    @property
    def large(self):
        """Bytes in large pages, of where it is mapped, as Linux tells."""
        lines = iter(Path("/proc/self/smaps").read_text().splitlines())
        for line in lines:
            begin, _, end = line.split()[0].partition("-")
            if end and int(begin, 16) <= self.place < int(end, 16):
                told = next(line for line in lines if line.startswith("AnonHugePages:"))
                return int(told.split()[1]) * 1024
        raise AssertionError("it is mapped")


class Asked(Memory):
    """Answers as it is told to; and what it was asked."""

    answers, places = (), []

    def collapse(self, place):
        self.places.append(place)
        return self.answers[place]


@pytest.fixture
def asked(monkeypatch):
    monkeypatch.setattr(pages, "are_wanted", lambda: True)
    monkeypatch.setattr(pages, "Memory", Asked)
    monkeypatch.setattr(Asked, "places", [])
    monkeypatch.setattr(pages, "FORGET_LOOKS", 1_000_000)

    def answering(answers):
        monkeypatch.setattr(Asked, "answers", answers)
        monkeypatch.setattr(pages, "_places", lambda: iter(answers))
        return Asked.places

    return answering


def wait_until(holds):
    until = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_what_is_in_use_comes_to_lie_in_a_large_page():
    try_out, stretch = Stretch(PARTS), Stretch(PARTS)
    if not pages.are_wanted() or Memory().collapse(try_out.place):
        pytest.skip("no large pages here: it takes Linux 6.1, where they are not set to never")

    with Pages(seconds=0.01) as of:
        wait_until(lambda: stretch.place in of.done)

    assert stretch.large >= LARGE


def test_what_is_not_nearly_all_in_use_is_let_be():
    """
    Of the memory that Python takes some is never written.
    """
    stretch = Stretch(PARTS[:-40])
    assert not Memory().is_in_use(stretch.place)

    stretch.write(PARTS[-40:-12])
    assert Memory().is_in_use(stretch.place)


def test_what_cannot_be_large_is_asked_once(asked):
    of_a_kind, other = Stretch(PARTS), Stretch(PARTS)
    places = asked({of_a_kind.place: errno.EINVAL, other.place: errno.EAGAIN})

    with Pages(seconds=0.01):
        wait_until(lambda: places.count(other.place) >= 3)

    assert places.count(of_a_kind.place) == 1


def test_what_was_made_large_is_asked_again_in_the_end(asked, monkeypatch):
    """
    Its memory may have been given back and taken again, in small pages.
    """
    stretch = Stretch(PARTS)
    places = asked({stretch.place: 0})
    monkeypatch.setattr(pages, "FORGET_LOOKS", 3)

    with Pages(seconds=0.01):
        wait_until(lambda: len(places) >= 3)


def test_where_it_may_not_look_it_looks_again(asked, monkeypatch, tmp_path):
    stretch, looked = Stretch(PARTS), pages._places
    places = asked({stretch.place: 0})
    monkeypatch.setattr(pages, "_places", looked)
    monkeypatch.setattr(pages, "MAPPED", tmp_path / "maps")

    with Pages(seconds=0.01):
        time.sleep(0.1)
        assert not places
        span = f"{stretch.place:x}-{stretch.place + LARGE:x}"
        other = b"1000-2000 rw-p 0 00:00 7 /a\xff file\n"
        (tmp_path / "maps").write_bytes(other + f"{span} rw-p 0 00:00 0\n".encode())
        wait_until(lambda: places)


def test_where_there_is_no_room_no_more_is_asked_for_until_later(asked):
    first, second = sorted((Stretch(PARTS), Stretch(PARTS)), key=lambda stretch: stretch.place)
    places = asked({first.place: errno.ENOMEM, second.place: 0})

    with Pages(seconds=0.01):
        wait_until(lambda: len(places) >= 3)

    assert set(places) == {first.place}


def test_a_machine_that_is_to_have_none_gets_none(monkeypatch, tmp_path):
    told = tmp_path / "enabled"
    told.write_text("always madvise [never]\n")
    monkeypatch.setattr(pages, "WANTED", told)
    stretch = Stretch(PARTS)

    with Pages(seconds=0.01) as of:
        time.sleep(0.2)

    assert not of.done
    assert stretch.place in set(pages._places())


def test_elsewhere_nothing_is_asked(monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "WANTED", tmp_path / "not there")

    assert not pages.are_wanted()
