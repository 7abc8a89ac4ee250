"""The long storm: `make chaos SEED=7`, `make chaos SEEDS=1-20`, `make chaos SEED=7 MUTANT=no-undo`.

Prints a line per seed as it ends, and keeps them all in `results/`, beside this file.
"""

import argparse
import json
import platform
import sys
import time
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
    *("kills", "rebalances", "zombies", "broker stops", "full disks", "transactions", "aborts"),
    *("poison", "messages", "records", "events", "whole s", "lost", "repeated", "divergent"),
    "bugs",
)


def main() -> int:
    asked = _arguments()
    reports: list[Report] = []
    for seed in asked.seeds:
        report = blow(seed, asked.mutant, keep=asked.keep)
        reports.append(report)
        _tell(report)
    if not asked.no_results:
        _keep(reports, asked.mutant)
    return 0 if all(report.clean for report in reports) else 1


def blow(seed: int, mutant: str, *, keep: Path | None) -> Report:
    messages = len(read_manifest(simulated.folder(LONG.persons, TOWN)))
    plan = storm(seed, LONG, messages)
    site = Site()
    try:
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            return perform(plan, site, keep, mutant=mutant)
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


def _keep(reports: list[Report], mutant: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    name = f"{datetime.now(UTC):%Y-%m-%d}-{mutant or 'storms'}"
    rows = [{"seed": r.seed, **r.figures, "found": [*r.verdict.lines(), *r.bugs]} for r in reports]
    (RESULTS / f"{name}.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    broken = f", the engine broken: {mutant}" if mutant else ""
    where = f"{platform.machine()}, Python {platform.python_version()}"
    lines = [
        f"# Storms of {datetime.now(UTC):%d %B %Y}{broken}",
        "",
        f"Apache Kafka, one node; {where}.  A town of {LONG.persons}, {LONG.seconds:g} s a storm.",
        "",
        "| seed | " + " | ".join(COLUMNS) + " |",
        "|---" * (len(COLUMNS) + 1) + "|",
    ]
    for report in reports:
        cells = (str(report.figures.get(name, 0)) for name in COLUMNS)
        lines.append(f"| {report.seed} | " + " | ".join(cells) + " |")
    for report in reports:
        if not report.clean:
            lines += ["", f"Seed {report.seed}:", ""]
            lines += [f"* {line}" for line in (*report.verdict.lines(), *report.bugs)]
    (RESULTS / f"{name}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
