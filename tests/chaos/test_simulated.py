"""Storms on a simulated broker: hundreds of seeds in seconds, each the same whenever it is run.

STORMS=5000 pytest tests/chaos/test_simulated.py            many more of them
STORM=17 pytest tests/chaos/test_simulated.py -k hidden     the one of this seed again
"""

import os
import random
from collections import defaultdict

import pytest

from tests.chaos import broken, chain, small
from tests.chaos.simulated_storm import Storm

INPUTS = 80
STORMS = int(os.environ.get("STORMS", "120"))
SHARES = 8  # so that several processes can share them
ENOUGH = 400  # storms within which any broken engine must be caught


STORM = os.environ.get("STORM")


def seeds(share):
    if STORM is None:
        return range(share, STORMS, SHARES)
    return [int(STORM)] if int(STORM) % SHARES == share else []


@pytest.mark.timeout(3600 if STORMS > 1000 else 180)
@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_befalls_the_workers_each_record_counts_once(share):
    """
    Kills, hangs, rebalances and a broker that fails change nothing in what comes out.
    """
    for seed in seeds(share):
        weather_the_storm(seed)


@pytest.mark.timeout(3600 if STORMS > 1000 else 180)
@pytest.mark.parametrize("share", range(SHARES))
def test_where_aborted_records_stay_visible_nothing_is_missing_and_the_state_is_right(share):
    """
    On the embedded broker a record may be seen twice after a failure, but none is lost.
    """
    for seed in seeds(share):
        weather_the_storm(seed, isolated=False)


@pytest.mark.timeout(3600 if STORMS > 1000 else 180)
@pytest.mark.parametrize("share", range(SHARES))
def test_what_takes_the_short_cut_through_a_chain_counts_once_in_order(share):
    """
    Every other storm is a mild one over one worker, where it is mostly open.
    """
    before = sum(chain.handed_on.values())
    for seed in seeds(share):
        weather_the_chain(seed)

    assert sum(chain.handed_on.values()) - before > 5 * len(seeds(share)) or STORM


def test_a_storm_is_the_same_whenever_it_is_run():
    """
    A seed that fails can be looked into.
    """
    first, second = weather_the_storm(7), weather_the_storm(7)

    assert first.sim.counts == second.sim.counts
    assert first.turns.now == second.turns.now


def test_storms_know_every_kind_of_trouble():
    """
    What never happens in a storm is not tried by it.
    """
    missing = {
        *("start", "crash", "nap", "away", "assign", "revoke", "lost", "lost session"),
        *("abort", "fatal", "fenced", "gave up", "later", "queue full", "record lost"),
    }
    for seed in range(60):
        missing -= set(weather_the_storm(seed).sim.counts)
        if not missing:
            break

    assert set() == missing


@pytest.mark.parametrize("breaking", broken.ISOLATED)
def test_a_broken_engine_is_caught(breaking, monkeypatch):
    """
    A storm that does not notice what is broken would prove nothing.
    """
    breaking(monkeypatch)

    assert is_caught(isolated=True)


@pytest.mark.parametrize("breaking", broken.VISIBLE)
def test_a_broken_engine_is_caught_where_aborted_records_stay_visible(breaking, monkeypatch):
    """
    The same for the embedded broker.
    """
    breaking(monkeypatch)

    assert is_caught(isolated=False)


def is_caught(*, isolated):
    for seed in range(ENOUGH):
        try:
            weather_the_storm(seed, isolated=isolated)
        except Exception as fault:  # noqa: BLE001 -- whatever it is, it was noticed
            print(f"caught by seed {seed}: {type(fault).__name__}")
            return True
    return False


def weather_the_storm(seed, *, isolated=True):
    """Run it, and compare what came of it with a plain fold.

    Raises:
        AssertionError: something was lost, done twice, or is in another order.
        Stuck: it does not come to its end.
    """
    chance = random.Random(seed)
    inputs = small.feed(chance, INPUTS)
    aside = {("in", number, chance.randrange(20)): "of no use" for number in (0, 1)}
    storm = Storm(
        seed,
        small.STEPS if isolated else small.STEPS[:1],
        small.TOPICS,
        inputs,
        dead_letter=small.dead_letter,
        aside=aside,
        isolated=isolated,
    )
    try:
        storm.run()
        (check if isolated else check_visible)(storm, aside)
    except Exception as fault:
        kind = "hidden" if isolated else "visible"
        fault.add_note(f"again: STORM={seed} pytest tests/chaos/test_simulated.py  ({kind})")
        raise
    return storm


def weather_the_chain(seed):
    chance = random.Random(seed)
    fed = chain.feed(chance, INPUTS)
    storm = Storm(seed, chain.STEPS, chain.TOPICS, fed, dead_letter=lambda *_: [])
    if seed // SHARES % 2:
        storm.be_mild()
    try:
        storm.run()
        chain.check(storm, fed)
    except Exception as fault:
        fault.add_note(f"again: STORM={seed} pytest tests/chaos/test_simulated.py  (chain)")
        raise


def check(storm, aside):
    """Each input has exactly one outcome, in order; state is what a plain fold comes to."""
    state, told, refused = small.expected(given_to(storm), aside)

    assert sorted(refused) == sorted(entry.key for entry in storm.every("dead"))
    between = by_key(storm.every("mid"))
    others = {key: values for key, values in between.items() if key.startswith(small.OTHERS)}
    assert told | others == between
    for number in range(small.PARTITIONS):
        assert state[number] == storm.restored(storm.steps[0], number)

    counts, outs, news = small.expected_after(told | others)
    restored = [storm.restored(storm.steps[1], number) for number in range(small.PARTITIONS)]

    assert outs == by_key(storm.every("out"))
    assert counts == restored[0] | restored[1]
    for number in range(small.PARTITIONS):
        assert news == by_key(storm.entries("news", number))
    check_workers_agree(storm)


def check_workers_agree(storm):
    """What workers had in memory, and what the next one restores, is what the changelog says."""
    by_engine = storm.restored_by_engine()
    for step in storm.steps:
        for number in range(small.PARTITIONS):
            said = storm.restored(step, number)

            assert said == by_engine[step.name, number]
            assert said == storm.live[step.name, number]


def check_visible(storm, aside):
    """Where aborted records are seen: nothing is missing, and the state is right."""
    state, told, refused = small.expected(given_to(storm), aside)
    visible = by_key(e for e in storm.every("mid") if not e.key.startswith(small.OTHERS.encode()))

    assert told == {key: at_last(values) for key, values in visible.items()}
    assert set(refused) == {entry.key for entry in storm.every("dead")}
    for number in range(small.PARTITIONS):
        assert state[number] == storm.live["fold", number]


def given_to(storm):
    """The inputs, by partition: offset, key, value."""
    return {
        number: [(e.offset, e.key, e.value) for e in storm.entries("in", number)]
        for number in range(small.PARTITIONS)
    }


def at_last(values):
    """Each once, where it stands last."""
    return list(dict.fromkeys(reversed(values)))[::-1]


def by_key(entries):
    values = defaultdict(list)
    for entry in entries:
        values[entry.key.decode()].append(entry.value)
    return values
