"""Framework contracts: what each provider may ask for dagbesteding at the most."""

from connectors.simulator.life import Stage
from connectors.simulator.telling import Listed

MAXIMUM = 6_000  # cents for a dagdeel
CATEGORY = "07"


def agree(stage: Stage) -> None:
    """One contract for all providers, a row for each, from the first day on."""
    number = f"RK-{stage.start.year}"
    for provider in stage.world.providers:
        provider_id = f"kvk:{provider.kvk}"
        data = {
            "contractnummer": number,
            "aanbieder": provider_id,
            "categorie": CATEGORY,
            "eenheid": "dagdeel",
            "maximumtarief": f"{MAXIMUM // 100},{MAXIMUM % 100:02}",
            "ingangsdatum": stage.start,
        }
        stage.tell(stage.start, Listed("contracten", (number, provider_id, CATEGORY, "-"), data))
