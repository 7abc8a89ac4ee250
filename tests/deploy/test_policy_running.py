"""A policy that changes while the hub runs: what it touches is restated, nothing else is lost."""

import json
import uuid
from typing import NamedTuple

import orjson
import pytest

from deploy import clock
from schemas import policy as policies
from schemas.topics import PUBLIC
from streams.settings import AppSettings
from streams.topology import topology
from tests import simulated
from tests.deploy.hubs import hub, wait_for
from tests.fold import fold
from tests.streams import running

pytestmark = pytest.mark.kafka
PARTITIONS = 2
OFF, ON = ("gap", "R01"), ("R27",)  # signals that are switched off, and one that is not
NONSENSE = "municipality = 34\nlabel = 7\n[signals]\ngap = 'perhaps'\n"


class Watched(NamedTuple):
    """The hub's conclusions, and the public events so far, under each of its policies."""

    states: dict
    events: dict
    expected: dict
    log: list


@pytest.fixture(scope="module")
def town():
    return simulated.folder_with({*OFF, *ON}, persons=40)


def changed(text):
    """The policy with the ground withdrawn and two signals switched off."""
    grounds, products = text.index("[[grounds]]"), text.index("[[products]]")
    text = text[:grounds] + text[products:]
    for signal in OFF:
        assert f"\n{signal} = true" in text
        text = text.replace(f"\n{signal} = true", f"\n{signal} = false")
    return text


@pytest.fixture(scope="module")
def watched(kafka_broker, town, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hub")
    settings = AppSettings(kafka_broker.bootstrap, PARTITIONS, f"policy-{uuid.uuid4().hex[:8]}-")
    serving = simulated.serving(town)
    steps = topology(simulated.READERS, serving.policies, serving.keys)
    file, text = folder / "policy.toml", (town / "policy.toml").read_text()
    (folder / "hmac.key").write_text((town / "hmac.key").read_text())
    file.write_text(changed(text))
    other = policies.load(file)
    file.write_text(text)
    today = clock.today()
    known = Watched({}, {}, {}, [])
    known.expected["old"] = simulated.replayed(town, until=today).state
    known.expected["new"] = simulated.replayed(
        town, policies={other.municipality: other}, until=today
    ).state

    def settled(moment, policy):
        """The state, once it is as expected; if it never is, as it was at last."""

        def look():
            known.states[moment] = running.restored_state(settings, steps)
            return known.states[moment] == known.expected[policy]

        wait_for(look, moment, pause=1)
        known.events[moment] = public(settings)

    def lines(event):
        known.log[:] = map(json.loads, (folder / "hub.log").read_text().splitlines())
        return [line for line in known.log if line["event"] == event]

    with hub(kafka_broker, settings.prefix, folder, file, "--partitions", PARTITIONS):
        running.send(settings, town, slice(100))
        file.write_text(NONSENSE)
        wait_for(lambda: lines("policy_refused"), "the nonsense was not told")
        running.send(settings, town, slice(100, None))
        settled("after nonsense", "old")
        file.write_text(changed(text))
        settled("changed", "new")
        file.write_text(text)
        settled("given back", "old")
        lines("hub_ready")
    return known


def public(settings):
    topics = running.read(settings, *(settings.topic(topic) for topic in PUBLIC))
    return [orjson.loads(record.value()) for records in topics.values() for record in records]


def test_nonsense_is_told_with_every_fault_and_the_old_policy_stays_in_force(watched):
    """
    A typing error is one line in the log; what comes in after it is judged as before.
    """
    [refused] = [line for line in watched.log if line["event"] == "policy_refused"]
    faults = " ".join(refused["faults"])

    assert "error" == refused["level"]
    assert "policy.toml" == refused["file"]
    assert all(name in faults for name in ("municipality", "label", "signals, gap"))
    assert "the policy in force stays" in refused["advice"]
    assert watched.expected["old"] == watched.states["after nonsense"]


def test_a_changed_policy_restates_what_it_touches(watched):
    """
    Without ground nobody is linked across sources, and a signal that is off is withdrawn.
    """
    before, after = watched.states["after nonsense"], watched.states["changed"]

    assert {*OFF, *ON} <= rules(before)
    assert not {*OFF} & rules(after)
    assert {*ON} <= rules(after)
    assert len(before["persons"]) < len(after["persons"])
    assert before["providers"].keys() == after["providers"].keys()


def rules(state):
    return {signal["rule"] for signal in state["signals"].values()}


@pytest.mark.parametrize("moment", ["after nonsense", "changed", "given back"])
def test_a_subscriber_holds_what_the_hub_concludes(watched, moment):
    """
    The public events so far, folded, are the state: nothing is left as the former policy had it.
    """
    assert fold(watched.events[moment]) == watched.states[moment]


def test_the_state_is_that_of_a_replay_under_the_policy_alone(watched):
    """
    It does not matter under which policy the messages came in.
    """
    assert watched.expected["new"] == watched.states["changed"]
    assert watched.expected["old"] == watched.states["given back"]
    assert watched.expected["old"] != watched.expected["new"]


def test_each_policy_was_put_in_force_once(watched):
    """
    A change is told once; the nonsense between them is none.
    """
    assert 2 == sum(line["event"] == "policy_in_force" for line in watched.log)
