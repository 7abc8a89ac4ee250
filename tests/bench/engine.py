"""The same small step on our engine and on what others use, on one Apache Kafka.

    python -m tests.bench.engine [--rounds 3] [--events 300000] [--only ours,bare]

Decode an event, fold it into what is kept of its person, send one output, keep the state in a
changelog.  After a round that does not count the peers take turns, three times, each time with
another first; the table shows medians.  A run whose outputs or changelog are not what the events
must give is no figure: it fails.
"""

import argparse
import statistics
import sys
import time
from dataclasses import asdict
from pathlib import Path

from deploy.brokers import start_broker
from tests.bench import report, tools
from tests.bench.material import BYTES, KEYS, PARTITIONS, Wrong, load, make_topics
from tests.bench.run import Input, Peer, run

PEERS_PYTHON = Path(".cache/bench/peers/bin/python")
WORKER = ("worker", "-l", "warn", "--without-web")
OURS = (sys.executable, "-m", "faust", "-A", "tests.bench.peers.ours", *WORKER)
FAUST = (sys.executable, "-m", "faust", "-A", "tests.bench.peers.asfaust", *WORKER)
QUIX = (str(PEERS_PYTHON), "-m", "tests.bench.peers.quix")
LIBRDKAFKA = "librdkafka: fetch.queue.backoff.ms=10, linger.ms=5, batch.size=1 MB, acks=all"
SLOW = 40_000  # events for Faust as it ships, which needs a minute for 100,000
LONGER = 3  # times the events for Quix Streams, which commits every 5 s: else most fall into one
OWN_INPUT = {"faust": "few", "quix": "longer"}
WARMING_UP = 0  # a round that does not count: a new broker's just-in-time compiler is at work
GROWING = 2_400_000  # events for one, two and three workers


def module(name):
    return sys.executable, "-m", f"tests.bench.peers.{name}"


PEERS = {
    "ours": Peer(
        "ours",
        OURS,
        "{name}-fold-changelog",
        "events_max 20,000, interval 20 ms or, behind, 200 ms, state in memory (the defaults)",
    ),
    "ours-headers": Peer(
        "ours, a header on each output",
        OURS,
        "{name}-fold-changelog",
        "the same",
        headers=True,
    ),
    "faust": Peer(
        "Faust as it ships",
        FAUST,
        "{name}-fold-changelog",
        "memory table, `async for`, its defaults.  Its settings reference advises against a larger"
        " `stream_buffer_maxsize` for agents that send and keep tables",
        promise="none after a crash",
    ),
    "quix": Peer(
        "Quix Streams",
        QUIX,
        "changelog__{name}--{input}--default",
        "`exactly-once`, commit_interval 5 s (its default; docs/advanced/checkpointing.md: longer"
        " limits IO), RocksDB; " + LIBRDKAFKA,
        makes=True,
    ),
    "aiokafka": Peer(
        "bare aiokafka loop",
        module("aio"),
        "{name}-changelog",
        "getmany(2,000), send, gather, commit; linger_ms=5, max_batch_size=256 KiB"
        " (docs/producer.rst, message buffering), check_crcs off",
        promise="at least once",
    ),
    "bare": Peer(
        "bare librdkafka loop",
        module("bare"),
        "{name}-changelog",
        "consume(2,000), produce, flush, commit; " + LIBRDKAFKA,
        promise="at least once",
    ),
    "bare-async": Peer(
        "… that does not wait for its commit",
        module("bare"),
        "{name}-changelog",
        "as the first, commit(asynchronous=True); whether a commit came through is not looked at",
        promise="at least once",
        options=("async",),
    ),
}
OTHERS = (
    "Others: cores that neither worker nor broker took (the gauge takes some 0.03).  A figure"
    " beside which that is not near nothing was disturbed."
)
GOALS = (("ours", "bare", 1.0), ("ours", "quix", 2.5), ("ours", "faust", 30.0))


def measure(options):
    """All runs: the figures by peer, of growing, and of Kafka's tools."""
    runs = {name: [] for name in options.only}
    growth, made, given = {}, [], []
    with start_broker("kafka") as broker:
        bootstrap = broker.bootstrap
        say(f"Apache Kafka answers; making {options.events:,} events")
        sizes = {"events": options.events}
        if "faust" in options.only:
            sizes["few"] = min(SLOW, options.events)
        if "quix" in options.only:
            sizes["longer"] = LONGER * options.events
        make_topics(bootstrap, sizes)
        inputs = {topic: Input(topic, load(bootstrap, topic, n)) for topic, n in sizes.items()}
        for turn in range(options.rounds + 1):
            for name in _from(options.only, turn):
                source = inputs[OWN_INPUT.get(name, "events")]
                found = run(broker, PEERS[name], source, f"{name}-{turn}")
                say(f"round {turn}, {name}: {told(found)}")
                if turn != WARMING_UP:
                    runs[name].append(found)
            if options.tools and turn != WARMING_UP:
                made.append(tools.produce(bootstrap, f"tool-{turn}", options.events))
                given.append(tools.consume(bootstrap, "events", options.events))
        if options.workers > 1 and "ours" in options.only:
            growth = grow(broker, options)
    return runs, growth, {"ProducerPerformance": made, "ConsumerPerformance": given}


