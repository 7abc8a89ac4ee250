"""A process of another's making that lives exactly as long as we do.

A broker that outlives the demo or a test run keeps its port and its memory, and nobody looks for
it.  So a child ends when `stop` is called, when Python exits, and, on Linux, when we are killed.
"""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

# Runs in the child before it becomes the broker: "kill me when my parent dies" (PR_SET_PDEATHSIG).
# A `preexec_fn` could do the same, but may deadlock in a process with threads.
_DIE_WITH_PARENT = """
import ctypes, os, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != int(sys.argv[1]):
        sys.exit(1)
os.execvp(sys.argv[2], sys.argv[2:])
"""


class Child:
    """A running command; its output goes to `log`."""

    def __init__(
        self, command: Sequence[str], *, log: Path, env: Mapping[str, str] | None = None
    ) -> None:
        self._command = [sys.executable, "-I", "-S", "-c", _DIE_WITH_PARENT, str(os.getpid())]
        self._command += command
        self._log = log
        self._env = {**os.environ, **(env or {})}
        self._started: threading.Event = threading.Event()
        self._failure: OSError | None = None
        self._process: subprocess.Popen[bytes] | None = None
        # The kernel watches the *thread* that started the child.  One of our own, which waits as
        # long as the child lives, lets callers start a broker from any short-lived thread.
        threading.Thread(target=self._run, name=f"child {command[0]}", daemon=True).start()
        self._started.wait()
        if self._failure is not None:
            raise self._failure
        atexit.register(self.stop)

    def _run(self) -> None:
        try:
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    env=self._env,
                    start_new_session=True,  # Ctrl-C is for us: we stop the child when we are done
                )
        except OSError as error:
            self._failure = error
            return
        finally:
            self._started.set()
        self._process.wait()

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def last_words(self, lines: int = 12) -> str:
        """The end of what it printed, for an error that has to say why it did not start."""
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-lines:])

    def stop(self, *, patience_seconds: float = 15) -> None:
        """Ask it to end, insist when it does not.  Doing it twice is harmless."""
        atexit.unregister(self.stop)
        if self._process is None or not self.alive:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(patience_seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it now, as a power cut would."""
        if self._process is not None and self.alive:
            self._process.kill()
            self._process.wait()


def free_port() -> int:
    """A loopback port that nobody uses now; somebody may before you do, so be ready to retry."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(ready: Callable[[], bool], child: Child, *, seconds: float) -> bool:
    """Whether it became ready before it died or the time was up."""
    deadline = time.monotonic() + seconds
    while child.alive and time.monotonic() < deadline:
        if ready():
            return True
        time.sleep(0.05)
    return False
