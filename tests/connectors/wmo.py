"""Valid iWmo messages, and what comes of changing them."""

from tests.connectors.reading import MESSAGES, read, reasons


def valid(name):
    return (MESSAGES / "wmo" / "valid" / f"{name}.xml").read_text(encoding="utf-8")


def changed(name, *changes):
    """A valid message with parts of its text replaced, once each."""
    text = valid(name)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def records(name, *changes):
    return read("wmo", changed(name, *changes)).records


def reason(name, *changes):
    (said,) = reasons("wmo", changed(name, *changes))
    return said
