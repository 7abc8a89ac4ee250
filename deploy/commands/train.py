"""`samenloop train records.csv --out model.json`: the weights of a register, without labels."""

from pathlib import Path

import click

from deploy import models
from deploy.commands.link import FILE, OUT, counted, read, say
from schemas.errors import WrongConfiguration
from streams.linking.compare import FIELDS
from streams.linking.model import Model
from streams.linking.table import Table, enough, learned


@click.command()
@click.argument("records", type=FILE)
@click.option("--out", type=OUT, required=True, help="The model, as JSON.")
@click.option("--version", help="The model's name; else that of the file.")
@click.option("--columns", type=FILE, help="TOML: our names of columns, and the file's own.")
@click.option("--weights", is_flag=True, help="Print what each level of agreement weighs.")
def train(
    records: Path, out: Path, version: str | None, columns: Path | None, *, weights: bool
) -> None:
    """Learn from a table how likely descriptions are one person's.

    Nobody has to say which records are the same.  The file holds the weights, how common names are
    (of those that at least three records have), and what was learned from: a version to keep.
    """
    found = read(records, columns)
    table = Table(found.nodes)
    compared = list(counted(table.to_learn_from(), "pairs to learn from"))
    if not enough(table, compared):
        raise WrongConfiguration(
            str(records),
            ["too little to learn from: a thousand records, and as many pairs that share a key"],
        )
    model = learned(version or out.stem, table, compared, progress=say)
    models.save(model, out)
    if weights:
        _show(model)
    say(f"model {model.version} written to {out}")


def _show(model: Model) -> None:
    """Per field and level, log2 of how much more often one person's records agree so."""
    for field, of_field in zip(FIELDS, model.weights, strict=True):
        for level, (weight, _) in zip(field.levels, of_field[1:], strict=True):
            click.echo(f"{field.name:18} {level:18} {weight:+6.1f}")
