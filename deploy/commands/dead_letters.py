"""`samenloop dead-letters list|show|retry`: what could not be read, why, and the way back."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from deploy.comebacks import BACK, bring_back
from deploy.letters import bytes_of, of_messages, open_letters, put_back
from deploy.reading import partitions_of, told_by
from deploy.told import Told
from schemas import wire
from schemas.facts import Source
from schemas.messages import DeadLetter
from schemas.topics import OUTCOMES
from streams.refused import is_by_place
from streams.settings import AppSettings

SOURCES = click.Choice([str(source) for source in Source])


def broker_options(command: Callable[..., Any]) -> Callable[..., Any]:
    prefix = click.option(
        "--prefix", default="", help="before every topic, for hubs that share a broker"
    )
    return click.option("--bootstrap", required=True, help="host:port of the broker")(
        prefix(command)
    )


@click.group()
def dead_letters() -> None:
    """Messages and records that could not be read.

    One is open until a later reading of its message no longer refuses it.
    """


@dead_letters.command("list")
@broker_options
@click.option("--source", type=SOURCES, help="of one source only")
@click.option("--json", "as_json", is_flag=True, help="one object a line, for another program")
def list_(*, bootstrap: str, prefix: str, source: str | None, as_json: bool) -> None:
    """List the open ones, in order of receipt."""
    letters = _open(told_by(bootstrap, prefix), source)
    for letter in letters:
        click.echo(wire.write(letter).decode() if as_json else _line(letter))
    if not as_json:
        click.echo(f"{len(letters)} open", err=True)


@dead_letters.command()
@broker_options
@click.argument("message")
@click.option(
    "--bytes",
    "file",
    type=click.Path(exists=False, path_type=Path),
    help="write the message as received to this new file; it holds personal data",
)
def show(bootstrap: str, prefix: str, message: str, file: Path | None) -> None:
    """Show what of a message is open, with the reason and where its bytes are."""
    letters = _of(message, _open(told_by(bootstrap, prefix), None))
    for letter in letters:
        click.echo("\n".join(_lines(letter)) + "\n")
    if file is not None:
        body = bytes_of(bootstrap, prefix, letters[0]).value or b""
        _write_for_owner(file, body)
        click.echo(f"wrote {len(body)} bytes to {file}")


@dead_letters.command()
@broker_options
@click.argument("messages", nargs=-1)
@click.option("--source", type=SOURCES, help="those of one source")
@click.option("--all", "every", is_flag=True, help="every open one")
def retry(
    *, bootstrap: str, prefix: str, messages: tuple[str, ...], source: str | None, every: bool
) -> None:
    """Have messages read again, after a fix: of the hub, its policy or its keys.

    They go back as they came, with the same id and time of receipt.  So do records between the
    steps, unless a later one took their place; such a letter is settled with that.
    """
    if sum((bool(messages), source is not None, every)) != 1:
        raise click.UsageError("Name messages, or give --source, or --all.")
    told = told_by(bootstrap, prefix)
    letters = _open(told, source)
    if messages:
        letters = [letter for message in messages for letter in _of(message, letters)]
    chosen = list(of_messages(letters))
    whole = [letter for letter in chosen if not is_by_place(letter)]
    put_back(bootstrap, [bytes_of(bootstrap, prefix, letter) for letter in whole])
    back = len(whole)
    if placed := [letter for letter in chosen if is_by_place(letter)]:
        partitions = partitions_of(bootstrap, prefix + OUTCOMES.name)
        settings = AppSettings(bootstrap, partitions, prefix)
        for letter in placed:
            done = bring_back(settings, letter, told.outcomes)
            back += done == BACK
            click.echo(f"{letter.message}: {done}")
    click.echo(f"{back} put back; `samenloop dead-letters list` shows what is refused again")


def _open(told: Told, source: str | None) -> list[DeadLetter]:
    found = open_letters(told.outcomes, told.letters)
    return [letter for letter in found if source in (None, letter.source)]


def _of(message: str, letters: list[DeadLetter]) -> list[DeadLetter]:
    found = [letter for letter in letters if letter.message == message]
    if not found:
        raise click.ClickException(f"message {message} has no open dead letter")
    return found


def _line(letter: DeadLetter) -> str:
    record = "whole message" if letter.record == "*" else f"record {letter.record}"
    return f"{letter.message} {letter.source or '-'} {letter.received} {record}: {_reason(letter)}"


def _lines(letter: DeadLetter) -> Iterator[str]:
    yield f"message:      {letter.message}"
    yield f"source:       {letter.source or '-'}"
    yield f"received:     {letter.received}"
    yield f"municipality: {letter.municipality or '-'}"
    yield f"record:       {'the whole message' if letter.record == '*' else letter.record}"
    yield f"fault:        {letter.fault}"
    yield f"place:        {letter.place}"
    yield f"expected:     {letter.expected}"
    yield f"found:        {letter.found or '-'}"
    yield f"bytes:        {letter.raw_topic} {letter.raw_partition} {letter.raw_offset}"


def _reason(letter: DeadLetter) -> str:
    found = f", found {letter.found}" if letter.found else ""
    return f"{letter.fault} at {letter.place}: expected {letter.expected}{found}"


def _write_for_owner(file: Path, body: bytes) -> None:
    """A new file that nobody else may read."""
    try:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise click.ClickException(f"{file} is there already") from error
    with os.fdopen(number, "wb") as opened:
        opened.write(body)
