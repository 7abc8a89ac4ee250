"""What the Wmo door takes: iWmo (XML) and framework contracts (CSV)."""

from connectors.inbound.door import Port
from schemas.facts import Source

PORT = Port(
    Source.WMO,
    media_types=("text/csv", "application/xml", "text/xml"),
    suffixes=(".csv", ".xml"),
)
