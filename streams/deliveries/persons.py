"""What a subscriber may know of who a person is: read from what identify keeps.

A provider gets back the code under which it knows a participant itself, unless its digits could be
a BSN.  Elsewhere than in identify nothing of this is kept, and nobody asks for it.
"""

from collections.abc import Iterator
from dataclasses import replace

from schemas.values import may_hold_bsn, pseudonym
from streams.deliveries.reader import Reader
from streams.identify.kept import records_of
from streams.step import Draft


def knowing(reader: Reader, draft: Draft, secret: bytes) -> Reader:
    """*reader*, with what it may ask about the members of a person."""

    def participant(node: str) -> str | None:
        for local in _locals(draft, reader.municipality, node):
            provider, _, code = local.partition("|")
            if reader.is_own(provider):
                return reader.pseudonym(node) if _could_be_a_bsn(code) else code
        return None

    def former(node: str) -> str:
        return pseudonym(secret, "person", "node", node)  # as identify.members names an anchor

    return replace(reader, participant=participant, former=former)


def _could_be_a_bsn(code: str) -> bool:
    """Also one that is written with points or spaces, or without the nought that it begins with."""
    digits = "".join(character for character in code if character.isdigit())
    return may_hold_bsn(digits) or may_hold_bsn(f"0{digits}")


def _locals(draft: Draft, municipality: str, node: str) -> Iterator[str]:
    """The source's own name for a person; every record of a node that bears one bears the same."""
    for record in records_of(draft, municipality, node):
        held = draft.get(f"record/{municipality}/{record}") or {}
        for telling in held.values():
            if local := (telling.get("who") or {}).get("local"):
                yield local
