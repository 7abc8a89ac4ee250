"""JSON Schemas of the public events, from the models: `python -m schemas.generate [--check]`.

Two files per event type in `schemas/generated/`: the envelope (CloudEvents 1.0, NL GOV profile 1.1)
with the type's own data, as the hub publishes it and as a subscriber is told it (`delivered`), of
which any field may be left out.  They are committed; `--check` fails when files and code differ.
"""

import json
import sys
from pathlib import Path
from typing import Any

from schemas.events import EVENTS, EventType
from schemas.persons import LinkDoubted

FOR_NOBODY = {LinkDoubted}  # of which no subscriber is told
FOLDER = Path(__file__).parent / "generated"


def main(arguments: list[str]) -> int:
    wanted = {f"{event.name}.v1.schema.json": text(schema(event)) for event in EVENTS.values()}
    wanted |= {
        f"{event.name}.delivered.v1.schema.json": text(delivered(event))
        for event in EVENTS.values()
        if event.data not in FOR_NOBODY
    }
    found = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.json")}
    differing = sorted(
        name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)
    )
    if "--check" in arguments:
        for name in differing:
            print(f"schemas/generated/{name} differs from the code: run `make schemas`")
        return 1 if differing else 0
    FOLDER.mkdir(exist_ok=True)
    for name in differing:
        if name in wanted:
            (FOLDER / name).write_text(wanted[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
    print(f"{len(wanted)} schemas, {len(differing)} changed")
    return 0


def text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def delivered(event: EventType) -> dict[str, Any]:
    """The schema of one event type as a subscriber is told it."""
    document = schema(event)
    for definition in document["$defs"].values():
        definition.pop("required", None)
    document["$id"] = event.delivered_schema
    document["properties"] |= {
        "dataschema": {"const": event.delivered_schema},
        "causationid": {
            "type": "string",
            "description": "the message that caused it, by a name that only this subscriber has",
        },
        "time": {
            "type": "string",
            "format": "date-time",
            "description": "the minute in which the hub received what caused this event",
        },
    }
    return document


def schema(event: EventType) -> dict[str, Any]:
    """The schema of one event type.  Open for readers: a later version may add fields."""
    data = event.data.model_json_schema(mode="validation")
    definitions = data.pop("$defs", {})
    document: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": event.schema,
        "title": event.type,
        "description": data.get("description", ""),
        "type": "object",
        "required": [
            *("specversion", "id", "source", "type", "subject", "time", "datacontenttype"),
            *("dataschema", "sequence", "sequencetype", "causationid", "data"),
        ],
        "properties": {
            "specversion": {"const": "1.0"},
            "id": {"type": "string", "format": "uuid"},
            "source": {
                "type": "string",
                "pattern": "^urn:nld:oin:[0-9A-Z]{20}:systeem:samenloop$",
            },
            "type": {"const": event.type},
            "subject": {
                "type": "string",
                "minLength": 1,
                "description": f"pseudonym or id of the {event.subject}",
            },
            "time": {
                "type": "string",
                "format": "date-time",
                "description": "when the hub received what caused this event",
            },
            "datacontenttype": {"const": "application/json"},
            "dataschema": {"const": event.schema},
            "sequence": {
                "type": "string",
                "pattern": "^[0-9]{12}$",
                "description": "counts per type and subject, from 1, without gap",
            },
            "sequencetype": {"const": "PerTypeAndSubject"},
            "causationid": {"type": "string", "description": "the message that caused it"},
            "traceparent": {"type": "string"},
            "data": {"$ref": "#/$defs/data"},
        },
        "$defs": {"data": data, **definitions},
    }
    opened: dict[str, Any] = _open(document)
    return opened


def _open(value: Any) -> Any:
    """Our models are closed to typing errors of ours; what readers validate stays open."""
    match value:
        case dict():
            return {
                k: _open(v) for k, v in value.items() if (k, v) != ("additionalProperties", False)
            }
        case list():
            return [_open(item) for item in value]
        case _:
            return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
