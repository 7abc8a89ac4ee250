"""`samenloop set-aside`: go on without one record that a step fails at."""

from datetime import UTC, datetime

import click

from deploy.commands.dead_letters import broker_options
from deploy.engine import beside
from deploy.places import must_be_undone
from streams.engine.aside import Aside
from streams.engine.aside import set_aside as record
from streams.engine.faults import BrokerFailed
from streams.settings import AppSettings


@click.command()
@click.argument("topic")
@click.argument("partition", type=click.IntRange(0))
@click.argument("offset", type=click.IntRange(0))
@click.option("--reason", required=True, help="Why; for the record, without personal data.")
@click.option("--by", required=True, metavar="NAME", help="Who decides this.")
@broker_options
def set_aside(
    *,
    topic: str,
    partition: int,
    offset: int,
    reason: str,
    by: str,
    bootstrap: str,
    prefix: str,
) -> None:
    """Go on without one record.

    A worker that meets a bug ends with exit code 70 and names TOPIC, PARTITION and OFFSET.  Set
    aside, the record goes to dead letters at the worker's next start, and what comes after it is
    taken.  The decision stays on record.

    Exit code 2: there is no such record, or it was dealt with already.
    """
    settings = AppSettings(bootstrap, prefix=prefix)
    name = topic if topic.startswith(prefix) else prefix + topic
    must_be_undone(settings, name, partition, offset)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        record(beside(settings), Aside(name, partition, offset, by, now, reason))
    except BrokerFailed as failed:
        raise click.ClickException(f"nothing was recorded: {failed}") from failed
    click.echo(
        f"{name} {partition} offset {offset} is set aside.  Start the worker again: it puts the"
        " record with the dead letters and goes on.  After a fix `samenloop dead-letters retry`"
        " brings it in"
    )
