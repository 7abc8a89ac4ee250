"""The hub of the demo: `samenloop run` in a process of its own, as an operator would start it."""

import socket
import sys
import urllib.error
import urllib.request
from pathlib import Path

from deploy.brokers import BrokerUnavailable
from deploy.child import Child, free_port, wait_until

USUAL_PORT = 8080
POSTCODES = Path(__file__).parents[1] / "postcodes/example.csv"  # of the demo's town, invented
READY_SECONDS = 90.0
STOP_SECONDS = 3.0


class HubProcess:
    """`address` is where it takes messages."""

    def __init__(self, bootstrap: str, folder: Path, partitions: int, port: int | None) -> None:
        listen = f"127.0.0.1:{port or _usual_port()}"
        self.address = f"http://{listen}"
        self.log = folder / "hub.log"
        options = {
            "--bootstrap": bootstrap,
            "--partitions": str(partitions),
            "--policy": str(folder / "policy.toml"),
            "--key-file": str(folder / "hmac.key"),
            "--listen": listen,
            "--data": str(folder / "data"),
            "--postcodes": str(POSTCODES),
            "--log": "json",
        }
        command = [sys.executable, "-m", "deploy", "run"]
        command += [part for option in options.items() for part in option]
        self._child = Child(command, log=self.log)

    def wait_until_ready(self) -> None:
        """
        Raises:
            BrokerUnavailable: it did not start.
        """
        if not wait_until(self._answers, self._child, seconds=READY_SECONDS):
            raise BrokerUnavailable(f"The hub did not start. It said:\n{self._child.last_words()}")

    def check(self) -> None:
        """
        Raises:
            BrokerUnavailable: it ended.
        """
        if not self._child.alive:
            raise BrokerUnavailable(f"The hub ended. It said:\n{self._child.last_words()}")

    def stop(self) -> None:
        self._child.stop(patience_seconds=STOP_SECONDS)

    def _answers(self) -> bool:
        try:
            # our own hub on the loopback interface
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=1):  # noqa: S310
                return True
        except (urllib.error.URLError, OSError):
            return False


def _usual_port() -> int:
    """The port that README names, unless somebody has it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", USUAL_PORT))
        except OSError:
            return free_port()
    return USUAL_PORT
