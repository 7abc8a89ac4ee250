"""Wlz statuses."""

from datetime import date, timedelta

import pytest

from schemas.facts import LongTermCareStatus, PersonDescribed
from tests.connectors.reading import example, read, reasons, reasons_of, table


def test_a_status_is_one_record_of_that_person_s_indication():
    """
    A later status of the same indication replaces it; the last day is in it, so the end is the
    next.
    """
    record = example("wlz/signalen.csv").records[3]

    assert (record.key, record.stamp, record.place) == (
        "wlz|999900043|2026-02-01",
        "2026-01-15",
        "row 5",
    )
    assert record.who == PersonDescribed(bsn="999900043")
    assert record.facts == (
        LongTermCareStatus(
            status="yes", issued=date(2026, 1, 15), start=date(2026, 2, 1), end=date(2027, 1, 1)
        ),
    )


def test_the_three_statuses():
    """
    Ja, Nee (after an earlier yes) and Onbekend (a profile with which Wmo may go on).
    """
    statuses = [record.facts[0].status for record in example("wlz/signalen.csv").records]

    assert statuses == ["yes", "no", "unknown", "yes"]


def test_a_status_without_date_of_issue_is_as_old_as_the_day_it_came():
    """
    A `Nee` without a date follows the `Ja` of last month; an empty stamp would come before it.
    """
    yes, no = read(
        "wlz",
        table(
            "bsn;status;afgiftedatum;ingangsdatum",
            "999900006;Ja;2026-10-01;2026-10-01",
            "999900006;Nee;;2026-10-01",
        ),
    ).records

    assert (yes.stamp, no.stamp) == ("2026-10-01", "2026-11-22")


def test_a_later_no_replaces_the_indication_with_its_first_day_and_no_other():
    """
    What was paid under an indication of years ago is not undone by what is decided now.
    """
    rows = ["Ja;2020-02-01", "Ja;2026-10-01", "Nee;2026-10-01", "Nee;", "Onbekend;"]
    keys = [
        read("wlz", table("bsn;status;ingangsdatum", f"999900006;{row}")).records[0].key
        for row in rows
    ]

    assert keys == [
        "wlz|999900006|2020-02-01",
        "wlz|999900006|2026-10-01",
        "wlz|999900006|2026-10-01",
        "wlz|999900006|-",
        "wlz|999900006|-",
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Nee;2026-10-02;;2026-10-01", "period at row 2, column einddatum"),
        ("Nee;2026-10-01;;2026-10-01", None),
        ("Nee;2026-10-02;2026-01-01;2026-10-01", None),
        ("Nee;;;2014-12-31", "too-early at row 2, column einddatum"),
        ("Ja;;2014-12-31;", "too-early at row 2, column ingangsdatum"),
        ("Ja;2014-12-31;2015-01-01;", "too-early at row 2, column afgiftedatum"),
        ("Ja;2015-01-01;2015-01-01;2015-01-01", None),
    ],
)
def test_days_that_no_indication_can_have(row, reason):
    """
    The law began in 2015, and nothing ends before it began or was issued.
    """
    raw = table("bsn;status;afgiftedatum;ingangsdatum;einddatum", f"999900006;{row}")

    assert [reason] * (reason is not None) == [
        said.partition(":")[0] for said in reasons("wlz", raw)
    ]


def test_a_period_of_one_day_is_a_period():
    """
    The last day may be the first.
    """
    raw = table("bsn;status;ingangsdatum;einddatum", "999900006;Ja;2026-02-01;2026-02-01")
    [fact] = read("wlz", raw).records[0].facts

    assert (fact.start, fact.end) == (date(2026, 2, 1), date(2026, 2, 2))


def test_the_same_row_twice_is_told_once():
    """
    Two files pasted together say nothing new.
    """
    row = "999900006;Ja;2026-10-01"

    assert len(read("wlz", table("bsn;status;ingangsdatum", row, row)).records) == 1


def test_rows_that_contradict_each_other_name_one_other_row():
    """
    However many there are: reasons are kept, and a list of all in each would grow by the square.
    """
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(300)]
    rows = [f"999900006;Ja;2026-01-10;2026-02-01;{day + timedelta(days=90)}" for day in days]
    told = reasons("wlz", table("bsn;status;afgiftedatum;ingangsdatum;einddatum", *rows))

    assert [" at row 3, and 298 more", " at row 2, and 298 more"] == [
        reason.partition("a different one")[2] for reason in told[:2]
    ]
    assert (300, True) == (len(told), max(map(len, told)) < 200)


def test_without_a_municipality_the_message_is_refused():
    """
    A status belongs to the municipality that asked for it.
    """
    raw = table("bsn;status", "999900006;Nee")

    with pytest.raises(Exception, match="municipality at message"):
        read("wlz", raw, municipality=None)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "bsn-fails-elfproef.csv",
            (
                "bsn at row 2, column bsn: expected nine digits that pass the"
                " elfproef, leading zeros included, found 9 digits"
            ),
        ),
        (
            "status-unknown.csv",
            (
                "unknown-word at row 2, column status: expected one of ja, nee,"
                " onbekend, found text of 9 characters"
            ),
        ),
        (
            "ja-without-first-day.csv",
            "missing at row 2, column ingangsdatum: expected a day, as status is Ja",
        ),
        (
            "end-before-start.csv",
            (
                "period at row 2, column einddatum: expected no day before the"
                " first day of the period, found an earlier day"
            ),
        ),
        (
            "issued-in-the-future.csv",
            (
                "future at row 2, column afgiftedatum: expected no moment"
                " after the day of receipt, found a later one"
            ),
        ),
        ("row-too-long.csv", "ragged at row 2: expected 5 cells, as in the header, found 7 cells"),
        (
            "same-bsn-says-two-things.csv",
            (
                "contradiction at row 2: expected one telling of each"
                " thing, or a stamp that says which is later, found a different one at row 3"
            ),
        ),
    ],
)
def test_why_a_row_is_refused(name, reason):
    """
    The reason is what the sender gets to read.
    """
    assert reasons_of(f"wlz/{name}")[0] == reason


def test_a_bad_row_is_refused_alone():
    """
    Its neighbour is not made to wait for it.
    """
    raw = table("bsn;status", "999900007;Nee", "999900018;Nee")

    assert len(read("wlz", raw).records) == len(reasons("wlz", raw)) == 1
