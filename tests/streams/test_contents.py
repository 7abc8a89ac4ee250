"""Who is near whom, kept as descriptions come and go: always as if all had come at once.

Blocks hold three descriptions here, so that they are over-full soon, and no longer.
"""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.facts import PersonDescribed
from schemas.messages import Cause, ModelSet
from streams.identify import blocks, contents
from streams.identify.work import Work
from streams.linking import Node, keys, table
from streams.linking.compare import compare
from streams.linking.model import plain, weight
from streams.linking.shipped import shipped
from tests.streams.identities import (
    ALL,
    BSN,
    JAN,
    KEYS,
    MUNICIPALITY,
    OTHER_BSN,
    Hub,
    policy,
    received,
    told,
)
from tests.streams.linking.people import TRAITS, jan, who

SMALL = 3
CAUSE = Cause(message="m", received=received(0))


def divided(one):
    """Keys of blocks that hold no more than a few."""
    return (key._replace(most=SMALL) for key in keys.keys(one))


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch):
    monkeypatch.setattr(blocks, "keys", divided)
    monkeypatch.setattr(table, "keys", divided)


class Kept:
    """Contents in a state of their own, held by nodes."""

    def __init__(self):
        self.state = Hub(policy(ALL)).state
        self.described = {}

    def tell(self, node, domain, traits):
        """Let *node* be described so; by nothing, it is gone."""
        self._drop(node)
        name = contents.content_of(self._work(), domain, traits) if traits else ""
        if name:
            work = self._work()
            contents.hold(work, name, domain, traits, node)
            self._apply(work)
            self.described[node] = (name, domain, traits)
        return self

    def _drop(self, node):
        if known := self.described.pop(node, None):
            work = self._work()
            contents.drop(work, known[0], node)
            self._apply(work)

    def _work(self):
        return Work.on(self.state, MUNICIPALITY, CAUSE, KEYS)

    def _apply(self, work):
        self.state.apply(json.loads(json.dumps(work.decision().writes)))

    def edges(self):
        work = self._work()
        return {
            (name, near): odds
            for name, _, _ in self.described.values()
            for near, odds in contents.near(work, name).items()
        }

    def batch(self):
        """The edges by what a table of all of them comes to."""
        model, found = shipped(), {}
        for domain in {domain for _, domain, _ in self.described.values()}:
            of = {name: t for name, of, t in self.described.values() if of == domain}
            names = list(of)
            nodes = [Node(name, "", "", "", "", of[name]) for name in names]
            for a, b in table.Table(nodes).blocks.pairs():
                one, other = of[names[a]], of[names[b]]
                odds = weight(model, one, other, compare(one, other))
                if odds >= model.review or one.bsn == other.bsn != "":
                    found[names[a], names[b]] = found[names[b], names[a]] = round(odds, 3)
        return found

    def values(self):
        return dict(self.state.scan(""))


steps = st.lists(
    st.tuples(
        st.integers(0, 9).map("n{}".format),
        st.sampled_from(["all", "all", "all", "other"]),
        st.one_of(TRAITS, TRAITS, TRAITS, st.none()),
    ),
    min_size=5,
    max_size=30,
)


@given(steps)
@settings(max_examples=250, deadline=None)
def test_after_any_descriptions_that_came_and_went_the_edges_are_those_of_a_table(told_of):
    """
    Blocks become over-full and no longer are: who is near whom follows from who is there.
    """
    kept = Kept()
    for step in told_of:
        kept.tell(*step)

    assert kept.batch() == kept.edges()


@given(steps)
@settings(max_examples=250, deadline=None)
def test_what_is_kept_is_what_would_be_kept_had_only_the_last_ever_come(told_of):
    """
    In order of name, each once: byte for byte, so nothing is left of what went.
    """
    kept, fresh = Kept(), Kept()
    for step in told_of:
        kept.tell(*step)
    for node, (_, domain, traits) in sorted(kept.described.items()):
        fresh.tell(node, domain, traits)

    assert fresh.values() == kept.values()


def test_the_blocks_here_are_reached():
    """
    Four who share a day are not compared by it; once one of them goes, the others are.
    """
    kept = Kept()
    who_are = [
        who(birth_date="1980-02-03", surname=name, given_names=given_name, phone=None)
        for name, given_name in (
            *(("Vries", "Jan"), ("Bakker", "Jan"), ("Smit", "Karel"), ("Meer", "Willem")),
        )
    ]
    for number, traits in enumerate(who_are[:3]):
        kept.tell(f"n{number}", "all", traits)
    mates = set(map(frozenset, kept.edges()))
    kept.tell("n3", "all", who_are[3])
    over_full = set(map(frozenset, kept.edges()))
    kept.tell("n3", "all", None)

    assert over_full <= mates
    assert set(map(frozenset, kept.edges())) == mates


def test_who_only_one_block_brought_together_are_near_no_more_once_it_is_divided():
    """
    Two share a telephone and no more; with a fourth who has it too, it says less.
    """
    kept = Kept()
    for node, initials in (("a", "J"), ("b", None), ("c", "K")):
        kept.tell(node, "all", who(phone="0612345678", sex="m", initials=initials))
    near = kept.edges()
    kept.tell("d", "all", who(phone="0612345678", sex="m", initials="L"))
    divided_edges = kept.edges()
    kept.tell("d", "all", None)

    assert len(near) == 4  # b with a and with c, at both ends
    assert {} == divided_edges
    assert near == kept.edges()


def test_a_description_that_several_hold_stays_until_the_last_lets_it_go():
    """
    And counts once in every block.
    """
    kept = Kept().tell("a", "all", jan()).tell("b", "all", jan()).tell("c", "all", jan(bsn=BSN))
    edges = kept.edges()
    kept.tell("a", "all", None)

    assert edges == kept.edges()
    assert {} == kept.tell("b", "all", None).edges()


