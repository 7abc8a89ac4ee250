"""Measures workers from outside, all in the same way.

Progress is the last stable offset of the output topic, asked every 40 ms: the broker's own word on
what a read_committed reader may see, which costs a hundredth of what reading it all would.  After
the run the topic is read and those offsets become numbers of outputs.
"""

import os
import time
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from confluent_kafka import Consumer, IsolationLevel, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient, OffsetSpec

from tests.bench.material import PARTITIONS

EVERY = 0.04
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Sample:
    at: float
    stable: list[int]  # by partition
    workers: float  # CPU seconds, as the next two
    broker: float
    machine: float


@dataclass
class Figures:
    """Of one run's steady part: from what the first commits showed to the last output."""

    events: int
    seconds: float
    rate: float  # events per second
    cpu: float  # of the workers, seconds per 100,000 events
    broker_cpu: float
    workers_busy: float  # cores
    broker_busy: float
    others_busy: float  # neither worker nor broker: this gauge, and whoever disturbs us
    peak: int = 0  # MB, of the largest worker


@dataclass
class Gauge:
    bootstrap: str
    group: str
    output: str
    broker: int  # process id
    workers: list[int] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    _taken: dict[int, float] = field(default_factory=dict)  # CPU seconds by process id

    def __post_init__(self):
        self._admin = AdminClient({"bootstrap.servers": self.bootstrap, "log_level": 0})
        self._asker = Consumer(
            {"bootstrap.servers": self.bootstrap, "group.id": self.group, "log_level": 0}
        )

    def sample(self):
        latest = OffsetSpec.latest()
        asked = {TopicPartition(self.output, p): latest for p in range(PARTITIONS)}
        told = self._admin.list_offsets(asked, isolation_level=IsolationLevel.READ_COMMITTED)
        stable = {tp.partition: future.result(10).offset for tp, future in told.items()}
        now = Sample(
            time.monotonic(),
            [stable[p] for p in range(PARTITIONS)],
            sum(map(self._cpu, self.workers)),
            self._cpu(self.broker),
            machine_busy(),
        )
        self.samples.append(now)
        return now

    def _cpu(self, pid):
        """Of a process that has ended: what it had taken when it was last seen."""
        self._taken[pid] = max(self._taken.get(pid, 0.0), cpu_of(pid))
        return self._taken[pid]

    def committed(self, topic):
        """Input events whose offsets the group has committed."""
        asked = [TopicPartition(topic, p) for p in range(PARTITIONS)]
        try:
            return sum(max(0, told.offset) for told in self._asker.committed(asked, 10))
        except KafkaException:
            return 0  # the broker's first group: its coordinator is still being made

    def members(self):
        """Workers that have a share of the partitions."""
        try:
            told = self._admin.describe_consumer_groups([self.group])[self.group].result(10)
        except KafkaException:
            return 0  # not there yet
        return sum(bool(m.assignment.topic_partitions) for m in told.members)

    def close(self):
        self._asker.close()


def figures(samples, offsets, since=0.0):
    """
    Args:
        samples: as they were taken.
        offsets: of the outputs, by partition, in order.
        since: nothing before counts (workers were still joining).
    """

    def seen(sample):
        return sum(
            bisect_left(own, stable) for own, stable in zip(offsets, sample.stable, strict=True)
        )

    counted = [(seen(s), s) for s in samples if s.at >= since]
    total = sum(map(len, offsets))
    # what the first commit showed was perhaps not seen in all partitions at once
    first, begin = next((n, s) for (before, _), (n, s) in pairwise(counted) if before > 0)
    last, end = next((n, s) for n, s in counted if n == total)
    events, seconds = last - first, end.at - begin.at
    if events < total // 5:  # who commits every few seconds shows much at once
        raise ValueError("most outputs were committed at once: take more events")
    workers, broker = end.workers - begin.workers, end.broker - begin.broker
    others = end.machine - begin.machine - workers - broker
    return Figures(
        events=events,
        seconds=seconds,
        rate=events / seconds,
        cpu=workers / events * 100_000,
        broker_cpu=broker / events * 100_000,
        workers_busy=workers / seconds,
        broker_busy=broker / seconds,
        others_busy=others / seconds,
    )


def cpu_of(pid):
    """Seconds of CPU that a process has taken; 0 when it has ended."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    fields = told.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def machine_busy():
    """Seconds of CPU that all processes together have taken."""
    user, nice, system, _, _, irq, softirq, steal, *_ = map(
        int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    )
    return (user + nice + system + irq + softirq + steal) / TICKS


def peak_of(pid):
    """MB of memory that a process has held at most."""
    try:
        told = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    line = next((line for line in told.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
    return int(line.split()[1]) // 1024
