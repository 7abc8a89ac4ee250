"""`samenloop demo`: a simulated municipality through a hub of its own, with a live picture."""

from pathlib import Path
from typing import get_args

import click

from deploy.brokers import BrokerName
from deploy.demo.show import Wish, show


@click.command()
@click.option("--once", is_flag=True, help="Process everything, sum up, and end.")
@click.option(
    "--broker",
    type=click.Choice(get_args(BrokerName)),
    default="embedded",
    show_default=True,
    help="The broker to start; `kafka` is Apache Kafka.",
)
@click.option("--persons", default=200, show_default=True, help="How many people.")
@click.option("--seed", default=7, show_default=True, help="Another seed, other people.")
@click.option("--rate", type=float, help="Messages a second  [default: 150; with --once: all].")
@click.option("--port", type=int, help="Where to take messages  [default: 8080, or a free one].")
@click.option(
    "--ready",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the ready message  [default: in the folder].",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="A new folder for the messages, kept afterwards  [default: one that is removed].",
)
@click.pass_context
def demo(  # noqa: PLR0913  a command's options are its arguments
    ctx: click.Context,
    *,
    once: bool,
    broker: BrokerName,
    persons: int,
    seed: int,
    rate: float | None,
    port: int | None,
    ready: Path | None,
    folder: Path | None,
) -> None:
    """Show the hub at work.

    Starts a broker and a hub, simulates the messages of a municipality up to yesterday, and feeds
    them in order of receipt.  Then it stays: post a message, and see the picture change.  Ctrl-C
    ends it.

    Exit code 1: a record of a message has no outcome.
    """
    if rate is None:
        rate = 0.0 if once else 150.0
    wish = Wish(once, broker, persons, seed, rate, port, ready)
    ctx.exit(show(wish, folder))
