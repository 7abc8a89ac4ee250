"""What makes a linker's figure a figure, and a lost or false link explained."""

import csv
import sys

import pytest

from tests.bench.linking import febrl, kinds
from tests.bench.linking.cases import FIELDS, OURS, Case
from tests.bench.linking.score import Wrong, false_pairs, lost_pairs, score
from tests.bench.linking.sections import section
from tests.bench.linking.systems import Run, run
from tests.bench.linking.tables import Result, one_table
from tests.bench.linking.why import compared, counted, reason

TRUTH = {"a1": "a", "a2": "a", "a3": "a", "b1": "b", "b2": "b", "c1": "c"}


def test_each_pair_of_a_cluster_counts_once():
    """
    A cluster of three says three pairs; a record that stands alone says none.
    """
    found = score({"a1": 1, "a2": 1, "a3": 2, "b1": 2, "b2": 3, "c1": 4}, TRUTH)

    assert (2, 4, 1, 2) == (found.said, found.true, found.right, found.largest)
    assert (0.5, 0.25) == (found.precision, found.recall)
    assert pytest.approx(1 / 3) == found.f1
    assert (1, 3) == (found.false, found.lost)


def test_the_truth_itself_is_right_and_nothing_said_is_precise():
    """
    The two ends of the scale.
    """
    assert 1.0 == score(TRUTH, TRUTH).f1

    alone = score({name: name for name in TRUTH}, TRUTH)

    assert (1.0, 0.0, 0.0) == (alone.precision, alone.recall, alone.f1)


def test_false_and_lost_pairs_are_those_that_are_counted():
    """
    What the lists name is what the table says.
    """
    clusters = {"a1": 1, "a2": 1, "a3": 2, "b1": 2, "b2": 2, "c1": 2}
    found = score(clusters, TRUTH)

    assert [("a1", "a3"), ("a2", "a3")] == list(lost_pairs(clusters, TRUTH))
    assert found.lost == len(list(lost_pairs(clusters, TRUTH)))
    assert found.false == len(list(false_pairs(clusters, TRUTH)))


@pytest.mark.parametrize("clusters", [{}, {**TRUTH, "x": "x"}, dict(list(TRUTH.items())[1:])])
def test_a_linker_that_lost_a_record_has_no_score(clusters):
    """
    Leaving out the hard records must not pay.
    """
    with pytest.raises(Wrong):
        score(clusters, TRUTH)


def linker(text):
    return sys.executable, "-c", f"import sys; open(sys.argv[1], 'w').write({text!r})"


def test_a_run_tells_clusters_weights_and_what_it_cost(tmp_path):
    """
    A record that stands alone joined at no weight.
    """
    out = tmp_path / "out.csv"

    done = run((*linker("id,person,weight\n1,p,\n2,p,7.5\n"), str(out)), out)

    assert ({"1": "p", "2": "p"}, {"1": "", "2": "7.5"}) == (done.clusters, done.weights)
    assert done.seconds > 0


@pytest.mark.parametrize(
    "command",
    [
        (sys.executable, "-c", "raise SystemExit(3)"),
        (sys.executable, "-c", ""),
        linker("id,person\n1,p\n1,q\n"),
        linker("record,person\n1,p\n"),
    ],
    ids=["failed", "wrote nothing", "a record twice", "other columns"],
)
def test_a_linker_that_failed_has_no_run(tmp_path, command):
    """
    Also when clusters of an earlier run lie there.
    """
    out = tmp_path / "out.csv"
    out.write_text("id,person,weight\n")

    with pytest.raises(Wrong):
        run((*command, str(out)), out)


def test_a_lost_pair_says_what_stood_in_its_way():
    """
    Which fields differ, which nearly agree, which are missing.
    """
    a = {"surname": "beattih", "place": "ashfield", "postcode": "2047", "born": ""}
    b = {"surname": "beattie", "place": "pengzin", "postcode": "2047", "born": "19500712"}
    told = reason(compared(a, b, ("surname", "place", "postcode", "born")))

    assert "1 of 4 agree; nearly: surname; differs: place; missing: born" == told


def test_ways_beyond_the_usual_ones_are_still_counted():
    """
    The counts of a table add up to what was lost.
    """
    told = counted(["x", "y", "x", "z", "z", "z"], most=1)

    assert "| z | 3 |\n| 2 other ways | 3 |" in told


HOME = {"person": "p", "household": "h1", "twin_of": "", "namesake_of": "", "kinds": ""}
PERSON = {"given_names": "Anna", "surname": "de Boer", "bsn": "", "birth_date": "2001-02-03"}


@pytest.mark.parametrize(
    ("kind", "other", "of_other"),
    [
        (kinds.WRITTEN, {"given_names": "Élise"}, {"household": "h1"}),
        (kinds.WRITTEN, {"given_names": "Élise"}, {"household": "", "twin_of": "p"}),
        (kinds.NEAR, {"given_names": "A."}, {"household": "h1"}),
        (kinds.NEAR, {"given_names": "", "initials": "E."}, {"household": "h1"}),
        (kinds.NEAR, {"given_names": "ANNA Maria"}, {"household": "h1"}),
        (kinds.NAMESAKES, {}, {"household": "h2"}),
        (kinds.NAMESAKES, {"given_names": "A.M."}, {"household": ""}),
        (kinds.NAMESAKES, {"given_names": "Ana"}, {"household": "h2", "namesake_of": "p"}),
        (kinds.STRANGERS, {"surname": "Bakker"}, {"household": "h2"}),
        (kinds.STRANGERS, {"given_names": "Élise"}, {"household": "h2"}),
    ],
)
def test_a_false_link_is_of_one_kind(kind, other, of_other):
    """
    Two of a household whose names are written out and differ are never to be linked.
    """
    of = {**HOME, "person": "q", **of_other}

    assert kind == kinds.false_kind(PERSON, {**PERSON, **other}, HOME, of)
    assert kind == kinds.false_kind({**PERSON, **other}, PERSON, of, HOME)