def test_nothing_is_kept_of_who_has_gone():
    """
    Keys and values: a person who is deleted is.
    """
    kept, empty = Kept(), Kept()
    for node, traits in (("a", jan()), ("b", jan(bsn=BSN)), ("c", jan(surname="Vreis"))):
        kept.tell(node, "all", traits)
    for node in "abc":
        kept.tell(node, "all", None)

    assert empty.values() == kept.values()


def test_nothing_is_looked_up_across_domains():
    """
    Systems without a legal ground are never compared, whatever they share.
    """
    kept = Kept().tell("a", "one", jan(bsn=BSN)).tell("b", "other", jan(bsn=BSN))

    assert {} == kept.edges()


# Through the step: what changes for all at once ends as if it had held from the beginning.

NAMES = ("Vries", "Vreis", "de Vries", "Bakker", "Jansen-Vries")
people = st.builds(
    PersonDescribed,
    bsn=st.sampled_from([None, None, BSN, OTHER_BSN]),
    surname=st.sampled_from(NAMES),
    given_names=st.sampled_from(["Jan", "Jan", "Johan", "Piet", None]),
    birth_date=st.sampled_from(["1980-02-03", "1980-02-03", "1980-03-02", None]),
    postcode=st.sampled_from(["1234AB", "1234AC", None]),
)
stories = st.lists(
    st.tuples(st.integers(0, 9), people, st.sampled_from(ALL), st.integers(0, 5)),
    min_size=4,
    max_size=16,
).map(
    lambda rows: [told(f"r{source}{n}", one, source=source, at=at) for n, one, source, at in rows]
)


def state_of(hub):
    """All but the counts of events, and what stood in force before."""
    return {k: v for k, v in hub.state.scan("") if not k.startswith(("seq/", "model"))}


def model_set(model):
    return ModelSet(version=model["version"], digest=model["version"], model=model, cause=CAUSE)


def other_model():
    """Another shipped one would be: names and postcodes say less, the threshold is higher."""
    model = json.loads(json.dumps(plain(shipped())))
    model["version"] = "of a test"
    model["chances"]["surname"]["same"][1] *= 20
    model["chances"]["postcode"]["same"][1] *= 50
    model["thresholds"] = {"link": 6.0, "review": 1.0}
    return model


@given(stories)
@settings(max_examples=60, deadline=None)
def test_another_model_compares_all_that_is_there_anew(story):
    """
    A replay under it would come to the same.
    """
    late, early = Hub(policy(ALL)).tell(*story), Hub()
    late._take(model_set(other_model()))
    early._take(model_set(other_model()))
    early.set(policy(ALL)).tell(*story)

    assert early.documents() == late.documents()
    assert state_of(early) == state_of(late)
    assert late.documents() == late.folded()


@pytest.mark.parametrize("linking", [{"link": 0.999, "review": 0.9}, {"review": 0.01}])
@given(story=stories)
@settings(max_examples=40, deadline=None)
def test_other_thresholds_compare_all_that_is_there_anew(linking, story):
    """
    A municipality may be stricter than the model, or want to see more.
    """
    strict = policy(ALL, linking=linking)
    late = Hub(policy(ALL)).tell(*story).set(strict)
    early = Hub(strict).tell(*story)

    assert state_of(early) == state_of(late)
    assert late.documents() == late.folded()


@given(
    stories,
    st.sampled_from([(), (("wmo", "uwv"),), (("wmo", "providers"), ("uwv", "participatiewet"))]),
)
@settings(max_examples=60, deadline=None)
def test_another_legal_ground_moves_all_that_is_there_to_another_domain(story, grounds):
    """
    What was compared without a ground is not kept.
    """
    late = Hub(policy(ALL)).tell(*story).set(policy(*grounds))
    early = Hub(policy(*grounds)).tell(*story)

    assert state_of(early) == state_of(late)
    assert late.documents() == late.folded()


@given(stories, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_a_bsn_that_comes_late_ends_as_if_it_had_been_there(story, chance):
    """
    Whatever was over-full on the way.
    """
    described = [t for t in story if t.who and not t.who.bsn]
    late = [
        told(t.record, t.who.model_copy(update={"bsn": chance.choice((BSN, OTHER_BSN))}),
             source=t.source, at=30)
        for t in described[:2]
    ]  # fmt: skip
    on_the_way = Hub(policy(ALL)).tell(*story, *late)
    at_once = Hub(policy(ALL)).tell(*late, *chance.sample(story, len(story)))

    assert state_of(on_the_way) == state_of(at_once)
    assert on_the_way.documents() == on_the_way.folded()


def test_a_block_that_is_over_full_for_a_while_parts_nobody_for_good():
    """
    One telephone number of a shelter: while four have it, it says nothing; when two are left it
    does.
    """
    residents = [
        JAN.model_copy(
            update={"given_names": None, "initials": f"{letter}.", "phone": "0612345678"}
        )
        for letter in "ABCD"
    ]
    hub = Hub(policy(ALL)).tell(*(told(f"r{n}", one) for n, one in enumerate(residents)))
    hub.tell(*(told(f"r{n}", None, at=9, deleted=True) for n in (2, 3)))
    fresh = Hub(policy(ALL)).tell(*(told(f"r{n}", one) for n, one in enumerate(residents[:2])))

    kinds = ("block/", "held/", "content/", "has/", "node/", "doc//")
    ours, theirs = (
        {k: v for k, v in of.state.scan("") if k.startswith(kinds)} for of in (hub, fresh)
    )
    assert theirs == ours
