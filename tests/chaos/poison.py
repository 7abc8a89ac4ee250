"""Records that are of no topic: what somebody's script, a wrong producer or a bug may send.

Each must end in dead letters, once, and stop nothing.  One without a key is refused by Kafka itself
where a topic is compacted, so that comes on raw topics alone.
"""

import json
import random
from typing import NamedTuple

from schemas.topics import ACCOUNT_FACTS, FACTS, PERSON_FACTS, PLACE_FACTS, RAW

INTERNAL = (FACTS, PERSON_FACTS, PLACE_FACTS, ACCOUNT_FACTS)
HUGE = 6 * 1024 * 1024  # bytes; the topics take somewhat more


class Wrong(NamedTuple):
    topic: str
    key: bytes | None
    value: bytes | None
    headers: list[tuple[str, bytes | None]]
    what: str


def poison(seed: int, number: int) -> Wrong:
    """The record *number* of a storm; every kind comes in turn."""
    chance = random.Random(f"{seed}/{number}")
    key = f"poison|{seed}|{number}".encode()
    internal = INTERNAL[number // len(KINDS) % len(INTERNAL)].name
    raw = chance.choice(list(RAW.values())).name
    return KINDS[number % len(KINDS)](chance, key, internal, raw)


def _bytes(chance, key, internal, _raw):
    return Wrong(internal, key, chance.randbytes(200), [], "wrong bytes")


def _type(_chance, key, internal, _raw):
    value = json.dumps({"kind": "surprise", "municipality": "0034"}).encode()
    return Wrong(internal, key, value, [], "unknown type")


def _shape(chance, key, internal, _raw):
    value = chance.choice([b"[]", b"7", b'"text"', b"{}", b'{"kind":"record-told"}', b""])
    return Wrong(internal, key, value, [], "wrong shape")


def _null(_chance, key, internal, _raw):
    return Wrong(internal, key, None, [], "no value")


def _huge(chance, key, internal, _raw):
    value = b'"' + bytes(chance.choice(b"ab") for _ in range(64)) * (HUGE // 64) + b'"'
    return Wrong(internal, key, value, [], "huge value")


def _no_headers(chance, _key, _internal, raw):
    return Wrong(raw, None, chance.randbytes(50), [], "no key, no headers")


def _headers(chance, key, _internal, raw):
    wrong = chance.choice(
        [
            [("message", b"\xff\xfe"), ("received", b"2026-01-01T00:00:00.000000+00:00")],
            [("message", b"m"), ("municipality", b"nowhere"), ("received", b"r")],
            [("received", b"2026-01-01T00:00:00.000000+00:00")],
        ]
    )
    return Wrong(raw, key, b"<xml/>", wrong, "wrong headers")


def _raw_null(_chance, key, _internal, raw):
    return Wrong(raw, key, None, [("message", b"\xc3\x28")], "no value, wrong headers")


KINDS = (_bytes, _type, _null, _headers, _shape, _huge, _no_headers, _raw_null)
