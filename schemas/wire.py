"""Values as bytes, and back: the only place that knows they are JSON."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import orjson
from pydantic import BaseModel, TypeAdapter, ValidationError

from schemas.errors import Rejected
from schemas.facts import Source
from schemas.messages import Raw


def write(value: Any) -> bytes:
    """The same value gives the same bytes: keys in order, and no nulls of models."""
    if isinstance(value, BaseModel):
        return value.__pydantic_serializer__.to_json(value, exclude_none=True)
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def plain(value: BaseModel) -> dict[str, Any]:
    """A model as JSON can say it, without what is not said."""
    said: dict[str, Any] = value.__pydantic_serializer__.to_python(
        value, mode="json", exclude_none=True
    )
    return said


def read(kind: Any, raw: bytes) -> Any:
    """*raw* as a *kind*, which is a model or a union of them.

    Raises:
        Rejected: the bytes are no such thing.
    """
    return reader(kind)(raw)


@cache
def reader(kind: Any) -> Callable[[bytes], Any]:
    """What reads a *kind*.  Whoever reads many asks once: to look a union up costs as much as to
    read it.
    """
    validate: Callable[[bytes], Any] = TypeAdapter(kind).validator.validate_json

    def read_one(raw: bytes) -> Any:
        try:
            return validate(raw)
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            where = ".".join(map(str, first["loc"])) or "value"
            raise Rejected("not-of-this-topic", place=where, expected=first["msg"]) from error

    return read_one


def loads(raw: bytes) -> Any:
    return orjson.loads(raw)


def canonical(value: Any) -> str:
    """JSON text with sorted keys and no spaces: what digests are made of."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def raw_headers(raw: Raw) -> list[tuple[str, bytes]]:
    """What the door knows of a message, as Kafka headers on `raw.<source>`."""
    known = raw.model_dump(exclude={"body", "source", "partition", "offset"}, exclude_none=True)
    return [(name, str(value).encode()) for name, value in known.items()]


def raw_message(
    source: Source,
    headers: Iterable[tuple[str, bytes]],
    body: bytes,
    *,
    partition: int,
    offset: int,
) -> Raw:
    known = {name: value.decode() for name, value in headers}
    fields: dict[str, Any] = {name: said for name, said in known.items() if name in _RAW_FIELDS}
    fields |= {"source": source, "body": body, "partition": partition, "offset": offset}
    raw: Raw = Raw.__pydantic_validator__.validate_python(fields)
    return raw


_RAW_FIELDS = frozenset(Raw.model_fields)
