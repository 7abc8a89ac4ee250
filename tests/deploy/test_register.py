"""A CSV file as nodes: what is read, what is left out and said so, what is refused."""

from datetime import date

import pytest

from deploy.register import COLUMNS, mapping, read
from schemas.errors import WrongConfiguration
from tests.streams.linking.people import BSN

TODAY = date(2026, 6, 1)


def table(tmp_path, text, columns=None, encoding="utf-8"):
    path = tmp_path / "records.csv"
    path.write_bytes(text.encode(encoding))
    return read(path, columns or {}, TODAY)


def only(tmp_path, **told):
    """The traits of a single record."""
    header, row = ",".join(["id", *told]), ",".join(["1", *told.values()])
    (node,) = table(tmp_path, f"{header}\n{row}\n").nodes
    return node.traits


def notices(register):
    return {notice.text.split(";")[0]: (notice.count, notice.rows) for notice in register.notices}


def faults(error):
    return str(error.value)


class TestColumns:
    def test_are_found_by_name_in_any_case_and_order(self, tmp_path):
        """
        A header says what stands where.
        """
        found = table(tmp_path, "Surname,ID,Source\nVries,7,wmo\n")

        assert [("7", "wmo", ("vries",))] == [
            (n.name, n.source, n.traits.surnames) for n in found.nodes
        ]
        assert [] == found.ignored

    def test_that_are_not_known_are_ignored_and_named(self, tmp_path):
        """
        They say nothing of who somebody is.
        """
        found = table(tmp_path, "id,kleur,surname,maat\n1,rood,Vries,L\n")

        assert ["kleur", "maat"] == found.ignored

    def test_may_be_called_otherwise(self, tmp_path):
        """
        A mapping says which of the file's columns is ours; our own name is then another column.
        """
        text = "nr,achternaam,surname\n1,Vries,Bakker\n"
        found = table(tmp_path, text, {"id": "nr", "surname": "Achternaam"})

        assert ("vries",) == found.nodes[0].traits.surnames
        assert ["surname"] == found.ignored

    def test_that_a_mapping_names_must_be_there(self, tmp_path):
        """
        A slip in a mapping would leave a column out without a word.
        """
        with pytest.raises(WrongConfiguration) as error:
            table(tmp_path, "id,naam\n1,Vries\n", {"surname": "naaam"})

        assert "naaam: no such column in the file, for surname" in faults(error)

    @pytest.mark.parametrize("text", ["", "surname\nVries\n", "nr,surname\n1,Vries\n"])
    def test_without_an_id_are_no_table(self, tmp_path, text):
        """
        Nothing could be said of a record that has no name.
        """
        with pytest.raises(WrongConfiguration, match="id: missing"):
            table(tmp_path, text)


class TestMappings:
    def mapped(self, tmp_path, text):
        path = tmp_path / "columns.toml"
        path.write_text(text, encoding="utf-8")
        return mapping(path)

    def test_are_a_table_of_toml(self, tmp_path):
        """
        Our names to theirs.
        """
        found = self.mapped(tmp_path, '[columns]\nsurname = "achternaam"\nid = "nr"\n')

        assert {"surname": "achternaam", "id": "nr"} == found

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("[columns]\nsurnames = 'a'\n", "surnames: no such column; known: id, bsn"),
            ("[columns]\nsurname = 7\n", "surname: expected the header of a column, as text"),
            ("surname = 'a'\n", "columns: missing; expected a table"),
            ("columns = 'a'\n", "columns: missing; expected a table"),
            ("[columns\n", "columns"),
        ],
    )
    def test_that_are_wrong_say_what_is(self, tmp_path, text, said):
        """
        Every fault, with the file.
        """
        with pytest.raises(WrongConfiguration) as error:
            self.mapped(tmp_path, text)

        assert said in faults(error)
        assert "columns.toml" in faults(error)

    def test_may_name_every_column(self, tmp_path):
        """
        All that a table can tell.
        """
        text = "[columns]\n" + "".join(f'{name} = "x {name}"\n' for name in COLUMNS)

        assert set(COLUMNS) == self.mapped(tmp_path, text).keys()


