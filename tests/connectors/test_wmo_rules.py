"""iWmo 3.2: what one message alone shows to be wrong, and what no message can do to the hub."""

from datetime import date, timedelta
from time import perf_counter

import pytest

from connectors.inbound.wmo.messages import read as read_wmo
from schemas.errors import Rejected
from schemas.reading import Context
from tests.connectors.reading import read, reasons, reasons_of
from tests.connectors.wmo import changed, reason, records, valid

CLIENT_CONTACTS = valid("wmo301").partition("<wmo301:Contactgegevens>\n")[2]
CONTACT_01 = CLIENT_CONTACTS.partition("</wmo301:Contact>")[0] + "</wmo301:Contact>"


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
        ("wmo301", [("Wijziging>04", "Wijziging>13")], "CS335"),
        ("wmo301", [("Toewijzingsdatum>2026-03-09", "Toewijzingsdatum>2026-03-11")], "TR134"),
        ("wmo301", [(CONTACT_01, "")], "TR061"),
        ("wmo305", [("Datum>1987-05-01", "Datum>1906-03-01")], "TR002"),
        ("wmo323", [("Einddatum>2026-02-28", "Einddatum>2026-02-27")], "CS340"),
        ("wmo323", [("Begindatum>2026-02-01", "Begindatum>2026-01-01")], "CS340"),
        (
            "wmo323",
            [("datum>2026-02-01", "datum>2020-02-01"), ("datum>2026-02-28", "datum>2020-02-29")],
            "CS100",
        ),
        ("wmo323", [("Begindatum>2026-02-02", "Begindatum>2026-03-13")], "TR134"),
        ("wmo323", [("Begindatum>2026-02-02", "Begindatum>2026-02-28")], None),
        ("wmo323", [("Begindatum>2026-02-02", "Begindatum>2026-03-01")], "TR137"),
        ("wmo323", [("Begindatum>2026-02-02", "Begindatum>2026-01-31")], "CS337"),
        ("wmo323", [("Dagtekening>2026-03-12</wmo", "Dagtekening>2031-03-12</wmo")], "TR335"),
        ("wmo323", [("<wmo323:ProductTarief>5250</wmo323:ProductTarief>", "")], "CD087"),
        ("wmo323", [("Tarief>5250", "Tarief>5251")], "TR346"),
        (
            "wmo323",
            [("Bedrag>12760", "Bedrag>12761"), ("TotaalBedrag>20660", "TotaalBedrag>20661")],
            None,
        ),
        ("wmo323", [("Tarief>6125", "Tarief>6200")], "TR346"),
        ("wmo323", [("Volume>9900", "Volume>9901")], "CS339"),
        ("wmo323", [("TotaalBedrag>20660", "TotaalBedrag>20661")], "TR358"),
        ("wmo323", [("mmer>P-1001-01<", "mmer>P-1002-02<")], "TR316"),
        ("wmo323", [("mmer>P-1003-02<", "mmer>P-1002-02<")], "TR101"),
        ("wmo305", [("Datum>1987-05-01", "Datum>1906-04-01")], None),
        ("wmo305", [("999900006", "000000000")], "bsn at Client/Bsn"),
        ("wmo305", [(">Voorbeeld<", "> Voorbeeld\n<")], "Geslachtsnaam/Achternaam"),
        ("wmo305", [("Begindatum>2026-02-09", "Begindatum>2026-03-13")], "TR134"),
        ("wmo307", [("Einddatum>2026-05-31", "Einddatum>2026-02-08")], "TR018"),
        ("wmo307", [("Einddatum>2026-05-31", "Einddatum>2026-02-09")], None),
        ("wmo307", [("Einddatum>2026-05-31", "Einddatum>2026-06-04")], "TR134"),
        ("wmo307", [("Einddatum>2026-05-31", "Einddatum>2026-06-03")], None),
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


def test_the_first_day_there_is_overlaps_nothing():
    """
    Some systems write it for a day they do not know; alone in its category it is alone.
    """
    assert len(records("wmo301", ("Ingangsdatum>2026-03-01", "Ingangsdatum>0001-01-01"))) == 3


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
