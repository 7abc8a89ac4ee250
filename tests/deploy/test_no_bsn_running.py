"""Law 6 on a hub that runs: what it takes in with a BSN, it repeats nowhere outside identity.

Everything it logs, answers and writes to Kafka is searched, after a simulated town and after
whatever tempts a hub to quote: see `tempting`.
"""

import json
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import pytest
from confluent_kafka.admin import AdminClient

from deploy.demo.process import POSTCODES
from deploy.folder import read_manifest
from schemas.facts import Source
from schemas.topics import FACTS, OUTCOMES, PUBLIC, RAW, TOPICS
from streams.settings import AppSettings
from tests import simulated
from tests.bsn import PLANTED, forms, found, in_town, planted, traces_of
from tests.deploy import tempting
from tests.deploy.hubs import hub, wait_for
from tests.stories import telling
from tests.stories.runner import SETTINGS
from tests.streams.running import read

pytestmark = pytest.mark.kafka
PARTITIONS = 2
MISPLACED = 17  # one in so many; tests/test_no_bsn.py has them all
SENDERS = 8  # at once
# What the simulated town does not tell of, so that every public topic says something
TOLD_BESIDE = (
    "p1_van_wmo_naar_participatiewet",
    "p5_cohort",
    "p5_programmas",
    "p6_verdiensten_verrekend",
    "p8_drie_kinderboerderijen",
    "p9_meer_mensen_dan_plaatsen",
)


class Said(NamedTuple):
    """All that left the hub, as text."""

    prefix: str
    log: str
    metrics: str
    answers: list[str]
    keys: dict[str, list[str]]
    values: dict[str, list[str]]


@pytest.fixture(scope="module")
def town():
    """Some of it changed from one law to another, whichever of their messages is first."""
    return simulated.folder(40, 2)


@pytest.fixture(scope="module")
def traces(town):
    beside = {bsn for *_, body in told_beside() for bsn in re.findall("9999[0-9]{5}", str(body))}
    everybody = {*in_town(town), *beside, PLANTED, tempting.WRONG, *tempting.NUMBERS}
    assert len(everybody) > 30
    return traces_of(everybody)


