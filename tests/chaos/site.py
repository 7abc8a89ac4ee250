"""The broker's site in a storm: a folder on a disk that can be filled, and a power switch."""

import ctypes
import os
import shutil
import signal
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from deploy.brokers import answers
from deploy.child import free_port
from deploy.kafka.broker import KafkaBroker

DISK_BYTES = 512 * 1024 * 1024
NEW_NAMESPACE, RECURSIVE, PRIVATE = 0x00020000, 0x4000, 0x40000
SETTINGS = {
    "log.cleaner.min.compaction.lag.ms": "0",
    "log.retention.check.interval.ms": "1000",
    "log.initial.task.delay.ms": "0",
    "offsets.topic.segment.bytes": "1048576",
    "transaction.state.log.segment.bytes": "1048576",
}


class Site:
    """Apache Kafka on a port that stays, in a folder that stays.

    `disk` says whether its folder lies on a small disk of its own; if not, `why_no_disk` says why.
    """

    def __init__(self) -> None:
        self.kills = self.pauses = self.full_disks = 0
        self._folder = Path(tempfile.mkdtemp(prefix="samenloop-storm-"))
        self.why_no_disk = _mount_small_disk(self._folder)
        self._port = free_port()
        self._broker = self._start()
        self.bootstrap = self._broker.bootstrap
        self._trouble: threading.Thread | None = None
        self._error: BaseException | None = None

    @property
    def disk(self) -> bool:
        return not self.why_no_disk

    def kill(self, seconds: float) -> None:
        """kill -9, nothing for *seconds*, and on again."""
        self.kills += 1
        self._do(lambda: self._again(seconds))

    def pause(self, seconds: float) -> None:
        self.pauses += 1
        self._do(lambda: self._sleep(seconds))

    def fill(self, seconds: float) -> None:
        """No room for *seconds*; then there is, and whatever is left of the broker starts again."""
        if self.disk:
            self.full_disks += 1
            self._do(lambda: self._without_room(seconds))

    def wait(self) -> None:
        """Until it is well again."""
        if self._trouble is not None:
            self._trouble.join()
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        with suppress(BaseException):
            self.wait()
        self._broker.kill()
        if self.disk:
            ctypes.CDLL(None).umount2(str(self._folder).encode(), 2)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _do(self, trouble) -> None:
        self.wait()

        def guarded() -> None:
            try:
                trouble()
            except BaseException as error:  # noqa: BLE001 -- told by `wait`
                self._error = error

        self._trouble = threading.Thread(target=guarded, name="trouble", daemon=True)
        self._trouble.start()

    def _start(self) -> KafkaBroker:
        return KafkaBroker(
            port=self._port, data=self._folder / "kafka", settings=SETTINGS, heap="512m"
        )

    def _again(self, seconds: float) -> None:
        self._broker.kill()
        time.sleep(seconds)
        self._broker = self._start()

    def _sleep(self, seconds: float) -> None:
        os.kill(self._broker.pid, signal.SIGSTOP)
        time.sleep(seconds)
        os.kill(self._broker.pid, signal.SIGCONT)
        deadline = time.monotonic() + 30
        while not answers(self.bootstrap) and time.monotonic() < deadline:
            time.sleep(0.1)

    def _without_room(self, seconds: float) -> None:
        balloon = self._folder / "balloon"
        with balloon.open("wb", buffering=0) as file:
            deadline = time.monotonic() + seconds
            while time.monotonic() < deadline:
                try:
                    file.write(bytes(65_536))
                except OSError:
                    time.sleep(0.01)  # full; keep it so
        balloon.unlink()
        self._again(0.0)


def _mount_small_disk(folder: Path) -> str:
    """A disk in memory that only this process and its children see; why not, if not."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEW_NAMESPACE):
        return f"unshare: {os.strerror(ctypes.get_errno())}"
    if libc.mount(b"none", b"/", None, RECURSIVE | PRIVATE, None):
        return f"mount: {os.strerror(ctypes.get_errno())}"
    options = f"size={DISK_BYTES}".encode()
    if libc.mount(b"tmpfs", str(folder).encode(), b"tmpfs", 0, options):
        return f"mount: {os.strerror(ctypes.get_errno())}"
    return ""
