"""Who is who, as subscribers are told: persons by the records that are about them, and doubts."""

from typing import Literal

from pydantic import Field

from schemas.facts import Source
from schemas.values import Frozen


class Member(Frozen):
    record: str = Field(description="pseudonym of the person as one source knows them")
    source: Source


class PersonDoc(Frozen):
    """One person: the records that are about them."""

    person: str
    members: tuple[Member, ...]
    aliases: tuple[str, ...] = Field(description="ids this person has had, or would have had")


class PersonsChanged(Frozen):
    """Which records are one person.  `after` gives each person it touches with full membership;
    those in `retired` are no longer.
    """

    change: Literal["linked", "unlinked", "merged", "split", "renamed"]
    person: str
    former: str | None = None
    retired: tuple[str, ...] = ()
    after: tuple[PersonDoc, ...] = ()


class Doubt(Frozen):
    reason: Literal[
        "uncertain",
        "several-persons",
        "same-system",
        "two-bsns",
        "bsn-disagrees",
        "names-differ",
        "names-only",
        "decisions-clash",
        "evidence-changed",
    ]
    others: tuple[str, ...] = Field(description="at most 50 of them, the first by name")
    more: bool = Field(default=False, description="there are more others than those named")


class LinkDoubted(Frozen):
    """A record that may be about the same person as others; not linked.  No doubts: settled."""

    record: str
    doubts: tuple[Doubt, ...]
