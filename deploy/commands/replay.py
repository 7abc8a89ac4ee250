"""`samenloop replay DIR`: a folder of messages through the hub, without a broker."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click
import orjson

from connectors.inbound.doors import DOORS
from deploy import changed, settings
from deploy.folder import MANIFEST, Listed, make_manifest, read_manifest
from deploy.rerun import Order, Rerun, rerun
from deploy.settings import Municipalities
from deploy.tally import Tally, short, tally
from schemas import wire
from streams.step import Json

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUTPUT = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--out", type=OUTPUT, help="Write the public events here, one a line.")
@click.option("--state", type=OUTPUT, help="Write here what the hub concludes.")
@click.option("--until", type=DAY, help="The last day that passes [default: of the last receipt].")
@click.option("--every-day", is_flag=True, help="Days without a message pass too, one by one.")
@click.option("--shuffle", type=int, metavar="SEED", help="Another order of arrival.")
@click.option("--duplicate", is_flag=True, help="Every message comes twice.")
@click.option("--policy", type=FILE, multiple=True, help="[default: DIR/policy.toml]")
@click.option("--key-file", type=FILE, multiple=True, help="[default: DIR/hmac.key]")
@click.pass_context
def replay(  # noqa: PLR0913  a command's options are its arguments
    ctx: click.Context,
    folder: Path,
    *,
    out: Path | None,
    state: Path | None,
    until: datetime | None,
    every_day: bool,
    shuffle: int | None,
    duplicate: bool,
    policy: tuple[Path, ...],
    key_file: tuple[Path, ...],
) -> None:
    """Put a folder of messages through the hub.

    DIR holds a folder per source, policy.toml, hmac.key and manifest.csv, which says when each
    message was received; without a manifest one is made.  If DIR has a policies.csv (received,
    file), those policies come later, each at its time.  The same folder gives the same events,
    byte for byte; another order gives the same state.

    Exit code 1: a record of a message has no outcome.
    """
    serving = serving_of(folder, policy, key_file)
    listed = listed_of(folder, serving)
    order = Order(shuffle, duplicate, every_day)
    result = replayed(folder, listed, serving, order, until)
    if out:
        out.write_bytes(b"".join(wire.write(event) + b"\n" for event in result.events))
    if state:
        options = orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
        state.write_bytes(orjson.dumps(result.state, option=options))
    numbers = counted(listed, result)
    click.echo("\n".join(numbers.lines()), err=True)
    ctx.exit(1 if numbers.lost else 0)


def serving_of(
    folder: Path, policy: tuple[Path, ...] = (), key_file: tuple[Path, ...] = ()
) -> Municipalities:
    """The municipalities of a folder; what is given goes before what lies in it."""
    own_key = [path] if (path := folder / "hmac.key").is_file() else []
    serving = settings.load(policy or [folder / "policy.toml"], key_file or own_key)
    if policy:
        return serving
    return replace(serving, later=changed.of_folder(folder, serving.policies))


def listed_of(folder: Path, serving: Municipalities) -> list[Listed]:
    if (folder / MANIFEST).exists():
        return read_manifest(folder)
    listed = make_manifest(folder, serving.default or "")
    click.echo(
        f"{folder} has no {MANIFEST}: wrote one; each message counts as received when its file was"
        " last changed",
        err=True,
    )
    return listed


def replayed(
    folder: Path,
    listed: list[Listed],
    serving: Municipalities,
    order: Order,
    until: datetime | date | None,
    model: Json = None,
) -> Rerun:
    """`model`: as `streams.linking.model.plain` gives it; else the first that is shipped."""
    readers = {source: door.read for source, door in DOORS.items()}
    day = until.date() if isinstance(until, datetime) else until
    return rerun(folder, listed, serving, readers, order=order, until=day, model=model)


def counted(listed: list[Listed], result: Rerun) -> Tally:
    accepted = (line.message for line in listed)
    events = (short(event["type"]) for event in result.events)
    return tally(accepted, result.outcomes, result.letters, events)
