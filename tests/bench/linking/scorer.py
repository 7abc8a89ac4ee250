"""What our linker makes of a table, to ask more of it than which records it links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from deploy import register
from streams.linking.compare import compare
from streams.linking.model import Model, weight
from streams.linking.nodes import Node
from streams.linking.table import Table, learned
from streams.linking.traits import Traits


@dataclass(frozen=True)
class Scorer:
    model: Model
    of: dict[str, Traits]

    def weight(self, one: str, other: str) -> float:
        ours, theirs = self.of[one], self.of[other]
        return weight(self.model, ours, theirs, compare(ours, theirs))


def read(table: Path, columns: Path) -> list[Node]:
    return register.read(table, register.mapping(columns), datetime.now(UTC).date()).nodes


def taught(nodes: Sequence[Node]) -> Scorer:
    """With the weights that the table itself teaches, as `samenloop link` learns them."""
    table = Table(nodes)
    model = learned("of this table", table, list(table.to_learn_from()))
    return Scorer(model, {node.name: node.traits for node in nodes})
