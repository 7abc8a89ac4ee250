"""What somebody decided about two nodes: the latest decision about them holds.

State: `decided/<municipality>/<node>`, by the other node; each decision under both.  That there is
one stands with the node too (`kept`).
"""

from collections.abc import Collection, Iterator, Mapping

from schemas import wire
from schemas.messages import LinkDecided
from streams.identify import kept
from streams.identify.nodes import Touched
from streams.identify.work import Work
from streams.linking import Decision
from streams.step import Json


def take(work: Work, decided: LinkDecided) -> Touched:
    """Keep a decision, if it is the latest about its two nodes; what that touches."""
    said = wire.plain(decided)
    known = about(work, decided.one).get(decided.other)
    if known is not None and _rank(known) >= _rank(said):
        return Touched()
    for one, other in ((decided.one, decided.other), (decided.other, decided.one)):
        work.draft.put(work.key("decided", one), {**about(work, one), other: said})
        if "concluded" in kept.kept(work, one):
            kept.keep(work, one, decided=True)
    return Touched(frozenset((decided.one, decided.other)))


def about(work: Work, name: str) -> Mapping[str, Json]:
    """What was decided about *name*, by the other node."""
    return kept.decided(work, name)


def among(work: Work, names: Collection[str]) -> Iterator[Decision]:
    """What holds about two of *names*; what was withdrawn does not."""
    for name in names:
        for other, said in about(work, name).items():
            if name < other and other in names and said["verdict"] != "withdrawn":
                same = said["verdict"] == "same"
                yield Decision(name, other, same, said.get("evidence", ""))


def of(work: Work, one: str, other: str) -> Json | None:
    """What holds about two nodes."""
    said = about(work, one).get(other)
    return said if said and said["verdict"] != "withdrawn" else None


def _rank(said: Json) -> tuple[str, str, str]:
    return said["at"], said["cause"]["received"], said["cause"]["message"]
