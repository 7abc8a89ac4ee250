"""A file that is written whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from schemas.errors import WrongConfiguration


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """What is written stands under *path* once all of it is; if it fails, what stood there stays.

    Raises:
        WrongConfiguration: nothing can be written there.
    """
    ready = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with ready.open("w", newline="", encoding="utf-8") as file:
            yield file
        ready.replace(path)
    except OSError as error:
        raise WrongConfiguration(str(path), [str(error)]) from error
    finally:
        with suppress(OSError):
            ready.unlink(missing_ok=True)
