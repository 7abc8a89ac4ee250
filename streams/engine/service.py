"""The engine as a service of Faust: the loop in a thread of its own, watched from outside."""

import asyncio
import logging
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import structlog
from confluent_kafka import KafkaException
from mode import Service

from streams.engine.aside import read_asides
from streams.engine.clients import Librdkafka
from streams.engine.faults import BrokerFailed, EngineStopped, StepFailed
from streams.engine.health import EXIT_BROKER, EXIT_BUG, Health, Seen
from streams.engine.loop import Done, Loop, Place, Watch
from streams.engine.pages import Pages
from streams.engine.restore import OpenStore
from streams.engine.rings import Rings
from streams.engine.settings import Settings
from streams.engine.step import DeadLetter, Step
from streams.engine.stores import opener
from streams.engine.topics import Broker

LOOK_SECONDS = 1.0
ASLEEP_SECONDS = 1.0
SWITCH_SECONDS = 0.001  # 5 ms by default
GRACE_SECONDS = 4.0  # to finish the batch under way and leave the group
ABANDON_SECONDS = 15.0  # to abort what is open, after a failure; the broker may be what failed

OnFailure = Callable[[BaseException], None]

log = structlog.get_logger()


class StepHangs(StepFailed):
    """A step that does not come back."""

    advice = (
        "`code` is where it was: a step must not wait, and takes less at once with a smaller"
        " `batch`.  Nothing was skipped.  " + StepFailed.advice
    )

    def __init__(self, step: str, place: Place, offset: int, code: Iterable[str]) -> None:
        super().__init__(step, *place, offset)
        at = f"{self} or after"
        if offset < 0:  # at the next start it comes from the broker, and has a place
            at = f"step {step} at an event that is not yet on the broker; the next start names it"
        self.args = (f"{at}: it does not come back",)
        self.code = list(code)


class Unwatched:
    """Nobody asked."""

    def committed(self, done: Done) -> None: ...

    def aborted(self, reason: str) -> None: ...

    def short_cut(self, why: str, *, is_open: bool) -> None: ...

    def assigned(self, step: str, number: int, restored: int, seconds: float) -> None: ...

    def revoked(self, step: str, number: int) -> None: ...

    def refused(self, step: str, place: Place, offset: int, reason: str) -> None: ...

    def looked(self, seen: Mapping[Place, Seen]) -> None: ...


class Engine(Service):  # type: ignore[misc]
    """Runs *steps* until it is stopped.

    What ends it by itself is told to `on_failure`, once, from whichever thread found it.  If that
    one comes back, the app goes on without steps, and `alive` says so.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        settings: Settings,
        *,
        dead_letter: DeadLetter,
        open_store: OpenStore | None = None,
        watch: Watch | None = None,
        on_failure: OnFailure | None = None,
        **service: Any,
    ) -> None:
        super().__init__(**service)
        self.settings, self.health = settings, Health(settings)
        self._steps, self._open_store, self._dead_letter = steps, open_store, dead_letter
        self._watch: Watch = Logged(watch or Unwatched())
        self._on_failure = on_failure or end_process
        self._halt = threading.Event()
        self._thread: threading.Thread | None = None
        self._turning: Loop | None = None
        self._looked = 0.0
        self._woke = 0.0  # when the process last went on after it had been stopped
        self._failed: tuple[BaseException, float] | None = None  # why, and when
        self._telling = threading.Lock()

    async def on_start(self) -> None:
        """
        Raises:
            EngineStopped: topics are wrong, or the broker does not answer; nothing was started.
        """
        loop = await asyncio.to_thread(self._make_loop)
        if self.should_stop:  # asked meanwhile
            await asyncio.to_thread(loop.abandon)
            return
        self._turning = loop
        self._thread = threading.Thread(target=self._work, name="steps", daemon=True)
        self._thread.start()

    async def on_stop(self) -> None:
        self.health.leaving = True
        self._halt.set()
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join, GRACE_SECONDS)
        if self.alive:
            log.warning("left_unfinished", then="the next worker does the last batch again")

    @property
    def alive(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _make_loop(self) -> Loop:
        found = Broker(self.settings).must_suit(self._steps)
        # a broker that keeps no settings of topics (the embedded one) does not isolate either, and
        # forgets all when it stops: nothing to keep a copy of
        isolated = any(topic.configs for topic in found.values())
        store = self.settings.store if isolated else "memory"
        settings = replace(self.settings, isolated=isolated, store=store)
        clients = Librdkafka(settings)
        ids = {name: topic.id for name, topic in found.items()}
        return Loop(
            self._steps,
            clients,
            settings,
            self._watch,
            open_store=self._open_store or opener(settings, settings.folder, ids),
            dead_letter=self._dead_letter,
            partitions=lambda topic: found[topic].partitions,
            aside=read_asides(clients, self.settings),
        )

    # -- in the loop's thread

    def _work(self) -> None:
        loop = self._turning
        assert loop is not None
        # A commit runs beside the steps, and needs Python's lock for a moment every few calls
        sys.setswitchinterval(SWITCH_SECONDS)
        try:
            loop.start()
            pages = Pages()
            with Rings() as rings:
                while not self._halt.is_set():
                    loop.turn()
                    rings.look(is_idle=loop.is_idle, is_restoring=loop.is_restoring)
                    pages.look()
                    if loop.beat - self._looked > LOOK_SECONDS:
                        self._looked = loop.beat
                        self._look(loop)
            loop.stop()
        except KafkaException as error:
            failure = BrokerFailed("talking to the broker", error.args[0])
            failure.__cause__ = error
            self._fail(loop, failure)
        except BaseException as failure:  # noqa: BLE001 -- whatever it is, it ends the worker
            self._fail(loop, failure)

    def _fail(self, loop: Loop, failure: BaseException) -> None:
        self._failed = failure, time.monotonic()
        self.health.leaving = True
        try:
            loop.abandon()
        except BaseException as also:  # noqa: BLE001 -- the first one is what must be told
            log.warning("abandon_failed", error=type(also).__name__, code=list(_code(also)))
        self._tell(failure)

    def _tell(self, failure: BaseException) -> None:
        """Only the first: what follows from it would hide it."""
        if self._telling.acquire(blocking=False):  # and never released
            self._on_failure(failure)

    def _look(self, loop: Loop) -> None:
        seen = {place: _seen(loop, place) for place in loop.partitions}
        self.health.look(seen)
        self.health.joined = self.health.joined or loop.joined
        self._watch.looked(seen)

    # -- beside it

    @Service.task  # type: ignore[untyped-decorator]
    async def _watchdog(self) -> None:
        while not self.should_stop:
            before = time.monotonic()
            await self.sleep(LOOK_SECONDS)
            if time.monotonic() - before > LOOK_SECONDS + ASLEEP_SECONDS:
                self._woke = time.monotonic()
            if self._turning is not None:
                self._must_go_on(self._turning)

    def _must_go_on(self, loop: Loop) -> None:
        now, settings = time.monotonic(), self.settings
        if self._failed is not None:
            failure, at = self._failed
            if now - at > ABANDON_SECONDS:
                self._tell(failure)
        elif not self.alive:
            if not self._halt.is_set():
                self._tell(EngineStopped("the thread of the steps is gone"))
        elif (busy := loop.at) is not None and self._for(loop.since) > settings.step_timeout:
            self._tell(StepHangs(*busy, self._whereabouts()))
        elif self._for(loop.beat) > settings.step_timeout + settings.patience:
            self._tell(BrokerFailed("waiting", "the loop no longer turns"))
        elif (place := self.health.stalled()) is not None:
            topic, partition = place
            self._tell(BrokerFailed("waiting", f"no progress at {topic} {partition}"))

    def _for(self, since: float) -> float:
        """Seconds, of which none counts in which the whole process stood still."""
        return time.monotonic() - max(since, self._woke)

    def _whereabouts(self) -> Iterable[str]:
        """Of the loop's thread, now."""
        frames = sys._current_frames()  # noqa: SLF001 -- a public function, by its documentation
        frame = frames.get(self._thread.ident or 0) if self._thread is not None else None
        if frame is not None:
            yield from _lines(traceback.extract_stack(frame))


