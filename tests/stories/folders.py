"""A story's messages as a folder that `samenloop replay --every-day` takes.

    python -m tests.stories.folders p1_overdracht DIR

A replay knows one policy, so the folder holds what happens before the municipality changes the one
with which the story begins.  Between the days that the story tells of all others pass: more may be
said than the story says, but all that it promises.
"""

import json
from datetime import date
from itertools import dropwhile, takewhile
from pathlib import Path

import click

from deploy.decided import add_to_folder
from deploy.folder import Listed, write_manifest
from streams.step import Json
from tests.stories import runner, telling
from tests.stories.runner import Played
from tests.stories.telling import Day, Message, Setting, Story, Turn, Verdict


def turns_of(story: Story) -> list[Turn]:
    """Those that a replay can repeat."""
    _, turns = _begin(story)
    return turns


def _begin(story: Story) -> tuple[Played, list[Turn]]:
    """The hub with the policy that holds when something happens first; what happens under it."""
    played = runner.begin(story)
    for turn in takewhile(_sets, story.turns):
        runner.happen(played, turn.happens)
    under_it = dropwhile(_sets, story.turns)
    return played, list(takewhile(lambda turn: not _sets(turn), under_it))


def _sets(turn: Turn) -> bool:
    return isinstance(turn.happens, Setting)


def write(story: Story, folder: Path) -> str:
    """The messages, manifest, decisions, policy and key; returns the last day that passes."""
    played, turns = _begin(story)
    lines = (f"{_toml(key)} = {_toml(value)}\n" for key, value in played.settings.items())
    (folder / "policy.toml").write_text("".join(lines), encoding="utf-8")
    (folder / "hmac.key").write_text(runner.KEYS[runner.TOWN].hex(), encoding="utf-8")
    listed: list[Listed] = []
    days: list[str] = []
    for number, turn in enumerate(turns, start=1):
        runner.happen(played, turn.happens)
        match turn.happens:
            case Message() as message:
                listed.append(_put(story, folder, f"{number:02}_{message.file}", message))
                days.append(message.received[:10])
            case Day(day=day):
                days.append(day)
            case Verdict(line=line):
                add_to_folder(folder, played.decided[line])
    write_manifest(folder, listed)
    return max(days)


def _put(story: Story, folder: Path, name: str, message: Message) -> Listed:
    raw = runner.raw_of(story, message)
    path = folder / raw.source / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(raw.body)
    file = f"{raw.source}/{name}"
    return Listed(
        *(file, raw.source, raw.message, raw.received),
        *(raw.municipality or "", raw.sender, raw.media_type),
    )


def _toml(value: Json) -> str:
    """A list or a table on one line; all else is written as in JSON, a day as it is."""
    match value:
        case dict():
            pairs = (f"{_toml(key)} = {_toml(held)}" for key, held in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list() | tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case date():
            return value.isoformat()
        case _:
            return json.dumps(value, ensure_ascii=False)


@click.command()
@click.argument("story")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
def main(story: str, folder: Path) -> None:
    """Write the messages of STORY to DIR, and say how to replay them."""
    folder.mkdir(parents=True, exist_ok=True)
    until = write(telling.read(telling.FOLDER / f"{story}.story"), folder)
    click.echo(f"samenloop replay {folder} --every-day --until {until} --out events.ndjson")


if __name__ == "__main__":
    main()
