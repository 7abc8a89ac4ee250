"""Storms over the hub's own steps, on the simulated broker: a small town through kills and hangs.

STORMS=100 pytest tests/chaos/test_simulated_hub.py    many more of them
STORM=17 pytest tests/chaos/test_simulated_hub.py      the one of this seed again
"""

import os
import random
from datetime import date
from functools import cache

import orjson
import pytest

from deploy.controls import day_passed
from deploy.folder import raw_of, read_manifest
from schemas import wire
from schemas.messages import Cause, PolicySet
from schemas.topics import DEAD_LETTERS, OUTCOMES, PUBLIC, RAW, TOPICS, partition_of
from streams.engine import shortcut
from streams.memory import MemoryState
from streams.settings import AppSettings
from streams.shell import dead_letter, engine_step, keeps_state
from streams.state import hub_state
from streams.topology import STATEFUL_INPUTS, topology
from tests import simulated
from tests.chaos import broken
from tests.chaos.simulated_storm import Storm
from tests.fold import fold

PERSONS, SEED = 20, 7
DAYS = [date(2026, 3, 1), date(2026, 5, 17), date(2026, 7, 31)]
SETTINGS = AppSettings("nowhere", partitions=2)
STORMS = int(os.environ.get("STORMS", "4"))
MANY = 40  # of some eight hundred between the steps: each abort shuts the short cut for a while
ENOUGH = 8  # storms within which a broken engine must be caught


def everywhere(key, value):
    """To every partition of every step that keeps state."""
    return [
        (topic.name, number, key, value, None)
        for topic in STATEFUL_INPUTS
        for number in range(SETTINGS.partitions)
    ]


ODD = everywhere(b"odd", b"{}")  # of no topic


def seeds():
    only = os.environ.get("STORM")
    return range(STORMS) if only is None else [int(only)]


@pytest.mark.timeout(3600 if STORMS > 10 else 180)
@pytest.mark.parametrize("seed", seeds(), ids="storm-{}".format)
def test_after_a_storm_the_hub_concludes_what_a_replay_concludes(seed):
    """
    Whatever befell its workers: no loss, no repeat, and not one other conclusion.
    """
    check(weather_the_storm(seed))


@pytest.mark.timeout(3600 if STORMS > 10 else 180)
def test_after_mild_storms_over_one_worker_many_events_took_the_short_cut(handed_on):
    """
    In one that rages it is hardly ever open.
    """
    for seed in seeds():
        check(weather_the_storm(seed, mild=True))

    assert len(handed_on) >= MANY * len(seeds()) or "STORM" in os.environ


@pytest.fixture
def handed_on(monkeypatch):
    """What steps handed on to one another, also what was undone."""
    made, passed = [], shortcut.Passed
    monkeypatch.setattr(shortcut, "Passed", lambda *of: made.append(passed(*of)) or made[-1])
    return made


@pytest.mark.parametrize("breaking", [broken.events_not_kept, broken.position_of_the_consumer])
def test_a_storm_over_the_hub_catches_a_broken_engine(breaking, monkeypatch):
    """
    A comparison that a loss does not disturb would prove nothing.
    """
    breaking(monkeypatch)

    assert any(map(is_caught_by, range(ENOUGH)))


def is_caught_by(seed):
    try:
        check(weather_the_storm(seed))
    except Exception:  # noqa: BLE001 -- whatever it is, it was noticed
        return True
    return False


def weather_the_storm(seed, *, mild=False):
    steps = steps_of(simulated.folder(PERSONS, SEED))
    topics = {SETTINGS.topic(topic): SETTINGS.partitions for topic in TOPICS}
    topics |= {SETTINGS.changelog(s.name): SETTINGS.partitions for s in steps if keeps_state(s)}
    storm = Storm(
        seed,
        [engine_step(step, SETTINGS, clock=lambda: 0.0) for step in steps],
        topics,
        feed(random.Random(seed)),
        app=SETTINGS.app_id,
        dead_letter=dead_letter(SETTINGS, steps),
    )
    if mild:
        storm.be_mild()
    for policy in policies():
        for topic in STATEFUL_INPUTS:
            for number in range(SETTINGS.partitions):
                storm.broker.logs[topic.name, number].append(b"policy", policy)
    storm.run()
    return storm


def check(storm):
    replayed = simulated.replayed(simulated.folder(PERSONS, SEED), until=DAYS[-1])
    events = [orjson.loads(e.value) for topic in PUBLIC for e in storm.every(topic.name)]
    heard = {e.key for e in storm.every(OUTCOMES.name) if e.key.startswith(b"message:")}
    refused = [e.key for e in storm.every(DEAD_LETTERS.name)]

    assert wire.write(replayed.state) == wire.write(state_of(storm))
    assert replayed.state == fold(events)
    assert len(events) == len({event["id"] for event in events})
    assert len(heard) == len(messages()) + len(ODD)
    assert len(refused) == len(set(refused)) == len(replayed.letters) + len(ODD)


def state_of(storm):
    """What the hub concludes, from its changelogs alone."""
    views = {step.name: [] for step in storm.steps}
    for step in storm.steps:
        for number in range(SETTINGS.partitions if step.state is not None else 0):
            view = MemoryState()
            view.apply(storm.restored(step, number))
            views[step.name].append(view)
    return hub_state(steps_of(simulated.folder(PERSONS, SEED)), views)


def steps_of(folder):
    serving = simulated.serving(folder)
    return topology(simulated.READERS, serving.policies, serving.keys)


def policies():
    for policy in simulated.serving(simulated.folder(PERSONS, SEED)).policies.values():
        cause = Cause(message="policy", received=f"{policy.in_force}T00:00:00.000000+00:00")
        yield wire.write(PolicySet(policy=policy, cause=cause))


@cache
def messages():
    folder = simulated.folder(PERSONS, SEED)
    return [raw_of(folder, line) for line in read_manifest(folder)]


def feed(chance):
    """The messages in any order, days that pass, and what is of no topic."""
    told = []
    for raw in messages():
        number = partition_of(raw.message, SETTINGS.partitions)
        key = raw.message.encode()
        told.append((RAW[raw.source].name, number, key, raw.body, wire.raw_headers(raw)))
    chance.shuffle(told)
    for day in DAYS[:-1]:
        told[chance.randrange(len(told)) : 0] = everywhere(b"day", wire.write(day_passed(day)))
    told[chance.randrange(len(told)) : 0] = ODD
    return told + everywhere(b"day", wire.write(day_passed(DAYS[-1])))
