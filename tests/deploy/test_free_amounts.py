"""What is left alone beside bijstand, as the policy has it."""

import pytest

from schemas.free_amounts import FreeAmount, free_amount
from schemas.policy import Policy
from tests.given import POLICY, day


def amount(of="premie", per="year", start="2025-01-01", cents=326_300, **more):
    source = "fictief: een besluit van Voorbeeldstad"
    return FreeAmount(of=of, per=per, start=day(start), cents=cents, source=source, **more)


def test_the_last_amount_that_has_begun_holds():
    """
    Whatever their order in the file; before the first nothing is known.
    """
    starts = {"2026-07-01": 3, "2025-01-01": 1, "2026-01-01": 2}
    amounts = tuple(amount(start=start, cents=cents) for start, cents in starts.items())

    found = [
        free_amount(amounts, "premie", "year", day(on))
        for on in ("2024-12-31", "2025-01-01", "2026-06-30", "2026-07-01")
    ]

    assert [a and a.cents for a in found] == [None, 1, 2, 3]
    assert free_amount(amounts, "premie", "month", day("2026-01-01")) is None


def test_one_amount_of_a_kind_begins_on_a_day():
    with pytest.raises(ValueError, match="premie per year from 2025-01-01 named twice"):
        Policy.model_validate(
            POLICY.model_dump() | {"free_amounts": [amount(), amount(cents=1).model_dump()]}
        )


@pytest.mark.parametrize("more", [{"percentage": 25}, {"months": 6}])
def test_a_share_and_a_number_of_months_are_of_earnings_by_the_month(more):
    assert amount("eigen_inkomsten", "month", **more)
    for of, per in (("eigen_inkomsten", "year"), ("premie", "month")):
        with pytest.raises(ValueError, match="of eigen_inkomsten per month"):
            amount(of, per, **more)


def test_of_a_premie_no_month_is_left_alone():
    """
    A setting that does nothing is a mistake.
    """
    with pytest.raises(ValueError, match="an amount a year"):
        amount("premie", "month")


def test_an_amount_without_a_source_is_refused():
    """
    A number without a source is a guess.
    """
    with pytest.raises(ValueError, match="source"):
        FreeAmount(of="premie", per="year", start=day("2025-01-01"), cents=1, source="")
