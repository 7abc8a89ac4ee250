"""`samenloop reviews list|show|accept|reject|withdraw`: who may be one person, for you to say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from deploy import decided
from deploy.decided import Verdict
from deploy.linking_words import REASONS, field_named
from deploy.reading import all_of, partitions_of
from schemas import topics, wire
from schemas.messages import LinkDecided
from schemas.reviews import Review
from streams.settings import AppSettings

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
PIPED_WIDTH = 160


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--replay", "folder", type=FOLDER, help="A folder of messages instead."),
        click.option("--prefix", default="", help="Before every topic, as for `run`."),
        click.option("--bootstrap", help="host:port of a hub's broker"),
    ):
        command = option(command)
    return command


def decision_options(command: Callable[..., Any]) -> Callable[..., Any]:
    by = click.option("--by", required=True, help="Who decides: a name or a role.")
    return by(click.option("--why", default="", help="For who reads it later.")(command))


class Place:
    """Where reviews stand, and decisions go."""

    def __init__(self, bootstrap: str | None, prefix: str, folder: Path | None) -> None:
        if (bootstrap is None) == (folder is None):
            raise click.UsageError("Give either --bootstrap or --replay.")
        self._bootstrap, self._prefix, self._folder = bootstrap or "", prefix, folder

    def reviews(self) -> list[Review]:
        """The most likely first."""
        found = self._of_folder() if self._folder else self._of_hub()
        return sorted(found, key=lambda review: (-review.weight, review.review))

    def review(self, name: str) -> Review:
        found = next((r for r in self.reviews() if r.review == name), None)
        if found is None:
            raise click.ClickException(f"no review {name}; it may be settled: see `reviews list`")
        return found

    def decision(self, name: str) -> LinkDecided:
        """The last decision about a review."""
        every = (
            [of.decided for of in decided.of_folder(self._folder)]
            if self._folder
            else decided.of_hub(self._bootstrap, self._prefix)
        )
        ours = [one for one in every if one.review == name]
        if not ours:
            raise click.ClickException(f"nothing was decided about a review {name}")
        return max(ours, key=lambda one: (one.at, one.cause.message))

    def tell(self, decision: LinkDecided) -> None:
        if self._folder:
            decided.add_to_folder(self._folder, decision)
        else:
            name = self._prefix + topics.FACTS.name
            partitions = partitions_of(self._bootstrap, name)
            settings = AppSettings(self._bootstrap, partitions, self._prefix)
            decided.tell_hub(settings, decision)

    def _of_hub(self) -> list[Review]:
        last = {
            kept.key: kept.value
            for kept in all_of(self._bootstrap, [self._prefix + topics.REVIEWS.name])
        }
        return [Review.model_validate_json(value) for value in last.values() if value]

    def _of_folder(self) -> list[Review]:
        from deploy.commands.replay import listed_of, replayed, serving_of
        from deploy.rerun import Order

        assert self._folder is not None
        serving = serving_of(self._folder)
        listed = listed_of(self._folder, serving)
        return replayed(self._folder, listed, serving, Order(), None).reviews


@click.group()
def reviews() -> None:
    """Persons that may be one, side by side, for somebody to decide.

    A decision goes before what is computed, whatever comes later.  It can be withdrawn.  If the
    evidence about the two changes, the review comes back.  Shows names: for the identity zone.
    """


@reviews.command("list")
@source_options
@click.option("--json", "as_json", is_flag=True, help="One object a line, for another program.")
def list_(*, bootstrap: str | None, prefix: str, folder: Path | None, as_json: bool) -> None:
    """List what waits for a decision, the most likely first."""
    found = Place(bootstrap, prefix, folder).reviews()
    for review in found:
        click.echo(wire.write(review).decode() if as_json else _line(review))
    if not as_json:
        click.echo(f"{len(found)} to decide", err=True)


@reviews.command()
@click.argument("review")
@source_options
@click.option("--json", "as_json", is_flag=True, help="As data, for another program.")
def show(
    review: str, *, bootstrap: str | None, prefix: str, folder: Path | None, as_json: bool
) -> None:
    """Show both sides of one, what each field weighs, and who comes next."""
    found = Place(bootstrap, prefix, folder).review(review)
    if as_json:
        click.echo(wire.write(found).decode())
        return
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    console.print(_line(found))
    console.print(_sides(found))
    console.print(_fields(found))
    if found.second:
        console.print(f"next best: record {found.second}, weight {found.second_weight:+.1f}")
    if found.decided:
        console.print(f"decided before: {found.decided}; the evidence has changed since")


@reviews.command()
@click.argument("review")
@source_options
@decision_options
def accept(
    review: str, bootstrap: str | None, prefix: str, folder: Path | None, **said: str
) -> None:
    """Decide that the two are one person."""
    _decide(Place(bootstrap, prefix, folder), review, "same", **said)


@reviews.command()
@click.argument("review")
@source_options
@decision_options
def reject(
    review: str, bootstrap: str | None, prefix: str, folder: Path | None, **said: str
) -> None:
    """Decide that the two are not one person."""
    _decide(Place(bootstrap, prefix, folder), review, "different", **said)


@reviews.command()
@click.argument("review")
@source_options
@decision_options
def withdraw(
    review: str, bootstrap: str | None, prefix: str, folder: Path | None, **said: str
) -> None:
    """Take back what was decided: what is computed holds again."""
    place = Place(bootstrap, prefix, folder)
    place.tell(decided.withdrawn(place.decision(review), **said))
    click.echo(f"{review}: withdrawn")


def _decide(place: Place, review: str, verdict: Verdict, by: str, why: str) -> None:
    place.tell(decided.about(place.review(review), verdict, by, why))
    click.echo(f"{review}: {verdict}")


def _line(review: Review) -> str:
    who = " / ".join(
        " ".join(filter(None, (side.described.get("given_names") or side.described.get("initials"),
                               side.described.get("surname"))))
        or "no name"
        for side in (review.one, review.other)
    )  # fmt: skip
    sources = f"{review.one.source} / {review.other.source}"
    return f"{review.review}  {review.weight:+6.1f}  {REASONS[review.reason]}: {who} ({sources})"


def _sides(review: Review) -> Table:
    table = Table("", review.one.source, review.other.source, box=None, pad_edge=False)
    for name, ours, theirs in (
        ("record", review.one.record, review.other.record),
        ("person", review.one.person, review.other.person),
        ("system", review.one.system, review.other.system),
        ("since", review.one.first, review.other.first),
    ):
        table.add_row(name, ours, theirs)
    known = dict.fromkeys((*review.one.described, *review.other.described))
    for name in known:
        table.add_row(
            name, review.one.described.get(name, "-"), review.other.described.get(name, "-")
        )
    return table


def _fields(review: Review) -> Table:
    table = Table("field", "agreement", "weight", "", box=None, pad_edge=False)
    for said in review.fields:
        bar = "█" * round(min(abs(said.weight), 20))
        table.add_row(field_named(said.field), said.level, f"{said.weight:+.1f}", bar)
    table.add_row("together", "", f"{review.weight:+.1f}", "")
    return table
