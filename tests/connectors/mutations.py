"""Everything that can go wrong with one valid XML message, one fault at a time.

Held against an official schema, this proves that our own table of elements is complete: whatever
the schema refuses, the reader must refuse.  The schemas are not ours to ship.
"""

import copy
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"
LENGTHS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 16, 19, 21, 25, 26, 36, 37, 41, 65, 71, 81, 101, 201)
WRONG = (
    "", " ", "x", "X", "é", "-1", "+1", "0", "1", "6", "00", "99", "1.5", "1.0", "01.0.0", "ZZ",
    "Z9", "٣", "٣" * 9, "a\nb", "a b", "0000000A", "A1", "A.", "10000", "100000000", "1234567890",
    "2026-02-30", "2026-13-01", "2026-1-1", "2026-01-01Z", "2026-01-01T00:00:00", "02026-01-01",
    "0000-01-01", "12:00", "25:00:00", "12:00:00Z", "12:00:60", "20260101", "20261301", "20260132",
    "00000001", "00000100", *("y" * n for n in LENGTHS), *("9" * n for n in LENGTHS[:12]),
)  # fmt: skip


def mutants(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Each fault, named, with the message that has it and no other."""
    tree = etree.fromstring(raw)
    for number, element in enumerate(tree.iter("*")):
        name = f"{number}-{etree.QName(element).localname}"
        for fault, mutant in _faults(tree, number, element):
            yield f"{name}: {fault}", etree.tostring(mutant)
        for fault in _fillings(element):
            yield f"{name}: {fault}", etree.tostring(tree)


def _faults(tree, number, element):
    for fault, change in CHANGES.items():
        mutant = copy.deepcopy(tree)
        twin = next(e for n, e in enumerate(mutant.iter("*")) if n == number)
        if twin.getparent() is None and fault in ABOUT_SIBLINGS:
            continue
        if change(twin) is not False:
            yield fault, mutant


def _fillings(element):
    """A leaf filled wrongly; the caller must be done with one before it asks for the next."""
    right = element.text
    for text in WRONG if len(element) == 0 else ():
        element.text = text
        yield f"holds {len(text)} characters, {text[:10]!r}"
    element.text = right


def _dropped(element):
    element.getparent().remove(element)


def _doubled(element):
    element.addnext(copy.deepcopy(element))


def _swapped(element):
    following = element.getnext()
    if following is None:
        return False
    following.addnext(element)
    return True


def _last(element):
    element.getparent().append(element)


def _renamed(element):
    element.tag = f"{{{etree.QName(element).namespace or ''}}}Anders".replace("{}", "")


def _moved_to_another_namespace(element):
    element.tag = f"{{urn:anders}}{etree.QName(element).localname}"


def _moved_to_the_parents_or_no_namespace(element):
    parent = element.getparent()
    space = etree.QName(parent).namespace if parent is not None else None
    if space == etree.QName(element).namespace:
        space = None if space else "urn:anders"
    name = etree.QName(element).localname
    element.tag = f"{{{space}}}{name}" if space else name


def _given_a_child(element):
    etree.SubElement(element, "Anders")


def _given_an_attribute(element):
    element.set("soort", "1")


def _nil(element):
    element.set("{http://www.w3.org/2001/XMLSchema-instance}nil", "true")


def _given_text(element):
    if len(element) == 0:
        return False
    element[-1].tail = "tekst"
    return True


def _emptied(element):
    for child in list(element):
        element.remove(child)
    element.text = None


CHANGES = {
    "dropped": _dropped,
    "doubled": _doubled,
    "swapped with the next": _swapped,
    "moved to the end": _last,
    "renamed": _renamed,
    "in another namespace": _moved_to_another_namespace,
    "in its parent's namespace": _moved_to_the_parents_or_no_namespace,
    "with a strange child": _given_a_child,
    "with a strange attribute": _given_an_attribute,
    "nil": _nil,
    "with text between its elements": _given_text,
    "emptied": _emptied,
}
ABOUT_SIBLINGS = {"dropped", "doubled", "swapped with the next", "moved to the end"}


def schema_file(path: str) -> Path:
    """An official schema, in the folder that SAMENLOOP_REFERENCE names; `*` stands for versions."""
    folder = os.environ.get("SAMENLOOP_REFERENCE", "")
    found = sorted(Path(folder).glob(path)) if folder else []
    if not found:
        pytest.skip(
            f"no official schema: SAMENLOOP_REFERENCE must name a folder that holds {path}"
            " (iWmo: istandaarden.nl, release 3.2; Suwinet: bkwi.nl, SuwiML; not ours to ship)"
        )
    return found[0]


def schema(path: str) -> Callable[[bytes], bool]:
    """Whether an official schema takes a message."""
    official = etree.XMLSchema(etree.parse(str(schema_file(path))))
    return lambda raw: official.validate(etree.fromstring(raw))


def element_names(raw: bytes) -> set[str]:
    return {etree.QName(element).localname for element in etree.fromstring(raw).iter("*")}


def declared(path: Path) -> set[str]:
    """The names of the elements that a schema knows, types of other files included where used."""
    types, names = {}, set()
    for file in (path, *path.parent.rglob("*.xsd"), *path.parents[3].rglob("Basisschema/**/*.xsd")):
        for kind in etree.parse(str(file)).iter(f"{XS}complexType"):
            if kind.get("name"):
                types.setdefault(kind.get("name"), kind)
    waiting, seen = [etree.parse(str(path)).getroot()], set()
    while waiting:
        for element in waiting.pop().iter(f"{XS}element"):
            names.add(element.get("name") or element.get("ref").rpartition(":")[2])
            kind = (element.get("type") or "").rpartition(":")[2]
            if kind in types and kind not in seen:
                seen.add(kind)
                waiting.append(types[kind])
    return names
