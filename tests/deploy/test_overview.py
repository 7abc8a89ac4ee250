"""`samenloop overview` as it is handed over: text and page, on a folder of messages."""

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import get_args

import pytest
from click.testing import CliRunner

from deploy import plain_dutch as dutch
from deploy.cli import main
from deploy.commands.overview import page, text
from deploy.overview import Overview, Section
from schemas.events import EVENTS, Known
from schemas.facts import PersonFact, Source
from streams.linking.compare import FIELDS
from tests import given as g
from tests.deploy import municipality


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return municipality.write(tmp_path_factory.mktemp("town"))


def run(*words, code=0):
    done = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)

    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture(scope="module")
def persons(folder):
    """Noor, who is placed and known to two sources, and Wim, of whom there is a Wlz status."""
    path = folder.parent / "state.json"
    CliRunner().invoke(main, ["replay", str(folder), "--state", str(path)])
    told = json.loads(path.read_text())["persons"].values()
    return [p["person"] for p in sorted(told, key=lambda p: -len(p["members"]))]


def test_somebody_reads_what_the_hub_holds_of_them(folder, persons):
    """
    Every part of it, in Dutch, from whoever told it.
    """
    said = " ".join(run("overview", persons[0], "--replay", folder).split())

    assert "Wat Voorbeeldstad over u weet" in said
    assert "beschut werk op Groenploeg van kvk:00010001, 16 uur per week" in said
    assert "Van de Participatiewet van de gemeente: toegekend: beschut werk" in said
    assert "12 uur per week" in said
    assert "voor een deel betaalt niemand, 4 uur per week" in said
    assert "geboortedatum 12 mei 1987" in said


def test_nothing_of_anybody_else_and_no_bsn_stands_in_it(folder, persons):
    """
    Neither in the text nor in the page.
    """
    noor, wim = persons
    for form in ([], ["--html"]):
        of_noor, of_wim = (run("overview", p, "--replay", folder, *form) for p in persons)

        assert "langdurige zorg, vanaf" not in of_noor
        assert "u krijgt langdurige zorg, vanaf 1 februari 2026" in of_wim
        assert "Groenploeg" not in of_wim
        assert wim not in of_noor
        assert noor not in of_wim
        assert not re.search(r"\b9999[0-9]{5}\b", of_noor + of_wim)


def test_who_is_not_there_is_said(folder):
    assert "nobody" in run("overview", "nobody", "--replay", folder, code=1)


def test_it_asks_for_a_hub_or_a_folder(folder):
    run("overview", "anybody", code=2)
    run("overview", "anybody", "--replay", folder, "--bootstrap", "localhost:1", code=2)


def test_the_page_says_what_the_text_says():
    """
    Whatever stands in it: what looks like markup is text.
    """
    said = "<script>alert('o')</script> & meer"
    found = Overview(said, (said,), (Section(said, said, (f"— {said}",)),))
    seen = []
    reader = HTMLParser()
    reader.handle_data = seen.append

    reader.feed("\n".join(page(found)))

    assert "<script>" not in "".join(page(found))
    assert " ".join(seen).count("alert") == 6
    assert " ".join(text(found)).count("alert") == 5


def test_every_fact_event_and_source_has_plain_words():
    """
    What has no words here would be kept from the person it is about.
    """
    of_others = {"places", "providers", "cohorts", "programmes", "budgets"}
    told = {name for name in EVENTS if name.split(".")[0] not in of_others}

    assert set(get_args(PersonFact)) == set(dutch._FACTS)
    assert told == set(dutch.EVENTS)
    assert set(Source) == set(dutch.SOURCES)
    assert set(get_args(Known.model_fields["what"].annotation)) == set(dutch.KNOWN)
    named = {field.name.removesuffix("_there").partition("_")[0] for field in FIELDS}
    assert named - {"house"} <= set(dutch.FIELDS)


FACTS = (
    (g.allocation("01-05", "07-01", hours=16), "een toewijzing bij N, 16 uur per week, vanaf"),
    (g.started("01-05"), "de hulp van N is begonnen, op 5 januari 2026"),
    (g.stopped("01-05", "03-01", temporary=True), "de hulp van N is tijdelijk gestopt, vanaf"),
    (g.benefit("01-01", amount=134_512, amount_per="month"), "een uitkering: bijstand, € 1.345,12"),
    (g.employed("01-01", "02-01"), "een dienstverband bij N, arbeidsovereenkomst, vanaf 1 januari"),
    (
        g.provision("01-01", employer="lhn:x"),
        "toegekend: beschut werk, bij N, vanaf 1 januari 2026",
    ),
    (g.subsidised_wage("01-01", wage_value="40"), "loonkostensubsidie voor uw werk, bij N, loon"),
    (g.long_term_care("01-01"), "u krijgt langdurige zorg, vanaf 1 januari 2026"),
    (g.registered("01-01"), "u staat in het doelgroepregister, vanaf 1 januari 2026"),
    (g.received("01-01", "01-02"), "premie, € 1.000,00, vanaf 1 januari 2026 tot en met 1 januari"),
    (g.aged("01-01"), "dat u jonger dan 18 bent, vanaf 1 januari 2026"),
    (g.placement("01-01", hours=8), "dagbesteding op P, 8 uur per week, vanaf 1 januari 2026"),
    (g.attended("2026-01", 30), "u was 30 uur aanwezig op P, in januari 2026"),
    (g.ladder(3, "01-01"), "trede 3 van de participatieladder, op 1 januari 2026"),
    (g.certificate("Heftruck", "01-01"), "een certificaat: Heftruck, op 1 januari 2026"),
    (g.contact("01-01"), "een gesprek over uw ontwikkeling, op 1 januari 2026"),
)


@pytest.mark.parametrize(("fact", "said"), FACTS, ids=lambda told: getattr(told, "kind", ""))
def test_a_fact_is_told_in_plain_words(fact, said):
    """
    A term ends with its last day.
    """
    told = dutch.fact(fact, lambda _: "N", lambda _: "P")

    assert told.startswith(said)


@pytest.mark.parametrize(
    ("told", "said"),
    [("1987", "1987"), ("1987-05", "mei 1987"), (date(2026, 12, 31), "31 december 2026")],
)
def test_a_day_is_told_as_far_as_it_is_known(told, said):
    assert dutch.day(told) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 uur per week"), (60, "1 uur per week"), (90, "1 uur en 30 minuten per week")],
)
def test_hours_are_told_as_people_count_them(minutes, said):
    assert dutch.hours(minutes) == said
