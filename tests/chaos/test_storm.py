"""A short storm on Apache Kafka, and what the long ones (`make chaos`) rely on."""

from collections import Counter
from types import SimpleNamespace

import pytest

from deploy.folder import read_manifest
from schemas.topics import FACTS, OUTCOMES, PERSONS
from tests import simulated
from tests.chaos import oracle, poison
from tests.chaos.__main__ import _page
from tests.chaos.storm import (
    LONG,
    SHORT,
    Feed,
    FillDisk,
    Freeze,
    Kill,
    KillBroker,
    Moment,
    PassDay,
    PauseBroker,
    Scale,
    storm,
)
from tests.chaos.weather import TOWN, is_early, perform

pytestmark = pytest.mark.storm

SEED = 1
MESSAGES = 2_000


@pytest.mark.parametrize("seed", range(1, 21))
def test_a_long_storm_has_enough_of_everything_and_is_the_same_again(seed):
    """
    A seed that found something finds it again, and no seed is an easy one.
    """
    plan = storm(seed, LONG, MESSAGES)
    kinds = Counter(type(event).__name__ for event in plan.events)

    assert plan == storm(seed, LONG, MESSAGES)
    assert kinds["Kill"] >= 25
    assert kinds["Scale"] >= 5
    assert LONG.lulls == sum(e.in_lull for e in plan.events if isinstance(e, Kill))
    assert kinds["Freeze"] >= 2
    assert kinds["KillBroker"] + kinds["PauseBroker"] + kinds["FillDisk"] >= 2


@pytest.mark.parametrize("seed", range(1, 21))
def test_a_storm_ends_with_all_that_should_come_in(seed):
    """
    Every message, every day in order, and a crash at each moment that has a name.
    """
    events = storm(seed, LONG, MESSAGES).events
    struck = {event.moment for event in events if isinstance(event, Kill)}
    fed = [event.until for event in events if isinstance(event, Feed)]

    assert [event.at for event in events] == sorted(event.at for event in events)
    assert set(Moment) == struck
    assert fed == sorted(fed)
    assert MESSAGES == fed[-1]
    assert [1, 2, 3] == [event.number for event in events if isinstance(event, PassDay)]
    assert LONG.workers == [event.to for event in events if isinstance(event, Scale)][-1]


@pytest.mark.parametrize("seed", range(1, 21))
def test_the_broker_is_well_while_one_worker_hands_records_on(seed):
    """
    Else the short cut would hardly be open when that worker is killed.
    """
    events = storm(seed, LONG, MESSAGES).events
    scalings = [event for event in events if isinstance(event, Scale)]
    kills = [event for event in events if isinstance(event, Kill) and event.in_lull]
    ill = [e for e in events if isinstance(e, KillBroker | PauseBroker | FillDisk)]

    for kill, alone, together in zip(kills, scalings[::2], scalings[1::2], strict=True):
        assert (1, LONG.workers) == (alone.to, together.to)
        assert alone.at < kill.at < together.at
        assert not any(e.at < together.at and alone.at < e.at + e.seconds for e in ill)


def test_a_zombie_sleeps_long_enough_to_be_one():
    """
    Longer than the group waits for it; the long ones also longer than a transaction may take.
    """
    sleeps = sorted(e.seconds for e in storm(SEED, LONG, 100).events if isinstance(e, Freeze))
    naps, freezes = sleeps[: LONG.naps], sleeps[LONG.naps :]

    assert all(LONG.session < nap < LONG.transaction for nap in naps)
    assert all(freeze > LONG.session + 2 for freeze in freezes)
    assert all(freeze > LONG.transaction for freeze in freezes)


def test_wrong_records_are_of_every_kind_on_every_topic():
    """
    Null, huge, garbage, without a key, with wrong headers, of an unknown type.
    """
    wrong = [poison.poison(SEED, number) for number in range(4 * len(poison.KINDS))]

    assert len(poison.KINDS) == len({one.what for one in wrong})
    assert {topic.name for topic in poison.INTERNAL} <= {one.topic for one in wrong}


