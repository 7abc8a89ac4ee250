"""Providers' events and tables."""

import json
from datetime import date

import pytest

from connectors.inbound.providers.tables import columns_of
from connectors.inbound.providers.things import THINGS
from schemas.cohorts import CohortPlanned
from schemas.costs import CostKind, CostReported, WageValueReimbursed
from schemas.errors import Rejected
from schemas.facts import (
    AttendanceReported,
    CertificateEarned,
    ContactHeld,
    Kind,
    LadderStepSet,
    PersonDescribed,
    PlacementReported,
    PlaceOffered,
    RevenueReported,
    Sex,
    SubsidyGranted,
)
from schemas.funds import Fund
from schemas.programmes import ProgrammePlanned
from schemas.waiting import WaitingReported
from tests.connectors.reading import MESSAGES, example, read, reasons, reasons_of, table

KVK = "kvk:00000012"
FACTS = {
    "werkplekken": PlaceOffered(
        place=f"{KVK}/groen-1",
        provider=KVK,
        name="Groenploeg",
        capacity=8,
        activities=(Kind.DAGBESTEDING, Kind.BESCHUT_WERK),
        postcode="1315AB",
        start=date(2026, 1, 1),
    ),
    "bekostigingen": SubsidyGranted(
        number="SUB-2026-07",
        instrument="subsidie",
        theme="waardevol werk",
        payer="gemeente",
        places=(f"{KVK}/groen-1", "kvk:00000023/atelier"),
        start=date(2026, 1, 1),
        end=date(2027, 1, 1),
        amount=12_500_000,
        fund=Fund.REGIO_DEAL,
        cost_item="LM-1",
    ),
    "opbrengsten": RevenueReported(
        place=f"{KVK}/groen-1",
        provider=KVK,
        start=date(2026, 1, 1),
        end=date(2026, 2, 1),
        amount=125_075,
    ),
    "kosten": CostReported(
        cost=CostKind.JOBCOACH,
        provider=KVK,
        places=(f"{KVK}/groen-1", "kvk:00000023/atelier"),
        shares=(2, 1),
        start=date(2026, 1, 1),
        end=date(2026, 4, 1),
        amount=540_050,
    ),
    "plaatsingen": PlacementReported(
        place=f"{KVK}/groen-1",
        provider=KVK,
        activity=Kind.DAGBESTEDING,
        start=date(2026, 3, 2),
        minutes_per_week=990,
        holder="agb:00000034",
    ),
    "cohorten": CohortPlanned(
        cohort=f"{KVK}/EA-2026-1",
        provider=KVK,
        name="Energieacademie, voorjaar",
        start=date(2026, 2, 2),
        end=date(2026, 5, 1),
    ),
    "programmas": ProgrammePlanned(
        programme=f"{KVK}/RD-ZW",
        name="Regio Deal Zuidwest",
        payer="Rijk",
        fund=Fund.REGIO_DEAL,
        start=date(2026, 1, 1),
        end=date(2028, 1, 1),
        budget=25_000_000,
        target=560,
        excludes=(f"{KVK}/ESF-ZW",),
    ),
    "aanwezigheden": AttendanceReported(place=f"{KVK}/groen-1", month="2026-02", minutes=3720),
    "treden": LadderStepSet(step=4, on=date(2026, 2, 20)),
    "certificaten": CertificateEarned(name="Veilig werken langs de weg", on=date(2026, 2, 20)),
    "gesprekken": ContactHeld(on=date(2026, 2, 20)),
    "wachtenden": WaitingReported(place=f"{KVK}/groen-1", provider=KVK, since=date(2026, 2, 20)),
}
KEYS = {
    "werkplekken": f"werkplek|{KVK}|groen-1",
    "bekostigingen": f"bekostiging|{KVK}|SUB-2026-07",
    "opbrengsten": f"opbrengst|{KVK}|groen-1|2026-01-01",
    "kosten": f"kosten|{KVK}|JC-2026-1",
    "deelnemers": f"deelnemer|{KVK}|D-17",
    "plaatsingen": f"plaatsing|{KVK}|P-17-1",
    "cohorten": f"cohort|{KVK}|EA-2026-1",
    "programmas": f"programma|{KVK}|RD-ZW",
    "aanwezigheden": f"aanwezigheid|{KVK}|D-17|{KVK}/groen-1|2026-02",
    "treden": f"trede|{KVK}|D-17|2026-02-20",
    "certificaten": f"certificaat|{KVK}|D-17|VCA-0001",
    "gesprekken": f"gesprek|{KVK}|D-17|2026-02-20",
    "wachtenden": f"wachtende|{KVK}|D-17|{KVK}/groen-1",
}
WITH_AND_WITHOUT = ("plaatsingen", "plaatsing-with-a-task")
EVENT = json.loads((MESSAGES / "providers/valid/plaatsingen.json").read_text())


