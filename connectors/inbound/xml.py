"""XML read with everything dangerous switched off, and the names of places in it.

No entities, no DTD, no network, no huge trees; comments and processing instructions say nothing
and are dropped.  A document type declaration is refused by name: no Dutch message standard has
one, and it is what entity attacks start with.
"""

import re

from lxml import etree
from lxml.etree import _Element

from schemas.errors import Rejected
from schemas.reading import Context

Element = _Element
BLANK = " \t\r\n"  # what XML calls white space
SOAP = {
    "http://schemas.xmlsoap.org/soap/envelope/": "SOAP 1.1",
    "http://www.w3.org/2003/05/soap-envelope": "SOAP 1.2",
}
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    huge_tree=False,
    recover=False,
    remove_comments=True,
    remove_pis=True,
)
_UTF_8 = {"utf-8", "us-ascii", "ascii"}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def parse(raw: bytes) -> Element:
    """The root element of *raw*."""
    try:
        root = etree.fromstring(raw, _PARSER)
    except etree.XMLSyntaxError as error:
        raise _not_xml(raw, error) from None  # its text quotes the message
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype()
    return root


def must_be_utf8(raw: bytes, root: Element) -> None:
    """OP192.  Its ban on a byte order mark protects parsers; ours needs no such protection."""
    if raw.startswith(_UTF_16) or _encoding(root) not in _UTF_8:
        raise Rejected(
            "encoding", place="the XML declaration", expected="UTF-8 (OP192)", found="another one"
        )


def payload(root: Element) -> Element:
    """What the body of a SOAP envelope holds; *root* itself if it is no envelope."""
    if namespace(root) not in SOAP:
        return root
    if local_name(root) != "Envelope":
        raise Rejected("envelope", place="document", expected="a SOAP Envelope")
    bodies = root.findall(f"{{{namespace(root)}}}Body")
    if len(bodies) != 1 or len(bodies[0]) != 1:
        raise Rejected(
            "envelope", place="Envelope/Body", expected="one Body that holds one message"
        )
    return bodies[0][0]


def namespace(element: Element) -> str:
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def local_name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def place(element: Element, child: str = "") -> str:
    """Where *element* (or a child of it) stands below the message's root.

    A number tells elements of one name apart: `Client/StopProducten/StopProduct[2]/Einddatum`.
    """
    steps = [child] if child else []
    while (parent := element.getparent()) is not None and namespace(parent) not in SOAP:
        steps.append(_step(element, parent))
        element = parent
    return "/".join(reversed(steps)) or local_name(element)


def _step(element: Element, parent: Element) -> str:
    twins = list(parent.iterchildren(element.tag))
    name = local_name(element)
    return f"{name}[{twins.index(element) + 1}]" if len(twins) > 1 else name


def _encoding(root: Element) -> str:
    return (root.getroottree().docinfo.encoding or "utf-8").lower()


def _not_xml(raw: bytes, error: etree.XMLSyntaxError) -> Rejected:
    if re.search(rb"<!DOCTYPE", raw):
        return _doctype()
    line, column = error.position
    return Rejected(
        "not-xml",
        place=f"line {line}, column {column}",
        expected="well-formed XML",
        found="" if raw else "no bytes at all",
    )


def _doctype() -> Rejected:
    return Rejected(
        "doctype",
        place="before the root element",
        expected="no document type declaration (DOCTYPE) and no entities",
        found="a DOCTYPE",
    )


def is_xml(raw: bytes, context: Context) -> bool:
    """For a door that takes tables as well: its media type says so, else its bytes."""
    media_type = context.media_type.partition(";")[0].strip().lower()
    if media_type == "text/csv":
        return False
    if media_type.endswith("xml"):
        return True
    in_utf_16 = (b"\xff\xfe<", b"\xfe\xff\0<")
    return raw.startswith(in_utf_16) or raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
