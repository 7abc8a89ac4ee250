"""librdkafka's clients, set up for steps.  The settings that are not its defaults say why."""

from typing import Any, Protocol

from confluent_kafka import Consumer, Producer

from streams.engine.settings import Settings


class Clients(Protocol):
    """Makes what the engine talks to the broker with; a simulated broker makes its own."""

    def consumer(self) -> Any:
        """A member of the app's group; cooperative, read_committed."""
        ...

    def producer(self) -> Any:
        """Transactional, under this instance's id."""
        ...

    def reader(self, *, committed: bool = True) -> Any:
        """Reads what it is assigned, to the end and no further; member of no group."""
        ...


class Librdkafka:
    """The real ones."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def consumer(self) -> Consumer:
        s = self._settings
        return Consumer(
            self._common()
            | {
                "group.id": s.consumer_group,
                "enable.auto.commit": False,  # offsets go with the transaction
                # a position that is gone is a loss, or a topic made anew: stop, do not jump
                "auto.offset.reset": "error",
                "enable.partition.eof": True,  # the end; markers of transactions stand before it
                "isolation.level": "read_committed",
                "partition.assignment.strategy": "cooperative-sticky",
                "session.timeout.ms": int(s.session_timeout * 1000),
                "heartbeat.interval.ms": int(s.session_timeout * 1000 / 3),
                "queued.min.messages": 50_000,
                "queued.max.messages.kbytes": 65_536,
                "fetch.queue.backoff.ms": 10,  # 1 s by default, which starves a fast step
                "fetch.wait.max.ms": 100,
                "check.crcs": False,
            }
        )

    def producer(self) -> Producer:
        s = self._settings
        return Producer(
            self._common()
            | {
                "transactional.id": f"{s.app}-{s.instance}",
                "transaction.timeout.ms": int(s.transaction_timeout * 1000),
                "linger.ms": 20,  # fewer, larger requests; a commit sends what is there at once
                "batch.size": 1_000_000,
                "message.max.bytes": s.message_max,
                "queue.buffering.max.messages": 1_000_000,
                "queue.buffering.max.kbytes": 1_048_576,
                "partitioner": "murmur2_random",  # as Kafka's own clients; librdkafka's is another
                "retry.backoff.ms": 5,  # a commit right after another is asked to wait and retry
            }
        )

    def reader(self, *, committed: bool = True) -> Consumer:
        return Consumer(
            self._common()
            | {
                # to ask what it committed; it joins nothing
                "group.id": self._settings.consumer_group,
                "enable.auto.commit": False,
                "auto.offset.reset": "error",
                "enable.partition.eof": True,
                "isolation.level": "read_committed" if committed else "read_uncommitted",
                "queued.min.messages": 100_000,
                "queued.max.messages.kbytes": 65_536,
                "fetch.queue.backoff.ms": 10,
                "fetch.wait.max.ms": 50,
                "check.crcs": False,
            }
        )

    def _common(self) -> dict[str, Any]:
        return {
            "bootstrap.servers": self._settings.bootstrap,
            "client.id": self._settings.instance,
            "log_level": 0,  # what matters comes as an error
            **self._settings.client,
        }
