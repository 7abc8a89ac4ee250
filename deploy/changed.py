"""Policies that came later, in a folder of messages: `policies.csv` says which file, and when.

    received,file
    2026-02-01T09:00:00.000000+00:00,policy-from-february.toml

The folder begins with `policy.toml`.  A change is replayed where its time puts it among the
messages, as a running hub takes it when the file changes.
"""

import csv
from collections.abc import Container, Sequence
from datetime import datetime
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
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file)) or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongConfiguration(FILE, [str(error)]) from error
    if tuple(header) != COLUMNS:
        raise WrongConfiguration(FILE, [f"line 1: expected the columns {', '.join(COLUMNS)}"])
    found: list[Changed] = []
    faults: list[str] = []
    for number, row in enumerate(rows, start=2):
        if any(map(str.strip, row)):
            try:
                found.append(_changed(folder, row, serving))
            except WrongConfiguration as wrong:
                faults += [f"line {number}: {fault}" for fault in wrong.faults]
    if faults:
        raise WrongConfiguration(FILE, faults)
    return found


def _changed(folder: Path, row: Sequence[str], serving: Container[Municipality]) -> Changed:
    if len(row) != len(COLUMNS):
        raise WrongConfiguration(FILE, [f"expected {len(COLUMNS)} cells"])
    received, name = row
    if not _is_time(received):
        expected = "a time like 2026-02-01T09:00:00.000000+00:00"
        raise WrongConfiguration(FILE, [f"received: expected {expected}"])
    if not _is_in(folder, name):
        raise WrongConfiguration(FILE, ["file: expected the name of a policy in this folder"])
    policy = policies.load(folder / name)
    if policy.municipality not in serving:
        raise WrongConfiguration(FILE, [f"municipality: {policy.municipality} has no first policy"])
    return Changed(received, policy)


def _is_in(folder: Path, name: str) -> bool:
    try:
        return Path(name).name == name != "" and (folder / name).is_file()
    except OSError:  # too long a name
        return False


def _is_time(text: str) -> bool:
    try:
        return bool(RECEIVED.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False
