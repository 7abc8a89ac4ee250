"""The same records in other orders of arrival: how many answers does a linker give?

    python -m tests.bench.linking.orders [--shuffles 8]

The greedy rule (`greedy`) with our own weights, keys and threshold, beside ours: as a table, and
record by record through identify.  All use one model, which the table in the order of its file
taught; a row more shows the table learned from anew in each order.
"""

import argparse
import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from deploy import register
from schemas.facts import PersonDescribed
from streams.engine.stores import MemoryStore
from streams.linking.compare import compare
from streams.linking.keys import keys
from streams.linking.model import Model, weight
from streams.linking.nodes import Node
from streams.linking.table import Table, link
from streams.linking.traits import Described, Traits, traits
from tests.bench import report
from tests.bench.linking.cases import FEBRL
from tests.bench.linking.greedy import greedy, partition, shuffled
from tests.bench.linking.score import score
from tests.bench.linking.scorer import read, taught
from tests.bench.linking.stream import Identify, told

SHUFFLES = 8
# without sources: the greedy rule knows of none
TABLES = {
    "febrl3_noid": "FEBRL 3, without identifier",
    "febrl4_noid_onetable": "FEBRL 4, without identifier, as one table",
}
COLUMNS = ("data ", "linker ", "orders", "partitions", "F1, least", "F1, most")
Rows = Mapping[str, Mapping[str, str]]  # by id, as `Described` names the columns


@dataclass(frozen=True)
class Data:
    rows: Rows
    nodes: Mapping[str, Node]
    truth: Mapping[str, str]
    model: Model

    @classmethod
    def of(cls, folder, name):
        path, columns = folder / f"{name}.csv", folder / "mapping.toml"
        named, nodes = register.mapping(columns), read(path, columns)
        with path.open(newline="") as file:
            rows = {row[named["id"]]: _as_described(row, named) for row in csv.DictReader(file)}
        with (folder / f"{name.partition('_')[0]}_truth.csv").open(newline="") as file:
            truth = {row["id"]: row["person"] for row in csv.DictReader(file)}
        return cls(rows, {node.name: node for node in nodes}, truth, taught(nodes).model)


def _as_described(row, named):
    return {
        ours: row[theirs]
        for ours, theirs in named.items()
        if ours in Described._fields and row[theirs]
    }


def greedily(data: Data, rows: Rows):
    """Ours to score with: `greedy` keeps of a person the values that were seen most."""

    def found(one, other):
        ours, theirs = said(one), said(other)
        return weight(data.model, ours, theirs, compare(ours, theirs))

    def places(record):
        return (f"{key.name}|{key.coarse}" for key in keys(said(record)))

    return greedy(rows, found, places, data.model.link)


def said(record: Mapping[str, str]) -> Traits:
    return _said(tuple(record.items()))


@lru_cache(maxsize=1 << 15)
def _said(items) -> Traits:
    return traits(Described(**dict(items)))


def as_table(data: Data, rows: Rows):
    return _linked(data, rows, data.model)


def as_table_taught(data: Data, rows: Rows):
    return _linked(data, rows, taught([data.nodes[name] for name in rows]).model)


def _linked(data, rows, model):
    nodes = [data.nodes[name] for name in rows]
    table = Table(nodes)
    persons = link(model, table, table.compared()).persons
    return {nodes[number].name: nodes[min(of)].name for of in persons for number in of}


def as_stream(data: Data, rows: Rows):
    """Each record a register of its own, for a register keeps nobody twice."""
    step = Identify(MemoryStore(), data.model)
    for name, row in rows.items():
        step.take(told(name, "wmo", name, PersonDescribed(**{**row, **_born(row)})))
    return step.persons


def _born(row):
    text = row.get("birth_date", "")
    return {"birth_date": f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 else None}


LINKERS: Mapping[str, Callable] = {
    "greedy rule, our weights": greedily,
    "ours, as a table": as_table,
    "ours, as a table, learned from anew": as_table_taught,
    "ours, record by record": as_stream,
}


def measured(folder, shuffles=SHUFFLES) -> list[tuple]:
    found = []
    for name, title in TABLES.items():
        data = Data.of(folder, name)
        for linker, run in LINKERS.items():
            answers = [run(data, shuffled(data.rows, seed)) for seed in range(shuffles)]
            scores = [score(answer, data.truth).f1 for answer in answers]
            differing = len({partition(answer) for answer in answers})
            found.append((title, linker, shuffles, differing, min(scores), max(scores)))
    return found


def section(found) -> str:
    rows = [(*row[:4], *(f"{f1:.5f}" for f1 in row[4:])) for row in found]
    return f"## The same records in other orders\n\n{report.table(COLUMNS, rows)}"


def figures_of(found):
    names = ("data", "linker", "orders", "partitions", "f1_least", "f1_most")
    return [dict(zip(names, row, strict=True)) for row in found]


def main():
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--shuffles", type=int, default=SHUFFLES)
    asked.add_argument("--tables", type=Path, default=Path(".cache/bench/linked") / FEBRL)
    given = asked.parse_args()
    print(section(measured(given.tables, given.shuffles)))


if __name__ == "__main__":
    main()
