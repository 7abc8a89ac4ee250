"""Whole lives of a few persons, from facts of all kinds, with their places and their money.

As `normalise` would send them on: versions of records, by source, in any order; people with a BSN,
without one, and with one that comes late.
"""

from typing import NamedTuple

from hypothesis import strategies as st

from schemas.facts import DecisionMade, IncomeReported, Kind, PersonDescribed, Source
from schemas.messages import DayPassed, PolicySet
from schemas.policy import Ground
from schemas.topics import FACTS, partition_of
from streams.driver import Driver
from streams.topology import topology
from tests import given as g
from tests.streams.identities import told
from tests.streams.worlds import (
    MONTHS,
    POLICIES,
    SECOND_TOWN,
    account_facts,
    costs,
    dated,
    days,
    person_facts,
    place_facts,
    planned,
    stops,
    terms,
)

KEYS = {g.TOWN: b"a secret for these lives" * 2, SECOND_TOWN: b"and another secret" * 2}
GROUND = {"sources": [str(source) for source in Source], "basis": "a ground for these tests"}
NETWORK = (g.PLACE, f"{g.KVK}/groen", f"{g.KVK}/kas")
PARTITIONS = 3
PEOPLE = [
    PersonDescribed(surname="Oefen", given_names="Lotte", birth_date="1990-04-12"),
    PersonDescribed(surname="Voorbeeld", given_names="Sem", birth_date="1985-11-30"),
    PersonDescribed(surname="Proef", given_names="Noor", birth_date="2001-06-05"),
]
BSNS = ["999900006", "999900018", "999900031"]

incomes = st.builds(
    IncomeReported,
    employer=st.just(g.EMPLOYER),
    start=st.sampled_from(MONTHS).map(g.day),
    amount=st.sampled_from([None, 40_001, 120_000]),
)
decisions = st.builds(
    DecisionMade,
    law=st.just("participatiewet"),
    subject=st.just("bijstand"),
    number=st.sampled_from(["1", "2"]),
    decided_on=st.sampled_from(MONTHS).map(g.day),
    granted=st.booleans(),
)
certificates = st.builds(g.certificate, st.just("heftruck"), st.sampled_from(MONTHS))
hours = st.sampled_from([None, 4, 8, 16])
TASKS = (None, "kas", "winkel")


def at_a_task(*term, **more):
    """By the month: a draw of its own would leave fewer lives in which facts contradict."""
    return g.placement(*term, **more, task=TASKS[int(term[0][:2]) % len(TASKS)])


placements = dated(
    at_a_task,
    hours=hours,
    activity=st.sampled_from(Kind),
    place=st.sampled_from([g.PLACE, g.PLACE, f"{g.KVK}/groen"]),
    holder=st.sampled_from([None, None, g.HOLDER]),
    employer=st.sampled_from([None, None, g.EMPLOYER]),
    cohort=st.sampled_from([None, f"{g.KVK}/EA"]),
    programme=st.sampled_from([None, f"{g.KVK}/P"]),
)
numbers = st.sampled_from(["1001", "1002", "1003"])
payments = dated(g.allocation, hours=hours, number=numbers) | dated(g.provision, hours=hours)
# Somebody at a place, and what two decisions pay of it
paid_twice = st.tuples(
    st.builds(g.placement, st.sampled_from(MONTHS[:3]), hours=st.sampled_from([8, 16])),
    dated(g.allocation, hours=st.sampled_from([4, 8]), number=st.just("1001")),
    dated(g.allocation, hours=st.sampled_from([None, 4, 8, 16]), number=st.just("1002")),
)


def begun(day):
    """What begins in April is of another product than was allocated."""
    start = g.started(day)
    return start.model_copy(update={"category": "08"}) if day == MONTHS[3] else start


