"""The HTTP door."""

import asyncio
import hashlib
import io
import json
import os
import re
from contextlib import asynccontextmanager
from uuid import UUID

import aiohttp
import pytest

from connectors.inbound import access, http
from connectors.inbound.access import Access, Registration
from connectors.inbound.door import MESSAGE_MAX
from connectors.inbound.doors import DOORS
from connectors.inbound.intake import kept, made
from connectors.inbound.producer import RawProducer
from schemas.errors import WrongConfiguration
from schemas.facts import Source
from schemas.topics import partition_of
from tests.connectors.entrance import PARTITIONS, Kept, intake, make_raw_topics, raws

CSV = {"Content-Type": "text/csv"}
TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
OPEN = Access(municipality="0034")


def registered(token, **known):
    fingerprint = hashlib.sha256(token.encode()).hexdigest()
    fields = {"sources": ("wlz",), "sender": "sender-a", "municipality": "0034", **known}
    return Registration(token_sha256=fingerprint, **fields)


CLOSED = Access(
    registration=(
        registered("wlz-token"),
        registered("any-token", sources=tuple(Source), municipality=None, sender="sender-b"),
    )
)


@asynccontextmanager
async def door(log, who=OPEN):
    runner = await http.serve(http.application(intake(log), who), "127.0.0.1", 0)
    host, port = runner.addresses[0]
    async with aiohttp.ClientSession(f"http://{host}:{port}") as session:
        yield session
    await runner.cleanup()


def ask(log, path="/v1/messages/wlz", *, who=OPEN, method="POST", body=b"x", headers=None):
    """The status, headers and JSON of an answer."""

    async def asked():
        async with (
            door(log, who) as session,
            session.request(method, path, data=body, headers={**CSV, **(headers or {})}) as answer,
        ):
            return answer.status, answer.headers, json.loads(await answer.read() or b"null")

    return asyncio.run(asked())


def test_a_message_is_taken_as_it_is_whatever_it_says():
    """
    The bytes are kept as received; a fault in them ends in the dead letters, not here.
    """
    log = Kept()
    status, _, told = ask(log, body=b"\xff\0 no csv at all", headers={"traceparent": TRACE})
    [raw] = log.raws

    assert (status, told["message"]) == (202, raw.message)
    assert told["trace"] == f"samenloop trace {raw.message}"
    assert UUID(raw.message).version == 4
    assert raw.model_dump(exclude={"message"}) == {
        "source": "wlz",
        "received": "2026-11-22T12:00:00.000000+00:00",
        "municipality": "0034",
        "sender": "",
        "media_type": "text/csv",
        "traceparent": TRACE,
        "partition": -1,
        "offset": -1,
        "body": b"\xff\0 no csv at all",
    }


@pytest.mark.parametrize("source", Source)
def test_every_source_is_taken_in_each_of_its_media_types(source):
    """
    With parameters or without, in whatever case.
    """
    for media_type in DOORS[source].port.media_types:
        log = Kept()
        sent = {"Content-Type": f"{media_type.upper()}; charset=utf-8"}

        assert ask(log, f"/v1/messages/{source}", headers=sent)[0] == 202
        assert log.raws[0].media_type == media_type


def test_nothing_is_answered_before_kafka_holds_it():
    """
    While Kafka is away the sender keeps its message and hears when to come back.
    """
    status, headers, problem = ask(Kept(away=True))

    assert (status, headers["Retry-After"]) == (503, "30")
    assert "Send it again later" in problem["detail"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"path": "/v1/messages/zvw"}, 404),
        ({"path": "/v1/messages/wlz/"}, 404),
        ({"path": "/"}, 404),
        ({"method": "GET"}, 405),
        ({"headers": {"Content-Type": "application/xml"}}, 415),
        ({"headers": {"Content-Type": ""}}, 415),
        ({"headers": {"Content-Encoding": "gzip"}}, 415),
        ({"headers": {"Samenloop-Municipality": "Almere"}}, 400),
        ({"headers": {"Samenloop-Municipality": "٠٠٣٤"}}, 400),
        ({"body": io.BytesIO(b"x" * (MESSAGE_MAX + 1))}, 413),
        ({"who": CLOSED}, 401),
        ({"who": CLOSED, "headers": {"Authorization": "Basic eDp5"}}, 401),
        ({"who": CLOSED, "headers": {"Authorization": "Bearer other"}}, 401),
        (
            {
                "who": CLOSED,
                "path": "/v1/messages/wmo",
                "headers": {"Authorization": "Bearer wlz-token", "Content-Type": "text/xml"},
            },
            403,
        ),
        (
            {
                "who": CLOSED,
                "headers": {
                    "Authorization": "Bearer wlz-token",
                    "Samenloop-Municipality": "0363",
                },
            },
            403,
        ),
    ],
)
def test_what_is_refused_at_once_comes_with_a_problem(request_, status):
    """
    As RFC 9457 has it, with the manners of the ADR; and nothing is kept.
    """
    log = Kept()
    answered, headers, problem = ask(log, **request_)

    assert (answered, problem["status"], log.raws) == (status, status, [])
    assert headers["Content-Type"] == "application/problem+json"
    assert problem["title"]
    assert problem["detail"]


