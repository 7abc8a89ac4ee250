"""Run a linker as a process of its own: what it said, and what that cost, seen from outside."""

import csv
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.gauge import peak_of
from tests.bench.linking.score import Clusters, Wrong

PEERS_PYTHON = Path(".cache/bench/linking/bin/python")
EVERY = 0.02
LINK = (sys.executable, "-m", "deploy", "link")
SPLINK = (str(PEERS_PYTHON), "-m", "tests.bench.linking.withsplink")


@dataclass(frozen=True)
class Run:
    """
    Args:
        weights: at which each record joined its person; "" where it stands alone.
        seconds: from the start of its process to its end, so with reading and training.
        peak: MB of memory.
    """

    clusters: Clusters
    weights: dict[str, str]
    seconds: float
    cpu: float
    peak: int


def ours(records, columns, out, command=LINK) -> Run:
    """Without `--model`: it trains on the table itself, as Splink does."""
    told = ("--columns", str(columns)) if columns.is_file() else ()
    return run((*command, str(records), "--out", str(out), *told), out)


def splink(recipe, records, out) -> Run:
    return run((*SPLINK, recipe, str(records), str(out)), out)


def run(command, out: Path) -> Run:
    """
    Raises:
        Wrong: it failed, or what it wrote is no table of clusters.
    """
    out.unlink(missing_ok=True)
    log = out.with_suffix(".log")
    since = time.monotonic()
    peak, ended = 0, 0
    with log.open("wb") as file:
        child = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
        while not ended:
            time.sleep(EVERY)
            peak = max(peak, peak_of(child.pid))
            ended, status, used = os.wait4(child.pid, os.WNOHANG)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - since
    if child.returncode or not out.exists():
        raise Wrong(f"{' '.join(command)} failed.  It said:\n{log.read_text()[-2000:]}")
    rows = _read(out)
    return Run(
        clusters={row["id"]: row["person"] for row in rows},
        weights={row["id"]: row.get("weight") or "" for row in rows},
        seconds=seconds,
        cpu=used.ru_utime + used.ru_stime,
        peak=peak,
    )


def _read(path):
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    if rows and not {"id", "person"} <= rows[0].keys():
        raise Wrong(f"{path} lacks id or person: {sorted(rows[0])}")
    if len({row["id"] for row in rows}) < len(rows):
        raise Wrong(f"{path} names a record twice")
    return rows
