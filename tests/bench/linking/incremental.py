"""What one record more costs identify, as the municipality grows.

    python -m tests.bench.linking.incremental [--persons 10000,100000] [--kinds memory,rocks]

Each row is a process of its own.  It takes the registers' records of so many persons, a hundred in
a transaction, as the engine does; `records/s of a core` are of the last tenth of them.  Then it
takes those that were kept apart, of anybody, each timed and in a transaction of its own: read from
bytes, decided on, what is sent and kept made bytes, and stored.
Beside the time that passed stands CPU, which a busy machine disturbs less.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from connectors.simulator.registers.population import Wanted
from connectors.simulator.registers.registers import registers
from connectors.simulator.registers.rows import Row
from schemas.facts import PersonDescribed
from schemas.values import pseudonym
from streams.engine.pages import Pages
from streams.engine.rings import Rings
from streams.engine.rocks import Rocks
from streams.engine.stores import MemoryStore
from streams.engine.view import Store
from streams.shell import STATE
from tests.bench import report
from tests.bench.gauge import peak_of
from tests.bench.linking.stream import SECRET, Identify, told
from tests.bench.state import memory, size_of

SYSTEM = "register"
FOLDER = Path(".cache/bench")
PER_RECORD = 2.5  # persons' records, on average
MEASURED = 5_000
ARRIVING = 10_000  # persons whose records come in any order
IN_MEMORY = 16_000  # bytes of it that a person takes, at most
SAID_EVERY = 50_000
AT_ONCE = 100  # records in a transaction
LAST = 0.1  # of the records that fill it


def of_register(row: Row) -> bytes:
    said = {name: value for name, value in row._asdict().items() if value}
    name, source = pseudonym(SECRET, "record", said.pop("id")), said.pop("source")
    return told(name, source, SYSTEM, PersonDescribed(**said))


def arriving(persons: int, seed: int) -> Iterator[bytes]:
    """The records of so many persons, in any order within some ten thousand persons."""
    chance, heap = random.Random(seed), []
    for row in registers(Wanted(persons, seed)):
        heap.append(row)
        if len(heap) >= ARRIVING * PER_RECORD:
            chance.shuffle(heap)
            yield from map(of_register, heap)
            heap.clear()
    chance.shuffle(heap)
    yield from map(of_register, heap)


def measure(kind: str, persons: int, seed: int):
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        store = opened(kind, Path(folder))
        step = Identify(store, at_once=AT_ONCE)
        empty = memory()
        with Rings() as rings:
            pages = Pages()

            def look() -> None:
                """What the engine does between two turns."""
                rings.look(is_idle=lambda: False)
                pages.look()

            apart, filled = fill(step, persons, seed, look)
            figures = {"persons": persons, "kind": kind, "records": step.taken} | filled
            step.commit()
            step.at_once = 1
            figures |= one_by_one(step, apart, look)
        figures["memory_mb"] = memory() - empty
        figures["peak_mb"] = peak_of("self")
        figures["keys"] = len(store)
        figures["writes"] = round(step.writes / step.taken, 1)
        figures["emits"] = round(step.emits / step.taken, 1)
        figures["digest"] = step.digest
        store.close()
        if kind == "rocks":
            figures["disk_mb"] = size_of(Path(folder))
    return figures


def opened(kind: str, folder: Path) -> Store:
    if kind == "rocks":
        return Rocks(folder, "bench").open("identify", 0, "bench-identify", STATE)
    return MemoryStore(STATE.decode)


def fill(step: Identify, persons: int, seed: int, look: Callable[[], None]):
    """Take all but some, anybody's, and what that took; the others are given back."""
    chance, apart = random.Random(seed + 1), []
    part = MEASURED / (persons * PER_RECORD)
    cpu = wall = before = late = 0.0
    first_late = int(persons * PER_RECORD * (1 - part) * (1 - LAST))
    for raw in arriving(persons, seed):
        if chance.random() < part:
            apart.append(raw)
            continue
        if step.taken == first_late:
            late = cpu
        since, busy = time.perf_counter(), time.process_time()
        step.take(raw)
        look()
        wall, cpu = wall + time.perf_counter() - since, cpu + time.process_time() - busy
        if step.taken % SAID_EVERY == 0:
            each, before = (cpu - before) / SAID_EVERY * 1e6, cpu
            print(f"{step.taken:,} records, of late {each:.0f} µs", file=sys.stderr, flush=True)
    each = (cpu - late) / (step.taken - first_late)
    return apart, {
        "late_cpu_us": round(each * 1e6),
        "per_core_s": round(1 / each),
        "fill_cpu_us": round(cpu / step.taken * 1e6),
        "fill_per_s": round(step.taken / wall),
    }