def test_a_problem_says_what_would_be_right():
    """
    Which method, which media type, which token.
    """
    assert ask(Kept(), method="PUT")[1]["Allow"] == "POST"
    assert ask(Kept(), headers={"Content-Type": "text/plain"})[1]["Accept-Post"] == "text/csv"
    assert ask(Kept(), who=CLOSED)[1]["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", ["/v1/messages/wlz", "/nowhere"])
def test_every_answer_has_the_headers_of_the_adr(path):
    """
    Found or not, taken or not.
    """
    headers = ask(Kept(), path)[1]

    assert headers["API-Version"] == "1.0.0"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Server"] == "samenloop"


def test_a_body_that_hides_its_length_is_counted_while_it_comes_in():
    """
    25 MB and one byte in pieces, without Content-Length.
    """

    async def pieces():
        for _ in range(26):
            yield b"x" * (1024 * 1024)

    log = Kept()

    assert ask(log, body=pieces())[0] == 413
    assert log.raws == []


def test_the_largest_message_is_taken():
    """
    25 MB to the byte.
    """
    log = Kept()

    assert ask(log, body=io.BytesIO(b"x" * MESSAGE_MAX))[0] == 202
    assert len(log.raws[0].body) == MESSAGE_MAX


def test_half_a_message_is_no_message():
    """
    A line that drops leaves nothing behind.
    """

    async def dropped(log):
        async with door(log) as session:
            _, writer = await asyncio.open_connection(
                session._base_url.host, session._base_url.port
            )
            writer.write(
                b"POST /v1/messages/wlz HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n"
                b"Content-Length: 100\r\n\r\nbsn;status\n"
            )
            await writer.drain()
            writer.close()
            await writer.wait_closed()
            await asyncio.sleep(0.1)

    log = Kept()
    asyncio.run(dropped(log))

    assert log.raws == []


def test_a_registration_says_whose_message_it_is():
    """
    The municipality and the sender come from the token, and a sender of several names one.
    """
    log = Kept()
    ask(log, who=CLOSED, headers={"Authorization": "Bearer wlz-token"})
    named = {"Authorization": "bearer any-token", "Samenloop-Municipality": "0363"}
    ask(log, who=CLOSED, headers=named)
    ask(log, who=CLOSED, headers={"Authorization": "Bearer any-token"})
    ask(log, headers={"Samenloop-Municipality": "0363"})

    assert [(raw.municipality, raw.sender) for raw in log.raws] == [
        ("0034", "sender-a"),
        ("0363", "sender-b"),
        (None, "sender-b"),
        ("0363", ""),
    ]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (TRACE, TRACE),
        (TRACE.replace("00-", "cc-", 1) + "-later", TRACE),
        (TRACE + "-more", ""),
        (TRACE.replace("00-", "ff-", 1), ""),
        (TRACE.upper(), ""),
        ("00-" + "0" * 32 + "-00f067aa0ba902b7-01", ""),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-" + "0" * 16 + "-01", ""),
        (f"00-{'999900006'.zfill(32)}-00f067aa0ba902b7-01", ""),
        (f"00-4bf92f3577b34da6a3ce929d0e0e4736-{'999900006'.ljust(16, 'a')}-01", ""),
        ("", ""),
    ],
)
def test_a_valid_trace_is_kept_and_another_is_none(sent, expected):
    """
    As W3C Trace Context has it, and without what could be a BSN: it stands in every event.  A trace
    of the hub's own is valid too.
    """
    assert kept(sent) == expected
    assert kept(own := made()) == own


def test_a_message_without_a_trace_gets_one():
    """
    Every event can be followed back to its message.
    """
    log = Kept()
    ask(log, headers={"traceparent": "garbage"})

    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", log.raws[0].traceparent)


