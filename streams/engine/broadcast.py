"""Records that go out together, from outside a step: all of them or none.

    send_together(settings, [Record("facts", b"day", value, number) for number in range(6)], "days")

One transaction under a lasting id, `<app>-broadcast-<role>`.  Who sends under the same role at the
same time takes its turn: the later one fences the earlier, which then sends anew.  So all of it may
stand there twice after a failure; it never stands there in part.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from confluent_kafka import KafkaError, KafkaException

from streams.engine.clients import Clients, Librdkafka
from streams.engine.faults import BrokerFailed
from streams.engine.settings import Settings
from streams.engine.step import Record

SECONDS_A_TRY = 10.0
FENCED = {  # another took our id: after it comes our turn again
    KafkaError._FENCED,  # noqa: SLF001
    KafkaError.INVALID_PRODUCER_EPOCH,
    KafkaError.PRODUCER_FENCED,
}

# Kept until the process ends: librdkafka 2.16 was seen to spoil its memory when one is destroyed
_FENCED: list[Any] = []


def send_together(
    settings: Settings, records: Sequence[Record], role: str, clients: Clients | None = None
) -> None:
    """Returns once the broker holds them all, in this order in each partition.

    Raises:
        BrokerFailed: it holds none of them, as far as is known.
    """
    clients = clients or Librdkafka(replace(settings, instance=f"broadcast-{role}"))
    deadline = time.monotonic() + settings.patience
    while True:
        try:
            return _send(clients.producer(), records, deadline)
        except KafkaException as failed:
            error: KafkaError = failed.args[0]
            if not _is_passing(error) or time.monotonic() > deadline:
                raise BrokerFailed(f"sending {role}", error) from failed
        time.sleep(random.uniform(0.05, 0.5))  # noqa: S311  so that two do not keep fencing


def _send(producer: Any, records: Sequence[Record], deadline: float) -> None:
    # starting aborts what a predecessor left open
    producer.init_transactions(_left(deadline))
    producer.begin_transaction()
    try:
        for record in records:
            producer.produce(
                record.topic,
                record.value,
                record.key,
                -1 if record.partition is None else record.partition,
                headers=list(record.headers),
            )
        _commit(producer, deadline)
    except KafkaException as failed:
        if failed.args[0].fatal():
            _FENCED.append(producer)
        else:
            producer.abort_transaction(SECONDS_A_TRY)
        raise


def _commit(producer: Any, deadline: float) -> None:
    """Asked again and again: an answer that did not come says nothing about the commit."""
    while True:
        try:
            producer.commit_transaction(_left(deadline))
        except KafkaException as failed:
            if not failed.args[0].retriable() or time.monotonic() > deadline:
                raise
        else:
            return


def _left(deadline: float) -> float:
    return max(1.0, min(SECONDS_A_TRY, deadline - time.monotonic()))


def _is_passing(error: KafkaError) -> bool:
    return error.retriable() or error.txn_requires_abort() or error.code() in FENCED
