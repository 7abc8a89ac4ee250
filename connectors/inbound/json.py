"""JSON as others send it: strict UTF-8, every field of an object once, numbers kept exact."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any

import orjson

from schemas.errors import Rejected, kind_of

_BOM = b"\xef\xbb\xbf"


class Doubled(dict[str, Any]):
    """An object that names a field twice; readers disagree on which one counts."""


def parse(raw: bytes) -> object:
    """
    Raises:
        Rejected: the bytes are no JSON.
    """
    body = raw.removeprefix(_BOM)
    try:
        orjson.loads(body)  # stricter than the next on encoding, NaN and depth
    except orjson.JSONDecodeError as error:
        place = f"line {error.lineno}, character {error.colno}"
    else:
        return _exact(body)
    raise Rejected("not-json", place=place, expected="JSON in UTF-8")


def _exact(body: bytes) -> object:
    try:
        return _DECODER.decode(body.decode())
    except (ValueError, InvalidOperation):
        expected = "numbers of a usual size"
    except RecursionError:
        expected = "no more than some hundreds of levels"
    raise Rejected("not-json", place="$", expected=expected)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    return fields if len(fields) == len(pairs) else Doubled(fields)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=Decimal)


def an_object(value: object, place: str) -> dict[str, Any]:
    """*value* as an object with every field once; a field that is null is not there.

    Raises:
        Rejected: it is no such thing.
    """
    if isinstance(value, Doubled):
        raise Rejected("field-twice", place=place, expected="every field once", found="one twice")
    if not isinstance(value, dict):
        raise Rejected("type", place=place, expected="an object", found=kind_of(value))
    return {name: field for name, field in value.items() if field is not None}
