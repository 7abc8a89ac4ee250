"""The laws of the hub over whole lives: facts of all kinds, through every step to the events."""

from collections import defaultdict
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from schemas import wire
from schemas.events import EVENTS
from schemas.facts import Fact
from schemas.messages import DayPassed, PolicySet
from streams.rules import allocated, clients, decided, delivered, offered, removed
from tests import lives as world
from tests.fold import fold
from tests.stories.runner import name_of

NETWORK = "record-6"
ANY = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def events(driver):
    return [wire.loads(wire.write(emit.value)) for emit in driver.emitted if emit.topic.public]


@ANY
@given(world.lives())
def test_any_order_and_every_message_twice_ends_the_same(lives):
    """
    Late, doubled, corrected, deleted; a policy's days in between.
    """
    once, again = world.hub(*lives.told), world.hub(*lives.retold, *lives.retold)

    assert once.state() == again.state()


@ANY
@given(world.lives())
def test_what_was_replaced_or_deleted_leaves_nothing(lives):
    """
    Conclusions are those of a hub that heard only the last of each record, and the last policy.
    """
    assert world.hub(*lives.told).state() == world.hub(*lives.last).state()


@ANY
@given(world.lives())
def test_folded_events_are_what_the_hub_concludes(lives):
    """
    And each is what its schema says.
    """
    driver = world.hub(*lives.told)

    assert driver.state() == fold(events(driver))
    for event in events(driver):
        EVENTS[name_of(event)].data.model_validate(event["data"])


@ANY
@given(world.lives())
def test_every_minute_of_a_placement_is_paid_filled_or_missing_once(lives):
    """
    Its stretches abut from its first day to its last; in each, what lines with hours pay, what
    cover without hours fills and what is missing come to what is needed; the rest is overlap.
    """
    state = world.hub(*lives.told).state()
    overlaps = defaultdict(dict)
    for signal in state["signals"].values():
        if signal["rule"] == "overlap":
            told = signal.get("end"), signal["minutes_per_week"]
            overlaps[signal["placement"]][signal["start"]] = told

    assert state["placements"].keys() == state["coverages"].keys()
    for name, placement in state["placements"].items():
        stretches = state["coverages"][name]["periods"]
        assert placement["start"] == stretches[0]["start"]
        assert placement.get("end") == stretches[-1].get("end")
        assert all(one["end"] == other["start"] for one, other in pairwise(stretches))
        for stretch in stretches:
            assert placement.get("minutes_per_week") == stretch.get("needed_minutes")
            assert is_accounted_for(stretch)
        assert paid_twice(stretches) == overlaps[name]


def is_accounted_for(stretch):
    hours, fills = cover_of(stretch)
    needed, missing = stretch.get("needed_minutes"), stretch.get("uncovered_minutes")
    if stretch["state"] == "not-needed":
        return missing == 0
    if stretch["state"] == "covered":
        return missing == 0 and (fills or sum(hours) >= (needed or 1))
    return not fills and (
        missing is None and hours == [] if needed is None else sum(hours) + missing == needed
    )


def cover_of(stretch):
    """Minutes a week of each line that pays by the hour, and whether anything pays without."""
    pays = [line for line in stretch.get("own", ()) if not line.get("support")]
    hours = [line["minutes_per_week"] for line in pays if line.get("minutes_per_week")]
    return hours, len(hours) < len(pays) or bool(stretch.get("of_place"))


def paid_twice(stretches):
    """By first day: the end, and what two or more lines pay together above what is needed."""
    runs = []
    for stretch in stretches:
        hours, _ = cover_of(stretch)
        more = sum(hours) - (stretch.get("needed_minutes") or sum(hours)) if len(hours) > 1 else 0
        start, end = stretch["start"], stretch.get("end")
        if more > 0 and runs and runs[-1][1:] == [start, more]:
            runs[-1][1] = end
        elif more > 0:
            runs.append([start, end, more])
    return {start: (end, more) for start, end, more in runs}


@ANY
@given(world.lives())
def test_amounts_add_up_to_the_cent(lives):
    """
    What a subsidy gives each of its places is together the subsidy; what is earned is what is free
    and what is set off; what is left of a budget is what is not yet counted.
    """
    state = world.hub(*lives.told).state()
    (network,) = (record for record in lives.last if is_record(record) and record.record == NETWORK)
    shares = {
        place["place"]: money["amount_cents"]
        for place in state["places"].values()
        for period in place["periods"]
        for money in period["money"]
        if money["record"] == NETWORK
    }

    subsidies = [fact for fact in network.facts if fact.kind == "subsidy-granted"]
    assert sum(shares.values()) == sum(fact.amount for fact in subsidies)
    assert len(shares) == sum(len(fact.places) for fact in subsidies)
    for settlement in state["settlements"].values():
        for month in settlement["periods"]:
            assert month["earned_cents"] == month["free_cents"] + month["set_off_cents"]
    for budget in state["budgets"].values():
        if budget.get("budget_cents") is not None:
            assert budget["budget_cents"] == budget["counted_cents"] + budget["left_cents"]


