"""Who shares a key with whom.

State, per municipality:
    block/<key>                          who stands there, each with the finer parts of the key
    block/<key>/<finer>[/<finer>[/…]]    of an over-full block, who stands in its finer ones

Who stands there is a *mate*: a content, and what a look at it shows (`far`), which tells of most of
them that they need not be fetched.  A block is one text, of mates and parts that are of one length
each, in order: most hold a few, and of what is read most there should be least to go through.  An
over-full one only says that it
is: in a large town half of a record's blocks are, and a number would be written for each.  The last
part of a key is the content itself: however many share all parts, no value grows with their number.
"""

from bisect import bisect
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from streams.identify.work import Work
from streams.linking.far import LOOK
from streams.linking.keys import keys
from streams.linking.traits import Traits
from streams.step import Note

FINER = 2
CONTENT, PART = 16, 6  # letters in the name of a content, and in a finer part
MATE = CONTENT + LOOK
WIDTHS = tuple(MATE + PART * max(0, FINER - depth) for depth in range(FINER + 2))
OVERFULL = "+"


class Place(NamedTuple):
    """Where somebody stands: the block, the finer ones within it, and how many each may hold.

    `by`: the name of the key.
    """

    block: str
    finer: tuple[str, str]
    most: int
    by: str

    @property
    def names(self) -> bool:
        """It is a BSN's, after which a person is called unless too many have it."""
        return self.by == "bsn"


class Around(NamedTuple):
    """`mates`: who is compared with the one who came; `parted`: of each block that it made
    over-full, who stands there, with the part that they stand in now.
    """

    mates: list[str]
    parted: list[dict[str, str]]


def places(work: Work, domain: str, traits: Traits) -> list[Place]:
    found: dict[str, Place] = {}
    finer = {"": "-" * PART}  # many keys have the same parts
    for key in keys(traits):
        for part in key.finer:
            if part not in finer:
                finer[part] = work.mark(part)[:PART]
        block = _block(work, domain, key.name, key.coarse)
        found[block] = Place(block, (finer[key.finer[0]], finer[key.finer[1]]), key.most, key.name)
    return list(found.values())


def _block(work: Work, domain: str, name: str, coarse: str) -> str:
    return work.key("block", work.mark(f"{domain}|{name}|{coarse}"))


def stand(work: Work, place: Place, who: str) -> Around:
    """Let *who*, a mate that does not stand there, do so."""
    parted: list[dict[str, str]] = []
    for depth, block in enumerate(_blocks(place, who[:CONTENT])):
        there = _there(work, block)
        if there == OVERFULL:
            continue
        around = _mates(there, depth)
        if len(around) < place.most:
            at = bisect(around, who) * WIDTHS[depth]
            finer = "".join(place.finer[depth:])
            work.draft.add(block, f"{there[:at]}{who}{finer}{there[at:]}")
            if depth > FINER:  # nothing tells them apart: not compared for what they share
                work.draft.note(Note("not-compared", place.by))
                return Around([], parted)
            return Around(around, parted)
        if depth == 0:
            work.draft.note(Note("divided", place.by))
        work.draft.add(block, OVERFULL)
        parted.append(_divided(work, block, there, depth))
    raise AssertionError("a content stands in the last of its blocks alone")


def leave(work: Work, place: Place, content: str) -> list[str]:
    """Let *content* stand there no more; who is in a block that is over-full no more."""
    for depth, block in enumerate(_blocks(place, content)):
        there = _there(work, block)
        if there != OVERFULL:
            rest = [entry for entry in _entries(there, depth) if not entry.startswith(content)]
            work.draft.put(block, "".join(rest) or None)
            return []
        within = list(islice(_within(work, block, depth), place.most + 2))
        if len(within) <= place.most + 1:
            rest = sorted(entry for entry in within if not entry.startswith(content))
            for key in [key for key, _ in work.draft.scan(f"{block}/")]:
                work.draft.put(key, None)
            work.draft.put(block, "".join(rest))
            return [entry[:CONTENT] for entry in rest]
    raise AssertionError("a content stands in the last of its blocks alone")


def mates(work: Work, place: Place) -> list[str]:
    """Who is compared with one who stands there, with themselves."""
    for depth, block in enumerate(islice(_blocks(place, ""), FINER + 1)):
        there = _there(work, block)
        if there != OVERFULL:
            return _mates(there, depth)
    return []


def is_overfull(work: Work, domain: str, bsn: str) -> bool:
    """Whether more are described with a BSN than can be one person's."""
    return _there(work, _block(work, domain, "bsn", bsn)) == OVERFULL


def _blocks(place: Place, content: str) -> Iterator[str]:
    """The blocks of a place, each within the one before it."""
    block = place.block
    yield block
    for part in (*place.finer, content):
        block = f"{block}/{part}"
        yield block


def _there(work: Work, block: str) -> str:
    """Who stands in a block, or that it is over-full."""
    there: str = work.draft.get(block) or ""
    return there


def _entries(there: str, depth: int) -> list[str]:
    """Mates, each with the finer parts that a block so deep within others keeps of its key."""
    width = WIDTHS[depth]
    return [there[at : at + width] for at in range(0, len(there), width)]


def _mates(there: str, depth: int) -> list[str]:
    return [there[at : at + MATE] for at in range(0, len(there), WIDTHS[depth])]


def _divided(work: Work, block: str, there: str, depth: int) -> dict[str, str]:
    """Let those who stand in a block stand in finer ones; in which part each does."""
    parts: dict[str, str] = {}
    within: dict[str, str] = {}
    for entry in _entries(there, depth):
        content, part, rest = entry[:CONTENT], entry[MATE:][:PART], entry[MATE + PART :]
        parts[content] = part or content
        within[parts[content]] = within.get(parts[content], "") + entry[:MATE] + rest
    for part, members in within.items():
        work.draft.put(f"{block}/{part}", members)
    return parts


def _within(work: Work, block: str, depth: int) -> Iterator[str]:
    """The entries of those who stand in the finer ones of a block, as it would keep them itself."""
    prefix = f"{block}/"
    for key, there in work.draft.scan(prefix):
        if there != OVERFULL:
            parts = key.removeprefix(prefix).split("/")
            for entry in _entries(there, depth + len(parts)):
                finer = "".join(parts) + entry[MATE:]
                yield entry[:MATE] + finer[: WIDTHS[depth] - MATE]
