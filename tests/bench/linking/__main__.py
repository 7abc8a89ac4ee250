"""Our linker beside Splink 5: the same tables in the same run, trained without labels.

    python -m tests.bench.linking [--only febrl4_noid,registers] [--persons 50000] [--seed 11]

FEBRL 3 and 4 without, with and half with their identifier, and the simulated population.  Each
linker gets the table, trains on it and writes clusters; the score is over pairs of records.
"""

import argparse
import csv
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.bench import report
from tests.bench.linking import orders, systems
from tests.bench.linking.cases import CASES, FEBRL, OURS, REGISTERS
from tests.bench.linking.score import Wrong, score
from tests.bench.linking.scorer import read, taught
from tests.bench.linking.sections import section
from tests.bench.linking.tables import Result, figures_of, one_table

FOLDER = Path(".cache/bench/linked")  # stays, so that a lost pair can be looked at
LOCK = Path("tests/bench/requirements-linking.lock")


def main():
    options = arguments()
    if not systems.PEERS_PYTHON.exists():
        print(f"bench: {systems.PEERS_PYTHON} is missing; `make bench-linking` makes it")
        return 2
    cases = [case for case in CASES if not options.only or case.name in options.only]
    make_tables({case.of for case in cases}, options)
    try:
        results = [measured(case, options.ours) for case in cases]
    except Wrong as error:
        print(f"bench: {error}")
        return 1
    told = "\n\n".join((heading(options), one_table(results), *map(section, results)))
    if options.only or options.ours is not systems.LINK:
        print(told)  # no figure of the whole
        return 0
    found = orders.measured(FOLDER / FEBRL)
    figures = {"cases": figures_of(results), "orders": orders.figures_of(found)}
    report.keep("linking", f"{told}\n\n{orders.section(found)}", figures)
    return 0


def make_tables(wanted, options):
    FOLDER.mkdir(parents=True, exist_ok=True)
    if FEBRL in wanted:
        command = (systems.PEERS_PYTHON, "-m", "tests.bench.linking.febrl", FOLDER / FEBRL)
        subprocess.run(command, check=True)
    if REGISTERS in wanted:
        simulate = (sys.executable, "-m", "deploy", "simulate", "--registers", "--force")
        of = ("--persons", str(options.persons), "--seed", str(options.seed))
        subprocess.run((*simulate, *of, "--out", FOLDER / REGISTERS), check=True)


def measured(case, command) -> Result:
    table, columns = FOLDER / case.of / case.records, FOLDER / case.of / case.columns
    runs = {OURS: systems.ours(table, columns, FOLDER / f"{case.name}-ours.csv", command)}
    for title, recipe in case.peers.items():
        runs[title] = systems.splink(recipe, table, FOLDER / f"{case.name}-{recipe}.csv")
    truth = rows_of(FOLDER / case.of / case.truth, "id")
    person = {name: row["person"] for name, row in truth.items()}
    scores = {title: score(run.clusters, person) for title, run in runs.items()}
    # what is lost of the population is told by kind
    weigh = None if case.households else taught(read(table, columns)).weight
    return Result(case, rows_of(table, case.id), truth, runs, scores, weigh)


def rows_of(path, key):
    with path.open(newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


def heading(options):
    locked = dict(re.findall(r"^([\w-]+)==([\w.]+)", LOCK.read_text(), re.MULTILINE))
    peers = ", ".join(f"{name} {locked[name]}" for name in ("splink", "duckdb", "recordlinkage"))
    return f"With {peers}.  Simulated: {options.persons:,} persons, seed {options.seed}."


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    names = ", ".join(case.name for case in CASES)
    parser.add_argument("--only", type=lambda told: told.split(","), default=(), help=names)
    parser.add_argument("--persons", type=int, default=50_000, help="in the simulated population")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--ours", type=shlex.split, default=systems.LINK, help="another command")
    options = parser.parse_args()
    if strange := set(options.only) - {case.name for case in CASES}:
        parser.error(f"no case {', '.join(sorted(strange))}; there are: {names}")
    return options


if __name__ == "__main__":
    raise SystemExit(main())
