"""What the simulated registers promise: the shares of every error, and a truth that fits."""

import csv
import os
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from itertools import pairwise
from math import sqrt
from pathlib import Path

import pytest
from click.testing import CliRunner

from connectors.simulator.people import BSNS
from connectors.simulator.registers import addresses, population, registers
from connectors.simulator.registers.draw import chance_of
from connectors.simulator.registers.given_names import short_forms
from connectors.simulator.registers.groups import GROUPS
from connectors.simulator.registers.population import Wanted
from connectors.simulator.registers.spelling import mistyped, plain, respelled
from connectors.simulator.registers.surnames import Surname, surnames
from deploy.cli import main
from schemas.errors import WrongConfiguration
from schemas.values import passes_elfproef

WANTED = Wanted(persons=10_000, seed=11)
MANY = Wanted(persons=40_000, seed=12)  # for what is rare among people
SMALL = Wanted(persons=600, seed=3)
COLUMNS = (
    "id,source,bsn,given_names,initials,prefix,surname,partner_name,birth_date,sex,street,"
    "house_number,postcode,place,phone,email"
)
SYSTEMS = {"wmo", "uwv", "participatiewet", "providers"}
ERRORS = {
    *("surname-typo", "given-typo", "prefix", "other-spelling", "partner", "call-name"),
    *("no-diacritics", "birth-digit", "birth-swapped", "birth-disputed", "sex-wrong"),
    *("bsn-wrong", "bsn-of-another", "postcode-typo", "old-address"),
}
HOUSEHOLD = 3.6  # people in the household of somebody at random: they move together, say


@cache
def people(wanted=WANTED):
    return tuple(population.population(wanted))


@cache
def known(wanted=WANTED):
    """Every record with the person it is about and what makes it hard."""
    everybody = {f"p{person.number:07}": person for person in people(wanted)}
    return tuple(
        (row, everybody[true.person], true.kinds.split(";")) for row, true in registers.told(wanted)
    )


def is_about(share, hits, together=1.0):
    """Whether *share* of *hits* holds, but for what chance does in one case of 15,000.

    `together`: how many of them are alike, because they share a household.
    """
    hits = [bool(hit) for hit in hits]
    deviation = 4 * sqrt(share * (1 - share) * together / len(hits))
    return hits and abs(sum(hits) / len(hits) - share) <= deviation


def has(kind):
    """Of every record, whether it has a kind that is or begins with *kind*."""
    return lambda row, person, kinds: any(k == kind or k.startswith(f"{kind}:") for k in kinds)


def every(row, person, kinds):
    return True


def from_(*sources):
    return lambda row, person, kinds: row.source in sources


RECORDS = {
    "a surname mistyped": (0.03, every, has("surname-typo")),
    "a first name mistyped": (0.03, lambda row, *_: row.given_names, has("given-typo")),
    "initials only": (0.25, from_("wmo", "uwv"), lambda row, *_: not row.given_names),
    "no initials only elsewhere": (
        0.0,
        from_("participatiewet", "providers"),
        lambda row, *_: not row.given_names,
    ),
    "a call name at a provider": (
        0.40,
        lambda row, person, kinds: (
            row.source == "providers"
            and person.call != person.given[0]
            and "other-spelling" not in kinds
        ),
        has("call-name"),
    ),
    "a prefix astray": (
        0.05,
        lambda row, person, kinds: row.prefix or has("prefix")(row, person, kinds),
        has("prefix"),
    ),
    "marks lost": (
        0.50,
        lambda row, person, kinds: not "".join(row[3:8]).isascii() or "no-diacritics" in kinds,
        has("no-diacritics"),
    ),
    "another spelling": (
        0.08,
        lambda row, person, kinds: person.group.spelling == "sounds",
        has("other-spelling"),
    ),
    "no other spelling of Dutch names": (
        0.0,
        lambda row, person, kinds: person.group.name == "dutch",
        has("other-spelling"),
    ),
    "a digit of the birth date wrong": (0.005, every, has("birth-digit")),
    "day and month swapped": (0.003, every, has("birth-swapped")),
    "sex wrong": (0.002, lambda row, *_: row.sex, has("sex-wrong")),
    "sex missing at a provider": (0.20, from_("providers"), lambda row, *_: not row.sex),
    "sex missing elsewhere": (0.0, from_(*SYSTEMS - {"providers"}), lambda row, *_: not row.sex),
    "postcode mistyped": (0.01, every, has("postcode-typo")),
    "a partner's name noted": (
        0.10,
        lambda row, person, kinds: (
            person.partner and not person.uses_partner and row.source != "providers"
        ),
        lambda row, *_: row.partner_name,
    ),
    "phone or e-mail": (0.40, every, lambda row, *_: row.phone or row.email),
    "no BSN at a provider": (0.70, from_("providers"), lambda row, *_: not row.bsn),
    "no BSN elsewhere": (0.01, from_(*SYSTEMS - {"providers"}), lambda row, *_: not row.bsn),
    "a wrong BSN": (
        0.001,
        lambda row, *_: row.bsn,
        lambda row, person, kinds: row.bsn != person.bsn,
    ),
}


