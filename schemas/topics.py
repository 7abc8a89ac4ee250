"""Every topic: what it holds, its key, what it is partitioned by, how long it is kept.

A partition is chosen by a hash of the *part* (`partition_of`), never of the key, so that all that
belongs together, and all that one writer writes, keeps its order.  Producers all use it.
"""

import zlib
from dataclasses import dataclass
from typing import Literal

from schemas.facts import Source

Retention = Literal["raw", "dead_letters", "public", "forever"]


@dataclass(frozen=True, slots=True)
class Topic:
    """`key`: what makes a record unique.  `by`: what its partition is chosen by."""

    name: str
    holds: str
    key: str
    by: str
    compacted: bool = False
    retention: Retention = "forever"
    public: bool = False


RAW = {
    source: Topic(
        f"raw.{source}",
        holds="bytes as received, with what the door knows of them in the headers",
        key="message",
        by="message",
        retention="raw",
    )
    for source in Source
}
FACTS = Topic(
    "facts",
    holds="every version of every record, in our words",
    key="municipality|source|record|version",
    by="municipality",
    compacted=True,
)
PERSON_FACTS = Topic(
    "person.facts",
    holds="the current facts of each record, under a person",
    key="person|record",
    by="person",
    compacted=True,
)
PLACE_FACTS = Topic(
    "place.facts",
    holds="offers, money, costs of a place, what each placement brings to it, who waits for it",
    key="place|record, place|placement or place|waiting",
    by="place",
    compacted=True,
)
PLACE_OFFERS = Topic(
    "place.offers",
    holds="what each place offers, with its free seats: what the read API answers from",
    key="place",
    by="place",
    compacted=True,
)
ACCOUNT_FACTS = Topic(
    "account.facts",
    holds="what counts towards a provider, a subsidy, a programme, a budget; claims, deliveries",
    key="account|record, account|placement, account|candidate or account|development",
    by="account",
    compacted=True,
)
OUTCOMES = Topic(
    "outcomes",
    holds="what became of each record",
    key="record|version|step|subject",
    by="record",
    compacted=True,
)
DEAD_LETTERS = Topic(
    "dead-letters",
    holds="what could not be read, why, and where its bytes are",
    key="message|record",
    by="message",
    retention="dead_letters",
)


REVIEWS = Topic(
    "reviews",
    holds="persons that may be one, side by side, for somebody to decide; identity zone",
    key="municipality|review",
    by="municipality",
    compacted=True,
)

DELIVERIES = Topic(
    "deliveries",
    holds="what each subscriber is told of what it may know, under pseudonyms of its own",
    key="municipality/subscriber|type|subject",
    by="subject",
    retention="public",
)


def _public(name: str, holds: str, by: str = "subject") -> Topic:
    return Topic(name, holds, key="subject", by=by, retention="public", public=True)


PERSONS = _public("persons", "which records are one person", by="municipality")
FUNDING_MIXES = _public("funding-mixes", "per person: who pays what, when")
FUNDING_SIGNALS = _public("funding-signals", "overlap, gap, provisional, rules of concurrence")
PLACEMENTS = _public("placements", "a person at a place, over time")
COVERAGES = _public("coverages", "per placement: what pays for it, week by week")
PLACES = _public("places", "per place: offer, mix, occupancy, overbooked, lists, freed, result")
TRANSFERS = _public("transfers", "per change of law: what is already known and proven")
SETTLEMENTS = _public("settlements", "per person on bijstand: own earnings, and what is set off")
COHORTS = _public("cohorts", "per cohort: started, finished, dropped out, on to a job")
PROGRAMMES = _public("programmes", "per programme: what counts towards target and budget")
PROVIDERS = _public("providers", "per provider: placements by kind, and how far people came")
BUDGETS = _public("budgets", "per budget of places: who is eligible, and who waits")

PUBLIC = (
    *(PERSONS, FUNDING_MIXES, FUNDING_SIGNALS, TRANSFERS, SETTLEMENTS),
    *(PLACEMENTS, COVERAGES, PLACES, PROVIDERS, COHORTS, PROGRAMMES, BUDGETS),
)
TOPICS = (
    *RAW.values(),
    FACTS,
    PERSON_FACTS,
    PLACE_FACTS,
    PLACE_OFFERS,
    ACCOUNT_FACTS,
    OUTCOMES,
    DEAD_LETTERS,
    REVIEWS,
    DELIVERIES,
    *PUBLIC,
)


def partition_of(part: str, partitions: int) -> int:
    """The partition, 0 up to *partitions*, of everything that belongs to *part*."""
    return zlib.crc32(part.encode()) % partitions
