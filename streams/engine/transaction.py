"""One Kafka transaction at a time, over librdkafka's producer."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from confluent_kafka import KafkaError, KafkaException

from streams.engine.faults import Aborted, BrokerFailed
from streams.engine.settings import Settings
from streams.engine.step import Headers

QUEUE_MAX = 500_000  # records under way; librdkafka's own limit is twice this
SECONDS_A_TRY = 10


CHOSEN_BY_KEY = -1


class Outbox:
    """What one call of a step sends, in order per topic and partition (an `Out`)."""

    __slots__ = ("_partitions", "by_place", "notes", "with_headers")

    def __init__(self, partitions: Callable[[str], int]) -> None:
        self.by_place: dict[tuple[str, int], list[dict[str, Any]]] = {}
        self.with_headers: set[tuple[str, int]] = set()
        self.notes: list[object] = []
        self._partitions = partitions

    def send(
        self,
        topic: str,
        key: bytes,
        value: bytes | None,
        partition: int | None = None,
        headers: Headers = (),
    ) -> None:
        place = topic, CHOSEN_BY_KEY if partition is None else partition
        record: dict[str, Any] = {"key": key, "value": value}
        if headers:
            record["headers"] = headers
            self.with_headers.add(place)
        try:
            self.by_place[place].append(record)
        except KeyError:
            self.by_place[place] = [record]

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
        self.opened = 0.0
        self._careful = False  # after a full queue: one record at a time

    def start(self) -> None:
        """Aborts what a predecessor under the same id left open, and fences it."""
        with _failing("starting transactions"):
            self._insist("starting", lambda: self._producer.init_transactions(SECONDS_A_TRY))

    def begin(self) -> None:
        if not self.is_open:
            with _failing("beginning a transaction"):
                self._producer.begin_transaction()
            self.is_open, self.opened = True, self._clock()

    def send(self, out: Outbox) -> None:
        """
        Raises:
            Aborted: the queue was full midway (it is sent more carefully the next time), or what
                was sent before did not arrive.
        """
        for place, records in out.by_place.items():
            if self._careful or place in out.with_headers:
                for record in records:
                    self._produce(*place, record)
            else:
                self._produce_all(*place, records)

    def send_mark(
        self, topic: str, partition: int, key: str, value: bytes | None, told: Any
    ) -> None:
        """A record whose offset *told* is called with, if it is not none."""
        self._produce(topic, partition, {"key": key.encode(), "value": value}, on_delivery=told)

    def _produce_all(self, topic: str, partition: int, records: list[dict[str, Any]]) -> None:
        # the partition is said once for all: one that a record of the batch names is not looked at
        with _failing(f"sending to {topic}"):
            if len(self._producer) + len(records) > QUEUE_MAX:
                self._producer.flush(SECONDS_A_TRY)
            taken = self._producer.produce_batch(topic, records, partition)
        if taken != len(records):
            # some in the middle may be missing, so their order is lost: undo, and go carefully
            failed = next((r["_error"] for r in records if "_error" in r), None)
            if failed is not None and failed.code() != KafkaError._QUEUE_FULL:  # noqa: SLF001
                raise _refusal(topic, failed)
            self._careful = True
            raise Aborted("the producer's queue is full")

    def _produce(self, topic: str, partition: int, record: dict[str, Any], **more: Any) -> None:
        deadline = self._clock() + self._settings.patience
        if "headers" in record:
            more["headers"] = list(record["headers"])
        while True:
            try:
                self._producer.produce(topic, record["value"], record["key"], partition, **more)
            except BufferError as full:
                if self._clock() > deadline:
                    raise BrokerFailed(f"sending to {topic}", "its queue stays full") from full
                self._producer.poll(0.1)
            except KafkaException as error:
                raise _refusal(topic, error.args[0]) from error
            else:
                return

    def commit(self, offsets: Sequence[Any], group: Any) -> None:
        """
        Raises:
            Aborted: the broker does not take it.
            BrokerFailed: whether it did is not known; the next start asks.
        """
        try:
            self._insist(
                "sending offsets",
                lambda: self._producer.send_offsets_to_transaction(offsets, group, SECONDS_A_TRY),
            )
            self._insist("committing", lambda: self._producer.commit_transaction(SECONDS_A_TRY))
        except KafkaException as error:
            if not error.args[0].txn_requires_abort():
                raise BrokerFailed("committing", error.args[0]) from error
            raise Aborted(error.args[0].name()) from error
        self.is_open = self._careful = False

    def abort(self) -> None:
        if not self.is_open:
            return
        with _failing("aborting"):
            # While a partition is being added to the transaction an abort is a fatal error
            self._producer.flush(SECONDS_A_TRY)
            self._insist("aborting", lambda: self._producer.abort_transaction(SECONDS_A_TRY))
        self.is_open = False

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