def one_by_one(step: Identify, apart: list[bytes], look: Callable[[], None]):
    random.Random(len(apart)).shuffle(apart)
    took, worked, busy = [], [], time.process_time()
    for raw in apart:
        since, cpu = time.perf_counter(), time.thread_time()
        step.take(raw)
        look()
        took.append((time.perf_counter() - since) * 1e6)
        worked.append((time.thread_time() - cpu) * 1e6)
    each = (time.process_time() - busy) / len(apart)
    took.sort()
    worked.sort()
    return {
        "median_us": round(took[len(took) // 2]),
        "p99_us": round(took[len(took) * 99 // 100]),
        "most_us": round(took[-1]),
        "median_cpu_us": round(worked[len(worked) // 2]),
        "p99_cpu_us": round(worked[len(worked) * 99 // 100]),
        "cpu_us": round(each * 1e6),
    }


COLUMNS = {
    "persons": "persons",
    "records": "records",
    "kind": "state in ",
    "median_us": "median, µs",
    "p99_us": "p99, µs",
    "most_us": "most, µs",
    "median_cpu_us": "median, µs of CPU",
    "p99_cpu_us": "p99, µs of CPU",
    "cpu_us": "all threads, µs of CPU",
    "late_cpu_us": "in transactions of 100, µs of CPU",
    "per_core_s": "records/s of a core",
    "fill_per_s": "records/s while filling",
    "keys": "keys",
    "writes": "keys written each",
    "memory_mb": "memory, MB",
    "peak_mb": "peak, MB",
    "disk_mb": "disk, MB",
}


def told_of(rows) -> str:
    cells = [
        [
            f"{row[name]:,}" if isinstance(row.get(name), int) else row.get(name, "")
            for name in COLUMNS
        ]
        for row in rows
    ]
    return report.table(COLUMNS.values(), cells)


def fits(persons: int) -> bool:
    """Whether so many fit in memory; else their row is left out, and that is said."""
    told = re.search(r"MemAvailable: *([0-9]+) kB", Path("/proc/meminfo").read_text())
    there, needed = int(told[1]) * 1024 if told else 0, persons * IN_MEMORY
    if there < needed:
        missing = f"takes {needed / 1e9:.0f} GB, there are {there / 1e9:.0f}"
        print(f"no row of {persons:,} persons in memory: that {missing}", file=sys.stderr)
    return there >= needed


def in_process(kind: str, persons: int, seed: int):
    what = ("--one", kind, str(persons), "--seed", str(seed))
    command = [sys.executable, "-m", "tests.bench.linking.incremental", *what]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    print(figures, file=sys.stderr, flush=True)
    return figures


def main():
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    numbers = lambda said: [int(number) for number in said.split(",")]  # noqa: E731
    asked.add_argument("--persons", type=numbers, default=[10_000, 100_000, 1_000_000])
    asked.add_argument("--kinds", type=lambda said: said.split(","), default=["memory", "rocks"])
    asked.add_argument("--seed", type=int, default=11)
    asked.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = asked.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    if given.one:
        kind, persons = given.one
        print(json.dumps(measure(kind, int(persons), given.seed)))
        return
    rows = []
    for persons in given.persons:
        for kind in given.kinds:
            if kind == "rocks" or fits(persons):
                rows.append(in_process(kind, persons, given.seed))
                report.keep("linking-cost", told_of(rows), {"rows": rows})  # the next takes long


if __name__ == "__main__":
    main()
