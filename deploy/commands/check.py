"""`samenloop check FILE…`: what a message says, or why it is refused.

The same readers as the hub's, and the same reasons as in its dead letters; nothing is sent.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import click

from connectors.inbound.door import MESSAGE_MAX
from connectors.inbound.doors import DOORS
from connectors.inbound.folder import MEDIA_TYPES
from deploy import wording
from schemas import policy as policies
from schemas.errors import Rejected
from schemas.facts import Source
from schemas.policy import Policy
from schemas.reading import Context, Reading

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 20  # records of a message, unless all are asked for
# What only one source's messages have near their beginning, the most telling first
SIGNS = (
    (Source.WMO, rb"istandaarden\.nl/iwmo/|contractnummer"),
    (Source.UWV, b"SuwiML/Diensten/UWV"),
    (Source.PARTICIPATIEWET, b"SuwiML/Diensten/GSD"),
    (Source.PROVIDERS, rb"nl\.aanbieders\."),
    (Source.JEUGDWET, b"beschikkingnummer"),
    (Source.UWV, rb"kenmerk\W+bsn\b"),
    (Source.PARTICIPATIEWET, b"besluitnummer|aanmeldnummer"),
    (Source.PROVIDERS, b"aanbieder"),
    (Source.WLZ, rb"bsn\W+status\b"),
)
BEGINNING = 4096  # bytes


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--source", type=click.Choice([s.value for s in Source]), help="Whose messages.")
@click.option("--policy", "policy_file", type=FILE, help="For the sender's names of columns.")
@click.option("--municipality", metavar="CODE", help="Of the sender; four digits, such as 0034.")
@click.option(
    "--all", "everything", is_flag=True, help=f"Show more than {SHOWN} records a message."
)
@click.pass_context
def check(
    ctx: click.Context,
    files: tuple[Path, ...],
    source: str | None,
    policy_file: Path | None,
    municipality: str | None,
    *,
    everything: bool,
) -> None:
    """Say what messages say, or why they are refused.

    The source is the folder's that a file is in (…/wlz/…), else what its beginning shows, else
    --source.  Of a person only is told what is known, never who it is.

    Exit code 1: something is refused.  2: a source is not known, or an option is wrong.
    """
    if municipality and not (len(municipality) == 4 and municipality.isdecimal()):
        raise click.BadParameter("four digits, such as 0034", param_hint="--municipality")
    policy = policies.load(policy_file) if policy_file else None
    sources = [Source(source) if source else _source_of(file) for file in files]
    good = True
    for file, known in zip(files, sources, strict=True):
        context = _context(file, known, policy, municipality)
        good &= _check(file, known, context, most=sys.maxsize if everything else SHOWN)
    ctx.exit(0 if good else 1)


def _source_of(file: Path) -> Source:
    for folder in file.resolve().parents:
        if folder.name in DOORS:
            return Source(folder.name)
    with file.open("rb") as opened:
        beginning = opened.read(BEGINNING)
    if found := next((s for s, sign in SIGNS if re.search(sign, beginning, re.IGNORECASE)), None):
        return found
    raise click.UsageError(f"Whose message is {file}? Say it with --source.")


def _context(
    file: Path, source: Source, policy: Policy | None, municipality: str | None
) -> Context:
    return Context(
        received=datetime.now(UTC).isoformat(timespec="microseconds"),
        municipality=municipality or (policy.municipality if policy else None),
        media_type=MEDIA_TYPES.get(file.suffix.lower(), ""),
        columns=policy.columns.get(source, {}) if policy else {},
    )


def _check(file: Path, source: Source, context: Context, most: int) -> bool:
    """Whether nothing of the message is refused."""
    try:
        reading = DOORS[source].read(_bytes(file), context)
    except Rejected as reason:
        click.echo(f"{file}: {source}, refused as a whole\n  {_reason(reason, context)}")
        return False
    click.echo(f"{file}: {source}, {_counted(reading)}")
    for line in _said(reading, most):
        click.echo(f"  {line}")
    return not reading.refused


def _bytes(file: Path) -> bytes:
    if (size := file.stat().st_size) > MESSAGE_MAX:
        expected, found = f"at most {MESSAGE_MAX} bytes", f"{size} bytes"
        raise Rejected("too-large", place="message", expected=expected, found=found)
    return file.read_bytes()


def _reason(reason: Rejected, context: Context) -> str:
    unsaid = reason.fault == "municipality" and context.municipality is None
    return f"{reason} (say whose it is: --municipality or --policy)" if unsaid else str(reason)


def _counted(reading: Reading) -> str:
    facts = sum(len(record.facts) for record in reading.records)
    counts = [_number(len(reading.records), "record"), _number(facts, "fact")]
    if reading.refused:
        counts.append(f"{len(reading.refused)} refused")
    return ", ".join(counts)


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _said(reading: Reading, most: int) -> Iterator[str]:
    for record in islice(reading.records, most):
        yield from wording.lines_of(record)
    if (more := len(reading.records) - most) > 0:
        yield f"… and {more} more: --all shows them"
    for refused in reading.refused:
        yield f"refused: {refused.reason}"
    codes = Counter(f"{notice.list} {notice.code}" for notice in reading.notices)
    for code, times in sorted(codes.items()):
        yield f"noticed: {code}" + (f" ({times} times)" if times > 1 else "")
