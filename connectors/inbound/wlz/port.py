"""What the Wlz door takes."""

from connectors.inbound.door import Port
from schemas.facts import Source

PORT = Port(Source.WLZ, media_types=("text/csv",), suffixes=(".csv",))
