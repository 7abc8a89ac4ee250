"""What the hub's steps cost: CPU time per message, step by step, without a broker.

    python -m tests.bench.steps --persons 400

Every message goes from bytes to bytes at every step, as between two brokers' topics: it is *read*,
*decided* on, what the step sends is *written*, and so is what it *keeps* (its changelog).  With
`--kept bytes` the state is held encoded, as a store on disk does, and *load* is what it takes to
decode the values that a decision asks for.  Figures are CPU time, so a busy machine disturbs them
less; compare only figures of one machine.
"""

import argparse
import cProfile
import gc
import time
from collections import defaultdict, deque
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from connectors.inbound.doors import DOORS
from deploy import settings
from deploy.controls import day_passed, policy_set
from deploy.folder import raw_of, read_manifest
from schemas import wire
from schemas.messages import Raw
from schemas.topics import RAW
from streams.driver import decisions, with_cursor
from streams.memory import MemoryState
from streams.topology import STATEFUL_INPUTS, topology
from tests import simulated

COLUMNS = ("read", "decide", "load", "write", "keep")


@dataclass
class Cost:
    """Of one step, in seconds; and how many messages it got, records it sent and values it kept."""

    messages: int = 0
    sent: int = 0
    kept: int = 0
    bytes_sent: int = 0
    bytes_kept: int = 0
    read: float = 0.0
    decide: float = 0.0
    load: float = 0.0
    write: float = 0.0
    keep: float = 0.0

    @property
    def all(self):
        return self.read + self.decide + self.load + self.write + self.keep


class Encoded(MemoryState):
    """State as a store of bytes holds it: each value is decoded when it is asked for."""

    def __init__(self, cost):
        super().__init__()
        self._cost = cost

    def get(self, key):
        raw = super().get(key)
        return None if raw is None else self._loaded(raw)

    def scan(self, prefix, after=""):
        for key, raw in super().scan(prefix, after):
            yield key, self._loaded(raw)

    def apply(self, writes):
        super().apply({k: None if v is None else wire.write(v) for k, v in writes.items()})

    def _loaded(self, raw):
        begun = time.process_time()
        value = wire.loads(raw)
        taken = time.process_time() - begun
        self._cost.load += taken
        self._cost.decide -= taken  # in the midst of which it is
        return value


class Bench:
    """The steps on one partition, with bytes between them."""

    def __init__(self, steps, *, encoded=False):
        self.steps = steps
        self.costs = {step.name: Cost() for step in steps}
        self.states = {
            step.name: Encoded(self.costs[step.name]) if encoded else MemoryState()
            for step in steps
        }
        self._read_as = {step.name: wire.reader(step.message) for step in steps}
        self._sum = sha256()
        self._readers = {topic.name: step for step in steps for topic in step.reads}
        self._waiting = defaultdict(deque)

    @property
    def digest(self):
        """Of all that was sent: what is only faster has the same."""
        return self._sum.hexdigest()[:16]

    def take(self, raw):
        self._waiting["normalise"].append((RAW[raw.source].name, raw.body, wire.raw_headers(raw)))
        self._run()

    def broadcast(self, message):
        for topic in STATEFUL_INPUTS:
            step = self._readers[topic.name]
            self._waiting[step.name].append((topic.name, wire.write(message), []))
        self._run()

    def _run(self):
        for step in self.steps:
            waiting = self._waiting[step.name]
            while waiting:
                self._one(step, *waiting.popleft())

    def _one(self, step, topic, value, headers):
        cost, state = self.costs[step.name], self.states[step.name]
        clock = time.process_time
        cost.messages += 1

        begun = clock()
        message = self._read(step, topic, value, headers)
        cost.read += clock() - begun

        begun = clock()
        decided = list(decisions(step, state, message))
        cost.decide += clock() - begun

        begun = clock()
        sent = [
            (emit.topic.name, None if emit.value is None else wire.write(emit.value), emit.headers)
            for decision in decided
            for emit in decision.emits
        ]
        cost.write += clock() - begun

        begun = clock()
        writes = [w for decision in decided for w in with_cursor(decision).values()]
        kept = [wire.write(value) for value in writes if value is not None]
        cost.keep += clock() - begun

        for name, encoded, beside in sent:
            self._sum.update(repr((name, beside)).encode() + (encoded or b"-"))
        cost.sent += len(sent)
        cost.kept += len(kept)
        cost.bytes_sent += sum(len(value or b"") for _, value, _ in sent)
        cost.bytes_kept += sum(map(len, kept))
        for name, encoded, _ in sent:
            if encoded is not None and name in self._readers:
                self._waiting[self._readers[name].name].append((name, encoded, []))

    def _read(self, step, topic, value, headers):
        if step.message is not Raw:
            return self._read_as[step.name](value)
        source = next(source for source, of in RAW.items() if of.name == topic)
        return wire.raw_message(source, headers, value, partition=0, offset=0)


