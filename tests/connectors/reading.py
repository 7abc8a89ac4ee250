"""What the tests of the doors share."""

from pathlib import Path

from connectors.inbound.doors import DOORS
from schemas.errors import Rejected
from schemas.facts import Source
from schemas.reading import Context

MESSAGES = Path(__file__).parent / "messages"
RECEIVED = "2026-11-22T12:00:00.000000+00:00"


def read(source, raw, municipality="0034", **known):
    context = Context(received=RECEIVED, municipality=municipality, **known)
    return DOORS[Source(source)].read(raw, context)


def example(name):
    """A valid example, such as `wlz/signalen.csv`, as read."""
    source, file = name.split("/")
    return read(source, (MESSAGES / source / "valid" / file).read_bytes())


def reasons(source, raw):
    """Why the message, or records of it, are refused: as the dead letters say it."""
    try:
        return [str(refused.reason) for refused in read(source, raw).refused]
    except Rejected as reason:
        return [str(reason)]


def reasons_of(name):
    source, file = name.split("/")
    return reasons(source, (MESSAGES / source / "broken" / file).read_bytes())


def table(*rows):
    return "\n".join(rows).encode()
