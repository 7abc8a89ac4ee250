"""A changed policy restates what it touches, in chunks, and ends as if it had always been so."""

import pytest

from deploy.folder import raw_of, read_manifest
from schemas.facts import ContactHeld, PersonDescribed, Record, Source
from schemas.messages import Raw
from schemas.policy import Ground
from schemas.reading import Reading
from streams.driver import Driver
from streams.step import CHUNK
from streams.topology import topology
from tests.fold import fold
from tests.simulated import READERS, folder, serving

RECEIVED = "2026-07-01T00:00:00.000000+00:00"


def without_ground(policy):
    return policy.model_copy(update={"grounds": ()})


def with_less_ground(policy):
    ground = policy.grounds[0]
    narrow = Ground(sources=(Source.WMO, Source.PROVIDERS), basis=ground.basis)
    return policy.model_copy(update={"grounds": (narrow,)})


def without_signals(policy):
    return policy.model_copy(update={"signals": {"R01": False, "gap": False, "overbooked": False}})


def without_organisations(policy):
    return policy.model_copy(update={"organisations": ()})


def other_words(policy):
    return policy.model_copy(update={"label": "inwoner", "minutes_per_dagdeel": 180})


@pytest.fixture(scope="module")
def path():
    return folder(200, 7)


def running(path, policy):
    of = serving(path)
    driver = Driver(topology(READERS, {policy.municipality: policy}, of.keys))
    driver.set_policy(policy, RECEIVED)
    lines = read_manifest(path)
    for line in lines:
        driver.take(raw_of(path, line))
    driver.pass_day(max(line.day for line in lines))
    return driver


def public(driver):
    return [emit.value for emit in driver.emitted if emit.topic.public]


@pytest.fixture
def policy(path):
    return next(iter(serving(path).policies.values()))


@pytest.mark.parametrize(
    "change",
    [without_ground, with_less_ground, without_signals, without_organisations, other_words],
)
def test_a_changed_policy_ends_as_a_replay_under_it_alone(path, policy, change):
    """
    Ground withdrawn, a signal switched off, another word for people: what it touches is restated.
    """
    driver = running(path, policy)
    before = driver.state()
    driver.set_policy(change(policy), RECEIVED)

    assert before != driver.state()
    assert running(path, change(policy)).state() == driver.state()
    assert driver.state() == fold(public(driver))


def test_the_old_policy_given_back_ends_where_it_began(path, policy):
    """
    A ground that is withdrawn by mistake loses nothing.
    """
    driver = running(path, policy)
    before = driver.state()
    driver.set_policy(without_ground(policy), RECEIVED)
    driver.set_policy(policy, RECEIVED)

    assert before == driver.state()
    assert before == fold(public(driver))


def test_a_policy_that_changes_nothing_says_nothing(path, policy):
    """
    Every start of the hub publishes its policies again.
    """
    driver = running(path, policy)
    told = len(driver.emitted)
    driver.set_policy(policy, RECEIVED)

    assert told == len(driver.emitted)


def test_with_ten_thousand_persons_no_transaction_holds_more_than_a_chunk(policy):
    """
    A transaction that grows with the population would stop the hub for everybody.
    """
    keys = {policy.municipality: b"k" * 32}
    driver = Driver(topology({Source.WMO: many}, {policy.municipality: policy}, keys))
    driver.set_policy(policy, RECEIVED)
    driver.take(
        Raw(message="many", source=Source.WMO, received=RECEIVED, municipality="0034", body=b"")
    )
    assert len(driver.state()["persons"]) == 10_000

    touched = record_persons_per_decision(driver)
    driver.set_policy(other_words(policy), RECEIVED)
    driver.set_policy(without_ground(policy), RECEIVED)

    assert touched, "nothing was swept"
    assert max(touched) <= CHUNK


def many(raw, context):
    """Ten thousand persons, spoken to once each."""
    return Reading(
        records=tuple(
            Record(
                municipality="0034",
                source=Source.WMO,
                key=f"contact {number}",
                who=PersonDescribed(local=str(number), surname=f"Persoon{number}"),
                facts=(ContactHeld(on="2026-01-01"),),
            )
            for number in range(10_000)
        )
    )


def record_persons_per_decision(driver):
    """How many persons each decision of a sweep writes or tells about."""
    touched = []
    for index, step in enumerate(driver.steps):
        if step.sweep is not None:
            driver.steps = (
                *driver.steps[:index],
                _counting(step, touched),
                *driver.steps[index + 1 :],
            )
    return touched


def _counting(step, touched):
    from dataclasses import replace

    def decide(view, message):
        decision = step.decide(view, message)
        touched.append(len({key.split("//")[-1] for key in decision.writes}))
        return decision

    def sweep(view, cursor):
        seen = set()
        decision = step.sweep(Watched(view, seen), cursor)
        touched.append(len(seen))
        return decision

    return replace(step, decide=decide, sweep=sweep)


class Watched:
    """A view that notes whose facts are read."""

    def __init__(self, view, seen):
        self.view, self.seen = view, seen

    def get(self, key):
        return self.view.get(key)

    def scan(self, prefix, after=""):
        if prefix.startswith(("fact//", "here//")):
            self.seen.add(prefix)
        return self.view.scan(prefix, after)
