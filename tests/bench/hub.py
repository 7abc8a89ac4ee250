"""The whole hub on simulated messages, beside the same steps without the engine.

    python -m tests.bench.hub [--persons 800] [--rounds 3]

*Throughput*: all messages lie ready; how long until everything that follows from them is on the
broker, with the engine, in a plain loop (at least once, no restore), and in the topology driver (no
broker at all); and what each step's part of it costs.  *Latency*: messages come at a steady rate;
from the sending of one to the first public event it caused, as a read_committed reader gets it;
with state in memory, as the small step of `tests.bench.engine` has it.
"""

import argparse
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from pathlib import Path

import orjson
from confluent_kafka import OFFSET_END, Consumer, KafkaError, TopicPartition

from connectors.inbound.producer import RawProducer
from deploy import clock
from deploy.child import Child, free_port
from deploy.folder import raw_of, read_manifest
from deploy.kafka.broker import KafkaBroker
from schemas.topics import PUBLIC, RAW, TOPICS
from streams.settings import AppSettings
from streams.topology import topology
from tests import simulated
from tests.bench import report, steps
from tests.bench.gauge import cpu_of, peak_of
from tests.streams import running

PARTITIONS, SEED = 6, 7
QUIET, PATIENCE = 2.0, 300.0
RATES, RATE_SECONDS = (100, 200, 300, 400, 500), 30
# What comes at those rates: a region, and in two rows one town, of as many persons.  Of one town a
# week is over in half a second then, with all that is gathered by the week on one evening; and its
# providers, twelve instead of a hundred, gather more into one file: a message of it holds more
TOWNS, TOWN_PERSONS = 11, 400
ONE_TOWN_RATES = 200, 500
# as Kafka has it: for tests it looks for what to compact five times a second
AS_SERVED = {"log.cleaner.backoff.ms": "15000"}
WARM_SECONDS = 10.0  # at the start of a rate that are not counted: caches, and what waited for them
BY_STEP = "CPU µs by message and step, from bytes to bytes, without a broker (`tests.bench.steps`)"
WARM_RATE = 300  # before the first of them: the broker's compiler takes half a minute


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=800)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--only", choices=["throughput", "latency"])
    asked = options.parse_args()
    folder = simulated.folder(asked.persons, SEED)
    messages = len(read_manifest(folder))
    found, text = {"persons": asked.persons, "messages": messages}, []
    with KafkaBroker(settings=AS_SERVED) as broker:
        if asked.only != "latency":
            found["throughput"] = rounds(broker, folder, asked.rounds)
            text.append(throughput_table(found["throughput"], messages))
            costs, _ = steps.run(folder)
            found["steps"] = {name: asdict(cost) for name, cost in costs.costs.items()}
            text.append(f"{BY_STEP}\n\n" + "\n".join(steps.table(costs, messages)))
        if asked.only != "throughput":
            region = simulated.region(TOWNS, TOWN_PERSONS, SEED)
            town = simulated.folder(TOWNS * TOWN_PERSONS, SEED)
            latency(broker, region, WARM_RATE, engine)
            found["latency"] = [
                latency(broker, region, rate, start)
                for rate in RATES
                for start in (engine, by_the_broker)
            ]
            found["latency"] += [
                latency(broker, region, RATES[-1], engine) for _ in range(asked.rounds - 1)
            ]
            found["latency"] += [latency(broker, town, rate, engine) for rate in ONE_TOWN_RATES]
            text.append(latency_table(found["latency"]))
    report.keep("hub", "\n\n".join(text), found)


def rounds(broker, folder, number):
    """Taken in turn; the first round is thrown away: a new broker's compiler is paid for in it."""
    ways = {
        "engine": lambda name: on_broker(broker, folder, name, engine),
        "engine, state on disk": lambda name: on_broker(broker, folder, name, on_disk),
        "plain loop": lambda name: on_broker(broker, folder, name, plain),
        "driver": lambda _: in_driver(folder),
    }
    runs = {way: [] for way in ways}
    for turn in range(number + 1):
        for place, (way, run) in enumerate(ways.items()):
            figures = run(f"way-{place}-{turn}-")
            print(f"{turn} {way}: {figures}", flush=True)
            if turn:
                runs[way].append(figures)
    keys = runs["engine"][0]
    return {
        way: {key: statistics.median(r[key] for r in took) for key in keys}
        for way, took in runs.items()
    }


