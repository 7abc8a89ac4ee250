"""What became of each record that a person has."""

import pytest

from schemas.facts import Source
from schemas.topics import OUTCOMES
from tests import laws
from tests.given import (
    allocation,
    attended,
    benefit,
    contact,
    ladder,
    long_term_care,
    of_person,
    placement,
    policy_set,
    started,
)


def running(*messages):
    return laws.run("combine", [policy_set(), *messages])


def fates(decided):
    """What became of each record, as compaction keeps it: by record and version."""
    last = {}
    for emit in (emit for one in decided for emit in one.emits if emit.topic is OUTCOMES):
        last[tuple(emit.key.split("|")[:2])] = emit.value and emit.value.outcome
    return {of: fate for of, fate in last.items() if fate}


def test_what_became_of_a_record_follows_the_facts():
    """
    A start waits for its allocation, and no longer once that is there.
    """
    first = of_person(started("01-01"), record="r1", source=Source.WMO)
    then = of_person(allocation("01-01"), record="r2", source=Source.WMO)
    subject = running(first)

    assert fates(subject.decided) == {("r1", "1"): "pending"}
    subject.take(then)
    assert fates(subject.decided) == {("r1", "1"): "concluded", ("r2", "1"): "concluded"}


@pytest.mark.parametrize(
    ("fact", "fate"),
    [
        (benefit("01-01"), "concluded"),
        (placement("01-01"), "concluded"),
        (contact("01-01"), "concluded"),
        (long_term_care(None), "pending"),
        (long_term_care("01-01", status="no"), "without-effect"),
        (ladder(1, "01-01"), "without-effect"),
        (attended("2026-01", 10), "pending"),
    ],
)
def test_every_record_has_an_outcome(fact, fate):
    """
    Nothing is lost: what is not used says so.
    """
    assert fates(running(of_person(fact)).decided) == {("r1", "1"): fate}


def test_a_replaced_version_and_a_deleted_record_have_no_outcome_here_any_more():
    """
    Their outcome is what identify said of them: superseded.
    """
    subject = running(of_person(benefit("01-01")), of_person(benefit("02-01"), version="2"))

    assert fates(subject.decided) == {("r1", "2"): "concluded"}
    subject.take(of_person(gone=True))
    assert fates(subject.decided) == {}


def test_what_comes_again_in_the_same_version_became_what_it_was():
    """
    Its outcome stands: of what did not change nobody hears, whatever else is told of the record.
    """
    subject = running(of_person(benefit("01-01")))

    (again,) = subject.take(of_person(benefit("01-01")))
    (otherwise,) = subject.take(of_person(benefit("02-01")))
    later = subject.take(of_person(contact("01-01"), record="r2"))

    assert [[], []] == [
        [emit for emit in one.emits if emit.topic is OUTCOMES] for one in (again, otherwise)
    ]
    assert fates(later) == {("r2", "1"): "concluded"}
    assert fates(subject.decided) == {("r1", "1"): "concluded", ("r2", "1"): "concluded"}