@pytest.mark.parametrize(("share", "of", "holds"), RECORDS.values(), ids=RECORDS)
def test_records_err_as_often_as_agreed(share, of, holds):
    """
    A linker learns from these registers what errors are worth, so their shares must be right.
    """
    hits = [holds(*record) for record in known() if of(*record)]

    assert is_about(share, hits)


def married(person):
    return person.partner is not None


PERSONS = {
    "born abroad": (0.20, lambda p: True, lambda p: p.abroad, HOUSEHOLD),
    "whose birth date is known in part": (
        0.04,
        lambda p: p.abroad,
        lambda p: p.known_birth != p.birth.isoformat(),
        1.0,
    ),
    "whose birth date is disputed": (
        0.25,
        lambda p: p.known_birth != p.birth.isoformat(),
        lambda p: p.disputed,
        1.0,
    ),
    "moved": (0.11, lambda p: True, lambda p: p.former, HOUSEHOLD),
    "twins": (0.03, lambda p: True, lambda p: p.twin, 2.0),
    "twins of one sex": (
        0.50,
        lambda p: p.twin,
        lambda p: people(MANY)[p.twin - 1].sex == p.sex,
        2.0,
    ),
    "who go by a husband's name": (
        0.30,
        lambda p: married(p) and p.sex == "female",
        lambda p: p.uses_partner,
        1.0,
    ),
    "who go by a wife's name": (
        0.03,
        lambda p: married(p) and p.sex == "male",
        lambda p: p.uses_partner,
        1.0,
    ),
    "called something else altogether": (
        0.10,
        lambda p: p.given[0] not in short_forms(),
        lambda p: p.call != p.given[0],
        1.0,
    ),
}


@pytest.mark.parametrize(("share", "of", "holds", "together"), PERSONS.values(), ids=PERSONS)
def test_people_are_as_often_of_a_kind_as_agreed(share, of, holds, together):
    """
    The population is as mixed as a Dutch town, so that what is rare there is rare here.
    """
    assert is_about(share, [holds(p) for p in people(MANY) if of(p)], together)


def test_everybody_is_known_in_two_to_four_systems_once_in_each():
    """
    Two records of one system are two people, unless a system errs; these do not in that way.
    """
    systems = defaultdict(list)
    for row, person, _ in known():
        systems[person.number].append(row.source)
    counts = Counter(map(len, systems.values()))

    assert SYSTEMS == {source for sources in systems.values() for source in sources}
    assert all(len(set(sources)) == len(sources) for sources in systems.values())
    assert WANTED.persons == len(systems)
    assert {2, 3, 4} == set(counts)
    assert abs(len(known()) / WANTED.persons - 2.5) < 4 * 0.67 / sqrt(WANTED.persons)


def test_a_record_without_errors_says_what_is_true():
    """
    What the truth does not name as an error is none.
    """
    clean = [(row, person) for row, person, kinds in known() if errors_in(kinds) == []]

    assert len(clean) > len(known()) / 2
    assert [] == [row for row, person in clean if not says_what_is_true(row, person)]


def errors_in(kinds):
    return [kind for kind in kinds if kind.partition(":")[0] in ERRORS]


def says_what_is_true(row, person):
    home = person.home
    given = person.given[:1] if row.source == "providers" else person.given
    true = (
        (row.bsn, person.bsn),
        (row.given_names, " ".join(given)),
        (row.initials.replace(".", "").replace(" ", ""), "".join(n[0] for n in person.given)),
        (row.sex, person.sex),
    )
    exactly = (
        ((row.prefix, row.surname), person.surname),
        (row.birth_date, person.known_birth),
        ((row.street, row.postcode), (home.street, home.postcode)),
    )
    return (
        all(said in ("", truth) for said, truth in true)
        and all(said == truth for said, truth in exactly)
        and row.house_number.startswith(str(home.number))
        and row.place in (home.place, addresses.municipality())
        and (row.given_names or row.initials)
    )


