"""What is said of every rule at once."""

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from schemas import wire
from schemas.events import EVENT_MAX, NAMED_MAX, NOTES_MAX
from schemas.policy import FROM_MEMORY
from schemas.rule_names import RULES
from streams.publish import PERIODS_MAX
from streams.rules.catalogue import CATALOGUE, CONCURRENCE
from streams.rules.parameters import PARAMETERS
from streams.rules.rule import CAVEATS, Fired, notes_of
from tests.given import POLICY

# How the table of concurrence writes what our rules say in one word.
VERDICTS = {
    "allowed_place_not_person": {"allowed"},
    "allowed_flag": {"allowed"},
    "beschut_first": {"other-law-first"},
    "excluded_unless": {"excluded"},
    "forbidden_except_beschut": {"forbidden"},
}
CONFIDENCES = {
    "confirmed_old_text": {"confirmed-old-text"},
    "interpretation": {"interpretation"},
    "memory": {"memory"},
    "confirmed": {"confirmed"},
}


@pytest.fixture(scope="module")
def table():
    where = os.environ.get("SAMENLOOP_REFERENCE")
    if not where:
        pytest.skip(
            "the table of concurrence is missing: set SAMENLOOP_REFERENCE to the folder whose"
            " data/samenloop.csv it is"
        )
    with (Path(where) / "data/samenloop.csv").open(encoding="utf-8") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def test_every_rule_can_be_switched_off_by_name():
    """
    And no other name is known to the policy.
    """
    assert list(dict.fromkeys(rule.id for rule in CATALOGUE)) == list(RULES)


def test_a_rule_from_memory_is_off_until_the_policy_turns_it_on():
    """
    Nobody is sent to look on the ground of a text that nobody read.
    """
    assert {rule.id for rule in CATALOGUE if rule.confidence == "memory"} == FROM_MEMORY
    assert {rule for rule in RULES if not POLICY.signals_on(rule)} == FROM_MEMORY


def test_a_rule_that_is_not_confirmed_says_so_to_whoever_reads_it():
    """
    In the words of its signal, not only in a field of it.
    """
    for rule in CONCURRENCE:
        assert (rule.confidence == "confirmed") == (rule.told == rule.explanation), rule.id
    assert {c for c, words in CAVEATS.items() if not words} == {"confirmed", "from-facts"}


def test_every_rule_is_told_in_words_of_its_own():
    """
    So that whoever reads a signal knows which of them it is.
    """
    assert len({rule.told for rule in CATALOGUE}) == len(CATALOGUE)
    assert len({(rule.id, rule.part) for rule in CATALOGUE}) == len(CATALOGUE)
    assert all(rule.law and rule.text_version and rule.explanation for rule in CATALOGUE)
    assert all(all(rule.between) for rule in CONCURRENCE)


def test_every_parameter_is_of_a_rule_and_has_a_source():
    """
    A number without a source is a guess.
    """
    assert {name for rule in CATALOGUE for name in rule.parameters} == set(PARAMETERS)
    for values in PARAMETERS.values():
        assert [v.since for v in values] == sorted(v.since for v in values)
        assert all(v.source and v.unit and v.says for v in values)


def test_the_rules_are_those_of_the_table_of_concurrence(table):
    """
    By number, verdict, and how sure they are; in part confirmed is not confirmed.
    """
    assert {rule.id for rule in CONCURRENCE} == set(table)
    for rule in CONCURRENCE:
        row = table[rule.id]
        said = row["verdict"].replace("_", "-")
        assert rule.verdict in VERDICTS.get(row["verdict"], {said}), rule.id
        if not rule.part:
            default = {"open" if row["confidence"].startswith("open") else "confirmed-in-part"}
            assert rule.confidence in CONFIDENCES.get(row["confidence"], default), rule.id


def test_the_notes_of_a_document_fit_in_the_header_of_an_event():
    """
    Beside periods that fill the rest of it.
    """
    lines = tuple(f"{number:032}" for number in range(NAMED_MAX))
    allowed = [rule for rule in CONCURRENCE if rule.verdict == "allowed"]
    fired = [
        Fired(rule, "person", "p1", POLICY.municipality, date(2026, 1, n + 1), None, lines)
        for rule in allowed
        for n in range(NOTES_MAX)
    ]
    longest = max((notes_of([f] * NOTES_MAX) for f in fired), key=lambda n: len(wire.write(n)))

    assert len(longest) == NOTES_MAX == len(notes_of(fired))
    assert len(wire.write(longest)) < EVENT_MAX - PERIODS_MAX - 2 * 1024
