"""`samenloop check`: what a message says, or why it is refused."""

import re
from typing import get_args

import pytest
from click.testing import CliRunner

from connectors.inbound.door import MESSAGE_MAX
from deploy import wording
from deploy.cli import main
from schemas import facts
from schemas.facts import PersonDescribed
from tests.connectors.reading import MESSAGES, read

VALID = sorted(MESSAGES.glob("*/valid/*"))
BROKEN = sorted(MESSAGES.glob("*/broken/*"))
WLZ = MESSAGES / "wlz/valid/signalen.csv"


def check(*arguments):
    """The exit code, and what was said."""
    result = CliRunner().invoke(main, ["check", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def named(path):
    return str(path.relative_to(MESSAGES))


@pytest.mark.parametrize("path", VALID, ids=named)
def test_a_valid_message_is_told_in_words(path):
    """
    Its records with their facts, and exit code 0.
    """
    code, said = check(path, "--municipality", "0034", "--all")
    reading = read(path.parent.parent.name, path.read_bytes())

    assert code == 0
    assert all(line in said for record in reading.records for line in wording.lines_of(record))


@pytest.mark.parametrize("path", BROKEN, ids=named)
def test_a_broken_message_is_told_with_the_reason_of_the_dead_letter(path):
    """
    Its fault, its place, what was expected; and exit code 1.
    """
    code, said = check(path, "--municipality", "0034")

    assert code == 1
    assert re.search(r"\b[a-z0-9-]+ at .+: expected .+", said)


@pytest.mark.parametrize("path", VALID, ids=named)
def test_of_a_person_only_is_told_what_is_known(path):
    """
    Never who it is: what is said may stand on a screen that others see.
    """
    _, said = check(path, "--municipality", "0034", "--all")
    records = read(path.parent.parent.name, path.read_bytes()).records
    identity = {
        str(value)
        for record in records
        if record.who
        for name, value in record.who
        if value and name not in ("sex", "house_number")
    }

    assert [
        value for value in identity if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", said)
    ] == []


def test_what_is_said_of_a_message():
    """
    A table with good rows and bad ones.
    """
    path = MESSAGES / "participatiewet/valid/besluiten.csv"

    assert check(path, "--municipality", "0034")[1].splitlines()[4:7] == [
        (
            "  row 3: a person with BSN, surname, prefix, given names, initials, birth date, sex,"
            " house number, postcode"
        ),
        (
            "    provision beschut_werk by kvk:00000012 at kvk:00000012/groen-1 for employer"
            " lhn:000000012L01 24 hours per week from 2026-03-01 t/m 2027-02-28"
        ),
        "    decision (participatiewet): beschut_werk granted on 2026-02-03",
    ]


def test_every_kind_of_fact_has_words():
    """
    A fact that cannot be told cannot be checked.
    """
    told = {
        fact.kind
        for path in VALID
        for record in read(path.parent.parent.name, path.read_bytes()).records
        for fact in record.facts
        if wording.wording(fact)
    }

    known = {kind.model_fields["kind"].default for kind in get_args(get_args(facts.Fact)[0])}

    assert told == known - {"age-known"}  # which is concluded, and told by no message


@pytest.mark.parametrize("path", VALID, ids=named)
def test_a_message_is_known_by_its_beginning_where_its_folder_says_nothing(path, tmp_path):
    """
    A message straight from a mailbox.
    """
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    code, said = check(copy, "--municipality", "0034")

    assert (code, said.split(": ")[1].split(",")[0]) == (0, path.parent.parent.name)


def test_a_message_that_nothing_shows_the_source_of_needs_the_option(tmp_path):
    """
    Nothing is guessed.
    """
    path = tmp_path / "onbekend.csv"
    path.write_text("a;b\n1;2\n")
    code, said = check(path)

    assert code == 2
    assert "Say it with --source" in said
    assert check(path, "--source", "wlz", "--municipality", "0034")[0] == 1


def test_the_policy_brings_the_municipality_and_the_senders_columns(tmp_path):
    """
    As the hub itself would read it.
    """
    policy = tmp_path / "policy.toml"
    policy.write_text(
        'municipality = "0034"\nname = "Voorbeeld"\noin = "00000099000000034000"\n'
        'in_force = 2026-01-01\n[columns.wlz]\nbsn = "BSN client"\n'
    )
    path = tmp_path / "export.csv"
    path.write_text("BSN client;status\n999900006;Nee\n")

    assert check(path, "--source", "wlz", "--policy", policy)[0] == 0


def test_without_a_municipality_it_says_how_to_give_one():
    """
    A table does not say whose it is.
    """
    code, said = check(WLZ)

    assert code == 1
    assert "say whose it is: --municipality or --policy" in said


def test_a_wrong_option_is_told_apart_from_a_wrong_message(tmp_path):
    """
    Exit code 2, and nothing is read.
    """
    policy = tmp_path / "policy.toml"
    policy.write_text("municipality = 34\n")

    assert check(WLZ, "--municipality", "34")[0] == 2
    assert check(WLZ, "--policy", policy)[0] == 2
    assert check(WLZ, "--source", "zvw")[0] == 2
    assert check(tmp_path / "nothing.csv")[0] == 2
    assert check()[0] == 2


def test_one_refused_message_among_good_ones_gives_exit_code_1():
    """
    All are told.
    """
    code, said = check(WLZ, MESSAGES / "wlz/broken/xml.csv", WLZ, "--municipality", "0034")

    assert code == 1
    assert said.count("wlz, 4 records, 4 facts") == 2


def test_a_long_message_shows_its_first_records(tmp_path):
    """
    And how many more there are.
    """
    rows = [f"p-{number};kvk:00000012;d;w;stage;2026-01-01" for number in range(30)]
    path = tmp_path / "lang.csv"
    path.write_text("\n".join(["plaatsing;aanbieder;deelnemer;werkplek;activiteit;vanaf", *rows]))

    assert "… and 10 more: --all shows them" in check(path, "--municipality", "0034")[1]
    assert "row 31" in check(path, "--municipality", "0034", "--all")[1]


def test_a_file_above_the_limit_is_refused_as_at_the_door(tmp_path):
    """
    25 MB for every source.
    """
    path = tmp_path / "wlz" / "groot.csv"
    path.parent.mkdir()
    path.touch()
    with path.open("r+b") as file:
        file.truncate(MESSAGE_MAX + 1)

    assert "too-large at message: expected at most 26214400 bytes" in check(path)[1]


def test_a_person_of_whom_nothing_is_known():
    """
    The words for it.
    """
    assert wording.person(PersonDescribed()) == "a person of whom nothing is known"
