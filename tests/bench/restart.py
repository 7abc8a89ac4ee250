"""From the start of a worker to the moment it is ready, with the state of a large town.

    python -m tests.bench.restart --persons 100000

Apache Kafka gets what a hub leaves there: changelogs with their marks, events read, and offsets.
Then workers start: without a copy of the state, with one after a stop and after kill -9, and while
another, which is killed then, has the partitions.  With `--data` broker and worker keep what they
have for the next run, which then leaves out the start with nothing kept.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from deploy.kafka.broker import KafkaBroker
from streams.engine.clients import Librdkafka
from streams.engine.partition import MARK, Mark
from streams.engine.settings import Settings
from tests.bench import report, town
from tests.bench.restart_worker import APP, PARTITIONS, STEPS, parts
from tests.bench.town import copies, copy_of

KEYS = 2_000  # of a transaction: some hundred messages
BREAK = 6  # seconds after which a dead worker is missed: the session


@dataclass(frozen=True)
class Figure:
    what: str
    seconds: float  # to ready
    cpu: float  # seconds of the worker, all its threads
    restored: int  # records read from changelogs
    peak_mb: int


# -- what a hub leaves behind


def build(bootstrap, persons, compression):
    """Changelogs, an event for each of their transactions, and the offsets behind them."""
    make_topics(bootstrap)
    with ThreadPoolExecutor(1) as ahead:
        waiting = ahead.submit(copied, 0)
        settings = Settings(APP, bootstrap, "builder", client={"compression.type": compression})
        producer = Librdkafka(settings).producer()
        producer.init_transactions(60)
        turns = dict.fromkeys(((s.name, n) for s in STEPS for n in range(PARTITIONS)), 0)
        began, written = time.monotonic(), 0
        for number in copies(persons):
            records = waiting.result()
            waiting = ahead.submit(copied, number + 1)
            producer.begin_transaction()
            for step in STEPS:
                written += write(producer, settings, step, number % PARTITIONS, records, turns)
            producer.commit_transaction(60)
            if number % 50 == 0:
                rate = written / (time.monotonic() - began)
                print(f"  {number * town.PERSONS:,} persons, {rate:,.0f}/s", flush=True)
    commit(bootstrap, turns)


def copied(number):
    return {step.name: copy_of(step.name, number) for step in STEPS}


def write(producer, settings, step, number, records, turns):
    """One copy of the town, as transactions of the engine would have written it."""
    changelog, written = settings.changelog(step.name), 0
    mine = records[step.name]
    for at in range(0, len(mine), KEYS):
        turn = turns[step.name, number] = turns[step.name, number] + 1
        mark = {"key": MARK.encode(), "value": Mark(turn, turn).encode()}
        batch = [{"key": k.encode(), "value": v} for k, v in mine[at : at + KEYS]]
        # the partition by itself: librdkafka overlooks those of the records
        producer.produce_batch(changelog, [mark, *batch], number)
        producer.produce(step.reads[0], b"{}", b"event", number)
        written += len(batch)
        if len(producer) > 300_000:
            producer.flush()
    return written


def commit(bootstrap, turns):
    """The offsets a hub would have committed; each transaction read one event."""
    group = Consumer({"bootstrap.servers": bootstrap, "group.id": APP, "log_level": 0})
    offsets = []
    for (step, number), turn in turns.items():
        topic = next(s.reads[0] for s in STEPS if s.name == step)
        offsets.append(TopicPartition(topic, number, turn, metadata=str(turn)))
    group.commit(offsets=offsets, asynchronous=False)
    group.close()


def make_topics(bootstrap):
    settings = Settings(APP, bootstrap, "builder")
    changelog = {"cleanup.policy": "compact", "delete.retention.ms": str(7 * 24 * 60 * 60 * 1000)}
    topics = [NewTopic(step.reads[0], PARTITIONS, 1) for step in STEPS]
    topics += [NewTopic(settings.changelog(s.name), PARTITIONS, 1, config=changelog) for s in STEPS]
    admin = AdminClient({"bootstrap.servers": bootstrap, "log_level": 0})
    for made in admin.create_topics(topics).values():
        made.result(60)
    time.sleep(1)  # until every client may know of them


# -- workers


class Worker:
    """A process with the engine's loop; it tells when partitions are ready."""

    def __init__(self, bootstrap, name, folder):
        command = [sys.executable, "-m", "tests.bench.restart_worker", bootstrap, name, str(folder)]
        self.began = time.monotonic()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.told = {}

    def wait(self, partitions, since=None):
        """Until it has so many partitions ready; seconds since *since*, or since its start."""
        for line in self.process.stdout:
            self.told = json.loads(line)
            if self.told["ready"] == partitions:
                return round(time.monotonic() - (since or self.began), 1)
        raise RuntimeError("a worker ended")

    def figure(self, what, partitions, since=None):
        seconds = self.wait(partitions, since)
        figure = Figure(what, seconds, self.cpu(), self.told["restored"], self.peak())
        print(f"  {figure}", flush=True)
        return figure

    def cpu(self):
        numbers = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return round((int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK"), 1)

    def peak(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(x.split()[1]) // 1024 for x in status.splitlines() if "VmHWM" in x)

    def stop(self, how=signal.SIGTERM):
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(60)
        self.process.stdout.close()
        return round(time.monotonic() - began, 1)


def traffic(bootstrap, events=20_000, seconds=5):
    """Events for every step, so that there is something in the changelogs after what is kept."""
    producer = Librdkafka(Settings(APP, bootstrap, "traffic")).producer()
    producer.init_transactions(60)
    for _ in range(20):
        producer.begin_transaction()
        for step in STEPS:
            for number in range(PARTITIONS):
                batch = [{"key": b"event", "value": b"{}"} for _ in range(events // 20 // 16)]
                producer.produce_batch(step.reads[0], batch, number)
        producer.commit_transaction(60)
        time.sleep(seconds / 20)


def scenarios(bootstrap, folder, persons):
    """Every way to start, each from what the one before left."""
    whole = parts(STEPS)

    def run(what, state="here"):
        worker = Worker(bootstrap, state, folder / state)
        return worker, worker.figure(what, whole)

    if not (folder / "here").exists():
        worker, figure = run("nothing kept: all from the changelogs")
        yield figure
        traffic(bootstrap)
        print(f"  stopped in {worker.stop()} s")
    worker, figure = run("after a stop")
    yield figure
    traffic(bootstrap)
    worker.stop(signal.SIGKILL)
    worker, figure = run("after kill -9 (the group misses it after 6 s)")
    yield figure
    yield from take_over(bootstrap, worker, folder / "here", "take-over, on the same machine")
    worker, figure = run("after a stop, once more")
    if persons <= 200_000:
        elsewhere = folder / "elsewhere"
        yield from take_over(bootstrap, worker, elsewhere, "take-over, on another machine")
    else:
        worker.stop()


def take_over(bootstrap, first, folder, what):
    """*first* shares with a second worker, and is killed."""
    whole = parts(STEPS)
    second = Worker(bootstrap, "second", folder)
    second.figure("  (its share)", whole // 2)
    traffic(bootstrap)
    killed = time.monotonic()
    first.stop(signal.SIGKILL)
    yield second.figure(what, whole, killed)
    second.stop()


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--persons", type=int, default=100_000)
    asked.add_argument("--compression", default="none")
    asked.add_argument("--data", type=Path, help="a folder to keep, or go on from")
    given = asked.parse_args()
    town.town()
    with tempfile.TemporaryDirectory(dir=town.KEPT) as made:
        kept = given.data or Path(made)
        data = kept / "broker"
        built = (data / "built").exists()
        data.mkdir(parents=True, exist_ok=True)
        broker = KafkaBroker(data=data, heap="1g")
        try:
            if not built:
                build(broker.bootstrap, given.persons, given.compression)
                (data / "built").touch()
            figures = list(scenarios(broker.bootstrap, kept, given.persons))
        finally:
            broker.stop()
    keep(given, figures)


def keep(given, figures):
    columns = "start ", "ready, s", "CPU of the worker, s", "records read", "peak MB"
    rows = [(f.what, f.seconds, f.cpu, f"{f.restored:,}", f"{f.peak_mb:,}") for f in figures]
    parts_each = f"{len(STEPS)} steps × {PARTITIONS} partitions"
    text = f"{given.persons:,} persons, {parts_each}, changelogs compressed: {given.compression}"
    found = {"persons": given.persons, "figures": [asdict(f) for f in figures]}
    report.keep(f"restart-{given.persons}", f"{text}\n\n{report.table(columns, rows)}", found)


if __name__ == "__main__":
    main()
