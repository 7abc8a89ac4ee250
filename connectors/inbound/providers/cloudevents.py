"""Providers' events: CloudEvents 1.0 in JSON, after the NL GOV profile 1.1.

* `source` is the provider as a URN: `urn:nld:hr:kvknummer:<8>`, `urn:nld:oin:<20>` or
  `urn:nld:agb:<8>`; the provider's system may follow, as the profile advises;
* `type` is `nl.aanbieders.<thing>.gemeld.v1`, or `.vervallen.v1` for a thing that lapses;
* `time` is when the provider recorded this version: of two versions the later one stands;
* attributes that are not ours are allowed, as CloudEvents has it, and not taken over.
"""

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from connectors.inbound import fields as f
from connectors.inbound.json import an_object
from connectors.inbound.providers.facts import Telling, record
from connectors.inbound.providers.things import THINGS
from connectors.inbound.records import not_after, told
from schemas.errors import Rejected
from schemas.facts import Record
from schemas.reading import Context

_SOURCE = re.compile(
    r"urn:nld:(?:hr:(kvk)nummer:([0-9]{8})|(oin):([0-9A-Z]{20})|(agb):([0-9]{8}))"
    r"(?::[A-Za-z0-9._:-]{1,100})?"
)
_TYPE = re.compile(rf"nl\.aanbieders\.({'|'.join(THINGS)})\.(gemeld|vervallen)\.v1")
_ATTRIBUTE = re.compile(r"[a-z0-9]+|data_base64")
_OFFSET = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T.*(Z|[+-][0-9]{2}:[0-9]{2})")


def _provider(value: object) -> str:
    if isinstance(value, str) and (known := _SOURCE.fullmatch(value)):
        return ":".join(part for part in known.groups() if part)
    raise f.wrong(
        "organisation",
        "urn:nld:hr:kvknummer:<8 digits>, urn:nld:oin:<20 characters> or urn:nld:agb:<8 digits>",
    )


def _type(value: object) -> tuple[str, str]:
    if isinstance(value, str) and (known := _TYPE.fullmatch(value)):
        return known[1], known[2]
    things = ", ".join(THINGS)
    expected = f"nl.aanbieders.<thing>.gemeld.v1 or .vervallen.v1, with thing one of {things}"
    raise f.wrong("unknown-type", expected)


def _time(value: object) -> str:
    if isinstance(value, str) and _OFFSET.fullmatch(value):
        return f.moment(value)
    raise f.wrong("moment", "a moment as RFC 3339 has it: jjjj-mm-ddTuu:mm:ssZ, or with an offset")


class Envelope(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    specversion: Annotated[str, f.matching("specversion", r"1\.0", "1.0")]
    id: f.Text
    source: Annotated[str, BeforeValidator(_provider)]
    type: Annotated[tuple[str, str], BeforeValidator(_type)]
    time: Annotated[str, BeforeValidator(_time)]
    datacontenttype: Annotated[
        str, f.matching("media-type", r"application/json(;.{0,50})?", "application/json")
    ] = "application/json"
    data: object


USUAL = frozenset({*Envelope.model_fields, "subject", "dataschema", "sequence"})


def read_event(event: object, at: str, context: Context) -> Record:
    """The record that one event tells; *at* is where in the message the event stands.

    Raises:
        Rejected: the event is not one of ours.
    """
    attributes = an_object(event, at)
    envelope = told(Envelope, attributes, lambda field: f"{at}.{field}" if field else at)
    if not (attributes.keys() <= USUAL or all(map(_ATTRIBUTE.fullmatch, attributes))):
        number = [bool(_ATTRIBUTE.fullmatch(name)) for name in attributes].index(False) + 1
        expected = "attributes named with lower-case letters and digits"
        raise Rejected("unknown-field", place=f"{at}, field {number}", expected=expected)
    not_after(envelope.time, context.received, f"{at}.time")
    values = an_object(envelope.data, f"{at}.data")
    thing, state = envelope.type
    telling = Telling(
        thing=THINGS[thing],
        provider=envelope.source,
        stamp=envelope.time,
        lapsed=state == "vervallen",
        values=values,
        at=at,
        place=lambda field: f"{at}.data.{field}" if field else f"{at}.data",
    )
    return record(telling, context)
