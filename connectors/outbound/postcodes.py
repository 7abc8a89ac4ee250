"""Where postcodes lie: a table that the operator gives, and nobody else is asked.

    postcode;breedtegraad;lengtegraad
    4412;52,700;5,3594                   four digits (PC4)
    4411AB;52.702;5.3330                 and letters (PC6); a comma or a point

What a person's postcode is asked for stays here: nothing of it is logged or kept.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import fmean
from typing import Literal, NamedTuple

from pydantic import TypeAdapter, ValidationError

from connectors.inbound import fields as f
from connectors.outbound.distance import Point
from schemas.errors import WrongConfiguration

COLUMNS = ("postcode", "breedtegraad", "lengtegraad")
FAULTS_MAX = 20  # told at once: the next are told when these are mended
_POSTCODE = re.compile(r"[1-9][0-9]{3} ?([A-Za-z]{2})?")
_LATITUDE, _LONGITUDE = TypeAdapter(f.Latitude), TypeAdapter(f.Longitude)

By = Literal["coordinates", "pc6", "pc4"]


class Located(NamedTuple):
    """A point, and what it was found by."""

    point: Point
    by: By


class Postcodes:
    def __init__(self, points: Mapping[str, Point]) -> None:
        self._points = points

    def find(self, postcode: str) -> Located | None:
        """Where *postcode* (as `as_written` gives it) lies, else where its four digits do."""
        if len(postcode) > 4 and (point := self._points.get(postcode)):
            return Located(point, "pc6")
        point = self._points.get(postcode[:4])
        return Located(point, "pc4") if point else None

    def __len__(self) -> int:
        return len(self._points)


def as_written(text: str) -> str | None:
    """A postcode of four digits, or these and two letters, in one way; none if it is neither.

    >>> as_written("1234 ab"), as_written("1234"), as_written("0234")
    ('1234AB', '1234', None)
    """
    return text.replace(" ", "").upper() if _POSTCODE.fullmatch(text.strip()) else None


def load(path: Path) -> Postcodes:
    """
    Raises:
        WrongConfiguration: with the faults of the file, each with its row.
    """
    points: dict[str, Point] = {}
    faults: list[str] = []
    for row, found in _rows(path):
        if isinstance(found, str):
            faults.append(f"row {row}{found}")
        elif points.setdefault(found[0], found[1]) != found[1]:
            faults.append(f"row {row}, column postcode: it stands elsewhere in another place")
        if len(faults) == FAULTS_MAX:
            faults.append("and perhaps more")
            break
    if not (points or faults):
        faults.append("it has no rows")
    if faults:
        raise WrongConfiguration(f"postcodes {path}", faults)
    return Postcodes(_middles(points) | points)


def _middles(points: Mapping[str, Point]) -> dict[str, Point]:
    """Four digits whose own row may not be there: the middle of the postcodes of six in them."""
    within: dict[str, list[Point]] = {}
    for postcode, point in points.items():
        within.setdefault(postcode[:4], []).append(point)
    return {
        digits: Point(fmean(p.latitude for p in of), fmean(p.longitude for p in of))
        for digits, of in within.items()
    }


def _rows(path: Path) -> Iterator[tuple[int, tuple[str, Point] | str]]:
    """Each row that holds anything: a postcode with its point, or what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
        header = [name.strip().casefold() for name in next(table, [])]
        if missing := [name for name in COLUMNS if name not in header]:
            yield 1, f": expected the columns {', '.join(COLUMNS)}; {', '.join(missing)} not there"
            return
        at = [header.index(name) for name in COLUMNS]
        for number, cells in enumerate(table, 2):
            if any(map(str.strip, cells)):
                short = max(at) >= len(cells)
                yield number, ": too few cells" if short else _read(*(cells[n] for n in at))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WrongConfiguration(f"postcodes {path}", [f"not a table in UTF-8: {error}"]) from error


def _read(postcode: str, latitude: str, longitude: str) -> tuple[str, Point] | str:
    known = as_written(postcode)
    if known is None:
        return ", column postcode: expected four digits, with or without two letters"
    try:
        north = _LATITUDE.validate_python(latitude.strip())
        east = _LONGITUDE.validate_python(longitude.strip())
    except ValidationError as error:
        return f": expected {error.errors()[0]['msg']}"
    return known, Point(float(north), float(east))
