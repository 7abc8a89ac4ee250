"""Which of the two formats a Participatiewet message is: its media type says so, else its bytes."""

from connectors.inbound.participatiewet import besluiten, suwinet
from schemas.reading import Context, Reading


def read(raw: bytes, context: Context) -> Reading:
    """
    Raises:
        Rejected: the message as a whole cannot be read.
    """
    return suwinet.read(raw, context) if _is_xml(raw, context) else besluiten.read(raw, context)


def _is_xml(raw: bytes, context: Context) -> bool:
    media_type = context.media_type.partition(";")[0].strip().lower()
    if media_type == "text/csv":
        return False
    if media_type.endswith("xml"):
        return True
    in_utf_16 = (b"\xff\xfe<", b"\xfe\xff\0<")
    return raw.startswith(in_utf_16) or raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
