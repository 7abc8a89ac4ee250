"""What the Participatiewet door takes: decisions (CSV) and the Suwinet dossier (XML)."""

from connectors.inbound.door import Port
from schemas.facts import Source

PORT = Port(
    Source.PARTICIPATIEWET,
    media_types=("text/csv", "application/xml", "text/xml", "application/soap+xml"),
    suffixes=(".csv", ".xml"),
)
