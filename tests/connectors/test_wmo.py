"""iWmo 3.2: allocations, starts and stops."""

import re
from datetime import date, timedelta
from time import perf_counter

import pytest

from connectors.inbound.wmo.messages import read as read_wmo
from schemas.errors import Rejected
from schemas.facts import (
    AllocationMade,
    DeliveryStarted,
    DeliveryStopped,
    Per,
    PersonDescribed,
    Sex,
    Unit,
    Volume,
)
from schemas.reading import Context
from tests.connectors.mutations import declared, element_names, mutants, schema, schema_file
from tests.connectors.reading import MESSAGES, example, read, reasons, reasons_of

TYPES = ("wmo301", "wmo305", "wmo307")
RULE = r"\((CS|CD|TR|RS)[0-9]{3}"


def valid(name):
    return (MESSAGES / "wmo" / "valid" / f"{name}.xml").read_text(encoding="utf-8")


def changed(name, *changes):
    """A valid message with parts of its text replaced, once each."""
    text = valid(name)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def records(name, *changes):
    return read("wmo", changed(name, *changes)).records


def reason(name, *changes):
    (said,) = reasons("wmo", changed(name, *changes))
    return said


def test_an_allocation_is_told_with_its_volume_and_its_moment_of_decision():
    """
    The last day is a day of support, so the allocation ends the day after.
    """
    record = example("wmo/wmo301.xml").records[0]

    assert record.facts == (
        AllocationMade(
            number="1001",
            category="07",
            product="07A11",
            provider="agb:99000001",
            start=date(2026, 2, 2),
            end=date(2027, 1, 1),
            volume=Volume(amount=5, unit=Unit.DAGDEEL, per=Per.WEEK),
            decided_at="2026-03-09T14:05:00",
            change_reason="04",
        ),
    )
    assert (record.key, record.stamp) == ("toewijzing|1001", "2026-03-09T14:05:00")
    assert (record.municipality, record.system, record.occasion) == ("9901", "", "")
    assert record.place == "Client/ToegewezenProducten/ToegewezenProduct[1]"


def test_a_budget_and_an_open_end_are_carried_as_they_are():
    """
    A budget is in cents; an allocation without Einddatum has no end.
    """
    _, with_budget, open_ended = example("wmo/wmo301.xml").records

    assert with_budget.facts[0].budget == 125_000
    assert (open_ended.facts[0].end, open_ended.facts[0].volume) == (None, None)


def test_versions_of_an_allocation_follow_the_moment_of_decision():
    """
    Order of arrival has no meaning (OP080); fractions of a second count, trailing zeros do not.
    """
    times = ("10:00:00", "10:00:00.5", "10:00:00.500", "10:00:01")
    stamps = [
        records("wmo301", ("14:05:00", time), ("14:06:30.250", "09:00:00"))[0].stamp
        for time in times
    ]

    assert stamps == sorted(stamps)
    assert stamps[1] == stamps[2]


def test_an_allocation_that_was_removed_holds_nothing():
    """
    RedenWijziging 13: as if it had never been sent (CS335); the others in the message stand.
    """
    removed, *others = example("wmo/wmo301-removed.xml").records

    assert (removed.key, removed.deleted, removed.facts) == ("toewijzing|1001", True, ())
    assert [other.deleted for other in others] == [False, False]


def test_the_client_of_an_allocation_is_described_with_the_registered_address():
    """
    What is not known of a birth date is left out, and only the address of the BRP counts.
    """
    (who,) = {record.who for record in example("wmo/wmo301.xml").records}

    assert who == PersonDescribed(
        bsn="999900006",
        surname="Voorbeeld",
        prefix="van den",
        given_names="Anna Zoë",
        initials="AZ",
        birth_date="1987-05",
        sex=Sex.FEMALE,
        postcode="1234AB",
        house_number="12",
    )


@pytest.mark.parametrize(
    ("usable", "filled", "known"),
    [
        ("", "1987-05-14", "1987-05-14"),
        ("1", "1987-05-01", "1987-05"),
        ("2", "1987-01-01", "1987"),
        ("3", "1900-01-01", None),
    ],
)
def test_a_birth_date_is_as_precise_as_the_source_says(usable, filled, known):
    """
    Unknown parts are filled with 01 or 1900 (IV009): they are no fact.
    """
    said = f"<iwmo:DatumGebruik>{usable}</iwmo:DatumGebruik>" if usable else ""
    birth = (("1987-05-01", filled), ("<iwmo:DatumGebruik>1</iwmo:DatumGebruik>", said))

    assert records("wmo305", *birth)[0].who.birth_date == known


