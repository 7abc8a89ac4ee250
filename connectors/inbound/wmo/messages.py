"""iWmo 3.2: allocations (WMO301), starts (WMO305) and stops (WMO307) of delivery, claims (WMO323).

Beside them the municipality tells its framework contracts, as a table.

A message stands or falls as a whole (iStandaarden, acceptance levels 1 and 2): its first fault
refuses it.  What one message alone shows is checked here, against our own table of elements
(`elements.txt`), our own copy of the code lists (`codes.json`) and the rules of the standard,
which the reasons name (CS…, CD…, TR…, RS…).  What needs other messages is for the steps.
"""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.inbound import node, shape, xml
from connectors.inbound.node import Node
from connectors.inbound.wmo import allocations, claims, contracten, deliveries
from connectors.inbound.wmo.person import check_client
from schemas.errors import Rejected
from schemas.reading import Context, Reading

DUTCH_TIME = ZoneInfo("Europe/Amsterdam")
NAMESPACE = "http://www.istandaarden.nl/iwmo/3_2/{}/schema"
TAKEN = {
    "301": allocations.records,
    "305": deliveries.started,
    "307": deliveries.stopped,
    "323": claims.records,
}
CLAIMS = "323"
LISTED = "WMO301, WMO305, WMO307 or WMO323"
_HERE = Path(__file__).parent
_NAMESPACES = {kind: NAMESPACE.format(f"wmo{kind}") for kind in TAKEN} | {
    "shared": NAMESPACE.format("basisschema")
}
_SHAPES = shape.table(
    (_HERE / "elements.txt").read_text(encoding="utf-8"),
    _NAMESPACES,
    json.loads((_HERE / "codes.json").read_text(encoding="utf-8"))["lists"],
)
_ROOTS = {f"{{{_NAMESPACES[kind]}}}Bericht": kind for kind in TAKEN}
_ISTANDAARD = re.compile(
    r"http://www\.istandaarden\.nl/i([a-z]{2,4})/([0-9])_([0-9])/([a-z]{2,4}[0-9]{3})/schema"
)
_NAMES = {"wmo": "iWmo", "jw": "iJw", "wlz": "iWlz", "eb": "iEb", "pgb": "iPgb"}


def read(raw: bytes, context: Context) -> Reading:
    if not xml.is_xml(raw, context):
        return contracten.read(raw, context)
    root = xml.parse(raw)
    kind = _ROOTS.get(str(root.tag))
    if kind is None:
        raise _another_message(xml.namespace(root))
    xml.must_be_utf8(raw, root)
    message = node.read(root, _SHAPES[f"{kind} Bericht"])
    header = message.node("Header")
    _must_not_come_from_the_future(header, context)
    if kind == CLAIMS:
        return Reading(TAKEN[kind](header, message.node("Declaratie")))
    client = message.node("Client")
    check_client(client, header.node("BerichtIdentificatie").day("Dagtekening"))
    return Reading(TAKEN[kind](header, client))


def _must_not_come_from_the_future(header: Node, context: Context) -> None:
    received = datetime.fromisoformat(context.received)
    if received.tzinfo is None:
        received = received.replace(tzinfo=UTC)
    identification = header.node("BerichtIdentificatie")
    if identification.day("Dagtekening") > received.astimezone(DUTCH_TIME).date():
        raise Rejected(
            "future",
            place=identification.place("Dagtekening"),
            expected="a day not after the day of receipt (TR135)",
            found="a later day",
        )


def _another_message(namespace: str) -> Rejected:
    """Says which message it is, where the namespace tells it; never quotes an unknown one."""
    if (named := _ISTANDAARD.fullmatch(namespace)) is None:
        return Rejected(
            "namespace",
            place="root element",
            expected=f"Bericht in the namespace of {LISTED} of iWmo 3.2",
            found="another namespace" if namespace else "no namespace",
        )
    standard, version = _NAMES.get(named[1], f"i{named[1]}"), f"{named[2]}.{named[3]}"
    message = named[4].upper()
    if (standard, version) != ("iWmo", "3.2"):
        return Rejected(
            "standard" if standard != "iWmo" else "version",
            place="root element",
            expected="a message of iWmo 3.2",
            found=f"{message} of {standard} {version}",
        )
    if message.removeprefix("WMO") in TAKEN:
        return Rejected("root", place="root element", expected="Bericht", found="another element")
    return Rejected(
        "message-type",
        place="root element",
        expected=f"{LISTED}: {message} is not taken yet",
        found=message,
    )
