"""`samenloop simulate --out DIR`: a fictitious municipality's messages in their real formats."""

import csv
from datetime import datetime
from pathlib import Path

import click
from click.core import ParameterSource

from connectors.simulator import folder
from connectors.simulator.folder import MANIFEST, Wanted
from connectors.simulator.registers import population, registers
from schemas.errors import WrongConfiguration

DAY = click.DateTime(["%Y-%m-%d"])
ALMERE = "0034"
OF_MESSAGES = ("municipality", "start", "until")  # options that mean nothing to registers


@click.command()
@click.option("--registers", "linking", is_flag=True, help="Registers to link, not messages.")
@click.option("--municipality", default=ALMERE, show_default=True, help="CBS gemeentecode.")
@click.option("--persons", default=200, show_default=True, help="How many people.")
@click.option("--seed", default=7, show_default=True, help="The same seed, the same folder.")
@click.option("--start", type=DAY, default="2025-01-01", show_default=True, help="First day.")
@click.option("--until", type=DAY, default="2026-06-30", show_default=True, help="Last day told.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--force", is_flag=True, help="Replace an earlier simulation in the folder.")
def simulate(  # noqa: PLR0913  a command's options are its arguments
    *,
    linking: bool,
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

    With --registers it holds instead what four registers know of such people, errors included, to
    train and test linking: records.csv, and truth.csv that says whose each record is.
    """
    if linking:
        _write_registers(population.Wanted(persons, seed), out, force=force)
        return
    wanted = Wanted(municipality, persons, seed, start.date(), until.date())
    simulated = folder.simulate(wanted)
    _make_room(out, force=force)
    folder.write(folder.files(wanted, simulated), out)
    signals, events = len(simulated.planted), len(simulated.promised)
    click.echo(
        f"{len(simulated.messages)} messages about {len(simulated.lives)} people at"
        f" {len(simulated.stage.world.places)} places, in {out}, with {signals} signals to find"
        f" and {events} other conclusions"
    )


def _write_registers(wanted: population.Wanted, out: Path, *, force: bool) -> None:
    context = click.get_current_context()
    given = [
        f"--{name}: only for messages; registers have no municipality and no days"
        for name in OF_MESSAGES
        if context.get_parameter_source(name) is not ParameterSource.DEFAULT
    ]
    if given:
        raise WrongConfiguration("simulate --registers", given)
    population.check(wanted)
    _make_room(out, force=force)
    count = registers.write(wanted, out)
    click.echo(f"{count} records about {wanted.persons} people in {out}")


def _make_room(out: Path, *, force: bool) -> None:
    """Remove an earlier simulation, of messages or of registers, and nothing that is not one.

    Raises:
        WrongConfiguration: the folder holds something, and may not or cannot be replaced.
    """
    if not out.exists() or not any(out.iterdir()):
        return
    if not force:
        raise WrongConfiguration(str(out), ["not empty; add --force to replace a simulation"])
    if all((out / name).is_file() for name in registers.FILES):
        listed = list(registers.FILES)
    elif (out / MANIFEST).is_file() and (out / folder.SIGNALS).is_file():
        with (out / MANIFEST).open(newline="", encoding="utf-8") as manifest:
            listed = [row["file"] for row in csv.DictReader(manifest)]
        listed.extend(folder.BESIDE)
    else:
        raise WrongConfiguration(str(out), ["holds no simulation; empty it, or name another"])
    for name in listed:
        path = (out / name).resolve()
        if path.is_relative_to(out.resolve()):
            path.unlink(missing_ok=True)
