"""What a simulated municipality promises: its formats, its repeatability, its truth."""

import csv
import io
import os
import tomllib
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from connectors.inbound.doors import DOORS
from connectors.simulator import cast, courses_identity, folder
from connectors.simulator.chance import Chance
from connectors.simulator.folder import Wanted
from connectors.simulator.people import BSNS, People
from connectors.simulator.work import FLAWS
from connectors.simulator.world import Stay
from deploy.cli import main
from schemas.contracts import AllocationRemoved
from schemas.facts import Source
from schemas.policy import load
from schemas.reading import Context
from schemas.rule_names import RULES
from schemas.values import passes_elfproef
from tests.promised import BULLETS, SIGNALS

FIRST, LAST = date(2025, 1, 1), date(2026, 6, 30)
WANTED = Wanted("0034", 200, 7, FIRST, LAST)
SMALL = WANTED._replace(persons=20, seed=3)
SIMULATED = set(Source)
ASKED = Path(__file__).parents[1] / "stories/bullets.toml"
SUWINET = {
    "UWVDossierInkomstenGSD": "v0200-b02",
    "UWVDossierWerknemersverzekeringenGSD": "v0200-b01",
    "GSDDossierReintegratie": "v0200-b04",
}


@cache
def simulated(wanted=WANTED):
    return folder.simulate(wanted)


@cache
def files(wanted=WANTED):
    return folder.files(wanted, simulated(wanted))


def table(name):
    return list(csv.DictReader(io.StringIO(files()[name].decode(), newline="")))


@cache
def readings():
    """What the doors read in each message."""
    return [
        DOORS[Source(line["source"])].read(
            files()[line["file"]],
            Context(line["received"], line["municipality"], line["sender"], line["media_type"]),
        )
        for line in table("manifest.csv")
    ]


def test_the_same_seed_gives_the_same_folder_byte_for_byte():
    """
    A run that went wrong can be done again.
    """
    again = folder.files(SMALL, folder.simulate(SMALL))

    assert files(SMALL) == again


@pytest.mark.parametrize("other", [{"seed": 4}, {"municipality": "0599"}], ids=str)
def test_another_seed_or_municipality_gives_other_people(other):
    """
    Two municipalities are not each other's copies.
    """
    others = simulated(SMALL._replace(**other)).lives

    assert [life.human for life in simulated(SMALL).lives] != [life.human for life in others]


def test_the_providers_of_two_municipalities_have_numbers_of_their_own():
    """
    Else the places of both would be one to a hub that serves both.
    """
    one, other = (numbers(SMALL._replace(municipality=code)) for code in ("0034", "0035"))

    assert len(one) == len(other) > 0
    assert not one & other


def numbers(wanted):
    world = simulated(wanted).stage.world
    providers = [*world.providers, world.home_help, *world.apart]
    return {number for p in providers for number in (p.kvk, p.agb, p.employer)}


def test_every_test_bsn_is_used_once():
    """
    Only numbers that are given to nobody, and no two people with one number.
    """
    bsns = [life.human.bsn for life in simulated().lives]

    assert len(set(bsns)) == len(bsns) == WANTED.persons
    assert all(passes_elfproef(b) and "999900006" <= b <= "999999990" for b in bsns)


def test_the_manifest_lists_every_message_in_order_of_receipt():
    """
    A replay needs to know of every message when it came, and which one it is.
    """
    lines = table("manifest.csv")
    beside = {*folder.BESIDE}

    assert files().keys() - beside == {line["file"] for line in lines}
    assert len({line["message"] for line in lines}) == len(lines)
    assert [line["received"] for line in lines] == sorted(line["received"] for line in lines)
    assert {"0034"} == {line["municipality"] for line in lines}
    assert {source.value for source in SIMULATED} == {line["source"] for line in lines}
    assert FIRST.isoformat() <= lines[0]["received"]
    assert lines[-1]["received"] < (LAST + timedelta(days=1)).isoformat()


