"""How far it is from one point on the map to another, in a straight line (*hemelsbreed*)."""

from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH_KM = 6371.0088  # mean radius R1 of the ellipsoid of GRS 80 and WGS84 (Moritz, 1980)


class Point(NamedTuple):
    """In decimal degrees (WGS84)."""

    latitude: float
    longitude: float


def kilometres(one: Point, other: Point) -> float:
    """Along the great circle between two points: the haversine formula.

    Source: R.W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (2), 1984, p. 159.  The
    earth is taken for a sphere, which is right to within half a percent.

    >>> round(kilometres(Point(52.0, 5.0), Point(53.0, 5.0)), 1)
    111.2
    """
    south, north = radians(one.latitude), radians(other.latitude)
    up, along = north - south, radians(other.longitude - one.longitude)
    half = sin(up / 2) ** 2 + cos(south) * cos(north) * sin(along / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