@pytest.fixture(scope="module")
def said(kafka_broker, town, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hub")
    inbox, key = folder / "inbox", folder / "hmac.key"
    key.write_text((town / "hmac.key").read_text())
    settings = AppSettings(kafka_broker.bootstrap, PARTITIONS, f"no-bsn-{uuid.uuid4().hex[:8]}-")
    more = ("--partitions", PARTITIONS, "--inbox", inbox, "--log", "json")
    more += ("--postcodes", POSTCODES)
    policy = town / "policy.toml"
    with hub(kafka_broker, settings.prefix, folder, policy, *more, talkative=True) as address:
        drop(inbox)
        answers = [tempting.send_raw(address, text) for text in tempting.RAW]
        with ThreadPoolExecutor(SENDERS) as pool:
            answers += pool.map(lambda one: tempting.ask(address, *one), everything(town))
        come_to_rest(settings, inbox)
        metrics = tempting.ask(address, "GET", "/metrics", {})
        near = "/v1/offers?postcode=4455&within=100&limit=200"
        for path in ("/v1/events?follow=false", near, "/readyz", "/livez"):
            answers.append(tempting.ask(address, "GET", path, {}))
    records = everything_kept(settings)
    return Said(
        settings.prefix,
        (folder / "hub.log").read_text(),
        metrics,
        answers,
        {name: [f"{r.key()} {r.headers()}" for r in known] for name, known in records.items()},
        {name: [str(r.value()) for r in known] for name, known in records.items()},
    )


def everything(town):
    """The requests, the town's messages among them."""
    for line in read_manifest(town):
        body = planted((town / line.file).read_bytes())
        yield posted(line.source, line.media_type, body)
    for message in [*tempting.broken(town), *islice(tempting.misplaced(), 0, None, MISPLACED)]:
        yield posted(*message)
    for message in told_beside():
        yield posted(*message)
    offer = next(line for line in read_manifest(town) if "werkplekken" in line.file)
    for number, trace in enumerate(tempting.traceparents()):
        body = (town / offer.file).read_bytes().replace(b"WP0", b"WT%d" % number)
        yield posted(offer.source, offer.media_type, body, {"traceparent": trace})
    yield from tempting.requests()


def told_beside():
    for name in TOLD_BESIDE:
        story = telling.read(telling.FOLDER / f"{name}.story")
        for turn in story.turns:
            if isinstance(turn.happens, telling.Message):
                file = story.messages / turn.happens.file
                body = as_this_town_has_it(file.read_bytes())
                yield turn.happens.source, tempting.media_type(file.suffix, body), body


def as_this_town_has_it(body):
    """A story's message: of this municipality, and with columns that go by the hub's own names."""
    header, line, rows = body.replace(b">9901<", b">0034<").partition(b"\n")
    for ours, theirs in SETTINGS["columns"]["participatiewet"].items():
        header = re.sub(rb"(?<![^;])%s(?![^;\r])" % theirs.encode(), ours.encode(), header)
    return header + line + rows


def posted(source, media_type, body, headers=None):
    return "POST", f"/v1/messages/{source}", {"Content-Type": media_type, **(headers or {})}, body


def drop(inbox):
    """Files whose names hold a BSN: one to read, one that is broken, one that is refused."""
    for number, (suffix, body) in enumerate(
        ((".csv", b"bsn;status;afgiftedatum;ingangsdatum;einddatum\n"), (".csv", b"x"), (".y", b""))
    ):
        wait_for((inbox / Source.WLZ).is_dir, "no inbox")
        (inbox / Source.WLZ / f"{number}_{tempting.IN_FILE_NAME}{suffix}").write_bytes(body)


def everything_kept(settings):
    """The records of every topic with the hub's prefix, whoever made it, by topic."""
    admin = AdminClient({"bootstrap.servers": settings.bootstrap, "log_level": 0})
    topics = admin.list_topics(timeout=10).topics.values()
    ours = {t.topic: len(t.partitions) for t in topics if t.topic.startswith(settings.prefix)}
    records = {}
    for count in set(ours.values()):
        names = [name for name, partitions in ours.items() if partitions == count]
        records |= read(replace(settings, partitions=count), *names)
    return records


def come_to_rest(settings, inbox):
    """Every message has an outcome, no file waits, and nothing more is written."""
    looks = [0]

    def rests():
        known = everything_kept(settings)
        looks.append(sum(map(len, known.values())))
        raws = sum(len(known[settings.topic(topic)]) for topic in RAW.values())
        keys = {record.key() for record in known[settings.topic(OUTCOMES)]}
        told = sum(key.startswith(b"message:") for key in keys)
        waiting = [path for path in (inbox / Source.WLZ).iterdir() if path.is_file()]
        return not waiting and told == raws and looks[-1] == looks[-2]

    wait_for(rests, "the hub did not come to rest", pause=1)


def test_the_hub_was_tempted(said):
    """
    A search through nothing finds nothing: it took the messages in, and said no in all its ways.
    """
    statuses = {re.match(r"(?:HTTP/1.. )?([0-9]{3}) ", answer)[1] for answer in said.answers}
    lines = [json.loads(line) for line in said.log.splitlines() if line.startswith("{")]
    topics_ = {name.partition("no-bsn-")[2].partition("-")[2] for name in said.values}

    assert {"200", "202", "400", "404", "405", "415"} == statuses
    assert {"message_taken", "file_refused", "request_failed"} <= {line["event"] for line in lines}
    assert {"debug", "info", "warning"} <= {line["level"] for line in lines}
    assert len(lines) == len(said.log.splitlines())
    assert 'samenloop_dead_letters_total{fault="' in said.metrics
    assert {topic.name for topic in TOPICS} < topics_, "the steps' own topics are read as well"
    assert [] == [topic.name for topic in PUBLIC if not said.values[f"{said.prefix}{topic.name}"]]


def test_the_search_finds_the_bsns_where_they_belong(said, traces, town):
    """
    In the raw messages and in what identify knows stand nearly all, read as all other topics are.
    """
    raw = found(traces, (text for name in zone(said, RAW.values()) for text in said.values[name]))
    facts = found(traces, (text for name in zone(said, [FACTS]) for text in said.values[name]))

    assert len(in_town(town) & raw) > 20
    assert {PLANTED, tempting.IN_FIELD, tempting.WRONG} <= raw
    assert len(in_town(town) & facts) > 20


@pytest.mark.parametrize("number", [PLANTED, *tempting.NUMBERS])
def test_a_trace_that_were_there_would_be_found(said, traces, number):
    """
    In a line of the log, a metric, an answer or the key of a record, as plain text or as a hash.
    """
    all_forms = set(forms(number))
    logged = [json.dumps({"event": f"read {form}"}) for form in all_forms]
    counted = [f'samenloop_read_total{{of="{form}"}} 1.0' for form in all_forms]

    assert all_forms == found(traces, [said.log + "\n".join(logged)])
    assert all_forms == found(traces, [said.metrics + "\n".join(counted)])
    assert all_forms == found(
        traces, (f"400 Bad Request\n\n{form} is no day" for form in all_forms)
    )
    assert all_forms == found(traces, (f"b'0034|{form}' []" for form in all_forms))


def test_no_line_of_the_log_holds_a_bsn(said, traces):
    """
    Logs are copied to systems that nobody thinks of as holding personal data.
    """
    assert set() == found(traces, [said.log])


def test_no_metric_holds_a_bsn(said, traces):
    """
    A label is a word of ours.
    """
    assert set() == found(traces, [said.metrics])


def test_no_answer_holds_a_bsn(said, traces):
    """
    Not a problem's text, not a header, not an address, not an event: whoever asked or passed it on.
    """
    assert {} == {answer: hits for answer in said.answers if (hits := found(traces, [answer]))}


def test_no_key_and_no_header_of_any_topic_holds_a_bsn(said, traces):
    """
    Of the raw messages, of `facts` and of the states too.
    """
    assert {} == {name: hits for name, keys in said.keys.items() if (hits := found(traces, keys))}


def test_no_value_outside_the_identity_zone_holds_a_bsn(said, traces):
    """
    No public event, and nothing that the steps behind identify tell each other or remember.
    """
    within = {*zone(said, [*RAW.values(), FACTS]), *(n for n in said.values if "identify" in n)}

    assert {} == {
        name: hits
        for name, values in said.values.items()
        if name not in within and (hits := found(traces, values))
    }


def zone(said, topics_):
    return [f"{said.prefix}{topic.name}" for topic in topics_]
