"""Who shares a key with whom.

State, per municipality:
    block/<key>                          who stands there, each with the finer parts of their key
    block/<key>/<finer>[/<finer>[/…]]    of an over-full block, who stands in its finer ones

A block is one value, for most hold a few, and one look-up costs less than to go through keys.  An
over-full one only says how many stand in it.  The last part of a key is the content itself: however
many share all parts, no value grows with their number.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from streams.identify.work import Work
from streams.linking.keys import keys
from streams.linking.traits import Traits
from streams.step import Note

FINER = 2


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
    finer = {"": "-"}  # many keys have the same parts
    for key in keys(traits):
        for part in key.finer:
            if part not in finer:
                finer[part] = work.mark(part)[:6]
        block = _block(work, domain, key.name, key.coarse)
        found[block] = Place(block, (finer[key.finer[0]], finer[key.finer[1]]), key.most, key.name)
    return list(found.values())


def _block(work: Work, domain: str, name: str, coarse: str) -> str:
    return work.key("block", work.mark(f"{domain}|{name}|{coarse}"))


def stand(work: Work, place: Place, content: str) -> Around:
    """Let *content*, which does not stand there, do so."""
    parted: list[dict[str, str]] = []
    for depth, block in enumerate(_blocks(place, content)):
        there = _there(work, block)
        if isinstance(there, int):
            work.draft.add(block, there + 1)
        elif len(there) < place.most:
            work.draft.add(block, {**there, content: "/".join(place.finer[depth:])})
            if depth > FINER:  # nothing tells them apart: not compared for what they share
                work.draft.note(Note("not-compared", place.by))
                return Around([], parted)
            return Around(list(there), parted)
        else:
            if depth == 0:
                work.draft.note(Note("divided", place.by))
            work.draft.add(block, len(there) + 1)
            parted.append(_divided(work, block, there))
    raise AssertionError("a content stands in the last of its blocks alone")


def leave(work: Work, place: Place, content: str) -> list[str]:
    """Let *content* stand there no more; who is in a block that is over-full no more."""
    for depth, block in enumerate(_blocks(place, content)):
        there = _there(work, block)
        if not isinstance(there, int):
            rest = {other: finer for other, finer in there.items() if other != content}
            work.draft.put(block, rest or None)
            return []
        if there == place.most + 1:
            rest = _gathered(work, block, FINER - depth)
            del rest[content]
            work.draft.put(block, rest)
            return list(rest)
        work.draft.put(block, there - 1)
    raise AssertionError("a content stands in the last of its blocks alone")


def mates(work: Work, place: Place) -> list[str]:
    """Who is compared with one who stands there, with themselves."""
    for block in islice(_blocks(place, ""), FINER + 1):
        there = _there(work, block)
        if not isinstance(there, int):
            return list(there)
    return []


def is_overfull(work: Work, domain: str, bsn: str) -> bool:
    """Whether more are described with a BSN than can be one person's."""
    return isinstance(_there(work, _block(work, domain, "bsn", bsn)), int)


def _blocks(place: Place, content: str) -> Iterator[str]:
    """The blocks of a place, each within the one before it."""
    block = place.block
    yield block
    for part in (*place.finer, content):
        block = f"{block}/{part}"
        yield block


def _there(work: Work, block: str) -> int | dict[str, str]:
    """Who stands in a block, or how many if it is over-full."""
    there: int | dict[str, str] = work.draft.get(block) or {}
    return there


def _divided(work: Work, block: str, there: dict[str, str]) -> dict[str, str]:
    """Let those who stand in a block stand in finer ones; in which part each does."""
    parts: dict[str, str] = {}
    within: dict[str, dict[str, str]] = {}
    for content, finer in there.items():
        part, _, rest = finer.partition("/")
        parts[content] = part or content
        within.setdefault(parts[content], {})[content] = rest
    for part, members in within.items():
        work.draft.put(f"{block}/{part}", members)
    return parts


def _gathered(work: Work, block: str, parts: int) -> dict[str, str]:
    """Those who stand in the finer ones of a block, who stand there no more."""
    return dict(_taken(work, f"{block}/", parts))


def _taken(work: Work, prefix: str, parts: int) -> Iterator[tuple[str, str]]:
    for key, there in list(work.draft.scan(prefix)):
        work.draft.put(key, None)
        if not isinstance(there, int):
            for content, rest in there.items():
                finer = f"{key.removeprefix(prefix)}/{rest}".split("/")
                yield content, "/".join(finer[:parts])
