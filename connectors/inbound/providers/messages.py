"""Which of its formats a provider's message is: its media type says so, else its first byte.

One event stands or falls as a message; of a batch or a table a bad one is refused alone.
"""

from functools import partial

from connectors.inbound.json import parse
from connectors.inbound.providers import tables
from connectors.inbound.providers.cloudevents import read_event
from connectors.inbound.records import gather
from schemas.errors import Rejected, kind_of
from schemas.reading import Context, Reading


def read(raw: bytes, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    media_type = context.media_type.partition(";")[0].strip().lower()
    if media_type == "text/csv" or not (media_type.endswith("json") or _looks_like_json(raw)):
        return tables.read(raw, context)
    message = parse(raw)
    match media_type:
        case "application/cloudevents+json":
            return _one(message, context)
        case "application/cloudevents-batch+json":
            return _batch(message, context)
        case _:
            several = isinstance(message, list)
            return _batch(message, context) if several else _one(message, context)


def _looks_like_json(raw: bytes) -> bool:
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def _one(message: object, context: Context) -> Reading:
    return Reading((read_event(message, "$", context),))


def _batch(message: object, context: Context) -> Reading:
    if not isinstance(message, list):
        raise Rejected("type", place="$", expected="a list of events", found=kind_of(message))
    if not message:
        raise Rejected("empty", place="$", expected="at least one event")
    return gather(
        (str(number), partial(read_event, event, f"$[{number}]", context))
        for number, event in enumerate(message)
    )