@pytest.mark.parametrize("kind", ["surname-typo", "given-typo", "other-spelling", "call-name"])
def test_an_error_that_is_named_was_made(kind):
    """
    A link that was lost is listed under the errors of its records: they must be there.
    """
    told = [(row, person) for row, person, kinds in known() if errors_in(kinds) == [kind]]

    assert told
    assert [] == [row for row, person in told if as_it_should_be(row, person)]


def as_it_should_be(row, person):
    given = " ".join(person.given[:1] if row.source == "providers" else person.given)
    return (row.prefix, row.surname, row.given_names) == (*person.surname, given)


def test_a_system_that_knows_no_marks_has_none_in_any_name():
    """
    Yılmaz is Yilmaz there, and Zoë Zoe.
    """
    names = ["".join(row[3:8]) for row, _, kinds in known() if "no-diacritics" in kinds]

    assert names
    assert [] == [name for name in names if not name.isascii()]


def test_twins_share_a_birthday_and_a_surname_and_mostly_a_home_but_no_first_name():
    """
    The hardest two to tell apart.
    """
    everybody = people(MANY)
    twins = [(p, everybody[p.twin - 1]) for p in everybody if p.twin]
    stems = [{plain(p.surname.stem)[:-1] for p in pair} for pair in twins]  # Kowalski, Kowalska

    assert all(other.twin == one.number != other.number for one, other in twins)
    assert all(one.birth == other.birth for one, other in twins)
    assert all(len(stem) == 1 for stem in stems)
    assert all(one.given[0] != other.given[0] for one, other in twins)
    assert 0.7 < sum(one.home == other.home for one, other in twins) / len(twins) < 0.9


def test_two_in_a_hundred_have_a_namesake_of_the_same_year():
    """
    The same names and nearly the same age are not yet the same person.
    """
    everybody = people(MANY)
    names = Counter((p.given, p.surname, p.birth.year) for p in everybody)
    copies = [(p, everybody[p.namesake - 1]) for p in everybody if p.namesake]

    assert is_about(0.02, [names[p.given, p.surname, p.birth.year] > 1 for p in everybody], 2)
    assert all(p.given == q.given and p.surname == q.surname for p, q in copies)
    assert all(p.birth.year == q.birth.year and p.birth != q.birth for p, q in copies)


def test_six_in_ten_live_with_family_of_their_name():
    """
    Surname and address agree within a family, so they prove less than each would alone.
    """
    homes = defaultdict(list)
    for person in people(MANY):
        homes[person.household].append(person)
    hits = [
        sum(other.surname == person.surname for other in homes[person.household]) > 1
        for person in people(MANY)
    ]

    assert is_about(0.60, hits, together=HOUSEHOLD)
    assert all(len({p.home for p in home}) == 1 for home in homes.values())
    assert any(len({p.phone for p in home}) < len(home) for home in homes.values())


def test_whoever_moved_is_known_at_the_old_address_in_half_of_the_other_systems():
    """
    One system knows the new address at least; the others are late.
    """
    records = defaultdict(list)
    for row, person, kinds in known():
        if person.former:
            records[person.number].append(
                (row.street, person.former.street, "old-address" in kinds)
            )
    chances = sum(len(told) - 1 for told in records.values())
    late = sum(old for told in records.values() for *_, old in told)

    assert all(street == former for told in records.values() for street, former, old in told if old)
    assert all(not all(old for *_, old in told) for told in records.values())
    assert abs(late / chances - 0.5) < 4 * sqrt(0.25 / chances)


def test_a_town_is_as_dense_as_a_dutch_one():
    """
    Some 17 addresses in a postcode, some 2.2 people at an address, here and there two households.
    """
    town = addresses.Town(chance_of(5, "town"), 20_000)
    homes = [town.address(at) for at in range(len(town))]
    postcodes = Counter(home.postcode for home in homes)

    assert len({(home.street, home.number, home.addition) for home in homes}) == len(homes)
    assert 16 < len(homes) / len(postcodes) < 18.5
    assert 2.1 < WANTED.persons / len({p.home for p in people()}) < 2.5
    assert len({p.home for p in people()}) < len({p.household for p in people()})


