"""What UWV grants, as a table, and whether somebody stands in the doelgroepregister."""

from datetime import date

import pytest

from connectors.inbound.uwv.voorzieningen import SOORTEN
from schemas.facts import ProvisionGranted
from schemas.standings import RegistrationHeld
from streams.lines import lines_of
from streams.records import Kept
from tests.connectors.reading import example, read, reasons_of, table
from tests.given import POLICY


def test_a_grant_is_a_provision_of_uwv_for_an_employment():
    """
    Under its own number, apart from the dossiers of Suwinet.
    """
    first, second, third = example("uwv/voorzieningen.csv").records

    assert {"voorzieningen"} == {record.system for record in (first, second, third)}
    assert first.facts == (
        ProvisionGranted(
            stream="uwv",
            instrument="wia35_jobcoach",
            number="V-1",
            employer="lhn:000000012L01",
            start=date(2026, 1, 5),
            end=date(2027, 1, 1),
        ),
    )
    assert second.facts[0].employer is None
    assert third.facts[0].instrument == "lkv_banenafspraak"


@pytest.mark.parametrize("soort", SOORTEN)
def test_what_uwv_grants_pays_no_hours_except_a_trial_place(soort):
    """
    It helps at work, or relieves an employer; the tax office pays a loonkostenvoordeel.
    """
    row = f"V-1;999900006;{soort};2026-01-05"
    (record,) = read("uwv", table("kenmerk;bsn;soort;ingangsdatum", row)).records
    (line,) = lines_of([Kept("r1", "1", record.facts)], POLICY)

    assert line.stream == "uwv"
    assert line.support == (soort != "uwv_proefplaatsing")
    assert line.payer == ("belastingdienst" if soort.startswith("lkv_") else "uwv")


def test_a_withdrawn_grant_needs_no_more_than_its_number():
    """
    And is about nobody any more.
    """
    (record,) = example("uwv/voorziening-vervallen.csv").records

    assert (True, None, ()) == (record.deleted, record.who, record.facts)


def test_a_registration_runs_from_its_first_ground_to_its_own_end():
    """
    It outlives the ground: until the end of the running year, and two years more.
    """
    (record,) = example("uwv/doelgroepregister.xml").records

    assert record.key == "register|999900006"
    assert record.facts == (RegistrationHeld(start=date(2024, 3, 1), end=date(2029, 1, 1)),)


def test_a_ground_without_a_registration_is_none():
    """
    That somebody stands in the register is told by the element being there.
    """
    (record,) = example("uwv/doelgroepregister-niet.xml").records

    assert record.facts == ()


def test_a_registration_without_a_ground_has_no_first_day_and_is_noticed():
    """
    Nothing is guessed.
    """
    text = (
        '<s:UWVPersoonsArbeidsbeperktenInfoResponse xmlns:s="http://bkwi.nl/SuwiML/Diensten/'
        'UWVDossierQuotumArbeidsbeperktenGSD/v0300"><ClientSuwi><Burgerservicenr>999900006'
        "</Burgerservicenr><LdrRegistratieWbQa/></ClientSuwi>"
        "</s:UWVPersoonsArbeidsbeperktenInfoResponse>"
    )
    reading = read("uwv", text.encode())

    assert reading.records[0].facts == ()
    assert [notice.list for notice in reading.notices] == ["GrondslagArbeidsbeperktheid"]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("voorziening-unknown.csv", "unknown-word at row 2, column soort"),
        ("voorziening-ends-before-it-starts.csv", "period at row 2, column einddatum"),
        ("voorziening-of-no-employer.csv", "organisation at row 2, column werkgever"),
        ("doelgroepregister-ground-known-to-the-year.xml", "date-unknown at ClientSuwi/"),
        ("doelgroepregister-of-v0200.xml", "version at root element"),
    ],
)
def test_why_it_is_refused(name, fault):
    """
    With its place.
    """
    assert reasons_of(f"uwv/{name}")[0].startswith(fault)