def _from(names, turn):
    """*names*, each turn with another first: who follows whom should not matter."""
    at = turn % len(names)
    return [*names[at:], *names[:at]]


def grow(broker, options):
    """Ours with one, two and three workers.  Counted from when all are at work."""
    make_topics(broker.bootstrap, ["many"])
    many = Input("many", load(broker.bootstrap, "many", options.events * GROWING // 300_000))
    growth = {}
    for workers in range(1, options.workers + 1):
        growth[workers] = run(broker, PEERS["ours"], many, f"grow-{workers}", workers)
        say(f"{workers} workers: {told(growth[workers])}")
    return growth


def told(f):
    return (
        f"{f.rate:,.0f} events/s over {f.seconds:.1f} s, CPU {f.cpu:.2f} s per 100,000;"
        f" cores: workers {f.workers_busy:.2f}, broker {f.broker_busy:.2f},"
        f" others {f.others_busy:.2f}"
    )


def say(line):
    print(f"bench: {time.strftime('%H:%M:%S')} {line}", flush=True)


# -- the report


def median(found, what):
    return statistics.median(getattr(f, what) for f in found)


def markdown(runs, growth, kafka, options):
    rates = {name: median(found, "rate") for name, found in runs.items() if found}
    intro = (
        f"{options.events:,} events ({min(SLOW, options.events):,} for Faust,"
        f" {LONGER * options.events:,} for Quix Streams), {KEYS:,} persons,"
        f" {PARTITIONS} partitions, {BYTES}-byte JSON; decode, fold per person, one output of some"
        f" 420 bytes, a changelog.  One process each, rounds in turn: {options.rounds}, after"
        " one that does not count, each with another first; medians.  Each run's outputs and"
        " changelog were checked."
    )
    parts = [intro, peers_table(runs, rates), OTHERS]
    if goals := [goal(rates, *g) for g in GOALS if {g[0], g[1]} <= rates.keys()]:
        parts += ["## Goals", "\n".join(goals)]
    if any(kafka.values()):
        parts += ["## Kafka's own tools", tools_table(kafka)]
    if growth:
        parts += ["## More workers on six partitions", growth_table(growth)]
    parts += ["## Settings", settings_table(runs)]
    return "\n\n".join(parts)


def peers_table(runs, rates):
    return report.table(
        (
            *("peer ", "promises ", "events/s", "lowest – highest", "to the bare loop"),
            *("CPU s per 100,000", "broker's", "peak MB", "others"),
        ),
        [
            (
                *(PEERS[name].title, PEERS[name].promise, f"{rates[name]:,.0f}"),
                f"{min(f.rate for f in found):,.0f} – {max(f.rate for f in found):,.0f}",
                f"{rates[name] / rates['bare']:.2f}" if "bare" in rates else "",
                f"{median(found, 'cpu'):.2f}",
                f"{median(found, 'broker_cpu'):.2f}",
                f"{median(found, 'peak'):.0f}",
                f"{median(found, 'others_busy'):.2f}",
            )
            for name, found in runs.items()
        ],
    )


def goal(rates, ours, other, wanted):
    ratio = rates[ours] / rates[other]
    met = "met" if ratio >= wanted else "**not met**"
    return f"- {ratio:.2f} × {PEERS[other].title} (wanted: {wanted}): {met}"


def tools_table(kafka):
    return report.table(
        ("tool ", "records/s", "CPU s per 100,000, with the JVM's start"),
        [
            (
                tool,
                f"{statistics.median(rate for rate, _ in found):,.0f}",
                f"{statistics.median(cpu for _, cpu in found):.2f}",
            )
            for tool, found in kafka.items()
            if found
        ],
    )


def growth_table(growth):
    cores = "cores taken by "
    return report.table(
        (
            "workers",
            "events/s",
            "to one",
            cores + "workers",
            cores + "the broker",
            cores + "others",
        ),
        [
            (
                *(workers, f"{f.rate:,.0f}", f"{f.rate / growth[1].rate:.2f}"),
                *(f"{f.workers_busy:.2f}", f"{f.broker_busy:.2f}", f"{f.others_busy:.2f}"),
            )
            for workers, f in growth.items()
        ],
    )


def settings_table(runs):
    return report.table(
        ("peer ", "settings, and its documentation's page "),
        [(PEERS[name].title, PEERS[name].settings) for name in runs],
    )


def main():
    parser = argparse.ArgumentParser(prog="tests.bench.engine", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--events", type=int, default=300_000)
    parser.add_argument("--only", type=lambda names: names.split(","), default=list(PEERS))
    parser.add_argument("--workers", type=int, default=3, help="grow up to this many; 1: do not")
    parser.add_argument("--no-tools", dest="tools", action="store_false")
    options = parser.parse_args()
    if "quix" in options.only and not PEERS_PYTHON.exists():
        print(f"bench: {PEERS_PYTHON} is missing; `make bench` makes it")
        return 1
    try:
        runs, growth, kafka = measure(options)
    except Wrong as wrong:
        print(f"bench: {wrong}")
        return 1
    figures = {
        "events": options.events,
        "runs": {name: [asdict(f) for f in found] for name, found in runs.items()},
        "growth": {workers: asdict(f) for workers, f in growth.items()},
        "tools": kafka,
    }
    report.keep("engine", markdown(runs, growth, kafka, options), figures)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
