"""Which nodes are described in the same words.

State, per municipality, beside what `contents` keeps:
    content/<content>        `held`: the nodes that hold it; of very many, how many they are
    held/<content>/<node>    of very many, each

Nearly every description is one node's, or a few nodes', and one look-up costs less than to go
through keys.  However many say the same, no value grows with their number.
"""

from streams.identify.work import Work
from streams.step import Json

FEW = 20


def holders(work: Work, content: str) -> list[str]:
    """The nodes that are described so, in order."""
    row = work.draft.get(work.key("content", content))
    there: int | list[str] = row["held"] if row else []
    return there if isinstance(there, list) else list(work.draft.under(_each(work, content)))


def add(work: Work, content: str, row: Json, node: str) -> None:
    """Let *node*, which is not described so, be that.

    *row*: what is kept of the content.
    """
    there: int | list[str] = row["held"]
    if isinstance(there, list) and len(there) < FEW:
        _held(work, content, row, sorted((*there, node)))
        return
    if isinstance(there, list):
        for other in there:
            work.draft.add(_each(work, content, other), 1)
        there = len(there)
    work.draft.add(_each(work, content, node), 1)
    _held(work, content, row, there + 1)


def remove(work: Work, content: str, row: Json, node: str) -> bool:
    """Let *node*, which is described so, be that no more; whether others are."""
    there: int | list[str] = row["held"]
    if isinstance(there, list):
        rest = [other for other in there if other != node]
        _held(work, content, row, rest)
        return bool(rest)
    work.draft.put(_each(work, content, node), None)
    if there > FEW + 1:
        _held(work, content, row, there - 1)
        return True
    rest = list(work.draft.under(_each(work, content)))
    for other in rest:
        work.draft.put(_each(work, content, other), None)
    _held(work, content, row, rest)
    return True


def _held(work: Work, content: str, row: Json, there: int | list[str]) -> None:
    work.draft.add(work.key("content", content), {**row, "held": there})


def _each(work: Work, content: str, node: str = "") -> str:
    return work.key("held", content, node)
