"""What descriptions say (*contents*), and who is near whom (*edges*).

State, per municipality:
    content/<content>    `says`: its domain, and what is compared of it
                         `held`: who is described so (`holders`)
                         `near`: who is near it, with log2 of the odds that they are one person

All of it is one value, for who is compared is soon asked for the rest too.  An edge stands at both
its ends; there are no more of them at one than its blocks may hold.

A content belongs to a domain, so nothing is looked up, compared or kept across domains.  Whether
two are compared follows from all contents that share their keys (`blocks`), whatever came first:
where a block is divided, edges go that no block holds any more; where one no longer is over-full,
all in it are compared anew.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from streams.identify import blocks, holders
from streams.identify.work import Work
from streams.linking.compare import compare
from streams.linking.far import are_far, look
from streams.linking.model import weight
from streams.linking.traits import Traits
from streams.step import Json

NOTHING = Traits()


def content_of(work: Work, domain: str, traits: Traits) -> str:
    """The name of what *traits* say in a domain; of nothing, none."""
    return work.mark(f"{domain}|{tuple(traits)}")[: blocks.CONTENT] if traits != NOTHING else ""


def traits_of(work: Work, content: str) -> Traits:
    return _decoded(_row(work, content))[1] if content else NOTHING


def _row(work: Work, content: str) -> Json:
    return work.draft.get(work.key("content", content))


def _decoded(row: Json) -> tuple[str, Traits]:
    """The domain and what is compared."""
    (
        domain, bsn, identifier, given, initials, surnames, born, sex, postcode, house, street,
        place, phone, email,
    ) = row["says"]  # fmt: skip
    return domain, Traits(
        bsn, identifier, tuple(given), initials, tuple(surnames), born, sex, postcode,
        (house[0], house[1]), street, place, phone, email,
    )  # fmt: skip


def hold(work: Work, content: str, domain: str, traits: Traits, node: str) -> set[str]:
    """Let *node* be described so; the contents of which that changed the edges."""
    row = _row(work, content)
    holders.add(work, content, row or {"says": [domain, *traits], "held": [], "near": {}}, node)
    if row:
        return {content}
    parted: set[str] = set()
    renamed: set[str] = set()
    mates: set[str] = set()
    who = content + look(traits)
    for place in blocks.places(work, domain, traits):
        around = blocks.stand(work, place, who)
        mates.update(around.mates)
        for parts in around.parted:
            parted.update(_parted(work, parts))
            renamed.update(parts if place.names else ())
    edges = _edges(work, who, traits, mates)
    _join(work, content, edges)
    return {content} | edges.keys() | renamed | _cut(work, parted)


def drop(work: Work, content: str, node: str) -> set[str]:
    """Let *node* be described so no more; the contents of which that changed the edges."""
    row = _row(work, content)
    if holders.remove(work, content, row, node):
        return {content}
    domain, traits = _decoded(row)
    touched = _unwire(work, content, near(work, content))
    crossed: set[str] = set()
    renamed: set[str] = set()
    for place in blocks.places(work, domain, traits):
        left = blocks.leave(work, place, content)
        crossed.update(left)
        renamed.update(left if place.names else ())
    work.draft.put(work.key("content", content), None)
    return touched | renamed | _rewire(work, crossed)


def near(work: Work, content: str) -> Mapping[str, float]:
    """The contents near one, with the odds (log2)."""
    row = _row(work, content)
    return row["near"] if row else {}


def rewire(work: Work, content: str) -> set[str]:
    """Compare a content anew; the contents of which that changed the edges, itself among them."""
    return _rewire(work, {content}) | {content}


def _mates(work: Work, domain: str, traits: Traits) -> set[str]:
    """Who shares a key with such a description, itself among them."""
    places = blocks.places(work, domain, traits)
    return {mate for place in places for mate in blocks.mates(work, place)}


def _rewire(work: Work, contents: Iterable[str]) -> set[str]:
    """Let contents have the edges that they should; the contents of which that changed any."""
    touched: set[str] = set()
    for content in sorted(contents):
        domain, traits = _decoded(_row(work, content))
        stay = _edges(work, content + look(traits), traits, _mates(work, domain, traits))
        there = near(work, content)
        touched |= _unwire(work, content, [mate for mate in there if mate not in stay])
        come = {mate: found for mate, found in stay.items() if there.get(mate) != found}
        _join(work, content, come)
        touched |= {content, *come} if come else set()
    return touched


def _edges(work: Work, who: str, ours: Traits, mates: Iterable[str]) -> dict[str, float]:
    """The edges that a content should have, of those with *mates*; *who*: it, as a mate."""
    found: dict[str, float] = {}
    shown, may_pass = who[blocks.CONTENT :], work.model.has_relatives
    for mate in sorted(mates):
        if mate != who and not (may_pass and are_far(shown, mate[blocks.CONTENT :])):
            content = mate[: blocks.CONTENT]
            _, theirs = _decoded(_row(work, content))
            odds = weight(work.model, ours, theirs, compare(ours, theirs))
            if odds >= work.model.review or ours.bsn == theirs.bsn != "":
                found[content] = round(odds, 3)
    return found


def _parted(work: Work, parts: Mapping[str, str]) -> Iterator[str]:
    """Who of a block that became over-full is near somebody in another part of it."""
    for content, part in parts.items():
        if any(parts.get(mate, part) != part for mate in near(work, content)):
            yield content


def _cut(work: Work, contents: Iterable[str]) -> set[str]:
    """Take away the edges of contents that share no block any more; the contents whose they were.

    Where a block was divided nobody comes near anybody, and what two weigh is as it was.
    """
    touched: set[str] = set()
    for content in sorted(contents):
        places = _mates(work, *_decoded(_row(work, content)))
        mates = {mate[: blocks.CONTENT] for mate in places}
        gone = [mate for mate in near(work, content) if mate not in mates]
        touched |= _unwire(work, content, gone)
    return touched


def _join(work: Work, content: str, edges: Mapping[str, float]) -> None:
    """Let edges of a content be there, or be other than they were."""
    if edges:
        _let(work, content, {**near(work, content), **edges})
    for mate, found in edges.items():
        _let(work, mate, {**near(work, mate), content: found})


def _unwire(work: Work, content: str, gone: Collection[str]) -> set[str]:
    """Take edges of a content away; the contents whose they were."""
    gone = set(gone)
    if not gone:
        return gone
    for one, others in ((content, gone), *((mate, {content}) for mate in gone)):
        edges = near(work, one)
        _let(work, one, {mate: odds for mate, odds in edges.items() if mate not in others})
    return {content, *gone}


def _let(work: Work, content: str, edges: Mapping[str, float]) -> None:
    """Let a content have these edges and no others."""
    work.draft.add(work.key("content", content), {**_row(work, content), "near": edges})
