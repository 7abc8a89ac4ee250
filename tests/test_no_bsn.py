"""Law 6: no BSN outside the identity zone, plain or as a hash that can be undone by trying."""

import logging
import re

import pytest

from deploy.folder import raw_of, read_manifest
from schemas import topics, wire
from schemas.messages import Raw
from streams.driver import Driver
from streams.topology import topology
from tests.bsn import NUMBERS, PLANTED, forms, found, in_town, planted, traces_of
from tests.deploy import tempting
from tests.simulated import READERS, folder, serving
from tests.told import CARE, WORK, deliveries, subscribed

AT_PROVIDERS = [
    {"name": f"aanbieder-{number[-1]}", "provider": number}
    for number in ("kvk:00034000", "kvk:00034001", "kvk:00034002")
]
IDENTITY_ZONE = {topics.FACTS.name, *(topic.name for topic in topics.RAW.values())}


@pytest.fixture(scope="module")
def path():
    return folder(200, 7)


@pytest.fixture(scope="module")
def driver(path):
    of = serving(path)
    driver = Driver(topology(READERS, of.policies, of.keys))
    for policy in of.policies.values():
        told = subscribed(policy, [WORK, CARE, *AT_PROVIDERS])
        driver.set_policy(told, "2025-01-01T00:00:00.000000+00:00")
    for line in read_manifest(path):
        raw = raw_of(path, line)
        driver.take(raw.model_copy(update={"body": planted(raw.body)}))
    return driver


@pytest.mark.parametrize("number", NUMBERS)
def test_a_bsn_is_planted_in_every_number_that_may_hold_one(path, number):
    """
    A search for what was never there proves nothing.
    """
    bodies = [(path / line.file).read_bytes() for line in read_manifest(path)]

    assert any(re.search(NUMBERS[number][0], body) for body in bodies)


def test_every_subscriber_of_the_run_is_told_something(driver):
    """
    Of one that is not in the town a search would find nothing, whatever it may be told.
    """
    for subscriber in [WORK, CARE, *AT_PROVIDERS]:
        assert deliveries(driver, subscriber["name"])


@pytest.fixture(scope="module")
def tempted(path):
    """The hub after every valid example, each time with a BSN for another word of it."""
    of = serving(path)
    driver = Driver(topology(READERS, of.policies, of.keys))
    for policy in of.policies.values():
        told = subscribed(policy, [WORK, CARE, *AT_PROVIDERS])
        driver.set_policy(told, "2025-01-01T00:00:00.000000+00:00")
    for number, (source, media_type, body) in enumerate(tempting.misplaced()):
        received = f"2026-07-01T00:00:00.{number:06}+00:00"
        known = {"source": source, "received": received, "municipality": "0034"}
        driver.take(Raw(message=f"m{number}", media_type=media_type, body=body, **known))
    return driver


def test_a_bsn_in_the_wrong_place_of_a_message_goes_nowhere(tempted):
    """
    As an amount, a code, a name, a column or an attribute: it is refused without being repeated, or
    leaves as a pseudonym.
    """
    traces = traces_of([tempting.IN_FIELD])

    assert len(tempted.sent[topics.FACTS.name]) > 200
    assert len(tempted.sent[topics.DEAD_LETTERS.name]) > 1000
    for name, sent in tempted.sent.items():
        keys = (" ".join([emit.key, emit.part, *map(str, emit.headers)]) for emit in sent)
        assert set() == found(traces, keys), name
        if name not in IDENTITY_ZONE:
            values = (wire.write(emit.value).decode() for emit in sent if emit.value is not None)
            assert set() == found(traces, values), name


@pytest.fixture(scope="module")
def traces(path):
    """Every BSN of the run as it could stand somewhere: plain, and hashed without a key."""
    bsns = in_town(path)
    assert len(bsns) > 100
    return traces_of(bsns | {PLANTED})


@pytest.mark.parametrize("written", ['{"record": "%s"}', "00-%s-01", "L%s01", "'%s'\n"])
def test_the_search_finds_each_form_of_a_bsn(traces, written):
    """
    A search that finds nothing anywhere proves nothing.
    """
    for form in forms(PLANTED):
        assert {form} <= found(traces, [written % form])
        assert {form} <= found(traces, [written % form.upper()])


def test_no_bsn_stands_in_any_value_outside_the_identity_zone(driver, traces):
    """
    Person facts, place facts, outcomes, dead letters and every public event.
    """
    for name, sent in driver.sent.items():
        if name not in IDENTITY_ZONE:
            values = (wire.write(emit.value).decode() for emit in sent if emit.value is not None)

            assert set() == found(traces, values), name


def test_a_participant_who_is_known_by_their_bsn_gets_another_name(path, tempted):
    """
    A provider may use it as a code of its own; it is not given back.
    """
    told = [wire.write(emit.value).decode() for emit in tempted.sent[topics.DELIVERIES.name]]

    assert len(told) > 20
    assert set() == found(traces_of([tempting.IN_FIELD]), told)


def test_no_bsn_stands_in_a_key_a_header_or_what_chooses_a_partition(driver, traces):
    """
    Keys outlive many logs; that holds for `facts` too.
    """
    for name, sent in driver.sent.items():
        texts = (" ".join([emit.key, emit.part, *map(str, emit.headers)]) for emit in sent)

        assert set() == found(traces, texts), name


def test_no_bsn_stands_in_a_key_of_any_state(driver, traces):
    """
    A state's keys are the keys of its changelog.
    """
    keys = (key for state in driver.states.values() for key, _ in state.scan(""))

    assert set() == found(traces, keys)


def test_no_bsn_stands_in_the_state_of_a_step_behind_identify(driver, traces):
    """
    Only identity's own state may hold one.
    """
    for (step, _), state in driver.states.items():
        if step != "identify":
            values = (wire.canonical(value) for _, value in state.scan(""))

            assert set() == found(traces, values), step


def test_no_bsn_stands_in_a_reason(path, traces, caplog):
    """
    A broken message is refused in words that name the field, never the person.
    """
    from schemas.errors import Rejected
    from schemas.facts import Source
    from schemas.reading import Context

    reasons = []
    caplog.set_level(logging.DEBUG)
    for line in read_manifest(path)[:400]:
        body = (path / line.file).read_bytes()
        for broken in (body[: len(body) // 2], body.replace(b"2025", b"20x5"), body[::-1]):
            context = Context(received=line.received, municipality="0034")
            try:
                reading = READERS[Source(line.source)](broken, context)
            except Rejected as reason:
                reasons.append(str(reason))
            else:
                reasons += [str(refused.reason) for refused in reading.refused]

    assert len(reasons) > 400
    assert set() == found(traces, [*reasons, caplog.text])
