"""iWmo 3.2: allocations, starts and stops, in our words."""

from datetime import date

import pytest

from schemas.contracts import AllocationRemoved, ClaimSubmitted, ContractAgreed
from schemas.facts import AllocationMade, DeliveryStarted, DeliveryStopped, PersonDescribed, Sex
from schemas.volumes import Per, Unit, Volume
from tests.connectors.reading import example, read, reasons_of
from tests.connectors.wmo import changed, records


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


def test_of_an_allocation_that_was_removed_only_is_told_that_it_was():
    """
    RedenWijziging 13: as if it had never been sent (CS335); the others in the message stand.
    """
    removed, *others = example("wmo/wmo301-removed.xml").records

    assert (removed.key, removed.facts) == (
        "toewijzing|1001",
        (AllocationRemoved(number="1001", provider="agb:99000001"),),
    )
    assert removed.who is None
    assert all(isinstance(other.facts[0], AllocationMade) for other in others)


def test_a_claim_is_one_record_under_the_providers_own_number():
    """
    Of a declaration each prestatie; a credit names the claim that it takes back.
    """
    claim, credit, by_minutes, in_euros = example("wmo/wmo323.xml").records

    assert claim.key == "prestatie|99000001|P-1001-02|-"
    assert claim.who == PersonDescribed(bsn="999900006")
    assert claim.facts == (
        ClaimSubmitted(
            number="99000001|P-1001-02",
            allocation="1001",
            category="07",
            product="07A11",
            provider="agb:99000001",
            start=date(2026, 2, 2),
            end=date(2026, 3, 1),
            volume=8,
            unit=Unit.DAGDEEL,
            amount=42_000,
        ),
    )
    assert (True, "99000001|P-1001-01") == (credit.facts[0].credit, credit.facts[0].previous)
    assert (Unit.MINUTE, Unit.CENTS) == (by_minutes.facts[0].unit, in_euros.facts[0].unit)
    assert by_minutes.who == PersonDescribed(bsn="999900018")


def test_a_contract_is_told_by_its_number_provider_and_product():
    """
    The municipality's own table, at the same door; the number leaves as a pseudonym.
    """
    any_product, one_product, withdrawn = example("wmo/contracten.csv").records

    assert any_product.key == "contract|RK-2026|agb:99000001|07|-"
    assert any_product.facts == (
        ContractAgreed(
            number="RK-2026",
            provider="agb:99000001",
            category="07",
            unit=Unit.DAGDEEL,
            maximum=5_250,
            start=date(2026, 1, 1),
            end=date(2027, 1, 1),
        ),
    )
    assert one_product.key == "contract|RK-2026|agb:99000001|07|07L01"
    assert (withdrawn.deleted, withdrawn.facts) == (True, ())


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("contracten-price-in-euros-with-a-point.csv", "number at row 2, column maximumtarief"),
        ("contracten-unit-unknown.csv", "unknown-word at row 2, column eenheid"),
    ],
)
def test_why_a_contract_is_refused(name, fault):
    """
    Each row alone.
    """
    (reason,) = reasons_of(f"wmo/{name}")

    assert reason.startswith(fault)


def test_the_client_of_an_allocation_is_described_with_the_registered_address():
    """
    What is not known of a birth date is left out, and only the address of the BRP counts.
    """
    (who,) = {record.who for record in example("wmo/wmo301.xml").records}

    assert who == PersonDescribed(
        bsn="999900006",
        surname="Voorbeeld",
        prefix="van den",
        partner_name="Proef",
        given_names="Anna Zoë",
        initials="AZ",
        birth_date="1987-05",
        sex=Sex.FEMALE,
        street="Voorbeeldstraat",
        house_number="12",
        postcode="1234AB",
        place="Voorbeeldstad",
        phone="0600000002",
        email="anna@voorbeeld.example",
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
    The logical key of iWmo, within that of the client.
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
    assert specific.key == "start|99000001|1001|07|07A11|2026-02-09|999900006"
    assert without_allocation.key == "start|99000001|-|08|-|2026-02-09|999900006"
    assert generic.key == "start|99000001|1003|-|-|2026-03-02|999900006"
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

    assert (old.key.split("|")[-2], old.deleted) == ("2026-02-09", True)
    assert (new.key.split("|")[-2], new.deleted) == ("2026-02-16", False)


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

    told = [r for r in read("wmo", raw).records if "07A11|2026-02-09|" in r.key]

    assert [record.deleted for record in told] == [False]
