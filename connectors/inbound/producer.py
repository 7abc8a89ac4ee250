"""The raw topics: each message is kept by all replicas, once, before its sender hears of it.

librdkafka's idempotent producer, in a thread of its own.  A message that Kafka does not confirm
within `TIMEOUT_MS` is given up, and its sender told so.  It may be there all the same: the sender
that sends it again gets a second id, and the record in it, being the same, changes nothing.
"""

import threading
from collections.abc import Mapping
from concurrent.futures import Future

import structlog
from confluent_kafka import KafkaError, KafkaException, Message, Producer

from connectors.inbound.door import MESSAGE_MAX
from connectors.inbound.intake import NotTaken
from schemas import wire
from schemas.messages import Raw
from schemas.topics import RAW, partition_of

log = structlog.get_logger()

TIMEOUT_MS = 10_000
OVERHEAD_MAX = 1024 * 1024  # of a record, its headers and its batch around the message itself
QUEUE_MAX_KB = 256 * 1024  # what waits for Kafka in memory; beyond it a message is not taken

Setting = str | int | float | bool


class RawProducer:
    """The `Log` of the hub.  *prefix* goes before the topics' names."""

    def __init__(
        self, bootstrap: str, *, prefix: str = "", settings: Mapping[str, Setting] | None = None
    ) -> None:
        self._settings: dict[str, Setting] = {
            "bootstrap.servers": bootstrap,
            "enable.idempotence": True,
            "acks": "all",
            "linger.ms": 5,
            "message.timeout.ms": TIMEOUT_MS,
            "message.max.bytes": MESSAGE_MAX + OVERHEAD_MAX,
            "queue.buffering.max.kbytes": QUEUE_MAX_KB,
            "log_level": 0,
            **(settings or {}),
        }
        self._topics = {source: prefix + topic.name for source, topic in RAW.items()}
        self._partitions: dict[str, int] = {}
        self._stopping, self._ready = threading.Event(), threading.Event()
        self._broken = threading.Event()
        self._producer = Producer(self._settings)
        self._thread = threading.Thread(target=self._run, name="raw-producer", daemon=True)
        self._thread.start()

    def wait_until_ready(self, seconds: float) -> bool:
        """Whether all raw topics were seen within *seconds*; without them nothing is taken."""
        return self._ready.wait(seconds)

    def append(self, raw: Raw) -> Future[None]:
        kept: Future[None] = Future()
        kept.set_running_or_notify_cancel()  # from here on it cannot be called off
        if (partitions := self._partitions.get(raw.source)) is None:
            kept.set_exception(NotTaken(f"no topic {self._topics[raw.source]} was seen yet"))
            return kept
        try:
            self._producer.produce(
                self._topics[raw.source],
                key=raw.message.encode(),
                value=raw.body,
                headers=list(wire.raw_headers(raw)),
                partition=partition_of(raw.message, partitions),
                on_delivery=lambda error, message: self._delivered(kept, error, message),
            )
        except BufferError:
            kept.set_exception(NotTaken("too many messages wait for Kafka"))
        except KafkaException as error:
            kept.set_exception(NotTaken(str(error)))
        return kept

    def close(self) -> None:
        """Wait for what is under way, then stop."""
        self._producer.flush(TIMEOUT_MS / 1000)
        self._stopping.set()
        self._thread.join()

    def _delivered(self, kept: Future[None], error: KafkaError | None, _message: Message) -> None:
        if error is None:
            kept.set_result(None)
            return
        if error.fatal():
            self._broken.set()
        kept.set_exception(NotTaken(error.str()))

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._ready.is_set():
                self._look_for_topics()
            self._producer.poll(0.1)
            if self._broken.is_set():
                self._replace()

    def _replace(self) -> None:
        """A producer after a fatal error sends no more; its senders still hear of that."""
        log.error("raw_producer_broken")
        self._producer.flush(TIMEOUT_MS / 1000)
        self._producer = Producer(self._settings)
        self._broken.clear()

    def _look_for_topics(self) -> None:
        try:
            known = self._producer.list_topics(timeout=1).topics
        except KafkaException:
            return  # asked again at once; meanwhile senders hear that nothing is taken
        for source, name in self._topics.items():
            if name in known and known[name].error is None and known[name].partitions:
                self._partitions[source] = len(known[name].partitions)
        if len(self._partitions) == len(self._topics):
            self._ready.set()
