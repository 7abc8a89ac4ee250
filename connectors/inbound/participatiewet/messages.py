"""Which format a Participatiewet message is: its media type or bytes say XML; else its header."""

from connectors.inbound.csv import table_of
from connectors.inbound.participatiewet import aanmeldingen, besluiten, suwinet
from connectors.inbound.xml import is_xml
from schemas.reading import Context, Reading

KNOWN = tuple(dict.fromkeys((*besluiten.COLUMNS.known, *aanmeldingen.COLUMNS.known)))


def read(raw: bytes, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    if is_xml(raw, context):
        return suwinet.read(raw, context)
    table = table_of(raw, context, KNOWN)
    registered = table.position(aanmeldingen.NUMBER) is not None
    return aanmeldingen.read(table, context) if registered else besluiten.read(table, context)
