"""The partitions that the group gave this worker: from their assignment to their end.

What is called `on_…` is called by librdkafka within `consume`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from confluent_kafka import OFFSET_BEGINNING, KafkaError, KafkaException, TopicPartition

from streams.engine.faults import BrokerFailed
from streams.engine.partition import Partition
from streams.engine.restore import Restorer
from streams.engine.step import Step
from streams.engine.watch import Place, Watch


class Assignment:
    def __init__(self, steps: Mapping[str, Step], restorer: Restorer, watch: Watch) -> None:
        self._steps, self._restorer, self._watch = steps, restorer, watch  # steps by topic
        self._left: list[Place] = []  # restored, but not yet sought
        self.partitions: dict[Place, Partition] = {}
        self.joined = False  # the group gave us our partitions, be it none

    @property
    def restored(self) -> int:
        """Records of changelogs that were read: whether a restore goes on."""
        return self._restorer.records

    def on_assign(self, consumer: Any, assigned: list[TopicPartition]) -> None:
        """Ours from here on, but not read before their state is back."""
        consumer.incremental_assign(
            [TopicPartition(a.topic, a.partition, OFFSET_BEGINNING) for a in assigned]
        )
        self.joined = True
        if not assigned:
            return
        consumer.pause(assigned)
        wanted = [(self._steps[a.topic], a.topic, a.partition) for a in assigned]
        for step, topic, number in wanted:
            self.partitions[topic, number] = Partition(step, topic, number)
        self._restorer.begin(wanted)

    def take_restored(self, consumer: Any) -> None:
        """Those whose state is back are read from where it is."""
        for job in self._restorer.finished():
            self.partitions[job.topic, job.number].restored(job.store, job.mark)
            self._left.append((job.topic, job.number))
            self._watch.assigned(job.step.name, job.number, job.records, job.seconds)
        self._left = [place for place in self._left if not self._sought(consumer, place)]

    def _sought(self, consumer: Any, place: Place) -> bool:
        """Not yet possible while librdkafka still assigns it."""
        start = self.partitions[place].next or OFFSET_BEGINNING
        try:
            consumer.seek(TopicPartition(*place, start))
        except KafkaException as error:
            if error.args[0].code() == KafkaError._STATE:  # noqa: SLF001
                return False
            raise BrokerFailed("seeking", error.args[0]) from error
        consumer.resume([TopicPartition(*place)])
        return True

    def drop(self, places: Iterable[Place]) -> None:
        """Another's from here on."""
        gone = set(places)
        self._restorer.cancel(gone)
        self._left = [place for place in self._left if place not in gone]
        for place in gone:
            partition = self.partitions.pop(place, None)
            if partition is not None and partition.store is not None:
                partition.store.close()
                self._watch.revoked(partition.step.name, partition.number)

    def close(self) -> None:
        self._restorer.close()
        for partition in self.partitions.values():
            if partition.store is not None:
                partition.store.close()
        self.partitions.clear()
