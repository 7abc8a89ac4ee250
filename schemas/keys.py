"""The secret under which a municipality's persons and records get their pseudonyms.

One key per municipality: each is its own controller.  Keys come from files or the environment and
are handed to the steps that make pseudonyms; they are never policy, and never in a topic.
"""

from collections.abc import Mapping

from schemas.errors import WrongConfiguration
from schemas.values import Municipality

Keys = Mapping[Municipality, bytes]
KEY_BYTES_MIN = 32  # as long as the hash it keys (RFC 2104 § 3)


class MissingKey(WrongConfiguration):
    """The operator must give the key of a municipality whose messages arrive."""

    def __init__(self, municipality: str) -> None:
        fault = f"no HMAC key of municipality {municipality}: give it, and start the worker again"
        super().__init__("keys", [fault])


def key_of(keys: Keys, municipality: str) -> bytes:
    """
    Raises:
        MissingKey: there is no key of this municipality.
    """
    if municipality not in keys:
        raise MissingKey(municipality)
    return keys[municipality]
