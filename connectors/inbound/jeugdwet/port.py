"""What the Jeugdwet door takes."""

from connectors.inbound.door import Port
from schemas.facts import Source

PORT = Port(Source.JEUGDWET, media_types=("text/csv",), suffixes=(".csv",))
