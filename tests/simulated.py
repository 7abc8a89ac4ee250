"""A simulated municipality, made once per test process and size, and what the hub makes of it."""

import csv
import shutil
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from operator import attrgetter
from pathlib import Path

from click.testing import CliRunner

from connectors.inbound.doors import DOORS
from deploy import settings
from deploy.cli import main
from deploy.folder import COLUMNS, MANIFEST, raw_of, read_manifest
from deploy.rerun import Order, rerun

AS_LISTED = Order()
FIRST_TOWN, WEEK = 34, timedelta(days=7)


def once(read):
    """What a door reads from the same bytes is the same: a test that replays often reads once."""
    known = {}

    def reader(raw, context):
        asked = (raw, context.received, context.municipality, context.media_type)
        if asked not in known:
            known[asked] = read(raw, context)
        return known[asked]

    return reader


READERS = {source: once(door.read) for source, door in DOORS.items()}


@cache
def folder(persons, seed, municipality="0034"):
    """The folder that `samenloop simulate` writes."""
    path = Path(tempfile.mkdtemp(prefix=f"samenloop-{persons}-{seed}-"))
    arguments = ["--municipality", municipality, "--persons", str(persons), "--seed", str(seed)]
    done = CliRunner().invoke(main, ["simulate", *arguments, "--out", str(path)])
    assert done.exit_code == 0, done.output
    return path


@cache
def region(towns, persons, seed):
    """One folder of several municipalities of so many *persons*, whose weeks end in turn.

    In a folder that was simulated all that is gathered by the week comes on the same evening.  Here
    the post of each next town is so much later that those evenings are spread over the week.
    """
    path = Path(tempfile.mkdtemp(prefix=f"samenloop-region-{towns}-{persons}-{seed}-"))
    lines = []
    for number in range(towns):
        municipality = f"{FIRST_TOWN + number:04}"
        town = folder(persons, seed, municipality)
        shutil.copyfile(town / "policy.toml", path / f"{municipality}.toml")
        shutil.copyfile(town / "hmac.key", path / f"{municipality}.key")
        for line in read_manifest(town):
            name = f"{line.source}/{municipality}/{Path(line.file).name}"
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(town / line.file, path / name)
            received = datetime.fromisoformat(line.received) + number * WEEK / towns
            at = received.isoformat(timespec="microseconds")
            lines.append(replace(line, file=name, received=at))
    lines.sort(key=attrgetter("received", "file"))
    with (path / MANIFEST).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *(line.row for line in lines)])
    return path


def folder_with(rules, persons):
    """The first town of so many persons in which signals of all these *rules* are planted."""
    return next(path for path in (folder(persons, s) for s in count(1)) if rules <= planted(path))


def planted(path):
    with (path / "truth/signals.csv").open(encoding="utf-8") as file:
        return {row["rule"] for row in csv.DictReader(file)}


def serving(path):
    return settings.load(policy_files(path), key_files(path))


def policy_files(path):
    """A folder has one, a region one of each town."""
    return sorted(path.glob("*.toml"))


def key_files(path):
    return sorted(path.glob("*.key"))


def live_through(driver, path):
    """Every message of the folder, in order; each day passes, with a message or without."""
    lines = read_manifest(path)
    today = min(line.day for line in lines)
    for line in lines:
        while today < line.day:
            today += timedelta(days=1)
            driver.pass_day(today)
        driver.take(raw_of(path, line))
    driver.pass_day(today)


def replayed(path, *, order=AS_LISTED, policies=None, until=None):
    """What the hub makes of the messages in *path*."""
    of = serving(path)
    if policies is not None:
        of = settings.Municipalities(policies, of.keys)
    return rerun(path, read_manifest(path), of, READERS, order=order, until=until)
