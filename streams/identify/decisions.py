"""What somebody decided about two nodes: the latest decision about them holds.

State: `decided/<municipality>/<node>/<other>`, once under each of the two.
"""

from collections.abc import Collection, Iterator

from schemas import wire
from schemas.messages import LinkDecided
from streams.identify.nodes import Touched
from streams.identify.work import Work
from streams.linking import Decision
from streams.step import Json


def take(work: Work, decided: LinkDecided) -> Touched:
    """Keep a decision, if it is the latest about its two nodes; what that touches."""
    key = work.key("decided", decided.one, decided.other)
    known = work.draft.get(key)
    if known is not None and _rank(known) >= _rank(said := wire.plain(decided)):
        return Touched()
    said = wire.plain(decided)
    work.draft.put(key, said)
    work.draft.put(work.key("decided", decided.other, decided.one), said)
    return Touched(frozenset((decided.one, decided.other)))


def about(work: Work, name: str) -> Iterator[str]:
    """The nodes that were decided about together with *name*."""
    return iter(work.draft.under(work.key("decided", name, "")))


def among(work: Work, names: Collection[str]) -> Iterator[Decision]:
    """What holds about two of *names*; what was withdrawn does not."""
    for name in names:
        for other, said in work.draft.under(work.key("decided", name, "")).items():
            if name < other and other in names and said["verdict"] != "withdrawn":
                same = said["verdict"] == "same"
                yield Decision(name, other, same, said.get("evidence", ""))


def of(work: Work, one: str, other: str) -> Json | None:
    """What holds about two nodes."""
    said = work.draft.get(work.key("decided", one, other))
    return said if said and said["verdict"] != "withdrawn" else None


def _rank(said: Json) -> tuple[str, str, str]:
    return said["at"], said["cause"]["received"], said["cause"]["message"]
