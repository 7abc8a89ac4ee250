"""One run: workers of one kind on a topic full of events, until all of it is committed."""

import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from deploy.child import Child
from tests.bench.gauge import EVERY, Gauge, figures, peak_of
from tests.bench.material import (
    Expected,
    Wrong,
    check_changelog,
    check_outputs,
    make_topics,
    remove_topics,
)
from tests.bench.peers.job import Job

PATIENCE = 240  # seconds for one run
SETTLING = 2.0  # from when all have a share until their state is back and they are at work


@dataclass(frozen=True)
class Peer:
    """
    Args:
        command: what to start, as arguments.
        changelog: the topic it keeps its state in, with {name} for the run's.
        makes: whether it makes that topic itself.
        settings: what was set, and which page of its documentation says so.
    """

    title: str
    command: tuple[str, ...]
    changelog: str
    settings: str
    promise: str = "exactly once"
    makes: bool = False
    headers: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Input:
    topic: str
    expected: Expected


def run(broker, peer, source: Input, name, workers=1):
    """The figures of one run.

    Raises:
        Wrong: its output is.
    """
    bootstrap, output = broker.bootstrap, f"{name}-out"
    changelog = peer.changelog.format(name=name, input=source.topic)
    make_topics(bootstrap, [output] if peer.makes else [output, changelog])
    try:
        with tempfile.TemporaryDirectory() as folder:
            job = Job(
                name=name,
                bootstrap=bootstrap,
                input=source.topic,
                output=output,
                changelog=changelog,
                events=source.expected.events,
                folder=folder,
                headers=peer.headers,
                options=peer.options,
            )
            samples, since, peak = _watch(broker, peer, job, workers)
        offsets = check_outputs(bootstrap, output, source.expected)
        check_changelog(bootstrap, changelog, source.expected)
        return replace(figures(samples, offsets, since), peak=peak)
    finally:
        remove_topics(bootstrap, name)


def _watch(broker, peer, job, workers):
    """Start them, look on until all is committed, stop them."""
    gauge = Gauge(job.bootstrap, job.name, job.output, broker.pid)
    gauge.sample()  # the first one waits until all brokers know the topic
    children = [_start(peer, replace(job, instance=f"worker-{n}")) for n in range(workers)]
    pids = gauge.workers = [child.pid for child in children]
    since, peak, deadline = 0.0, 0, time.monotonic() + PATIENCE
    try:
        turn = 0
        while True:
            seen = gauge.sample()
            peak = max(peak, *map(peak_of, pids))
            if workers > 1 and not since and gauge.members() == workers:
                since = time.monotonic() + SETTLING
            working = any(child.alive for child in children)  # asked before what they committed
            # not asked before the end: a group that is only being made lets us wait
            near = sum(seen.stable) >= job.events and (turn % 10 == 0 or not working)
            if near and gauge.committed(job.input) >= job.events:
                break
            if not working or time.monotonic() > deadline:
                raise Wrong(f"{peer.title} did not finish.  It said:\n{children[0].last_words()}")
            turn += 1
            time.sleep(EVERY)
        gauge.sample()
    finally:
        for child in children:
            child.stop()
        gauge.close()
    if workers > 1 and not since:
        raise Wrong(f"{peer.title}: the workers never all had a share")
    return gauge.samples, since, peak


def _start(peer, job):
    log = Path(job.folder) / f"{job.instance}.log"
    return Child(peer.command, log=log, env=job.environment())
