"""What the Participatiewet door takes: decisions (CSV) and the Suwinet dossier (XML)."""

from connectors.inbound.door import Port
from connectors.inbound.suwi import MEDIA_TYPES
from schemas.facts import Source

PORT = Port(
    Source.PARTICIPATIEWET,
    media_types=("text/csv", *MEDIA_TYPES),
    suffixes=(".csv", ".xml"),
)
