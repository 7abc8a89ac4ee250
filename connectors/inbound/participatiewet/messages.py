"""Which of the two formats a Participatiewet message is: its media type says so, else its bytes."""

from connectors.inbound.participatiewet import besluiten, suwinet
from connectors.inbound.xml import is_xml
from schemas.reading import Context, Reading


def read(raw: bytes, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    return suwinet.read(raw, context) if is_xml(raw, context) else besluiten.read(raw, context)