@pytest.mark.parametrize(
    "sent",
    [
        "999900006 / HTTP/1.1\r\n\r\n",
        "GET /v1/persons/999900006 of mine\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n999900006\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx999900006\r\n",
    ],
)
def test_what_is_no_request_is_answered_as_a_problem_and_not_quoted(sent, capfd):
    """
    aiohttp by itself says what it could not read; that may be an address with a BSN.
    """

    async def asked():
        async with door(Kept()) as session:
            where = session._base_url.host, session._base_url.port
            reader, writer = await asyncio.open_connection(*where)
            writer.write(sent.encode())
            answer = await reader.read()
            writer.close()
            return answer.decode()

    head, _, body = asyncio.run(asked()).partition("\r\n\r\n")

    assert head.split()[1] == "400"
    assert "Content-Type: application/problem+json" in head
    assert "Server: samenloop" in head
    assert "This is no request of HTTP 1.1." == json.loads(body)["detail"]
    assert "999900006" not in "".join(capfd.readouterr())


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "hub.example"])
def test_without_tokens_the_door_opens_to_this_machine_only(host):
    """
    A hub that anyone on the network may feed would be worthless.
    """
    with pytest.raises(WrongConfiguration, match="configure registrations"):
        access.must_be_safe(host, OPEN)
    with pytest.raises(WrongConfiguration):
        asyncio.run(http.serve(http.application(intake(Kept()), OPEN), host, 0))
    access.must_be_safe(host, CLOSED)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_machine_needs_no_token(host):
    """
    For the demo, and behind a gateway on the same machine.
    """
    access.must_be_safe(host, OPEN)


def test_a_file_of_registrations_is_read_whole_and_its_faults_are_told_together(tmp_path):
    """
    Without the tokens, of which only the fingerprints are kept.
    """
    path = tmp_path / "registrations.toml"
    entry = '[[registration]]\ntoken_sha256 = "%s"\nsources = ["wlz"]\nsender = "a"\n'
    path.write_text(entry % hashlib.sha256(b"secret").hexdigest())

    assert access.load(path).of("secret").sender == "a"
    assert access.load(path).of("other") is None
    for wrong, faults in {
        entry % "secret": ["token_sha256"],
        (entry % ("0" * 64)).replace("wlz", "zvw").replace('"a"', '""'): [
            "sources.0",
            "sources",
            "sender",
        ],
        (entry % ("0" * 64)) * 2: ["two registrations with one token"],
        "": ["no [[registration]]"],
        "token": [""],
    }.items():
        path.write_text(wrong)
        with pytest.raises(WrongConfiguration) as told:
            access.load(path)
        assert "secret" not in str(told.value)
        assert len(told.value.faults) == len(faults)
        assert all(fault in text for fault, text in zip(faults, told.value.faults, strict=True))


def test_a_fault_of_ours_is_told_without_what_the_message_says(capsys):
    """
    The sender hears that it was not taken, the operator where it went wrong.
    """

    class Failing:
        def append(self, raw):
            raise RuntimeError(raw.body)

    status, _, problem = ask(Failing(), body=b"999900006")

    logged = capsys.readouterr().out

    assert status == 500
    assert "999900006" not in json.dumps(problem) + logged
    assert "http_failed" in logged
    assert "append" in logged


@pytest.mark.kafka
def test_what_is_answered_202_is_in_kafka(kafka_broker, prefix):
    """
    On the partition that its id says, with its headers, byte for byte; the largest one too.
    """
    make_raw_topics(kafka_broker.bootstrap, prefix)
    log = RawProducer(kafka_broker.bootstrap, prefix=prefix)
    bodies = [b"", b"\xff\0", b"bsn;status\n", os.urandom(MESSAGE_MAX)]

    assert log.wait_until_ready(20)
    told = [ask(log, body=io.BytesIO(body))[2]["message"] for body in bodies]
    log.close()
    found = {raw.message: raw for raw in raws(kafka_broker.bootstrap, prefix, Source.WLZ)}

    assert [found[message].body for message in told] == bodies
    assert {raw.municipality for raw in found.values()} == {"0034"}
    assert all(raw.partition == partition_of(m, PARTITIONS) for m, raw in found.items())


@pytest.mark.kafka
def test_without_a_broker_the_answer_is_503_within_the_time_limit():
    """
    A bounded wait, and the message is not kept for later: the sender will send it again.
    """
    log = RawProducer("127.0.0.1:1", settings={"message.timeout.ms": 500})
    status, _, _ = ask(log)
    log.close()

    assert status == 503
