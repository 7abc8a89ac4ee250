"""What somebody should look at: two persons that may be one, side by side.

State: `review/<municipality>/<node>/<other>`, as it was told last (topic `reviews`, compacted, in
the identity zone: it holds names, though never a BSN).  With the first of the two nodes stand the
others (`kept`), as `reviews`.
"""

from collections.abc import Iterable, Mapping

from schemas import topics, wire
from schemas.facts import Source
from schemas.reviews import Review, ReviewField, ReviewSide
from streams.identify import decisions, kept
from streams.identify.work import Work
from streams.linking import Near, Node
from streams.linking.compare import compare, evidence
from streams.linking.model import parts
from streams.linking.traits import said
from streams.step import Emit, Json


def keep(
    work: Work,
    names: Iterable[str],
    near: Iterable[Near],
    nodes: Mapping[str, Node],
    persons: Mapping[str, str],
) -> None:
    """Let *near* be all there is to look at, and tell the difference.

    *names*: all nodes that were looked at.
    """
    found = {tuple(sorted((pair.one, pair.other))): pair for pair in near}
    for name in names:
        for other in kept.kept(work, name).get("reviews", ()):
            if (name, other) not in found:
                _tell(work, name, other, None)
    seconds = _seconds(found.values())
    for (one, other), pair in sorted(found.items()):
        review = _review(work, pair, nodes[one], nodes[other], persons)
        second = seconds.get(pair)
        if second:
            review = review.model_copy(update={"second": second[0], "second_weight": second[1]})
        _tell(work, one, other, review)


def name_of(work: Work, one: str, other: str) -> str:
    return work.token("review", *sorted((one, other)))[:12]


def _tell(work: Work, one: str, other: str, review: Review | None) -> None:
    key = work.key("review", one, other)
    known = work.draft.get(key)
    value: Json = wire.plain(review) if review else None
    if value != known:
        work.draft.put(key, value)
        others = {*kept.kept(work, one).get("reviews", ())} - {other}
        kept.keep(work, one, reviews=sorted(others | {other}) if review else sorted(others))
        name = f"{work.municipality}|{name_of(work, one, other)}"
        work.draft.emit(Emit(topics.REVIEWS, name, part=work.municipality, value=review))


def _seconds(near: Iterable[Near]) -> dict[Near, tuple[str, float]]:
    """For each pair, whom else one of them comes near, and how near."""
    by_node: dict[str, list[Near]] = {}
    for pair in near:
        by_node.setdefault(pair.one, []).append(pair)
        by_node.setdefault(pair.other, []).append(pair)
    found: dict[Near, tuple[str, float]] = {}
    for name, pairs in sorted(by_node.items()):
        for pair in pairs:
            others = [p for p in pairs if p != pair]
            if others:
                best = max(others, key=lambda p: (p.weight, p.one, p.other))
                told = (best.other if best.one == name else best.one, round(best.weight, 1))
                known = found.get(pair)
                if known is None or told[1] > known[1]:
                    found[pair] = told
    return found


def _review(work: Work, pair: Near, one: Node, other: Node, persons: Mapping[str, str]) -> Review:
    levels = compare(one.traits, other.traits)
    before = decisions.of(work, one.name, other.name)
    return Review(
        review=name_of(work, one.name, other.name),
        municipality=work.municipality,
        reason=pair.reason,
        weight=round(pair.weight, 1),
        evidence=evidence(levels),
        one=_side(one, persons),
        other=_side(other, persons),
        fields=tuple(
            ReviewField(field=part.field, level=part.level, weight=round(part.weight, 1))
            for part in parts(work.model, one.traits, other.traits, levels)
        ),
        decided=f"{before['verdict']}, {before['by']}, {before['at']}" if before else None,
    )


def _side(node: Node, persons: Mapping[str, str]) -> ReviewSide:
    return ReviewSide(
        record=node.name,
        person=persons[node.name],
        source=Source(node.source),
        system=node.system,
        first=node.first,
        described=said(node.traits),
    )