def event(data=(), **attributes):
    return json.dumps({**EVENT, "data": {**EVENT["data"], **dict(data)}, **attributes}).encode()


BSN = "999900006"


def reason_of(thing, **data):
    """Why the example of *thing* is refused with these *data*."""
    told = json.loads((MESSAGES / f"providers/valid/{thing}.json").read_text())
    [reason] = reasons("providers", json.dumps({**told, "data": {**told["data"], **data}}).encode())
    return reason


@pytest.mark.parametrize(
    ("thing", "field", "value"),
    [
        ("bekostigingen", "thema", f"voor {BSN}"),
        ("bekostigingen", "financier", f"bsn{BSN}."),
        ("bekostigingen", "werkplekken", ["groen-1", f"w-{BSN}"]),
        ("werkplekken", "code", BSN),
        ("werkplekken", "naam", f"Werkplek {BSN}"),
        ("werkplekken", "soort_werk", f"Werk {BSN}"),
        ("werkplekken", "adres", f"Dijkpad {BSN}"),
        ("opbrengsten", "werkplek", BSN),
        ("kosten", "werkplekken", [BSN, "groen-1"]),
        ("plaatsingen", "werkplek", f"kvk:00000023/{BSN}"),
        ("plaatsingen", "bestemming", f"{BSN}"),
        ("plaatsingen", "taak", f"winkel met {BSN}"),
        ("programmas", "programma", BSN),
        ("programmas", "financier", BSN),
        ("cohorten", "cohort", BSN),
        ("cohorten", "naam", f"groep {BSN}"),
        ("aanwezigheden", "werkplek", BSN),
        ("wachtenden", "werkplek", BSN),
        ("certificaten", "naam", f"VCA {BSN}"),
    ],
)
def test_no_bsn_in_what_others_get_to_see(thing, field, value):
    """
    A name of a place or a number of a subsidy travels further than a BSN may.
    """
    assert reason_of(thing, **{field: value}).startswith(f"bsn-in-text at $.data.{field}")


@pytest.mark.parametrize(
    "written",
    [
        "999 900 006",
        "9999.00.006",
        "99-99-00-006",
        "9999  00006",
        "9999/00/006",
        "5 999-900-006",
        "x_999_900_006_1",
        "999\u00a0900\u00a0006",
        "999\u2013900\u2013006",
    ],
)
def test_a_bsn_is_seen_however_its_digits_are_grouped(written):
    """
    With one mark between the groups; whatever digits stand before it or behind.
    """
    assert reason_of("plaatsingen", bestemming=written).startswith("bsn-in-text")


def test_nine_digits_that_are_no_bsn_are_a_number_like_any_other():
    """
    So are a longer number, a date with a number behind it, a phone number abroad, the code of a
    place, and one behind the number of an organisation; a participant's code is not shown.
    """
    assert record_of(event({"bestemming": "999900007, of 9999000061"})).facts
    assert record_of(event({"bestemming": "sinds 2026-01-04 3 dagdelen"})).facts
    assert record_of(event({"bestemming": "bel +31 999 900 006, 9999. 0000. 6"})).facts
    assert record_of(event({"werkplek": "kvk:99990000/6"})).facts
    assert record_of(event({"werkplek": "999-900-006"})).facts
    assert record_of(event({"deelnemer": BSN})).facts


@pytest.mark.parametrize(
    ("thing", "field", "value", "reason"),
    [
        ("bekostigingen", "werkplekken", ["a"] * 201, "a list of at most 200, found a list of 201"),
        ("werkplekken", "activiteiten", ["stage"] * 201, "a list of at most 200"),
        ("bekostigingen", "nummer", "n" * 65, "text of at most 64 characters"),
        ("certificaten", "kenmerk", "n" * 65, "text of at most 64 characters"),
        ("werkplekken", "naam", "n" * 201, "text of at most 200 characters"),
    ],
)
def test_a_field_has_a_maximum(thing, field, value, reason):
    """
    One subsidy for very many places would be told to each of them, as a whole.
    """
    assert f"too-long at $.data.{field}: expected {reason}" in reason_of(thing, **{field: value})


def record_of(raw, **known):
    return read("providers", raw, **known).records[0]


