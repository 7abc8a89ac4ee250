"""`GET /metrics`: what went through this process, as Prometheus reads it.

Counters of this process since its start: Prometheus adds up processes and keeps the past.  A label
is a word of ours (a source, a step, an outcome, an event type, a code list), never a value from a
message.
"""

import time
from collections.abc import Iterable
from concurrent.futures import Future

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, disable_created_metrics
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

from connectors.inbound.access import Access
from connectors.inbound.intake import Log
from connectors.outbound.operators import must_be_operator
from schemas.messages import DeadLetter, Outcome, Raw
from streams.step import Emit

# When a counter began would be a second series for each, and nobody asks
disable_created_metrics()  # type: ignore[no-untyped-call]


class Metrics:
    """What the shell tells while it works (`streams.shell.Watch`), counted."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        count = self._counter
        self._taken = count("messages_taken", "Messages taken in at the door.", "source")
        self._read = count("messages_read", "Messages read, by outcome.", "source", "outcome")
        self._unlisted = count("codes_unlisted", "Messages with a code not in this list.", "list")
        self._letters = count("dead_letters", "What could not be read.", "source", "fault")
        self._records = count("records", "Records, by outcome at a step.", "step", "outcome")
        self._events = count("events", "Public events published.", "type")
        self._processed = count("step_processed", "Messages a step finished.", "step")
        self._failed = count("step_failed", "Times a step failed; the process ends.", "step")
        self._last = Gauge(
            "samenloop_step_last_processed_timestamp_seconds",
            "When a step last finished messages.",
            ["step"],
            registry=self.registry,
        )

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"samenloop_{name}", text, labels, registry=self.registry)

    def taken(self, raw: Raw) -> None:
        self._taken.labels(raw.source).inc()

    def processed(self, step: str, messages: int, emits: Iterable[Emit]) -> None:
        self._processed.labels(step).inc(messages)
        self._last.labels(step).set(time.time())
        for emit in emits:
            self._sent(emit)

    def failed(self, step: str) -> None:
        self._failed.labels(step).inc()

    def _sent(self, emit: Emit) -> None:
        match emit.value:
            case Outcome() as outcome if outcome.record.startswith("message:"):
                self._read.labels(outcome.source, outcome.outcome).inc()
                for name in outcome.unlisted:
                    self._unlisted.labels(name).inc()
            case Outcome() as outcome:
                self._records.labels(outcome.step, outcome.outcome).inc()
            case DeadLetter() as letter:
                self._letters.labels(letter.source, letter.fault).inc()
            case {"type": kind} if emit.topic.public:
                self._events.labels(kind).inc()
            case _:
                pass  # what travels between steps: the next one counts it as processed


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
