"""`samenloop overview PERSON`: what the hub holds of somebody and told about them, for them."""

import html
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import wrap

import click
from typing_extensions import override

from deploy import identity
from deploy import settings as configuration
from deploy.commands.explain import FILE
from deploy.commands.reviews import FOLDER
from deploy.overview import STEPS, Overview, overview_of
from schemas.topics import FACTS
from streams.engine.stores import MemoryStore
from streams.settings import AppSettings
from streams.topology import topology

WIDTH = 88
STYLE = (
    "body{font:18px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#111}"
    "h2{margin-top:2em;border-bottom:2px solid #ddd}li{margin:.3em 0}"
)


class Concluded(MemoryStore):
    """Of what a step keeps: the facts, and what it published."""

    @override
    def restore(self, records: Mapping[bytes, bytes | None], position: int) -> None:
        needed = {k: v for k, v in records.items() if k.startswith((b"fact//", b"doc//", b"day"))}
        super().restore(needed, position)


@click.command()
@click.argument("name", metavar="PERSON|RECORD")
@click.option("--html", "as_page", is_flag=True, help="As a page to print or to mail.")
@click.option("--bootstrap", help="host:port of a hub's broker")
@click.option("--prefix", default="", help="Before every topic, as for `run`.")
@click.option("--policy", type=FILE, multiple=True, help="With --bootstrap: as for `run`.")
@click.option("--key-file", type=FILE, multiple=True, help="With --bootstrap: as for `run`.")
@click.option("--replay", "folder", type=FOLDER, help="A folder of messages instead.")
def overview(
    name: str,
    *,
    as_page: bool,
    bootstrap: str | None,
    prefix: str,
    policy: Sequence[Path],
    key_file: Sequence[Path],
    folder: Path | None,
) -> None:
    """Give somebody their own overview, in plain Dutch.

    PERSON is an id, or one that the person had; RECORD is a record as the events name it.  Shows
    what the hub holds of them and from whom, why it thinks that this is about them, and all that it
    told about them; nothing of anybody else.  Make sure that you give it to the person it is about.

    Exit code 1: there is no such person or record.
    """
    if (bootstrap is None) == (folder is None):
        raise click.UsageError("Give either --bootstrap or --replay.")
    if folder is not None:
        found = _of_folder(folder, name)
    else:
        assert bootstrap is not None
        found = _of_hub(name, bootstrap, prefix, policy, key_file)
    if found is None:
        raise click.ClickException(f"no person and no record here is called {name}")
    click.echo("\n".join(page(found) if as_page else text(found)))


def _of_folder(folder: Path, name: str) -> Overview | None:
    from deploy.commands.replay import listed_of, replayed, serving_of
    from deploy.rerun import Order

    serving = serving_of(folder)
    rerun = replayed(folder, listed_of(folder, serving), serving, Order(), None)
    return overview_of(rerun.views, serving.keys, name, rerun.events)


def _of_hub(
    name: str, bootstrap: str, prefix: str, policy: Sequence[Path], key_file: Sequence[Path]
) -> Overview | None:
    from deploy.reading import partitions_of, told_by
    from deploy.verifying import read_views

    if not policy:
        raise click.UsageError("--bootstrap needs --policy, as for `run`.")
    serving = configuration.load(policy, key_file)
    settings = AppSettings(bootstrap, partitions_of(bootstrap, prefix + FACTS.name), prefix)
    steps = {s.name: s for s in topology({}, serving.policies, serving.keys) if s.name in STEPS}
    who = identity.kept(settings, steps["identify"], lambda _, __: None)
    others = [step for step in steps.values() if step.name != "identify"]
    views = read_views(settings, others, Concluded, lambda _, __: None)
    told = told_by(bootstrap, prefix)
    return overview_of({**views, "identify": who}, serving.keys, name, told.events)


def text(found: Overview) -> Iterator[str]:
    yield from (found.title, "=" * len(found.title))
    for paragraph in found.intro:
        yield from ("", *wrap(paragraph, WIDTH))
    for section in found.sections:
        yield from ("", section.title, "-" * len(section.title), *wrap(section.intro, WIDTH))
        for line in section.lines:
            below = line.startswith("— ")
            mark = "    - " if below else "  * "
            told = line.removeprefix("— ")
            indent = " " * len(mark)
            yield from wrap(told, WIDTH, initial_indent=mark, subsequent_indent=indent)


def page(found: Overview) -> Iterator[str]:
    """One page by itself: it asks for nothing from elsewhere."""
    title = html.escape(found.title)
    yield '<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
    yield f"<title>{title}</title><style>{STYLE}</style></head><body>"
    yield f"<h1>{title}</h1>"
    yield from (f"<p>{html.escape(paragraph)}</p>" for paragraph in found.intro)
    for section in found.sections:
        yield f"<h2>{html.escape(section.title)}</h2><p>{html.escape(section.intro)}</p><ul>"
        yield from (f"<li>{html.escape(line)}</li>" for line in section.lines)
        yield "</ul>"
    yield "</body></html>"