def on_disk(settings, folder):
    return engine(settings, folder, state="disk")


def by_the_broker(settings, folder):
    return engine(settings, folder, "--no-short-cut")


def engine(settings, folder, *flags, state="memory"):
    data = tempfile.mkdtemp(prefix="bench-hub-")
    options = {
        "--bootstrap": settings.bootstrap,
        "--prefix": settings.prefix,
        "--partitions": str(settings.partitions),
        "--listen": f"127.0.0.1:{free_port()}",
        "--role": "streams",
        "--data": data,
        "--state": state,
    }
    arguments = [part for option in options.items() for part in option]
    for path in simulated.policy_files(folder):
        arguments += ["--policy", str(path)]
    for path in simulated.key_files(folder):
        arguments += ["--key-file", str(path)]
    command = [sys.executable, "-m", "deploy", "run", *arguments, *flags]
    return Child(command, log=Path(data) / "hub.log")


def plain(settings, folder):
    where = settings.bootstrap, settings.prefix, str(settings.partitions)
    command = [sys.executable, "-m", "tests.bench.peers.plainhub", str(folder), *where]
    return Child(command, log=Path(tempfile.mkdtemp(prefix="bench-hub-")) / "plain.log")


def on_broker(broker, folder, name, start):
    settings = AppSettings(broker.bootstrap, PARTITIONS, prefix=name)
    running.prepare(settings, simulated.serving(folder))
    messages = running.send(settings, folder)
    running.pass_day(settings, clock.today())
    raws = {settings.topic(topic) for topic in RAW.values()}
    written = [settings.topic(t) for t in TOPICS if settings.topic(t) not in raws]
    child = start(settings, folder)
    try:
        samples = watch(child, settings, written)
    finally:
        child.stop()
    records = running.read(settings, *written)
    sent = [r.timestamp()[1] / 1000 for name in written for r in records[name] if not control(r)]
    begin, end = min(sent), max(sent)
    must_be_right(settings, folder)
    seconds, cpu = end - begin, cpu_at(samples, end) - cpu_at(samples, begin)
    return {
        "messages_per_second": messages / seconds,
        "records_per_second": len(sent) / seconds,
        "cpu_us_per_message": cpu / messages * 1e6,
        "peak_mb": max(peak for _, _, peak in samples),
    }


def control(record):
    return record.key().startswith((b"policy|", b"day|"))


def watch(child, settings, topics):
    """Time, CPU and memory of *child*, ten times a second, until nothing more is written."""
    samples, ends, since = [], None, time.monotonic()
    reader = Consumer({"bootstrap.servers": settings.bootstrap, "group.id": "w", "log_level": 0})
    places = [TopicPartition(topic, n) for topic in topics for n in range(settings.partitions)]
    outcomes = [p for p in places if p.topic.endswith("outcomes")]
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert child.alive, child.last_words()
        samples.append((time.time(), cpu_of(child.pid), peak_of(child.pid)))
        now = [reader.get_watermark_offsets(p, 10, cached=False)[1] for p in outcomes]
        if now != ends:
            ends, since = now, time.monotonic()
        elif sum(now) and time.monotonic() - since > QUIET:
            reader.close()
            return samples
        time.sleep(0.1)
    raise TimeoutError(child.last_words())


def cpu_at(samples, moment):
    return min(samples, key=lambda sample: abs(sample[0] - moment))[1]


def must_be_right(settings, folder):
    """A fast wrong run is no figure."""
    kept = running.restored_state(settings, topology(simulated.READERS, *serving(folder)))
    assert kept == replayed(folder), "the state is not that of a replay"


def serving(folder):
    of = simulated.serving(folder)
    return of.policies, of.keys


_REPLAYED = {}


def replayed(folder):
    if folder not in _REPLAYED:
        _REPLAYED[folder] = simulated.replayed(folder, until=clock.today()).state
    return _REPLAYED[folder]


def in_driver(folder):
    begun, cpu = time.perf_counter(), time.process_time()
    done = simulated.replayed(folder, until=clock.today())
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    messages = len(read_manifest(folder))
    return {
        "messages_per_second": messages / seconds,
        "records_per_second": len(done.events) / seconds,
        "cpu_us_per_message": cpu / messages * 1e6,
        "peak_mb": 0,
    }


