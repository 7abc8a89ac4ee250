"""`samenloop verify`: what the steps keep, compared with what the facts lead to.

Exit codes: 0 equal, 1 different, 2 the operator must put something right first.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from deploy import settings as configuration
from deploy.commands.dead_letters import broker_options
from deploy.places import committed
from deploy.reading import partitions_of
from deploy.verifying import (
    Difference,
    RebuildFailed,
    behind,
    differences,
    inputs,
    read_kept,
    rebuild,
)
from schemas.topics import FACTS
from streams.engine.faults import EngineStopped
from streams.settings import AppSettings
from streams.step import Step
from streams.topology import topology

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 5  # subjects of each kind
PROGRESS_SECONDS = 5.0
LOOK_SECONDS = 1.0


@click.command()
@broker_options
@click.option("--policy", type=FILE, multiple=True, required=True, help="As for `run`.")
@click.option("--key-file", type=FILE, multiple=True, help="As for `run`.")
@click.option(
    "--wait",
    default=0.0,
    metavar="SECONDS",
    help="How long the steps may take to come to an end first.",
)
@click.pass_context
def verify(
    ctx: click.Context,
    *,
    bootstrap: str,
    prefix: str,
    policy: Sequence[Path],
    key_file: Sequence[Path],
    wait: float,
) -> None:
    """Rebuild what the hub concludes, and compare.

    Takes every fact there is through the steps anew, beside the hub, and compares the conclusions
    with those that the hub would restore at a start.  Changes nothing.

    Exit code 1: they differ.
    """
    serving = configuration.load(policy, key_file)
    settings = AppSettings(bootstrap, partitions_of(bootstrap, prefix + FACTS.name), prefix)
    steps = topology({}, serving.policies, serving.keys)
    places = inputs(settings, steps)
    _wait_for(lambda: not behind(settings, steps, committed(settings, places)), wait)
    before = committed(settings, places)
    busy = behind(settings, steps, before)
    try:
        kept = read_kept(settings, steps, _progress())
        rebuilt = rebuild(settings, steps, _progress())
    except RebuildFailed as failed:
        raise click.ClickException(str(failed)) from failed
    except EngineStopped as stopped:
        raise click.ClickException(f"{stopped}: {stopped.advice}") from stopped
    busy = tuple(sorted({*busy, *kept.sweeping, *_moved(settings, steps, before)}))
    found = differences(rebuilt.state, kept.state)
    click.echo("\n".join(_lines(found)))
    click.echo(f"from {rebuilt.facts} facts; {rebuilt.skipped} that are none, or are set aside")
    for reason in _reasons(busy, rebuilt.aside):
        click.echo(reason, err=True)
    ctx.exit(1 if any(found.values()) else 0)


def _reasons(busy: Sequence[str], aside: int) -> Iterator[str]:
    """Why a difference may be none of anybody's fault."""
    if busy:
        yield (
            f"still at work: {', '.join(busy)}.  What differs may come from that; compare again"
            " when nothing comes in, or give --wait"
        )
    if aside:
        yield (
            f"{aside} records were set aside between the steps.  What differs may come from those"
            " that were not brought in since: see `samenloop dead-letters list`"
        )


def _wait_for(done: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not done():
        time.sleep(LOOK_SECONDS)


def _moved(
    settings: AppSettings, steps: Sequence[Step], before: dict[tuple[str, int], int]
) -> set[str]:
    """The steps that worked, or were told something, meanwhile."""
    after = committed(settings, before)
    names = inputs(settings, steps)
    worked = {names[place] for place in before if before[place] != after[place]}
    return worked | set(behind(settings, steps, after))


def _progress() -> Callable[[str, int], None]:
    """Says every few seconds how far it is."""
    told = time.monotonic()

    def progress(what: str, records: int) -> None:
        nonlocal told
        if time.monotonic() > told + PROGRESS_SECONDS:
            told = time.monotonic()
            click.echo(f"{what}: {records} records …", err=True)

    return progress


def _lines(found: dict[str, Difference]) -> Iterator[str]:
    for kind, difference in found.items():
        line = f"{kind}: {difference.equal} equal"
        for what in ("differ", "missing", "extra"):
            if subjects := getattr(difference, what):
                more = ", …" if len(subjects) > SHOWN else ""
                shown = ", ".join(subjects[:SHOWN])
                line += f"; {len(subjects)} {WORDS[what]}: {shown}{more}"
        yield line


WORDS = {"differ": "differ", "missing": "missing", "extra": "too many"}
