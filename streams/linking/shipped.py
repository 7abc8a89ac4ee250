"""The models that come with the hub, by version.

The first one is in force until somebody sets another (`ModelSet`).  A model that was ever shipped
stays as it is: what was concluded under it must come out again.
"""

import json
from functools import cache
from importlib.resources import files

from streams.linking.model import Model, read

FIRST = "nl-1"
VERSIONS = (FIRST,)


@cache
def shipped(version: str = FIRST) -> Model:
    text = (files("streams.linking") / "models" / f"{version}.json").read_text(encoding="utf-8")
    return read(json.loads(text))
