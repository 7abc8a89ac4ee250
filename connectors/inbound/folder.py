"""The folder door: files dropped in `<root>/<source>/` are taken in.

* A file is complete when two looks in a row find it the same.  A sender that writes slowly gives it
  a name that ends in `.part` or begins with `.`, and renames it when done.
* What Kafka holds goes to `done/`, for the days that the policy says.  What the door does not take
  (its size, its suffix) goes to `refused/`, with the reason beside it.
* While Kafka cannot be reached, files stay where they are.
* Before a file is sent, its message id and time of receipt are written beside it: after a crash it
  is sent again as the same message.

File names are logged nowhere: they may hold a BSN.
"""

import hashlib
import os
import stat
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from pydantic import ValidationError

from connectors.inbound.door import MESSAGE_MAX
from connectors.inbound.doors import DOORS
from connectors.inbound.intake import Arrival, Intake, NotTaken
from schemas.facts import Source
from schemas.messages import Raw
from schemas.values import Frozen, Municipality

log = structlog.get_logger()

DONE, REFUSED = "done", "refused"
MEDIA_TYPES = {".csv": "text/csv", ".xml": "application/xml", ".json": "application/json"}
NAME_MAX = 150  # bytes; what the hub puts before and behind a name needs room as well

Look = tuple[int, int, int]  # what two looks compare: inode, size, time of change


class Receipt(Frozen):
    """What stands beside a file from just before it is sent until it is moved."""

    message: str
    received: str
    traceparent: str
    sha256: str


@dataclass(slots=True)
class Folder:
    """`look` looks once; `watch` keeps looking."""

    root: Path
    intake: Intake
    municipality: Municipality | None = None
    keep_days: int = 30
    _before: dict[Path, Look] = field(default_factory=dict)

    def watch(self, stop: threading.Event, every_seconds: float = 2.0) -> None:
        while not stop.is_set():
            self.look()
            stop.wait(every_seconds)

    def look(self) -> int:
        """How many messages were taken in this look."""
        taken, now = 0, dict(self._files())
        complete = [path for path, looked in now.items() if self._before.get(path) == looked]
        self._before = now
        try:
            for path in complete:
                taken += self._take(path, now[path])
        except NotTaken:
            log.warning("folder_waits_for_kafka", files=len(complete) - taken)
        self._clean_up()
        return taken

    def _files(self) -> Iterator[tuple[Path, Look]]:
        for source in DOORS:
            inbox = self.root / source
            for folder in (inbox, inbox / DONE, inbox / REFUSED):
                folder.mkdir(parents=True, exist_ok=True)
            for path in sorted(inbox.iterdir()):
                if not _is_unfinished(path.name) and (looked := _look_at(path)):
                    yield path, looked

    def _take(self, path: Path, looked: Look) -> bool:
        """Whether the file was taken.

        Raises:
            NotTaken: Kafka cannot be reached.
        """
        if reason := _why_not(path, size=looked[1]):
            self._refuse(path, reason)
            return False
        try:
            body = path.read_bytes()
        except (FileNotFoundError, PermissionError) as error:
            log.warning("file_unreadable", source=path.parent.name, error=type(error).__name__)
            return False  # tried again at the next look
        if len(body) != looked[1]:
            return False  # it grew after all
        raw = self._raw(path, body)
        self.intake.keep(raw)
        moment = datetime.fromisoformat(raw.received).strftime("%Y%m%dT%H%M%S")
        path.rename(path.parent / DONE / f"{moment}_{raw.message}_{path.name}")
        _receipt_of(path).unlink()
        return True

    def _raw(self, path: Path, body: bytes) -> Raw:
        """The message: as it was sent before if that was cut short, else with a new id."""
        sha256 = hashlib.sha256(body).hexdigest()
        raw = self.intake.receive(
            Arrival(
                source=Source(path.parent.name),
                body=body,
                media_type=MEDIA_TYPES[path.suffix.lower()],
                municipality=self.municipality,
                sender="folder",
            )
        )
        if (before := _read_receipt(path)) and before.sha256 == sha256:
            return raw.model_copy(update=before.model_dump(exclude={"sha256"}))
        receipt = Receipt(
            message=raw.message,
            received=raw.received,
            traceparent=raw.traceparent,
            sha256=sha256,
        )
        _write_through(_receipt_of(path), receipt.model_dump_json())
        return raw

    def _refuse(self, path: Path, reason: str) -> None:
        target = path.parent / REFUSED / _end_of(path.name)
        if target.exists():
            target = target.with_name(f"{self.intake.mint()}_{target.name}")
        target.with_name(f"{target.name}.reason.txt").write_text(reason + "\n", encoding="utf-8")
        path.rename(target)
        log.warning("file_refused", source=path.parent.name)

    def _clean_up(self) -> None:
        """Remove what was done long enough ago, and receipts whose file was moved."""
        before = (self.intake.now() - timedelta(days=self.keep_days)).strftime("%Y%m%dT%H%M%S")
        for source in DOORS:
            for path in (self.root / source / DONE).iterdir():
                if path.name[:8].isdigit() and path.name < before:
                    path.unlink()
            for receipt in (self.root / source).glob(f".*{RECEIPT}"):
                if not receipt.with_name(receipt.name[1 : -len(RECEIPT)]).exists():
                    receipt.unlink()


RECEIPT = ".receipt.json"


def _is_unfinished(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(".part")


def _look_at(path: Path) -> Look | None:
    try:
        known = path.lstat()
    except FileNotFoundError:
        return None  # its sender took it back
    if not stat.S_ISREG(known.st_mode):
        return None  # a link may point anywhere
    return known.st_ino, known.st_size, known.st_mtime_ns


def _why_not(path: Path, size: int) -> str:
    suffixes = DOORS[Source(path.parent.name)].port.suffixes
    if path.suffix.lower() not in suffixes:
        return f"A file here ends in {' or '.join(suffixes)}."
    if len(os.fsencode(path.name)) > NAME_MAX:
        return f"A file's name has at most {NAME_MAX} bytes."
    if size > MESSAGE_MAX:
        return f"A message has at most {MESSAGE_MAX} bytes; this file has {size}."
    return ""


def _end_of(name: str) -> str:
    return os.fsdecode(os.fsencode(name)[-NAME_MAX:])


def _receipt_of(path: Path) -> Path:
    return path.with_name(f".{path.name}{RECEIPT}")


def _read_receipt(path: Path) -> Receipt | None:
    """The receipt that a crash left; one that is not whole was never sent with."""
    try:
        return Receipt.model_validate_json(_receipt_of(path).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def _write_through(path: Path, text: str) -> None:
    """Written aside and put in place at once, and on the disk before anything is sent."""
    aside = path.with_name(f"{path.name}.part")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
