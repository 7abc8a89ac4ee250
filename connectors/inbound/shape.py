"""A table of elements, as text: which elements a message has, in which order, how often, and what.

A class starts with `[label Name]`; each line below it is an element: its name, how often it stands
there, and what it is (a class, or a leaf: see `leaves`).

    [307 StopProduct]
    ToewijzingNummer   ?  whole 0..999999999
    Product            ?  Product

How often: `1` once, `?` once or not at all, `+` once or more, `*` any number of times; lines in a
row that bear `|` are a choice of exactly one, `|+` of one or more.  The order of the lines is the
order of the elements.  A class is looked up under its own label first, then under `shared`.  The
label stands for the namespace of the class's elements; a name may bear another (`fwi:FWI`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from connectors.inbound.leaves import Leaf, Lists, leaf


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the order of elements: one element, or a choice of several."""

    elements: Mapping[str, tuple[str, "Leaf | Shape"]]  # by full tag: name and what it is
    required: bool
    many: bool

    def __str__(self) -> str:
        return "|".join(name for name, _ in self.elements.values())


@dataclass(slots=True)
class Shape:
    """A class of the table."""

    slots: list[Slot] = field(default_factory=list)
    where: dict[str, int] = field(default_factory=dict)  # tag -> number of its slot


def table(text: str, namespaces: Mapping[str, str], lists: Lists) -> dict[str, Shape]:
    """The classes of a table, by `label Name`."""
    sections = list(_sections(text))
    shapes = {title: Shape() for title, _ in sections}
    for title, rows in sections:
        label = title.partition(" ")[0]
        for times, group in groupby(rows, key=lambda row: (row[1], row[1][0] == "|" or row)):
            elements = {}
            for name, _, words in group:
                prefix, _, bare = name.rpartition(":")
                space = namespaces[prefix or label]
                kind = shapes.get(f"{label} {words}") or shapes.get(f"shared {words}")
                elements[f"{{{space}}}{bare}" if space else bare] = bare, kind or leaf(words, lists)
            _add(shapes[title], elements, times[0])
    return shapes


def _add(shape: Shape, elements: dict[str, tuple[str, "Leaf | Shape"]], times: str) -> None:
    shape.where.update(dict.fromkeys(elements, len(shape.slots)))
    slot = Slot(elements, required=times in {"1", "+", "|", "|+"}, many=times in {"+", "*", "|+"})
    shape.slots.append(slot)


def _sections(text: str) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    title = ""
    rows: list[tuple[str, str, str]] = []
    for line in text.splitlines():
        match line.split(maxsplit=2):
            case [] | ["#", *_]:
                continue
            case [first, *_] if first.startswith("["):
                if title:
                    yield title, rows
                title, rows = line.strip()[1:-1], []
            case [name, times, words]:
                rows.append((name, times, words))
            case _:
                raise ValueError(f"a table has no such line: {line}")
    yield title, rows
