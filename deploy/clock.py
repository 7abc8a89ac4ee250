"""Tells the hub at each midnight in the Netherlands that a day has passed."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from deploy.brokers import BrokerUnavailable

ZONE = ZoneInfo("Europe/Amsterdam")
NAP_SECONDS = 60.0  # so that a machine that slept, or whose clock was set, is not a day behind
AGAIN_SECONDS = 1.0

log = structlog.get_logger()


def today() -> date:
    return datetime.now(ZONE).date()


async def pass_days(tell: Callable[[date], None], told: date) -> None:
    """Call *tell* with each new day, *told* being the last one that was told.  Never ends."""
    while True:
        await asyncio.sleep(min(NAP_SECONDS, seconds_to_midnight(datetime.now(ZONE))))
        if (day := today()) <= told:
            continue
        try:
            await asyncio.to_thread(tell, day)
        except BrokerUnavailable:
            log.warning("day_not_told", day=str(day), advice="tried again within a minute")
            await asyncio.sleep(AGAIN_SECONDS)
            continue
        log.info("day_passed", day=str(day))
        told = day


def seconds_to_midnight(now: datetime) -> float:
    """Until the next day begins where *now* is; a day of the clock change has 23 or 25 hours."""
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), tzinfo=now.tzinfo)
    return max(0.0, midnight.timestamp() - now.timestamp())