def throughput_table(found, messages):
    against = found["plain loop"]["messages_per_second"]
    rows = [
        [
            way,
            f"{f['messages_per_second']:,.0f}",
            f"{f['messages_per_second'] / against:.2f}",
            f"{f['cpu_us_per_message']:,.0f}",
            f"{f['peak_mb']:,.0f}" if f["peak_mb"] else "–",
        ]
        for way, f in found.items()
    ]
    columns = ["way ", "messages/s", "× plain loop", "CPU µs/message", "peak MB"]
    return f"{messages:,} messages, one worker\n\n{report.table(columns, rows)}"


# -- latency


def latency(broker, folder, rate, start):
    name = f"rate-{rate}-{start.__name__.replace('_', '-')}-{time.time_ns()}-"
    settings = AppSettings(broker.bootstrap, PARTITIONS, prefix=name)
    running.prepare(settings, simulated.serving(folder))
    child = start(settings, folder)
    reader = Reader(settings)
    try:
        reader.wait_until_reading()
        time.sleep(4)  # the worker joins and restores
        sent = send(settings, folder, rate)
        reader.wait_until_quiet()
        cpu, peak = cpu_of(child.pid), peak_of(child.pid)
        assert child.alive, child.last_words()
    finally:
        reader.stop()
        child.stop()
    begun = min(sent.values()) + WARM_SECONDS
    sent = {message: at for message, at in sent.items() if at >= begun}
    took = sorted(reader.seen[m] - at for m, at in sent.items() if m in reader.seen)
    ms = statistics.quantiles(took, n=100)
    return {
        "rate": rate,
        "towns": len(simulated.policy_files(folder)),
        "short_cut": start is engine,
        "sent": len(sent),
        "with_events": len(took),
        "p50_ms": ms[49] * 1000,
        "p95_ms": ms[94] * 1000,
        "p99_ms": ms[98] * 1000,
        "max_ms": took[-1] * 1000,
        "cpu_s": cpu,
        "peak_mb": peak,
    }


def send(settings, folder, rate):
    """At a steady rate; when each was handed to the producer."""
    producer, sent = RawProducer(settings.bootstrap, prefix=settings.prefix), {}
    assert producer.wait_until_ready(10)
    raws = [raw_of(folder, line) for line in read_manifest(folder)[: rate * RATE_SECONDS]]
    begun = time.perf_counter()
    for number, raw in enumerate(raws):
        time.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        sent[raw.message] = time.perf_counter()
        producer.append(raw)
    producer.close()
    return sent


class Reader:
    """Public events as a subscriber reads them: when the first of each message came."""

    def __init__(self, settings):
        self.seen = {}
        self._reading, self._halt = threading.Event(), threading.Event()
        self._client = Consumer(
            {
                "bootstrap.servers": settings.bootstrap,
                "group.id": "subscriber",
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
                "enable.partition.eof": True,
                "fetch.queue.backoff.ms": 5,
                "fetch.wait.max.ms": 50,
                "log_level": 0,
            }
        )
        places = [(settings.topic(t), n) for t in PUBLIC for n in range(settings.partitions)]
        self._client.assign([TopicPartition(*place, OFFSET_END) for place in places])
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self):
        while not self._halt.is_set():
            for message in self._client.consume(500, 0.02):
                if message.error() is None:
                    cause = orjson.loads(message.value())["causationid"]
                    self.seen.setdefault(cause, time.perf_counter())
                else:
                    assert message.error().code() == KafkaError._PARTITION_EOF
                    self._reading.set()

    def wait_until_reading(self):
        assert self._reading.wait(30)

    def wait_until_quiet(self):
        """All has come: who is behind is not measured by those that were in time."""
        before = -1
        while len(self.seen) > before:
            before = len(self.seen)
            time.sleep(5)

    def stop(self):
        self._halt.set()
        self._thread.join()
        self._client.close()


def latency_table(found):
    rows = [
        [f["rate"], f["towns"], "yes" if f["short_cut"] else "no", f["sent"], f["with_events"]]
        + [f"{f[key]:.0f}" for key in ("p50_ms", "p95_ms", "p99_ms", "max_ms")]
        + [f"{f['peak_mb']:,}"]
        for f in found
    ]
    columns = [
        "messages/s",
        "of towns",
        "short cut",
        "sent",
        "caused events",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "max",
        "MB",
    ]
    return f"Raw to public, one worker, read_committed\n\n{report.table(columns, rows)}"


if __name__ == "__main__":
    main()
