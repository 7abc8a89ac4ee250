"""`GET /v1/events`: the public events, one JSON object a line (NDJSON), from where the reader was.

    {"event":{…},"next":"eyJ…"}      an event, and where to go on after it
    {"next":"eyJ…"}                  no event: at the start, at the end, and in silence

* `from=beginning` (the default), `latest`, or the `next` of the last line that was dealt with;
* `type=coverages.changed`, given once or more, leaves the other types out;
* `follow=false` ends with the events that are there now; else the stream stays open.

An operator reads what the hub publishes, whole.  A subscriber reads, with a token of its own, what
it is told of it: under its own pseudonyms, with its own sequences and ids (`streams.deliveries`).

Events about one subject come in the order of their sequence; others in any order.  An event can
come twice (a reader that was cut off, a worker that crashed): it has the same id then.  A reader
that takes its time holds nothing up but itself.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus

import orjson
import structlog
from aiohttp import web
from aiokafka.errors import KafkaError

from connectors.inbound.access import Access
from connectors.inbound.problems import Problem
from connectors.outbound import place
from connectors.outbound.operators import reader_of
from connectors.outbound.reader import BEGINNING, LATEST, Event, Reader, Start, TooOld
from schemas.events import EVENTS
from schemas.topics import DELIVERIES, PUBLIC

log = structlog.get_logger()

MEDIA_TYPE = "application/x-ndjson"
READERS_MAX = 50
SILENCE_SECONDS = 15.0  # after which a reader hears that there is nothing, and we whether it left
ASKABLE = {"from", "type", "follow"}


@dataclass(slots=True)
class Stream:
    """The public events at *bootstrap*, to as many readers at once as there may be."""

    bootstrap: str
    prefix: str
    partitions: int
    access: Access
    readers: int = 0
    stopping: bool = False

    async def answer(self, request: web.Request) -> web.StreamResponse:
        subscription = reader_of(request, self.access)
        to = f"{subscription.municipality}/{subscription.name}" if subscription else ""
        asked = asked_by(request, to)
        if self.readers >= READERS_MAX:
            detail = f"There are {READERS_MAX} readers already. Try again later."
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, {"Retry-After": "30"})
        self.readers += 1
        reader = Reader(self.bootstrap, self.prefix, asked.topics, self.partitions)
        try:
            await _open(reader, asked)
            return await self._tell(request, reader, asked)
        finally:
            self.readers -= 1
            await reader.close()

    async def _tell(
        self, request: web.Request, reader: Reader, asked: "Asked"
    ) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": MEDIA_TYPE})
        await response.prepare(request)
        try:
            await self._write(request, response, reader, asked)
            await response.write_eof()
        except ConnectionResetError:
            log.debug("reader_left")
        except KafkaError as error:
            log.warning("events_cut_off", error=type(error).__name__)
            _cut_off(request)  # so that the reader does not take it for the end
        return response

    async def _write(
        self, request: web.Request, response: web.StreamResponse, reader: Reader, asked: "Asked"
    ) -> None:
        await response.write(_nothing(reader))
        told = time.monotonic()
        while not (self.stopping or _has_left(request)):
            lines = list(_lines(await reader.next(), asked.wants))
            if lines:
                await response.write(b"".join(lines))  # waits for a reader that takes its time
                told = time.monotonic()
            if not asked.follow and await reader.is_at_end():
                break
            if time.monotonic() - told > SILENCE_SECONDS:
                await response.write(_nothing(reader))
                told = time.monotonic()
        await response.write(_nothing(reader))

    async def stop(self, _app: web.Application) -> None:
        self.stopping = True


def add(app: web.Application, stream: Stream) -> None:
    app.router.add_get("/v1/events", stream.answer, allow_head=False)
    app.on_shutdown.append(stream.stop)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for.  `types`: as they stand in events; none means all.  `to`: the
    subscriber (`municipality/name`) whose deliveries are asked for; none: what the hub publishes.
    """

    start: str
    types: frozenset[str]
    follow: bool
    to: str = ""

    @property
    def topics(self) -> tuple[str, ...]:
        if self.to:
            return (DELIVERIES.name,)
        if not self.types:
            return tuple(topic.name for topic in PUBLIC)
        return tuple(sorted({e.topic.name for e in EVENTS.values() if e.type in self.types}))

    def wants(self, event: Event) -> bool:
        if self.to and not event.key.startswith(f"{self.to}|".encode()):
            return False
        return not self.types or orjson.loads(event.value)["type"] in self.types


def asked_by(request: web.Request, to: str = "") -> Asked:
    """
    Raises:
        Problem: 400, with what can be asked.
    """
    query = request.query
    if set(query) - ASKABLE:  # not said which: the name of a parameter may hold anything
        raise _bad(f"Ask for {', '.join(sorted(ASKABLE))}; for nothing else.")
    if (follow := query.get("follow", "true")) not in ("true", "false"):
        raise _bad("follow is true or false.")
    types = frozenset(map(_type, query.getall("type", [])))
    return Asked(query.get("from", BEGINNING), types, follow == "true", to)


def _type(name: str) -> str:
    for event in EVENTS.values():
        if name in (event.name, event.type):
            return event.type
    raise _bad(f"There is no such type; there are {', '.join(EVENTS)}.")


async def _open(reader: Reader, asked: Asked) -> None:
    try:
        await reader.open(_start(asked.start))
    except place.Unreadable as error:
        detail = "from is beginning, latest, or the next of a line that answered the same types."
        raise _bad(detail) from error
    except TooOld as error:
        detail = "The events after that are no longer kept. Begin again: from=beginning."
        raise Problem(HTTPStatus.GONE, detail) from error
    except KafkaError as error:
        detail = "The events cannot be read now. Try again later."
        raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, {"Retry-After": "30"}) from error


def _start(word: str) -> Start:
    if word == BEGINNING:
        return BEGINNING
    return LATEST if word == LATEST else place.read(word)


def _bad(detail: str) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, detail)


def _lines(events: Iterable[Event], wanted: Callable[[Event], bool]) -> Iterator[bytes]:
    for event in events:
        if wanted(event):
            yield b'{"event":%b,"next":"%b"}\n' % (event.value, event.after.encode())


def _nothing(reader: Reader) -> bytes:
    return b'{"next":"%b"}\n' % reader.place.encode()


def _has_left(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


def _cut_off(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.close()
