"""How far apart two municipalities are, by the coordinates of the national list."""

from functools import cache, lru_cache
from math import asin, cos, dist, radians, sin

from storstua.base.norway import municipalities

EARTH_RADIUS_KM = 6371.0

# A place is (municipality, county): Herøy and Våler each exist twice.
type Place = tuple[str, str]
type Point = tuple[float, float, float]


@lru_cache(maxsize=4096)
def _plain(place: Place) -> Place:
    return place[0].strip().casefold(), place[1].strip().casefold()


@cache
def _points() -> dict[Place, Point]:
    """Where each municipality lies on a globe of radius 1."""
    points = {}
    for each in municipalities():
        north, east = radians(each.latitude), radians(each.longitude)
        point = (cos(north) * cos(east), cos(north) * sin(east), sin(north))
        points[_plain((each.name, each.county))] = point
    return points


def kilometres(here: Place, there: Place) -> int | None:
    """Distance as the crow flies in whole kilometres; None when a place is not on the list."""
    start, end = _points().get(_plain(here)), _points().get(_plain(there))
    if start is None or end is None:
        return None
    return round(2 * EARTH_RADIUS_KM * asin(dist(start, end) / 2))


def is_same_municipality(here: Place, there: Place) -> bool:
    """Whether both name one and the same municipality, county and all."""
    return bool(here[0] and here[1]) and _plain(here) == _plain(there)


def is_same_county(here: Place, there: Place) -> bool:
    """Whether both are known to lie in one county."""
    return bool(here[1]) and _plain(here)[1] == _plain(there)[1]


def is_another_municipality(here: Place, there: Place) -> bool:
    """Whether the two are known to differ; equal names without a county are not known to."""
    (name, county), (their_name, their_county) = _plain(here), _plain(there)
    if not name or not their_name:
        return False
    return name != their_name or bool(county and their_county and county != their_county)
