"""Places on the broker, looked at from beside the steps: what stands there, what was done."""

import time
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import closing

from confluent_kafka import KafkaError, KafkaException, Message, TopicPartition

from deploy.brokers import BrokerUnavailable
from deploy.engine import PATIENCE_SECONDS, beside
from deploy.reading import partitions_of
from schemas.errors import WrongConfiguration
from streams.engine.clients import Librdkafka
from streams.engine.watch import Place
from streams.settings import AppSettings
from streams.topology import topology


def committed(settings: AppSettings, places: Iterable[Place]) -> dict[Place, int]:
    """Where the steps are: the offset of the first record that is not done.

    Raises:
        BrokerUnavailable: it does not say.
    """
    asked = [TopicPartition(*place) for place in places]
    with closing(Librdkafka(beside(settings)).reader()) as reader:
        try:
            told = reader.committed(asked, PATIENCE_SECONDS)
        except KafkaException as error:
            raise BrokerUnavailable(f"{settings.bootstrap}: {error.args[0].str()}") from error
    return {(one.topic, one.partition): max(0, one.offset) for one in told}


def first_from(settings: AppSettings, offsets: Mapping[Place, int]) -> dict[Place, Message]:
    """The first record at or after each place; none of those where there is none."""
    found: dict[Place, Message] = {}
    for message in records(settings, offsets, until=found):
        found.setdefault((message.topic() or "", message.partition() or 0), message)
    return found


def has_later(settings: AppSettings, place: Place, offset: int, key: bytes) -> bool:
    """Whether a record with this key stands after an offset."""
    return any(message.key() == key for message in records(settings, {place: offset + 1}))


def records(
    settings: AppSettings, offsets: Mapping[Place, int], until: Container[Place] = ()
) -> Iterator[Message]:
    """The committed ones from each place to its end, or until the place is in *until*.

    Raises:
        BrokerUnavailable: it does not say.
    """
    unread = set(offsets)
    heard = time.monotonic()
    with closing(Librdkafka(beside(settings)).reader()) as reader:
        reader.assign([TopicPartition(*place, offset) for place, offset in offsets.items()])
        while unread:
            messages = reader.consume(1_000, 0.2)
            if not messages and time.monotonic() > heard + PATIENCE_SECONDS:
                raise BrokerUnavailable(f"The broker at {settings.bootstrap} does not answer.")
            for message in messages:
                error, place = message.error(), (message.topic() or "", message.partition() or 0)
                if error is None and place in unread:
                    yield message
                    if place in until:
                        unread.discard(place)
                elif error is not None and error.code() in NOTHING:
                    unread.discard(place)
                elif error is not None and not error.retriable():
                    raise BrokerUnavailable(f"{settings.bootstrap}: {error.str()}")
            heard = time.monotonic() if messages else heard  # who reads may take its time


NOTHING = {
    KafkaError._PARTITION_EOF,  # noqa: SLF001
    KafkaError._AUTO_OFFSET_RESET,  # noqa: SLF001  before the beginning or behind the end
    KafkaError.OFFSET_OUT_OF_RANGE,
}


def must_be_undone(settings: AppSettings, topic: str, partition: int, offset: int) -> None:
    """
    Raises:
        WrongConfiguration: no step would ever come to a record at that place.
    """
    place, what = (topic, partition), f"{topic} {partition} offset {offset}"
    read = {settings.topic(topic) for step in topology({}, {}, {}) for topic in step.reads}
    if topic not in read:
        raise WrongConfiguration(what, [f"no step reads it; steps read {', '.join(sorted(read))}"])
    if partition >= partitions_of(settings.bootstrap, topic):
        raise WrongConfiguration(what, ["there is no such partition"])
    done = committed(settings, [place])[place]
    if offset < done:
        raise WrongConfiguration(
            what, [f"was dealt with already: the next record is at offset {done} or after"]
        )
    found = first_from(settings, {place: offset}).get(place)
    if found is None or found.offset() != offset:
        raise WrongConfiguration(what, ["no record stands there"])
