"""Where state lies: in a dictionary of objects, in one of bytes, or in RocksDB.

    python -m tests.bench.state --persons 10000 100000 1000000 --out tests/bench/state-figures.md

Each row is a process of its own.  Times are CPU, all threads of the process together, so a busy
machine does not lengthen them.  What would not fit in memory is left out.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import orjson

from schemas import wire
from streams.engine.rocks import Rocks
from streams.engine.step import State
from streams.engine.stores import MemoryStore
from streams.engine.view import View
from tests.bench import town
from tests.bench.tables import heading, table
from tests.bench.town import copies, copy_of

PARTITIONS = 4
CHUNK = 20_000  # records that a restore hands over at once
KEYS = 200  # of a transaction
JSON = State(wire.write, orjson.loads)
MEMORY_MB = 8_000  # what a run may take
MB_PER_1000 = {"objects": 117, "bytes": 38}  # as measured at 10,000 persons


class BytesStore(MemoryStore):
    """A dictionary of encoded values: decoded when they are asked for."""

    def __init__(self):
        super().__init__()

    def get(self, key):
        raw = super().get(key)
        return None if raw is None else orjson.loads(raw)

    def scan(self, prefix, after=""):
        return ((key, orjson.loads(raw)) for key, raw in super().scan(prefix, after))

    def apply(self, writes, position=None):
        encoded = {k: None if v is None else wire.write(v) for k, v in writes.items()}
        super().apply(encoded, position)

    def restore(self, records, position):
        super().apply({key.decode(): value for key, value in records.items()}, position)


def opener(kind, folder):
    if kind == "rocks":
        known = Rocks(folder, "bench")
        return lambda step, number: known.open(step, number, f"bench-{step}", JSON)
    make = {"objects": lambda: MemoryStore(orjson.loads), "bytes": BytesStore}[kind]
    return lambda _step, _number: make()


class Timed:
    """CPU seconds of what is done within, and wall seconds."""

    def __enter__(self):
        self.cpu, self.wall = time.process_time(), time.perf_counter()
        return self

    def __exit__(self, *_):
        self.cpu, self.wall = time.process_time() - self.cpu, time.perf_counter() - self.wall

    def each(self, number):
        return round(self.cpu / number * 1e6, 2)  # µs


def measure(kind, persons):
    with tempfile.TemporaryDirectory(dir=town.KEPT) as folder:
        open_store = opener(kind, Path(folder))
        stores = {(s, n): open_store(s, n) for s in town.town() for n in range(PARTITIONS)}
        empty = memory()
        figures = {"kind": kind, "persons": persons} | restore(stores, persons)
        for store in stores.values():
            store.scan("", "~")  # a dictionary puts its keys in order at the first scan
            next(store.scan("x"), None)
        figures["memory_mb"] = memory() - empty
        if kind == "rocks":
            figures |= reopen(stores, open_store)
            figures["disk_mb"] = size_of(Path(folder))
        figures |= reads(stores, persons) | writes(stores, persons)
        figures["peak_mb"] = memory("VmHWM")
        for store in stores.values():
            store.close()
    return figures


def restore(stores, persons):
    held = {place: {} for place in stores}
    records, took, wall = 0, 0.0, 0.0

    def flush(place):
        nonlocal records, took, wall
        with Timed() as timed:
            stores[place].restore(held[place], records)
        records, took, wall = records + len(held[place]), took + timed.cpu, wall + timed.wall
        held[place] = {}

    for number in copies(persons):
        for step in town.town():
            place = step, number % PARTITIONS
            held[place] |= {key.encode(): value for key, value in copy_of(step, number)}
            if len(held[place]) >= CHUNK:
                flush(place)
    for place in stores:
        flush(place)
    return {
        "records": records,
        "restore_us": round(took / records * 1e6, 2),
        "restore_per_s": round(records / wall),
    }


def reopen(stores, open_store):
    with Timed() as closing:
        for store in stores.values():
            store.close()
    with Timed() as opening:
        for step, number in stores:
            stores[step, number] = open_store(step, number)
    return {"close_s": round(closing.wall, 2), "open_s": round(opening.wall, 2)}


def some_copies(persons):
    chance = random.Random(1)
    every = list(copies(persons))
    return chance, chance.sample(every, min(8, len(every)))


def reads(stores, persons):
    """Of persons taken at random, so that hardly anything was read before."""
    chance, chosen = some_copies(persons)
    asked, scanned = [], []
    for number in chosen:
        for step in ("identify", "combine"):
            store = stores[step, number % PARTITIONS]
            asked += [(store, key) for key, _ in copy_of(step, number)[:2_000]]
        people = {k.split("//")[1] for k, _ in copy_of("combine", number)[:4_000] if "//" in k}
        scanned += [(store, f"fact//{person}//") for person in sorted(people)[:400]]
    chance.shuffle(asked)
    chance.shuffle(scanned)
    with Timed() as first:
        for store, key in asked:
            store.get(key)
    with Timed() as missing:
        for store, key in asked:
            store.get(key + "?")
    with Timed() as again:
        for store, key in asked[:5_000]:
            store.get(key)
            store.get(key)
            store.get(key)
    with Timed() as scans:
        rows = sum(len(list(store.scan(prefix))) for store, prefix in scanned)
    return {
        "get_us": first.each(len(asked)),
        "missing_us": missing.each(len(asked)),
        "thrice_us": again.each(15_000),
        "scan_us": scans.each(len(scanned)),
        "rows": round(rows / len(scanned), 1),
    }


def writes(stores, persons):
    """Transactions of values that changed; what the changelog makes of them is not in it."""
    _, chosen = some_copies(persons)
    batches = []
    for number in chosen:
        for step in ("identify", "combine"):
            changed = [(k, orjson.loads(v)) for k, v in copy_of(step, number)[-10_000:]]
            store = stores[step, number % PARTITIONS]
            batches += [
                (store, dict(changed[at : at + KEYS])) for at in range(0, len(changed), KEYS)
            ]
    with Timed() as timed:
        for position, (store, batch) in enumerate(batches, 1_000_000_000):
            store.apply(batch, position)
    return {"apply_us": timed.each(len(batches))}


def hub(kind, persons):
    """Every step on a small town's messages, with transactions of a hundred decisions."""
    with tempfile.TemporaryDirectory(dir=town.KEPT) as folder:
        open_store = opener(kind, Path(folder))

        class Stored(town.Driver):
            def __init__(self, *arguments):
                super().__init__(*arguments)
                self.states = {(s, n): InBatches(open_store(s, n)) for s, n in self.states}

        town.folder(persons, town.SEED)
        with Timed() as timed:
            driver = town.replay(persons, Stored)
        messages = sum(1 for emit in driver.sent["outcomes"] if emit.value is not None)
        keys = sum(len(state.store) for state in driver.states.values())
        for state in driver.states.values():
            state.store.close()
    return {"kind": kind, "cpu_s": round(timed.cpu, 1), "outcomes": messages, "keys": keys}


