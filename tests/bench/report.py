"""What a part of the bench found: printed, and kept as a dated file beside it."""

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

RESULTS = Path(__file__).with_name("results")


def keep(part, markdown, figures):
    """`results/<date>-<part>.md` and `.json`; a later run on the same day replaces them."""
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    RESULTS.mkdir(exist_ok=True)
    where = machine()
    heading = f"# {part}, {day}\n\n" + "  \n".join(f"{k}: {v}" for k, v in where.items())
    text = f"{heading}\n\n{markdown}\n"
    (RESULTS / f"{day}-{part}.md").write_text(text)
    told = {"part": part, "date": day, "machine": where, **figures}
    (RESULTS / f"{day}-{part}.json").write_text(json.dumps(told, indent=1) + "\n")
    print(text)


def table(columns, rows):
    """Markdown; columns whose name ends with a space stand left."""
    lines = ["| " + " | ".join(c.strip() for c in columns) + " |"]
    lines += ["|" + "|".join("---" if c.endswith(" ") else "--:" for c in columns) + "|"]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines)


def machine():
    """What the figures depend on."""
    told = Path("/proc/cpuinfo").read_text().splitlines()
    cpu = next((line.partition(":")[2].strip() for line in told if "model name" in line), "?")
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    packages = ("faust-streaming", "confluent-kafka", "aiokafka", "orjson")
    return {
        "cpu": f"{cpu}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "packages": ", ".join(f"{p} {version(p)}" for p in packages),
        "commit": commit.stdout.strip() or "?",
    }