def test_a_start_is_named_by_what_it_says():
    """
    The logical key of iWmo; where no allocation is named, the client is part of it.
    """
    specific, without_allocation, generic = example("wmo/wmo305.xml").records

    assert specific.facts == (
        DeliveryStarted(
            allocation="1001",
            category="07",
            product="07A11",
            provider="agb:99000001",
            start=date(2026, 2, 9),
        ),
    )
    assert specific.key == "start|99000001|1001|07|07A11|2026-02-09"
    assert without_allocation.key == "start|99000001|-|08|-|2026-02-09|999900006"
    assert generic.key == "start|99000001|1003|-|-|2026-03-02"
    assert (specific.municipality, specific.stamp) == ("9901", "2026-03-12")
    assert specific.occasion == "99000001|418|S-0001"


def test_a_stop_ends_the_day_after_its_last_day():
    """
    Einddatum is a day with support; reason 20 is a stop for the time being.
    """
    for_the_time_being, definitive, removed = example("wmo/wmo307.xml").records

    assert for_the_time_being.facts == (
        DeliveryStopped(
            allocation="1001",
            category="07",
            product="07A11",
            provider="agb:99000001",
            start=date(2026, 2, 9),
            end=date(2026, 6, 1),
            reason="20",
            temporary=True,
        ),
    )
    assert definitive.facts[0].temporary is False
    assert definitive.key == "stop|99000001|-|08|-|2026-02-09|19|2026-05-31|999900006"
    assert (removed.deleted, removed.facts) == (True, ())


def test_a_correction_takes_back_one_start_and_tells_another():
    """
    A part of the key changes: the old start with status 3, the new one with status 1 (OP033).
    """
    old, _, new = example("wmo/wmo305-corrected.xml").records

    assert (old.key[-10:], old.deleted) == ("2026-02-09", True)
    assert (new.key[-10:], new.deleted) == ("2026-02-16", False)


@pytest.mark.parametrize("first", ["1", "3"])
def test_taken_back_and_told_again_in_one_message_stands(first):
    """
    Both would be one version of one start; the telling is the one that stands, in any order.
    """
    twice = (
        ("1003", "1001"),
        (
            "<wmo305:Begindatum>2026-03-02",
            (
                "<wmo305:Product><iwmo:Categorie>07</iwmo:Categorie><iwmo:Code>07A11</iwmo:Code>"
                "</wmo305:Product><wmo305:Begindatum>2026-02-09"
            ),
        ),
    )
    text = changed("wmo305", *twice).decode()
    head, one, tail = text.partition("StatusAanlevering>1")
    middle, last, end = tail.rpartition("StatusAanlevering>1")
    second = "3" if first == "1" else "1"
    raw = f"{head}{one[:-1]}{first}{middle}{last[:-1]}{second}{end}".encode()

    told = [r for r in read("wmo", raw).records if r.key.endswith("07A11|2026-02-09")]

    assert [record.deleted for record in told] == [False]


def test_what_is_taken_back_is_not_checked_again():
    """
    TR063: only its key matters, so a start of next year can be taken back today.
    """
    start = ("2026-02-09", "2027-02-09")
    taken_back = ("StatusAanlevering>1", "StatusAanlevering>3")

    assert "TR134" in reason("wmo305", start)
    assert records("wmo305", start, taken_back)[0].deleted