def test_house_numbers_are_written_in_several_ways():
    """
    12A, 12-A and 12 a are one door.
    """
    doors = defaultdict(set)
    for row, person, kinds in known():
        if "old-address" not in kinds:
            doors[person.home].add(row.house_number)
    several = {home for home, forms in doors.items() if len(forms) > 1}

    assert {"A", "2", "bis"} <= {home.addition for home in several}
    assert all(home.addition for home in several)


def test_dutch_surnames_are_as_common_and_as_rare_as_they_are():
    """
    To share a rare name says much, to share a common one little: half of the people bear a name
    rarer than one in ten thousand, and one in nine or so one of the commonest hundred.
    """
    dutch = shares("dutch")
    ranked = sorted(dutch.values(), reverse=True)

    assert 30_000 < len(dutch)
    assert 0.0045 < dutch[Surname("de", "Jong")] < 0.0055
    assert dutch[Surname("de", "Jong")] > dutch[Surname("", "Jansen")] > dutch[Surname("", "Smit")]
    assert 0.10 < sum(ranked[:100]) < 0.12
    assert 0.45 < sum(share for share in ranked if share < 0.0001) < 0.55


def test_the_names_of_the_whole_town_have_that_spectrum_too():
    """
    The newcomers' names fit in among them.
    """
    town = Counter()
    for group in GROUPS:
        for name, share in shares(group.name).items():
            town[name] += group.share * share
    ranked = sorted(town.values(), reverse=True)

    assert 0.10 < sum(ranked[:100]) < 0.12
    assert 0.45 < sum(share for share in ranked if share < 0.0001) < 0.60


def shares(group):
    """How much of the people of a group bear each surname."""
    names = surnames(group)
    sums = [0.0, *names._sums]
    found = Counter()
    for at, name in enumerate(names.things):
        found[name] += (sums[at + 1] - sums[at]) / sums[-1]
    return found


def test_many_dutch_names_have_call_names():
    """
    Johannes is Jan or Hans, and no spelling error.
    """
    forms = short_forms()

    assert len(forms) >= 150
    assert {"Jan", "Hans", "Johan"} <= set(forms["Johannes"].things)
    assert {"Kees"} <= set(forms["Cornelis"].things)
    assert {"Els", "Liesbeth", "Bep"} <= set(forms["Elisabeth"].things)
    assert {"Mo"} <= set(forms["Mohamed"].things)


def test_older_dutch_people_have_more_given_names_than_newcomers():
    """
    Johannes Cornelis Maria, and just Mehmet.
    """
    old = [len(p.given) for p in people() if p.group.name == "dutch" and p.birth.year < 1970]
    new = [len(p.given) for p in people() if p.group.name == "turkish"]

    assert {1, 2, 3} == {len(p.given) for p in people()}
    assert sum(old) / len(old) > 1.9
    assert sum(new) / len(new) < 1.2


def test_bsns_are_test_numbers_as_far_as_they_go():
    """
    No number of anybody; for more people than there are test numbers, numbers beginning with 9.
    """
    few = {p.bsn for p in people(SMALL)}
    many = {p.bsn for p in people()}
    written = {row.bsn for row, *_ in (*known(), *known(SMALL)) if row.bsn}

    assert len(few) == SMALL.persons
    assert few <= set(BSNS)
    assert WANTED.persons > len(BSNS)
    assert len(many) == WANTED.persons
    assert {"9"} == {bsn[0] for bsn in many | written}
    assert all(passes_elfproef(bsn) for bsn in many | written)


def test_a_wrong_bsn_is_usually_another_persons_and_differs_in_two_digits():
    """
    One digit wrong never passes the elfproef; two do, and then the number is somebody's.
    """
    many = {p.bsn for p in people()}
    wrong = [(row.bsn, p.bsn, kinds) for row, p, kinds in known() if row.bsn not in ("", p.bsn)]

    assert all(sum(a != b for a, b in zip(said, true, strict=True)) == 2 for said, true, _ in wrong)
    assert all((said in many) == ("bsn-of-another" in kinds) for said, _, kinds in wrong)
    assert sum(said in many for said, *_ in wrong) > len(wrong) / 2


