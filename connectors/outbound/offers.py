"""`GET /v1/offers`: what is offered within so many kilometres of a postcode.

    GET /v1/offers?postcode=4411AB&within=10
        &activity=dagbesteding    one or more of these kinds; without it all
        &work=hout                words in the name or the type of work
        &free=true                only places with a free seat
        &limit=20                 the nearest so many; 50 if it is not said, 200 at most

It answers from `place.offers`, which is compacted and holds one record per place: it is read from
its beginning at each start, and followed from then on.  The public topic forgets with time, and
`place.facts` would bring persons' pseudonyms here, and make us conclude a second time what the
steps have concluded.  `fresh_at` is a moment at which all that was committed was in the answer.

A postcode is somebody's: no address of a request is logged, and an answer does not repeat it.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any, Final

import structlog
from aiohttp import web
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError, KafkaTimeoutError

from connectors.inbound.access import Access
from connectors.inbound.problems import Problem
from connectors.outbound.nearby import answer, asked_by
from connectors.outbound.operators import must_be_operator
from connectors.outbound.postcodes import Postcodes
from schemas import wire
from schemas.errors import Rejected
from schemas.offers import OfferStanding
from schemas.topics import PLACE_OFFERS

POLL_MS = 250
BATCH = 500
LOOK_SECONDS = 1.0  # between two looks at how far the topic goes
AGAIN_SECONDS = 1.0
RETRY_AFTER: Final = {"Retry-After": "5"}
NO_TABLE = (
    "This hub has no table of postcodes, so that it cannot tell distances."
    " Its operator gives it one: samenloop run --postcodes FILE,"
    " with the columns postcode;breedtegraad;lengtegraad."
)

log = structlog.get_logger()
Standings = dict[str, OfferStanding]


@dataclass(slots=True)
class Offers:
    """What every place offers, as it stands.  `follow` keeps it so; until it is, nothing is said.

    `today`: the day on which an offer should hold, in the Netherlands.
    """

    bootstrap: str
    prefix: str
    partitions: int
    access: Access
    today: Callable[[], date]
    postcodes: Postcodes | None = None
    standings: Standings = field(default_factory=dict)
    fresh_at: datetime | None = None

    def why_not_ready(self) -> str | None:
        return None if self.fresh_at else "the offers of places are being read"

    async def answer(self, request: web.Request) -> web.Response:
        must_be_operator(request, self.access)
        asked = asked_by(request.query)
        if self.postcodes is None:
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, NO_TABLE)
        if self.fresh_at is None:
            detail = "The offers are still being read. Try again in some seconds."
            raise Problem(HTTPStatus.SERVICE_UNAVAILABLE, detail, RETRY_AFTER)
        found = answer(self.standings.values(), asked, self.postcodes, self.today())
        fresh = self.fresh_at.isoformat(timespec="milliseconds")
        return web.json_response({"fresh_at": fresh, **found})

    async def follow(self) -> None:
        """Never ends.  While the broker is away, what was known is answered with its `fresh_at`."""
        while True:
            try:
                await self._read()
            except (KafkaError, OSError) as error:
                log.warning("offers_not_followed", error=type(error).__name__, advice="tried again")
            await asyncio.sleep(AGAIN_SECONDS)

    async def _read(self) -> None:
        topic = self.prefix + PLACE_OFFERS.name
        every = [TopicPartition(topic, number) for number in range(self.partitions)]
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self.bootstrap.split(","),
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="none",  # were the topic made anew, all that is known would be old
            isolation_level="read_committed",
            fetch_max_wait_ms=POLL_MS,
        )
        try:
            await consumer.start()
            consumer.assign(every)
            await consumer.seek_to_beginning(*every)
            await self._keep_up(consumer, every)
        finally:
            await _stop(consumer)

    async def _keep_up(self, consumer: AIOKafkaConsumer, every: list[TopicPartition]) -> None:
        """What is read anew takes the place of what was known once it is whole."""
        known: Standings = {}
        goal: Goal | None = None
        looked = 0.0
        while True:
            if goal is None and time.monotonic() - looked >= LOOK_SECONDS:
                looked, goal = time.monotonic(), await _look(consumer, every)
            batches = await consumer.getmany(timeout_ms=POLL_MS, max_records=BATCH)
            for records in batches.values():
                for record in records:
                    take(known, record)
            if goal and await goal.is_reached(consumer):
                self.standings, self.fresh_at, goal = known, goal.at, None


@dataclass(frozen=True, slots=True)
class Goal:
    """How far the topic went at a moment."""

    at: datetime
    ends: dict[TopicPartition, int]

    async def is_reached(self, consumer: AIOKafkaConsumer) -> bool:
        for at, end in self.ends.items():
            if await consumer.position(at) < end:
                return False
        return True


async def _look(consumer: AIOKafkaConsumer, every: list[TopicPartition]) -> Goal | None:
    at = datetime.now(UTC)
    try:
        return Goal(at, await consumer.end_offsets(every))
    except KafkaTimeoutError:
        log.warning("offers_not_followed", advice="the broker is away; tried again")
        return None


async def _stop(consumer: AIOKafkaConsumer) -> None:
    """Close it.  It waits for tasks that it cancels, which looks as if we were cancelled."""
    task = asyncio.current_task()
    try:
        await consumer.stop()
    except asyncio.CancelledError:
        if task is None or task.cancelling():
            raise


def take(known: Standings, record: Any) -> None:
    """The last record of a place is what stands; one without value: nothing does.

    What is no offer, whoever put it there, is passed over and said.
    """
    place = record.key.decode(errors="replace") if record.key else ""
    if record.value is None:
        known.pop(place, None)
        return
    try:
        known[place] = wire.read(OfferStanding, record.value)
    except Rejected:
        log.warning("offer_not_read", partition=record.partition, offset=record.offset)


def add(app: web.Application, offers: Offers) -> None:
    app.router.add_get("/v1/offers", offers.answer, allow_head=False)
