"""`samenloop run`: the hub, whole or one of its roles, until a signal ends it.

Exit codes: 0 ended by a signal, 1 it could not end in time, 2 the operator must put something
right, 70 a bug of ours, 75 the broker failed.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import click
import structlog

from connectors.inbound import access as accesses
from connectors.inbound.access import Access
from connectors.outbound import postcodes as tables
from deploy import logs, settings
from deploy.brokers import BrokerUnavailable
from deploy.commands.topics import where
from deploy.hub import Plan, Role, running
from deploy.settings import Municipalities
from schemas.errors import WrongConfiguration
from streams.engine.health import EXIT_BROKER
from streams.settings import AppSettings

STOP_SECONDS = 4.5
EXIT_TOO_SLOW = 1
DATA = Path("~/.local/state/samenloop").expanduser()  # where XDG puts what a program keeps
STORES = {"disk": "rocks", "memory": "memory"}  # how the engine calls them
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

log = structlog.get_logger()


@click.command()
@where
@click.option("--policy", type=FILE, multiple=True, required=True, help="policy.toml; repeatable.")
@click.option("--key-file", type=FILE, multiple=True, help="<municipality>.key, or hmac.key.")
@click.option(
    "--role", "roles", type=click.Choice([*map(str, Role)]), multiple=True, help="[default: all]"
)
@click.option("--listen", default="127.0.0.1:8080", show_default=True, help="host:port for HTTP.")
@click.option("--inbox", type=click.Path(file_okay=False, path_type=Path), help="Watched folder.")
@click.option("--tokens", type=FILE, help="Registrations and operators, as TOML.")
@click.option("--postcodes", type=FILE, help="Where postcodes lie, as CSV: for GET /v1/offers.")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=DATA,
    show_default=True,
    help="Where this machine's workers keep who they are, and a copy of their state.",
)
@click.option(
    "--state",
    type=click.Choice([*STORES]),
    default="disk",
    show_default=True,
    help="Where a worker has its state: in memory it is faster, and read whole at each start.",
)
@click.option(
    "--short-cut/--no-short-cut",
    default=True,
    show_default=True,
    help="Whether a worker that has all partitions takes a message through all steps at once.",
)
@click.option(
    "--session-timeout",
    default=6.0,
    show_default=True,
    help="Seconds after which the work of a dead worker is another's.",
)
@click.option(
    "--transaction-timeout",
    default=10.0,
    show_default=True,
    help="Seconds the broker waits for a worker that stopped midway.",
)
@click.option("--log", "form", type=click.Choice(["json", "console"]), default="json")
def run(  # noqa: PLR0913  a command's options are its arguments
    *,
    bootstrap: str,
    prefix: str,
    partitions: int,
    policy: Sequence[Path],
    key_file: Sequence[Path],
    roles: Sequence[str],
    listen: str,
    inbox: Path | None,
    tokens: Path | None,
    postcodes: Path | None,
    data: Path,
    state: str,
    short_cut: bool,
    session_timeout: float,
    transaction_timeout: float,
    form: logs.Form,
) -> None:
    """Run the hub: its doors, its steps, or both.

    Makes the topics that are missing.  Messages come in by POST /v1/messages/{source} and by files
    in the inbox; GET /v1/events streams what the hub publishes, /v1/offers tells which places are
    near a postcode, /metrics counts.  A policy file that changes is taken at once; a wrong one is
    logged and changes nothing.
    """
    logs.configure(form)
    serving = settings.load(policy, key_file)
    host, port = _address(listen)
    engine = {"transaction_timeout": transaction_timeout, "store": STORES[state]}
    engine |= {"short_cut": short_cut}
    at = bootstrap, partitions, prefix, session_timeout
    plan = Plan(
        app=AppSettings(*at, folder=data, engine=engine),
        serving=serving,
        access=_access(tokens, serving),
        roles=frozenset(map(Role, roles)) or frozenset(Role),
        host=host,
        port=port,
        inbox=inbox,
        policy_files=tuple(policy),
        postcodes=tables.load(postcodes) if postcodes else None,
    )
    try:
        status = asyncio.run(_run(plan))
    except BrokerUnavailable as away:
        click.echo(f"Error: {away}", err=True)
        status = EXIT_BROKER  # whoever starts it again should: the broker may be back
    sys.exit(status)


def _address(listen: str) -> tuple[str, int]:
    host, _, port = listen.rpartition(":")
    if not port.isdigit():
        raise click.BadParameter("expected host:port", param_hint="--listen")
    return host or "127.0.0.1", int(port)


def _access(tokens: Path | None, serving: Municipalities) -> Access:
    """
    Raises:
        WrongConfiguration: a token of a subscriber that no policy knows would read nothing.
    """
    access = accesses.load(tokens) if tokens else Access()
    unknown = [
        f"no subscriber {subscription.name} in the policy of municipality"
        f" {subscription.municipality}"
        for subscription in access.subscriber
        if (policy := serving.policies.get(subscription.municipality)) is None
        or policy.subscriber(subscription.name) is None
    ]
    if unknown:
        raise WrongConfiguration(f"registrations {tokens}", unknown)
    return access.model_copy(update={"municipality": access.municipality or serving.default})


async def _run(plan: Plan) -> int:
    loop, hub = asyncio.get_running_loop(), asyncio.create_task(_until_failed(plan))
    stopped = False

    def stop() -> None:
        """Also while it starts, which an ill broker can make long."""
        nonlocal stopped
        if not stopped:
            stopped = True
            hub.cancel()
            loop.call_later(STOP_SECONDS, _give_up)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        return await hub
    except asyncio.CancelledError:
        return 0


async def _until_failed(plan: Plan) -> int:
    """The exit code of the part that failed."""
    async with running(plan) as hub:
        status = await hub.until_failed()
        asyncio.get_running_loop().call_later(STOP_SECONDS, _give_up)
        return status


def _give_up() -> None:
    """Something hangs.  Ending now loses nothing: what is not done is done at the next start."""
    log.error("stop_took_too_long", seconds=STOP_SECONDS)
    os._exit(EXIT_TOO_SLOW)
