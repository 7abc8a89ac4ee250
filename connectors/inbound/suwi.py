"""Answers of Suwinet services: the envelope around them, and what they may hold.

An answer tells of one person (ClientSuwi), or only reports of the framework (FWI), or that nothing
was found.  Only the first is a record; the other two are noticed.  A client with a report of an
error (Fout) is a dossier with parts missing: taken as the whole, it would withdraw what it leaves
out, so it is refused.  Source: SuwiML Transactiestandaard 4.0.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from connectors.inbound import node, shape, xml
from connectors.inbound.node import Node
from connectors.inbound.xml import Element
from schemas.errors import Rejected
from schemas.reading import Context, Notice
from schemas.values import Municipality, may_hold_bsn

FWI = "http://bkwi.nl/SuwiML/FWI/v0205"
MEDIA_TYPES = ("application/xml", "text/xml", "application/soap+xml")
_NAMESPACES = dict.fromkeys(
    ("inkomsten", "verzekeringen", "register", "reintegratie", "shared"), ""
)
_TABLE = Path(__file__).with_name("suwi.txt").read_text(encoding="utf-8")
_SHAPES = shape.table(_TABLE, _NAMESPACES | {"fwi": FWI}, {})
_SERVICE = re.compile(r"http://bkwi\.nl/SuwiML/Diensten/([A-Za-z]{1,60})/(v[0-9]{4})")
_CODE = re.compile(r"[A-Za-z0-9._-]{1,20}")


@dataclass(frozen=True, slots=True)
class Service:
    """A service whose answers are read.  `label`: its classes in the table."""

    name: str
    version: str
    answer: str
    label: str

    @property
    def tag(self) -> str:
        return f"{{http://bkwi.nl/SuwiML/Diensten/{self.name}/{self.version}}}{self.answer}"


@dataclass(frozen=True, slots=True)
class Answer:
    """`client`: whom the service told of, if anyone."""

    service: Service | None
    client: Node | None
    notices: tuple[Notice, ...] = ()


def answer(raw: bytes, *services: Service) -> Answer:
    """The answer of one of *services* in *raw*."""
    found = xml.payload(xml.parse(raw))
    if xml.local_name(found) == "Fault" and xml.namespace(found) in xml.SOAP:
        return _fault(found)
    if found.tag == f"{{{FWI}}}Fout":
        return Answer(None, None, (_report("Fout", node.read(found, _SHAPES["shared Melding"])),))
    for service in services:
        if found.tag == service.tag:
            return _opened(found, service)
    raise _another_message(found, services)


def municipality(context: Context) -> Municipality:
    """No Suwinet answer names the municipality that asked."""
    if context.municipality is None:
        raise Rejected(
            "municipality",
            place="document",
            expected="a sender that is registered with a municipality: the answer names none",
        )
    return context.municipality


def _opened(found: Element, service: Service) -> Answer:
    first = found[0].tag if len(found) else ""
    if first == f"{{{FWI}}}NietsGevonden":
        node.read(found, _SHAPES["shared Nothing"])
        return Answer(service, None, (Notice("FWI", "NietsGevonden"),))
    if first == f"{{{FWI}}}FWI":
        return Answer(service, None, _reports(node.read(found, _SHAPES["shared Reports"])))
    told = node.read(found, _SHAPES[f"{service.label} Answer"])
    for reports in told.nodes("FWI"):
        if "Fout" in reports:
            raise Rejected(
                "incomplete",
                place=reports.place("Fout"),
                expected="a client without Fout: what a partial answer leaves out is unknown",
            )
    return Answer(service, told.node("ClientSuwi"), _reports(told))


def _reports(told: Node) -> tuple[Notice, ...]:
    return tuple(
        _report(kind, report)
        for reports in told.nodes("FWI")
        for kind in ("Fout", "Waarschuwing", "Informatie")
        for report in reports.nodes(kind)
    )


def _report(kind: str, report: Node) -> Notice:
    """Its code only, as far as it can be one: the text may name the person."""
    code = report.text("Code")
    is_code = _CODE.fullmatch(code) and not may_hold_bsn(code)
    return Notice(f"FWI {kind}", code if is_code else "?")


def _fault(fault: Element) -> Answer:
    """A SOAP Fault: the question was not answered."""
    errors = [
        _report("Fout", node.read(error, _SHAPES["shared Melding"]))
        for error in fault.iter(f"{{{FWI}}}Fout")
    ]
    return Answer(None, None, tuple(errors) or (Notice("SOAP", "Fault"),))


def _another_message(found: Element, services: tuple[Service, ...]) -> Rejected:
    """Says which service it is of, where the namespace tells it."""
    wanted = " or ".join(f"{s.answer} of {s.name} {s.version}" for s in services)
    named = _SERVICE.fullmatch(xml.namespace(found))
    if named is None:
        what = "another namespace" if xml.namespace(found) else "no namespace"
        return Rejected("namespace", place="root element", expected=wanted, found=what)
    ours = {service.name: service.version for service in services}
    if named[1] not in ours:
        fault, what = "message-type", f"{named[1]} {named[2]}"
    elif named[2] != ours[named[1]]:
        fault, what = "version", f"{named[1]} {named[2]}"
    else:
        fault, what = "message-type", f"another element of {named[1]} {named[2]}"
    return Rejected(fault, place="root element", expected=wanted, found=what)
