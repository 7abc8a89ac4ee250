"""The usual parts of the bench, or those named.

python -m tests.bench                    those that take minutes: engine, hub
python -m tests.bench engine             one
python -m tests.bench.engine --help      what a part takes

Each part is a module with a command line of its own, and keeps what it found in `results/`.
"""

import subprocess
import sys

USUAL = ("engine", "hub")
MODULES = {"linking-cost": "linking.incremental"}  # of parts that are not called after theirs
PARTS = (*USUAL, "facts", "municipality", "restart", "state", "linking", *MODULES)


def main(wanted):
    if strange := sorted(set(wanted) - set(PARTS)):
        print(f"bench: no part {', '.join(strange)}; there are: {', '.join(PARTS)}")
        return 2
    # a process each: no part inherits what another left in memory
    return max(
        subprocess.run([sys.executable, "-m", f"tests.bench.{module}"], check=False).returncode
        for module in (MODULES.get(part, part) for part in wanted or USUAL)
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