def test_the_policy_is_valid_and_grants_a_ground_for_every_source_it_tells_of(tmp_path):
    """
    Linking needs a legal ground, and one that is made up says so.
    """
    (tmp_path / "policy.toml").write_bytes(files()["policy.toml"])
    policy = load(tmp_path / "policy.toml")
    providers = simulated().stage.world.providers

    assert [SIMULATED] == [set(ground.sources) for ground in policy.grounds]
    assert "fictief" in policy.grounds[0].basis
    assert all(policy.organisation(f"agb:{p.agb}") == f"kvk:{p.kvk}" for p in providers)


def test_the_doors_read_every_message():
    """
    The simulator writes what the standards ask, and the doors refuse none of it.
    """
    assert [] == [refused for reading in readings() for refused in reading.refused]


def test_the_truth_names_every_record_of_every_message_and_no_other():
    """
    What is not in the truth cannot be held against it.
    """
    told = {(r.source, r.system, r.key) for reading in readings() for r in reading.records}
    rows = [*table(folder.PERSONS), *table(folder.PLACES)]
    true = [(row["source"], row["system"], row["key"]) for row in rows]

    assert told == set(true)
    assert len(true) == len(set(true))


def test_the_truth_says_which_records_were_taken_back():
    """
    A record that its source took back is nobody's.
    """
    last = {}
    for reading in readings():
        for record in reading.records:
            removed = any(isinstance(fact, AllocationRemoved) for fact in record.facts)
            version = record.stamp, record.deleted or removed
            last[record.key] = max(last.get(record.key, version), version)
    gone = {row["key"] for row in table(folder.PERSONS) if row["expected"] == "deleted"}

    assert gone == {key for key, (_, deleted) in last.items() if deleted}


def test_the_truth_gives_everybody_one_person_and_whoever_cannot_be_linked_another():
    """
    A missed link has its reason, and the reason is one that a clerk would understand.
    """
    rows = [row for row in table(folder.PERSONS) if row["expected"] != "deleted"]
    linked = {row["person"]: row["cluster"] for row in rows if row["expected"] == "linked"}

    assert linked == {life.human.number: life.human.number for life in simulated().lives}
    assert {"linked", courses_identity.TWINS} == {row["expected"] for row in rows}
    assert {"bsn", "full", *FLAWS} <= {row["way"] for row in rows}
    assert all((r["expected"] == "linked") == (r["cluster"] == r["person"]) for r in rows)


def test_every_course_is_run_and_every_signal_planted():
    """
    Two hundred people show all that there is to show.
    """
    signals, promised = table(folder.SIGNALS), table(folder.PROMISED)
    plants = {life.course for life in simulated().lives if life.planted}

    assert {card.course for card in cast.CARDS} == {life.course for life in simulated().lives}
    assert SIGNALS == {signal["rule"] for signal in signals} <= set(RULES)
    assert BULLETS == {row["bullet"] for row in promised} <= tomllib.loads(ASKED.read_text()).keys()
    assert plants >= {
        card.course for card in cast.CARDS if card.play.__module__.endswith("planted")
    }


def test_there_are_twins_namesakes_and_people_known_only_in_part():
    """
    The cases on which linking goes wrong.
    """
    humans = [life.human for life in simulated().lives]
    households = Counter((h.surname, h.birth, h.postcode) for h in humans)
    names = Counter((h.surname, h.given) for h in humans)

    assert 3 <= sum(times == 2 for times in households.values())
    assert any(times > 1 for times in names.values())
    assert any(human.initials_only for human in humans)
    assert any(human.year_only for human in humans)


def test_of_whom_only_the_year_of_birth_is_known_that_is_told_as_its_first_day():
    """
    Another day beside it would be refused (iWmo, CS139), also of somebody whose name is taken.
    """
    people = People(Chance("years"), area="10")
    vague = [h for h in (people.somebody(born=(2010, 2010)) for _ in range(3_000)) if h.year_only]

    assert len(vague) > 30
    assert {(1, 1)} == {(human.birth.month, human.birth.day) for human in vague}


