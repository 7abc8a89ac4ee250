"""Dead letters: which are still open, and putting their messages back where they were read.

A dead letter is open while the latest reading of its message refuses its record.  After a fix the
message is put on its raw topic again, as the same message: what was read before changes nothing.
"""

from collections.abc import Iterable, Iterator

from confluent_kafka import KafkaError, Message, Producer

from deploy.brokers import BrokerUnavailable
from deploy.reading import Kept, one_of, partitions_of
from deploy.tally import MESSAGE
from schemas.errors import WrongConfiguration
from schemas.messages import DeadLetter, Outcome
from schemas.topics import partition_of
from streams.refused import is_by_place

PATIENCE_SECONDS = 30.0


def open_letters(outcomes: Iterable[Outcome], letters: Iterable[DeadLetter]) -> list[DeadLetter]:
    """The open ones, in order of receipt."""
    read = {
        outcome.cause.message: outcome for outcome in outcomes if outcome.record.startswith(MESSAGE)
    }
    found = [
        letter
        for letter in letters
        if letter.message in read and read[letter.message].refuses(letter.record)
    ]
    return sorted(found, key=lambda letter: (letter.received, letter.message, letter.record))


def bytes_of(bootstrap: str, prefix: str, letter: DeadLetter) -> Kept:
    """The message as it was received, with its headers.

    Raises:
        WrongConfiguration: it is not there any more, or something else is.
    """
    topic = prefix + letter.raw_topic
    by_place = is_by_place(letter)
    at = f"{topic} partition {letter.raw_partition} offset {letter.raw_offset}"
    kept = one_of(bootstrap, topic, letter.raw_partition, letter.raw_offset)
    if kept is None or (kept.value is None and not by_place):
        raise WrongConfiguration(
            f"message {letter.message}", [f"no longer at {at}: it was kept as long as agreed"]
        )
    if not by_place and dict(kept.headers).get("message") != letter.message.encode():
        raise WrongConfiguration(
            f"message {letter.message}", [f"another message stands at {at}: is it the same broker?"]
        )
    return kept


def put_back(bootstrap: str, messages: Iterable[Kept]) -> None:
    """On their raw topics once more, with the same id, time of receipt and other headers.

    Raises:
        BrokerUnavailable: not all of them are kept.
    """
    faults: list[KafkaError] = []

    def delivered(error: KafkaError | None, _: Message) -> None:
        if error is not None:
            faults.append(error)

    settings = {"bootstrap.servers": bootstrap, "enable.idempotence": True, "log_level": 0}
    producer = Producer(settings)
    partitions: dict[str, int] = {}
    for kept in messages:
        if kept.topic not in partitions:
            partitions[kept.topic] = partitions_of(bootstrap, kept.topic)
        producer.produce(
            kept.topic,
            value=kept.value,
            key=kept.key.encode(errors="surrogateescape"),
            headers=list(kept.headers),
            partition=partition_of(kept.key, partitions[kept.topic]),
            on_delivery=delivered,
        )
        producer.poll(0)
    waiting = producer.flush(PATIENCE_SECONDS)
    if waiting or faults:
        reason = faults[0].str() if faults else "no answer in time"
        raise BrokerUnavailable(
            f"The broker at {bootstrap} did not take every message back: {reason}"
        )


def of_messages(letters: Iterable[DeadLetter]) -> Iterator[DeadLetter]:
    """One letter of each message: a message is put back as a whole."""
    seen: set[str] = set()
    for letter in letters:
        if letter.message not in seen:
            seen.add(letter.message)
            yield letter