@ANY
@given(world.lives())
def test_what_places_cost_adds_up_to_the_cent(lives):
    """
    The months of all places come to what was reported, however it is shared, but for months that
    would tell of one volunteer; and what is left is what comes in less what it costs.
    """
    state = world.hub(*lives.told).state()
    facts = [fact for record in lives.last if is_record(record) for fact in record.facts]
    reported = sum(fact.amount for fact in facts if fact.kind == "cost-reported")
    months = [month for place in state["results"].values() for month in place["periods"]]

    told = sum(cost["cents"] for month in months for cost in month.get("costs", ()))
    if any(month.get("suppressed") for month in months):
        assert told < reported
    else:
        assert told == reported
    for month in months:
        costs = sum(cost["cents"] for cost in month.get("costs", ()))
        for outlook in month.get("results", ()):
            assert outlook["result_cents"] == outlook["income_cents"] - costs
        for outlook in month.get("results", ())[:1]:
            assert outlook["income_cents"] == sum(e["cents"] for e in month.get("income", ()))


@ANY
@given(world.lives())
def test_when_all_is_deleted_nothing_is_left(lives):
    """
    The steps that conclude keep what they keep of a policy and a day, and nothing of a person, a
    place or an account; no signal stands.
    """
    deleted = [deletion_of(record) for record in lives.last if is_record(record)]
    nothing = world.hub(*(message for message in lives.last if not is_record(message)))

    emptied = world.hub(*lives.told, *deleted)

    assert nothing.state() == emptied.state()
    for step in ("combine", "oversee", "account"):
        assert kept(nothing, step) == kept(emptied, step)


def is_record(message):
    return not isinstance(message, DayPassed | PolicySet)


def deletion_of(record):
    version = record.version.model_copy(update={"stamp": "9"})
    update = {"deleted": True, "who": None, "node": None, "facts": (), "version": version}
    return record.model_copy(update=update)


def kept(driver, step):
    """Sequences outlive their subject."""
    return [
        sorted((k, v) for k, v in driver.states[step, n].scan("") if not k.startswith("seq/"))
        for n in range(driver.partitions)
    ]


OPPOSITES = [
    ("funding-signals.raised", "funding-signals.withdrawn"),
    ("transfers.prepared", "transfers.withdrawn"),
    ("placements.started", "placements.withdrawn"),
    ("programmes.budget-changed", "programmes.budget-withdrawn"),
    ("persons.linked", "persons.unlinked"),
]


@ANY
@given(world.lives())
def test_no_two_events_of_a_transition_contradict(lives):
    """
    Of what one decision of a step says, nothing is both said and unsaid.
    """
    for emits in world.hub(*lives.told).transitions:
        told = defaultdict(set)
        for emit in emits:
            if emit.topic.public:
                data = emit.value["data"]
                about = data.get("signal") or data.get("transfer") or emit.value["subject"]
                told[about].add(name_of(emit.value))
        for names in told.values():
            assert not any(names.issuperset(pair) for pair in OPPOSITES)


def test_opposites_are_events():
    """
    Names of events that do not exist contradict nothing.
    """
    assert {name for pair in OPPOSITES for name in pair} <= set(EVENTS)


KINDS = [kind.model_fields["kind"].default for kind in get_args(get_args(Fact)[0])]


@pytest.mark.parametrize("kind", KINDS)
def test_lives_have_facts_of_every_kind(kind):
    """
    A law holds for what it was tried on.
    """
    find(st.one_of(world.OF_ALL_KINDS), lambda fact: fact.kind == kind)


ONCE = {"phases": [Phase.generate], "derandomize": True, "database": None}
AT_ODDS = (
    *(*delivered.RULES, *removed.RULES, *allocated.RULES, *clients.RULES),
    *(*offered.RULES, *decided.RULES),
)


def test_lives_have_facts_that_contradict_one_another_in_every_way():
    """
    So the laws above hold for contradictions too.
    """
    left = {rule.id for rule in AT_ODDS}

    def none_is_left(lives):
        left.difference_update(
            signal["rule"] for signal in world.hub(*lives.told).state()["signals"].values()
        )
        return not left

    find(world.lives(), none_is_left, settings=settings(ANY, max_examples=1_000, **ONCE))
