"""State on disk: RocksDB, a folder per partition, which outlives the process.

A restart then reads the tail of the changelog, from `position` on.  What makes that right:

1. A store is never ahead of its changelog: it is written after the broker committed.
2. Writes and position stand in one batch: a crash keeps both or neither.  What a crash of the
   machine takes away it takes from the end; what is left is whole, and the tail longer.
3. A deletion does not stand in a changelog for ever (`delete.retention.ms`).  A copy that was away
   longer than that would keep what it never saw deleted, so an old one is thrown away (`TRUSTED`).
4. A copy is of one changelog: one of another app, topic or partition, or of a topic that was made
   anew, is thrown away.

The workers of a machine share the folder, so a take-over among them reads a tail as well.  A copy
is open in one process at a time; while a worker that hangs holds on to one, another begins anew.
"""

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from rocksdict import (
    BlockBasedIndexType,
    BlockBasedOptions,
    Cache,
    DBCompressionType,
    Options,
    Rdict,
    ReadOptions,
    WriteBatch,
    WriteBufferManager,
    WriteOptions,
)

from streams.engine.faults import EngineStopped
from streams.engine.recent import Recent
from streams.engine.step import State
from streams.engine.view import Encoded

# Seconds.  A changelog keeps deletions for seven days: the rest is for restoring, and for clocks.
# One that keeps them for hardly longer than this stops a worker's start (`topics.py`)
TRUSTED = 3 * 24 * 60 * 60
MIB = 1024 * 1024
CACHE = 384 * MIB  # blocks, indices and filters of all partitions of a process, with …
UNFLUSHED = 256 * MIB  # … what is not yet in a file
OWN_THREAD_SECONDS = 10.0
OURS = "lock hold by current process"
FORMAT = "1"

# Beside the step's keys, which are UTF-8, in which 0xff does not occur
END = b"\xff"
OF = b"\xffof"
PLACE = b"\xffplace"

LOGGED = WriteOptions()
UNLOGGED = WriteOptions()
UNLOGGED.disable_wal = True  # type: ignore[assignment,method-assign]  # a property, in fact


class StateUnusable(EngineStopped):
    """The folder with the local state cannot be used."""

    advice = (
        "see that the disk has room and that the worker may write there.  The folder may be removed"
        " while no worker runs: state is restored from the changelog"
    )


class RocksStore:
    """One partition's.  Opened in one thread and used in another, but never in two at once."""

    is_kept = True

    def __init__(self, db: Rdict, state: State, now: Callable[[], float]) -> None:
        self._db, self._now = db, now
        self._encode, self._decode = state.encode, state.decode
        # `used`: when nothing stood in the changelog from `position` on; then, or later
        self.position, self.used = _place(db) or (0, now())
        self._recent = Recent()
        self._unlogged = False
        self._closed = False

    def get(self, key: str) -> Any | None:
        value = self._recent.get(key)
        if value is None:
            raw = self._db.get(key.encode())
            if raw is None:
                return None
            value = self._decode(raw)
            self._recent.put(key, value, len(raw))
        return value

    def scan(self, prefix: str, after: str = "") -> Iterator[tuple[str, Any]]:
        until = ReadOptions()
        until.set_iterate_upper_bound(_behind(prefix.encode()))
        start = max(prefix, after).encode()
        recent, decode = self._recent.get, self._decode
        for raw_key, raw in self._db.items(from_key=start, read_opt=until):
            key = raw_key.decode()  # type: ignore[union-attr]  # bytes: the mode is raw
            if key > after:
                value = recent(key)
                yield key, decode(raw) if value is None else value

    def apply(
        self,
        writes: Mapping[str, Any | None],
        position: int | None = None,
        encoded: Sequence[Encoded] = (),
    ) -> None:
        if self._unlogged:
            # else a crash would keep these, which are logged, and lose those before them
            self._db.flush()
            self._unlogged = False
        if position is not None:
            self.position, self.used = position, self._now()
        encoded = encoded or [
            (key.encode(), None if value is None else self._encode(value))
            for key, value in writes.items()
        ]
        for (key, value), (_, raw) in zip(writes.items(), encoded, strict=True):
            if raw is None:
                self._recent.drop(key)
            else:
                self._recent.put(key, value, len(raw))
        self._write(encoded, LOGGED)

    def restore(self, records: Mapping[bytes, bytes | None], position: int) -> None:
        """Not logged, which is faster: after a crash it is restored again.

        `used` stays as it is: what stands behind *position* may be as old.
        """
        self.position, self._unlogged = position, True
        self._recent.clear()
        self._write(records.items(), UNLOGGED)

    def _write(self, records: Iterable[Encoded], how: WriteOptions) -> None:
        batch = WriteBatch(raw_mode=True)
        put = batch.put
        for key, value in records:
            if value is None:
                batch.delete(key)
            else:
                put(key, value)
        put(PLACE, b"%d %d" % (self.position, self.used))
        try:
            self._db.write(batch, how)
        except Exception as error:
            raise StateUnusable(f"writing local state: {error}") from error

    def __len__(self) -> int:
        """About: a key that was written again counts twice until it is compacted."""
        counted = self._db.property_int_value("rocksdb.estimate-num-keys") or 0
        return max(0, counted - 2)  # without OF and PLACE

    def size(self) -> int:
        sizes = "rocksdb.total-sst-files-size", "rocksdb.size-all-mem-tables"
        return sum(self._db.property_int_value(name) or 0 for name in sizes)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._recent.clear()
            self._db.close()


