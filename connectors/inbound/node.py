"""The one pass that holds a message against its table (see `shape`), and what comes of it."""

from datetime import date
from typing import Any

from lxml import etree

from connectors.inbound.leaves import Leaf, Value
from connectors.inbound.shape import Shape
from connectors.inbound.xml import BLANK, Element, local_name, place
from schemas.errors import Rejected, kind_of

_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
HINTS = {f"{_INSTANCE}schemaLocation", f"{_INSTANCE}noNamespaceSchemaLocation"}
_ATTRIBUTES = etree.XPath("boolean(descendant-or-self::*/@*)")


class Node:
    """An element that was found good: its values by name, and where it stands."""

    __slots__ = ("element", "values")

    def __init__(self, element: Element) -> None:
        self.element = element
        self.values: dict[str, Any] = {}  # where many may stand, a list

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        value = self.values[name]
        assert isinstance(value, str)
        return value

    def maybe(self, name: str) -> str | None:
        return self.text(name) if name in self.values else None

    def number(self, name: str) -> int:
        value = self.values[name]
        assert isinstance(value, int)
        return value

    def day(self, name: str) -> date:
        value = self.values[name]
        assert isinstance(value, date)
        return value

    def maybe_day(self, name: str) -> date | None:
        return self.day(name) if name in self.values else None

    def node(self, name: str) -> "Node":
        value = self.values[name]
        assert isinstance(value, Node)
        return value

    def maybe_node(self, name: str) -> "Node | None":
        return self.node(name) if name in self.values else None

    def nodes(self, name: str) -> "list[Node]":
        values = self.values.get(name, [])
        listed = values if isinstance(values, list) else [values]
        return [value for value in listed if isinstance(value, Node)]

    def placed(self, name: str) -> "list[tuple[str, Node]]":
        """The nodes of that name with their places, found without counting siblings anew."""
        nodes = self.nodes(name)
        if len(nodes) == 1:
            return [(self.place(name), nodes[0])]
        here = self.place()
        return [(f"{here}/{name}[{number}]", node) for number, node in enumerate(nodes, 1)]

    def empty(self) -> bool:
        return not self.values

    def place(self, child: str = "") -> str:
        return place(self.element, child)


def read(element: Element, shape: Shape) -> Node:
    """Hold *element* and all below it against *shape*; the first fault ends it."""
    if _ATTRIBUTES(element):
        _must_be_hints(element)
    return _node(element, shape)


def _must_be_hints(element: Element) -> None:
    for below in element.iter():
        if not HINTS.issuperset(below.keys()):
            raise Rejected("attribute", place=place(below), expected="no attributes")


def _node(element: Element, shape: Shape) -> Node:
    if (text := element.text) and text.strip(BLANK):
        raise _stray(element, text)
    node, last = Node(element), -1  # the slot that was filled last
    values, slots, where = node.values, shape.slots, shape.where
    for child in element:
        tag = str(child.tag)
        here = where.get(tag, -1)
        if here != last + 1:
            _must_be_allowed(child, shape, last, here)
        last = here
        slot = slots[here]
        name, kind = slot.elements[tag]
        value = _value(child, kind) if isinstance(kind, Leaf) else _node(child, kind)
        if slot.many:
            values.setdefault(name, []).append(value)
        else:
            values[name] = value
        if (tail := child.tail) and tail.strip(BLANK):
            raise _stray(element, tail)
    _must_have_no_need(element, shape, last, len(slots))
    return node


def _must_be_allowed(child: Element, shape: Shape, last: int, here: int) -> None:
    if here == -1:
        raise _unknown(child, shape)
    if here < last:
        raise Rejected(
            "order",
            place=_numbered(child),
            expected="the elements in the order of the standard",
            found=local_name(child),
        )
    if here == last and not shape.slots[here].many:
        raise Rejected("repeated", place=_numbered(child), expected=f"one {shape.slots[here]}")
    if here > last + 1:
        _must_have_no_need(_parent(child), shape, last, here)


def _must_have_no_need(element: Element, shape: Shape, last: int, until: int) -> None:
    for slot in shape.slots[last + 1 : until]:
        if slot.required:
            later = any(str(child.tag) in slot.elements for child in element)
            raise Rejected(
                "order" if later else "missing",
                place=place(element, str(slot)),
                expected=f"element {slot} {'earlier' if later else 'here'}",
            )


def _unknown(child: Element, shape: Shape) -> Rejected:
    """Its name is told only if our table has it: it could hold anything."""
    names = {name for slot in shape.slots for name, _ in slot.elements.values()}
    if (name := local_name(child)) in names:
        expected = f"{name} in its own namespace"
        return Rejected("namespace", place=_numbered(child), expected=expected)
    return Rejected(
        "unknown-element", place=_numbered(child), expected="an element of the standard"
    )


def _numbered(child: Element) -> str:
    """The place of an element that may not be named by its own name."""
    parent = _parent(child)
    return place(parent, f"*[{parent.index(child) + 1}]")


def _parent(child: Element) -> Element:
    parent = child.getparent()
    assert parent is not None
    return parent


def _value(element: Element, kind: Leaf) -> Value:
    text = element.text or ""
    value = kind.read(text)
    if value is None or len(element):
        found = "elements" if len(element) else kind_of(text)
        raise Rejected(kind.fault, place=place(element), expected=kind.expected, found=found)
    return value


def _stray(element: Element, text: str) -> Rejected:
    return Rejected(
        "stray-text", place=place(element), expected="elements only", found=kind_of(text.strip())
    )