def _seen(loop: Loop, place: Place) -> Seen:
    it = loop.partitions[place]
    if not it.is_ready:
        return Seen(0, 1, ready=False, turn=loop.restored)
    return Seen(it.mark.next, loop.lag(place), True, len(it.store or ()), it.mark.turn)  # noqa: FBT003


class Logged:
    """A watch that also writes what matters to the log."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def committed(self, done: Done) -> None:
        log.debug("committed", events=done.events, refused=done.refused)
        self._watch.committed(done)

    def aborted(self, reason: str) -> None:
        log.warning("transaction_aborted", why=reason, then="the same events are done again")
        self._watch.aborted(reason)

    def short_cut(self, why: str, *, is_open: bool) -> None:
        log.info("short_cut", open=is_open, why=why)
        self._watch.short_cut(why, is_open=is_open)

    def assigned(self, step: str, number: int, restored: int, seconds: float) -> None:
        log.info("assigned", step=step, partition=number, restored=restored, seconds=seconds)
        self._watch.assigned(step, number, restored, seconds)

    def revoked(self, step: str, number: int) -> None:
        log.info("revoked", step=step, partition=number)
        self._watch.revoked(step, number)

    def refused(self, step: str, place: Place, offset: int, reason: str) -> None:
        topic, partition = place
        where = {"topic": topic, "partition": partition, "offset": offset}
        log.warning("record_refused", step=step, **where, why=reason, then="see dead letters")
        self._watch.refused(step, place, offset, reason)

    def looked(self, seen: Mapping[Place, Seen]) -> None:
        self._watch.looked(seen)


def end_process(failure: BaseException) -> None:
    """Say what went wrong and what to do, and end the process with 70 (our bug) or 75 (the broker).

    Of a bug only its kind and its lines of code: its text may quote a value, and values are
    personal data.
    """
    known: dict[str, Any] = {"error": type(failure).__name__}
    cause = failure
    if isinstance(failure, EngineStopped):
        known |= {"why": str(failure), "advice": failure.advice}
        cause = failure.__cause__ or failure
    if cause is not failure or not isinstance(failure, EngineStopped):
        known |= {"cause": type(cause).__name__, "code": list(_code(cause))}
    if isinstance(failure, StepHangs):
        known["code"] = failure.code
    status = EXIT_BROKER if isinstance(failure, BrokerFailed) else EXIT_BUG
    log.critical("worker_ends", **known, status=status)
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _code(error: BaseException) -> Iterable[str]:
    return _lines(traceback.extract_tb(error.__traceback__))


def _lines(stack: traceback.StackSummary) -> Iterable[str]:
    for frame in stack[-5:]:
        yield f"{frame.filename}:{frame.lineno} {frame.name}"
