"""The language of the stories: what `README.md` beside this file explains, as values."""

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from schemas.facts import Source

FOLDER = Path(__file__).parent
HEADS = ("shows", "part-of", "fires", "silent", "shared-with")


class Wanted(NamedTuple):
    """A line that says what must be so: its words, and path=value pairs."""

    line: str
    words: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """`>`: a message arrives."""

    line: str
    received: str
    source: Source
    file: str


@dataclass(frozen=True, slots=True)
class Day:
    """`|`: a day passes."""

    line: str
    day: str


@dataclass(frozen=True, slots=True)
class Setting:
    """`~`: the municipality changes its policy."""

    line: str
    received: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`!`: somebody decides whether the persons that two messages tell of are one."""

    line: str
    received: str
    verdict: str
    files: tuple[str, str]


Happens = Message | Day | Setting | Verdict


@dataclass(slots=True)
class Turn:
    """One thing that happens, and what must come of it."""

    happens: Happens
    published: list[Wanted]
    delivered: list[Wanted]
    stands: list[Wanted]
    became: list[Wanted]


@dataclass(frozen=True, slots=True)
class Story:
    name: str
    shows: tuple[str, ...]
    in_part: tuple[str, ...]
    fires: tuple[str, ...]
    silent: tuple[str, ...]
    towns: tuple[str, ...]
    subscribers: tuple[dict[str, Any], ...]
    turns: tuple[Turn, ...]

    @property
    def messages(self) -> Path:
        return FOLDER / "messages" / self.name


def read(path: Path) -> Story:
    heads: dict[str, list[str]] = {mark: [] for mark in HEADS}
    subscribers: list[dict[str, Any]] = []
    turns: list[Turn] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        match mark:
            case _ if mark in heads:
                heads[mark] += rest.split()
            case "subscriber":
                subscribers.append(_subscriber(*rest.split()))
            case ">" | "|" | "~" | "!":
                turns.append(Turn(_happens(mark, line, rest.split()), [], [], [], []))
            case "<":
                turns[-1].published.append(_wanted(line, rest))
            case "»":
                turns[-1].delivered.append(_wanted(line, rest))
            case "=":
                turns[-1].stands.append(_wanted(line, rest))
            case "?":
                turns[-1].became.append(_wanted(line, rest))
            case _:
                pass  # prose: who it is about, and why
    told = map(tuple, heads.values())
    return Story(path.stem, *told, tuple(subscribers), tuple(turns))


def _subscriber(name: str, *told: str) -> dict[str, Any]:
    """As a policy has it: `werk streams=participatiewet,uwv`."""
    pairs = dict(map(_pair, told))
    streams = {"streams": pairs["streams"].split(",")} if "streams" in pairs else {}
    return {"name": name, **pairs, **streams}


def _happens(mark: str, line: str, words: list[str]) -> Happens:
    if mark == "|":
        (day,) = words
        return Day(line, day)
    day, time, *rest = words
    received = f"{day}T{time}:00.000000+00:00"
    if mark == "~":
        return Setting(line, received, tuple(_pair(word) for word in rest))
    if mark == "!":
        verdict, one, other = rest
        return Verdict(line, received, verdict, (one, other))
    source, file = rest
    return Message(line, received, Source(source), file)


def _wanted(line: str, rest: str) -> Wanted:
    told = shlex.split(rest)
    return Wanted(
        line,
        tuple(word for word in told if "=" not in word),
        tuple(_pair(word) for word in told if "=" in word),
    )


def _pair(word: str) -> tuple[str, str]:
    path, _, value = word.partition("=")
    return path, value
