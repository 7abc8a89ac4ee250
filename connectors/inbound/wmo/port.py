"""What the Wmo door takes."""

from connectors.inbound.door import Port
from schemas.facts import Source

PORT = Port(Source.WMO, media_types=("application/xml", "text/xml"), suffixes=(".xml",))
