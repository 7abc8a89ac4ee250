"""The hub's steps in a plain loop: consume, decide, produce, flush, commit.  At least once.

    python -m tests.bench.peers.plainhub FOLDER BOOTSTRAP PREFIX PARTITIONS

The same steps, bytes, changelogs and client settings as the engine; no transactions, no restore, no
undo.  What the engine's promises cost is the difference.
"""

import signal
import sys
from pathlib import Path

from confluent_kafka import Consumer, Producer

from connectors.inbound.doors import DOORS
from streams.engine.stores import MemoryStore
from streams.engine.view import View
from streams.settings import AppSettings
from streams.shell import STATE, engine_step
from streams.topology import topology
from tests import simulated

BATCH, WAIT = 50, 0.01


class Out:
    """Straight to the producer."""

    def __init__(self, producer):
        self._producer = producer

    def send(self, topic, key, value, partition=None, headers=(), event=None):
        while True:
            try:
                self._producer.produce(topic, value, key, partition, headers=list(headers))
            except BufferError:
                self._producer.poll(0.1)
            else:
                return

    def note(self, what):
        pass


def main(folder, bootstrap, prefix, partitions):
    serving = simulated.serving(Path(folder))
    settings = AppSettings(bootstrap, int(partitions), prefix)
    rows = topology(
        {source: door.read for source, door in DOORS.items()}, serving.policies, serving.keys
    )
    by_topic = {t: s for s in (engine_step(r, settings) for r in rows) for t in s.reads}
    common = {"bootstrap.servers": bootstrap, "log_level": 0}
    consumer = Consumer(
        common
        | {
            "group.id": f"{prefix}plain",
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "fetch.queue.backoff.ms": 10,
            "fetch.wait.max.ms": 100,
            "check.crcs": False,
        }
    )
    producer = Producer(
        common
        | {
            "linger.ms": 5,
            "batch.size": 1_000_000,
            "acks": "all",
            "message.max.bytes": 32 * 1024 * 1024,
            "queue.buffering.max.messages": 1_000_000,
        }
    )
    consumer.subscribe(list(by_topic))
    views, out, going = {}, Out(producer), [True]
    signal.signal(signal.SIGTERM, lambda *_: going.clear())
    while going:
        grouped = {}
        for message in consumer.consume(2_000, WAIT):
            assert message.error() is None, message.error()
            grouped.setdefault((message.topic(), message.partition()), []).append(message)
        for place, messages in grouped.items():
            step = by_topic[place[0]]
            view = views.setdefault(place, View(MemoryStore(STATE.decode)))
            take(step, messages, view, out)
            if step.state is not None:
                for key, value in view.writes.items():
                    encoded = None if value is None else STATE.encode(value)
                    out.send(settings.changelog(step.name), key.encode(), encoded, place[1])
                view._store.apply(view.writes)
                view.undo()  # nothing is left over it
        if grouped:
            producer.flush()
            consumer.commit(asynchronous=False)
    consumer.close()


def take(step, messages, view, out):
    while messages:
        while view.cursor is not None:
            step.sweep(view, out)
        batch, messages = messages[:BATCH], messages[BATCH:]
        taken = step.run([step.decode(m) for m in batch], view, out)
        messages = batch[taken:] + messages
    while view.cursor is not None:
        step.sweep(view, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
