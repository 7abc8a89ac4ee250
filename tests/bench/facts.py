"""What one fact more costs, of a person, a place and an account that already have many.

    python -m tests.bench.facts [--changes 300]

Each change is read from bytes, decided on, and what is sent and kept made bytes; the state is in
memory.  A person has of each year and place an allocation (each place its own product), its start,
a placement, twelve months of attendance, two conversations, a ladder step and a certificate.
"""

import argparse
import gc
import random
import time
from itertools import count, islice

from schemas import wire
from streams.driver import decisions
from streams.engine.rings import Rings
from tests import given, laws
from tests.bench import report

FIRST_YEAR, LAST_YEAR = 2006, 2025
DAY = "2026-03-01"


def life():
    """A person's facts, each of a record of its own, for ever."""
    for at in count():
        place, product = f"{given.KVK}/{at}", f"07{at:03}"
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            begin, end, number = f"{year}-01-01", f"{year + 1}-01-01", f"{at}{year}"
            yield given.allocation(begin, end, hours=16, number=number, product=product)
            yield given.started(begin, number=number, product=product)
            yield given.placement(begin, end, hours=16, place=place)
            for month in range(1, 13):
                yield given.attended(f"{year}-{month:02}", 60, place)
            yield given.contact(f"{year}-02-03")
            yield given.contact(f"{year}-08-03")
            yield given.ladder(1 + year % 6, f"{year}-05-{1 + at % 9:02}")
            yield given.certificate(f"{at}-{year}", f"{year}-06-01")


def of_person(facts):
    told = [given.of_person(fact, record=f"r{n}") for n, fact in enumerate(islice(life(), facts))]
    chance = random.Random(facts)

    def change(number):
        kind, old = number % 3, chance.randrange(facts)
        if kind == 0:  # a month more
            where = given.attended(f"{2026 + number // 36}-{number // 3 % 12 + 1:02}", 50)
            return given.of_person(where, record=f"new{number}")
        if kind == 1:  # the same, told again with other words
            return given.of_person(*told[old].facts, record=f"r{old}", version=f"2{number}")
        moved = given.placement("2025-01-01", f"2026-02-{1 + number % 28:02}", hours=12)
        return given.of_person(moved, record="r2", version=f"3{number:05}")  # the past changes

    return "combine", told, change


def of_place(placements):
    return of_network(placements, places=1, subsidised=False)


def of_network(participants, places, *, subsidised=True):
    """As many at each place; each place under the one subsidy of them all."""
    named = [f"{given.KVK}/{n}" for n in range(places)]

    def here(number, hours):
        line = given.paid(f"l{number}", hours=hours)
        lasts = given.stretch("2025-01-01", None, line)
        start, place = f"2025-{1 + number % 12:02}-01", named[number % places]
        return given.brought(start, None, 16, [lasts], who=str(number), place=place)

    def money(place):
        told = given.subsidy("2025-01-01", "2027-01-01", amount=90_000_000, places=named)
        return given.of_place(told, record="s1", place=place)

    def offered(place):
        told = given.offer("2025-01-01", capacity=participants // places, place=place)
        return given.of_place(told, record=f"o-{place}", place=place)

    told = [offered(place) for place in named]
    told += [money(place) for place in named] if subsidised else []
    told += [here(n, 16) for n in range(participants)]
    return "oversee", told, lambda number: here(number * 7 % participants, 8 + number % 8)


def of_account(placements):
    told = [given.counted(f"2025-{1 + n % 12:02}-01", who=str(n)) for n in range(placements)]

    def change(number):
        start, end = f"2025-{1 + number % 12:02}-01", f"2026-{1 + number % 9:02}-15"
        return given.counted(start, end, who=str(number * 7 % placements))

    return "account", told, change


CASES = {
    "a person with 10 facts": lambda: of_person(10),
    "a person with 100 facts": lambda: of_person(100),
    "a person with 1,000 facts": lambda: of_person(1_000),
    "a place with 8 placements": lambda: of_place(8),
    "a place with 100 placements": lambda: of_place(100),
    "a network of 100 places with 5,000 participants": lambda: of_network(5_000, places=100),
    "a subsidised place with 500 participants": lambda: of_network(500, places=1),
    "a provider with 5,000 placements": lambda: of_account(5_000),
}


def measure(case, changes):
    name, told, change = CASES[case]()
    running = laws.run(name, [given.policy_set(), given.day_passed(DAY), *told])
    gc.collect()
    with Rings() as rings:
        return {"case": case, "step": name} | figures(running, change, changes, rings)


def figures(running, change, changes, rings):
    took, largest, sent = [], 0, 0
    for number in range(changes):
        raw = wire.write(change(number))
        begun = time.thread_time()
        rings.look(is_idle=lambda: False)  # as the engine does
        message = wire.read(running.step.message, raw)
        for decision in decisions(running.step, running.state, message):
            values = [wire.write(e.value) for e in decision.emits if e.value is not None]
            for value in decision.writes.values():
                wire.write(value)
            largest, sent = max([largest, *map(len, values)]), sent + len(values)
        took.append((time.thread_time() - begun) * 1e3)
    took.sort()
    return {
        "median_ms": round(took[len(took) // 2], 2),
        "p99_ms": round(took[len(took) * 99 // 100], 2),
        "sent_each": round(sent / changes, 1),
        "largest_bytes": largest,
    }


COLUMNS = {
    "case": "of ",
    "step": "step ",
    "median_ms": "median, ms of CPU",
    "p99_ms": "p99, ms of CPU",
    "sent_each": "sent each",
    "largest_bytes": "largest, bytes",
}


def main():
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--changes", type=int, default=300)
    asked = options.parse_args()
    rows = []
    for case in CASES:
        rows.append(measure(case, asked.changes))
        print(rows[-1], flush=True)
    told = [[row[c] if isinstance(row[c], str) else f"{row[c]:,}" for c in COLUMNS] for row in rows]
    report.keep("facts", report.table(COLUMNS.values(), told), {"rows": rows})


if __name__ == "__main__":
    main()
