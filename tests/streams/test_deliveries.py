"""A step that tells subscribers: with its decision, after its own sweep, and not without them."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

import streams.deliveries
from schemas import topics, wire
from schemas.keys import MissingKey
from schemas.messages import Cause, PolicySet
from streams import controls
from streams.deliveries import delivering
from streams.driver import decisions
from streams.memory import MemoryState
from streams.step import Decision, Draft, Step
from tests.given import POLICY
from tests.told import CARE, WORK, subscribed

KEYS = {"9901": b"a fictitious key of a fictitious town", "9902": b"another"}
CAUSE = Cause(message="m1", received="2026-01-05T12:34:56.789012+00:00", traceparent="00-ab-cd-01")
HOUT = {"name": "hout", "provider": "kvk:90000001"}
PLACE = "kvk:90000001/hout"


@dataclass(frozen=True)
class Written:
    """What the toy step is told to write."""

    writes: dict[str, Any]
    cause: Cause = field(default=CAUSE)


def decide(view, message):
    if isinstance(message, PolicySet):
        draft = Draft(view)
        differs = controls.set_policy(draft, message)
        return draft.decision(sweep=cursor(message.cause) if differs else None)
    return Decision(dict(message.writes))


def sweep(view, cursor):
    """One chunk of its own, in which it remembers that it came first."""
    return Decision({"swept": [key for key, _ in view.scan("shown//")]})


def cursor(cause):
    return {"cause": wire.plain(cause)}


STEP = Step("toy", (), Any, decide, (topics.DELIVERIES,), sweep)


class Hub:
    """The toy step with its state."""

    def __init__(self, keys=KEYS):
        self.step, self.state, self.sent = delivering(STEP, keys), MemoryState(), []

    def tell(self, message):
        before = len(self.sent)
        for decision in decisions(self.step, self.state, message):
            self.sent += decision.emits
        return [(e.key.split("|")[0], e.value["data"]) for e in self.sent[before:]]

    def subscribe(self, *subscribers, municipality="9901"):
        policy = subscribed(POLICY, subscribers).model_copy(update={"municipality": municipality})
        return self.tell(PolicySet(policy=policy, cause=CAUSE))

    def keys(self, prefix):
        return [key for key, _ in self.state.scan(prefix)]


def mix(person, *streams):
    lines = [
        {"line": s, "record": s, "stream": s, "instrument": s, "ground": "decision"}
        for s in streams
    ]
    period = {"start": "2026-01-01", "lines": lines}
    document = {"person": person, "municipality": "9901", "periods": [period]}
    return {f"doc//mix//{person}//{person}": document}


def overbooked():
    period = {"start": "2026-01-01", "occupancy": 9, "capacity": 8}
    return {f"doc//overbooked//{PLACE}//{PLACE}": {"place": PLACE, "periods": [period]}}


def test_without_subscribers_a_decision_stays_what_it_was():
    """
    And nothing of this stands in the state.
    """
    hub = Hub(keys={})
    hub.subscribe()
    decided = Decision(mix("p", "wlz"))
    same = delivering(replace(STEP, decide=lambda *_: decided), {})

    assert same.decide(hub.state, Written({})) is decided
    assert [] == hub.tell(Written(mix("p", "wlz")))
    assert [] == [k for k in hub.keys("") if k.startswith(("shown", "subscribers", "deliver"))]


def test_a_subscriber_is_told_in_the_decision_itself():
    """
    So once: what is told, what is remembered of it and how far was read are one transaction.
    """
    hub = Hub()
    hub.subscribe(WORK)

    (decision,) = decisions(hub.step, hub.state, Written(mix("p", "uwv", "wlz")))

    (emit,) = decision.emits
    assert ["uwv"] == [line["stream"] for line in emit.value["data"]["periods"][0]["lines"]]
    assert {"shown", "seq", "doc"} == {key.split("/")[0] for key in decision.writes}


def test_what_says_nothing_to_a_subscriber_is_not_told_and_leaves_no_gap():
    """
    Its sequence counts what it is told.
    """
    hub = Hub()
    hub.subscribe(WORK)

    told = [hub.tell(Written(mix("p", *s))) for s in (["uwv"], ["uwv", "wlz"], ["wlz"], ["wmo"])]

    assert [1, 0, 1, 0] == [len(events) for events in told]
    assert ["000000000001", "000000000002"] == [emit.value["sequence"] for emit in hub.sent]
    assert [] == hub.sent[-1].value["data"]["periods"]
    assert 1 == len({emit.value["subject"] for emit in hub.sent})


def test_an_event_does_not_tell_from_which_message_or_at_which_second_it_came():
    """
    Two subscribers could put what they know together by it.
    """
    hub = Hub()
    hub.subscribe(WORK, CARE)
    hub.tell(Written(mix("p", "uwv", "wlz")))
    one, other = (emit.value for emit in hub.sent)

    assert "2026-01-05T12:34:00.000000+00:00" == one["time"]
    assert not {"m1", one["causationid"]} & {other["causationid"]}
    assert "traceparent" not in one
    assert one["dataschema"].endswith(".delivered.v1")


def test_who_comes_later_is_told_what_stands_after_the_step_has_restated(monkeypatch):
    """
    In chunks, each a transaction of its own.
    """
    monkeypatch.setattr(streams.deliveries, "CHUNK", 2)
    hub = Hub()
    hub.subscribe()
    for person in "abcde":
        hub.tell(Written(mix(person, "uwv")))

    told = hub.subscribe(WORK)

    assert ["9901/werk"] * 5 == [to for to, _ in told]
    assert [] == hub.state.get("swept")  # its own sweep was before
    assert hub.state.get("deliver") is None


def test_who_is_no_longer_a_subscriber_is_told_that_all_is_gone():
    """
    And then forgotten, but for the sequences: who comes again goes on counting.
    """
    hub = Hub()
    hub.subscribe(WORK)
    hub.tell(Written(mix("p", "uwv")))

    (gone,) = hub.subscribe()

    assert [] == gone[1]["periods"]
    assert [] == hub.keys("shown//")
    assert hub.state.get("subscribers") is None
    hub.subscribe(WORK)
    assert "000000000003" == hub.sent[-1].value["sequence"]


def test_a_place_is_told_in_each_municipality_that_has_people_there():
    """
    Also where only that changed, and nothing about the place itself.
    """
    hub = Hub()
    hub.subscribe(HOUT)
    hub.subscribe(HOUT, municipality="9902")

    first = hub.tell(Written({f"place//{PLACE}": {"9901": ["place"]}, **overbooked()}))
    shared = hub.tell(Written({f"place//{PLACE}": {"9901": ["place"], "9902": ["place"]}}))
    left = hub.tell(Written({f"place//{PLACE}": {"9902": ["place"]}}))

    assert ["9901/hout"] == [to for to, _ in first]
    assert ["9902/hout"] == [to for to, _ in shared]
    assert [("9901/hout", [])] == [(to, data["periods"]) for to, data in left]


def test_a_place_that_only_care_is_a_tie_to_is_told_to_no_work_side_of_that_municipality():
    """
    It would tell that somebody of the town is in care there.
    """
    hub = Hub()
    hub.subscribe(WORK)
    pays = {"line": "l", "record": "r", "stream": "subsidy", "instrument": "subsidie"}
    period = {"start": "2026-01-01", "money": [pays]}
    place = {f"doc//place//{PLACE}//{PLACE}": {"place": PLACE, "periods": [period]}}

    care = hub.tell(Written({f"place//{PLACE}": {"9901": ["dagbesteding", "waits"]}, **place}))
    work = hub.tell(Written({f"place//{PLACE}": {"9901": ["beschut_werk", "dagbesteding"]}}))

    assert [] == care
    assert ["9901/werk"] == [to for to, _ in work]


def test_what_covers_a_placement_is_told_to_no_subscriber_by_streams():
    """
    From when on a line of its own pays for it hangs on what a line of the other side pays.
    """
    hub = Hub()
    hub.subscribe(WORK)
    own = {"line": "l", "stream": "participatiewet", "instrument": "beschut_werk"}
    period = {"start": "2026-01-01", "own": [own], "of_place": [], "state": "covered"}
    coverage = {"placement": "q", "municipality": "9901", "person": "p", "place": PLACE}
    coverage |= {"periods": [period]}
    work = {"activity": "beschut_werk"}

    told = hub.tell(Written({f"here//{PLACE}//q": work, f"doc//coverage//{PLACE}//q": coverage}))

    assert [] == told


def test_the_key_of_a_municipality_with_subscribers_must_be_there():
    """
    Their pseudonyms hang on it.
    """
    hub = Hub(keys={})

    with pytest.raises(MissingKey):
        hub.subscribe(WORK)