class InBatches:
    """A store behind a view, as the engine has it, for the driver."""

    def __init__(self, store):
        self.store, self.view, self.decisions = store, View(store), 0
        self.get, self.scan = self.view.get, self.view.scan

    def apply(self, writes):
        for key, value in writes.items():
            self.view.writes.put(key, value)
        self.decisions += 1
        if self.decisions % 100 == 0:
            self.store.apply(self.view.writes, self.decisions)
            self.view.undo()  # nothing is left over it


def memory(of="VmRSS"):
    with Path("/proc/self/status").open() as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith(of))


def size_of(folder):
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) // 2**20


def in_process(*what):
    command = [sys.executable, "-m", "tests.bench.state", "--one", *map(str, what)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    print(figures, flush=True)
    return figures


def fits(kind, persons):
    return MB_PER_1000.get(kind, 0) * persons / 1_000 <= MEMORY_MB


COLUMNS = {
    "persons": "persons",
    "kind": "kind",
    "get_us": "get",
    "thrice_us": "get, of three in a row",
    "missing_us": "get, not there",
    "scan_us": "scan of a person",
    "apply_us": f"apply, {KEYS} keys",
    "restore_us": "restore, a record",
    "restore_per_s": "restored / s",
    "memory_mb": "memory, MB",
    "peak_mb": "peak, MB",
    "disk_mb": "disk, MB",
    "open_s": "open, s",
}


def report(rows, hubs):
    yield heading()
    yield "Times in µs of CPU unless they say otherwise."
    yield ""
    yield from table(COLUMNS, rows)
    yield ""
    yield "All steps on the messages of 400 persons:"
    yield ""
    yield from table({"kind": "kind", "cpu_s": "CPU, s", "keys": "keys"}, hubs)


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--persons", type=int, nargs="+", default=[10_000, 100_000])
    asked.add_argument("--kinds", nargs="+", default=["objects", "bytes", "rocks"])
    asked.add_argument("--out", type=Path)
    asked.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        what, kind, persons = given.one
        figures = {"state": measure, "hub": hub}[what](kind, int(persons))
        print(json.dumps(figures))
        return
    town.town()
    hubs = [in_process("hub", kind, 400) for kind in given.kinds]
    rows = [
        in_process("state", kind, persons)
        for persons in given.persons
        for kind in given.kinds
        if fits(kind, persons)
    ]
    text = "\n".join(report(rows, hubs)) + "\n"
    print(text)
    if given.out:
        given.out.write_text(text)


if __name__ == "__main__":
    main()
