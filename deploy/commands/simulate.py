"""`samenloop simulate --out DIR`: a fictitious municipality's messages in their real formats."""

import csv
from datetime import datetime
from pathlib import Path

import click

from connectors.simulator import folder
from connectors.simulator.folder import MANIFEST, Wanted
from schemas.errors import WrongConfiguration

DAY = click.DateTime(["%Y-%m-%d"])
ALMERE = "0034"


@click.command()
@click.option("--municipality", default=ALMERE, show_default=True, help="CBS gemeentecode.")
@click.option("--persons", default=200, show_default=True, help="How many people.")
@click.option("--seed", default=7, show_default=True, help="The same seed, the same folder.")
@click.option("--start", type=DAY, default="2025-01-01", show_default=True, help="First day.")
@click.option("--until", type=DAY, default="2026-06-30", show_default=True, help="Last day told.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--force", is_flag=True, help="Replace an earlier simulation in the folder.")
def simulate(
    *,
    municipality: str,
    persons: int,
    seed: int,
    start: datetime,
    until: datetime,
    out: Path,
    force: bool,
) -> None:
    """Write the messages of a fictitious municipality.

    The folder holds a folder per source, manifest.csv, policy.toml and hmac.key, ready for
    `samenloop replay`, and in truth/ what a replay must conclude.  No person in it exists.
    """
    wanted = Wanted(municipality, persons, seed, start.date(), until.date())
    simulated = folder.simulate(wanted)
    _make_room(out, force=force)
    folder.write(folder.files(wanted, simulated), out)
    planted = sum(len(life.planted) for life in simulated.lives)
    click.echo(
        f"{len(simulated.messages)} messages about {len(simulated.lives)} people at"
        f" {len(simulated.stage.world.places)} places, with {planted} signals to find, in {out}"
    )


def _make_room(out: Path, *, force: bool) -> None:
    """Remove an earlier simulation, and nothing that is not one.

    Raises:
        WrongConfiguration: the folder holds something, and may not or cannot be replaced.
    """
    if not out.exists() or not any(out.iterdir()):
        return
    if not force:
        raise WrongConfiguration(str(out), ["not empty; add --force to replace a simulation"])
    if not (out / MANIFEST).is_file() or not (out / folder.SIGNALS).is_file():
        raise WrongConfiguration(str(out), ["holds no simulation; empty it, or name another"])
    with (out / MANIFEST).open(newline="", encoding="utf-8") as manifest:
        listed = [row["file"] for row in csv.DictReader(manifest)]
    for name in (*listed, *folder.BESIDE):
        path = (out / name).resolve()
        if path.is_relative_to(out.resolve()):
            path.unlink(missing_ok=True)
