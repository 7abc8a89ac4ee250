"""Kafka's own load tools: what this broker takes and gives when nobody thinks in between."""

import csv
import re
import resource
import subprocess
import time

from deploy.kafka.broker import jars
from tests.bench.material import BYTES, make_topics, remove_topics

WITHIN = 120  # seconds


def produce(bootstrap, name, number):
    """Records per second, and CPU seconds per 100,000 (with the start of its JVM)."""
    make_topics(bootstrap, [f"{name}-out"])
    try:
        told, cpu = _java(
            "org.apache.kafka.tools.ProducerPerformance",
            *("--topic", f"{name}-out", "--num-records", number, "--record-size", BYTES),
            *("--throughput", -1, "--producer-props", f"bootstrap.servers={bootstrap}"),
            *("acks=all", "linger.ms=5", "batch.size=1000000"),
        )
    finally:
        remove_topics(bootstrap, name)
    rates = re.findall(r"([\d.]+) records/sec", told)
    return float(rates[-1]), cpu / number * 100_000


def consume(bootstrap, topic, number):
    """The same for reading."""
    told, cpu = _java(
        "org.apache.kafka.tools.ConsumerPerformance",
        *("--bootstrap-server", bootstrap, "--topic", topic, "--messages", number),
        *("--group", f"tool-{time.monotonic_ns()}", "--timeout", WITHIN * 1000),
    )
    lines = [line for line in told.splitlines() if line.count(",") > 5]
    row = next(csv.DictReader(lines, skipinitialspace=True))
    return float(row["fetch.nMsg.sec"]), cpu / number * 100_000


def _java(*command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        ["java", "-Xmx512m", "-cp", f"{jars()}/*", *map(str, command)],
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, cpu
