"""What the entrance of every source is: which bytes it takes, and a pure reader of them."""

from dataclasses import dataclass

from schemas.facts import Source
from schemas.reading import Context, Notice, Reader, Reading, Refused

__all__ = ["MESSAGE_MAX", "Context", "Notice", "Port", "Reader", "Reading", "Refused"]

MESSAGE_MAX = 25 * 1024 * 1024  # iWmo OP179; the same for every source


@dataclass(frozen=True, slots=True)
class Port:
    """What a source's entrance takes, by HTTP (`media_types`) and by folder (`suffixes`)."""

    source: Source
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
