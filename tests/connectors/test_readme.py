"""The doors' README: its examples are read, and it leaves no field out."""

import re
from pathlib import Path

import pytest

from connectors.inbound import access
from connectors.inbound.doors import DOORS
from connectors.inbound.http import MUNICIPALITY
from connectors.inbound.jeugdwet.messages import COLUMNS as JEUGDWET
from connectors.inbound.participatiewet.aanmeldingen import COLUMNS as AANMELDINGEN
from connectors.inbound.participatiewet.besluiten import COLUMNS as BESLUITEN
from connectors.inbound.participatiewet.besluiten import GRANTED_WITH
from connectors.inbound.providers.tables import About
from connectors.inbound.providers.things import THINGS
from connectors.inbound.uwv.voorzieningen import COLUMNS as VOORZIENINGEN
from connectors.inbound.uwv.voorzieningen import SOORTEN
from connectors.inbound.wlz.messages import COLUMNS as STATUSES
from connectors.inbound.wmo.contracten import COLUMNS as CONTRACTEN
from connectors.inbound.wmo.contracten import EENHEDEN
from schemas.costs import CostKind
from schemas.facts import Kind
from schemas.funds import Fund
from tests.connectors.reading import read

README = (Path(access.__file__).parents[1] / "README.md").read_text()
EXAMPLES = re.findall(r"```(?:csv|json) (\w+)\n(.*?)```", README, re.DOTALL)


def section(title):
    return README.split(f"## {title}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(("source", "example"), EXAMPLES)
def test_an_example_is_read_whole(source, example):
    """
    Whoever copies it begins with a message that works.
    """
    reading = read(source, example.encode())

    assert reading.records
    assert reading.refused == ()


def test_every_source_with_a_format_of_ours_has_an_example():
    """
    Wmo, Participatiewet, UWV, Jeugdwet, Wlz, and providers both ways.
    """
    sources = [source for source, _ in EXAMPLES]

    assert sources == [
        "wmo",
        "participatiewet",
        "participatiewet",
        "uwv",
        "jeugdwet",
        "wlz",
        "providers",
        "providers",
    ]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Decisions (Participatiewet)", BESLUITEN.known),
        ("Decisions (Participatiewet)", GRANTED_WITH),
        ("Registrations (Participatiewet)", AANMELDINGEN.known),
        ("Framework contracts", [*CONTRACTEN.known, *EENHEDEN]),
        ("Grants of UWV", [*VOORZIENINGEN.known, *SOORTEN]),
        ("Decisions (Jeugdwet)", JEUGDWET.known),
        ("Wlz statuses", STATUSES.known),
        ("Providers", [name for t in THINGS.values() for name in t.whole.model_fields]),
        ("Providers", [*About.model_fields, *THINGS, *Kind, *Fund, *CostKind]),
        ("Sending", [MUNICIPALITY]),
    ],
)
def test_no_field_is_left_out(title, names):
    """
    A field that is not written down does not exist for a sender.
    """
    assert [name for name in names if f"`{name}" not in section(title)] == []


@pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)
def test_the_fields_of_a_thing_stand_in_its_row(thing):
    """
    Which name it and which may be left out.
    """
    row = re.search(rf"^\| `{thing.plural}` \| (.*) \|$", README, re.MULTILINE)[1]
    naming = set(thing.named.model_fields) - {"gemeente"}
    fields = {name: f for name, f in thing.whole.model_fields.items() if name != "gemeente"}

    assert set(re.findall(r"\*`(\w+)`\*", row)) == naming
    assert {name for name, f in fields.items() if not f.is_required()} == set(
        re.findall(r"`(\w+)\?`", row)
    )
    assert all(f"`{name}" in row for name in fields)


def test_the_table_of_doors_is_that_of_the_ports():
    """
    Media types and suffixes.
    """
    for source, door in DOORS.items():
        row = re.search(rf"^\| `{source}` \|.*$", README, re.MULTILINE)[0]
        said = re.findall(r"`([a-z]+/[a-z+-]+|\.[a-z]+)`", row)

        assert said == [*door.port.media_types, *door.port.suffixes]


def test_the_registrations_are_a_file_that_loads(tmp_path):
    """
    With a token of which only the fingerprint is there.
    """
    path = tmp_path / "registrations.toml"
    path.write_text(re.search(r"```toml registrations\n(.*?)```", README, re.DOTALL)[1])

    assert access.load(path).of("secret").sender == "zorgregister"
