"""Tables as text, whoever made them."""

import pytest

from connectors.inbound import records
from connectors.inbound.csv import Columns, read_rows, table_of
from schemas.errors import Rejected
from schemas.facts import Record, Source
from schemas.reading import REFUSED_MAX, Context
from tests.connectors.reading import reasons

COLUMNS = Columns(
    required=("naam", "vanaf"),
    optional=("uren", "plaatsen"),
    numbers=frozenset({"uren"}),
    dates=frozenset({"vanaf"}),
    lists=frozenset({"plaatsen"}),
)


def rows(raw, **names):
    """The rows of a table: where each stood, and what it says."""
    seen = []

    def keep(row):
        seen.append((row.number, row.values(COLUMNS)))
        return Record(municipality="0034", source=Source.WLZ, key=str(row.number))

    context = Context(received="2026-11-22T12:00:00.000000+00:00", columns=names)
    reading = read_rows(table_of(raw, context, COLUMNS.known), COLUMNS, keep)
    return seen, [str(refused.reason) for refused in reading.refused]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_separator_line_end_and_byte_order_mark_make_no_difference(separator, end, mark):
    """
    Excel, a database and a script each write a table in their own way.
    """
    text = mark + end.join(
        separator.join(row) for row in (("naam", "vanaf"), ("a b", "2026-01-02"))
    )

    assert rows(text.encode()) == ([(2, {"naam": "a b", "vanaf": "2026-01-02"})], [])


def test_columns_may_stand_in_any_order_and_case():
    """
    A column is known by its name alone.
    """
    assert rows(b"Vanaf; NAAM\n2026-01-02;x") == ([(2, {"vanaf": "2026-01-02", "naam": "x"})], [])


def test_the_sender_may_have_its_own_names_for_columns():
    """
    The policy says what the sender calls them, and a reason speaks the sender's language.
    """
    raw = b"Wie;vanaf;Aantal uren\nx;2026-01-02;veel"

    assert rows(raw, naam="wie", uren="aantal uren")[1] == [
        (
            "number at row 2, column aantal uren: expected a number, with a comma before its"
            " decimals, found text of 4 characters"
        )
    ]


def test_a_number_has_a_comma_and_a_date_may_be_dutch():
    """
    Both are written as people here write them; a point in a number could mean thousands.
    """
    told, refused = rows(b"naam;vanaf;uren\na;02-01-2026;7,5\nb;02-01-2026;7.5\n")

    assert [(n, v["vanaf"], str(v["uren"])) for n, v in told] == [(2, "2026-01-02", "7.5")]
    assert refused == [
        (
            "number at row 3, column uren: expected a number, with a comma before its decimals,"
            " found text of 3 characters"
        )
    ]


def test_several_values_in_one_cell_are_parted_by_a_bar():
    """
    A list in a table.
    """
    assert rows(b"naam;vanaf;plaatsen\na;2026-01-02;x | y")[0][0][1]["plaatsen"] == ["x", "y"]


def test_rows_are_counted_as_a_spreadsheet_shows_them():
    """
    The header is row 1, a cell with a line end in it is one row, and an empty row is passed over.
    """
    raw = b'naam;vanaf\n;\n"a";2026-01-02\n\n"b\nc";2026-01-02\nd\n'

    told, refused = rows(raw)

    assert [number for number, _ in told] == [3]
    assert refused == [
        (
            "control-character at row 5, column naam: expected text without control characters,"
            " found text of 3 characters"
        ),
        "ragged at row 6: expected 2 cells, as in the header, found 1 cells",
    ]


def test_a_quoted_cell_may_hold_the_separator():
    """
    That is what quotes are for.
    """
    assert rows(b'naam;vanaf\n"a;b ""c""";2026-01-02')[0][0][1]["naam"] == 'a;b "c"'


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "header at row 1"),
        (b"1;2\n3;4\n", "header at row 1"),
        (b"naam;vanaf;leeftijd\n", "unknown-column at row 1, column 3"),
        (b"naam;naam;vanaf\n", "column-twice at row 1, column 2"),
        (b"naam;uren\n", "missing-column at row 1: expected a column vanaf"),
        (b'naam;vanaf\n"a;2026-01-02\n', "quoting at row 2"),
        (b'naam;vanaf\na;2026-01-02\n"b"c;2026-01-02\n', "quoting at row 3"),
        (b"naam;vanaf\n" + b"x" * 200_000 + b";2026-01-02\n", "quoting at row 2"),
        (b"naam;vanaf\na;\0\n", "nul at line 2"),
        (b"naam;vanaf\n\xe9;x\n", "encoding at byte 12"),
    ],
)
def test_a_table_that_cannot_be_told_apart_in_rows_is_refused_as_a_whole(raw, reason):
    """
    Where rows or columns are in doubt, every row is.
    """
    with pytest.raises(Rejected) as rejected:
        rows(raw)

    assert str(rejected.value).startswith(reason)


def test_a_table_with_very_many_bad_rows_is_refused_as_a_whole():
    """
    One column that is wrong is one reason, not one for each of a million rows.
    """
    bad = b"a;2026-01-02;x\n" * REFUSED_MAX
    with pytest.raises(Rejected) as rejected:
        rows(b"naam;vanaf;uren\n" + bad + b"a;2026-01-02;x\n")

    assert rejected.value.fault == "too-many-refused"
    assert len(rows(b"naam;vanaf;uren\n" + bad + b"a;2026-01-02;1\n")[1]) == REFUSED_MAX


def test_a_table_with_more_rows_than_fit_in_a_message_is_refused_as_a_whole(monkeypatch):
    """
    The sender is told to split it.
    """
    monkeypatch.setattr(records, "RECORDS_MAX", 3)
    row = b"a;2026-01-02\n"

    assert len(rows(b"naam;vanaf\n" + row * 3)[0]) == 3
    with pytest.raises(Rejected, match="too-many at message: expected at most 3 records: split it"):
        rows(b"naam;vanaf\n" + row * 4)


def test_rows_at_odds_count_as_bad():
    """
    A table that tells one thing in very many ways is no better.
    """
    raw = b"bsn;status;afgiftedatum\n" + b"".join(
        b"999900006;%s;2026-01-10\n" % (b"Nee" if number % 2 else b"Onbekend")
        for number in range(REFUSED_MAX + 1)
    )

    assert ["message"] == [reason.split(":")[0].split(" at ")[1] for reason in reasons("wlz", raw)]


def test_a_table_without_rows_says_so():
    """
    A daily file can have nothing to tell; that is counted, and no fault.
    """
    table = table_of(b"naam;vanaf\n;\n", Context(received=""), COLUMNS.known)
    reading = read_rows(table, COLUMNS, None)

    assert (reading.records, [n.code for n in reading.notices]) == ((), ["no-rows"])
