"""What the providers' door takes: CloudEvents (one, or a batch) and tables."""

from connectors.inbound.door import Port
from schemas.facts import Source

PORT = Port(
    Source.PROVIDERS,
    media_types=(
        "application/cloudevents+json",
        "application/cloudevents-batch+json",
        "text/csv",
    ),
    suffixes=(".json", ".csv"),
)