@pytest.mark.parametrize("thing", FACTS)
def test_what_a_thing_says_in_our_words(thing):
    """
    Each thing that a provider tells is one fact.
    """
    assert example(f"providers/{thing}.json").records[0].facts == (FACTS[thing],)


@pytest.mark.parametrize("thing", THINGS)
def test_what_a_thing_is_called_at_its_provider(thing):
    """
    A later event with the same name replaces it; `time` says which is later.
    """
    record = example(f"providers/{thing}.json").records[0]

    assert (record.system, record.key) == (KVK, KEYS[thing])
    assert record.stamp == "2026-03-02T09:00:00.000000+00:00"


def test_only_the_participants_own_record_says_who_it_is():
    """
    A placement names the participant by the provider's code, and needs no law, decision or BSN.
    """
    local = f"{KVK}|D-17"

    assert example("providers/plaatsingen.json").records[0].who == PersonDescribed(local=local)
    assert example("providers/deelnemers.json").records[0].who == PersonDescribed(
        local=local,
        surname="Voorbeeld",
        given_names="Noor",
        birth_date="1987-05",
        sex=Sex.FEMALE,
        postcode="1315AB",
        house_number="12",
    )


def test_what_is_reimbursed_for_a_volunteer_is_a_cost_of_the_place_and_a_line_of_theirs():
    """
    Who pays whom stands in the line; the cost names nobody.
    """
    record = example("providers/kosten-of-a-volunteer.json").records[0]
    term = {"start": date(2026, 1, 1), "end": date(2026, 4, 1), "amount": 90_000}

    assert record.who == PersonDescribed(local=f"{KVK}|D-17")
    assert record.facts == (
        CostReported(cost=CostKind.WAGE_VALUE, provider=KVK, places=(f"{KVK}/groen-1",), **term),
        WageValueReimbursed(provider=KVK, to="gemeente", **term),
    )
    assert example("providers/kosten.json").records[0].who is None


def test_costs_in_a_table_are_those_of_the_events():
    """
    Parts of places are a list of numbers in one cell; a cost that lapses needs its number only.
    """
    coach, rent, volunteer, lapsed = example("providers/kosten.csv").records

    assert coach.facts == example("providers/kosten.json").records[0].facts
    assert volunteer.facts == example("providers/kosten-of-a-volunteer.json").records[0].facts
    assert [fact.cost for fact in rent.facts] == [CostKind.RENT]
    assert (lapsed.key, lapsed.deleted, lapsed.facts) == (f"kosten|{KVK}|M-2026-1", True, ())


def test_a_placement_at_another_providers_place_is_of_that_provider():
    """
    Who reports it, who holds the funding and where the person works may be three organisations.
    """
    fact = record_of(event({"werkplek": "agb:00000034/keuken"})).facts[0]

    assert (fact.place, fact.provider) == ("agb:00000034/keuken", "agb:00000034")


def test_a_placement_may_say_what_somebody_does_there():
    """
    In the provider's words; it tells nobody who the person is.
    """
    plain, told = (example(f"providers/{name}.json").records[0] for name in WITH_AND_WITHOUT)

    assert told.facts[0].task == "kwekerij"
    assert told.model_copy(update={"facts": plain.facts, "place": plain.place}) == plain
    assert reason_of("plaatsingen", taak="").startswith("text at $.data.taak")


@pytest.mark.parametrize("name", ["plaatsing-lapsed", "plaatsing-lapsed-told-in-full"])
def test_a_thing_lapses_by_its_name_or_as_it_last_stood(name):
    """
    Both say the same: it is gone.
    """
    record = example(f"providers/{name}.json").records[0]

    assert (record.key, record.deleted) == (KEYS["plaatsingen"], True)
    assert (record.who, record.facts) == (None, ())


@pytest.mark.parametrize(
    ("source", "system"),
    [
        ("urn:nld:hr:kvknummer:00000012", "kvk:00000012"),
        ("urn:nld:agb:00000034", "agb:00000034"),
        ("urn:nld:oin:00000099000000012000", "oin:00000099000000012000"),
        ("urn:nld:oin:00000099000000012000:systeem:dossier", "oin:00000099000000012000"),
    ],
)
def test_the_source_of_an_event_is_its_provider(source, system):
    """
    As the NL GOV profile names organisations; a system of theirs may follow.
    """
    assert record_of(event(source=source)).system == system


def test_the_municipality_is_that_of_the_event_else_of_the_sender():
    """
    A provider can work for several.
    """
    assert record_of(event({"gemeente": "0363"})).municipality == "0363"
    assert record_of(event()).municipality == "0034"
    with pytest.raises(Rejected, match=r"municipality at \$.data.gemeente"):
        record_of(event(), municipality=None)


