"""Which municipality a cell means: the name alone is not enough, the county belongs to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from storstua.base import norway

from .faults import Unclear
from .words import fold

_WITH_COUNTY = re.compile(r"(.+?)(?:\s*\(([^()]+)\)|,\s*([^,]+)|\s+i\s+(.+))")
_ENDING = re.compile(r"\s+(?:kommune|kommunane|herad)$", re.IGNORECASE)
_DOUBLE_NAME = re.compile(r"\s+[-–—/]\s+|/")

# Counties that no longer exist, and where their land lies now.
_FORMER_COUNTIES = {
    "Aust-Agder": ("Agder",),
    "Vest-Agder": ("Agder",),
    "Hedmark": ("Innlandet",),
    "Oppland": ("Innlandet", "Akershus", "Buskerud"),
    "Hordaland": ("Vestland",),
    "Sogn og Fjordane": ("Vestland", "Møre og Romsdal"),
    "Sør-Trøndelag": ("Trøndelag",),
    "Nord-Trøndelag": ("Trøndelag", "Nordland"),
    "Viken": ("Akershus", "Buskerud", "Østfold"),
    "Vestfold og Telemark": ("Vestfold", "Telemark"),
    "Troms og Finnmark": ("Troms", "Finnmark"),
}


@dataclass(frozen=True)
class Place:
    """A municipality with its county; both empty when nothing is said."""

    municipality: str = ""
    county: str = ""


NOWHERE = Place()


@cache
def _places_by_name() -> dict[str, tuple[Place, ...]]:
    """Folded name → the municipalities that have it."""
    found: dict[str, tuple[Place, ...]] = {}
    for each in norway.municipalities():
        key = fold(each.name)
        found[key] = (*found.get(key, ()), Place(each.name, each.county))
    return found


@cache
def _counties_by_name() -> dict[str, tuple[str, ...]]:
    """Folded name, in use or former → the counties of today it can mean."""
    today = {fold(name): (name,) for name in norway.counties()}
    return {fold(name): now for name, now in _FORMER_COUNTIES.items()} | today


def place(municipality: str, county: str = "", *, near: Iterable[Place] = ()) -> Place:
    """The municipality that is meant; `near` are the places of people who were there.

    Raises Unclear: no such municipality or county, the county is another one, or several
    municipalities have the name and nothing tells which one.
    """
    named, told = _candidates(municipality)
    county = county or told
    if not county:
        return _only_one(named, near)
    counties = _counties(county)
    fitting = [each for each in named if each.county in counties]
    if fitting:
        return _only_one(fitting, near)
    raise Unclear(
        "county_other",
        value=county,
        municipality=named[0].municipality,
        counties=_listed(named),
    )


def _candidates(written: str) -> tuple[tuple[Place, ...], str]:
    """The municipalities of that name, and the county if it is written in the same cell."""
    known = _places_by_name()
    name = _ENDING.sub("", written.strip())
    if found := known.get(fold(name)):
        return found, ""
    match = _WITH_COUNTY.fullmatch(name)
    if match and (found := known.get(fold(_ENDING.sub("", match[1])))):
        return found, (match[2] or match[3] or match[4]).strip()
    for half in _DOUBLE_NAME.split(name):
        if (found := known.get(fold(half))) and _DOUBLE_NAME.search(name):
            return found, ""
    raise Unclear("municipality_unknown")


def _counties(written: str) -> tuple[str, ...]:
    """The counties of today that a written county can mean."""
    known = _counties_by_name()
    name = re.sub(r"\s+(?:fylke|fylkeskommune)$", "", written.strip(), flags=re.IGNORECASE)
    for half in (name, *_DOUBLE_NAME.split(name)):
        if found := known.get(fold(half)):
            return found
    raise Unclear("county_unknown", value=written)


def _only_one(named: Iterable[Place], near: Iterable[Place]) -> Place:
    """The one place meant; among several the one where, or in whose county, people live."""
    several = tuple(named)
    if len(several) == 1:
        return several[0]
    homes = set(near)
    counties = {home.county for home in homes}
    for fitting in (
        [each for each in several if each in homes],
        [each for each in several if each.county in counties],
    ):
        if len(fitting) == 1:
            return fitting[0]
    raise Unclear(
        "county_needed",
        municipality=several[0].municipality,
        counties=_listed(several),
    )


def _listed(places: Iterable[Place]) -> str:
    return ", ".join(sorted(each.county for each in places))
