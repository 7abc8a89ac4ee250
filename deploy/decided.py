"""What somebody decided about who is who: on a running hub's facts, or in a folder of messages.

In a folder the decisions stand in `decisions.ndjson`, one `LinkDecided` a line, and are replayed
where their time puts them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple
from uuid import uuid4

from pydantic import ValidationError

from deploy.brokers import BrokerUnavailable
from deploy.engine import beside
from deploy.reading import all_of
from schemas import topics, wire
from schemas.errors import WrongConfiguration
from schemas.messages import Cause, LinkDecided
from schemas.reviews import Review
from schemas.topics import partition_of
from streams.engine.broadcast import send_together
from streams.engine.faults import BrokerFailed
from streams.engine.step import Record
from streams.settings import AppSettings

FILE = "decisions.ndjson"
Verdict = Literal["same", "different", "withdrawn"]


class Decided(NamedTuple):
    """A decision as it stands among the messages of a folder."""

    received: str
    decided: LinkDecided


def about(review: Review, verdict: Verdict, by: str, why: str) -> LinkDecided:
    """A decision about what was looked at, taken now."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    return LinkDecided(
        municipality=review.municipality,
        one=review.one.record,
        other=review.other.record,
        verdict=verdict,
        by=by,
        at=now,
        why=why,
        review=review.review,
        evidence=review.evidence,
        cause=Cause(message=f"decision:{uuid4()}", received=now),
    )


def withdrawn(earlier: LinkDecided, by: str, why: str) -> LinkDecided:
    """The end of a decision: what is computed holds again."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    cause = Cause(message=f"decision:{uuid4()}", received=now)
    update = {"verdict": "withdrawn", "by": by, "at": now, "why": why, "cause": cause}
    return earlier.model_copy(update=update)


def of_folder(folder: Path) -> list[Decided]:
    """
    Raises:
        WrongConfiguration: with each line that is no decision.
    """
    path = folder / FILE
    if not path.exists():
        return []
    found: list[Decided] = []
    faults: list[str] = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            decided = LinkDecided.model_validate_json(line)
        except ValidationError as error:
            faults += [f"line {number}: {'.'.join(map(str, e['loc']))}" for e in error.errors()]
        else:
            found.append(Decided(decided.cause.received, decided))
    if faults:
        raise WrongConfiguration(str(path), faults)
    return found


def add_to_folder(folder: Path, decided: LinkDecided) -> None:
    with (folder / FILE).open("ab") as file:
        file.write(wire.write(decided) + b"\n")


def of_hub(bootstrap: str, prefix: str) -> Iterator[LinkDecided]:
    """Every decision on a hub's facts."""
    for kept in all_of(bootstrap, [prefix + topics.FACTS.name]):
        if kept.value is not None and b'"link-decided"' in kept.value:
            yield LinkDecided.model_validate_json(kept.value)


def tell_hub(settings: AppSettings, decided: LinkDecided) -> None:
    """
    Raises:
        BrokerUnavailable: it does not hold it.
    """
    key = f"{decided.municipality}|decision|{decided.one}|{decided.other}|{decided.at}"
    partition = partition_of(decided.municipality, settings.partitions)
    record = Record(settings.topic(topics.FACTS), key.encode(), wire.write(decided), partition)
    try:
        send_together(beside(settings), [record], "decisions")
    except BrokerFailed as failed:
        raise BrokerUnavailable(
            f"The broker at {settings.bootstrap} does not take the decision: {failed}"
        ) from failed
