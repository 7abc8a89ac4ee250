"""When somebody on bijstand should be spoken to again."""

import pytest

from tests import laws
from tests.given import POLICY, benefit, contact, day_passed, of_person, policy_set


def spoken(on, **more):
    return of_person(contact(on), record="talk", **more)


def open_signals(*messages, **settings):
    policy = POLICY.model_copy(update=settings)
    subject = laws.run("combine", [policy_set(policy), *messages])
    found = laws.documents(subject)["signals"].values()
    return [(s["rule"], s["start"], s.get("end")) for s in found]


ON_BIJSTAND = of_person(benefit("2024-03-31"), record="bijstand")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-01-29", []),
        ("2026-01-30", [("contact-due", "2026-01-30", "2026-03-31")]),
        ("2026-03-30", [("contact-due", "2026-01-30", "2026-03-31")]),
        ("2026-03-31", [("contact-overdue", "2026-03-31", None)]),
    ],
)
def test_notice_is_given_before_the_term_ends_and_once_it_has_ended(today, expected):
    """
    Two years, and sixty days before, unless the policy says otherwise.
    """
    assert open_signals(ON_BIJSTAND, day_passed(today)) == expected


def test_the_municipality_sets_the_term_and_the_days_before():
    """
    Six months that begin on the last day of a long month end on that of a short one.
    """
    settings = {"contact_term_months": 6, "contact_notice_days": 1}

    assert [] == open_signals(ON_BIJSTAND, day_passed("2024-09-28"), **settings)
    assert [("contact-due", "2024-09-29", "2024-09-30")] == open_signals(
        ON_BIJSTAND, day_passed("2024-09-29"), **settings
    )


def test_without_days_before_only_the_end_of_the_term_is_told():
    """
    A municipality that wants no notice sets it to none.
    """
    settings = {"contact_notice_days": 0}

    assert [] == open_signals(ON_BIJSTAND, day_passed("2026-03-30"), **settings)
    assert len(open_signals(ON_BIJSTAND, day_passed("2026-03-31"), **settings)) == 1


@pytest.mark.parametrize("rule", ["contact-due", "contact-overdue"])
def test_each_can_be_switched_off(rule):
    """
    A signal informs; whether a municipality wants it is its own affair.
    """
    off = {"signals": {rule: False}}
    told = open_signals(ON_BIJSTAND, day_passed("2026-02-01"), **off)
    told += open_signals(ON_BIJSTAND, day_passed("2026-04-01"), **off)

    assert rule not in {name for name, *_ in told}
    assert len(told) == 1


def test_bijstand_that_begins_again_after_a_break_begins_the_term_anew():
    """
    As far as is known, nobody was expected to speak to them in between.
    """
    again = of_person(benefit("2026-02-01"), record="again")
    ended = of_person(benefit("2024-03-31", "2026-01-31"), record="bijstand")

    assert [] == open_signals(ended, again, day_passed("2026-04-01"))


def test_what_names_the_term_names_the_conversation_that_began_it():
    """
    So that whoever wonders why can look it up.
    """
    told = [ON_BIJSTAND, spoken("2024-05-01"), day_passed("2026-06-01")]
    subject = laws.run("combine", [policy_set(), *told])
    (signal,) = laws.documents(subject)["signals"].values()

    assert signal["records"] == ["bijstand", "talk"]


def test_a_conversation_leaves_other_signals_as_they_are():
    """
    Only what it bears on is concluded anew.
    """
    other = of_person(benefit("2024-03-31", law="ww"), record="ww")
    subject = laws.run("combine", [policy_set(), ON_BIJSTAND, other, day_passed("2026-06-01")])

    told = subject.told(spoken("2026-05-01"))

    assert ["funding-mixes.changed", "funding-signals.withdrawn"] == [name for name, _ in told]
    assert ["R23"] == [s["rule"] for s in laws.documents(subject)["signals"].values()]
