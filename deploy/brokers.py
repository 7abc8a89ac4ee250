"""A Kafka broker on this machine: embedded for the demo, Apache Kafka for what must be true.

with start_broker("kafka") as broker:
    produce_to(broker.bootstrap)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, Self, assert_never

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

if TYPE_CHECKING:
    from types import TracebackType

BrokerName = Literal["embedded", "kafka"]


class BrokerUnavailable(Exception):
    """There is no such broker here; the message says what is missing and how to get it."""


class Broker(Protocol):
    """A running broker."""

    @property
    def name(self) -> BrokerName: ...

    @property
    def bootstrap(self) -> str:
        """Where clients find it: host:port."""
        ...

    def stop(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def start_broker(name: BrokerName) -> Broker:
    """Start one on a free port; it keeps nothing after `stop`."""
    # Imported here: production has brokers of its own and needs neither.
    match name:
        case "embedded":
            from deploy.embedded import EmbeddedBroker

            return EmbeddedBroker()
        case "kafka":
            from deploy.kafka.broker import KafkaBroker

            return KafkaBroker()
        case _:
            assert_never(name)


def answers(bootstrap: str) -> bool:
    """Whether a broker there says who is in its cluster: an open port alone is not yet a broker."""
    quiet: dict[str, str | int | float | bool] = {
        "bootstrap.servers": bootstrap,
        "log_level": 0,
        "socket.timeout.ms": 1000,
    }
    try:
        return bool(AdminClient(quiet).list_topics(timeout=1).brokers)
    except KafkaException:
        return False
