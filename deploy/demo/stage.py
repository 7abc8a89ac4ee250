"""What the demo prepares before anything runs: messages up to yesterday, and whom to show."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from connectors.simulator.folder import Wanted, files, simulate, write
from deploy import clock, settings
from deploy.demo.person import choose
from deploy.folder import MANIFEST, Listed, read_manifest
from schemas.facts import Source

MUNICIPALITY = "0034"
POSTCODE = "4455"  # in the middle of its town, as deploy/postcodes/example.csv has it
DAYS_BACK = 600
UNREADABLE = "00000000-0000-4000-8000-000000000000"  # the id of the message that cannot be read


@dataclass(frozen=True, slots=True)
class Stage:
    """`record` is a pseudonym of the person shown, `ready` the message that changes their picture
    as of the day after `last_day`.
    """

    folder: Path
    listed: list[Listed]
    record: str
    ready: Path
    last_day: date
    today: date
    postcode: str = POSTCODE


def prepare(folder: Path, persons: int, seed: int, ready: Path | None = None) -> Stage:
    """
    Args:
        ready: where the ready message goes, if not into the folder.

    Raises:
        WrongConfiguration: there is nobody to show.
    """
    today = clock.today()
    yesterday = today - timedelta(days=1)
    start = (today - timedelta(days=DAYS_BACK)).replace(day=1)
    wanted = Wanted(MUNICIPALITY, persons, seed, start, yesterday)
    simulated = simulate(wanted)
    write(files(wanted, simulated), folder)
    add_unreadable(folder, yesterday)
    serving = settings.load([folder / "policy.toml"], [folder / "hmac.key"])
    shown = choose(simulated)
    ready = ready or folder / "wmo307.xml"
    ready.parent.mkdir(parents=True, exist_ok=True)
    ready.write_bytes(shown.stop(today, MUNICIPALITY))
    return Stage(
        folder,
        read_manifest(folder),
        shown.record(serving.keys[MUNICIPALITY]),
        ready,
        shown.last_day(today),
        today,
    )


def add_unreadable(folder: Path, day: date) -> None:
    """One more message, which ends in the dead letters: its BSN fails the elfproef."""
    file = folder / Source.WLZ / f"{day}-onleesbaar.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"bsn;status;afgiftedatum\n999900007;Nee;{day}\n", encoding="ascii")
    line = Listed(
        file=file.relative_to(folder).as_posix(),
        source=Source.WLZ,
        message=UNREADABLE,
        received=f"{day}T23:00:00.000000+00:00",
        municipality=MUNICIPALITY,
        sender="demo",
        media_type="text/csv",
    )
    with (folder / MANIFEST).open("a", encoding="ascii", newline="") as manifest:
        csv.writer(manifest, lineterminator="\n").writerow(line.row)
