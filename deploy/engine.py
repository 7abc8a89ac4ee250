"""The engine's settings for what is sent, or looked at, from beside the steps."""

from typing import Any

from streams.engine.settings import Settings
from streams.settings import AppSettings

PATIENCE_SECONDS = 30.0


def beside(settings: AppSettings) -> Settings:
    """Those of the hub's workers, of one that is none of them."""
    more: dict[str, Any] = {"patience": PATIENCE_SECONDS, "instance": "beside"} | settings.engine
    return Settings(settings.app_id, settings.bootstrap, **more)