def test_birth_dates_are_dates_or_their_known_parts():
    """
    A day that is unknown is left out, or written as 1 January.
    """
    vague = [
        row.birth_date
        for row, person, kinds in known()
        if "birth-vague" in kinds and not {"birth-digit", "birth-swapped"} & set(kinds)
    ]

    for row, *_ in known():
        date.fromisoformat(f"{row.birth_date}-01-01"[:10])
    assert {4, 7, 10} == {len(said) for said in vague}
    assert {"-01-01"} == {said[4:] for said in vague if len(said) == 10}


def test_a_disputed_birth_date_differs_between_systems():
    """
    Somebody who fled without papers told each office what they could.
    """
    said = defaultdict(set)
    for row, person, _ in known():
        if person.disputed:
            said[person.number].add(row.birth_date)

    assert sum(len(dates) > 1 for dates in said.values()) > len(said) / 2


def test_partner_names_come_in_every_form():
    """
    Instead of one's own name, before it, behind it, or in a column apart.
    """
    errors = "surname-typo", "no-diacritics", "other-spelling", "prefix"
    forms = defaultdict(list)
    for row, person, kinds in known():
        form = next((kind for kind in kinds if kind.startswith("partner:")), None)
        if form and not any(has(error)(row, person, kinds) for error in errors):
            forms[form.removeprefix("partner:")].append((row, person))

    assert {"partner", "partner-own", "own-partner", "apart"} == set(forms)
    assert all(p.partner.stem in row.surname for row, p in forms["partner"])
    assert all(f"{p.partner.stem}-{p.surname}" in row.surname for row, p in forms["partner-own"])
    assert all(f"{p.surname.stem}-{p.partner}" in row.surname for row, p in forms["own-partner"])
    assert all(row.partner_name == str(p.partner) for row, p in forms["apart"])


def test_contact_details_reach_nobody():
    """
    No phone rings and no mail arrives.
    """
    phones = [row.phone for row, *_ in known() if row.phone]
    mails = [row.email for row, *_ in known() if row.email]
    digits = {"".join(c for c in phone if c.isdigit()) for phone in phones}

    assert {"060", "316", "003"} == {number[:3] for number in digits}
    assert {"0"} == {number[-8] for number in digits}
    assert (
        len({phone[:4] for phone in phones if phone.startswith(("060", "06-", "06 ", "+31"))}) > 3
    )
    assert {"nl", "org", "com", "net"} == {mail.split("@example.")[1] for mail in mails}
    assert all(mail.isascii() for mail in mails)


def test_a_typing_error_changes_a_name_a_little():
    """
    A name is still to be recognised: no more than three letters come or go.
    """
    chance = chance_of(1, "typing")
    for name in ("Dijkstra", "Bos", "Li", "Ğ", "Yılmaz", "van Dijk-de Vries", "Müller"):
        for _ in range(200):
            wrong = mistyped(name, chance)
            assert wrong not in ("", name)
            assert abs(len(wrong) - len(name)) <= 3


@pytest.mark.parametrize(
    ("name", "spelling", "others"),
    [
        ("Mohamed", "sounds", {"Mohammed", "Muhammed", "Mohammad"}),
        ("Youssef", "sounds", {"Yusuf", "Yousef"}),
        ("Şahin", "marks", {"Sahin", "Shahin"}),
        ("Kowalski", "marks", {"Kowalski"}),
    ],
)
def test_a_name_from_another_alphabet_has_several_spellings(name, spelling, others):
    """
    Mohamed and Mohammed may be one man.
    """
    chance = chance_of(1, "spelling")

    assert others <= {respelled(name, spelling, chance) for _ in range(200)}


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """The two tables as written, and their bytes."""
    out = tmp_path_factory.mktemp("registers")
    registers.write(SMALL, out)
    return {name: (out / name).read_bytes() for name in ("records.csv", "truth.csv")}


def rows(tables, name):
    return list(csv.DictReader(tables[name].decode().splitlines()))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tables, tmp_path):
    """
    A figure can be measured again, and on people that nothing was tuned to.
    """
    registers.write(SMALL, tmp_path / "again")
    registers.write(SMALL._replace(seed=4), tmp_path / "other")
    again = {name: (tmp_path / "again" / name).read_bytes() for name in tables}
    other = {name: (tmp_path / "other" / name).read_bytes() for name in tables}

    assert tables == again
    assert all(tables[name] != other[name] for name in tables)
    assert {p.bsn for p in people(SMALL)} != {p.bsn for p in people(SMALL._replace(seed=4))}