class TestFiles:
    @pytest.mark.parametrize(
        "text",
        [
            "id,surname\n1,Vries\n2,Bakker\n",
            "id;surname\n1;Vries\n2;Bakker\n",
            "\ufeffid;surname\r\n1;Vries\r\n2;Bakker\r\n",
            'id,surname\n1,"Vries"\n\n2,Bakker',
            " id , surname \n 1 , Vries\n2,Bakker \n",
        ],
        ids=["commas", "semicolons", "BOM", "quotes and a blank line", "spaces"],
    )
    def test_are_read_as_spreadsheets_write_them(self, tmp_path, text):
        """
        With commas or semicolons, a byte order mark, other ends of lines.
        """
        found = table(tmp_path, text)

        assert [("1", ("vries",)), ("2", ("bakker",))] == [
            (node.name, node.traits.surnames) for node in found.nodes
        ]

    def test_of_semicolons_may_hold_commas(self, tmp_path):
        """
        The header tells which it is.
        """
        (node,) = table(tmp_path, "id;surname\n1;Vries, de\n").nodes

        assert ("vries",) == node.traits.surnames

    def test_in_another_encoding_are_refused(self, tmp_path):
        """
        Béké read wrongly is somebody else.
        """
        with pytest.raises(WrongConfiguration, match="utf-8"):
            table(tmp_path, "id,surname\n1,Béké\n", encoding="latin-1")

    def test_that_are_not_there_are_refused(self, tmp_path):
        """
        With the name of it.
        """
        with pytest.raises(WrongConfiguration, match=r"nowhere\.csv"):
            read(tmp_path / "nowhere.csv", {}, TODAY)

    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            ("1,a\n,b\n", "row 3, id: empty"),
            ("1,a\n1,b\n", "row 3, id: stands twice"),
            ("1,a\n2\n", "row 3: 1 cells, where the header has 2"),
            ("1,a\n2,b,c\n", "row 3: 3 cells, where the header has 2"),
            ("1,a\n\n1,b\n", "row 4, id: stands twice"),
            ('1,a\n"2,b\n', "row 3: 1 cells"),
        ],
    )
    def test_with_a_row_that_is_wrong_are_refused_with_the_row(self, tmp_path, rows, said):
        """
        A record that is left out, or is two, is worse than none.
        """
        with pytest.raises(WrongConfiguration) as error:
            table(tmp_path, f"id,surname\n{rows}")

        assert said in faults(error)

    def test_with_many_faults_name_the_first_and_count_the_others(self, tmp_path):
        """
        Nobody reads ten thousand.
        """
        with pytest.raises(WrongConfiguration) as error:
            table(tmp_path, "id,surname\n" + "1,a\n" * 100)

        assert 10 == faults(error).count("stands twice")
        assert "and 89 more" in faults(error)

    def test_without_a_record_are_empty(self, tmp_path):
        """
        A header alone is a table.
        """
        assert [] == table(tmp_path, "id,surname\n").nodes