def test_no_place_has_more_people_than_seats_unless_that_was_planted():
    """
    A place that is full is not offered to the next.
    """
    world = simulated().stage.world
    crowded = {
        place.id
        for place in world.places
        for day in (stay.first for stay in world.stays[place.id])
        if sum(s.meets(Stay(day, day)) for s in world.stays[place.id]) > place.capacity
    }

    assert crowded == {s["place"] for s in table(folder.SIGNALS) if s["rule"] == "overbooked"}


def test_it_stays_lean():
    """
    About a dozen records for each person, so that thousands of people are still quick to run.
    """
    records = len(table(folder.PERSONS)) / WANTED.persons

    assert 10 <= records <= 14


@pytest.mark.parametrize("source", ["wmo", "uwv", "participatiewet"])
def test_xml_is_valid_against_the_official_schemas(source):
    """
    The schemas may not be shipped with the project, so they are looked for where it says.
    """
    reference = os.environ.get("SAMENLOOP_REFERENCE")
    if not reference:
        pytest.skip("set SAMENLOOP_REFERENCE to a folder with data/iwmo-3.2-xsd and data/suwinet")
    messages = [f for name, f in files().items() if name.startswith(source) and name[-4:] == ".xml"]
    faults = [fault for message in messages if (fault := fault_in(message, Path(reference)))]

    assert messages
    assert faults == []


def fault_in(message, reference):
    root = etree.fromstring(message)
    body = root.find("{*}Body")
    answer = root if body is None else etree.fromstring(etree.tostring(body[0]))
    schema = schema_of(etree.QName(answer).namespace, reference / "data")
    return None if schema.validate(answer) else str(schema.error_log.last_error)


@cache
def schema_of(namespace, data):
    name = namespace.split("/")[-2]
    if name.startswith("wmo"):
        path = data / "iwmo-3.2-xsd" / f"{name.upper()}.xsd"
    else:
        version = SUWINET[name]
        service = data / "suwinet" / f"{name}-{version}" / "Diensten" / name
        path = service / version / "BodyReaction.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def run(*arguments):
    return CliRunner().invoke(main, ["simulate", "--persons", "3", *map(str, arguments)])


def test_the_command_writes_the_folder(tmp_path):
    """
    One command from nothing to a municipality.
    """
    done = run("--out", tmp_path / "D")

    assert (done.exit_code, "messages about 3 people" in done.output) == (0, True)
    assert all((tmp_path / "D" / name).is_file() for name in folder.BESIDE)


def test_a_folder_that_holds_something_is_left_alone_unless_forced(tmp_path):
    """
    Nobody loses work to a simulation; forced, nothing of the former one is left.
    """
    run("--out", tmp_path, "--seed", 1)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    refused = run("--out", tmp_path, "--seed", 2)
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    forced = run("--out", tmp_path, "--seed", 2, "--force")
    names = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}

    assert (refused.exit_code, forced.exit_code) == (2, 0)
    assert before == after
    assert names == files(WANTED._replace(persons=3, seed=2)).keys()


def test_what_is_no_simulation_is_not_replaced_even_if_forced(tmp_path):
    """
    A mistyped folder is somebody's folder.
    """
    (tmp_path / "thesis.txt").write_text("ten years of work")
    refused = run("--out", tmp_path, "--force")

    assert (refused.exit_code, "holds no simulation" in refused.output) == (2, True)
    assert [tmp_path / "thesis.txt"] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--persons", len(BSNS) + 1], f"persons: from 1 to {len(BSNS)}"),
        (["--persons", 0], "persons: from 1"),
        (["--until", "2025-06-30"], "until: at least 364 days after start"),
        (["--municipality", "Almere"], "municipality: four digits"),
    ],
)
def test_what_cannot_be_simulated_is_refused_in_words(tmp_path, arguments, said):
    """
    There are so many test BSNs, and a life course takes its time.
    """
    refused = run("--out", tmp_path / "D", *arguments)

    assert (refused.exit_code, said in refused.output) == (2, True)
    assert not (tmp_path / "D").exists()
