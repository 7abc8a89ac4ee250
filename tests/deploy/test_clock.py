"""Midnight in the Netherlands, on every day of the year."""

import asyncio
from datetime import date, datetime

import pytest

from deploy import clock
from deploy.brokers import BrokerUnavailable
from deploy.clock import ZONE, pass_days, seconds_to_midnight

HOUR = 3600


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        pytest.param("2026-06-30T23:00", 1, id="an hour before"),
        pytest.param("2026-06-30T00:00", 24, id="at midnight"),
        pytest.param("2026-03-29T00:00", 23, id="clocks go forward"),
        pytest.param("2026-10-25T00:00", 25, id="clocks go back"),
    ],
)
def test_the_day_ends_at_midnight_where_the_municipality_is(now, hours):
    """
    A day of the clock change has another length, and still ends at midnight.
    """
    assert hours * HOUR == seconds_to_midnight(datetime.fromisoformat(now).replace(tzinfo=ZONE))


def test_each_day_is_told_once_and_again_when_the_broker_was_away(monkeypatch):
    """
    No day is skipped because the broker was restarted at midnight.
    """
    days = iter([date(2026, 1, 1), *[date(2026, 1, 2)] * 3, date(2026, 1, 3)])
    monkeypatch.setattr(clock, "today", lambda: next(days))
    monkeypatch.setattr(clock, "NAP_SECONDS", 0.0)
    monkeypatch.setattr(clock, "AGAIN_SECONDS", 0.0)
    told, away = [], [BrokerUnavailable("away")]

    def tell(day):
        if away:
            raise away.pop()
        told.append(day)

    with pytest.raises(RuntimeError, match="StopIteration"):
        asyncio.run(pass_days(tell, date(2026, 1, 1)))

    assert [date(2026, 1, 2), date(2026, 1, 3)] == told
