"""What comes in during a storm: messages with the ids and times of their manifest, days, poison.

In a thread of its own, and with all the patience in the world: what comes in is not on trial.
"""

import queue
import threading
from datetime import date, timedelta

from confluent_kafka import Producer

from connectors.inbound.producer import RawProducer
from deploy.controls import day_passed
from deploy.folder import raw_of
from schemas import wire
from schemas.topics import partition_of
from streams.topology import STATEFUL_INPUTS
from tests.chaos.poison import Wrong, poison

PATIENT = {"message.timeout.ms": 600_000}


class Feed:
    """`poisoned` tells where each wrong record lies: topic without prefix, partition, offset."""

    def __init__(self, settings, folder, listed, seed: int, today: date) -> None:
        self.sent = 0
        self.last_day = today
        self.poisoned: dict[tuple[str, int, int], Wrong] = {}
        self._settings, self._folder, self._listed = settings, folder, listed
        self._seed, self._today = seed, today
        self._kept = []
        self._raw = RawProducer(settings.bootstrap, prefix=settings.prefix, settings=PATIENT)
        assert self._raw.wait_until_ready(30), "the raw topics are not there"
        self._patient = Producer(
            {
                "bootstrap.servers": settings.bootstrap,
                "enable.idempotence": True,
                "message.max.bytes": 32 * 1024 * 1024,
                "log_level": 0,
                **PATIENT,
            }
        )
        self._todo: queue.Queue = queue.Queue()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="feed", daemon=True)
        self._thread.start()

    def feed(self, until: int) -> None:
        self._todo.put((self._feed, until))

    def pass_day(self, number: int) -> None:
        self._todo.put((self._pass_day, number))

    def poison(self, number: int) -> None:
        self._todo.put((self._poison, number))

    def finish(self) -> None:
        """Returns when the broker holds all of it."""
        self._todo.put(None)
        self._thread.join()
        if self._error is not None:
            raise self._error
        for kept in self._kept:
            kept.result(120)
        assert self._patient.flush(120) == 0
        self._raw.close()

    def _run(self) -> None:
        try:
            while (todo := self._todo.get()) is not None:
                do, number = todo
                do(number)
        except BaseException as error:  # noqa: BLE001 -- told by `finish`
            self._error = error

    def _feed(self, until: int) -> None:
        for line in self._listed[self.sent : until]:
            self._kept.append(self._raw.append(raw_of(self._folder, line)))
        self.sent = max(until, self.sent)

    def _pass_day(self, number: int) -> None:
        """As the hub's clock tells it, but for its transaction: two may begin a day at once."""
        day = self._today + timedelta(days=number)
        self.last_day = max(day, self.last_day)
        told = day_passed(day)
        for topic in STATEFUL_INPUTS:
            for partition in range(self._settings.partitions):
                name = self._settings.topic(topic)
                self._patient.produce(name, wire.write(told), f"day|{day}", partition)
        self._patient.poll(0)

    def _poison(self, number: int) -> None:
        wrong = poison(self._seed, number)
        partition = partition_of(f"{self._seed}/{number}", self._settings.partitions)

        def delivered(error, message):
            assert error is None, f"poison was not taken: {wrong.what}: {error}"
            self.poisoned[wrong.topic, partition, message.offset()] = wrong

        self._patient.produce(
            self._settings.prefix + wrong.topic,
            wrong.value,
            wrong.key,
            partition,
            headers=wrong.headers,
            on_delivery=delivered,
        )
        self._patient.poll(0)
