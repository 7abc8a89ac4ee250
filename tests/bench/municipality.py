"""A simulated municipality over years, from its real messages: what is found, and what that costs.

    python -m tests.bench.municipality [--persons 5000] [--start 2024-07-01] [--until 2026-06-30]

The signals that the simulator planted beside those that the hub raises: by rule, person, place or
account, and days; and by bullet of the practices what it promised, beside what stands.  Time is of
the hub alone, all steps in one process without a broker.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from click.testing import CliRunner

from deploy.cli import main as samenloop
from deploy.folder import read_manifest
from streams.driver import Driver
from streams.topology import topology
from tests.bench import report
from tests.promised import promised_and_found
from tests.simulated import READERS, live_through, serving
from tests.test_truth import Seen, planted_and_raised

COLUMNS = ("rule ", "planted", "raised", "missed", "too many")
OF_BULLETS = ("bullet ", "planted", "found")


def main():
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--persons", type=int, default=5_000)
    options.add_argument("--seed", type=int, default=5)
    options.add_argument("--start", default="2024-07-01")
    options.add_argument("--until", default="2026-06-30")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = simulated(Path(folder), asked)
        found = look(path)
    rows, bullets = of_rules(*found.pop("signals")), of_bullets(found.pop("promised"))
    about = ", ".join(f"{name}: {value:,}" for name, value in found.items())
    tables = f"{report.table(COLUMNS, rows)}\n\n{report.table(OF_BULLETS, bullets)}"
    told = f"{vars(asked)}\n\n{about}\n\n{tables}"
    kept = {"asked": vars(asked), **found, "rows": rows, "bullets": bullets}
    report.keep("municipality", told, kept)
    missed = any(row[3] or row[4] for row in rows) or any(row[1] != row[2] for row in bullets)
    return 1 if missed else 0


def simulated(folder, asked):
    given = {f"--{name}": str(value) for name, value in vars(asked).items()}
    arguments = [word for pair in given.items() for word in pair]
    done = CliRunner().invoke(
        samenloop, ["simulate", "--municipality", "0034", *arguments, "--out", str(folder / "town")]
    )
    assert done.exit_code == 0, done.output
    return folder / "town"


def look(path):
    of, lines = serving(path), read_manifest(path)
    driver = Driver(topology(READERS, of.policies, of.keys))
    for policy in of.policies.values():
        driver.set_policy(policy, "2024-01-01T00:00:00.000000+00:00")
    began = time.process_time()
    live_through(driver, path)
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seen = Seen(path, driver, of)
    return {
        "messages": len(lines),
        "dead letters": len(seen.dead_letters),
        "persons": len(seen.state["persons"]),
        "events": sum(emit.topic.public for emit in driver.emitted),
        "seconds of CPU": round(spent, 1),
        "microseconds a message": round(spent / len(lines) * 1e6),
        "MiB at the most, with all that was sent": peak // 1024,
        "signals": planted_and_raised(seen),
        "promised": promised_and_found(seen),
    }


def of_rules(planted, raised):
    by_rule = [Counter() for _ in range(4)]
    for counter, these in zip(
        by_rule, (planted, raised, planted - raised, raised - planted), strict=True
    ):
        for (rule, *_), number in these.items():
            counter[rule] += number
    return [(rule, *(c[rule] for c in by_rule)) for rule in sorted(set().union(*by_rule))]


def of_bullets(promised):
    planted = Counter(row["bullet"] for row, _ in promised)
    found = Counter(row["bullet"] for row, stands in promised if stands)
    return [(bullet, planted[bullet], found[bullet]) for bullet in sorted(planted)]


if __name__ == "__main__":
    sys.exit(main())
