"""Policies that came later, in a folder of messages: `policies.csv` says which file, and when.

    received,file
    2026-02-01T09:00:00.000000+00:00,policy-from-february.toml

The folder begins with `policy.toml`.  A change is replayed where its time puts it among the
messages, as a running hub takes it when the file changes.
"""

import csv
from collections.abc import Container
from pathlib import Path

from deploy.folder import RECEIVED
from deploy.settings import Changed
from schemas import policy as policies
from schemas.errors import WrongConfiguration
from schemas.values import Municipality

FILE = "policies.csv"
COLUMNS = ("received", "file")


def of_folder(folder: Path, serving: Container[Municipality]) -> list[Changed]:
    """
    Raises:
        WrongConfiguration: with each line that is wrong, and each fault of the policies.
    """
    path = folder / FILE
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file)) or [[]]
    if tuple(header) != COLUMNS:
        raise WrongConfiguration(FILE, [f"line 1: expected the columns {', '.join(COLUMNS)}"])
    found: list[Changed] = []
    faults: list[str] = []
    for number, row in enumerate(rows, start=2):
        if len(row) != len(COLUMNS) or not RECEIVED.fullmatch(row[0]):
            faults.append(
                f"line {number}: expected a time like 2026-02-01T09:00:00.000000+00:00, and a file"
            )
            continue
        try:
            policy = policies.load(folder / row[1])
        except WrongConfiguration as wrong:
            faults += [f"line {number}: {fault}" for fault in wrong.faults]
            continue
        if policy.municipality not in serving:
            faults.append(f"line {number}: municipality: {policy.municipality} has no first policy")
        found.append(Changed(row[0], policy))
    if faults:
        raise WrongConfiguration(FILE, faults)
    return found
