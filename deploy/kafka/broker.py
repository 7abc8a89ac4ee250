"""Apache Kafka, one node, from its published jars: no container, no installation.

python -m deploy.kafka.broker            a broker on 127.0.0.1:9092 until Ctrl-C
python -m deploy.kafka.broker --fetch    only fetch the jars
"""

from __future__ import annotations

import base64
import os
import shutil
import signal
import subprocess
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from deploy.brokers import BrokerName, BrokerUnavailable, answers
from deploy.child import Child, free_port, wait_until

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

POM: Final = Path(__file__).with_name("pom.xml")
ATTEMPTS: Final = 3  # another process may take a port between our asking and the broker's binding

ONE_NODE: Final[Mapping[str, str]] = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": "PLAINTEXT",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    # one node cannot replicate
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "1",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    # a topic that nobody declared is a mistake that must show
    "auto.create.topics.enable": "false",
    # tests should not wait: for a group's first member, a dead worker, its transaction, compaction
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "500",
    "transaction.abort.timed.out.transaction.cleanup.interval.ms": "500",
    "log.cleaner.backoff.ms": "200",
}


class KafkaBroker:
    """Apache Kafka on free loopback ports.

    Without `data` it keeps its topics in a temporary folder, gone after `stop`.  With `data` the
    next broker on that folder has them still, also when this one was killed.
    """

    name: Final[BrokerName] = "kafka"

    def __init__(
        self,
        *,
        port: int | None = None,
        data: Path | None = None,
        settings: Mapping[str, str] | None = None,
        heap: str = "768m",
    ) -> None:
        self._jars = jars()
        self._java = _java()
        self._heap = heap
        self._settings = {**ONE_NODE, **(settings or {})}
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        if data is None:
            self._temporary = tempfile.TemporaryDirectory(
                "-samenloop-kafka", ignore_cleanup_errors=True
            )
            data = Path(self._temporary.name)
        data.mkdir(parents=True, exist_ok=True)
        self._folder = data
        self.bootstrap, self._child = self._start(port)

    def _start(self, port: int | None) -> tuple[str, Child]:
        said = ""
        for _ in range(ATTEMPTS):
            bootstrap = f"127.0.0.1:{port or free_port()}"
            properties = self._write_properties(bootstrap, f"127.0.0.1:{free_port()}")
            self._format(properties)
            command = [*self._jvm(f"-Xmx{self._heap}"), "kafka.Kafka", str(properties)]
            child = Child(command, log=self._folder / "broker.log")
            if wait_until(lambda at=bootstrap: answers(at), child, seconds=60):  # type: ignore[misc]
                return bootstrap, child
            child.kill()
            said = child.last_words()
        raise BrokerUnavailable(f"Apache Kafka did not start. It said:\n{said}")

    def _write_properties(self, bootstrap: str, controller: str) -> Path:
        settings = {
            **self._settings,
            "listeners": f"PLAINTEXT://{bootstrap},CONTROLLER://{controller}",
            "advertised.listeners": f"PLAINTEXT://{bootstrap}",
            "controller.quorum.voters": f"1@{controller}",
            "log.dirs": str(self._folder / "topics"),
        }
        path = self._folder / "server.properties"
        path.write_text("".join(f"{name}={value}\n" for name, value in settings.items()))
        return path

    def _format(self, properties: Path) -> None:
        """Make the folder a Kafka node's, once."""
        if (self._folder / "topics" / "meta.properties").exists():
            return
        cluster = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
        tool = ["kafka.tools.StorageTool", "format", f"--cluster-id={cluster}"]
        command = [*self._jvm("-XX:TieredStopAtLevel=1"), *tool, "-c", str(properties)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise BrokerUnavailable(f"Kafka's data folder could not be made:\n{done.stderr}")

    def _jvm(self, *options: str) -> list[str]:
        # Errors only: a node's normal life fills megabytes.
        logging = "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"
        return [self._java, *options, logging, "-cp", f"{self._jars}/*"]

    @property
    def pid(self) -> int:
        """For tests that stop or kill it."""
        return self._child.pid

    def kill(self) -> None:
        """End it as a power cut would; a folder given as `data` stays."""
        self._child.kill()
        self._forget()

    def stop(self) -> None:
        if self._temporary:
            self.kill()  # nothing to save, so no reason to wait for a tidy end
        else:
            self._child.stop()

    def _forget(self) -> None:
        if self._temporary:
            self._temporary.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def jars() -> Path:
    """The folder with Kafka's jars, which must have been fetched."""
    folder = jars_folder()
    if not (folder / ".fetched").exists():
        raise BrokerUnavailable(
            f"Apache Kafka's jars are not in {folder}: `make kafka` fetches them, "
            "or name a folder that has them in SAMENLOOP_KAFKA_JARS."
        )
    return folder


def jars_folder() -> Path:
    named = os.environ.get("SAMENLOOP_KAFKA_JARS")
    return Path(named) if named else POM.parents[2] / ".cache" / "kafka"


def fetch_jars() -> Path:
    """Fetch the jars that `pom.xml` names, unless they are here already."""
    folder = jars_folder()
    fetched = folder / ".fetched"
    if fetched.exists() and fetched.read_text() == POM.read_text():
        fetched.touch()  # newer than pom.xml again, so that make sees it too
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise BrokerUnavailable(
            "Maven is missing, so Apache Kafka's jars cannot be fetched: "
            "`apt-get install maven`, or `make kafka`, which does it for you."
        )
    shutil.rmtree(folder, ignore_errors=True)  # jars of another version must not stay on the path
    folder.mkdir(parents=True)
    copy = [maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies"]
    copy += [f"-DoutputDirectory={folder}", "-DincludeScope=runtime"]
    done = subprocess.run(copy, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = (done.stdout + done.stderr).strip().splitlines()[:3]
        raise BrokerUnavailable(
            "Maven could not fetch Apache Kafka's jars; is its registry reachable from here? "
            "It said: " + " ".join(reason)
        )
    fetched.write_text(POM.read_text())
    return folder


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if java is None:
        raise BrokerUnavailable(
            "Java 17 or newer is missing, so Apache Kafka cannot run: "
            "`apt-get install default-jre-headless`."
        )
    return java


def main(arguments: list[str] | None = None) -> int:
    import argparse

    parser = argparse.ArgumentParser(prog="deploy.kafka.broker", description=__doc__)
    parser.add_argument("--fetch", action="store_true", help="only fetch the jars")
    parser.add_argument("--port", type=int, default=9092)
    parser.add_argument("--data", type=Path, help="keep the topics here (default: nowhere)")
    options = parser.parse_args(arguments)
    try:
        folder = fetch_jars()
        if options.fetch:
            print(f"kafka: Apache Kafka's jars are in {folder}")
            return 0
        with KafkaBroker(port=options.port, data=options.data) as broker:
            print(f"Apache Kafka answers on {broker.bootstrap}; Ctrl-C stops it.", flush=True)
            _wait_for_a_signal()
    except BrokerUnavailable as error:
        print(f"kafka: {error}")
        return 1
    return 0


def _wait_for_a_signal() -> None:
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)  # the default would end us before the broker
    signal.sigwait(ends)
    print("Stopping.", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
