"""What providers report, as CloudEvents after the NL GOV profile: one, or a batch."""

import json
from collections.abc import Iterable
from typing import Any

from connectors.simulator.chance import Chance
from connectors.simulator.telling import Reported, Telling
from connectors.simulator.world import Provider


def write_event(telling: Telling, reported: Reported, chance: Chance) -> bytes:
    return _json(_event(telling, reported, chance))


def write_batch(told: Iterable[Telling], chance: Chance) -> bytes:
    return _json([_event(t, t.content, chance) for t in told if isinstance(t.content, Reported)])


def source(provider: Provider) -> str:
    if provider.reports_as == "kvk":
        return f"urn:nld:hr:kvknummer:{provider.kvk}"
    return f"urn:nld:agb:{provider.agb}"


def _event(telling: Telling, reported: Reported, chance: Chance) -> dict[str, Any]:
    state = "vervallen" if reported.void else "gemeld"
    return {
        "specversion": "1.0",
        "id": str(chance.uuid()),
        "source": source(reported.provider),
        "type": f"nl.aanbieders.{reported.thing}.{state}.v1",
        "time": telling.at.isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": reported.data,
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
