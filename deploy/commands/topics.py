"""`samenloop topics`: what topics a broker lacks, and making them so.

Exit codes: 0 all is as it should be (or made so), 1 there is something to do, 2 the operator must
put something right first.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from deploy import topics as topics_
from schemas import policy as policies_
from streams.settings import AppSettings

TODO = 1


@click.group()
def topics() -> None:
    """Plan the topics on a broker, or make them so.  Nothing is ever deleted."""


def where(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that needs to know which topics, on which broker."""
    for option in (
        click.option("--partitions", default=4, show_default=True, type=click.IntRange(1)),
        click.option("--prefix", default="", help="Before every topic: for hubs on one broker."),
        click.option("--bootstrap", required=True, help="The broker, host:port; several by comma."),
    ):
        command = option(command)
    return command


policy_files = click.option(
    "--policy",
    "policy_files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A municipality's policy.toml, for retention; the longest counts.",
)


@topics.command()
@where
@policy_files
@click.pass_context
def plan(
    ctx: click.Context, bootstrap: str, prefix: str, partitions: int, policy_files: Sequence[Path]
) -> None:
    """Show what is missing or different; exit code 1 if anything is."""
    settings = AppSettings(bootstrap, partitions, prefix)
    topics = topics_.wanted(settings, map(policies_.load, policy_files))
    with topics_.admin(bootstrap) as client:
        todo = topics_.differences(topics, topics_.look(client, (t.name for t in topics)))
    for difference in todo:
        click.echo(difference)
    click.echo(f"{len(todo)} to do, {len(topics)} topics")
    ctx.exit(TODO if todo else 0)


@topics.command()
@where
@policy_files
@click.option(
    "--replication",
    default=topics_.BROKERS_CHOICE,
    help="Copies of each topic.  [default: the broker's]",
)
def apply(
    bootstrap: str,
    prefix: str,
    partitions: int,
    policy_files: Sequence[Path],
    replication: int,
) -> None:
    """Create what is missing, alter what differs."""
    settings = AppSettings(bootstrap, partitions, prefix)
    topics = topics_.wanted(settings, map(policies_.load, policy_files))
    for difference in topics_.make(settings, topics, replication):
        click.echo(difference)
    click.echo(f"{len(topics)} topics are as they should be")
