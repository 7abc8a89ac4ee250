"""What a step keeps it must find again as it was: in memory, and read back from bytes."""

import pytest

from deploy.folder import raw_of, read_manifest
from schemas import wire
from streams.driver import Driver
from streams.memory import MemoryState
from streams.topology import topology
from tests import simulated
from tests.stories import runner, telling

STORIES = sorted(telling.FOLDER.glob("*.story"))


class FromBytes(MemoryState):
    """Every value written is read back, as a worker reads it after a commit or a restore."""

    def apply(self, writes):
        super().apply(
            {k: None if v is None else wire.loads(wire.write(v)) for k, v in writes.items()}
        )


def test_in_a_town_a_worker_that_reads_its_state_back_says_what_one_that_never_did_says():
    """
    A value that is not what its bytes say would be told anew after each restart.
    """
    path = simulated.folder(60, 7)
    of = simulated.serving(path)
    told = {}
    for kind in (MemoryState, FromBytes):
        driver = keeping(kind, topology(simulated.READERS, of.policies, of.keys), 2)
        for policy in of.policies.values():
            driver.set_policy(policy, "2025-01-01T00:00:00.000000+00:00")
        for line in read_manifest(path):
            driver.take(raw_of(path, line))
        told[kind] = sent(driver)

    assert told[MemoryState] == told[FromBytes]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_in_a_story_it_says_the_same_too(path):
    """
    Stories tell of what no simulated town does.
    """
    story = telling.read(path)
    steps = topology(runner.READERS, runner.policies_of(story), runner.KEYS)

    read_back = runner.play(story, keeping(FromBytes, steps, 1))

    assert sent(runner.play(story).driver) == sent(read_back.driver)


def keeping(kind, steps, partitions):
    driver = Driver(steps, partitions)
    driver.states = {name: kind() for name in driver.states}
    return driver


def sent(driver):
    return [(e.topic.name, e.key, e.value and wire.write(e.value)) for e in driver.emitted]