def test_pairs_of_households_and_twins_are_counted_once():
    """
    Twins who live together are two of a household; those who live apart are twins still, whichever
    of both is called the other's.
    """
    truth = {
        "1": {"person": "p", "household": "h1", "twin_of": "q"},
        "2": {"person": "p", "household": "h1", "twin_of": "q"},
        "3": {"person": "q", "household": "h1", "twin_of": ""},
        "4": {"person": "q", "household": "h2", "twin_of": ""},
        "5": {"person": "r", "household": "h2", "twin_of": ""},
        "6": {"person": "s", "household": "", "twin_of": ""},
    }
    names = {"1": "Anna", "2": "A.", "3": "Élise", "4": "Élise", "5": "E.", "6": "Anna"}
    records = {name: {"given_names": given} for name, given in names.items()}

    # 1-3 and 1-4 are written out; 2-3, 2-4 and 4-5 leave a doubt
    assert {kinds.WRITTEN: 2, kinds.NEAR: 3} == kinds.near_pairs(records, truth)


def test_what_stands_in_the_way_of_a_link_is_told_in_words():
    """
    In the order in which one would look.
    """
    other = {**PERSON, "given_names": "A.", "surname": "Bakker", "birth_date": "", "bsn": "1"}

    told = "bsn on one; only initials; another surname; no birth date"
    assert told == kinds.lost_kind(PERSON, {**other, "postcode": ""})[: len(told)]
    assert "no bsn" == kinds.lost_kind({**PERSON, "postcode": "1"}, {**PERSON, "postcode": "1"})


def test_links_become_persons_of_all_their_records(tmp_path):
    """
    FEBRL tells pairs; the truth that is scored against tells persons.
    """
    records = [{"rec_id": name} for name in ("c", "b", "a", "x")]

    febrl.write_truth(tmp_path / "t.csv", records, [("c", "b"), ("b", "a"), ("a", "c")])

    with (tmp_path / "t.csv").open() as file:
        found = {row["id"]: row["person"] for row in csv.DictReader(file)}
    assert {"a": "a", "b": "a", "c": "a", "x": "x"} == found


def test_links_that_contradict_themselves_are_no_truth(tmp_path):
    """
    Where a is b and b is c, a must be c.
    """
    with pytest.raises(AssertionError):
        febrl.write_truth(
            tmp_path / "t.csv", [{"rec_id": n} for n in "abc"], [("a", "b"), ("b", "c")]
        )


def result(households):
    wanted = {"precision": 0.9, "recall": 0.9}
    case = Case("x", "Case X", "x", "r", "t", wanted, {}, households=households)
    clusters = {"1": "p", "2": "p", "3": "q", "4": "r"}
    truth = {
        "1": {**HOME},
        "2": {**HOME, "person": "q"},
        "3": {**HOME, "person": "q", "kinds": "moved;married"},
        "4": {**HOME, "person": "s", "household": "h2", "kinds": "married"},
    }
    record = {**dict.fromkeys(FIELDS, ""), **PERSON, "given_name": "Anna", "postcode": "5341 AB"}
    records = dict.fromkeys(clusters, record)
    runs = {
        OURS: Run(clusters, dict.fromkeys(clusters, ""), 2.0, 1.0, 50),
        "Splink 5": Run({**clusters, "2": "q"}, {}, 3.0, 3.0, 300),
    }
    person = {name: row["person"] for name, row in truth.items()}
    scores = {title: score(run.clusters, person) for title, run in runs.items()}
    return Result(case, records, truth, runs, scores)


def test_one_table_holds_all_linkers_and_says_what_was_missed():
    """
    A goal that is missed is said, and by whom we are passed.
    """
    told = one_table([result(households=False)])

    assert "| Case X | ours | 0.0000 | 0.0000 | 0.0000 | 1 | 1 | 2 | 2 | 1 | 50 |" in told
    assert "| Case X | Splink 5 | 1.0000 | 1.0000 | 1.0000 | 0 | 0 | 2 | 3 | 3 | 300 |" in told
    assert "recall 0.00000, wanted 0.9: **missed**; F1 below Splink 5" in told


def test_a_section_names_the_lost_pairs_and_who_linked_them():
    """
    Where the truth tells no households, pair by pair.
    """
    told = section(result(households=False))

    assert "Pairs we lost: 1." in told
    assert "| 2 | 3 | 3 of 3 agree |" in told
    assert "| Splink 5 |" in told
    assert "- 1 and 2: 3 of 3 agree" in told


def test_a_section_on_households_tells_the_kinds():
    """
    Where it does, by kind, beside how many such pairs there are.
    """
    told = section(result(households=True))

    assert f"| {kinds.NEAR} | 2 | 1 | 0 |" in told
    assert "0.50000 of such pairs" in told
    assert "| no bsn | 1 |" in told
    assert "| moved | 1 |" in told
