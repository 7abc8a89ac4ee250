"""Performs a storm on a hub, and lets the oracle judge what is left."""

import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from deploy import clock
from deploy.folder import read_manifest
from deploy.topics import make, wanted
from streams.settings import AppSettings
from streams.topology import topology
from tests import simulated
from tests.chaos import oracle
from tests.chaos.feed import Feed
from tests.chaos.reading import unread
from tests.chaos.storm import Feed as FeedUntil
from tests.chaos.storm import (
    FillDisk,
    Freeze,
    Kill,
    KillBroker,
    PassDay,
    PauseBroker,
    Poison,
    Scale,
    Storm,
)
from tests.chaos.worker import Wish
from tests.chaos.workers import Workers

TOWN = 7  # the seed of the simulated town: the storms differ, what they befall does not
PARTITIONS = 4
TICK_SECONDS = 0.005
SLOWLY = 0.5  # how fast the plan's time goes while something waits: messages are to come then, too
SETTLE_SECONDS = 90
# So that changelogs are compacted while they are written and restored
RESTLESS = {"segment.ms": "4000", "min.cleanable.dirty.ratio": "0.01"}


@dataclass
class Report:
    """What happened, and what came of it."""

    seed: int
    mutant: str
    verdict: oracle.Verdict
    bugs: list[str]
    figures: dict[str, float | int | str] = field(default_factory=dict)
    judged: tuple = ()  # what `oracle.judge` was given

    @property
    def clean(self) -> bool:
        return self.verdict.numbers == (0, 0, 0) and not self.bugs


def perform(plan: Storm, site, workdir: Path, *, prefix: str = "", mutant: str = "") -> Report:
    """
    Args:
        site: the broker; what a plan does to it, it can do.
    """
    began, cpu = time.monotonic(), _cpu()
    folder = simulated.folder(plan.size.persons, TOWN)
    settings = AppSettings(site.bootstrap, PARTITIONS, prefix)
    serving = simulated.serving(folder)
    _make_topics(settings, serving)
    steps = topology(simulated.READERS, serving.policies, serving.keys)
    today, listed = clock.today(), read_manifest(folder)
    feed = Feed(settings, folder, listed, plan.seed, today)
    workers = Workers(workdir, _command(plan, settings, folder, workdir, mutant))
    try:
        blown = _blow(plan, site, workers, feed)
        blew = time.monotonic()
        settled = _settle(settings, steps, workers)
        calm = time.monotonic()
        counts = workers.counts()
    finally:
        workers.stop()
    found, replayed = oracle.look(settings, steps), _replayed(folder, feed.last_day)
    judged = settings, steps, found, listed, replayed, feed.poisoned
    verdict = oracle.judge(*judged)
    if not settled:
        verdict.lost.append(f"the hub did not come to rest within {SETTLE_SECONDS} s")
    ended = time.monotonic()
    seconds = {"start": blown - began, "storm": blew - blown, "settle": calm - blew}
    seconds |= {"oracle": ended - calm, "whole": ended - began}
    figures = _figures(workers, site, plan, counts, verdict)
    figures |= {f"{name} s": round(value, 1) for name, value in seconds.items()}
    figures |= {"cpu s": round(_cpu() - cpu), "load": round(os.getloadavg()[0], 1)}
    return Report(plan.seed, mutant, verdict, workers.seen.bugs, figures, judged)


def _make_topics(settings: AppSettings, serving) -> None:
    topics = [
        replace(topic, configs={**topic.configs, **RESTLESS})
        if topic.name.endswith("-changelog")
        else topic
        for topic in wanted(settings, serving.policies.values())
    ]
    make(settings, topics, replication=1)


def _command(plan: Storm, settings: AppSettings, folder: Path, workdir: Path, mutant: str):
    """How a worker is started: as an operator would, with the storm's launcher before it."""
    size = plan.size
    options = {
        "--role": "streams",
        "--bootstrap": settings.bootstrap,
        "--prefix": settings.prefix,
        "--partitions": str(settings.partitions),
        "--policy": str(folder / "policy.toml"),
        "--key-file": str(folder / "hmac.key"),
        "--listen": "127.0.0.1:0",
        "--data": str(workdir / "data"),
        "--session-timeout": str(size.session),
        "--transaction-timeout": str(size.transaction),
        "--log": "json",
    }

    def command(_slot: int, board: Path, number: int) -> list[str]:
        wish = Wish(
            str(board),
            seed=plan.seed * 10_000 + number,
            aborts=size.aborts,
            patience=plan.patience,
            linger_ms=plan.linger_ms,
            mutant=mutant,
        )
        launcher = [sys.executable, "-m", "tests.chaos.worker", wish.encode(), "run"]
        return launcher + [f"{name}={value}" for name, value in options.items()]

    return command


