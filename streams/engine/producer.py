"""What Faust itself sends (`topic.send` in a timer, a page, a task), on librdkafka.

Idempotent, with acks from all; not part of a step's transaction.  Unlike Faust's own, `flush` waits
until all is sent and a failure reaches whoever awaits the answer.
"""

import asyncio
import threading
from collections.abc import Mapping
from typing import Any

from confluent_kafka import KafkaException, Producer
from confluent_kafka import __version__ as client_version
from faust.transport import producer
from faust.transport.drivers import aiokafka
from faust.types import TP
from faust.types.tuples import RecordMetadata
from mode import want_seconds

from streams.engine.topics import Broker

FLUSH_SECONDS = 30
POLL_SECONDS = 0.1


class StepProducer(producer.Producer):  # type: ignore[misc]
    """Faust's producer, by the interface that Faust calls."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._soon: set[asyncio.Future[Any]] = set()
        self._client: Producer | None = None  # none until it is started

    async def on_start(self) -> None:
        await super().on_start()
        self._asyncio = asyncio.get_running_loop()
        self._client = Producer(
            {
                "bootstrap.servers": bootstrap(self.app),
                "enable.idempotence": True,
                "acks": "all",
                "linger.ms": max(1, self.linger_ms),
                "partitioner": "murmur2_random",
                "log_level": 0,
                **getattr(self.app, "client_settings", {}),
            }
        )
        self._halt = threading.Event()
        self._poller = threading.Thread(target=self._poll, name="producer", daemon=True)
        self._poller.start()

    def _poll(self) -> None:
        assert self._client is not None
        while not self._halt.is_set():
            self._client.poll(POLL_SECONDS)

    async def on_stop(self) -> None:
        await super().on_stop()
        try:
            await self.flush()
        finally:
            if self._client is not None:
                self._halt.set()
                await asyncio.to_thread(self._poller.join)

    async def send(
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        partition: int | None,
        timestamp: float | None,
        headers: Any,
        *,
        transactional_id: str | None = None,  # noqa: ARG002 -- as above
    ) -> asyncio.Future[RecordMetadata]:
        assert self._client is not None
        told: asyncio.Future[RecordMetadata] = self._asyncio.create_future()

        def delivered(error: Any, message: Any) -> None:
            self._asyncio.call_soon_threadsafe(_tell, told, error, message)

        more: dict[str, Any] = {"on_delivery": delivered}
        if partition is not None:
            more["partition"] = partition
        if timestamp:
            more["timestamp"] = int(timestamp * 1000)
        if headers:
            more["headers"] = list(headers.items()) if hasattr(headers, "items") else list(headers)
        while True:
            try:
                self._client.produce(topic, value, key, **more)
            except BufferError:
                await asyncio.sleep(POLL_SECONDS)
            else:
                return told

    async def send_and_wait(self, *args: Any, **more: Any) -> RecordMetadata:
        return await (await self.send(*args, **more))

    def send_soon(self, fut: asyncio.Future[Any]) -> None:
        self._soon.add(fut)
        fut.add_done_callback(self._soon.discard)
        super().send_soon(fut)

    async def flush(self) -> None:
        """
        Raises:
            TimeoutError: some of it was not sent.
        """
        if self._client is None:
            return
        if self._soon:  # the buffer's own `flush` gives up, and forgets the one in its hands
            await asyncio.wait(set(self._soon), timeout=FLUSH_SECONDS)
        unsent: int = await asyncio.to_thread(self._client.flush, FLUSH_SECONDS)
        if unsent or self._soon:
            raise TimeoutError("not all was sent")

    def supports_headers(self) -> bool:
        return True

    async def create_topic(  # noqa: PLR0913 -- Faust's own
        self,
        topic: str,
        partitions: int,
        replication: int,  # noqa: ARG002 -- the broker's own choice is what a cluster was set up for
        *,
        config: Mapping[str, Any] | None = None,
        timeout: float = 1000.0,  # noqa: ARG002, ASYNC109 -- Faust's own
        retention: float | None = None,
        compacting: bool | None = None,
        deleting: bool | None = None,
        ensure_created: bool = False,  # noqa: ARG002
    ) -> None:
        """Of a table, or of an agent: those of steps are made by the app."""
        policy = ["compact"] * bool(compacting) + ["delete"] * bool(deleting)
        configs = {str(name): str(value) for name, value in (config or {}).items()}
        if policy:
            configs["cleanup.policy"] = ",".join(policy)
        if retention:
            configs["retention.ms"] = str(int(want_seconds(retention) * 1000))
        broker = Broker(self.app.engine.settings)
        await asyncio.to_thread(broker.make, topic, partitions, configs)


def _tell(told: asyncio.Future[RecordMetadata], error: Any, message: Any) -> None:
    if told.done():
        return
    if error is not None:
        told.set_exception(KafkaException(error))
        return
    where = TP(message.topic(), message.partition())
    told.set_result(RecordMetadata(where.topic, where.partition, where, message.offset()))


class StepTransport(aiokafka.Transport):  # type: ignore[misc]
    """Faust's own consumer, for classic agents; ours to send."""

    Producer = StepProducer
    driver_version = f"confluent_kafka={client_version} (steps)"


def bootstrap(app: Any) -> str:
    """Where the app's brokers are, as librdkafka wants it."""
    return ",".join(f"{url.host or '127.0.0.1'}:{url.port or 9092}" for url in app.conf.broker)
