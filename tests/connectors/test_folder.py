"""The folder door."""

import os
import threading
import time
from uuid import UUID

import pytest

from connectors.inbound.door import MESSAGE_MAX
from connectors.inbound.folder import Folder
from connectors.inbound.producer import RawProducer
from schemas.facts import Source
from tests.connectors.entrance import NOW, Clock, Kept, intake, make_raw_topics, raws


@pytest.fixture
def log():
    return Kept()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def folder(tmp_path, log, clock):
    folder = Folder(tmp_path, intake(log, clock), municipality="0034", keep_days=30)
    folder.look()
    return folder


def drop(folder, name="signalen.csv", body=b"bsn;status\n", source="wlz"):
    path = folder.root / source / name
    path.write_bytes(body)
    return path


def look_twice(folder):
    return folder.look() + folder.look()


def names(folder, where, source="wlz"):
    return sorted(path.name for path in (folder.root / source / where).iterdir() if path.is_file())


def test_a_file_is_taken_and_kept_in_done(folder, log):
    """
    Byte for byte, as a message of its source; under a name that no other file has.
    """
    drop(folder)

    assert look_twice(folder) == 1
    [raw] = log.raws
    assert UUID(raw.message).version == 4
    assert raw.model_dump(exclude={"message", "traceparent", "partition", "offset"}) == {
        "source": "wlz",
        "received": "2026-11-22T12:00:00.000000+00:00",
        "municipality": "0034",
        "sender": "folder",
        "media_type": "text/csv",
        "body": b"bsn;status\n",
    }
    assert names(folder, ".") == []
    assert names(folder, "done") == [f"20261122T120000_{raw.message}_signalen.csv"]


def test_two_files_of_one_name_are_two_messages(folder, log):
    """
    A daily file has the same name every day.
    """
    for _ in range(2):
        drop(folder)
        look_twice(folder)

    assert len({raw.message for raw in log.raws}) == 2
    assert len(names(folder, "done")) == 2


def test_a_file_that_still_grows_is_left_alone(folder, log):
    """
    Two looks in a row must find it the same.
    """
    path = drop(folder, body=b"bsn")
    folder.look()
    path.write_bytes(b"bsn;status\n")

    assert folder.look() == 0
    assert folder.look() == 1
    assert [raw.body for raw in log.raws] == [b"bsn;status\n"]


@pytest.mark.parametrize("name", ["signalen.csv.part", "signalen.PART", ".signalen.csv"])
def test_a_file_under_a_working_name_is_left_alone_until_it_is_renamed(folder, name):
    """
    The sender says when it is done.
    """
    path = drop(folder, name)

    assert look_twice(folder) == 0
    path.rename(path.with_name("signalen.csv"))
    assert look_twice(folder) == 1


def test_a_link_and_a_folder_are_no_messages(folder, tmp_path):
    """
    A link may point anywhere on this machine.
    """
    (tmp_path / "elsewhere.csv").write_text("x")
    (folder.root / "wlz" / "link.csv").symlink_to(tmp_path / "elsewhere.csv")
    (folder.root / "wlz" / "sub.csv").mkdir()

    assert look_twice(folder) == 0


@pytest.mark.parametrize(
    ("name", "size", "reason"),
    [
        ("signalen.xlsx", 1, "A file here ends in .csv."),
        ("signalen", 1, "A file here ends in .csv."),
        ("x" * 150 + ".csv", 1, "A file's name has at most 150 bytes."),
        ("signalen.CSV", MESSAGE_MAX + 1, f"A message has at most {MESSAGE_MAX} bytes;"),
    ],
)
def test_what_the_door_does_not_take_is_put_aside_with_the_reason(folder, log, name, size, reason):
    """
    Its suffix or its size; what it says is looked at later.
    """
    os.truncate(drop(folder, name), size)

    assert look_twice(folder) == 0
    assert log.raws == []
    [refused, why] = names(folder, "refused")
    assert why == f"{refused}.reason.txt"
    assert (folder.root / "wlz/refused" / why).read_text().startswith(reason)


def test_nothing_that_was_refused_before_is_overwritten(folder):
    """
    The same wrong file twice is two files.
    """
    for body in (b"1", b"2"):
        drop(folder, "signalen.pdf", body)
        look_twice(folder)

    assert len(names(folder, "refused")) == 4


def test_while_kafka_is_away_files_stay_and_are_tried_again(folder, log):
    """
    Under the id and the time of receipt of the first try, for that one may have been kept.
    """
    drop(folder)
    log.away = True
    look_twice(folder)
    folder.look()

    assert names(folder, ".") == [".signalen.csv.receipt.json", "signalen.csv"]
    log.away = False
    folder.intake.now.pass_days(1)
    assert folder.look() == 1
    assert {raw.message for raw in log.offered} == {log.raws[0].message}
    assert (len(log.offered), log.raws[0].received[:10]) == (3, str(NOW.date()))
    assert names(folder, ".") == []


