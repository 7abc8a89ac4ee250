"""Metrics: what went through, counted, with words of ours as labels and nothing else."""

import asyncio
from concurrent.futures import Future

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from connectors.inbound.access import Access, Operator
from connectors.inbound.intake import NotTaken
from connectors.inbound.problems import problems
from connectors.outbound import metrics
from connectors.outbound.metrics import Counted, Metrics
from deploy.folder import raw_of, read_manifest
from schemas.facts import Source
from schemas.messages import DeadLetter, Outcome, Raw
from schemas.topics import DEAD_LETTERS, OUTCOMES, PERSONS
from streams.driver import Driver
from streams.engine.loop import Done
from streams.step import Emit, Note
from streams.topology import topology
from tests import simulated
from tests.given import cause

RAW = Raw(message="m-1", source=Source.WMO, received="2026-01-01", body=b"999900006")


def outcome(record, step="normalise", fate="passed", **more):
    fields = {"version": "", "subject": "s", "source": Source.WMO, "cause": cause()} | more
    value = Outcome(record=record, step=step, outcome=fate, **fields)
    return Emit(OUTCOMES, record, part=record, value=value)


def value(counted, name, **labels):
    return counted.registry.get_sample_value(f"samenloop_{name}", labels)


def test_messages_records_and_events_are_counted_apart():
    """
    How much came in, what became of it, what was told: three questions, three counters.
    """
    counted = Metrics()
    event = Emit(PERSONS, "p", part="p", value={"type": "nl.samenloop.persons.linked.v1"})

    notes = [outcome("message:1"), outcome("r1"), outcome("r2"), event]
    counted.committed(Done(events={"normalise": 2}, notes={"normalise": notes}))

    assert 1 == value(counted, "messages_read_total", source="wmo", outcome="passed")
    assert 2 == value(counted, "records_total", step="normalise", outcome="passed")
    assert 1 == value(counted, "events_total", type="nl.samenloop.persons.linked.v1")
    assert 2 == value(counted, "step_processed_total", step="normalise")
    assert value(counted, "step_last_processed_timestamp_seconds", step="normalise") > 0


def test_whether_the_short_cut_is_open_can_be_seen():
    """
    While it is shut, what comes out takes longer.
    """
    counted = Metrics()
    counted.short_cut("", is_open=True)
    was = value(counted, "engine_short_cut")
    counted.short_cut("another wrote", is_open=False)

    assert (1, 0) == (was, value(counted, "engine_short_cut"))


def test_what_is_not_in_our_lists_and_what_could_not_be_read_is_counted_by_kind():
    """
    A list that grew, or a sender that changed, shows before somebody complains.
    """
    counted = Metrics()
    letter = DeadLetter(
        message="m",
        source=Source.UWV,
        received="r",
        record="*",
        fault="not-xml",
        place="p",
        expected="e",
        found="f",
        raw_topic="raw.uwv",
    )
    lacking = outcome("message:1", unlisted=("CdSzWet", "CdAardIkv"))

    notes = [lacking, Emit(DEAD_LETTERS, "m|*", "m", letter)]
    counted.committed(Done(events={"normalise": 1}, notes={"normalise": notes}))

    assert 1 == value(counted, "codes_unlisted_total", list="CdSzWet")
    assert 1 == value(counted, "dead_letters_total", source="uwv", fault="not-xml")


def test_what_too_many_share_is_counted_by_the_name_of_the_key():
    """
    A number that stands for nobody, filled in by many, links nobody: somebody should see it.
    """
    counted = Metrics()

    notes = [Note("divided", "phone"), Note("not-compared", "phone"), Note("not-compared", "phone")]
    counted.committed(Done(events={"identify": 3}, notes={"identify": notes}))

    assert 1 == value(counted, "linking_blocks_total", key="phone", became="divided")
    assert 2 == value(counted, "linking_blocks_total", key="phone", became="not-compared")


def test_only_what_kafka_keeps_counts_as_taken():
    """
    A message that the sender must send again is not in yet.
    """
    counted, away = Metrics(), Future()
    away.set_exception(NotTaken("away"))
    kept = Future()
    kept.set_result(None)

    Counted(Log(away), counted).append(RAW)
    Counted(Log(kept), counted).append(RAW)

    assert 1 == value(counted, "messages_taken_total", source="wmo")


class Log:
    def __init__(self, answer):
        self.answer = answer

    def append(self, raw):
        return self.answer


def shown(counted, access, **headers):
    async def ask():
        app = web.Application(middlewares=[problems])
        metrics.add(app, counted, access)
        async with TestClient(TestServer(app)) as client:
            answer = await client.get("/metrics", headers=headers)
            return answer.status, answer.content_type, await answer.text()

    return asyncio.run(ask())


def test_no_value_of_a_message_becomes_a_label():
    """
    Everything that a simulated municipality sends, and no person, place or record in the numbers.
    """
    folder = simulated.folder(20, 7)
    serving = simulated.serving(folder)
    driver = Driver(topology(simulated.READERS, serving.policies, serving.keys))
    for policy in serving.policies.values():
        driver.set_policy(policy, "2026-01-01T00:00:00.000000+00:00")
    for line in read_manifest(folder):
        driver.take(raw_of(folder, line))
    counted = Metrics()
    counted.committed(Done(events={"all": 1}, notes={"all": driver.emitted}))

    labels = {
        label
        for metric in counted.registry.collect()
        for sample in metric.samples
        for name, label in sample.labels.items()
        if name != "le"  # the bounds of a histogram
    }

    assert {label for label in labels if any(part.isdigit() for part in label.split("."))} == set()
    assert len(labels) < 100


def test_prometheus_can_read_it_and_others_only_with_a_token():
    """
    Plain text in its format; the token of an operator where there are operators.
    """
    operator = Operator(token_sha256="0" * 64, name="prometheus")
    status, kind, text = shown(Metrics(), Access())

    assert (200, "text/plain") == (status, kind)
    assert "# TYPE samenloop_events_total counter" in text
    assert 401 == shown(Metrics(), Access(operator=(operator,)))[0]
    assert 401 == shown(Metrics(), Access(operator=(operator,)), Authorization="Bearer x")[0]
