"""The entrance behind every door: a message gets its id and its time of receipt, and goes to Kafka.

Whatever the bytes say, they are accepted; only when Kafka confirms that it holds them is the sender
told so.  The id is drawn here, never derived from content, which would give a BSN away.
"""

import asyncio
import re
import secrets
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from uuid import uuid4

import structlog

from schemas.facts import Source
from schemas.messages import Raw
from schemas.values import Municipality, may_hold_bsn

log = structlog.get_logger()

_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")


class NotTaken(Exception):
    """Kafka did not confirm the message in time.  The sender keeps it and may send it again."""


class Log(Protocol):
    """What keeps the raw messages: Kafka, or a list in a test."""

    def append(self, raw: Raw) -> Future[None]:
        """Returns at once; done when it is kept, with `NotTaken` when it is not."""
        ...


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message at the door, with what the door knows of it."""

    source: Source
    body: bytes
    media_type: str = ""
    municipality: Municipality | None = None
    sender: str = ""
    traceparent: str = ""


def _now() -> datetime:
    return datetime.now(UTC)


def _mint() -> str:
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class Intake:
    log: Log
    now: Callable[[], datetime] = _now
    mint: Callable[[], str] = _mint

    async def take(self, arrival: Arrival) -> str:
        """The id of the message, once Kafka holds it.

        Raises:
            NotTaken: it does not.
        """
        raw = self.receive(arrival)
        await asyncio.wrap_future(self.log.append(raw))
        _tell(raw)
        return raw.message

    def keep(self, raw: Raw) -> None:
        """As `take`, for a caller that waits, and that knows the message's id already.

        Raises:
            NotTaken: Kafka does not hold it.
        """
        self.log.append(raw).result()
        _tell(raw)

    def receive(self, arrival: Arrival) -> Raw:
        return Raw(
            message=self.mint(),
            source=arrival.source,
            received=self.now().astimezone(UTC).isoformat(timespec="microseconds"),
            municipality=arrival.municipality,
            sender=arrival.sender,
            media_type=arrival.media_type,
            traceparent=kept(arrival.traceparent) or made(),
            body=arrival.body,
        )


def _tell(raw: Raw) -> None:
    log.info("message_taken", message=raw.message, source=raw.source.value, bytes=len(raw.body))


def kept(traceparent: str) -> str:
    """The trace that the sender began (W3C Trace Context), as version 00; nothing if it is none.

    Nor if a BSN may stand in it: a trace stands in every event.  By chance that is one in 25.
    """
    if not (said := _TRACEPARENT.fullmatch(traceparent.strip())):
        return ""
    version, trace, span, flags, more = said.groups()
    if version == "ff" or (version == "00" and more) or not int(trace, 16) or not int(span, 16):
        return ""
    if may_hold_bsn(trace) or may_hold_bsn(span):
        return ""
    return f"00-{trace}-{span}-{flags}"


def made() -> str:
    """A new trace, such as we would keep.  An id of zeros would be no id: none ends in zero."""
    while not (trace := kept(f"00-{secrets.token_hex(15)}01-{secrets.token_hex(7)}01-01")):
        pass
    return trace