def test_a_message_of_today_is_taken_until_dutch_midnight():
    """
    TR135 speaks of the Dutch calendar: half past eleven in UTC is the next day already.
    """
    raw = changed("wmo305", ("2026-03-12", "2026-03-13"))
    late, early = "2026-03-12T23:30:00.000000+00:00", "2026-03-12T22:30:00.000000+00:00"

    assert read_wmo(raw, Context(received=late)).records
    with pytest.raises(Rejected, match="TR135"):
        read_wmo(raw, Context(received=early))


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("wmo301", [("Vorm>1", "Vorm>2")], "language at Client/Communicatie/Taal"),
        ("wmo301", [("NaamGebruik>4", "NaamGebruik>6")], "CS050, CS318"),
        ("wmo301", [("NaamGebruik>1", "NaamGebruik>5")], "Relaties/Relatie[1]/Naam/NaamGebruik"),
        ("wmo301", [("Nummer>2<", "Nummer>1<")], "TR101"),
        ("wmo301", [("1987-05-01", "1987-05-02")], "CS139"),
        ("wmo301", [("1960-01-01", "1860-01-01"), ("Gebruik>2", "Gebruik>1")], "TR002"),
        ("wmo301", [("LandCode>BE</iwmo:LandCode>", "LandCode>NL</iwmo:LandCode>")], "CS089"),
        ("wmo301", [("<iwmo:LandCode>BE</iwmo:LandCode>", "")], "CD005"),
        ("wmo301", [("Soort>04", "Soort>03")], "CD009"),
        ("wmo301", [("Begindatum>2026-02-01", "Begindatum>2027-02-01")], "CS003"),
        ("wmo301", [("Wijziging>04", "Wijziging>01")], "CS336"),
        ("wmo301", [("Ingangsdatum>2026-02-02", "Ingangsdatum>2027-02-02")], "CS003"),
        ("wmo301", [("<wmo301:Budget>125000</wmo301:Budget>", "")], None),
        ("wmo305", [("Datum>1987-05-01", "Datum>1906-03-01")], "TR002"),
        ("wmo305", [("Datum>1987-05-01", "Datum>1906-04-01")], None),
        ("wmo305", [("999900006", "000000000")], "bsn at Client/Bsn"),
        ("wmo305", [(">Voorbeeld<", "> Voorbeeld\n<")], "Geslachtsnaam/Achternaam"),
        ("wmo305", [("Begindatum>2026-02-09", "Begindatum>2026-03-13")], "TR134"),
        ("wmo307", [("Einddatum>2026-05-31", "Einddatum>2026-02-08")], "TR018"),
        ("wmo307", [("Einddatum>2026-05-31", "Einddatum>2026-02-09")], None),
    ],
)
def test_the_rules_of_one_message(name, changes, said):
    """
    What one message alone shows to be wrong is told with its place and the rule of the standard.
    """
    if said is None:
        assert records(name, *changes)
    else:
        assert said in reason(name, *changes)


def test_an_allocation_of_before_2021_may_be_filled_the_old_way():
    """
    CD080 and CS338 hold for what ends after 31 December 2020, or not at all.
    """
    old_way = (
        ("<iwmo:Code>07A11</iwmo:Code>", ""),
        ("Frequentie>2", "Frequentie>1"),
        ("Ingangsdatum>2026-02-02", "Ingangsdatum>2020-02-02"),
    )

    assert "CD080" in reason("wmo301", *old_way)
    assert records("wmo301", *old_way, ("Einddatum>2026-12-31</wmo", "Einddatum>2020-12-31</wmo"))


@pytest.mark.parametrize(
    ("second", "start", "clashes"),
    [
        ("07", "2026-12-31", True),
        ("07", "2027-01-01", False),
        ("05", "2026-03-01", False),
    ],
)
def test_a_product_is_allocated_once_at_a_time(second, start, clashes):
    """
    TR302: a category alone clashes with every code in it, on the last day as well.
    """
    changes = (
        ("Categorie>02<", f"Categorie>{second}<"),
        ("Ingangsdatum>2026-03-01", f"Ingangsdatum>{start}"),
    )

    assert ("TR302" in "".join(reasons("wmo", changed("wmo301", *changes)))) == clashes


def test_aids_may_overlap():
    """
    TR302 leaves out wheelchairs, transport and home adaptations: one needs two at a time.
    """
    aids = (("Categorie>08<", "Categorie>11<"), ("Categorie>02<", "Categorie>11<"))

    assert len(records("wmo301", *aids)) == 3


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wmo307-of-iwmo-3-1", "version at root element: expected a message of iWmo 3.2, found"),
        ("jw307", "JW307 of iJw 3.2"),
        ("wmo315-not-taken-yet", "WMO315 is not taken yet"),
        ("wmo305-doctype-with-entity", "doctype at before the root element"),
        ("wmo305-child-in-the-wrong-namespace", "namespace at Client/Geboortedatum/*[1]"),
        ("wmo305-unknown-element", "unknown-element at Client/*[5]"),
        ("wmo305-geslacht-before-geboortedatum", "order at Client/Geboortedatum"),
        ("wmo305-begindatum-missing", "missing at Client/StartProducten/StartProduct[1]/Begindat"),
        ("wmo307-cut-off", "not-xml at line 44"),
        ("wmo305-not-utf8", "encoding"),
        ("wmo301-dagdeel-per-day", "CS338"),
        ("wmo305-same-start-twice", "9074"),
    ],
)
def test_a_broken_message_is_told_what_is_wrong_and_where(name, said):
    """
    The sender finds the fault with no more than the reason.
    """
    assert said in "".join(reasons_of(f"wmo/{name}.xml"))


