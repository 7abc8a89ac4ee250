"""What is wrong with the topics of a step, before it starts, and what to do about each."""

import asyncio
from pathlib import Path

import pytest

from streams.engine import app, service
from streams.engine.faults import WrongTopics
from streams.engine.rocks import TRUSTED
from streams.engine.service import Engine
from streams.engine.settings import Settings
from streams.engine.step import State, Step
from streams.engine.topics import CHANGELOG, DAY_MS, TOMBSTONE_MS_MIN, Broker, Found, faults

SETTINGS = Settings("app", "nowhere", "me", store="rocks", folder=Path("/data/state"))
IN_MEMORY = Settings("app", "nowhere", "me")
STEP = Step("count", ("in",), lambda *_: None, to=("out",), state=State())
KEPT = "app-count-changelog"
WELL = {"in": Found(4, {}), "out": Found(1, {}), KEPT: Found(4, CHANGELOG)}


def said(found, step=STEP, settings=SETTINGS):
    return list(faults([step], settings, found))


def without(topic):
    return {name: found for name, found in WELL.items() if name != topic}


def with_changelog(partitions=4, **configs):
    configs = {name.replace("_", "."): value for name, value in configs.items()}
    return WELL | {KEPT: Found(partitions, CHANGELOG | configs)}


class Known(Broker):
    """One that has these topics, and need not be asked."""

    def __init__(self, found, settings=SETTINGS):
        self._settings, self._found = settings, found

    def partitions(self, names):
        return {name: found.partitions for name, found in self.look(names).items()}

    def make(self, name, partitions, configs):
        self._found[name] = Found(partitions, configs)

    def look(self, names):
        return {name: self._found[name] for name in names if name in self._found}


def test_topics_as_they_should_be_are_well():
    """
    The number of partitions of an output is its owner's business.
    """
    assert [] == said(WELL)


def test_topics_that_the_app_makes_are_well(monkeypatch, tmp_path):
    """
    It makes what is missing, and a changelog as wide as an input that was there before.
    """
    known = Known({"in": Found(3, {})})
    monkeypatch.setattr(app, "Broker", lambda _: known)
    ours = app.App("app", broker="kafka://nowhere", datadir=tmp_path, topic_partitions=8)
    ours.add_step(STEP)
    ours._make_topics()

    assert Found(3, CHANGELOG) == known.must_suit([STEP])[KEPT]


@pytest.mark.parametrize("topic", ["in", "out"])
def test_a_topic_that_is_not_there_is_to_be_created(topic):
    """
    How, its owner knows; without an input nothing can be said of the changelog.
    """
    assert [f"{topic} is not there: create it"] == said(without(topic))


def test_a_changelog_that_is_not_there_is_to_be_created_as_wide_as_the_input():
    """
    With the settings that the engine itself would give it.
    """
    expected = "4 partitions, cleanup.policy=compact, delete.retention.ms=604800000"

    assert [f"{KEPT} is not there: create it with {expected}"] == said(without(KEPT))


def test_a_changelog_of_another_width_than_the_input_is_wrong():
    """
    It cannot be mended: what lies in one partition would belong to another.
    """
    (fault,) = said(with_changelog(partitions=3))

    assert fault.startswith(f"{KEPT} has 3 partitions and in 4: state and events would part.")
    assert fault.endswith("Start a new app, under another name")


@pytest.mark.parametrize("policy", ["delete", "compact,delete"])
def test_a_changelog_that_forgets_with_time_is_wrong(policy):
    """
    Compacted as well or not: a person of whom nothing was heard for a week would be gone.
    """
    expected = f"{KEPT} has cleanup.policy={policy}, which loses state: set it to compact"

    assert [expected] == said(with_changelog(cleanup_policy=policy))


@pytest.mark.parametrize("kept", [DAY_MS, TRUSTED * 1000, TOMBSTONE_MS_MIN - 1])
def test_a_changelog_that_forgets_deletions_before_a_copy_does_is_wrong(kept):
    """
    A day is Kafka's default.  A copy two days old would be taken up, and keep who was removed.
    """
    (fault,) = said(with_changelog(delete_retention_ms=str(kept)))

    assert fault.startswith(f"{KEPT} has delete.retention.ms={kept}, and a copy of the state")
    assert "set it to 604800000, then remove /data/state while no worker runs" in fault


def test_a_changelog_may_forget_deletions_a_day_after_a_copy_is_no_longer_trusted():
    """
    The day is for reading what the copy lacks, and for clocks.
    """
    kept = str(TRUSTED * 1000 + DAY_MS)

    assert [] == said(with_changelog(delete_retention_ms=kept))


def test_state_in_memory_needs_no_deletions_from_long_ago():
    """
    It is read whole at each start, so there is nothing that could come back.
    """
    assert [] == said(with_changelog(delete_retention_ms=str(DAY_MS)), settings=IN_MEMORY)


def test_a_broker_that_keeps_no_settings_of_topics_is_not_asked_for_them():
    """
    The embedded one forgets all when it stops.
    """
    assert [] == said(WELL | {KEPT: Found(4, {})})


def test_a_step_without_state_needs_no_changelog():
    """
    Only what it reads and sends to.
    """
    stateless = Step("count", ("in",), lambda *_: None, to=("out",))

    assert [] == said(without(KEPT), stateless)


def test_all_that_is_wrong_is_told_at_once():
    """
    Who puts it right need not start again after each.
    """
    wrong = with_changelog(partitions=3, cleanup_policy="delete", delete_retention_ms="1")
    del wrong["out"]
    with pytest.raises(WrongTopics) as failure:
        Known(wrong).must_suit([STEP])

    assert said(wrong) == failure.value.faults
    assert 4 == len(failure.value.faults)
    assert "; ".join(failure.value.faults) == str(failure.value)


def test_topics_that_suit_are_told_with_all_that_a_worker_asks_of_them():
    """
    Of the steps alone: what else is on the broker is another's.
    """
    assert WELL == Known(WELL | {"another": Found(1, {})}).must_suit(iter([STEP]))


def test_a_worker_whose_topics_are_wrong_does_not_start_and_says_what_to_do(monkeypatch):
    """
    Nothing was read, nothing sent.
    """
    found, clients = with_changelog(delete_retention_ms=str(DAY_MS)), []
    monkeypatch.setattr(service, "Broker", lambda settings: Known(found, settings))
    monkeypatch.setattr(service, "Librdkafka", clients.append)
    engine = Engine([STEP], SETTINGS, dead_letter=None)
    with pytest.raises(WrongTopics, match=r"set it to 604800000") as failure:
        asyncio.run(engine.start())

    assert "put the topics right, then start again" == failure.value.advice
    assert (False, []) == (engine.alive, clients)
