"""One Kafka transaction at a time, over librdkafka's producer."""

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from confluent_kafka import KafkaError, KafkaException

from streams.engine.faults import Aborted, BrokerFailed
from streams.engine.settings import Settings
from streams.engine.step import Headers, Message
from streams.engine.watch import Place

SECONDS_A_TRY = 10
CHOSEN_BY_KEY = -1
FOR_EVER = {
    KafkaError.MSG_SIZE_TOO_LARGE,
    KafkaError.RECORD_LIST_TOO_LARGE,
    KafkaError.TOPIC_AUTHORIZATION_FAILED,
    KafkaError.POLICY_VIOLATION,
    KafkaError.INVALID_RECORD,
}

# topic, value, key, partition, headers, and what its reader would make of it
Sent = tuple[str, bytes | None, bytes, int, Headers, Any]
# Asked before a commit: whether the offsets at which records stand, by place, are as they must be
MustStand = Callable[[Mapping[Place, Sequence[int]]], None]


class Outbox:
    """What one call of a step sends, in order (an `Out`)."""

    __slots__ = ("_partitions", "notes", "records")

    def __init__(self, partitions: Callable[[str], int]) -> None:
        self.records: list[Sent] = []
        self.notes: list[object] = []
        self._partitions = partitions

    def send(
        self,
        topic: str,
        key: bytes,
        value: bytes | None,
        partition: int | None = None,
        headers: Headers = (),
        event: Any = None,
    ) -> None:
        place = CHOSEN_BY_KEY if partition is None else partition
        self.records.append((topic, value, key, place, headers, event))

    def broadcast(self, topic: str, key: bytes, value: bytes, headers: Headers = ()) -> None:
        for partition in range(self._partitions(topic)):
            self.send(topic, key, value, partition, headers)

    def note(self, what: object) -> None:
        self.notes.append(what)


class Transaction:
    """Opened by the first thing sent, closed by `commit` or `abort`."""

    def __init__(
        self, producer: Any, settings: Settings, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._producer, self._settings, self._clock = producer, settings, clock
        self.is_open = False
        # After an abort each record's fate is asked for: one that the broker will never take would
        # be aborted, and sent again, for ever.  To ask always costs a fifth of the sending
        self._was_aborted = False
        self.watched: Collection[str] = ()  # topics of whose records the offsets are asked
        self._stand: defaultdict[Place, list[int]] = defaultdict(list)
        self._unwanted: tuple[str, KafkaError] | None = None

    def start(self) -> None:
        """Aborts what a predecessor under the same id left open, and fences it."""
        with _failing("starting transactions"):
            self._insist("starting", lambda: self._producer.init_transactions(SECONDS_A_TRY))

    def begin(self) -> None:
        if not self.is_open:
            with _failing("beginning a transaction"):
                self._producer.begin_transaction()
            self.is_open = True
            self._stand.clear()

    def send(self, records: Iterable[Sent]) -> None:
        """
        Raises:
            Aborted: what was sent before did not arrive.
        """
        produce, watched, all_told = self._producer.produce, self.watched, self._was_aborted
        for topic, value, key, partition, headers, _ in records:
            told = self._told if all_told or topic in watched else None
            try:
                # one call each: `produce_batch` gains nothing, knows no headers, and leaves out
                # what does not fit, wherever
                if told is None and not headers:
                    produce(topic, value, key, partition)
                else:
                    produce(topic, value, key, partition, on_delivery=told, headers=list(headers))
            except BufferError:
                self._wait_and_send(topic, value, key, partition, headers, told)
            except KafkaException as error:
                raise _refusal(topic, error.args[0]) from error

    def send_mark(
        self, topic: str, partition: int, key: bytes, value: bytes | None, told: Any
    ) -> None:
        """A record whose offset *told* is called with, if it is not none."""
        self._wait_and_send(topic, value, key, partition, told=told)

    def _wait_and_send(
        self,
        topic: str,
        value: bytes | None,
        key: bytes,
        partition: int,
        headers: Headers = (),
        told: Any = None,
    ) -> None:
        """As soon as there is room for it."""
        deadline = self._clock() + self._settings.patience
        while True:
            try:
                self._producer.produce(
                    topic, value, key, partition, headers=list(headers), on_delivery=told
                )
            except BufferError as full:
                if self._clock() > deadline:
                    raise BrokerFailed(f"sending to {topic}", "its queue stays full") from full
                self._producer.poll(0.1)
            except KafkaException as error:
                raise _refusal(topic, error.args[0]) from error
            else:
                return

    def _told(self, error: KafkaError | None, message: Message) -> None:
        topic = message.topic() or ""
        if error is None:
            self._stand[topic, message.partition() or 0].append(message.offset() or 0)
        elif error.code() in FOR_EVER:
            self._unwanted = (topic, error)

    def commit(
        self, offsets: Sequence[Any], group: Any, must_stand: MustStand | None = None
    ) -> None:
        """
        Raises:
            Aborted: the broker does not take it, or not as it must stand.
            BrokerFailed: whether it did is not known; the next start asks.
        """
        try:
            if must_stand is not None:
                self._flush()
                must_stand(self._stand)
            self._insist(
                "sending offsets",
                lambda: self._producer.send_offsets_to_transaction(offsets, group, SECONDS_A_TRY),
            )
            self._insist("committing", lambda: self._producer.commit_transaction(SECONDS_A_TRY))
        except KafkaException as error:
            if not error.args[0].txn_requires_abort():
                raise BrokerFailed("committing", error.args[0]) from error
            if self._unwanted is not None:
                topic, refused = self._unwanted
                raise BrokerFailed(f"sending to {topic}", refused) from error
            raise Aborted(error.args[0].name()) from error
        self.is_open = self._was_aborted = False

    def _flush(self) -> None:
        """Until the broker answered for each record."""
        for last in self._tries():
            if not self._producer.flush(SECONDS_A_TRY):
                return
            if last:
                raise BrokerFailed("sending", "no answer")

    def abort(self) -> None:
        if not self.is_open:
            return
        with _failing("aborting"):
            # While a partition is being added to the transaction an abort is a fatal error
            self._producer.flush(SECONDS_A_TRY)
            self._insist("aborting", lambda: self._producer.abort_transaction(SECONDS_A_TRY))
        self.is_open, self._was_aborted = False, True

    def _insist(self, doing: str, call: Callable[[], None]) -> None:
        """Again and again while the broker may still come to it.

        Raises:
            KafkaException: it will not.
            BrokerFailed: it did not in time.
        """
        for last in self._tries():
            try:
                return call()
            except KafkaException as error:
                if not error.args[0].retriable():
                    raise
                if last:
                    raise BrokerFailed(doing, error.args[0]) from error
        return None

    def _tries(self) -> Iterator[bool]:
        deadline = self._clock() + self._settings.patience
        while True:
            yield (last := self._clock() > deadline)
            if last:
                return


@contextmanager
def _failing(doing: str) -> Iterator[None]:
    """What the broker will not do ends the worker.

    Raises:
        BrokerFailed: it will not.
    """
    try:
        yield
    except KafkaException as error:
        raise BrokerFailed(doing, error.args[0]) from error


def _refusal(topic: str, error: KafkaError) -> Exception:
    """Why a record was not taken: in a transaction that is lost already none is."""
    if error.code() == KafkaError._STATE:  # noqa: SLF001
        return Aborted("what was sent before did not arrive")
    return BrokerFailed(f"sending to {topic}", error)
