"""What the UWV door takes."""

from connectors.inbound.door import Port
from connectors.inbound.suwi import MEDIA_TYPES
from schemas.facts import Source

PORT = Port(
    Source.UWV,
    media_types=("text/csv", *MEDIA_TYPES),
    suffixes=(".csv", ".xml"),
)
