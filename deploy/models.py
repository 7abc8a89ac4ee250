"""Models as files: a model that was trained, or one that comes with the hub."""

import json
from pathlib import Path

from deploy.whole import written
from schemas.errors import WrongConfiguration
from streams.linking.model import Model, WrongModel, plain, read
from streams.linking.shipped import VERSIONS, shipped


def load(name: str) -> Model:
    """The model in the file *name*, or the one of that version that comes with the hub.

    Raises:
        WrongConfiguration: with what is wrong in it.
    """
    if name in VERSIONS:
        return shipped(name)
    try:
        return read(json.loads(Path(name).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        known = ", ".join(VERSIONS)
        raise WrongConfiguration(f"model {name}", [f"no such file or version ({known})"]) from error
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, WrongModel) as error:
        raise WrongConfiguration(f"model {name}", [str(error)]) from error


def save(model: Model, path: Path) -> None:
    with written(path) as file:
        file.write(json.dumps(plain(model), ensure_ascii=False, indent=0) + "\n")
