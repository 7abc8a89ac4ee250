"""What a step keeps it must find again as it was: in memory, and read back from bytes."""

from deploy.folder import raw_of, read_manifest
from schemas import wire
from streams.driver import Driver
from streams.memory import MemoryState
from streams.topology import topology
from tests import simulated


class FromBytes(MemoryState):
    """Every value written is read back, as a worker reads it after a commit or a restore."""

    def apply(self, writes):
        super().apply(
            {k: None if v is None else wire.loads(wire.write(v)) for k, v in writes.items()}
        )


def test_a_worker_that_reads_its_state_back_says_the_same_as_one_that_never_did():
    """
    A value that is not what its bytes say would be told anew after each restart.
    """
    path = simulated.folder(60, 7)

    assert sent(path, MemoryState) == sent(path, FromBytes)


def sent(path, kind):
    of = simulated.serving(path)
    driver = Driver(topology(simulated.READERS, of.policies, of.keys), 2)
    driver.states = {name: kind() for name in driver.states}
    for policy in of.policies.values():
        driver.set_policy(policy, "2025-01-01T00:00:00.000000+00:00")
    for line in read_manifest(path):
        driver.take(raw_of(path, line))
    return [(e.topic.name, e.key, e.value and wire.write(e.value)) for e in driver.emitted]
