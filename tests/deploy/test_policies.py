"""A policy that changes reaches the running hub."""

import asyncio
from pathlib import Path

import pytest

from deploy import policies
from deploy.brokers import BrokerUnavailable
from schemas.policy import load

EXAMPLE = Path(__file__).parent.parent.parent / "deploy/policy/example.toml"


@pytest.fixture
def file(tmp_path):
    copy = tmp_path / "policy.toml"
    copy.write_text(EXAMPLE.read_text())
    return copy


@pytest.fixture
def in_force(file):
    policy = load(file)
    return {policy.municipality: policy}


def watched(file, in_force, change, tell=None, looks=3):
    """What is told when the file changes while it is watched."""
    told = []

    async def keep(policy):
        told.append(policy)

    async def run():
        task = asyncio.create_task(policies.watch([file], in_force, tell or keep))
        await asyncio.sleep(policies.LOOK_SECONDS / 2)
        change()
        await asyncio.sleep(policies.LOOK_SECONDS * looks)
        task.cancel()

    asyncio.run(run())
    return told


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(policies, "LOOK_SECONDS", 0.05)


def test_a_changed_policy_is_told_and_in_force(file, in_force):
    """
    Nobody restarts the hub to switch a signal off.
    """
    name = next(iter(in_force))
    text = file.read_text()

    told = watched(file, in_force, lambda: file.write_text(text.replace("240", "180", 1)))

    assert [180] == [policy.minutes_per_dagdeel for policy in told]
    assert in_force[name] == told[0]


def test_a_wrong_policy_changes_nothing(file, in_force):
    """
    A typing error may not take the signals of a town away.
    """
    before = dict(in_force)

    told = watched(file, in_force, lambda: file.write_text("municipality = 34"))

    assert [] == told
    assert before == in_force


def test_a_policy_of_another_municipality_is_refused(file, in_force):
    """
    It has no key here, and its messages no place.
    """
    before = dict(in_force)
    name = next(iter(in_force))
    text = file.read_text().replace(f'"{name}"', '"0599"')

    assert [] == watched(file, in_force, lambda: file.write_text(text))
    assert before == in_force


def test_a_policy_that_could_not_be_told_is_told_later(file, in_force):
    """
    The broker may be away at that moment.
    """
    tries = []

    async def tell(policy):
        tries.append(policy)
        if len(tries) == 1:
            raise BrokerUnavailable("away")

    text = file.read_text()
    watched(file, in_force, lambda: file.write_text(text.replace("240", "180", 1)), tell)

    assert 2 == len(tries)
    assert 180 == next(iter(in_force.values())).minutes_per_dagdeel
