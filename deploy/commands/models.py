"""`samenloop models list|compare|set`: by which model people are linked, and what another does."""

from datetime import UTC, datetime
from pathlib import Path

import click

from deploy import models as files
from deploy.commands.reviews import FOLDER
from deploy.comparing import Differences, differences
from streams.linking.model import plain
from streams.linking.shipped import FIRST, VERSIONS

SHOWN = 20


@click.group()
def models() -> None:
    """The weights by which descriptions are compared.

    The first shipped model is in force until another is set.  Compare before you set one: all
    descriptions are weighed anew, and persons may merge or split.
    """


@models.command("list")
def list_() -> None:
    """The models that come with the hub."""
    for version in VERSIONS:
        learned = files.load(version).diagnostics or {}
        first = " (in force until another is set)" if version == FIRST else ""
        click.echo(f"{version}{first}: learned from {learned.get('records', 0):,} records")


@models.command()
@click.argument("model")
@click.option("--replay", "folder", type=FOLDER, required=True, help="A folder of messages.")
@click.option("--against", default=FIRST, show_default=True, help="The model to compare with.")
@click.pass_context
def compare(ctx: click.Context, model: str, folder: Path, against: str) -> None:
    """Replay a folder under MODEL (a file, or a shipped version), and show who changes.

    Exit code 1: somebody does.
    """
    before, after = (_persons(folder, name) for name in (against, model))
    found = differences(before, after)
    for line in _lines(found):
        click.echo(line)
    ctx.exit(1 if found.changed else 0)


@models.command("set")
@click.argument("model")
@click.option("--bootstrap", required=True, help="host:port of the hub's broker")
@click.option("--prefix", default="", help="Before every topic, as for `run`.")
def set_(model: str, bootstrap: str, prefix: str) -> None:
    """Let a running hub compare by MODEL (a file, or a shipped version) from here on."""
    from deploy.controls import announce_model
    from deploy.reading import partitions_of
    from schemas.topics import FACTS
    from streams.settings import AppSettings

    chosen = files.load(model)
    settings = AppSettings(bootstrap, partitions_of(bootstrap, prefix + FACTS.name), prefix)
    announce_model(settings, plain(chosen), datetime.now(UTC))
    click.echo(f"model {chosen.version} told; the hub goes through every description")


def _persons(folder: Path, model: str) -> dict[str, frozenset[str]]:
    from deploy.commands.replay import listed_of, replayed, serving_of
    from deploy.rerun import Order

    serving = serving_of(folder)
    listed = listed_of(folder, serving)
    state = replayed(folder, listed, serving, Order(), None, plain(files.load(model))).state
    return {
        person: frozenset(member["record"] for member in document["members"])
        for person, document in state["persons"].items()
    }


def _lines(found: Differences) -> list[str]:
    split, merged, moved = len(found.split), len(found.merged), len(found.moved)
    told = [f"{found.same} persons the same, {merged} merged, {split} split, {moved} otherwise"]
    for what, groups in (
        ("merged", found.merged),
        ("split", found.split),
        ("changed", found.moved),
    ):
        for was, now in groups[:SHOWN]:
            told.append(f"{what}: {' + '.join(map(_group, was))} -> {' + '.join(map(_group, now))}")
        if len(groups) > SHOWN:
            told.append(f"… and {len(groups) - SHOWN} more {what}")
    return told


def _group(records: frozenset[str]) -> str:
    return "{" + " ".join(sorted(record[:8] for record in records)) + "}"
