"""The long storm: `make chaos SEED=7`, `make chaos SEEDS=1-20`, `make chaos SEED=7 MUTANT=no-undo`.

Prints a line per seed as it ends, and keeps them all in `results/`, beside this file.
"""

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click.exceptions  # noqa: F401 -- before the disk is mounted: what is imported stays visible

from deploy.folder import read_manifest
from tests import simulated
from tests.chaos.mutants import MUTANTS
from tests.chaos.site import Site
from tests.chaos.storm import LONG, storm
from tests.chaos.weather import TOWN, Report, perform, workdir

RESULTS = Path(__file__).parent / "results"
COLUMNS = (
    *("kills", "kills at", "short cuts", "handed on", "kills handing on", "rebalances"),
    *("zombies", "ousted", "fenced", "broker stops", "full disks", "transactions", "aborts"),
    *("poison", "messages", "records", "events", "whole s", "cpu s", "load"),
    *("lost", "repeated", "divergent", "bugs"),
)


def main() -> int:
    asked = _arguments()
    reports: list[Report] = []
    for seed in asked.seeds:
        report = blow(seed, asked.mutant, keep=asked.keep)
        reports.append(report)
        _tell(report)
        if not asked.no_results:
            _keep(report)
    return 0 if all(report.clean for report in reports) else 1


def blow(seed: int, mutant: str, *, keep: Path | None) -> Report:
    messages = len(read_manifest(simulated.folder(LONG.persons, TOWN)))
    plan = storm(seed, LONG, messages)
    site = Site()
    try:
        if keep is not None:
            (keep / str(seed)).mkdir(parents=True)
            return perform(plan, site, keep / str(seed), mutant=mutant)
        with workdir() as folder:
            return perform(plan, site, Path(folder), mutant=mutant)
    finally:
        site.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.chaos", description=__doc__)
    parser.add_argument("--seeds", type=_range, default=[int(time.time())], help="7, or 1-20")
    parser.add_argument("--mutant", choices=["", *MUTANTS], default="", help="a broken engine")
    parser.add_argument("--keep", type=Path, help="keep the workers' logs here")
    parser.add_argument("--no-results", action="store_true")
    return parser.parse_args()


def _range(text: str) -> list[int]:
    first, _, last = text.partition("-")
    return list(range(int(first), int(last or first) + 1))


def _tell(report: Report) -> None:
    told = {name: report.figures.get(name, 0) for name in COLUMNS}
    print(
        f"seed {report.seed}: " + ", ".join(f"{name} {n}" for name, n in told.items()), flush=True
    )
    for line in (*report.verdict.lines(), *(f"bug: {bug}" for bug in report.bugs)):
        print(f"  {line}", flush=True)


def _keep(report: Report) -> None:
    """With the others of the day; a seed that blew again replaces what it was."""
    RESULTS.mkdir(exist_ok=True)
    name = f"{datetime.now(UTC):%Y-%m-%d}-{report.mutant or 'storms'}"
    path = RESULTS / f"{name}.json"
    rows = json.loads(path.read_text()) if path.exists() else []
    found = [*report.verdict.lines(), *(f"bug: {bug}" for bug in report.bugs)]
    ours = {"seed": report.seed, **report.figures, "found": found}
    rows = sorted([r for r in rows if r["seed"] != report.seed] + [ours], key=lambda r: r["seed"])
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    text = "\n".join(_page(rows, report.mutant)) + "\n"
    path.with_suffix(".md").write_text(text, encoding="utf-8")


def _page(rows: list[dict], mutant: str) -> Iterator[str]:
    broken = f", the engine broken: {mutant}" if mutant else ""
    yield f"# Storms of {datetime.now(UTC):%d %B %Y}{broken}"
    yield ""
    yield (
        f"Apache Kafka, one node; {os.cpu_count()} cores, Python {platform.python_version()}."
        f"  A town of {LONG.persons}, {LONG.seconds:g} s a storm."
    )
    yield ""
    yield "| seed | " + " | ".join(COLUMNS) + " |"
    yield "|---" * (len(COLUMNS) + 1) + "|"
    for row in rows:
        yield f"| {row['seed']} | " + " | ".join(str(row.get(n, "–")) for n in COLUMNS) + " |"
    for row in rows:
        if row["found"]:
            yield from ("", f"Seed {row['seed']}:", "")
            yield from (f"* {line}" for line in row["found"])


if __name__ == "__main__":
    sys.exit(main())
