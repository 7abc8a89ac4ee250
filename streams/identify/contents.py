"""What descriptions say (*contents*), who shares a key with whom, and who is near whom (*edges*).

State, per municipality:
    content/<content>                        what is compared of it
    about/<content>/held/<node>              who is described so
    about/<content>/near/<content>           log2 of the odds that they are one person, both ways
    block/<key>/<finer>/<finer>/<content>    who shares a key

A content belongs to a domain, so nothing is looked up, compared or kept across domains.  Whether
two are compared follows from all contents that share their keys, whatever came first: where a block
becomes over-full, or no longer is, all in it are compared anew.
"""

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from schemas.values import pseudonym
from streams.identify.work import Work
from streams.linking.compare import compare
from streams.linking.keys import keys
from streams.linking.model import weight
from streams.linking.traits import Traits
from streams.step import Json

NOTHING = Traits()


def content_of(work: Work, domain: str, traits: Traits) -> str:
    """The name of what *traits* say in a domain; of nothing, none."""
    return work.token("content", domain, repr(tuple(traits)))[:16] if traits != NOTHING else ""


def traits_of(work: Work, content: str) -> Traits:
    return _decoded(work.draft.get(work.key("content", content)))[1] if content else NOTHING


def _decoded(row: Json) -> tuple[str, Traits]:
    """The domain and what is compared."""
    domain, bsn, identifier, given, initials, surnames, born, sex, postcode, house, *rest = row
    return domain, Traits(
        bsn, identifier, tuple(given), initials, tuple(surnames), born, sex, postcode,
        (house[0], house[1]), *rest,
    )  # fmt: skip


def hold(work: Work, content: str, domain: str, traits: Traits, node: str) -> set[str]:
    """Let *node* be described so; the contents of which that changed the edges."""
    work.draft.put(work.key("about", content, "held", node), 1)
    if work.draft.get(work.key("content", content)) is not None:
        return {content}
    work.draft.put(work.key("content", content), [domain, *traits])
    crossed: set[str] = set()
    mates: set[str] = set()
    for place in _places(work, domain, traits):
        block = _around(work, place)
        crossed.update(block.crossed)
        mates.update(block.mates)
        work.draft.add(place.prefixes[-1] + content, 1)
    near = _edges(work, content, traits, mates)
    for mate, found in near.items():
        _join(work, content, mate, found)
    return {content} | near.keys() | _rewire(work, crossed)


def drop(work: Work, content: str, node: str) -> set[str]:
    """Let *node* be described so no more; the contents of which that changed the edges."""
    work.draft.put(work.key("about", content, "held", node), None)
    held, near = about(work, content)
    if held:
        return {content}
    domain, traits = _decoded(work.draft.get(work.key("content", content)))
    touched = _unwire(work, content, near)
    crossed: set[str] = set()
    for place in _places(work, domain, traits):
        work.draft.put(place.prefixes[-1] + content, None)
        crossed.update(_around(work, place).crossed)
    work.draft.put(work.key("content", content), None)
    return touched | _rewire(work, crossed - {content})


class About(NamedTuple):
    """The nodes that are described so, and the contents near that, with the odds (log2)."""

    held: list[str]
    near: dict[str, float]


def about(work: Work, content: str) -> About:
    found = About([], {})
    for key, value in work.draft.under(work.key("about", content, "")).items():
        kind, _, name = key.partition("/")
        if kind == "held":
            found.held.append(name)
        else:
            found.near[name] = value
    return found


def rewire(work: Work, content: str) -> set[str]:
    """Compare a content anew; the contents of which that changed the edges, itself among them."""
    return _rewire(work, {content}) | {content}


def is_overfull(work: Work, domain: str, bsn: str) -> bool:
    """Whether more are described with a BSN than can be one person's."""
    [place] = _places(work, domain, NOTHING._replace(bsn=bsn))
    return len(_members(work, place.block, place.most)) > place.most


class _Place(NamedTuple):
    """Where a content stands: its block, and the finer ones, each with the next part of the key."""

    block: str
    finer: tuple[str, str]
    most: int

    @property
    def prefixes(self) -> tuple[str, str, str]:
        first, second = self.finer
        return self.block, f"{self.block}{first}/", f"{self.block}{first}/{second}/"


class _Block(NamedTuple):
    """Who else stands where a content does.  `mates`: who is compared with it, for the block is not
    over-full with it; `crossed`: who is in a block that is over-full with it, and not without.
    """

    mates: list[str]
    crossed: list[str]


def _places(work: Work, domain: str, traits: Traits) -> list[_Place]:
    found = {}
    for key in keys(traits):
        token = work.token("block", domain, key.name, key.coarse)[:20]
        first, second = key.finer
        finer = _finer(work.secret, first), _finer(work.secret, second)
        found[token] = _Place(work.key("block", token, ""), finer, key.most)
    return list(found.values())


@lru_cache(maxsize=1 << 16)
def _finer(secret: bytes, part: str) -> str:
    return pseudonym(secret, "finer", part)[:6] if part else "-"


def _around(work: Work, place: _Place) -> _Block:
    """Who stands in a block, for a content that does not (yet, or any more)."""
    crossed: list[str] = []
    for prefix in place.prefixes:
        members = _members(work, prefix, place.most)
        if len(members) < place.most:
            return _Block(members, crossed)
        if len(members) == place.most:
            crossed += members
    return _Block([], crossed)


def _members(work: Work, prefix: str, most: int) -> list[str]:
    """Who is in a block; one more than it may hold at most."""
    found = islice(work.draft.scan(prefix), most + 1)
    return [key.rsplit("/", 1)[1] for key, _ in found]


def _mates(work: Work, domain: str, traits: Traits) -> set[str]:
    """Who is compared with such a description."""
    found: set[str] = set()
    for place in _places(work, domain, traits):
        for prefix in place.prefixes:
            members = _members(work, prefix, place.most)
            if len(members) <= place.most:
                found.update(members)
                break
    return found


def _rewire(work: Work, contents: Iterable[str]) -> set[str]:
    """Let contents have the edges that they should; the contents of which that changed any."""
    touched: set[str] = set()
    for content in sorted(contents):
        domain, traits = _decoded(work.draft.get(work.key("content", content)))
        stay = _edges(work, content, traits, _mates(work, domain, traits))
        there = about(work, content).near
        touched |= _unwire(work, content, [mate for mate in there if mate not in stay])
        for mate, found in stay.items():
            if there.get(mate) != found:
                _join(work, content, mate, found)
                touched |= {content, mate}
    return touched


def _edges(work: Work, content: str, ours: Traits, mates: Iterable[str]) -> dict[str, float]:
    """The edges that a content should have, of those with *mates*."""
    found: dict[str, float] = {}
    for mate in sorted(mates):
        if mate != content:
            theirs = traits_of(work, mate)
            odds = weight(work.model, ours, theirs, compare(ours, theirs))
            if odds >= work.model.review or ours.bsn == theirs.bsn != "":
                found[mate] = round(odds, 3)
    return found


def _join(work: Work, content: str, mate: str, found: float) -> None:
    work.draft.add(work.key("about", content, "near", mate), found)
    work.draft.add(work.key("about", mate, "near", content), found)


def _unwire(work: Work, content: str, gone: Collection[str]) -> set[str]:
    """Take edges of a content away; the contents whose they were."""
    for mate in gone:
        work.draft.put(work.key("about", content, "near", mate), None)
        work.draft.put(work.key("about", mate, "near", content), None)
    return {content, *gone} if gone else set()
