"""`samenloop trace ID`: the way from a message to its events, or from an event to its messages."""

from pathlib import Path

import click
from rich.console import Console

from deploy.folder import Listed
from deploy.rerun import Order
from deploy.told import Json, Told
from deploy.trace_tree import tree
from deploy.tracing import trace as way_of
from schemas import wire

PIPED_WIDTH = 10_000  # a file or a pipe has no edge to wrap at


@click.command()
@click.argument("name", metavar="MESSAGE|EVENT")
@click.option("--bootstrap", help="host:port of a hub's broker")
@click.option("--prefix", default="", help="before every topic, for hubs that share a broker")
@click.option(
    "--replay",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="a folder of messages instead, as `samenloop replay` reads it",
)
@click.option("--json", "as_json", is_flag=True, help="as data, for another program")
@click.pass_context
def trace(
    ctx: click.Context,
    name: str,
    bootstrap: str | None,
    prefix: str,
    folder: Path | None,
    *,
    as_json: bool,
) -> None:
    """Show the way of a message through the hub, or to an event from what caused it.

    MESSAGE is the id in the answer of the door, or in a manifest; EVENT is the id of a public
    event.  Shows pseudonyms and codes only: no BSN, no names.

    Exit code 1: there is no such message or event.
    """
    if (bootstrap is None) == (folder is None):
        raise click.UsageError("Give either --bootstrap or --replay.")
    files: dict[str, str] = {}
    if folder is not None:
        told, listed = _replayed(folder)
        files = {line.message: line.file for line in listed}
    else:
        from deploy.reading import told_by

        assert bootstrap is not None
        told = told_by(bootstrap, prefix)
    way = way_of(told, name)
    if way is None:
        raise click.ClickException(f"no message and no event here is called {name}")
    _show(way, files, as_json=as_json)
    ctx.exit(0)


def _replayed(folder: Path) -> tuple[Told, list[Listed]]:
    from deploy.commands.replay import listed_of, replayed, serving_of

    serving = serving_of(folder)
    listed = listed_of(folder, serving)
    result = replayed(folder, listed, serving, Order(), None)
    said = tuple(result.outcomes), tuple(result.letters), tuple(result.events)
    return Told(*said, result.known), listed


def _show(way: Json, files: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        click.echo(wire.write(way).decode())
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    console.print(tree(way))
    messages = [way["message"]] if "message" in way else [m["message"] for m in way["messages"]]
    for message in messages:
        if message in files:
            console.print(f"message {message} is {files[message]}")
