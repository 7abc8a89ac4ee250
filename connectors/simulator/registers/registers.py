"""Four registers as one table in any order, and the truth beside it."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Protocol

from connectors.simulator.registers.clerks import records
from connectors.simulator.registers.draw import chance_of
from connectors.simulator.registers.population import Wanted, bsns, check, population
from connectors.simulator.registers.rows import Row, Truth

RECORDS, TRUTH = "records.csv", "truth.csv"
FILES = (RECORDS, TRUTH)
PER_HEAP = 50_000  # persons whose records are shuffled at once, in memory
STRIDE = 2_654_435_761  # odd, so that ids that follow each other are all different


class Table(Protocol):
    """What `csv.writer` makes."""

    def writerow(self, row: Iterable[Any], /) -> Any: ...


def registers(wanted: Wanted) -> Iterator[Row]:
    """Every record, those of one person after each other."""
    return (row for row, _ in told(wanted))


def truth(wanted: Wanted) -> Iterator[Truth]:
    """Of every record whose it is, in the order of `registers`."""
    return (true for _, true in told(wanted))


def told(wanted: Wanted) -> Iterator[tuple[Row, Truth]]:
    """Every record with its truth.

    Raises:
        WrongConfiguration: see `population`.
    """
    chance, numbers = chance_of(wanted.seed, "clerks"), bsns(wanted)
    number = 0
    for person in population(wanted, numbers):
        for row, kinds in records(person, chance, numbers):
            number += 1
            identity = f"r{number * STRIDE % 2**32:08x}"  # says nothing of whose it is
            yield (
                row._replace(id=identity),
                Truth(
                    identity,
                    f"p{person.number:07}",
                    f"h{person.household:07}",
                    f"p{person.twin:07}" if person.twin else "",
                    f"p{person.namesake:07}" if person.namesake else "",
                    ";".join(kinds),
                ),
            )


def write(wanted: Wanted, out: Path) -> int:
    """Write both tables into the folder *out*; the number of records.

    Memory holds a heap of records at a time, however many there are.

    Raises:
        WrongConfiguration: see `population`.
    """
    check(wanted)
    out.mkdir(parents=True, exist_ok=True)
    with (
        (out / RECORDS).open("w", encoding="utf-8", newline="") as records_file,
        (out / TRUTH).open("w", encoding="utf-8", newline="") as truth_file,
    ):
        said = csv.writer(truth_file, lineterminator="\n")
        said.writerow(Truth._fields)
        csv.writer(records_file, lineterminator="\n").writerow(Row._fields)
        count = 0
        for line in _shuffled(_aside(told(wanted), said), wanted, out):
            records_file.write(line)
            count += 1
    return count


def _aside(told: Iterable[tuple[Row, Truth]], said: Table) -> Iterator[Row]:
    """The rows, while the truth about each is written."""
    for row, true in told:
        said.writerow(true)
        yield row


def _shuffled(rows: Iterable[Row], wanted: Wanted, out: Path) -> Iterator[str]:
    """The rows as lines in any order: dealt over heaps on disk, then each heap shuffled."""
    chance = chance_of(wanted.seed, "order")
    with ExitStack() as open_files:
        heaps = [
            open_files.enter_context(TemporaryFile("w+", encoding="utf-8", newline="", dir=out))
            for _ in range(1 + wanted.persons // PER_HEAP)
        ]
        writers = [csv.writer(heap, lineterminator="\n") for heap in heaps]
        for row in rows:
            chance.choice(writers).writerow(row)
        for heap in heaps:
            heap.seek(0)
            lines = heap.readlines()
            chance.shuffle(lines)
            yield from lines
