"""A story's messages as a folder that `samenloop replay --every-day` takes.

    python -m tests.stories.folders p1_overdracht DIR

The folder begins with the policy with which the story does; where the municipality changes it,
`policies.csv` says so.  Between the days that the story tells of all others pass: more may be
said than the story says, but all that it promises.
"""

import json
from datetime import date
from itertools import takewhile
from pathlib import Path

import click

from deploy.changed import COLUMNS, FILE
from deploy.decided import add_to_folder
from deploy.folder import Listed, write_manifest
from streams.step import Json
from tests.stories import runner, telling
from tests.stories.telling import Day, Message, Setting, Story, Turn, Verdict


def turns_of(story: Story) -> list[Turn]:
    """Those that a replay repeats: all but the settings with which the story begins."""
    return list(story.turns[len(_first(story)) :])


def _first(story: Story) -> list[Turn]:
    return list(takewhile(_sets, story.turns))


def _sets(turn: Turn) -> bool:
    return isinstance(turn.happens, Setting)


def write(story: Story, folder: Path) -> str:
    """The messages, manifest, decisions, policy and key; returns the last day that passes."""
    played = runner.begin(story)
    for turn in _first(story):
        runner.happen(played, turn.happens)
    _write_policy(folder / "policy.toml", played.settings)
    (folder / "hmac.key").write_text(runner.KEYS[runner.TOWN].hex(), encoding="utf-8")
    listed: list[Listed] = []
    changes: list[tuple[str, str]] = []
    days: list[str] = []
    for number, turn in enumerate(turns_of(story), start=1):
        runner.happen(played, turn.happens)
        match turn.happens:
            case Message() as message:
                listed.append(_put(story, folder, f"{number:02}_{message.file}", message))
                days.append(message.received[:10])
            case Day(day=day):
                days.append(day)
            case Verdict(line=line):
                add_to_folder(folder, played.decided[line])
            case Setting(received=received):
                changes.append((received, f"policy-{number:02}.toml"))
                _write_policy(folder / changes[-1][1], played.settings)
    write_manifest(folder, listed)
    if changes:
        lines = (f"{received},{file}\n" for received, file in changes)
        (folder / FILE).write_text("".join((",".join(COLUMNS) + "\n", *lines)), encoding="utf-8")
    return max(days)


def _write_policy(path: Path, settings: Json) -> None:
    lines = (f"{_toml(key)} = {_toml(value)}\n" for key, value in settings.items())
    path.write_text("".join(lines), encoding="utf-8")


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