def test_a_message_stands_or_falls_as_a_whole():
    """
    One bad product refuses the message: a rejected message counts as never sent (OP286).
    """
    with pytest.raises(Rejected) as refused:
        read("wmo", changed("wmo305", ("Begindatum>2026-03-02", "Begindatum>2026-03-32")))

    assert refused.value.place == "Client/StartProducten/StartProduct[3]/Begindatum"


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
def test_a_byte_order_mark_does_no_harm(prefix):
    """
    OP192 forbids it, but nothing is lost by reading past it.
    """
    assert read("wmo", (prefix + valid("wmo305")).encode()).records


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">',
        '<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd">%x;',
        "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)),
    ],
)
def test_no_entity_is_ever_expanded(entities):
    """
    An attack that grows, reads a file or calls out is refused at once, by name.
    """
    raw = changed("wmo305", ("<wmo305:Bericht", f"<!DOCTYPE x [{entities}]><wmo305:Bericht"))
    begun = perf_counter()

    assert "doctype" in "".join(reasons("wmo", raw))
    assert perf_counter() - begun < 1


def test_a_very_large_message_is_read_in_time_that_grows_with_it():
    """
    Twenty thousand stops, as many as 25 MB can hold: no pass counts its siblings anew.
    """
    stop = (
        valid("wmo307").partition("<wmo307:StopProduct>")[2].partition("</wmo307:StopProduct>")[0]
    )
    day = date(2000, 1, 1)
    days = (day + timedelta(days=n % 9000) for n in range(20_000))
    stops = "".join(
        f"<wmo307:StopProduct>{stop}</wmo307:StopProduct>".replace("2026-02-09", str(d)).replace(
            "1001", str(n)
        )
        for n, d in enumerate(days)
    )
    begun = perf_counter()
    told = records("wmo307", ("<wmo307:StopProduct>", f"{stops}<wmo307:StopProduct>"))

    assert len(told) == 20_003
    assert perf_counter() - begun < 20


@pytest.mark.parametrize("name", TYPES)
def test_no_single_fault_raises_anything_but_a_reason(name):
    """
    Every element dropped, doubled, moved, renamed, filled wrongly: read, or refused.
    """
    for _, raw in mutants(valid(name).encode()):
        assert all(reasons("wmo", raw))


@pytest.mark.parametrize("name", TYPES)
def test_what_the_official_schema_refuses_we_refuse(name):
    """
    Our own table of elements is complete: no fault that the schema sees gets past it.
    """
    official = schema(f"data/iwmo-3.2-xsd/{name.upper()}.xsd")
    missed = [
        fault
        for fault, raw in mutants(valid(name).encode())
        if not official(raw) and not reasons("wmo", raw)
    ]

    assert missed == []


@pytest.mark.parametrize("name", TYPES)
def test_what_the_official_schema_takes_we_refuse_only_by_a_named_rule(name):
    """
    Beyond the schema only a rule of the standard (or the elfproef it asks for) refuses a message.
    """
    official = schema(f"data/iwmo-3.2-xsd/{name.upper()}.xsd")
    said = [
        why
        for _, raw in mutants(valid(name).encode())
        if official(raw)
        for why in reasons("wmo", raw)
    ]

    assert [why for why in said if not re.search(RULE, why)] == []


@pytest.mark.parametrize(
    "name", ["wmo301", "wmo301-removed", "wmo305", "wmo305-corrected", "wmo307"]
)
def test_our_valid_examples_are_valid_by_the_official_schema(name):
    """
    What we call valid is what the standard calls valid.
    """
    assert schema(f"data/iwmo-3.2-xsd/{name[:6].upper()}.xsd")(valid(name).encode())


@pytest.mark.parametrize("name", TYPES)
def test_the_examples_hold_every_element_that_the_official_schema_knows(name):
    """
    Only then does breaking each element of the example break each element of the message.
    """
    official = schema_file(f"data/iwmo-3.2-xsd/{name.upper()}.xsd")

    assert declared(official) - element_names(valid(name).encode()) == set()


def test_a_stop_is_read_in_less_than_a_millisecond():
    """
    A municipality's history of a year is read in minutes; a busy machine gets three tries.
    """
    raw = valid("wmo307").encode()
    best = 1.0
    for _ in range(3):
        begun = perf_counter()
        for _ in range(400):
            read("wmo", raw)
        best = min(best, (perf_counter() - begun) / 400)

    assert best < 0.001