starts = st.builds(begun, st.sampled_from(MONTHS[:4]))
# What was allocated, and deliveries of which some do not fit it or one another
delivered = st.tuples(
    dated(g.allocation, number=st.just("1001"), provider=st.sampled_from([g.AGB, g.AGB, g.HOLDER])),
    starts,
    stops,
    stops | starts,
)
eligible = st.builds(
    g.eligible,
    st.sampled_from(MONTHS[:2]),
    st.sampled_from([None, "07-01"]),
    decided=st.just("01-15"),
    yes=st.booleans(),
)
# As many who work and are paid for as of all else together, or hardly anything is concluded
of_persons = st.one_of(
    *(placements, payments, placements, payments),
    *(person_facts, person_facts, incomes, decisions, certificates),
)
of_places = place_facts
of_a_network = dated(g.subsidy, amount=st.sampled_from([0, 1, 100_001]), places=st.just(NETWORK))
of_accounts = account_facts | planned | costs | st.builds(g.cohort)
HISTORIES = [[False], [False], [False, False], [False, True], [True, False], [False, True, False]]
OF_ALL_KINDS = (of_persons, of_places, of_accounts)
shared_costs = st.builds(
    lambda term, shares: g.cost(
        term[0], term[1] or "12-31", 100_001, places=NETWORK, shares=shares
    ),
    terms(),
    st.sampled_from([(), (1, 1, 1), (5, 0, 2)]),
)
RECORDS = [
    *[paid_twice | st.lists(of_persons, min_size=1, max_size=3)] * 5,
    delivered | st.tuples(eligible, eligible) | st.lists(of_persons, min_size=1, max_size=3),
    st.tuples(of_a_network, shared_costs).map(list),
    *[st.lists(of_places, min_size=1, max_size=3)] * 2,
    *[st.lists(of_accounts, min_size=1, max_size=3)] * 2,
]


class Lives(NamedTuple):
    """What is told, in two orders; `last`: of each record the last (of one moment: both), and of
    policy and day.
    """

    told: list
    retold: list
    last: list

    def __repr__(self):
        """As short as it can be: hypothesis shows it."""
        return "\n".join(map(_short, self.told))


@st.composite
def lives(draw):
    """
    A policy, another one somewhere on the way, and up to three days; six records of persons, a
    subsidy for three places and a cost that they share, two more records of places and money, two
    of accounts; each in up to three versions, of which any may say that the record is deleted, and
    two of one record are of one moment.
    """
    records = [draw(versions(number)) for number in range(len(RECORDS))]
    policies = [draw(st.permutations(of_town)) for of_town in POLICIES.values()]
    first, later = (
        [g.policy_set(_linking(of_town[number])) for of_town in policies] for number in (0, 1)
    )
    passed = draw(st.lists(days, min_size=1, max_size=3))
    happened = [*passed, *later, *(version for record in records for version in record)]
    last = [max(passed, key=lambda passed: passed.day)]
    for record in records:
        last += [v for v in record if v.version.stamp == record[-1].version.stamp]
    told, retold = (draw(st.permutations(happened)) for _ in range(2))
    return Lives([*first, *told], [*first, *retold], [*later, *last])


@st.composite
def versions(draw, number):
    """Of record *number*, in the order of `RECORDS`."""
    facts = RECORDS[number]
    source = draw(st.sampled_from(Source)) if number < 6 else Source.PROVIDERS
    town = SECOND_TOWN if number in (5, 8) else g.TOWN
    return [
        told(
            f"record-{number}",
            None if number > 5 or gone else _who(number % 3, draw(st.booleans())),
            at=100 * number + version,
            stamp=f"2026-01-0{_moment(number, version)}T10:00:00",
            source=str(source),
            system=str(source),
            municipality=town,
            node=f"node-{number}",
            deleted=gone,
            facts=() if gone else tuple(draw(facts)),
        )
        for version, gone in enumerate(draw(st.sampled_from(HISTORIES)))
    ]


def _moment(number, version):
    """Of one record the first two versions are of one moment."""
    return max(version, 1) if number == 5 else 1 + version


def _who(person, with_bsn):
    return PEOPLE[person].model_copy(update={"bsn": BSNS[person] if with_bsn else None})


def _linking(policy):
    return policy.model_copy(update={"grounds": (Ground(**GROUND),)})


def _short(message):
    match message:
        case DayPassed(day=day):
            return f"| {day}"
        case PolicySet(policy=policy):
            return f"~ {policy.municipality} {policy.fingerprint()[:4]}"
        case _:
            said = [f"{f.kind} {f.model_dump(exclude_defaults=True)}" for f in message.facts]
            return f"> {message.record} {message.version.stamp} {message.who or ''} {said}"


class Hub(Driver):
    """The topology driver, which remembers what each decision of a step sent."""

    def __init__(self):
        super().__init__(topology({}, {}, KEYS), PARTITIONS)
        self.transitions = []

    def _send(self, emits):
        self.transitions.append(list(emits))
        super()._send(emits)


def hub(*messages):
    """All steps, with no broker; each of *messages* went through to the events it caused."""
    driver = Hub()
    for message in messages:
        take(driver, message)
    return driver


def take(driver, message):
    match message:
        case DayPassed(day=day):
            driver.pass_day(day)
        case PolicySet(policy=policy, cause=cause):
            driver.set_policy(policy, cause.received)
        case _:
            driver.hand(FACTS, partition_of(message.municipality, PARTITIONS), message)
