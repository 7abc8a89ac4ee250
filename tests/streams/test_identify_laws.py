"""The laws of the hub, for identify: any order of the same tellings ends the same."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.cohorts import CohortPlanned
from schemas.costs import CostKind, CostReported
from schemas.facts import (
    BenefitReceived,
    ContactHeld,
    PersonDescribed,
    PlaceOffered,
    SubsidyGranted,
)
from schemas.programmes import ProgrammePlanned
from streams.identify.nodes import node_of
from streams.identify.work import Work
from streams.linking.table import Table, link
from tests.streams.identities import (
    ALL,
    BSN,
    KEYS,
    MUNICIPALITY,
    OTHER_BSN,
    Hub,
    policy,
    told,
)

ONE_PROVIDER = {"id": "kvk:12345678", "name": "Hout", "known_as": ["agb:12345678"]}
POLICIES = (
    policy(),
    policy(ALL),
    policy(ALL, organisations=[ONE_PROVIDER]),
    policy(("wmo", "providers"), ("uwv", "participatiewet"), organisations=[ONE_PROVIDER]),
)
REGISTERS = (
    ("wmo", ""),
    ("uwv", ""),
    ("participatiewet", "suwinet"),
    ("participatiewet", "besluiten"),
    ("providers", "kvk:12345678"),
    ("providers", "agb:12345678"),
)

maybe = st.sampled_from
PEOPLE = st.builds(
    PersonDescribed,
    bsn=maybe([None, None, BSN, OTHER_BSN]),
    surname=maybe([*["Vries"] * 4, "de Vries", "NN"]),
    given_names=maybe([*["Jan"] * 4, "Piet", None]),
    initials=maybe([None, "J.", "J."]),
    birth_date=maybe([*["1980-02-03"] * 5, "1980", "1999-09-09", None]),
    sex=maybe([None, None, None, "male", "female"]),
    postcode=maybe([*["1234AB"] * 5, None]),
)
FACTS = st.lists(
    st.one_of(
        st.builds(ContactHeld, on=st.dates(date(2026, 1, 1), date(2026, 1, 9))),
        st.builds(
            BenefitReceived,
            law=st.just("ww"),
            payer=maybe(["agb:12345678", f"lhn:{BSN}L01"]),
            start=st.dates(date(2026, 1, 1), date(2026, 1, 9)),
        ),
        st.builds(
            PlaceOffered,
            place=maybe(["p/1", "p/2"]),
            provider=maybe(["kvk:12345678", "agb:12345678"]),
            name=st.just("Hout"),
            start=st.just(date(2026, 1, 1)),
        ),
        st.builds(
            SubsidyGranted,
            number=maybe(["7", "8"]),
            instrument=st.just("subsidie"),
            payer=st.just("gemeente"),
            places=maybe([("p/1",), ("p/2", "p/1")]),
            start=st.just(date(2026, 1, 1)),
            programme=maybe([None, "p/rd"]),
        ),
        st.builds(
            CostReported,
            cost=st.just(CostKind.JOBCOACH),
            provider=maybe(["kvk:12345678", "agb:12345678"]),
            places=st.just(("p/2", "p/1")),
            shares=maybe([(), (2, 1)]),
            start=st.just(date(2026, 1, 1)),
            end=st.just(date(2026, 4, 1)),
            amount=st.just(100_001),
        ),
        st.builds(
            CohortPlanned,
            cohort=maybe(["p/a", "p/b"]),
            provider=st.just("agb:12345678"),
            name=st.just("Academie"),
            start=st.just(date(2026, 1, 1)),
            end=st.just(date(2026, 4, 1)),
        ),
        st.builds(
            ProgrammePlanned,
            programme=maybe(["p/rd", "p/esf"]),
            name=st.just("Regio Deal"),
            payer=maybe(["Rijk", "agb:12345678"]),
            start=st.just(date(2026, 1, 1)),
            end=st.just(date(2027, 1, 1)),
        ),
    ),
    max_size=2,
).map(tuple)


@st.composite
def tellings(draw):
    """A version of one of a few records; those of a provider may share a participant."""
    number = draw(st.integers(0, 8))
    source, system = REGISTERS[number % len(REGISTERS)]
    local = f"{system} p-{draw(st.integers(1, 2))}" if source == "providers" else None
    who = draw(PEOPLE)
    if local:
        who = draw(st.sampled_from([who, PersonDescribed()])).model_copy(update={"local": local})
    deleted = draw(st.integers(0, 6)) == 6
    return told(
        f"r{number}",
        who,
        at=draw(st.integers(0, 5)),
        source=source,
        system=system,
        node=local,
        facts=() if deleted else draw(FACTS),
        deleted=deleted,
        stamp=draw(maybe(["", "", "2026-01-01", "2026-02-02"])),
        occasion=draw(maybe(["", "305 nr 1", "305 nr 2"])) if source == "wmo" else "",
    )


@st.composite
def stories(draw):
    """The same tellings in two orders, the second with repeats and with policies between."""
    story = draw(st.lists(tellings(), min_size=4, max_size=12))
    retold = draw(st.permutations(story + draw(st.lists(maybe(story), max_size=3))))
    first, between, last = (draw(maybe(POLICIES)) for _ in range(3))
    here, there = sorted(draw(st.integers(0, len(retold))) for _ in range(2))
    return story, last, [first, *retold[:here], between, *retold[here:there], last, *retold[there:]]


def run(messages):
    hub = Hub()
    for message in messages:
        (hub.tell if hasattr(message, "record") else hub.set)(message)
    return hub


def conclusions(hub):
    """Everything in the state but what counts events."""
    return {key: value for key, value in hub.state.scan("") if not key.startswith("seq/")}


def retired(events):
    return {person for event in events for person in event["data"].get("retired", ())}


@given(stories())
@settings(max_examples=400, deadline=None)
def test_any_order_ends_in_the_same_conclusions(story):
    """
    Late, corrected, deleted, repeated, under another policy first: the same persons, under the same
    ids, with the same facts and the same outcomes.
    """
    in_order, last, retold = story
    expected, hub = run([last, *in_order]), run(retold)

    assert expected.documents() == hub.documents()
    assert expected.facts() == hub.facts()
    assert expected.outcomes() == hub.outcomes()
    assert conclusions(expected) == conclusions(hub)


@given(stories())
@settings(max_examples=200, deadline=None)
def test_a_subscriber_who_applies_every_event_agrees_with_the_hub(story):
    """
    After every message, not only at the end.  The fold checks that no sequence has a gap.
    """
    _, _, messages = story
    hub = Hub()
    for message in messages:
        told_before = len(hub.events())
        (hub.tell if hasattr(message, "record") else hub.set)(message)

        assert hub.folded() == hub.documents()
        assert not {p for p in retired(hub.events()[told_before:]) if p in hub.persons()}


@given(stories())
@settings(max_examples=200, deadline=None)
def test_a_component_is_concluded_as_if_all_nodes_were_looked_at(story):
    """
    The stream comes to what a table of all its nodes comes to at once: one core.
    """
    _, _, messages = story
    hub = run(messages)
    work = Work.on(hub.state, MUNICIPALITY, None, KEYS)
    prefix = work.key("node", "")
    nodes = [node_of(work, key.removeprefix(prefix)) for key, _ in hub.state.scan(prefix)]
    expected, doubts = [], {}
    for domain in {node.domain for node in nodes}:
        of_domain = [node for node in nodes if node.domain == domain]
        table = Table(of_domain)
        linked = link(work.model, table, table.compared())
        expected += (" ".join(sorted(of_domain[n].name for n in p)) for p in linked.persons)
        doubts |= {
            name: [f"{d.reason} {' '.join(d.others)}" for d in found]
            for name, found in linked.doubts.items()
        }
    expected.sort()

    assert expected == hub.clusters()
    assert doubts == hub.doubts()


@given(stories())
@settings(max_examples=200, deadline=None)
def test_nothing_is_told_twice_and_everything_goes_to_where_the_record_is(story):
    """
    A fact is told if it differs from what stands there; taken back only where it stood.
    """
    _, _, messages = story
    hub = run(messages)
    last = {}
    for emit in hub.sent:
        if emit.topic.name.endswith(".facts"):
            said = emit.value.model_dump(mode="json", exclude={"cause"})
            before = last.get((emit.topic.name, emit.key), {"gone": True})

            assert said != before
            assert not (said["gone"] and before["gone"])
            last[emit.topic.name, emit.key] = said
    members = {m["record"]: p for p, doc in hub.persons().items() for m in doc["members"]}
    standing = {key for name, key in hub.facts() if name == "person.facts"}

    assert {key.split("|")[0] for key in standing} <= set(members.values())


@given(stories())
@settings(max_examples=200, deadline=None)
def test_no_person_ever_holds_records_of_somebody_else(story):
    """
    Not for one message either: what leaves is told before what comes.
    """
    _, _, messages = story
    hub = Hub()
    standing = set()
    for message in messages:
        told_before = len(hub.sent)
        (hub.tell if hasattr(message, "record") else hub.set)(message)
        before, after = standing, {key for name, key in hub.facts() if name == "person.facts"}
        for emit in hub.sent[told_before:]:
            if emit.topic.name == "person.facts":
                standing = (standing - {emit.key}) | (set() if emit.value.gone else {emit.key})
                of_person = {key for key in standing if key.startswith(f"{emit.value.person}|")}

                assert of_person <= before or of_person <= after


@given(stories())
@settings(max_examples=100, deadline=None)
def test_the_same_order_gives_the_same_events(story):
    """
    Byte for byte: no clock, no chance.
    """
    _, _, messages = story

    assert json.dumps(run(messages).events()) == json.dumps(run(messages).events())


@given(stories())
@settings(max_examples=100, deadline=None)
def test_every_record_has_one_current_outcome(story):
    """
    Law 3.  Of the versions that were told one is current, and it says what became of it.
    """
    _, _, messages = story
    hub = run(messages)
    versions = {(m.record, str(m.version)) for m in messages if hasattr(m, "record")}
    became = {}
    for outcome in hub.outcomes().values():
        became.setdefault((outcome.record, outcome.version), set()).add(outcome.outcome)
    current = [record for (record, _), fates in became.items() if fates != {"superseded"}]

    assert versions == became.keys()
    assert sorted(current) == sorted({record for record, _ in versions})
    assert all(len(fates) == 1 for fates in became.values())


@pytest.mark.parametrize("bsn", [BSN, OTHER_BSN])
@given(story=stories())
@settings(max_examples=50, deadline=None)
def test_no_bsn_leaves_the_identity_zone(bsn, story):
    """
    Law 6: not in a state key, an emit's key or part, or what is told.
    """
    hub = run(story[2])
    keys = [*(key for key, _ in hub.state.scan("")), *(e.key + e.part for e in hub.sent)]
    values = [repr(emit.value) for emit in hub.sent]

    assert [text for text in keys + values if bsn in text] == []
