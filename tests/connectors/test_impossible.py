"""What one message alone shows to be impossible, at every door: `normalise` refuses it.

A period that ends before it begins, and an amount below nothing.  Each is a valid example with one
value changed.
"""

import json

import pytest

from connectors.inbound.doors import DOORS
from schemas import topics
from schemas.facts import Source
from schemas.messages import Raw
from streams.memory import MemoryState
from streams.normalise import normalise
from tests.connectors.reading import MESSAGES, RECEIVED
from tests.given import POLICY, TOWN

MEDIA_TYPES = {".json": "application/cloudevents+json", ".csv": "text/csv", ".xml": "text/xml"}

# Of each example: a text, what takes its place, and where the dead letter says that it stands.
ENDS_TOO_EARLY = [
    ("jeugdwet/besluiten.csv", "2026-12-31", "2026-01-11", "einddatum"),
    ("participatiewet/besluiten.csv", "2027-02-28", "2026-02-28", "einddatum"),
    ("providers/werkplekken.json", {"tot_en_met": "2025-12-31"}, "tot_en_met"),
    ("providers/bekostigingen.json", {"tot_en_met": "2025-12-31"}, "tot_en_met"),
    ("providers/opbrengsten.json", {"tot_en_met": "2025-12-31"}, "tot_en_met"),
    ("providers/kosten.json", {"tot_en_met": "2025-12-31"}, "tot_en_met"),
    ("providers/plaatsingen.json", {"tot_en_met": "2026-03-01"}, "tot_en_met"),
    ("providers/cohorten.json", {"tot_en_met": "2026-02-01"}, "tot_en_met"),
    ("providers/programmas.json", {"tot_en_met": "2025-12-31"}, "tot_en_met"),
    ("uwv/voorzieningen.csv", "2026-12-31", "2026-01-04", "einddatum"),
    ("wlz/signalen.csv", "2026-02-01;", "2026-02-01;2026-01-31", "einddatum"),
    ("wmo/contracten.csv", "31-12-2026", "31-12-2025", "einddatum"),
    ("wmo/wmo301.xml", "Einddatum>2026-12-31</wmo", "Einddatum>2026-02-01</wmo", "Einddatum"),
    ("wmo/wmo307.xml", "Einddatum>2026-05-31", "Einddatum>2015-01-01", "Einddatum"),
    ("wmo/wmo323.xml", "Begindatum>2026-02-02", "Begindatum>2026-03-02", "Einddatum"),
]
BELOW_NOTHING = [
    ("jeugdwet/besluiten.csv", ";4,5", ";-4,5", "uren_per_week"),
    ("participatiewet/besluiten.csv", "1345,12", "-1345,12", "bedrag_per_maand"),
    ("participatiewet/besluiten.csv", ";24;", ";-24;", "uren_per_week"),
    ("participatiewet/besluiten-premies.csv", "1631,50", "-1631,50", "bedrag"),
    ("providers/werkplekken.json", {"capaciteit": -1}, "capaciteit"),
    ("providers/bekostigingen.json", {"bedrag_euro": -125000}, "bedrag_euro"),
    ("providers/opbrengsten.json", {"bedrag_euro": -0.01}, "bedrag_euro"),
    ("providers/kosten.json", {"bedrag_euro": -5400.5}, "bedrag_euro"),
    ("providers/kosten.json", {"verdeling": [2, -1]}, "verdeling"),
    ("providers/plaatsingen.json", {"uren_per_week": -16.5}, "uren_per_week"),
    ("providers/aanwezigheden.json", {"uren": -62}, "uren"),
    ("providers/programmas.json", {"budget_euro": -250000}, "budget_euro"),
    ("providers/programmas.json", {"doel": -560}, "doel"),
    ("wmo/contracten.csv", "52,50", "-52,50", "maximumtarief"),
    ("wmo/wmo301.xml", "Volume>5<", "Volume>-5<", "Volume"),
    ("wmo/wmo301.xml", "Budget>125000<", "Budget>-125000<", "Budget"),
    ("wmo/wmo323.xml", "GeleverdVolume>8<", "GeleverdVolume>-8<", "GeleverdVolume"),
    ("wmo/wmo323.xml", "ProductTarief>5250<", "ProductTarief>-5250<", "ProductTarief"),
    ("wmo/wmo323.xml", ":Bedrag>42000<", ":Bedrag>-42000<", "Bedrag"),
]


def told(name, *changed):
    """What `normalise` sends of the example, with a change: facts told, and dead letters."""
    source, file = name.split("/")
    path = MESSAGES / source / "valid" / file
    text = path.read_text(encoding="utf-8")
    match changed:
        case (dict() as fields,):
            whole = json.loads(text)
            event = whole[0] if isinstance(whole, list) else whole
            event["data"] |= fields
            text = json.dumps(whole)
        case (old, new):
            assert old in text
            text = text.replace(old, new, 1)
    raw = Raw(
        message="m1",
        source=Source(source),
        received=RECEIVED,
        municipality=TOWN,
        media_type=MEDIA_TYPES[path.suffix],
        body=text.encode(),
    )
    readers = {source: door.read for source, door in DOORS.items()}
    decide = normalise(readers, {TOWN: POLICY}, {TOWN: b"k" * 32})
    sent = decide(MemoryState(), raw).emits
    return [
        [emit.value for emit in sent if emit.topic is topic]
        for topic in (topics.FACTS, topics.DEAD_LETTERS)
    ]


@pytest.mark.parametrize(("example", "at"), [(c[:-1], c[-1]) for c in ENDS_TOO_EARLY], ids=str)
def test_a_period_that_ends_before_it_begins_is_a_dead_letter(example, at):
    """
    It names the field, what was expected there and what kind of thing was found, not the day.
    """
    whole, nothing_wrong = told(example[0])
    facts, (letter,) = told(*example)

    assert [] == nothing_wrong
    assert len(facts) < len(whole)
    assert letter.place.endswith(at) or f"column {at}" in letter.place
    assert (letter.fault, letter.found) == ("period", "an earlier day")
    assert letter.expected


@pytest.mark.parametrize(("example", "at"), [(c[:-1], c[-1]) for c in BELOW_NOTHING], ids=str)
def test_an_amount_below_nothing_is_a_dead_letter(example, at):
    """
    Of money, hours, places or people: a claim is taken back by a credit, not by a minus.
    """
    whole, nothing_wrong = told(example[0])
    facts, (letter,) = told(*example)

    assert [] == nothing_wrong
    assert len(facts) < len(whole)
    assert at in letter.place
    assert letter.expected
    assert letter.found
