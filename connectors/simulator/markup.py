"""XML as text, no more of it than the messages need."""

from xml.sax.saxutils import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def leaf(name: str, value: object) -> str:
    """An element with text; nothing where there is no value, as no element may be empty."""
    return "" if value is None or value == "" else f"<{name}>{escape(str(value))}</{name}>\r\n"


def node(name: str, *inside: str, **attributes: str) -> str:
    """An element with elements; `xmlns_iwmo` is written as `xmlns:iwmo`."""
    said = "".join(f' {key.replace("_", ":")}="{value}"' for key, value in attributes.items())
    return f"<{name}{said}>\r\n{''.join(inside)}</{name}>\r\n"


def document(root: str) -> bytes:
    return f"{DECLARATION}\r\n{root}".encode()