class InUse(Exception):
    """Another process has this copy open."""


@dataclass(slots=True)
class Rocks:
    """Opens the stores of a worker.

    Args:
        folder: of this app on this machine; its workers share it.
        app: of which the state is.
        topic_ids: by changelog.  The broker gives a topic that is made anew another id.
        now: seconds since 1970.
    """

    folder: Path
    app: str
    topic_ids: Mapping[str, str] = field(default_factory=dict)
    now: Callable[[], float] = time.time
    _cache: Cache = field(default_factory=lambda: Cache(CACHE))
    _options: Options = field(init=False)

    def __post_init__(self) -> None:
        self._options = _options(self._cache)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def open(self, step: str, number: int, changelog: str, state: State) -> RocksStore:
        """The state as it was kept, or an empty one.

        Raises:
            StateUnusable: the folder cannot be written.
        """
        of = " ".join((FORMAT, self.app, changelog, str(number), self.topic_ids.get(changelog, "")))
        folder = self.folder / f"{step}-{number}"
        for path in sorted(_copies(folder), key=_touched, reverse=True):
            with suppress(InUse):
                db = self._opened(path)
                if self._is_trusted(db, of):
                    return RocksStore(db, state, self.now)
                db.close()
                _remove(path)
        return RocksStore(self._new(folder, of), state, self.now)

    def tidy(self) -> None:
        """Removes what was not used for so long that it will not be trusted again."""
        for folder in self.folder.iterdir():
            for path in _copies(folder):
                if _touched(path) < self.now() - TRUSTED:
                    with suppress(InUse):
                        self._opened(path).close()  # nobody has it
                        _remove(path)
            for half in folder.glob("gone-*"):
                shutil.rmtree(half, ignore_errors=True)

    def _new(self, folder: Path, of: str) -> Rdict:
        taken = {path.name for path in _copies(folder)}
        name = next(name for name in map(str, count()) if name not in taken)
        db = self._opened(folder / name)
        db.put(OF, of.encode())
        return db

    def _opened(self, path: Path) -> Rdict:
        """
        Raises:
            InUse, StateUnusable
        """
        deadline = time.monotonic() + OWN_THREAD_SECONDS
        while True:
            try:
                path.mkdir(mode=0o700, parents=True, exist_ok=True)
                # By column family too: else what is opened again has other options, and no cache
                return Rdict(str(path), self._options, {"default": self._options})
            except Exception as error:
                said = str(error)
                if said.startswith("Corruption"):
                    _remove(path)  # the changelog has it all
                elif OURS in said and time.monotonic() < deadline:
                    time.sleep(0.02)  # a restore that was cancelled is about to close it
                elif "/LOCK" in said:
                    raise InUse from error
                else:
                    raise StateUnusable(f"opening {path}: {said}") from error

    def _is_trusted(self, db: Rdict, of: str) -> bool:
        if db.get(OF) != of.encode():
            return False
        place = _place(db)
        return place is None or place[1] > self.now() - TRUSTED


def _place(db: Rdict) -> tuple[int, float] | None:
    raw = db.get(PLACE)
    if raw is None:
        return None
    position, used = map(int, raw.split())
    return position, used


def _behind(prefix: bytes) -> bytes:
    """The first key behind all that begin with *prefix*, and before our own."""
    return prefix[:-1] + bytes((prefix[-1] + 1,)) if prefix else END


def _options(cache: Cache) -> Options:
    """For point reads and short scans, with little memory; the rest is RocksDB's default."""
    table = BlockBasedOptions()
    table.set_block_cache(cache)
    table.set_block_size(8 * 1024)
    table.set_bloom_filter(10, block_based=False)  # half of what steps ask for is not there
    # Indices and filters in the cache too, in parts: else they grow with the state
    table.set_cache_index_and_filter_blocks(True)
    table.set_index_type(BlockBasedIndexType.two_level_index_search())
    table.set_partition_filters(True)
    table.set_pin_top_level_index_and_filter(True)
    table.set_pin_l0_filter_and_index_blocks_in_cache(True)
    options = Options(raw_mode=True)
    options.create_if_missing(True)  # noqa: FBT003
    options.set_block_based_table_factory(table)
    options.set_compression_type(DBCompressionType.lz4())
    # Half RocksDB's size and twice its number of files: a restore inserts and compacts less for it
    options.set_write_buffer_size(32 * MIB)
    options.set_max_write_buffer_number(4)
    options.set_level_zero_file_num_compaction_trigger(8)
    # What is not there is asked for as often as what is: else each time all that is not yet in a
    # file is searched
    options.set_memtable_whole_key_filtering(True)
    options.set_memtable_prefix_bloom_ratio(0.02)
    manager = WriteBufferManager.new_write_buffer_manager_with_cache(UNFLUSHED, False, cache)  # noqa: FBT003
    options.set_write_buffer_manager(manager)
    options.set_keep_log_file_num(2)
    options.set_max_log_file_size(MIB)
    options.set_stats_dump_period_sec(0)
    return options


def _copies(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*") if path.name.isdigit()]


def _touched(path: Path) -> float:
    """When it was last written; 0 if it is not there."""
    newest = 0.0
    with suppress(FileNotFoundError):  # it may be removed while we look
        for file in path.iterdir():
            newest = max(newest, file.stat().st_mtime)
    return newest


def _remove(path: Path) -> None:
    """First out of the way, at once: half a folder is no state."""
    gone = path.with_name(f"gone-{time.time_ns()}")
    with suppress(FileNotFoundError):  # another worker may remove it too
        path.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
