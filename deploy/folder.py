"""A folder of messages: a folder per source, and a manifest that says when each was received.

    D/<source>/<file>  D/manifest.csv  D/policy.toml  D/hmac.key

The manifest takes the place of the door: message ids and times of receipt stand in it, in the order
of receipt, so that the same folder is the same messages each time it is read.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from uuid import UUID, uuid4

from schemas.errors import WrongConfiguration
from schemas.facts import Source
from schemas.messages import Raw

MANIFEST = "manifest.csv"
RECEIVED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}\+00:00")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a manifest."""

    file: str
    source: str
    message: str
    received: str
    municipality: str
    sender: str
    media_type: str

    @property
    def row(self) -> tuple[str, ...]:
        return astuple(self)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.received[:10])


def read_manifest(folder: Path) -> list[Listed]:
    """
    Raises:
        WrongConfiguration: with every fault of the manifest, and every file that it lacks.
    """
    what = f"manifest {folder / MANIFEST}"
    try:
        with (folder / MANIFEST).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongConfiguration(what, [str(error)]) from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise WrongConfiguration(what, [f"line 1: expected the columns {', '.join(COLUMNS)}"])

    lines = {number: row for number, row in enumerate(rows[1:], start=2) if row}
    short = [n for n, row in lines.items() if len(row) != len(COLUMNS)]
    faults = [f"line {n}: expected {len(COLUMNS)} columns" for n in short]
    listed = {n: Listed(*row) for n, row in lines.items() if n not in short}
    faults += [
        f"line {n}: {fault}" for n, line in listed.items() for fault in _faults(line, folder)
    ]
    faults += _repeated(listed.values())
    if not short:
        known = {line.file for line in listed.values()}
        faults += [f"{file}: not in the manifest" for file in files(folder) if file not in known]
    if faults:
        raise WrongConfiguration(what, faults)
    return list(listed.values())


COLUMNS = tuple(field.name for field in fields(Listed))


def make_manifest(folder: Path, municipality: str) -> list[Listed]:
    """Write one for a folder that has none: received when last changed, in that order.

    Message ids are drawn, so that they say nothing of the content; written down, they stay.

    Raises:
        WrongConfiguration: there is nothing to list.
    """
    found = [(_changed(folder / file), file) for file in files(folder)]
    if not found:
        sources = ", ".join(f"{source}/" for source in Source)
        raise WrongConfiguration(f"folder {folder}", [f"no messages: expected files in {sources}"])
    listed = [
        Listed(file, file.split("/")[0], str(uuid4()), received, municipality, "", "")
        for received, file in sorted(found)
    ]
    write_manifest(folder, listed)
    return listed


def write_manifest(folder: Path, listed: Sequence[Listed]) -> None:
    """Written aside and put in place at once: half a manifest would pass for a whole one."""
    aside = folder / f".{MANIFEST}"
    with aside.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *(line.row for line in listed)])
    aside.replace(folder / MANIFEST)


def files(folder: Path) -> Iterator[str]:
    """Every file in a source's folder, hidden ones left out, relative to *folder*."""
    for source in Source:
        for path in sorted((folder / source).rglob("*")):
            parts = path.relative_to(folder).parts
            if path.is_file() and not any(part.startswith(".") for part in parts):
                yield PurePosixPath(*parts).as_posix()


def raw_of(folder: Path, line: Listed) -> Raw:
    """The message of a manifest's line, as the door would have given it."""
    return Raw(
        message=line.message,
        source=Source(line.source),
        received=line.received,
        municipality=line.municipality or None,
        sender=line.sender,
        media_type=line.media_type,
        body=(folder / line.file).read_bytes(),
    )


def _changed(path: Path) -> str:
    moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return moment.isoformat(timespec="microseconds")


def _faults(line: Listed, folder: Path) -> Iterator[str]:
    path = PurePosixPath(line.file)
    if line.source not in {str(source) for source in Source}:
        yield f"source: expected one of {', '.join(Source)}"
    elif path.parts[:1] != (line.source,) or ".." in path.parts:
        yield f"file: expected a file in {line.source}/"
    elif not (folder / path).is_file():
        yield f"file: {line.file} is missing"
    if not _is_uuid(line.message):
        yield "message: expected a UUID"
    if not _is_moment(line.received):
        yield "received: expected UTC with microseconds, such as 2026-01-31T09:30:00.000000+00:00"
    if not re.fullmatch(r"([0-9]{4})?", line.municipality):
        yield "municipality: expected a gemeentecode of four digits, or nothing"


def _repeated(listed: Iterable[Listed]) -> list[str]:
    times = Counter(line.message for line in listed)
    return [f"message {name}: listed {n} times" for name, n in times.items() if n > 1]


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _is_moment(text: str) -> bool:
    try:
        return RECEIVED.fullmatch(text) is not None and bool(datetime.fromisoformat(text))
    except ValueError:
        return False