def run(folder, *, encoded=False):
    """The messages of *folder* through the steps, with the days that pass between them."""
    serving = settings.load([folder / "policy.toml"], [folder / "hmac.key"])
    readers = {source: door.read for source, door in DOORS.items()}
    bench = Bench(topology(readers, serving.policies, serving.keys), encoded=encoded)
    listed = read_manifest(folder)
    raws = [(line.day, raw_of(folder, line)) for line in listed]
    for policy in serving.policies.values():
        bench.broadcast(
            policy_set(policy, datetime.combine(policy.in_force, datetime.min.time(), UTC))
        )
    gc.collect()
    gc.freeze()  # what stands here before the first message is not the steps' to look through
    today = None
    for day, raw in raws:
        if day != today:
            today = day
            bench.broadcast(day_passed(day))
        bench.take(raw)
    return bench, len(raws)


def table(bench, messages):
    """Lines of Markdown: per step, microseconds of CPU per message of that step and per raw one."""
    yield f"| step | messages | {' | '.join(COLUMNS)} | µs/message | µs/raw | B sent | B kept |"
    yield "|---|" + "---:|" * (len(COLUMNS) + 5)
    for name, cost in bench.costs.items():
        parts = [f"{1e6 * getattr(cost, part) / cost.messages:.0f}" for part in COLUMNS]
        yield (
            f"| {name} | {cost.messages} | {' | '.join(parts)}"
            f" | {1e6 * cost.all / cost.messages:.0f} | {1e6 * cost.all / messages:.0f}"
            f" | {cost.bytes_sent / cost.messages:.0f} | {cost.bytes_kept / cost.messages:.0f} |"
        )
    costs = bench.costs.values()
    parts = [f"{1e6 * sum(getattr(c, p) for c in costs) / messages:.0f}" for p in COLUMNS]
    whole = 1e6 * sum(cost.all for cost in costs) / messages
    sent = sum(c.bytes_sent for c in costs) / messages
    kept = sum(c.bytes_kept for c in costs) / messages
    yield (
        f"| all, per raw message | {messages} | {' | '.join(parts)} | | {whole:.0f}"
        f" | {sent:.0f} | {kept:.0f} |"
    )


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--persons", type=int, default=400)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--folder", type=Path, help="messages to take, instead of simulated ones")
    options.add_argument("--kept", choices=("values", "bytes"), default="values")
    options.add_argument("--profile", type=Path, help="write cProfile's figures here")
    asked = options.parse_args()
    folder = asked.folder or simulated.folder(asked.persons, asked.seed)
    profile = cProfile.Profile() if asked.profile else nullcontext()
    with profile:
        bench, messages = run(folder, encoded=asked.kept == "bytes")
    print("\n".join(table(bench, messages)))
    print(f"\nµs of CPU; state kept as {asked.kept}; digest of all that was sent: {bench.digest}")
    if asked.profile:
        profile.dump_stats(asked.profile)


if __name__ == "__main__":
    main()
