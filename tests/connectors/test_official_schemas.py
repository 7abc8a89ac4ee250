"""Our tables of elements, held against the official schemas of iWmo and SuwiML.

Every element of every example is dropped, doubled, moved, renamed and filled wrongly, one fault at
a time; what the schema refuses, the reader must refuse.  The schemas are not ours to ship: without
them these tests are skipped, and say how to get them.
"""

import re

import pytest

from connectors.inbound import xml
from tests.connectors.mutations import declared, element_names, mutants, schema, schema_file
from tests.connectors.reading import MESSAGES, reasons

IWMO = "data/iwmo-3.2-xsd/{}.xsd"
SUWI = "data/suwinet/{}-v0200*/Diensten/*/*/BodyReaction.xsd"
INCOME = SUWI.format("UWVDossierInkomstenGSD")
INSURANCE = SUWI.format("UWVDossierWerknemersverzekeringenGSD")
REGISTER = "data/suwinet/UWVDossierQuotumArbeidsbeperktenGSD-v0300*/Diensten/*/*/BodyReaction.xsd"
REINTEGRATION = SUWI.format("GSDDossierReintegratie")
COMPLETE = {  # examples that hold every element of their message
    "wmo/wmo301": IWMO.format("WMO301"),
    "wmo/wmo305": IWMO.format("WMO305"),
    "wmo/wmo307": IWMO.format("WMO307"),
    "wmo/wmo323": IWMO.format("WMO323"),
    "uwv/inkomsten": INCOME,
    "uwv/werknemersverzekeringen": INSURANCE,
    "uwv/doelgroepregister": REGISTER,
    "participatiewet/reintegratie": REINTEGRATION,
}
OTHERS = {
    "wmo/wmo301-removed": IWMO.format("WMO301"),
    "wmo/wmo305-corrected": IWMO.format("WMO305"),
    "uwv/inkomsten-niets-gevonden": INCOME,
    "uwv/werknemersverzekeringen-fout": INSURANCE,
    "uwv/doelgroepregister-niet": REGISTER,
    "participatiewet/reintegratie-niets-gevonden": REINTEGRATION,
}
ALL = COMPLETE | OTHERS
# The reports that may stand in any Suwinet answer; one example of each is enough.
FRAMEWORK = {"FWI", "NietsGevonden", "Fout", "Waarschuwing", "Informatie", "Code", "Tekst"}
FRAMEWORK |= {"Detail", "Bron", "DN"}
NAMED_RULE = r"\((CS|CD|TR|RS)[0-9]{3}"
PLACED_IN_TIME = r"^(date|date-unknown|missing|period|bsn) at ClientSuwi/"


def valid(name):
    """A valid example, without the envelope around it."""
    source, file = name.split("/")
    raw = (MESSAGES / source / "valid" / f"{file}.xml").read_bytes()
    return xml.etree.tostring(xml.payload(xml.parse(raw)))


def refusals(name, raw):
    return reasons(name.split("/")[0], raw)


@pytest.mark.parametrize("name", ALL)
def test_no_single_fault_raises_anything_but_a_reason(name):
    """
    Whatever is wrong with a message, it is read or refused with a reason.
    """
    for _, raw in mutants(valid(name)):
        assert all(refusals(name, raw))


@pytest.mark.parametrize("name", ALL)
def test_what_the_official_schema_refuses_we_refuse(name):
    """
    Our own table of elements is complete: no fault that the schema sees gets past it.
    """
    official = schema(ALL[name])
    missed = [
        fault
        for fault, raw in mutants(valid(name))
        if not official(raw) and not refusals(name, raw)
    ]

    assert missed == []


@pytest.mark.parametrize("name", COMPLETE)
def test_what_the_official_schema_takes_we_refuse_only_with_good_reason(name):
    """
    For iWmo a rule of the standard that the reason names; for Suwinet the elfproef, or a fact that
    cannot be placed in time.  (Digits of other scripts, which SuwiML lets by, are refused too.)
    """
    official = schema(COMPLETE[name])
    good = NAMED_RULE if name.startswith("wmo") else PLACED_IN_TIME
    unfounded = [
        reason
        for fault, raw in mutants(valid(name))
        if official(raw) and "٣" not in fault
        for reason in refusals(name, raw)
        if not re.search(good, reason)
    ]

    assert unfounded == []


@pytest.mark.parametrize("name", ALL)
def test_our_valid_examples_are_valid_by_the_official_schema(name):
    """
    What we call valid is what the standard calls valid.
    """
    assert schema(ALL[name])(valid(name))


@pytest.mark.parametrize("name", COMPLETE)
def test_the_examples_hold_every_element_that_the_official_schema_knows(name):
    """
    Only then does breaking each element of the example break each element of the message.
    """
    known = declared(schema_file(COMPLETE[name]))
    framework = set() if name.startswith("wmo") else FRAMEWORK

    assert known - framework - element_names(valid(name)) == set()


def test_the_examples_hold_every_report_of_the_framework():
    """
    What is left out of one example above stands in another.
    """
    held = set.union(*(element_names(valid(name)) for name in ALL))

    assert FRAMEWORK - held == set()