class TestBirthDates:
    @pytest.mark.parametrize(
        ("told", "expected"),
        [
            ("1980-02-03", "19800203"),
            ("19800203", "19800203"),
            ("1980-2-3", "19800203"),
            ("1980/02/03", "19800203"),
            ("03-02-1980", "19800203"),
            ("3-2-1980", "19800203"),
            ("3/2/1980", "19800203"),
            ("03.02.1980", "19800203"),
            ("00-00-1980", "1980"),
            ("00-02-1980", "198002"),
            ("1980", "1980"),
        ],
    )
    def test_are_read_in_the_order_they_are_written_in(self, tmp_path, told, expected):
        """
        Day first, as people write it, or year first; of some only a part is known.
        """
        assert expected == only(tmp_path, birth_date=told).born

    @pytest.mark.parametrize("told", ["2026-06-02", "02-06-2026", "2099", "2026-07"])
    def test_after_today_are_said_and_not_compared(self, tmp_path, told):
        """
        Nobody is born tomorrow.
        """
        found = table(tmp_path, f"id,birth_date,surname\n1,{told},Vries\n")

        assert "" == found.nodes[0].traits.born
        assert {"birth_date: after today": (1, [2])} == notices(found)

    def test_of_today_are_compared(self, tmp_path):
        """
        A child that was just born, or was born this year.
        """
        assert "20260601" == only(tmp_path, birth_date="2026-06-01").born
        assert "2026" == only(tmp_path, birth_date="2026").born

    @pytest.mark.parametrize("told", ["31-02-1980", "onbekend", "1900-01-01", "80"])
    def test_that_are_none_are_said(self, tmp_path, told):
        """
        They compare with everybody.
        """
        found = table(tmp_path, f"id,birth_date,surname\n1,{told},Vries\n")

        assert {"birth_date: no day, or one that fills the field": (1, [2])} == notices(found)


class TestWhatIsLeftOut:
    @pytest.mark.parametrize(
        ("column", "value", "said"),
        [
            ("bsn", "999900007", "bsn: not nine digits that pass the elfproef"),
            ("bsn", "onbekend", "bsn: not nine digits that pass the elfproef"),
            ("surname", "NN", "surname, given_names: stand for nobody (onbekend, NN, test)"),
            (
                "given_names",
                "onbekend",
                "surname, given_names: stand for nobody (onbekend, NN, test)",
            ),
            ("postcode", "0000AA", "postcode: stands for no place"),
        ],
    )
    def test_is_said_with_its_row_and_the_record_stays(self, tmp_path, column, value, said):
        """
        So that somebody can put it right; what else is told is compared.
        """
        found = table(tmp_path, f"id,{column},place\n1,{value},Elders\n")

        assert {said: (1, [2])} == notices(found)
        assert ("1", "elders") == (found.nodes[0].name, found.nodes[0].traits.place)

    def test_of_an_empty_record_is_all(self, tmp_path):
        """
        It stays alone; that somebody is a woman is nothing to compare.
        """
        found = table(tmp_path, "id,surname,sex\n1,,\n2,,v\n3,Vries,\n")

        assert {"nothing to compare: such a record stays alone": (2, [2, 3])} == notices(found)

    def test_is_counted_and_the_first_rows_are_named(self, tmp_path):
        """
        Blank lines and all.
        """
        found = table(
            tmp_path, "id,surname\n1,Vries\n\n" + "".join(f"{n},NN\n" for n in range(2, 9))
        )

        assert (7, [4, 5, 6]) == notices(found)[
            "surname, given_names: stand for nobody (onbekend, NN, test)"
        ]

    def test_is_nothing_of_what_is_right(self, tmp_path):
        """
        No notice without a cause.
        """
        text = f"id,bsn,surname,birth_date,postcode\n1,{BSN},Vries,1980-02-03,1234AB\n2,,,,\n"
        found = table(tmp_path, text.replace("2,,,,", "2,,Bakker,,"))

        assert {} == notices(found)


class TestCapitals:
    def test_throughout_are_no_sign_of_initials(self, tmp_path):
        """
        JAN is a name where everybody is written in capitals.
        """
        found = table(tmp_path, "id,given_names\n1,JAN\n2,PIET\n3,MARIA\n")

        assert [("jan",), ("piet",), ("maria",)] == [n.traits.given for n in found.nodes]

    def test_of_one_among_many_are_initials(self, tmp_path):
        """
        JAN among Piet and Maria may be three letters.
        """
        found = table(tmp_path, "id,given_names\n1,JAN\n2,Piet\n3,Maria\n")

        assert [(), ("piet",), ("maria",)] == [n.traits.given for n in found.nodes]
