"""`samenloop explain PERSON|RECORD`: which records, why they are linked, what would change it."""

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from deploy import identity
from deploy import settings as configuration
from deploy.commands.reviews import FOLDER, PIPED_WIDTH
from deploy.identity import Link, Shown
from deploy.linking_words import REASONS, field_named
from schemas import wire
from schemas.keys import Keys
from schemas.topics import FACTS
from streams.settings import AppSettings
from streams.step import View
from streams.topology import topology

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
BAR_MAX = 30


@click.command()
@click.argument("name", metavar="PERSON|RECORD")
@click.option("--bootstrap", help="host:port of a hub's broker")
@click.option("--prefix", default="", help="Before every topic, as for `run`.")
@click.option("--policy", type=FILE, multiple=True, help="With --bootstrap: as for `run`.")
@click.option("--key-file", type=FILE, multiple=True, help="With --bootstrap: as for `run`.")
@click.option("--replay", "folder", type=FOLDER, help="A folder of messages instead.")
@click.option("--json", "as_json", is_flag=True, help="As data, for another program.")
def explain(
    name: str,
    *,
    bootstrap: str | None,
    prefix: str,
    policy: Sequence[Path],
    key_file: Sequence[Path],
    folder: Path | None,
    as_json: bool,
) -> None:
    """Explain who somebody is to the hub.

    PERSON is an id, or one that the person had; RECORD is a record as the events name it.  Shows
    each record that is about the person, the links that hold them together with what each field
    weighs, what would have changed that, and who comes near.  Shows names: for the identity zone.

    Exit code 1: there is no such person or record.
    """
    if (bootstrap is None) == (folder is None):
        raise click.UsageError("Give either --bootstrap or --replay.")
    if folder is not None:
        views, keys = _of_folder(folder)
    else:
        assert bootstrap is not None
        views, keys = _of_hub(bootstrap, prefix, policy, key_file)
    found = identity.person(views, keys, name)
    if found is None:
        raise click.ClickException(f"no person and no record here is called {name}")
    if as_json:
        click.echo(wire.canonical(_data(found)))
    else:
        _show(found)


def _of_folder(folder: Path) -> tuple[Sequence[View], Keys]:
    from deploy.commands.replay import listed_of, replayed, serving_of
    from deploy.rerun import Order

    serving = serving_of(folder)
    rerun = replayed(folder, listed_of(folder, serving), serving, Order(), None)
    return rerun.identities, serving.keys


def _of_hub(
    bootstrap: str, prefix: str, policy: Sequence[Path], key_file: Sequence[Path]
) -> tuple[Sequence[View], Keys]:
    from deploy.reading import partitions_of

    if not policy:
        raise click.UsageError("--bootstrap needs --policy, as for `run`.")
    serving = configuration.load(policy, key_file)
    settings = AppSettings(bootstrap, partitions_of(bootstrap, prefix + FACTS.name), prefix)
    steps = topology({}, serving.policies, serving.keys)
    step = next(step for step in steps if FACTS in step.reads)
    return identity.kept(settings, step, lambda _, __: None), serving.keys


def _data(found: Shown) -> dict[str, object]:
    return {
        "person": found.person,
        "municipality": found.municipality,
        "aliases": list(found.aliases),
        "records": list(found.records),
        "joined": [_link(link) for link in found.joined],
        "near": [_link(link) for link in found.near],
    }


def _link(link: Link) -> dict[str, object]:
    why = link.why
    return {
        "one": link.one,
        "other": link.other,
        "weight": round(why.weight, 2),
        "link": round(why.link, 2),
        "review": round(why.review, 2),
        "parts": [
            {"field": part.field, "level": part.level, "weight": round(part.weight, 2)}
            for part in why.parts
        ],
        "turns": [
            {"field": turn.field, "what": turn.what, "weight": round(turn.weight, 2)}
            for turn in why.turns
        ],
        "decided": link.decided,
        "reason": link.reason,
    }


def _show(found: Shown) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    console.print(f"person {found.person} in municipality {found.municipality}")
    for alias in found.aliases:
        console.print(f"  also called {alias}")
    for record in found.records:
        told = ", ".join(f"{name} {value}" for name, value in record["described"].items())
        system = f" {record['system']}" if record["system"] else ""
        console.print(f"\nrecord {record['record']} ({record['source']}{system})")
        console.print(f"  since {record['since']}: {told or 'no description'}")
    for link in found.joined:
        console.print(f"\nlinked: {link.one} and {link.other}")
        _why(console, link)
    for link in found.near:
        console.print(f"\nnot linked ({REASONS[link.reason]}): {link.one} and {link.other}")
        _why(console, link)


def _why(console: Console, link: Link) -> None:
    """The weight, field by field: a waterfall from nothing known to the whole."""
    table = Table(box=None, pad_edge=False, show_header=False)
    so_far = 0.0
    for part in link.why.parts:
        so_far += part.weight
        sign = "+" if part.weight >= 0 else "-"
        bar = sign * min(round(abs(part.weight)), BAR_MAX)
        table.add_row(
            f"  {field_named(part.field)}", part.level, f"{part.weight:+.1f}", f"{so_far:+.1f}", bar
        )
    console.print(table)
    why = link.why
    console.print(
        f"  weight {why.weight:+.1f}, linked from {why.link:+.1f}, shown from {why.review:+.1f}"
    )
    if link.decided:
        console.print(f"  decided: {link.decided}")
    for turn in why.turns:
        then = "linked" if turn.weight >= why.link else "not linked"
        console.print(f"  {field_named(turn.field)}, {turn.what}: {turn.weight:+.1f}, {then}")
