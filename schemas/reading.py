"""What reading a message gives: its good records, its bad ones, and what was not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from schemas.errors import Rejected
from schemas.facts import Record
from schemas.values import Municipality

RECORDS_MAX = 100_000  # they are held in memory together, and told in one transaction
REFUSED_MAX = 10_000  # a message with more bad records is not what it should be: refused whole


@dataclass(frozen=True, slots=True)
class Context:
    """What the door knows of a message besides its bytes.

    `municipality`: of the sender's registration, for messages that do not name one.
    `received`: UTC, ISO 8601.  `columns`: for CSV, our column name to the sender's (policy).
    """

    received: str
    municipality: Municipality | None = None
    sender: str = ""
    media_type: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """One record of a message that could not be read, while the others could."""

    record: str
    reason: Rejected


def not_too_many(refused: int) -> None:
    """One wrong column makes every row wrong: one reason says that better than one for each.

    Raises:
        Rejected: more of the message's records are refused than can be told one by one.
    """
    if refused > REFUSED_MAX:
        raise Rejected(
            "too-many-refused",
            place="message",
            expected=f"at most {REFUSED_MAX} records that cannot be read",
            found="more",
        )


@dataclass(frozen=True, slots=True)
class Notice:
    """Something carried as it is, and counted: a code that is in no list of ours."""

    list: str
    code: str


@dataclass(frozen=True, slots=True)
class Reading:
    records: tuple[Record, ...]
    refused: tuple[Refused, ...] = ()
    notices: tuple[Notice, ...] = ()


class Reader(Protocol):
    def __call__(self, raw: bytes, context: Context) -> Reading:
        """
        Raises:
            Rejected: the message as a whole cannot be read.  Nothing else is ever raised.
        """
        ...