def test_attributes_that_are_not_ours_are_allowed_and_not_taken_over():
    """
    CloudEvents has extensions; a subject may even hold what it should not.
    """
    assert record_of(event(subject="999900006", vergunning="x")) == record_of(event())
    assert reasons("providers", event(Vergunning="x"))[0].startswith("unknown-field at $, field 8")


def test_time_is_compared_as_one_clock():
    """
    The same moment in two zones is one stamp.
    """
    one, other = (
        record_of(event(time=time)).stamp
        for time in ("2026-03-02T10:00:00+01:00", "2026-03-02T09:00:00.0Z")
    )

    assert one == other


def test_hours_become_whole_minutes():
    """
    A third of an hour is no binary fraction; half a minute goes up.
    """
    minutes = [
        record_of(event({"uren_per_week": hours})).facts[0].minutes_per_week
        for hours in (16, 16.33, 0.025, 0)
    ]

    assert minutes == [960, 980, 2, 0]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (52, "52.000000"),
        (52.7, "52.700000"),
        ("52,7083", "52.708300"),
        ("52.7083004999", "52.708300"),
        ("52.7083005000", "52.708301"),
        (54, "54.000000"),
    ],
)
def test_a_coordinate_is_a_text_of_one_form(written, read_as):
    """
    With six decimals, half of the last upwards, so that all who make a digest of it write it alike.
    """
    place = json.loads((MESSAGES / "providers/valid/werkplekken-on-the-map.json").read_bytes())
    place["data"]["breedtegraad"] = written
    (record,) = read("providers", json.dumps(place).encode()).records

    assert read_as == record.facts[0].latitude


def test_an_event_and_a_table_put_a_place_on_the_map_alike():
    """
    With a point or a comma, and with the columns that a sender's own system has.
    """
    told = example("providers/werkplekken-on-the-map.json").records[0].facts
    row = example("providers/werkplekken-on-the-map.csv").records[0].facts
    raw = (MESSAGES / "providers/valid/werkplekken-on-the-map.csv").read_bytes()
    theirs = raw.replace(b"breedtegraad", b"Lat").replace(b"soort_werk", b"Wat doen we")
    mapped = read("providers", theirs, columns={"breedtegraad": "Lat", "soort_werk": "Wat doen we"})

    assert told == row == mapped.records[0].facts


def test_a_bad_event_of_a_batch_is_refused_alone():
    """
    Its neighbour is read.
    """
    assert reasons_of("providers/one-bad-event-in-a-batch.json") == [
        (
            "date at $[1].data.vanaf: expected a day of the calendar, as jjjj-mm-dd,"
            " found text of 7 characters"
        )
    ]


def test_the_media_type_says_whether_it_is_a_batch():
    """
    One event called a batch is a fault of the sender; without media type the bytes decide.
    """
    with pytest.raises(Rejected, match=r"type at \$: expected a list of events"):
        read("providers", event(), media_type="application/cloudevents-batch+json")
    with pytest.raises(Rejected, match=r"type at \$: expected an object"):
        read("providers", b"[]", media_type="application/cloudevents+json; charset=utf-8")


def test_a_table_says_the_same_as_an_event():
    """
    A provider whose system sends no events loses nothing by it.
    """
    row = example("providers/plaatsingen.csv").records[0]
    told = example("providers/plaatsingen.json").records[0]

    assert (row.key, row.who, row.stamp) == (told.key, told.who, told.stamp)
    assert row.facts[0].model_copy(update={"holder": "agb:00000034"}) == told.facts[0]


@pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)
def test_a_table_is_known_by_its_header(thing):
    """
    The required columns of each thing tell it apart from the others.
    """
    header = ";".join(columns_of(thing).required)

    assert reasons("providers", table(header, "x" + ";" * header.count(";"))) != []
    assert read("providers", table(header)).notices


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "field-unknown.json",
            (
                "unknown-field at $.data, field 8: expected only the fields gemeente, plaatsing,"
                " deelnemer, werkplek, activiteit, taak, vanaf, tot_en_met, uren_per_week,"
                " houder, werkgever, bestemming, cohort, programma, afronding,"
                " found a field of another name"
            ),
        ),
        (
            "parts-of-fewer-places.json",
            "list at $.data.verdeling: expected a part for each place: 2, found 1",
        ),
        (
            "part-of-nothing.json",
            (
                "number at $.data.verdeling[1]: expected a whole number from 1 to 10000,"
                " found a number"
            ),
        ),
        (
            "parts-with-a-point.csv",
            (
                "number at row 2, column verdeling: expected a number, with a comma before its"
                " decimals, found text of 3 characters"
            ),
        ),
        (
            "place-twice-with-parts.json",
            (
                "list at $.data.werkplekken: expected each place once, where parts are given,"
                " found a place twice"
            ),
        ),
        (
            "coach-of-one-person.json",
            (
                "not-applicable at $.data.deelnemer: expected nothing, unless kostensoort is"
                " loonwaarde_vrijwilliger, found text of 4 characters"
            ),
        ),
        (
            "wage-value-of-nobody.json",
            "missing at $.data.deelnemer: expected a value, with a volunteer's loonwaarde",
        ),
        (
            "wage-value-to-nobody.json",
            "missing at $.data.ontvanger: expected a value, with a volunteer's loonwaarde",
        ),
        (
            "wage-value-to-the-volunteer.json",
            (
                "unknown-word at $.data.ontvanger: expected one of gemeente, uwv,"
                " found text of 12 characters"
            ),
        ),
        (
            "cost-of-a-century.json",
            "period at $.data.tot_en_met: expected at most 10 years, found more",
        ),
        ("cost-without-end.json", "missing at $.data.tot_en_met: expected a value"),
        (
            "programme-of-a-century.json",
            "period at $.data.tot_en_met: expected at most 30 years, found more",
        ),
        (
            "result-of-a-track-that-goes-on.json",
            (
                "not-applicable at $.data.afronding: expected nothing, without a cohort and the"
                " last day, found a result"
            ),
        ),
        (
            "latitude-without-longitude.json",
            (
                "missing at $.data.lengtegraad: expected breedtegraad and lengtegraad together,"
                " or neither"
            ),
        ),
        (
            "coordinates-exchanged.json",
            (
                "number at $.data.breedtegraad: expected the latitude in decimal degrees (WGS84),"
                " from 50 to 54, found a number"
            ),
        ),
        (
            "coordinates-as-one-number.csv",
            (
                "number at row 2, column breedtegraad: expected the latitude in decimal degrees"
                " (WGS84), from 50 to 54, found text of 14 characters"
            ),
        ),
        ("field-missing.json", "missing at $.data.deelnemer: expected a value"),
        ("field-twice.json", "field-twice at $.data: expected every field once, found one twice"),
        ("data-is-a-list.json", "type at $.data: expected an object, found a list of 1"),
        (
            "hours-above-a-week.json",
            "number at $.data.uren_per_week: expected hours, from 0 to 168, found a number",
        ),
        (
            "time-without-offset.json",
            (
                "moment at $.time: expected a moment as RFC 3339 has it:"
                " jjjj-mm-ddTuu:mm:ssZ, or with an offset, found text of 19 characters"
            ),
        ),
        (
            "third-decimal-of-a-euro.json",
            (
                "amount at $.data.bedrag_euro: expected euros from 0 to"
                " 99999999, with at most two decimals, found a number"
            ),
        ),
        ("cut-off.json", "not-json at line 1, character 201: expected JSON in UTF-8"),
        (
            "stamp-in-some-rows-only.csv",
            "missing at row 3, column gewijzigd_op: expected a moment, as elsewhere",
        ),
        (
            "two-things-in-one-file.csv",
            (
                "unknown-word at row 3, column soort: expected plaatsingen,"
                " as in the rest of the table, found text of 10 characters"
            ),
        ),
    ],
)
def test_why_a_message_is_refused(name, reason):
    """
    The reason is what the sender gets to read.
    """
    assert reasons_of(f"providers/{name}")[0] == reason


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 100_000,
        b'{"a":' * 5_000,
        b'{"specversion":1e99999999999999999999}',
        b"[" + b"9" * 9_999 + b"]",
        b"[" * 1_000 + b"]" * 1_000,
        b'{"id":"\\ud800"}',
        b"NaN",
        b'[{"data":' + b"[" * 900 + b"]" * 900 + b"}]",
    ],
)
def test_json_that_would_break_a_parser_is_rejected(raw):
    """
    Too deep, too large, or half a character.
    """
    assert reasons("providers", raw) != []


def test_a_rejection_drags_no_value_along():
    """
    A chained error would bring the message's values into a log.
    """
    with pytest.raises(Rejected) as rejected:
        read("providers", event({"vanaf": "geheim"}))

    assert rejected.value.__cause__ is rejected.value.__context__ is None
