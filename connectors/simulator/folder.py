"""A folder of messages as the hub replays it, with the truth beside it."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from connectors.simulator import town, truth
from connectors.simulator.cast import deal
from connectors.simulator.chance import Chance
from connectors.simulator.life import SHORTEST, Life, Stage
from connectors.simulator.offers import offers
from connectors.simulator.people import BSNS, People
from connectors.simulator.policy import write_policy
from connectors.simulator.post import Message, PostOffice
from connectors.simulator.telling import Planted, Promised, Telling
from connectors.simulator.world import build
from schemas.errors import WrongConfiguration

MANIFEST = "manifest.csv"
COLUMNS = ("file", "source", "message", "received", "municipality", "sender", "media_type")
PERSONS, PLACES = "truth/persons.csv", "truth/places.csv"
SIGNALS, PROMISED = "truth/signals.csv", "truth/promised.csv"
BESIDE = (MANIFEST, "policy.toml", "hmac.key", PERSONS, PLACES, SIGNALS, PROMISED)
KEY_SIZE = 32


class Wanted(NamedTuple):
    """What to simulate.  The same wish gives the same folder, byte for byte."""

    municipality: str
    persons: int
    seed: int
    start: date
    until: date


class Simulated(NamedTuple):
    """A municipality's messages, in order of receipt, and what is true.

    `offered`: what was told of nobody in particular.
    """

    stage: Stage
    lives: list[Life]
    offered: list[Telling]
    messages: list[Message]

    @property
    def planted(self) -> list[Planted]:
        return [*self.stage.planted, *(p for life in self.lives for p in life.planted)]

    @property
    def promised(self) -> list[Promised]:
        of_lives = (p for life in self.lives for p in (*life.promised, *life.placed.values()))
        return [*self.stage.promised, *of_lives]


def simulate(wanted: Wanted) -> Simulated:
    """
    Raises:
        WrongConfiguration: more persons than there are test BSNs, or too few days.
    """
    _check(wanted)
    seed = wanted.municipality, wanted.seed
    people = People(Chance("people", *seed), area=_area(wanted.municipality), begins=wanted.start)
    stage = Stage(
        wanted.municipality,
        wanted.start,
        wanted.until,
        Chance("lives", *seed),
        people,
        build(wanted.municipality, wanted.persons, Chance("world", *seed)),
    )
    town.begin(stage)
    lives = deal(stage, wanted.persons)
    town.end(stage)
    post = PostOffice(wanted.municipality, wanted.until, Chance("post", *seed))
    offered = [*offers(stage, payer=post.office), *stage.tellings]
    told = [telling for life in lives for telling in life.tellings]
    return Simulated(stage, lives, offered, post.send([*offered, *told]))


def files(wanted: Wanted, simulated: Simulated) -> dict[str, bytes]:
    """Every file of the folder, by its path in it."""
    chance = Chance("folder", wanted.municipality, wanted.seed)
    lives, messages = simulated.lives, simulated.messages
    tables = {
        MANIFEST: _manifest(wanted.municipality, messages, chance),
        "policy.toml": write_policy(simulated.stage),
        "hmac.key": f"{chance.key(KEY_SIZE).hex()}\n",
        PERSONS: truth.as_table(truth.PersonRow, truth.persons(lives)),
        PLACES: truth.as_table(truth.Named, truth.places(simulated.offered)),
        SIGNALS: truth.as_table(truth.SignalRow, truth.signals(simulated.planted)),
        PROMISED: truth.as_table(truth.PromisedRow, truth.promises(simulated.promised)),
    }
    return {m.file: m.body for m in messages} | {n: t.encode() for n, t in tables.items()}


def write(files: dict[str, bytes], out: Path) -> None:
    for name, content in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _check(wanted: Wanted) -> None:
    faults = []
    if not re.fullmatch("[0-9]{4}", wanted.municipality):
        faults.append("municipality: four digits, a CBS gemeentecode")
    if not 1 <= wanted.persons <= len(BSNS):
        faults.append(f"persons: from 1 to {len(BSNS)}, the number of BSNs that tests may use")
    if wanted.until - wanted.start < SHORTEST:
        faults.append(f"until: at least {SHORTEST.days} days after start")
    if faults:
        raise WrongConfiguration("simulate", faults)


def _area(municipality: str) -> str:
    """Two digits that postcodes begin with; they say nothing of where the municipality lies."""
    return str(10 + int(municipality) % 90)


def _manifest(municipality: str, messages: Iterable[Message], chance: Chance) -> str:
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for m in messages:
        received = m.received.isoformat(timespec="microseconds")
        about = m.file, m.source, chance.uuid(), received, municipality, m.sender, m.media_type
        table.writerow(about)
    return text.getvalue()
