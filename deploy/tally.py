"""What became of what came in, counted: messages, records, events, dead letters.

Law 3 is checked here: every accepted message has an outcome, and so has every record of it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.messages import DeadLetter, Outcome
from streams.fates import fates

MESSAGE = "message:"


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers, and what is `lost`: messages and records without an outcome, by name."""

    messages: int
    records: Counter[str]
    events: Counter[str]
    dead_letters: Counter[str]
    lost: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """As text, one subject a line."""
        yield f"messages: {self.messages}"
        yield f"records: {_counted(self.records)}"
        yield f"events: {_counted(self.events)}"
        yield f"dead letters: {_counted(self.dead_letters)}"
        if self.lost:
            yield f"LOST, without an outcome: {len(self.lost)}"
            yield from (f"  {name}" for name in self.lost)


def tally(
    accepted: Iterable[str],
    outcomes: Iterable[Outcome],
    letters: Iterable[DeadLetter],
    events: Iterable[str],
) -> Tally:
    """
    Args:
        accepted: the ids of the messages that were taken in.
        outcomes: the current ones: the last of each key.
        letters: the last of each message and record.
        events: the type of each, each told once.
    """
    messages = set(accepted)
    became = fates(outcomes)
    known = {record.removeprefix(MESSAGE) for record, _ in became if record.startswith(MESSAGE)}
    of_records = {of: fate for of, fate in became.items() if not of[0].startswith(MESSAGE)}
    lost = [f"message {message}" for message in sorted(messages - known)]
    lost += [f"record {of[0]} version {of[1]}" for of, fate in of_records.items() if fate is None]
    return Tally(
        messages=len(messages),
        records=Counter(fate for fate in of_records.values() if fate is not None),
        events=Counter(events),
        dead_letters=Counter(f"{letter.source} {letter.fault}" for letter in letters),
        lost=tuple(lost),
    )


def short(event_type: str) -> str:
    """A type without what all types share.

    >>> short("nl.samenloop.coverages.changed.v1")
    'coverages.changed'
    """
    return event_type.removeprefix("nl.samenloop.").removesuffix(".v1")


def _counted(numbers: Counter[str]) -> str:
    if not numbers:
        return "none"
    return ", ".join(f"{name} {number}" for name, number in sorted(numbers.items()))
