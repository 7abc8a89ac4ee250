"""Records that an operator decided to go on without: told on a topic, so that it is on record.

Compacted, by place; each worker reads it whole when it starts.  What is set aside goes to dead
letters, in the transaction in which it would have been taken.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from confluent_kafka import OFFSET_BEGINNING, KafkaError, KafkaException, Producer, TopicPartition

from streams.engine.clients import Clients
from streams.engine.faults import BrokerFailed
from streams.engine.settings import Settings

SECONDS = 30.0
Asides = Mapping[tuple[str | None, int | None, int | None], str]


@dataclass(frozen=True, slots=True)
class Aside:
    """A decision: which record, who decided, when (ISO 8601) and why (no personal data)."""

    topic: str
    partition: int
    offset: int
    by: str
    at: str
    why: str

    @property
    def key(self) -> bytes:
        return f"{self.topic}|{self.partition}|{self.offset}".encode()


def set_aside(settings: Settings, aside: Aside) -> None:
    """Tell it.  Workers know it from their next start.

    Raises:
        BrokerFailed: the broker did not take it.
    """
    faults: list[KafkaError] = []
    producer = Producer(
        {
            "bootstrap.servers": settings.bootstrap,
            "enable.idempotence": True,
            "log_level": 0,
            **settings.client,
        }
    )
    producer.produce(
        settings.set_aside,
        json.dumps(asdict(aside)).encode(),
        aside.key,
        0,
        on_delivery=lambda error, _: faults.append(error) if error is not None else None,
    )
    if producer.flush(SECONDS):
        raise BrokerFailed("setting a record aside", "no answer")
    if faults:
        raise BrokerFailed("setting a record aside", faults[0])


def read_asides(clients: Clients, settings: Settings) -> Asides:
    """What was set aside, by topic, partition and offset: why.  Empty if there is no such topic."""
    reader = clients.reader()
    asides: dict[tuple[str | None, int | None, int | None], str] = {}
    try:
        if (
            not reader.list_topics(settings.set_aside, SECONDS)
            .topics[settings.set_aside]
            .partitions
        ):
            return asides
        reader.assign([TopicPartition(settings.set_aside, 0, OFFSET_BEGINNING)])
        while True:
            for message in reader.consume(1_000, 1.0):
                error = message.error()
                if error is None:
                    aside = Aside(**json.loads(message.value()))
                    asides[aside.topic, aside.partition, aside.offset] = aside.why
                elif error.code() == KafkaError._PARTITION_EOF:  # noqa: SLF001
                    return asides
                elif not error.retriable():
                    raise BrokerFailed("reading what was set aside", error)
    except KafkaException as error:
        raise BrokerFailed("reading what was set aside", error.args[0]) from error
    finally:
        reader.close()
