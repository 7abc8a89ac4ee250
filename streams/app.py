"""The Faust app that the steps run on: its settings and names, the state of a partition, its end.

What Faust 0.15.3 does by default decides much of this file:

* its tables take what an end offset says for all there is (too small on the embedded broker), and
  swallow what goes wrong when they are restored; so the state is restored from its changelog here;
* its web server shows state to anybody, so it is off;
* it makes the topics it likes, so it may not: `samenloop topics` does;
* its producer may send twice what the broker was slow to confirm (the embedded broker cannot help
  it not to); ids and offsets make the second harmless;
* its consumer holds one request for all its topics open for 1.5 s, so ours holds it for less.
"""

import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, NoReturn

import faust
import structlog
from aiokafka.errors import KafkaError
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaException, TopicPartition
from confluent_kafka import KafkaError as ClientError
from faust.exceptions import FaustError
from faust.transport.drivers import aiokafka

from schemas import wire
from schemas.errors import WrongConfiguration
from schemas.topics import Topic
from streams.controls import MissingPolicy
from streams.memory import MemoryState
from streams.step import SWEEP, Step

BATCH_MAX = (
    16 * 1024 * 1024
)  # bytes: what one unit of work writes is one Kafka batch, all or nothing
AT = "~at"  # in a changelog, beside the step's own keys: how far the state is
FETCH_WAIT_MS = 50
EXIT_BUG, EXIT_BROKER = 70, 75  # sysexits.h: an error inside; try again later


@dataclass(frozen=True, slots=True)
class AppSettings:
    """Where the steps run.  `prefix` lets several hubs share a broker."""

    bootstrap: str
    partitions: int = 4
    prefix: str = ""
    session_timeout: float = 6  # seconds; how long the partitions of a dead worker wait

    @property
    def app_id(self) -> str:
        return f"{self.prefix}samenloop"

    def topic(self, topic: Topic) -> str:
        return self.prefix + topic.name

    def changelog(self, step: Step) -> str:
        """The topic that holds the state of the step; the name is as Faust would give it."""
        return f"{self.app_id}-{step.name}-changelog"


def faust_app(settings: AppSettings) -> faust.App:
    """An app without agents.  What is not said here is as Faust has it."""
    app = _App(
        settings.app_id,
        broker=[f"aiokafka://{host}" for host in settings.bootstrap.split(",")],
        key_serializer="raw",
        value_serializer="raw",
        autodiscover=False,
        origin="streams",
        consumer_auto_offset_reset="earliest",
        broker_session_timeout=settings.session_timeout,
        broker_heartbeat_interval=settings.session_timeout / 3,
        broker_commit_interval=1.0,
        producer_max_batch_size=BATCH_MAX,
        producer_max_request_size=2 * BATCH_MAX,
        topic_allow_declare=False,
        topic_disable_leader=True,
        table_standby_replicas=0,
        web_enabled=False,
        worker_redirect_stdouts=False,
    )
    app.transport = _Transport(app.conf.broker_consumer, app)
    return app


class _App(faust.App):  # type: ignore[misc]
    def _create_directories(self) -> None:
        """None: state lives on the broker, and nothing else is kept."""


class _Thread(aiokafka.AIOKafkaConsumerThread):  # type: ignore[misc]
    """So that a topic that was just read is looked at again soon, not after 1.5 s."""

    def _create_worker_consumer(self, transport: Any) -> Any:
        consumer = super()._create_worker_consumer(transport)
        consumer._fetch_max_wait_ms = FETCH_WAIT_MS  # noqa: SLF001 -- Faust has no setting for it
        return consumer


class _Consumer(aiokafka.Consumer):  # type: ignore[misc]
    def _new_consumer_thread(self) -> _Thread:
        return _Thread(self, loop=self.loop, beacon=self.beacon)


class _Transport(aiokafka.Transport):  # type: ignore[misc]
    Consumer = _Consumer


@dataclass(slots=True)
class Partition:
    """One partition of a step's state.  `at`: the offset of the last message that is in it."""

    state: MemoryState = field(default_factory=MemoryState)
    at: int = -1
    keys: int = 0  # how many there should be, as the changelog says
    sweeping: bool = False  # whether a cursor stands in the changelog

    def restore(self, key: str, value: bytes | None) -> None:
        """One record of the changelog."""
        if key == AT:
            assert value is not None
            known = wire.loads(value)
            self.at, self.keys = known["offset"], known["keys"]
            return
        self.state.apply({key: None if value is None else wire.loads(value)})
        if key == SWEEP:
            self.sweeping = value is not None

    def progress(self) -> bytes:
        return wire.write({"keys": len(self.state), "offset": self.at})


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the flow something went wrong."""

    step: str
    topic: str = ""
    partition: int = -1
    offset: int = -1


class NotRestored(Exception):
    """The state of a partition is not what its changelog says it is."""


OnBug = Callable[[Place, BaseException], NoReturn]


def stop_process(place: Place, error: BaseException) -> NoReturn:
    """Say what went wrong and what to do, and end: nothing is acknowledged, nothing committed.

    Of the error only its kind and its lines of code: its text may quote a value, and values are
    personal data.
    """
    log = structlog.get_logger()
    frames = traceback.extract_tb(error.__traceback__)
    code = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-5:]]
    known: dict[str, Any] = {**asdict(place), "error": type(error).__name__, "code": code}
    if isinstance(error, KafkaError | KafkaException | FaustError):
        advice = "the broker did not take what this step sent; see that it runs, then start again"
        log.critical("broker_failed", **known, advice=advice)
        status = EXIT_BROKER
    else:
        if isinstance(error, NotRestored | MissingPolicy | WrongConfiguration):
            known["why"] = str(error)  # ours, and without values
        advice = (
            "a bug: report it with this line; the message stays where it is, and a corrected"
            " version goes on from it"
        )
        log.critical("step_failed", **known, advice=advice)
        status = EXIT_BUG
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def restore(bootstrap: str, changelog: str, numbers: Iterable[int]) -> dict[int, Partition]:
    """The state of these partitions, from the changelog: all of it, to its end.

    Raises:
        NotRestored: some of it is missing.
    """
    restored = {number: Partition() for number in numbers}
    reader = Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": f"{changelog}-restore",  # librdkafka asks for a name; nothing is committed
            "enable.auto.commit": False,
            "enable.partition.eof": True,  # the embedded broker's end offset is too small
            "fetch.queue.backoff.ms": 10,
            "fetch.wait.max.ms": 50,
            "log_level": 0,
        }
    )
    try:
        reader.assign([TopicPartition(changelog, n, OFFSET_BEGINNING) for n in restored])
        unread = set(restored)
        while unread:
            for message in reader.consume(1_000, 0.5):
                error, number, key = message.error(), message.partition(), message.key()
                if error is None:
                    assert number is not None
                    assert key is not None, "a changelog holds no record without a key"
                    restored[number].restore(key.decode(), message.value())
                elif error.code() == ClientError._PARTITION_EOF:  # noqa: SLF001
                    unread.discard(number)
                elif not error.retriable():
                    raise KafkaException(error)
    finally:
        reader.close()
    for number, partition in restored.items():
        if len(partition.state) != partition.keys:
            raise NotRestored(
                f"{changelog} {number}: {len(partition.state)} keys of {partition.keys}"
            )
    return restored