def test_another_process_writes_the_same_bytes(tables, tmp_path):
    """
    Nothing hangs on the order in which a process happens to keep things.
    """
    arguments = "--registers", "--persons", str(SMALL.persons), "--seed", str(SMALL.seed)
    subprocess.run(
        [sys.executable, "-m", "deploy", "simulate", *arguments, "--out", str(tmp_path)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        check=True,
    )

    assert tables == {name: (tmp_path / name).read_bytes() for name in tables}


def test_the_truth_is_about_the_records_and_no_others(tables):
    """
    Each record is one person's, and nothing in its id or its place says whose.
    """
    said, true = rows(tables, "records.csv"), rows(tables, "truth.csv")
    person = {row["id"]: row["person"] for row in true}
    order = [person[row["id"]] for row in said]

    assert COLUMNS.encode() == tables["records.csv"].split(b"\n")[0]
    assert b"id,person,household,twin_of,namesake_of,kinds" == tables["truth.csv"].split(b"\n")[0]
    assert len(person) == len(true) == len(said)
    assert {row["id"] for row in said} == set(person)
    assert SMALL.persons == len(set(person.values()))
    assert sum(a == b for a, b in pairwise(order)) < len(order) / 100
    assert said == [row._asdict() for row in in_order(said)]


def in_order(said):
    """The records as `registers` gives them, in the order of *said*."""
    told = {row.id: row for row in registers.registers(SMALL)}
    return [told[row["id"]] for row in said]


def test_more_records_than_one_heap_are_all_written(tables, tmp_path, monkeypatch):
    """
    Memory holds a part of them at a time, and none is lost between the parts.
    """
    monkeypatch.setattr(registers, "PER_HEAP", 100)
    count = registers.write(SMALL, tmp_path)
    written = (tmp_path / "records.csv").read_bytes()

    assert count == len(rows(tables, "records.csv"))
    assert written != tables["records.csv"]
    assert sorted(written.splitlines()) == sorted(tables["records.csv"].splitlines())


@pytest.mark.parametrize("persons", [1, 2, 37])
def test_there_are_exactly_as_many_people_as_wanted(persons):
    """
    Also when the last household is larger than what is left.
    """
    assert persons == len(people(Wanted(persons, 1)))


@pytest.mark.parametrize("persons", [0, 2_000_001])
def test_nobody_and_more_than_there_are_numbers_for_are_refused(persons):
    """
    There are only so many numbers.
    """
    with pytest.raises(WrongConfiguration, match="persons: from 1 to 2000000"):
        registers.write(Wanted(persons, 1), None)


def run(*arguments):
    return CliRunner().invoke(main, ["simulate", *map(str, arguments)])


def test_the_command_writes_registers(tmp_path):
    """
    One command from nothing to registers to link.
    """
    done = run("--registers", "--persons", 5, "--seed", 3, "--out", tmp_path / "D")

    assert (done.exit_code, "records about 5 people" in done.output) == (0, True)
    assert {"records.csv", "truth.csv"} == {path.name for path in (tmp_path / "D").iterdir()}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--municipality", "0034"], "--municipality: only for messages"),
        (["--start", "2025-01-01"], "--start: only for messages"),
        (["--until", "2026-06-30"], "--until: only for messages"),
        (["--persons", 0], "persons: from 1 to 2000000"),
    ],
)
def test_options_that_mean_nothing_to_registers_are_refused_in_words(tmp_path, arguments, said):
    """
    Whoever asks for a municipality or a period would think to have got it.
    """
    refused = run("--registers", "--out", tmp_path / "D", *arguments)

    assert (refused.exit_code, said in refused.output) == (2, True)
    assert not (tmp_path / "D").exists()


def test_registers_replace_a_simulation_only_if_forced_and_the_reverse(tmp_path):
    """
    Nobody loses work; forced, nothing of the former simulation is left.
    """
    few = "--persons", 3, "--out", tmp_path
    run("--registers", *few)
    refused = run("--registers", *few)
    messages = run("--force", *few)
    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    back = run("--registers", "--force", *few)
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}

    assert [2, 0, 0] == [done.exit_code for done in (refused, messages, back)]
    assert {"manifest.csv", "policy.toml", "hmac.key"} == names
    assert {"records.csv", "truth.csv"} == left