def _blow(plan: Storm, site, workers: Workers, feed: Feed) -> float:
    """Everything in its time; returns when it began, which is when a worker worked."""
    workers.scale(plan.size.workers)
    patience = time.monotonic() + 60
    while not any(worker.works for worker in workers.alive):
        assert time.monotonic() < patience, f"no worker came to work: {workers.seen.bugs}"
        workers.tend()
        time.sleep(TICK_SECONDS)
    began, waiting = time.monotonic(), list(plan.events)
    again: list = []  # what struck nobody, as nobody was there
    now, looked = 0.0, began
    while waiting or again or not workers.calm:
        before, looked = looked, time.monotonic()
        now += (looked - before) * (SLOWLY if again else 1.0)
        again = [e for e in again if is_early(e, again) or not _happen(e, site, workers, feed)]
        while waiting and waiting[0].at <= now:
            event = waiting.pop(0)
            if is_early(event, again) or not _happen(event, site, workers, feed):
                again.append(event)
        workers.tend()
        time.sleep(TICK_SECONDS)
    site.wait()
    feed.finish()
    return began


def is_early(event, again: list) -> bool:
    """Whether it would send away, or strike, those that something planned before it needs.

    It waits for that; nothing waits for what comes later, or all might wait for ever.
    """
    before = [e for e in again if e.at < event.at]
    if isinstance(event, FeedUntil | PassDay | Poison):
        return False
    if isinstance(event, Kill) and event.in_lull:
        return any(isinstance(e, Scale | Kill) for e in before)
    naps = any(isinstance(e, Freeze) and e.in_company for e in before)
    lull = any(isinstance(e, Kill) and e.in_lull for e in before)
    return lull or (naps and isinstance(event, Scale) and event.to == 1)


def _happen(event, site, workers: Workers, feed: Feed) -> bool:
    match event:
        case Kill():
            return workers.kill(event)
        case Freeze():
            return workers.freeze(event)
        case Scale():
            workers.scale(event.to)
        case KillBroker():
            site.kill(event.seconds)
        case PauseBroker():
            site.pause(event.seconds)
        case FillDisk():
            site.fill(event.seconds)
        case FeedUntil():
            feed.feed(event.until)
        case PassDay():
            feed.pass_day(event.number)
        case Poison():
            feed.poison(event.number)
    return True


def _settle(settings: AppSettings, steps, workers: Workers) -> bool:
    """Whether all that came in was taken, and two looks in a row found the hub at rest."""
    inputs = [settings.topic(topic) for step in steps for topic in step.reads]
    deadline, at_rest, before, look = time.monotonic() + SETTLE_SECONDS, 0, None, 0.0
    while at_rest < 2 and time.monotonic() < deadline:
        workers.tend()
        time.sleep(TICK_SECONDS)
        if time.monotonic() < look or workers.busy:
            continue
        try:
            waiting, done = unread(settings, *inputs), workers.counts()["transactions"]
        except TimeoutError:
            waiting, done = -1, -1
        at_rest = at_rest + 1 if waiting == 0 and done == before else 0
        before, look = done, time.monotonic() + 0.5
    return at_rest >= 2


@cache
def _replayed(folder: Path, until: date):
    return simulated.replayed(folder, until=until)


def _cpu() -> float:
    """Of this process, and of the workers that ended."""
    return sum(os.times()[:4])


def _figures(workers: Workers, site, plan: Storm, counts: Counter, verdict) -> dict:
    seen, lost_repeated_divergent = workers.seen, verdict.numbers
    known = ("lost", "repeated", "divergent")
    return {
        "kills": sum(seen.kills.values()),
        "kills at": ", ".join(f"{moment} {n}" for moment, n in seen.kills.most_common()),
        "kills handing on": seen.at_risk,
        "short cuts": counts["opened"],
        "handed on": counts["handed on"],
        "rebalances": counts["revoked"] + counts["lost"],
        "zombies": seen.freezes,
        "ousted": counts["ousted"],
        "fenced": counts["fenced"],
        "broker stops": site.kills + site.pauses + site.full_disks,
        "full disks": site.full_disks,
        "starts": seen.starts,
        "ends": ", ".join(f"{how} {n}" for how, n in sorted(seen.ends.items())),
        "transactions": counts["transactions"],
        "aborts": counts["aborts"],
        "injected": counts["injected"],
        "restored": counts["restored"],
        **verdict.counts,
        **dict(zip(known, lost_repeated_divergent, strict=True)),
        "bugs": len(seen.bugs),
        "linger ms": plan.linger_ms,
        "patience s": plan.patience,
    }


def workdir() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="samenloop-workers-", ignore_cleanup_errors=True)
