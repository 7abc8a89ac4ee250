"""What tempts a hub to repeat a BSN: messages, requests and files with one where none belongs.

Each kind of place has a number of its own, so that a trace tells where it came from.
"""

import http.client
import re
import socket
from pathlib import Path
from typing import NamedTuple

from connectors.inbound.doors import DOORS
from connectors.inbound.folder import MEDIA_TYPES

VALID = Path(__file__).parents[1] / "connectors/messages"
WRONG = "999990008"  # no BSN, but nearly somebody's
IN_FIELD, IN_URL, IN_HEADER, IN_TRACE, IN_FILE_NAME, IN_REQUEST_LINE = NUMBERS = (
    *("999990019", "999990020", "999990032", "999990044"),
    *("999990056", "999990068"),
)
BSN = IN_FIELD.encode()
TOKENS = {
    ".xml": re.compile(rb"(?<=>)[^<>\s][^<>]*(?=<)|(?<=\")[^\"]+(?=\")|(?<=<)\w+(?=>)"),
    ".json": re.compile(rb"(?<=\")[^\"\n]+(?=\")|(?<=: )[0-9]+"),
    ".csv": re.compile(rb"[^;,\t\r\n]+"),
}
A_BSN = re.compile(rb"9999[0-9]{5}")


class Message(NamedTuple):
    source: str
    media_type: str
    body: bytes


def misplaced():
    """Every valid example again and again, each time with a BSN for another word of it."""
    for source in DOORS:
        for file in sorted((VALID / source / "valid").iterdir()):
            body = file.read_bytes()
            for word in TOKENS[file.suffix].finditer(body):
                before, after = body[: word.start()], body[word.end() :]
                yield Message(source, media_type(file.suffix, body), before + BSN + after)


def broken(folder):
    """Messages of a town that end halfway, hold a number that is no BSN, or are of another door."""
    for source in DOORS:
        for suffix in DOORS[source].port.suffixes:
            bodies = (file.read_bytes() for file in sorted((folder / source).glob(f"*{suffix}")))
            body = next((body for body in bodies if A_BSN.search(body)), b"")
            kind = media_type(suffix, body)
            yield Message(source, kind, body[: A_BSN.search(body).end() + 2 if body else 0])
            yield Message(source, kind, A_BSN.sub(WRONG.encode(), body))
            yield Message(source, kind, body.replace(b"9999", b"\xff9999", 1))
            yield Message(source, kind, b"<!DOCTYPE x [<!ENTITY e '%b'>]>" % BSN + body)
            for other in DOORS:
                if kind in DOORS[other].port.media_types:
                    yield Message(other, kind, body)


def media_type(suffix, body):
    if suffix != ".json":
        return MEDIA_TYPES[suffix]
    return f"application/cloudevents{'-batch' if body.startswith(b'[') else ''}+json"


def requests():
    """Method, path and headers of requests with a BSN in one of these."""
    bsn, csv = IN_URL, {"Content-Type": "text/csv"}
    yield "POST", f"/v1/messages/{bsn}", csv
    yield "POST", f"/v1/messages/wlz?bsn={bsn}", csv
    yield "POST", f"/v1/messages/wlz/{bsn}", csv
    for path in (f"/{bsn}", f"/v1/persons?bsn={bsn}", f"/metrics?{bsn}", f"/readyz?bsn={bsn}"):
        yield "GET", path, {}
    for asked in (f"{bsn}=1", f"from={bsn}", f"type={bsn}", f"follow={bsn}", f"bsn={bsn}"):
        yield "GET", f"/v1/events?{asked}", {}
    near = f"postcode={bsn}&within=5", f"postcode=4411&within={bsn}", f"bsn={bsn}"
    for asked in (*near, *(f"postcode=4411&within=5&{w}={bsn}" for w in ("activity", "work"))):
        yield "GET", f"/v1/offers?{asked}", {}
    bsn = IN_HEADER
    for name in ("X-Request-Id", "X-Correlation-Id", "User-Agent", "Cookie", "Referer", "Accept"):
        yield "POST", "/v1/messages/wlz", {**csv, name: bsn}
        yield "GET", "/metrics", {name: bsn}
    for name in ("Samenloop-Municipality", "Content-Encoding", "Content-Type", "tracestate"):
        yield "POST", "/v1/messages/wlz", {**csv, name: bsn}
    yield "POST", "/v1/messages/wlz", {"Content-Type": f"text/csv; name={bsn}"}
    yield "POST", "/v1/messages/wlz", {**csv, "Authorization": f"Bearer {bsn}"}
    yield "POST", "/v1/messages/wlz", {**csv, f"X-{bsn}": "1", bsn: "1"}
    for method in (IN_REQUEST_LINE, "DELETE", "OPTIONS"):
        yield method, f"/v1/messages/{IN_URL}", {}


def traceparents():
    """Traces that a sender made of a BSN, in ways that a hub can see."""
    yield f"00-{IN_TRACE.zfill(32)}-00f067aa0ba902b7-01"
    yield f"00-{IN_TRACE.ljust(32, 'a')}-00f067aa0ba902b7-01"
    yield f"00-4bf92f3577b34da6a3ce929d0e0e4736-{IN_TRACE.zfill(16)}-01"
    yield IN_TRACE


RAW = (
    f"GET /readyz HTTP/{IN_REQUEST_LINE}\r\n\r\n",
    f"GET {IN_REQUEST_LINE} \r\n\r\n",
    f"{IN_REQUEST_LINE}\r\n\r\n",
    f"GET /readyz HTTP/1.1\r\n{IN_REQUEST_LINE} no header\r\n\r\n",
    f"GET /readyz HTTP/1.1\r\nHost: a\r\nX-{IN_REQUEST_LINE} : 1\r\nX: \0{IN_REQUEST_LINE}\r\n\r\n",
    f"POST /v1/messages/wlz HTTP/1.1\r\nHost: a\r\nContent-Length: -{IN_REQUEST_LINE}\r\n\r\n",
    f"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nx{IN_REQUEST_LINE}\r\n",
    f"GET /?{'0' * 9000}{IN_REQUEST_LINE} HTTP/1.1\r\nHost: a\r\n\r\n",
)


def ask(address, method, path, headers, body=b""):
    """The whole answer as text: status, headers and body."""
    connection = http.client.HTTPConnection(address, timeout=20)
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    text = f"{answer.status} {answer.reason}\n{answer.headers}\n{answer.read().decode()}"
    connection.close()
    return text


def send_raw(address, text):
    """The answer to what hardly is a request."""
    host, port = address.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(text.encode())
        return b"".join(iter(lambda: connection.recv(65536), b"")).decode()
