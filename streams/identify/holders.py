"""Which nodes are described in the same words.

State, per municipality:
    held/<content>           the nodes that hold it; of very many, how many they are
    held/<content>/<node>    of very many, each

Nearly every description is one node's, or a few nodes', and one look-up costs less than to go
through keys.  However many say the same, no value grows with their number.
"""

from streams.identify.work import Work

FEW = 20


def holders(work: Work, content: str) -> list[str]:
    """The nodes that are described so, in order."""
    there: int | list[str] = work.draft.get(work.key("held", content)) or []
    return there if isinstance(there, list) else list(work.draft.under(_each(work, content)))


def add(work: Work, content: str, node: str) -> None:
    """Let *node*, which is not described so, be that."""
    key = work.key("held", content)
    there: int | list[str] = work.draft.get(key) or []
    if isinstance(there, list) and len(there) < FEW:
        work.draft.add(key, sorted((*there, node)))
        return
    if isinstance(there, list):
        for other in there:
            work.draft.add(_each(work, content, other), 1)
        there = len(there)
    work.draft.add(_each(work, content, node), 1)
    work.draft.add(key, there + 1)


def remove(work: Work, content: str, node: str) -> bool:
    """Let *node*, which is described so, be that no more; whether others are."""
    key = work.key("held", content)
    there: int | list[str] = work.draft.get(key) or []
    if isinstance(there, list):
        rest = [other for other in there if other != node]
        work.draft.put(key, rest or None)
        return bool(rest)
    work.draft.put(_each(work, content, node), None)
    if there > FEW + 1:
        work.draft.add(key, there - 1)
        return True
    rest = list(work.draft.under(_each(work, content)))
    for other in rest:
        work.draft.put(_each(work, content, other), None)
    work.draft.add(key, rest)
    return True


def _each(work: Work, content: str, node: str = "") -> str:
    return work.key("held", content, node)
