"""Follows a hub's public topics and outcomes as they come, and tells an onlooker."""

import threading

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaException, Message, TopicPartition

from deploy.demo.onlooker import Onlooker
from schemas import topics, wire
from schemas.messages import DeadLetter, Outcome

FOLLOWED = (topics.OUTCOMES, topics.DEAD_LETTERS, *topics.PUBLIC)


class Tail:
    """Holds `lock` while it tells the onlooker something; so must who looks at it."""

    def __init__(self, bootstrap: str, partitions: int, onlooker: Onlooker) -> None:
        self.lock = threading.Lock()
        self._onlooker = onlooker
        self._error: BaseException | None = None
        self._stopping = threading.Event()
        self._consumer = Consumer(
            {
                "bootstrap.servers": bootstrap,
                "group.id": "samenloop-demo",  # librdkafka asks for a name; nothing is committed
                "enable.auto.commit": False,
                "fetch.wait.max.ms": 50,
                "fetch.queue.backoff.ms": 10,
                "log_level": 0,
            }
        )
        self._consumer.assign(
            [
                TopicPartition(topic.name, number, OFFSET_BEGINNING)
                for topic in FOLLOWED
                for number in range(partitions)
            ]
        )
        self._thread = threading.Thread(target=self._run, name="tail", daemon=True)
        self._thread.start()

    def check(self) -> None:
        """Raise what went wrong in the thread."""
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()
        self._consumer.close()

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                messages = self._consumer.consume(500, 0.1)
                with self.lock:
                    for message in messages:
                        self._tell(message)
        except Exception as error:  # noqa: BLE001  told by `check`, in the thread that shows it
            self._error = error

    def _tell(self, message: Message) -> None:
        if (fault := message.error()) is not None:
            if fault.fatal():
                raise KafkaException(fault)
            return
        key, value = (message.key() or b"").decode(), message.value()
        match message.topic():
            case topics.OUTCOMES.name:
                told = None if value is None else Outcome.model_validate_json(value)
                self._onlooker.outcome(key, told)
            case topics.DEAD_LETTERS.name:
                self._onlooker.letter(key, DeadLetter.model_validate_json(value or b""))
            case _:
                self._onlooker.event(wire.loads(value or b""))
