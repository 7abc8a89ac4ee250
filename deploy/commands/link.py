"""`samenloop link records.csv --out clusters.csv`: which records of a table are one person's."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from deploy import models, register
from deploy.register import Register
from deploy.whole import written
from streams.linking.keys import BLOCK_MAX
from streams.linking.model import Model
from streams.linking.shipped import FIRST
from streams.linking.table import Blocks, Compared, Linked, Table, enough, learned
from streams.linking.table import link as link_table

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("records", type=FILE)
@click.option("--out", type=OUT, required=True, help="CSV: id, person, weight.")
@click.option("--columns", type=FILE, help="TOML: our names of columns, and the file's own.")
@click.option("--model", "model_name", help="A model file, or the version of a shipped one.")
@click.option("--train", "train_on_it", is_flag=True, help="Learn the weights from this table.")
def link(
    records: Path, out: Path, columns: Path | None, model_name: str | None, *, train_on_it: bool
) -> None:
    """Find which records of a table are one person's.

    The same core as the hub's, on a CSV file with a column `id` and any of bsn, identifier,
    given_names, initials, prefix, surname, partner_name, birth_date, sex, street, house_number,
    postcode, place, phone, email, source.  Two records of one source are one person only if they
    share a BSN; records without a source may be anybody's.  Without --model it learns the weights
    from the table itself, if that is large enough.
    """
    if model_name and train_on_it:
        raise click.UsageError("--model and --train: one or the other")
    known = models.load(model_name) if model_name else None
    found = read(records, columns)
    say(f"{len(found.nodes):,} records")
    table = Table(found.nodes)
    model = known or _model(table, wanted=train_on_it)
    compared = list(counted(table.compared(), "pairs that share a key"))
    _say_overfull(table.blocks)
    linked = link_table(model, table, compared)
    _write(out, found, linked)
    _summary(found, linked, out)


def _say_overfull(blocks: Blocks) -> None:
    """What many share was looked at by more; where nothing more is known, it may be nobody's."""
    if blocks.divided:
        said = ", ".join(f"{count:,} of {name}" for name, count in sorted(blocks.divided.items()))
        say(f"over-full blocks, divided by finer keys: {said}")
    for name, count in sorted(blocks.left.items()):
        say(
            f"notice: {count:,} of {name} in more than {BLOCK_MAX} descriptions that no finer key"
            " tells apart: these are not compared for sharing it"
        )


def read(records: Path, columns: Path | None) -> Register:
    """The table, with what is wrong in it said."""
    names = register.mapping(columns) if columns else {}
    found = register.read(records, names, datetime.now(UTC).date())
    if found.ignored:
        say(f"notice: ignored columns: {', '.join(found.ignored)}")
    for notice in found.notices:
        rows = ", ".join(map(str, notice.rows))
        more = " and more" if notice.count > len(notice.rows) else ""
        say(f"notice: {notice.count:,} x {notice.text} (rows {rows}{more})")
    return found


def counted(pairs: Iterable[Compared], what: str, every: int = 100_000) -> Iterator[Compared]:
    """*pairs*, saying how many there were so far."""
    number = 0
    for number, pair in enumerate(pairs, start=1):
        yield pair
        if not number % every:
            say(f"{number:,} {what}")
    say(f"{number:,} {what} compared")


def say(text: str) -> None:
    click.echo(text, err=True)


def _model(table: Table, *, wanted: bool) -> Model:
    compared = list(counted(table.to_learn_from(), "pairs to learn from"))
    if wanted or enough(table, compared):
        say("learning the weights from this table")
        return learned("of this table", table, compared, progress=say)
    say(f"too few records to learn from: model {FIRST} is used")
    return models.load(FIRST)


def _write(out: Path, found: Register, linked: Linked) -> None:
    """Each record in the order of the file, with its person: the first record that is about it."""
    names = [node.name for node in found.nodes]
    person = {number: names[min(of)] for of in linked.persons for number in of}
    with written(out) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("id", "person", "weight"))
        for number, name in enumerate(names):
            weight = linked.weights.get(number)
            shown = "" if weight is None else f"{weight:.1f}"
            writer.writerow((name, person[number], shown))


def _summary(found: Register, linked: Linked, out: Path) -> None:
    sizes = Counter(len(of) for of in linked.persons)
    say(f"{len(found.nodes):,} records are {len(linked.persons):,} persons")
    for size in sorted(sizes):
        say(f"  {sizes[size]:>9,} persons of {size} record{'s' if size > 1 else ''}")
    if linked.near:
        reasons = Counter(pair.reason for pair in linked.near)
        told = ", ".join(f"{count:,} {reason}" for reason, count in sorted(reasons.items()))
        say(f"not linked, and worth a look: {told}")
    say(f"written to {out}")