def test_a_crash_between_send_and_move_sends_the_same_message_again(folder, log, monkeypatch):
    """
    The hub sees one message twice, and one is the other.
    """
    drop(folder)

    def crash(_path, _target):
        raise KeyboardInterrupt

    with monkeypatch.context() as crashing:
        crashing.setattr("pathlib.Path.rename", crash)
        with pytest.raises(KeyboardInterrupt):
            look_twice(folder)
    restarted = Folder(folder.root, intake(log, Clock()), municipality="0034")
    restarted.intake.now.pass_days(1)
    look_twice(restarted)

    first, second = log.raws
    assert first == second
    assert len(names(folder, "done")) == 1


def test_a_crash_between_move_and_clean_up_gives_no_id_to_another_file(folder, log, monkeypatch):
    """
    A new file under the old name is a new message.
    """
    drop(folder)

    def crash(_path, **_):
        raise KeyboardInterrupt

    with monkeypatch.context() as crashing:
        crashing.setattr("pathlib.Path.unlink", crash)
        with pytest.raises(KeyboardInterrupt):
            look_twice(folder)
    drop(folder, body=b"another")
    restarted = Folder(folder.root, intake(log), municipality="0034")
    look_twice(restarted)

    assert len({raw.message for raw in log.raws}) == 2
    assert names(folder, ".") == []


def test_a_receipt_that_is_not_whole_was_never_sent_with(folder, log):
    """
    The file gets a new one.
    """
    path = drop(folder)
    path.with_name(".signalen.csv.receipt.json").write_text('{"message": "')

    assert look_twice(folder) == 1
    assert UUID(log.raws[0].message).version == 4


def test_what_was_done_is_removed_after_its_days(folder, clock):
    """
    Personal data is kept no longer than the policy says; what was refused waits for someone.
    """
    drop(folder)
    drop(folder, "signalen.pdf")
    look_twice(folder)
    clock.pass_days(30)
    folder.look()
    kept = len(names(folder, "done"))
    clock.pass_days(1)
    folder.look()

    assert (kept, names(folder, "done")) == (1, [])
    assert len(names(folder, "refused")) == 2


def test_a_strangers_file_in_done_is_left_alone(folder, clock):
    """
    Only what the hub put there is its own to remove.
    """
    (folder.root / "wlz/done/README").write_text("x")
    clock.pass_days(400)
    folder.look()

    assert names(folder, "done") == ["README"]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(folder, monkeypatch):
    """
    It is tried again at every look.
    """
    drop(folder, "a.csv", b"locked")
    drop(folder, "b.csv")
    read = type(folder.root).read_bytes

    def locked(path):
        if path.name == "a.csv":
            raise PermissionError
        return read(path)

    with monkeypatch.context() as lock:
        lock.setattr("pathlib.Path.read_bytes", locked)
        assert look_twice(folder) == 1
    assert folder.look() == 1


def test_no_name_of_a_file_is_logged(folder, capsys):
    """
    It may hold a BSN.
    """
    for name in ("999900006.csv", "999900006.pdf"):
        drop(folder, name)
    look_twice(folder)

    assert "message_taken" in (said := capsys.readouterr().out)
    assert "999900006" not in said


def test_watching_looks_again_and_again_until_it_is_stopped(folder, log):
    """
    The loop around a look.
    """
    stop = threading.Event()
    watching = threading.Thread(target=folder.watch, args=(stop, 0.01))
    watching.start()
    drop(folder)
    until = time.monotonic() + 10
    while not log.raws and time.monotonic() < until:
        time.sleep(0.01)
    stop.set()
    watching.join()

    assert len(log.raws) == 1


@pytest.mark.embedded
def test_what_was_dropped_is_in_kafka(tmp_path, embedded_broker, prefix):
    """
    With a real broker behind it.
    """
    make_raw_topics(embedded_broker.bootstrap, prefix)
    log = RawProducer(embedded_broker.bootstrap, prefix=prefix)
    folder = Folder(tmp_path, intake(log), municipality="0034")
    folder.look()
    drop(folder, "besluiten.csv", b"\xff", source="participatiewet")

    assert log.wait_until_ready(20)
    assert look_twice(folder) == 1
    log.close()
    found = raws(embedded_broker.bootstrap, prefix, Source.PARTICIPATIEWET)
    assert [(raw.body, raw.sender) for raw in found] == [(b"\xff", "folder")]
