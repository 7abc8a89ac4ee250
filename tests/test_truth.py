"""What the hub makes of a simulated municipality, held against what is true."""

import csv
from collections import defaultdict

import pytest

from schemas.values import pseudonym
from tests.simulated import folder, replayed

SIZES = [(200, 7), (60, 30), (60, 31)]


@pytest.fixture(scope="module", params=SIZES, ids="{0[0]} people, seed {0[1]}".format)
def case(request):
    path = folder(*request.param)
    return path, replayed(path)


def true(path, name):
    with (path / "truth" / name).open(newline="") as table:
        return list(csv.DictReader(table))


def person_of(path, state):
    """Per row of the truth, the person that the hub put the record under."""
    key = bytes.fromhex((path / "hmac.key").read_text())
    members = {
        member["record"]: person
        for person, document in state["persons"].items()
        for member in document["members"]
    }
    members |= {p["record"]: p["person"] for p in state["placements"].values()}

    def name(row):
        word, _, rest = row["key"].partition("|")
        if word == "deelnemer":  # a participant goes by the provider's own name for them
            return pseudonym(key, "node", row["source"], rest)
        return pseudonym(key, "record", row["source"], row["system"], row["key"])

    return {row["key"]: members.get(name(row)) for row in true(path, "persons.csv")}


def test_nothing_is_refused(case):
    """
    What the simulator writes, the hub reads.
    """
    _, result = case

    assert [] == result.letters


def test_the_hubs_persons_are_the_true_ones(case):
    """
    No twins in one, nobody in two; whoever cannot be linked stands apart.
    """
    path, result = case
    found = person_of(path, result.state)
    clusters, persons = defaultdict(set), defaultdict(set)
    for row in true(path, "persons.csv"):
        if person := found[row["key"]]:
            clusters[row["cluster"]].add(person)
            persons[person].add(row["cluster"])

    assert {} == {cluster: people for cluster, people in clusters.items() if len(people) > 1}
    assert {} == {person: several for person, several in persons.items() if len(several) > 1}
    assert persons.keys() == result.state["persons"].keys()


def test_every_record_that_stands_is_somebodys(case):
    """
    Linked or not, it is about a person; what its source took back is about nobody.
    """
    path, result = case
    found = person_of(path, result.state)
    rows = true(path, "persons.csv")
    kept_apart = ("aanwezigheid", "trede", "certificaat", "gesprek")  # go with their participant
    named = [row for row in rows if not row["key"].startswith(kept_apart)]

    assert [row for row in named if (row["expected"] == "deleted") == bool(found[row["key"]])] == []


def test_every_planted_signal_is_raised_and_no_other(case):
    """
    The clean life courses stay clean, to the day.
    """
    path, result = case
    found = person_of(path, result.state)
    cluster = {
        person: row["cluster"] for row in true(path, "persons.csv") if (person := found[row["key"]])
    }
    raised = sorted(
        (
            signal["rule"],
            cluster.get(signal.get("person"), ""),
            signal.get("place", ""),
            signal["start"],
            signal.get("end", ""),
        )
        for signal in result.state["signals"].values()
    )
    planted = sorted(
        (row["rule"], row["person"], row["place"], row["start"], row["end"])
        for row in true(path, "signals.csv")
    )

    assert planted == raised