@pytest.fixture(scope="module")
def weathered(kafka_broker, tmp_path_factory):
    """A short storm over a small town, and the judges' papers."""
    if kafka_broker.name != "kafka":
        pytest.skip("the embedded broker has no isolation: a storm says nothing")
    site = SimpleNamespace(
        bootstrap=kafka_broker.bootstrap, kills=0, pauses=0, full_disks=0, wait=lambda: None
    )
    folder = simulated.folder(SHORT.persons, TOWN)
    plan = storm(SEED, SHORT, len(read_manifest(folder)))
    return perform(plan, site, tmp_path_factory.mktemp("workers"), prefix="short-storm-")


def test_workers_are_not_sent_away_while_something_needs_two_of_them():
    """
    With one left what was planned could never happen, and the storm would never end.
    """
    nap, scale = Freeze(1.0, 0, Moment.COMMITTING, 3.0, in_company=True), Scale(2.0, 1)

    assert [True, False, False] == [
        is_early(scale, [nap]),
        is_early(scale, [scale]),
        is_early(nap, [nap]),
    ]


def test_nothing_is_struck_in_a_lull_and_messages_come():
    """
    The short cut is open for as long as nothing befalls the only worker.
    """
    alone, kill = Scale(2.0, 1), Kill(2.1, 0, Moment.SENDING, in_lull=True)
    other, together = Kill(3.0, 0, Moment.ANY), Scale(4.0, 3)

    assert is_early(kill, [alone])
    assert all(is_early(event, [kill]) for event in (other, together, KillBroker(3.0, 1.0)))
    assert not any(is_early(event, [kill]) for event in (alone, Feed(3.0, 9), PassDay(3.0, 1)))


@pytest.mark.parametrize("seed", range(1, 21))
def test_what_waits_waits_only_for_what_was_planned_before_it(seed):
    """
    Else two may wait for each other, and the storm has no end.
    """
    events = storm(seed, LONG, MESSAGES).events
    late = [e for n, e in enumerate(events) if is_early(e, list(events[n:]))]

    assert late == []


def test_results_that_were_kept_before_a_column_was_are_shown_without_it():
    """
    A nought would say that it was counted.
    """
    old, new = {"seed": 1, "kills": 3, "found": []}, {"seed": 2, "handed on": 7, "found": []}
    *_, first, second = _page([old, new], "")

    assert [first.split(" | ")[n] for n in (0, 1, 2)] == ["| 1", "3", "–"]
    assert " 7 " in second


@pytest.mark.kafka
def test_a_short_storm_loses_nothing_repeats_nothing_and_changes_no_conclusion(weathered):
    """
    Killed, woken too late, refused by the broker: each message still counts once, and for the same.
    """
    assert [] == [*weathered.verdict.lines(), *weathered.bugs]
    assert weathered.figures["kills"] >= SHORT.kills
    assert weathered.figures["zombies"] == SHORT.naps
    assert weathered.figures["poison"] == SHORT.poison


@pytest.mark.kafka
def test_the_judges_see_one_record_less_one_more_and_two_that_changed_places(weathered):
    """
    What they let pass may be believed: they look at each record.
    """
    settings, steps, found, *papers = weathered.judged

    def judged(topic, change):
        name = settings.topic(topic)
        ours = [record for record in found[name] if not _is_control(record)]
        number, _ = Counter(record.partition() for record in ours).most_common(1)[0]
        in_order = [record for record in ours if record.partition() == number]
        changed = change(found[name], in_order[0], in_order[-1])
        return oracle.judge(settings, steps, {**found, name: changed}, *papers)

    assert judged(FACTS, lambda there, first, _: [r for r in there if r is not first]).lost
    assert judged(OUTCOMES, lambda there, first, _: [*there, first]).repeated
    assert judged(PERSONS, _swapped).divergent


def _is_control(record):
    return record.key().startswith((b"policy|", b"day|", b"poison"))


def _swapped(there, first, last):
    other = {id(first): last, id(last): first}
    return [other.get(id(record), record) for record in there]
