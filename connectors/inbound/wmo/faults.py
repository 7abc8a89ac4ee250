"""How a broken rule of the standard is told."""

from datetime import date

from connectors.inbound.node import Node
from schemas.errors import Rejected


def wrong(node: Node, child: str, fault: str, expected: str, found: str = "") -> Rejected:
    """A fault at *child* of *node* (or at *node* itself).  *expected* ends with the rule."""
    return Rejected(fault, place=node.place(child), expected=expected, found=found)


def must_not_be_after(node: Node, child: str, sent: date) -> None:
    """TR134: no birth, decision, start or stop lies after the message that tells it."""
    if child in node and node.day(child) > sent:
        raise wrong(node, child, "future", "a day not after Dagtekening (TR134)", "a later day")


def must_not_end_before(node: Node, first: str, last: str, rule: str) -> None:
    if first in node and last in node and node.day(last) < node.day(first):
        raise wrong(node, last, "period", f"a day not before {first} ({rule})", "an earlier day")
