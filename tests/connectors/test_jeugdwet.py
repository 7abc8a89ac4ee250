"""Decisions under the Jeugdwet."""

from datetime import date

import pytest

from schemas.facts import PersonDescribed, ProvisionGranted
from schemas.volumes import Per, Unit, Volume
from tests.connectors.reading import example, reasons_of


def test_a_decision_is_help_for_a_young_person():
    """
    Under its own number, at its provider, for its days and hours.
    """
    first, second = example("jeugdwet/besluiten.csv").records

    assert ("besluit|JW-1", "besluit|JW-2") == (first.key, second.key)
    assert first.who == PersonDescribed(bsn="999900006", birth_date="2010-05-14")
    assert first.facts == (
        ProvisionGranted(
            stream="jeugdwet",
            instrument="jeugdhulp",
            number="JW-1",
            provider="agb:99000001",
            start=date(2026, 1, 12),
            end=date(2027, 1, 1),
            volume=Volume(amount=270, unit=Unit.MINUTE, per=Per.WEEK),
            decided_on=date(2026, 1, 5),
        ),
    )
    assert second.facts[0].end is None


def test_a_withdrawn_decision_needs_no_more_than_its_number():
    """
    And is about nobody any more.
    """
    (record,) = example("jeugdwet/besluit-vervallen.csv").records

    assert (True, None, ()) == (record.deleted, record.who, record.facts)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("birth-date-missing.csv", "missing at row 2, column geboortedatum: expected a value"),
        (
            "born-in-the-future.csv",
            (
                "future at row 2, column geboortedatum: expected no moment"
                " after the day of receipt, found a later one"
            ),
        ),
        ("column-missing.csv", "missing-column at row 1: expected a column geboortedatum"),
    ],
)
def test_why_a_row_is_refused(name, reason):
    """
    The reason is what the sender gets to read.
    """
    assert reasons_of(f"jeugdwet/{name}")[0] == reason
