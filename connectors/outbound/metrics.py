"""`GET /metrics`: what went through this process, as Prometheus reads it.

Counters of this process since its start: Prometheus adds up processes and keeps the past.  A label
is a word of ours (a source, a step, an outcome, an event type, a code list), never a value from a
message.
"""

import time
from collections import Counter as Tally
from collections.abc import Mapping
from concurrent.futures import Future
from itertools import chain
from typing import Any

from aiohttp import web
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from connectors.inbound.access import Access
from connectors.inbound.intake import Log
from connectors.outbound.operators import must_be_operator
from schemas.messages import DeadLetter, Outcome, Raw
from schemas.topics import OUTCOMES
from streams.engine.health import Seen
from streams.engine.loop import Done, Place
from streams.step import Emit, Note

# When a counter began would be a second series for each, and nobody asks
disable_created_metrics()  # type: ignore[no-untyped-call]

Series = tuple[tuple[Any, ...], ...]  # counters, each with its labels


class Metrics:
    """What the engine tells while it works (`streams.engine.loop.Watch`), counted."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        count = self._counter
        self._taken = count("messages_taken", "Messages taken in at the door.", "source")
        self._read = count("messages_read", "Messages read, by outcome.", "source", "outcome")
        self._unlisted = count("codes_unlisted", "Messages with a code not in this list.", "list")
        self._letters = count("dead_letters", "What could not be read.", "source", "fault")
        self._records = count("records", "Records, by outcome at a step.", "step", "outcome")
        self._events = count("events", "Public events published.", "type")
        self._blocks = count(
            "linking_blocks",
            "Descriptions that share a key with too many: divided by finer keys, or not compared.",
            *("key", "became"),
        )
        self._processed = count("step_processed", "Messages a step finished.", "step")
        self._refused = count("engine_refused", "Records set aside or not of their topic.", "step")
        self._aborted = count("engine_transactions_aborted", "Done again, with nothing lost.")
        self._committed = Histogram(
            "samenloop_engine_transaction_seconds",
            "From the opening of a transaction to its commit.",
            buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0),
            registry=self.registry,
        )
        gauge = self._gauge
        self._last = gauge("step_last_processed_timestamp_seconds", "When.", "step")
        self._short_cut = gauge("engine_short_cut", "Whether the short cut is open.")
        self._restored = gauge("engine_restore_seconds", "Of the last restore.", "step")
        where = "topic", "partition"
        self._lag = gauge("engine_lag", "Offsets still to come, about.", *where)
        self._ready = gauge("engine_ready", "Whether its state is back.", *where)
        self._keys = gauge("engine_state_keys", "Keys in the state.", *where)

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"samenloop_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"samenloop_{name}", text, labels, registry=self.registry)

    def taken(self, raw: Raw) -> None:
        self._taken.labels(raw.source).inc()

    def committed(self, done: Done) -> None:
        self._committed.observe(done.seconds)
        for step, events in done.events.items():
            self._processed.labels(step).inc(events)
            self._last.labels(step).set(time.time())
        # finding a series by its labels takes longer than counting: once for all that are alike
        told = chain.from_iterable(map(self._of, chain.from_iterable(done.notes.values())))
        for (counter, *labels), number in Tally(told).items():
            counter.labels(*labels).inc(number)

    def aborted(self, reason: str) -> None:  # noqa: ARG002 -- reasons are no labels
        self._aborted.inc()

    def short_cut(self, why: str, *, is_open: bool) -> None:  # noqa: ARG002 -- as above
        self._short_cut.set(is_open)

    def assigned(self, step: str, number: int, restored: int, seconds: float) -> None:  # noqa: ARG002
        self._restored.labels(step).set(seconds)

    def revoked(self, step: str, number: int) -> None: ...

    def refused(self, step: str, place: Place, offset: int, reason: str) -> None:  # noqa: ARG002
        self._refused.labels(step).inc()

    def looked(self, seen: Mapping[Place, Seen]) -> None:
        """Only what is this worker's now: another tells of the rest."""
        for gauge in (self._lag, self._ready, self._keys):
            gauge.clear()
        for (topic, partition), at in seen.items():
            self._lag.labels(topic, partition).set(at.lag)
            self._ready.labels(topic, partition).set(at.ready)
            self._keys.labels(topic, partition).set(at.keys)

    def _of(self, told: object) -> Series:
        """The counters of what a step sent or noted, each with its labels.

        It is asked of every record.  Most travel between steps, and count as processed at the next.
        """
        if isinstance(told, Emit):
            value = told.value
            if told.topic is OUTCOMES:
                return self._of_outcome(value) if isinstance(value, Outcome) else ()
            if told.topic.public:
                return ((self._events, value["type"]),) if isinstance(value, dict) else ()
            if isinstance(value, DeadLetter):
                return ((self._letters, value.source or "none", value.fault),)
        elif isinstance(told, Note):
            return ((self._blocks, told.of, told.what),)
        return ()

    def _of_outcome(self, outcome: Outcome) -> Series:
        if not outcome.record.startswith("message:"):
            return ((self._records, outcome.step, outcome.outcome),)
        unlisted = ((self._unlisted, name) for name in outcome.unlisted)
        return ((self._read, outcome.source or "none", outcome.outcome), *unlisted)


class Counted:
    """A `Log` that counts what it keeps."""

    def __init__(self, log: Log, metrics: Metrics) -> None:
        self._log, self._metrics = log, metrics

    def append(self, raw: Raw) -> Future[None]:
        def count(done: Future[None]) -> None:
            if done.exception() is None:
                self._metrics.taken(raw)

        kept = self._log.append(raw)
        kept.add_done_callback(count)
        return kept


def add(app: web.Application, metrics: Metrics, access: Access) -> None:
    async def show(request: web.Request) -> web.Response:
        must_be_operator(request, access)
        text = generate_latest(metrics.registry)
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app.router.add_get("/metrics", show)
