"""JSON Schemas of the public events, from the models: `python -m schemas.generate [--check]`.

One file per event type in `schemas/generated/`: the envelope (CloudEvents 1.0, NL GOV profile 1.1)
with the type's own data.  They are committed; `--check` fails when files and code differ.
"""

import json
import sys
from pathlib import Path
from typing import Any

from schemas.events import EVENTS, EventType

FOLDER = Path(__file__).parent / "generated"


def main(arguments: list[str]) -> int:
    wanted = {f"{event.name}.v1.schema.json": text(event) for event in EVENTS.values()}
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


def text(event: EventType) -> str:
    return json.dumps(schema(event), indent=2, ensure_ascii=False) + "\n"


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
