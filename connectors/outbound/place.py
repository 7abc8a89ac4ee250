"""How far a reader of the event stream is: per topic, the next offset of each partition.

To the reader it is one opaque word (`next`), so that it cannot depend on what is in it.
"""

import base64
import binascii
from collections.abc import Mapping

import orjson

Offsets = Mapping[str, list[int]]  # topic, without prefix, to an offset per partition


class Unreadable(Exception):
    """No word that this hub gave."""


def write(offsets: Offsets) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(offsets)).decode().rstrip("=")


def read(word: str) -> Offsets:
    """
    Raises:
        Unreadable: it is not one that `write` made.
    """
    try:
        known = orjson.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except (binascii.Error, orjson.JSONDecodeError, ValueError) as error:
        raise Unreadable from error
    if not isinstance(known, dict) or not all(map(_are_offsets, known.values())):
        raise Unreadable
    return known


def _are_offsets(value: object) -> bool:
    return isinstance(value, list) and all(type(n) is int and n >= 0 for n in value)
